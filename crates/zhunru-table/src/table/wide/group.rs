//! Columns of a table as columns of statements to one program.

use std::collections::HashMap;

use zhunru::model::DemandType;
use zhunru::wide::{Class, Column, Letters, Program, SINGLY, Statement, UNSTATED};

use super::part::part;
use crate::columns::{Field, Scope};
use crate::table::decode::Decoded;
use crate::table::layout::Layout;
use crate::table::patch::Patch;
use crate::table::symbols::{Symbols, UNKNOWN};

/// More combinations of readings than this are not kept.
const COMBINATIONS: usize = 1 << 16;
/// Readings from this one on are left to the single path; their numbers become void long before.
const MOST_READINGS: usize = 1 << 20;

/// What a group of columns says to a program, each combination of readings worked out once.
#[derive(Debug)]
pub(super) struct Group {
    /// The places of the columns; several where only all of them state a fact together.
    pub(super) members: Vec<Member>,
    pub(super) column: Column,
    /// By reading of the only column.
    single: Vec<Said>,
    /// By the readings of all columns.
    joint: HashMap<Box<[u32]>, Said>,
    /// Whether names of items were stated.
    has_letters: bool,
    /// By row, the classes of the rows at hand.
    pub(super) classes: Vec<Class>,
}

/// A column of a group.
#[derive(Debug)]
pub(super) struct Member {
    /// Its place among the columns of the layout.
    pub(super) place: usize,
    /// Whether it matters what a cell states, and not only that it states something.
    is_read: bool,
}

/// What a reading says.
#[derive(Clone, Copy, Debug)]
struct Said {
    class: Class,
    letters: Letters,
    is_known: bool,
}

impl Said {
    const OPEN: Said = Said {
        class: SINGLY,
        letters: Letters::NONE,
        is_known: false,
    };
    const SINGLY: Said = Said {
        is_known: true,
        ..Said::OPEN
    };
    const NOTHING: Said = Said {
        class: UNSTATED,
        letters: Letters::NONE,
        is_known: true,
    };
}

/// The groups of a layout for a program, and the columns of which a stated cell leaves its row to the
/// single path.
pub(super) fn groups(layout: &Layout, program: &Program) -> (Vec<Group>, Vec<usize>) {
    let demand = program.demand_type();
    let mut groups: Vec<Group> = Vec::new();
    let mut singly = Vec::new();
    let mut seen = Vec::new();
    let mut bases = Vec::new();
    for (place, column) in layout.columns.iter().enumerate() {
        let Some(field) = column.field(demand) else {
            continue;
        };
        // Two columns of one field may contradict each other.
        if seen.contains(&&field.path) || field.scope == Scope::ApprovalPart {
            singly.push(place);
            continue;
        }
        seen.push(&field.path);
        let name = field.path.rsplit('.').next().unwrap_or_default();
        let member = |is_read| Member { place, is_read };
        match field.scope {
            Scope::Basis => bases.push(member(true)),
            // Whether a document is that of the deployment is told by its number, too.
            Scope::BasisPart => bases.push(member(
                program.reads_field("basis", name) || (name != "title" && name != "clause"),
            )),
            // What is not read may still be faulty, or speak of another type of demand.
            _ if is_checked(field) || program.reads(&field.path) => {
                groups.push(Group::new(vec![member(true)]));
            }
            _ => {}
        }
    }
    // The only legal basis stands in one column or in those of its fields, not in both.
    if bases.len() > 1 || (!bases.is_empty() && program.reads("basis")) {
        groups.push(Group::new(bases));
    }
    (groups, singly)
}

/// Whether a field says what only the whole proposal can tell, or bears faults that are seen with the
/// demand: further facts, acts on record, and issuers, which other columns must give as many of.
fn is_checked(field: &Field) -> bool {
    field.scope == Scope::Facts || field.path == "approvals" || field.path.starts_with("issuer.")
}

impl Group {
    fn new(members: Vec<Member>) -> Self {
        Group {
            members,
            column: Column::default(),
            single: Vec::new(),
            joint: HashMap::new(),
            has_letters: false,
            classes: Vec::new(),
        }
    }

    /// Works out the classes of these rows; `meets` tells whether another group states a fact that the
    /// statement states.
    pub(super) fn classify(
        &mut self,
        program: &Program,
        decoded: &Decoded<'_>,
        rows: &[u32],
        places: &[Option<Letters>],
        meets: &dyn Fn(&Statement) -> bool,
    ) {
        self.classes.clear();
        let columns: Vec<(&[u32], &Symbols)> = self
            .members
            .iter()
            .filter_map(|member| decoded.columns().nth(member.place))
            .map(|(_, keys, symbols)| (keys, symbols))
            .collect();
        match columns.as_slice() {
            [(keys, symbols)] => {
                self.classify_one(program, keys, symbols, rows, meets);
                if self.has_letters {
                    self.beware_of_places(keys, rows, places);
                }
            }
            many => self.classify_many(program, many, rows, meets),
        }
        self.column.prepare(program);
    }

    fn classify_one(
        &mut self,
        program: &Program,
        keys: &[u32],
        symbols: &Symbols,
        rows: &[u32],
        meets: &dyn Fn(&Statement) -> bool,
    ) {
        for &row in rows {
            let key = keys.get(row as usize).copied().unwrap_or(UNKNOWN);
            if key == UNKNOWN {
                self.classes.push(UNSTATED);
                continue;
            }
            let slot = key as usize;
            let said = match self.single.get(slot) {
                Some(said) if said.is_known => *said,
                _ if slot >= MOST_READINGS => Said::SINGLY,
                _ => {
                    let says = symbols.get(key).and_then(|one| one.says.as_ref().ok());
                    let said = self.said(program, says.map(|one| vec![one]), meets);
                    if self.single.len() <= slot {
                        self.single.resize(slot + 1, Said::OPEN);
                    }
                    if let Some(known) = self.single.get_mut(slot) {
                        *known = said;
                    }
                    said
                }
            };
            self.classes.push(said.class);
        }
    }

    fn classify_many(
        &mut self,
        program: &Program,
        columns: &[(&[u32], &Symbols)],
        rows: &[u32],
        meets: &dyn Fn(&Statement) -> bool,
    ) {
        let mut combination = Vec::with_capacity(columns.len());
        for &row in rows {
            self.combination(columns, row, &mut combination);
            if combination.iter().all(|key| *key == UNKNOWN) {
                self.classes.push(UNSTATED);
                continue;
            }
            let said = match self.joint.get(combination.as_slice()) {
                Some(said) => *said,
                None => {
                    let keys = |keys: &[u32]| keys.get(row as usize).copied();
                    let stated = columns.iter().filter_map(|(of, symbols)| {
                        let key = keys(of).filter(|key| *key != UNKNOWN)?;
                        Some(symbols.get(key).and_then(|one| one.says.as_ref().ok()))
                    });
                    let patches: Option<Vec<&Patch>> = stated.collect();
                    let said = self.said(program, patches, meets);
                    if self.joint.len() < COMBINATIONS {
                        self.joint.insert(combination.as_slice().into(), said);
                    }
                    said
                }
            };
            self.classes.push(said.class);
        }
    }

    /// The readings of a row, one for all where it does not matter what a cell states.
    fn combination(&self, columns: &[(&[u32], &Symbols)], row: u32, combination: &mut Vec<u32>) {
        combination.clear();
        let members = columns.iter().zip(&self.members);
        combination.extend(members.map(|((keys, symbols), member)| {
            let key = keys.get(row as usize).copied().unwrap_or(UNKNOWN);
            match symbols.get(key) {
                Some(read) if !member.is_read && read.says.is_ok() => 0,
                _ => key,
            }
        }));
    }

    fn said(
        &mut self,
        program: &Program,
        patches: Option<Vec<&Patch>>,
        meets: &dyn Fn(&Statement) -> bool,
    ) -> Said {
        let demand: DemandType = program.demand_type();
        let statement = patches
            .and_then(|patches| part(patches, demand))
            .and_then(|part| program.read(&part));
        match statement {
            Some(statement) if !meets(&statement) => {
                self.has_letters |= !statement.letters().is_empty();
                Said {
                    class: self.column.class(&statement),
                    letters: statement.letters(),
                    ..Said::NOTHING
                }
            }
            _ => Said::SINGLY,
        }
    }

    /// Leaves rows to the single path in which a place of the proposal's own may stand in front of the
    /// name of an item. Bases, which alone are read jointly, name none.
    fn beware_of_places(&mut self, keys: &[u32], rows: &[u32], places: &[Option<Letters>]) {
        for (class, &row) in self.classes.iter_mut().zip(rows) {
            let Some(Some(place)) = places.get(row as usize) else {
                continue;
            };
            let key = keys.get(row as usize).copied().unwrap_or(UNKNOWN);
            let said = self.single.get(key as usize);
            if said.is_some_and(|said| said.letters.may_hold(*place)) {
                *class = SINGLY;
            }
        }
    }
}
