//! A completion: what every fact of a demand is in it.

use std::collections::BTreeMap;

use zhunru::condition::{EntryCondition, ListReference, ProcedureReference};
use zhunru::decision::ProcedureState;
use zhunru::vocabulary::Value;

use super::base::Choice;
use super::case::Case;
use super::condition::entry_holds;
use super::inheritance::Reading;
use super::presumption::{of_rank, ranks};

/// One completion of a case.
pub(super) struct World<'c, 'a> {
    pub(super) case: &'c Case<'a>,
    choices: BTreeMap<&'c str, &'c Choice>,
}

impl<'c, 'a> World<'c, 'a> {
    /// Takes the value of this number for each base fact.
    pub(super) fn new(case: &'c Case<'a>, completion: &[usize]) -> World<'c, 'a> {
        let choices = case
            .bases
            .iter()
            .zip(completion)
            .map(|(base, choice)| (base.path.as_str(), &base.domain[*choice]))
            .collect();
        World { case, choices }
    }

    /// The value that the completion gives to a base fact.
    pub(super) fn chosen(&self, path: &str) -> Value {
        match self.choices.get(path) {
            Some(Choice::Value(value)) => value.clone(),
            other => panic!("`{path}` is no single base fact: {other:?}"),
        }
    }

    /// Whether a base fact that is true or false is true.
    pub(super) fn chosen_true(&self, path: &str) -> bool {
        self.chosen(path) == Value::Boolean(true)
    }

    /// What a fact of the demand comes to.
    pub(super) fn value(&self, path: &str) -> Value {
        let raw = self.raw(path);
        match ranks(path) {
            // "… count only together with a basis of such a rank."
            Some(ranks) if raw == Value::Boolean(true) => {
                Value::Boolean(self.passing(self.case.demand, "basis", &of_rank(ranks)) > 0)
            }
            _ => raw,
        }
    }

    /// What a fact of some demand of the proposal comes to, before bases are looked at.
    pub(super) fn value_of(&self, demand: usize, path: &str) -> Value {
        if demand == self.case.demand {
            return self.raw(path);
        }
        match self.case.known_of(demand, path) {
            Some(value) => value,
            None if path == "signboard.sponsor_level" => self.raw("issuer.level"),
            None if path == "issuer.level" => self.raw(path),
            None => self.chosen(&format!("demands[{demand}].{path}")),
        }
    }

    fn raw(&self, path: &str) -> Value {
        match self.case.known(path) {
            Some(value) => value.clone(),
            None if path == "signboard.sponsor_level" => self.raw("issuer.level"),
            None => self.chosen(path),
        }
    }

    /// A field of an entry of a list that is given.
    pub(super) fn entry(&self, list: &str, entry: usize, field: usize) -> Value {
        self.entry_of(self.case.demand, list, entry, field)
    }

    fn entry_of(&self, demand: usize, list: &str, entry: usize, field: usize) -> Value {
        let entries = self.case.entries_of(demand, list).unwrap();
        match &entries[entry][field] {
            Some(value) => value.clone(),
            None => self.chosen(&self.case.entry_path(demand, list, entry, field)),
        }
    }

    /// How many entries of a list that is no stock pass, for some demand of the proposal.
    pub(super) fn passing(&self, demand: usize, list: &str, predicate: &EntryCondition) -> usize {
        let no_names =
            |of: &ListReference, _: Reading| panic!("`{list}` has no names for `{}`", of.list);
        match self.case.entries_of(demand, list) {
            Some(entries) => (0..entries.len())
                .filter(|entry| {
                    let field = |field| self.entry_of(demand, list, *entry, field);
                    entry_holds(predicate, &field, &no_names, Reading::Narrowest)
                })
                .count(),
            None => match self.choices.get(self.case.list_path(demand, list).as_str()) {
                Some(Choice::Entries(entries)) => entries
                    .iter()
                    .filter(|entry| {
                        entry_holds(
                            predicate,
                            &|field| entry[field].clone(),
                            &no_names,
                            Reading::Narrowest,
                        )
                    })
                    .count(),
                other => panic!("`{list}` is no unknown list: {other:?}"),
            },
        }
    }

    /// How many entries of absent stock pass.
    pub(super) fn counted(&self, list: &str, predicate: &EntryCondition) -> usize {
        let predicates = &self.case.reads.entries[list];
        let number = predicates
            .iter()
            .position(|known| known.condition == *predicate);
        match self.choices.get(list) {
            Some(Choice::Counts(counts)) => counts[number.unwrap()] as usize,
            other => panic!("`{list}` is no unknown stock: {other:?}"),
        }
    }

    /// The state of a procedure while the acts on record are not known.
    pub(super) fn unknown_state(&self, procedure: &ProcedureReference) -> ProcedureState {
        let known = &self.case.reads.procedures;
        let number = known.iter().position(|known| known == procedure).unwrap();
        match self.choices.get("approvals") {
            Some(Choice::States(states)) => states[number],
            other => panic!("`approvals` is no unknown list: {other:?}"),
        }
    }
}
