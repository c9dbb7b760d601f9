//! Columns of a table as columns of statements to one program.

use zhunru::wide::{Class, Column, Letters, NO_CLASS, Program, SINGLY, Statement, UNSTATED};

use super::Asked;
use super::by_code::ByCode;
use super::joint::{Joint, Member, says};
use super::part::part;
use crate::columns::{Field, Scope};
use crate::table::layout::Layout;
use crate::table::patch::Patch;
use crate::table::readings::Cells;
use crate::table::symbols::UNKNOWN;

/// What a group of columns says to a program, each combination of cells worked out once.
#[derive(Debug)]
pub(super) struct Group {
    source: Source,
    pub(super) column: Column,
    /// Whether names of items were stated.
    has_letters: bool,
    /// By row at hand, the classes.
    pub(super) classes: Vec<Class>,
}

/// The columns of a group.
#[derive(Debug)]
enum Source {
    /// One by itself.
    One {
        place: usize,
        known: ByCode<Class>,
        /// By reading, the letters of the names of items.
        letters: Vec<Letters>,
    },
    /// Several that only together state a fact.
    Several {
        members: Vec<Member>,
        subject: Subject,
        joint: Joint,
    },
}

/// What the columns of a group state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Facts,
    /// The act on record; the issuer's level stands beside it.
    Acts,
}

/// What the columns of a layout are to a program.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// Those that it reads.
    pub(super) groups: Vec<Group>,
    /// Those whose cells must be unknown: a stated one is faulty, or leaves its row to the single path.
    pub(super) unstated: Vec<usize>,
    /// Those that it does not read, but whose cells may be faulty.
    pub(super) unread: Vec<usize>,
}

impl Roles {
    /// The roles of a layout's columns for a program.
    pub(super) fn of(layout: &Layout, program: &Program) -> Self {
        let demand = program.demand_type();
        let mut roles = Roles::default();
        let mut seen = Vec::new();
        let (mut bases, mut acts, mut signs) = (Vec::new(), Vec::new(), Vec::new());
        let mut level = None;
        for (place, column) in layout.columns.iter().enumerate() {
            // A cell that speaks of another type of demand is faulty; and two columns of one field may
            // contradict each other.
            let field = column.field(demand);
            let Some(field) = field.filter(|field| !seen.contains(&&field.path)) else {
                roles.unstated.push(place);
                continue;
            };
            seen.push(&field.path);
            let name = field.path.rsplit('.').next().unwrap_or_default();
            let is_sign = ["signboard.name", "village.signboards"].contains(&field.path.as_str());
            match field.scope {
                // Though no rule reads it, it contradicts a list of acts beside it.
                Scope::ApprovalPart => acts.push(Member::of_act(place, &field.path)),
                Scope::Basis => bases.push(Member::reading(place)),
                // Whether a document is that of the deployment is told by its number, too.
                Scope::BasisPart
                    if program.reads_field("basis", name)
                        || (name != "title" && name != "clause") =>
                {
                    bases.push(Member::reading(place));
                }
                Scope::BasisPart => bases.push(Member::something(place)),
                _ if is_sign && program.adds_sign() => signs.push(place),
                _ if is_checked(field) || program.reads(&field.path) => {
                    if field.path == "issuer.level" {
                        level = Some(place);
                    }
                    roles.groups.push(Group::one(place));
                }
                _ => roles.unread.push(place),
            }
        }
        match signs.as_slice() {
            [one] => roles.groups.push(Group::one(*one)),
            [] => {}
            several => {
                let members = several.iter().map(|place| Member::reading(*place));
                let group = Group::several(members.collect(), Subject::Facts);
                roles.groups.push(group);
            }
        }
        if !acts.is_empty() {
            acts.extend(level.map(Member::reading));
            roles.groups.push(Group::several(acts, Subject::Acts));
        }
        // The only legal basis stands in one column or in those of its fields, not in both.
        if bases.len() > 1 || (!bases.is_empty() && program.reads("basis")) {
            roles.groups.push(Group::several(bases, Subject::Facts));
        } else {
            roles.unread.extend(bases.iter().map(|member| member.place));
        }
        roles
    }
}

/// Whether a field says what only the whole proposal can tell, or bears faults that are seen with the
/// demand: further facts, acts on record, and issuers, which other columns must give as many of.
fn is_checked(field: &Field) -> bool {
    field.scope == Scope::Facts || field.path == "approvals" || field.path.starts_with("issuer.")
}

/// What a program is told by some cells of a row.
struct Teller<'t, 'a> {
    program: &'t Program,
    asked: &'t Asked<'a>,
    meets: &'t dyn Fn(&Statement) -> bool,
}

impl Teller<'_, '_> {
    /// The class of what these cells say together, and the letters of the names in it.
    fn class<'p>(
        &self,
        column: &mut Column,
        patches: impl IntoIterator<Item = &'p Patch>,
    ) -> (Class, Letters) {
        let part = part(patches, self.program.demand_type());
        self.take(column, part.and_then(|part| self.program.read(&part)))
    }

    /// The same of the cells of an act on record and of the issuer's level, in a row.
    fn class_of_acts(
        &self,
        column: &mut Column,
        patches: &[&Patch],
        row: usize,
    ) -> (Class, Letters) {
        let is_of_act = |patch: &&&Patch| matches!(patch, Patch::ApprovalPart(_));
        if !patches.iter().any(|patch| is_of_act(&patch)) {
            return (UNSTATED, Letters::NONE);
        }
        let part = part(patches.iter().copied(), self.program.demand_type());
        let day = self.asked.day(row);
        let statement = part.zip(day);
        let statement = statement.and_then(|(part, day)| self.program.read_acts(&part, day));
        self.take(column, statement)
    }

    fn take(&self, column: &mut Column, statement: Option<Statement>) -> (Class, Letters) {
        match statement {
            Some(statement) if !(self.meets)(&statement) => {
                (column.class(&statement), statement.letters())
            }
            _ => (SINGLY, Letters::NONE),
        }
    }
}

impl Group {
    fn of(source: Source) -> Self {
        Group {
            source,
            column: Column::default(),
            has_letters: false,
            classes: Vec::new(),
        }
    }

    fn one(place: usize) -> Self {
        Group::of(Source::One {
            place,
            known: ByCode::new(NO_CLASS, UNSTATED, SINGLY),
            letters: Vec::new(),
        })
    }

    fn several(members: Vec<Member>, subject: Subject) -> Self {
        Group::of(Source::Several {
            members,
            subject,
            joint: Joint::default(),
        })
    }

    /// Works out the classes of the rows at hand; `meets` tells whether another group states a fact that
    /// the statement states.
    pub(super) fn classify(
        &mut self,
        program: &Program,
        asked: &Asked<'_>,
        meets: &dyn Fn(&Statement) -> bool,
    ) {
        let Group {
            source,
            column,
            has_letters,
            classes,
        } = self;
        let teller = Teller {
            program,
            asked,
            meets,
        };
        match source {
            Source::One {
                place,
                known,
                letters,
            } => {
                let Some(cells) = asked.decoded.column(*place) else {
                    return;
                };
                if column.is_silent() && !*has_letters && known.says_nothing(cells) {
                    classes.clear();
                    return;
                }
                known.look_up(cells, asked, classes, |reading| {
                    let Some(patch) = says(cells.symbols, reading) else {
                        return SINGLY;
                    };
                    let (class, own) = teller.class(column, [patch]);
                    if !own.is_empty() {
                        *has_letters = true;
                        note(letters, reading, own);
                    }
                    class
                });
                if *has_letters {
                    let rows = asked.rows.iter();
                    let stated = rows.map(|row| {
                        let reading = cells.get(*row as usize) as usize;
                        letters.get(reading).copied().unwrap_or(Letters::NONE)
                    });
                    beware_of_places(classes, stated, asked);
                }
            }
            Source::Several {
                members,
                subject,
                joint,
            } => {
                let places = members.iter().map(|member| member.place);
                let cells: Option<Vec<Cells<'_>>> =
                    places.map(|place| asked.decoded.column(place)).collect();
                let Some(cells) = cells else { return };
                let resolve = |row: usize| {
                    let stated = cells.iter().map(|cells| (cells.symbols, cells.get(row)));
                    let stated = stated.filter(|(_, reading)| *reading != UNKNOWN);
                    let patches: Option<Vec<&Patch>> = stated
                        .map(|(symbols, reading)| says(symbols, reading))
                        .collect();
                    let Some(patches) = patches else {
                        return (SINGLY, Letters::NONE);
                    };
                    let (class, letters) = match subject {
                        Subject::Facts => teller.class(column, patches),
                        Subject::Acts => teller.class_of_acts(column, &patches, row),
                    };
                    *has_letters |= !letters.is_empty();
                    (class, letters)
                };
                if !joint.look_up(members, &cells, asked, classes, resolve) {
                    classes.clear();
                    classes.resize(asked.rows.len(), SINGLY);
                } else if *has_letters {
                    beware_of_places(classes, joint.letters(), asked);
                }
            }
        }
        column.prepare(program);
    }
}

fn note(all: &mut Vec<Letters>, reading: u32, own: Letters) {
    let slot = reading as usize;
    if all.len() <= slot {
        all.resize(slot + 1, Letters::NONE);
    }
    if let Some(letters) = all.get_mut(slot) {
        *letters = own;
    }
}

/// Leaves rows to the single path in which a place of the proposal's own may stand in front of the
/// name of an item.
fn beware_of_places(
    classes: &mut [Class],
    stated: impl Iterator<Item = Letters>,
    asked: &Asked<'_>,
) {
    if asked.places.is_empty() {
        return;
    }
    for ((class, row), letters) in classes.iter_mut().zip(asked.rows).zip(stated) {
        let place = asked.places.get(*row as usize).copied().flatten();
        if place.is_some_and(|place| letters.may_hold(place)) {
            *class = SINGLY;
        }
    }
}
