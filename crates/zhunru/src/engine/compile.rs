//! From the conditions of packs to gates of the circuit.

use std::collections::{BTreeSet, HashMap};

use super::EngineError;
use super::added::backed_fields;
use super::atom::{Atom, ListIndex, ProcedureIndex, Reading};
use super::backing::backing;
use super::build::Inheritance;
use super::circuit::{Circuit, GateIndex};
use crate::condition::{Condition, EntryCondition, ListReference, ProcedureReference, Test};
use crate::vocabulary::{FactIndex, Value, Vocabulary};

/// What names in conditions stand for.
pub(crate) struct Names<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) lists: &'a HashMap<ListReference, ListIndex>,
    pub(crate) procedures: &'a HashMap<ProcedureReference, ProcedureIndex>,
    /// The fact that states an item's membership, by list.
    pub(crate) memberships: &'a [FactIndex],
}

/// Compiles conditions, and notes the facts that they read.
pub(crate) struct Compiler<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) inheritance: &'a Inheritance,
    pub(crate) circuit: &'a mut Circuit,
    pub(crate) reads: BTreeSet<FactIndex>,
}

impl Compiler<'_> {
    /// The gate of a condition, under a reading of the lists that others inherit.
    pub(crate) fn condition(
        &mut self,
        condition: &Condition,
        reading: Reading,
    ) -> Result<GateIndex, EngineError> {
        Ok(match condition {
            Condition::Constant(value) => self.circuit.constant(*value),
            Condition::Not(part) => {
                let part = self.condition(part, reading.opposite())?;
                self.circuit.not(part)
            }
            Condition::And(parts) => {
                let parts = self.conditions(parts, reading)?;
                self.circuit.and(parts)
            }
            Condition::Or(parts) => {
                let parts = self.conditions(parts, reading)?;
                self.circuit.or(parts)
            }
            Condition::Fact { path, test } => self.fact(path, test)?,
            Condition::Listed(reference) => {
                let list = self.list(reference)?;
                self.listed(list, reading)
            }
            Condition::Approved(reference) => {
                let procedure = self.procedure(reference)?;
                self.circuit.read(Atom::Complete(procedure))
            }
            Condition::Exists { list, predicate } => self.at_least(list, predicate, 1, reading)?,
            Condition::CountAtLeast {
                list,
                predicate,
                least,
            } => self.at_least(list, predicate, *least, reading)?,
        })
    }

    /// The gate that a list holds the demand's item.
    pub(crate) fn listed(&mut self, list: ListIndex, reading: Reading) -> GateIndex {
        self.reads.extend(self.names.memberships.get(list));
        let reading = self.reading(&[list], reading);
        self.circuit.read(Atom::Listed { list, reading })
    }

    /// The reading of lists: of those that none inherits there is but one.
    fn reading(&self, lists: &[ListIndex], reading: Reading) -> Reading {
        let mut lists = lists.iter();
        match lists.any(|&list| self.inheritance.is_inherited(list)) {
            true => reading,
            false => Reading::Narrowest,
        }
    }

    /// The number of a procedure, noting that its acts are read.
    pub(crate) fn procedure(
        &mut self,
        reference: &ProcedureReference,
    ) -> Result<ProcedureIndex, EngineError> {
        self.reads.extend(self.names.vocabulary.index("approvals"));
        self.names
            .procedures
            .get(reference)
            .copied()
            .ok_or_else(|| EngineError::UnknownName {
                name: format!("{}/{}", reference.pack, reference.procedure),
            })
    }

    fn list(&self, reference: &ListReference) -> Result<ListIndex, EngineError> {
        self.names
            .lists
            .get(reference)
            .copied()
            .ok_or_else(|| EngineError::UnknownName {
                name: format!("{}/{}", reference.pack, reference.list),
            })
    }

    fn conditions(
        &mut self,
        parts: &[Condition],
        reading: Reading,
    ) -> Result<Vec<GateIndex>, EngineError> {
        let parts = parts.iter();
        parts.map(|part| self.condition(part, reading)).collect()
    }

    fn index(&mut self, path: &str) -> Result<FactIndex, EngineError> {
        let index = self.names.vocabulary.index(path);
        self.reads.extend(index);
        index.ok_or_else(|| EngineError::UnknownName {
            name: path.to_owned(),
        })
    }

    fn fact(&mut self, path: &str, test: &Test) -> Result<GateIndex, EngineError> {
        let fact = self.index(path)?;
        let Some(backing) = backing(path) else {
            return Ok(self.circuit.read(Atom::Fact {
                fact,
                test: test.clone(),
            }));
        };
        // The statement counts only together with a basis of such a rank.
        let stated = Test::OneOf(vec![Value::Boolean(true)]);
        let stated = self.circuit.read(Atom::Fact { fact, test: stated });
        let backed = self.at_least("basis", &backing, 1, Reading::Narrowest)?;
        let both = self.circuit.and([stated, backed]);
        let (on_true, on_false) = (
            test.accepts(&Value::Boolean(true)),
            test.accepts(&Value::Boolean(false)),
        );
        Ok(match (on_true, on_false) {
            (true, false) => both,
            (false, true) => self.circuit.not(both),
            (value, _) => self.circuit.constant(value),
        })
    }

    fn at_least(
        &mut self,
        list: &str,
        predicate: &EntryCondition,
        least: u32,
        reading: Reading,
    ) -> Result<GateIndex, EngineError> {
        if least == 0 {
            return Ok(self.circuit.constant(true));
        }
        let looked_up = self.read_with(list, predicate)?;
        let reading = self.reading(&looked_up, reading);
        let list = self.index(list)?;
        Ok(self.circuit.read(Atom::AtLeast {
            list,
            predicate: predicate.clone(),
            least,
            reading,
        }))
    }

    /// Notes what a condition on entries reads besides their fields, and gives the lists that it
    /// looks their names up in.
    fn read_with(
        &mut self,
        list: &str,
        predicate: &EntryCondition,
    ) -> Result<Vec<ListIndex>, EngineError> {
        let mut references = Vec::new();
        predicate.visit(&mut |leaf| {
            if let EntryCondition::Listed { list, .. } = leaf {
                references.push(list);
            }
        });
        let mut looked_up = Vec::new();
        for reference in references {
            let list = self.list(reference)?;
            self.reads.extend(self.names.memberships.get(list));
            looked_up.push(list);
        }
        // What a demand would add states some fields that count only with a basis.
        for (field, path) in backed_fields(list) {
            if predicate.reads(field)
                && let Some(backing) = backing(path)
            {
                self.index(path)?;
                self.at_least("basis", &backing, 1, Reading::Narrowest)?;
            }
        }
        Ok(looked_up)
    }
}
