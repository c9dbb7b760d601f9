//! What conditions read.

use std::collections::BTreeMap;

use smol_str::SmolStr;
use zhunru::condition::{Condition, EntryCondition, ListReference, ProcedureReference, Test};

/// One way in which a list is looked at: what entries pass, and how many are ever asked for.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    pub(super) condition: EntryCondition,
    pub(super) most: u32,
}

/// Everything that some conditions read.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// The tests of single facts, by path.
    pub(super) facts: BTreeMap<SmolStr, Vec<Test>>,
    /// The lists in which the demand's item is looked up.
    pub(super) lists: Vec<ListReference>,
    /// The procedures.
    pub(super) procedures: Vec<ProcedureReference>,
    /// The predicates on entries, by the list's path.
    pub(super) entries: BTreeMap<SmolStr, Vec<Predicate>>,
}

impl Reads {
    /// Adds what a condition reads.
    pub(super) fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Not(part) => self.condition(part),
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().for_each(|part| self.condition(part));
            }
            Condition::Fact { path, test } => {
                self.facts
                    .entry(path.clone())
                    .or_default()
                    .push(test.clone());
            }
            Condition::Listed(list) => self.list(list.clone()),
            Condition::Approved(procedure) => self.procedure(procedure.clone()),
            Condition::Exists { list, predicate } => self.predicate(list, predicate, 1),
            Condition::CountAtLeast {
                list,
                predicate,
                least,
            } => self.predicate(list, predicate, *least),
            // `Condition` grows only with the language; a new form must be read here too.
            #[allow(unreachable_patterns, reason = "the tree may become non-exhaustive")]
            other => panic!("a condition that the reference cannot read: {other:?}"),
        }
    }

    /// Adds a fact that is read otherwise than by a test.
    pub(super) fn fact(&mut self, path: &str) {
        self.facts.entry(path.into()).or_default();
    }

    /// Adds a list.
    pub(super) fn list(&mut self, list: ListReference) {
        if !self.lists.contains(&list) {
            self.lists.push(list);
        }
    }

    /// Adds a procedure.
    pub(super) fn procedure(&mut self, procedure: ProcedureReference) {
        if !self.procedures.contains(&procedure) {
            self.procedures.push(procedure);
        }
    }

    /// Adds a way in which entries are looked at.
    pub(super) fn predicate(&mut self, list: &SmolStr, condition: &EntryCondition, least: u32) {
        let predicates = self.entries.entry(list.clone()).or_default();
        match predicates
            .iter_mut()
            .find(|known| known.condition == *condition)
        {
            Some(known) => known.most = known.most.max(least),
            None => predicates.push(Predicate {
                condition: condition.clone(),
                most: least,
            }),
        }
    }

    /// The lists in which the names of a list's entries are looked up.
    pub(super) fn lists_of_entries(&self, list: &str) -> Vec<ListReference> {
        let mut lists = Vec::new();
        for predicate in self.entries.get(list).into_iter().flatten() {
            looked_up(&predicate.condition, &mut lists);
        }
        lists
    }

    /// The tests on a field of the entries of a list.
    pub(super) fn field_tests(&self, list: &str, field: usize) -> Vec<Test> {
        let mut tests = Vec::new();
        for predicate in self.entries.get(list).into_iter().flatten() {
            collect(&predicate.condition, field, &mut tests);
        }
        tests
    }
}

fn looked_up(condition: &EntryCondition, lists: &mut Vec<ListReference>) {
    match condition {
        EntryCondition::Constant(_) | EntryCondition::Field { .. } => {}
        EntryCondition::Not(part) => looked_up(part, lists),
        EntryCondition::And(parts) | EntryCondition::Or(parts) => {
            parts.iter().for_each(|part| looked_up(part, lists));
        }
        EntryCondition::Listed { list, .. } => {
            if !lists.contains(list) {
                lists.push(list.clone());
            }
        }
    }
}

fn collect(condition: &EntryCondition, wanted: usize, tests: &mut Vec<Test>) {
    match condition {
        EntryCondition::Constant(_) | EntryCondition::Listed { .. } => {}
        EntryCondition::Not(part) => collect(part, wanted, tests),
        EntryCondition::And(parts) | EntryCondition::Or(parts) => {
            parts.iter().for_each(|part| collect(part, wanted, tests));
        }
        EntryCondition::Field { field, test } => {
            if *field == wanted {
                tests.push(test.clone());
            }
        }
    }
}
