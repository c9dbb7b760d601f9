//! Columns of a table as columns of statements to one program.

use zhunru::wide::{
    Bits, Class, Column, Letters, NO_CLASS, Program, SINGLY, Said, Statement, UNSTATED,
};

use super::Asked;
use super::by_code::{ByCode, holds};
use super::joint::Joint;
use super::member::says;
use super::part::part;
use crate::table::eights;
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
    classes: Vec<Class>,
    /// Where the classes are bits.
    bits: Option<OfOctet>,
}

/// A column of an octet.
#[derive(Clone, Copy, Debug)]
struct OfOctet {
    octet: usize,
    bit: u32,
    no: Class,
    yes: Class,
    /// Whether something is stated in each row at hand.
    are_stated: bool,
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
        /// Its number among the joints of the table.
        joint: usize,
        subject: Subject,
        generation: u64,
        /// By number of the combination, its class and the letters of the names of items.
        classes: Vec<Class>,
        letters: Vec<Letters>,
    },
}

/// What the columns of a group state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Facts,
    /// The act on record; the issuer's level stands beside it.
    Acts,
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
            bits: None,
        }
    }

    /// One column by itself.
    pub(super) fn one(place: usize) -> Self {
        Group::of(Source::One {
            place,
            known: ByCode::new(NO_CLASS, UNSTATED, SINGLY),
            letters: Vec::new(),
        })
    }

    /// The columns of a joint, by its number.
    pub(super) fn several(joint: usize, subject: Subject) -> Self {
        Group::of(Source::Several {
            joint,
            subject,
            generation: 0,
            classes: Vec::new(),
            letters: Vec::new(),
        })
    }

    /// The combinations that it reads.
    pub(super) fn joint(&self) -> Option<usize> {
        match self.source {
            Source::One { .. } => None,
            Source::Several { joint, .. } => Some(joint),
        }
    }

    /// The octet that it reads, and whether what is stated there makes a difference.
    pub(super) fn octet(&self) -> Option<(usize, bool)> {
        self.bits.map(|bits| (bits.octet, !bits.are_stated))
    }

    /// What some of the rows at hand say; `octet` gives the bytes of values and of what is stated.
    pub(super) fn said<'g>(
        &'g self,
        rows: &std::ops::Range<usize>,
        octet: impl FnOnce(usize) -> (&'g [u8], &'g [u8]),
    ) -> Said<'g> {
        match self.bits {
            None => Said::Classes(self.classes.get(rows.clone()).unwrap_or_default()),
            Some(bits) => {
                let (values, stated) = octet(bits.octet);
                Said::Bits(Bits {
                    values: values.get(rows.clone()).unwrap_or_default(),
                    stated: (!bits.are_stated)
                        .then(|| stated.get(rows.clone()).unwrap_or_default()),
                    bit: bits.bit,
                    no: bits.no,
                    yes: bits.yes,
                })
            }
        }
    }

    /// Works out the classes of the rows at hand; `meets` tells whether another group states a fact that
    /// the statement states.
    pub(super) fn classify(
        &mut self,
        program: &Program,
        asked: &Asked<'_>,
        meets: &dyn Fn(&Statement) -> bool,
    ) {
        self.classes.clear();
        self.bits = None;
        let teller = Teller {
            program,
            asked,
            meets,
        };
        match self.source {
            Source::One { place, .. } => self.classify_one(place, &teller),
            Source::Several { joint, .. } => {
                if let Some(joint) = asked.joints.get(joint) {
                    self.classify_several(joint, &teller);
                }
            }
        }
        self.column.prepare(program);
    }

    fn classify_one(&mut self, place: usize, teller: &Teller<'_, '_>) {
        let Group {
            source: Source::One { known, letters, .. },
            column,
            has_letters,
            classes,
            bits,
        } = self
        else {
            return;
        };
        let asked = teller.asked;
        let Some(cells) = asked.decoded.column(place) else {
            return;
        };
        if !asked.stated.is_some(place, asked.at_hand) {
            return;
        }
        if column.is_silent() && !*has_letters && known.says_nothing(cells) {
            return;
        }
        let mut resolve = |reading| {
            let Some(patch) = says(cells.symbols, reading) else {
                return SINGLY;
            };
            let (class, own) = teller.class(column, [patch]);
            if !own.is_empty() {
                *has_letters = true;
                note(letters, reading as usize, own);
            }
            class
        };
        let rows = asked.of(place, teller.program.demand_type());
        if let Some((octet, bit)) = asked.octets.place(place) {
            *bits = Some(OfOctet {
                octet,
                bit,
                no: known.one(cells, 0, rows.demand, &mut resolve),
                yes: known.one(cells, 1, rows.demand, &mut resolve),
                are_stated: rows.are_stated,
            });
            return;
        }
        known.look_up(cells, &rows, classes, resolve);
        if *has_letters {
            let rows = asked.rows.iter();
            let stated = rows.map(|row| {
                let reading = cells.get(*row as usize) as usize;
                letters.get(reading).copied().unwrap_or(Letters::NONE)
            });
            beware_of_places(classes, stated, asked);
        }
    }

    fn classify_several(&mut self, joint: &Joint, teller: &Teller<'_, '_>) {
        let Group {
            source:
                Source::Several {
                    subject,
                    generation,
                    classes: known,
                    letters: all_letters,
                    ..
                },
            column,
            has_letters,
            classes,
            ..
        } = self
        else {
            return;
        };
        let asked = teller.asked;
        let places = joint.members.iter().map(|member| member.place);
        let cells: Option<Vec<Cells<'_>>> =
            places.map(|place| asked.decoded.column(place)).collect();
        let (Some(cells), Some(numbers)) = (cells, joint.numbers()) else {
            classes.resize(asked.rows.len(), SINGLY);
            return;
        };
        if *generation != joint.generation() {
            *generation = joint.generation();
            known.clear();
            all_letters.clear();
        }
        let number = |row: u32| numbers.get(row as usize).map(|one| usize::from(*one));
        let told = known.as_slice();
        eights::extend(asked.rows, classes, NO_CLASS, |row| {
            let known = number(row).and_then(|number| told.get(number));
            known.copied().unwrap_or(NO_CLASS)
        });
        if holds(classes, NO_CLASS) {
            let mut resolve = |row: usize| {
                let stated = cells.iter().map(|cells| (cells.symbols, cells.get(row)));
                let stated = stated.filter(|(_, reading)| *reading != UNKNOWN);
                let patches: Option<Vec<&Patch>> = stated
                    .map(|(symbols, reading)| says(symbols, reading))
                    .collect();
                let Some(patches) = patches else {
                    return (SINGLY, Letters::NONE);
                };
                match subject {
                    Subject::Facts => teller.class(column, patches),
                    Subject::Acts => teller.class_of_acts(column, &patches, row),
                }
            };
            for (class, row) in classes.iter_mut().zip(asked.rows) {
                if *class != NO_CLASS {
                    continue;
                }
                let Some(slot) = number(*row) else {
                    *class = SINGLY;
                    continue;
                };
                let known_class = known.get(slot).copied();
                if let Some(known) = known_class.filter(|known| *known != NO_CLASS) {
                    *class = known;
                    continue;
                }
                let (own, letters) = resolve(*row as usize);
                *has_letters |= !letters.is_empty();
                *class = own;
                if known.len() <= slot {
                    known.resize(slot + 1, NO_CLASS);
                }
                if let Some(known) = known.get_mut(slot) {
                    *known = own;
                }
                if !letters.is_empty() {
                    note(all_letters, slot, letters);
                }
            }
        }
        if *has_letters {
            let letters = asked.rows.iter().map(|row| {
                let letters = number(*row).and_then(|number| all_letters.get(number));
                letters.copied().unwrap_or(Letters::NONE)
            });
            beware_of_places(classes, letters, asked);
        }
    }
}

fn note(all: &mut Vec<Letters>, slot: usize, own: Letters) {
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
