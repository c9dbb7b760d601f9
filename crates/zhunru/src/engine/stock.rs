//! How lists of entries are read: what each list is asked, and what its entries may be.

use super::atom::Atom;
use super::values::representatives;
use crate::condition::{EntryCondition, Test};
use crate::vocabulary::{Fact, FactIndex, FactKind, ItemName, Value, Vocabulary};

/// The most classes of entries that an absent list is told apart by, exactly.
const CLASS_LIMIT: usize = 64;
/// The most entries that are tried to find the classes.
const PRODUCT_LIMIT: usize = 1 << 14;

/// All that the packs ask of one list.
#[derive(Debug)]
pub(crate) struct ListReading {
    pub(crate) list: FactIndex,
    pub(crate) stock: bool,
    /// What entries are asked, each once.
    pub(crate) predicates: Vec<EntryCondition>,
    /// The greatest number that is counted to, by predicate.
    pub(crate) most: Vec<u32>,
    /// Values that stand for all values of each field.
    pub(crate) fields: Vec<Vec<Value>>,
    /// The classes of entries that the predicates tell apart, by which of them each passes; those
    /// that pass none are left out.
    pub(crate) classes: Vec<Vec<bool>>,
    /// Whether the classes are all there.
    pub(crate) complete: bool,
}

impl ListReading {
    /// The readings of all lists that the atoms ask of.
    pub(crate) fn of_atoms(atoms: &[Atom], vocabulary: &Vocabulary) -> Vec<ListReading> {
        let mut readings: Vec<ListReading> = Vec::new();
        for atom in atoms {
            let Atom::AtLeast {
                list,
                predicate,
                least,
                ..
            } = atom
            else {
                continue;
            };
            let Some(Fact {
                kind: FactKind::List { stock, .. },
                ..
            }) = vocabulary.at(*list)
            else {
                continue;
            };
            let position = match readings.iter().position(|reading| reading.list == *list) {
                Some(position) => position,
                None => {
                    readings.push(ListReading {
                        list: *list,
                        stock: *stock,
                        predicates: Vec::new(),
                        most: Vec::new(),
                        fields: Vec::new(),
                        classes: Vec::new(),
                        complete: true,
                    });
                    readings.len() - 1
                }
            };
            let Some(reading) = readings.get_mut(position) else {
                continue;
            };
            match reading.predicate(predicate) {
                Some(known) => {
                    if let Some(most) = reading.most.get_mut(known) {
                        *most = (*most).max(*least);
                    }
                }
                None => {
                    reading.predicates.push(predicate.clone());
                    reading.most.push(*least);
                }
            }
        }
        for reading in &mut readings {
            reading.describe(vocabulary);
        }
        readings
    }

    /// Whether some predicate reads a field.
    pub(crate) fn reads(&self, field: usize) -> bool {
        self.predicates.iter().any(|known| known.reads(field))
    }

    /// The number of a predicate.
    pub(crate) fn predicate(&self, predicate: &EntryCondition) -> Option<usize> {
        self.predicates.iter().position(|known| known == predicate)
    }

    fn describe(&mut self, vocabulary: &Vocabulary) {
        let Some(Fact {
            kind: FactKind::List { fields, .. },
            ..
        }) = vocabulary.at(self.list)
        else {
            return;
        };
        let mut used = Vec::new();
        for (number, field) in fields.iter().enumerate() {
            let mut tests = Vec::new();
            for predicate in &self.predicates {
                tests_of(predicate, number, &mut tests);
            }
            used.push(!tests.is_empty());
            self.fields
                .push(representatives(&field.kind, field.allows_none, &tests));
        }
        if self.stock {
            return;
        }
        let mut entries: Vec<Vec<Option<&Value>>> = vec![Vec::new()];
        for (values, used) in self.fields.iter().zip(used) {
            let choices: Vec<Option<&Value>> = if used {
                values.iter().map(Some).collect()
            } else {
                vec![None]
            };
            if entries.len().saturating_mul(choices.len()) > PRODUCT_LIMIT {
                self.complete = false;
                return;
            }
            entries = entries
                .iter()
                .flat_map(|entry| {
                    choices.iter().map(move |choice| {
                        let mut longer = entry.clone();
                        longer.push(*choice);
                        longer
                    })
                })
                .collect();
        }
        let mut classes: Vec<Vec<bool>> = Vec::new();
        for entry in &entries {
            let class: Vec<bool> = self
                .predicates
                .iter()
                .map(|predicate| passes(predicate, entry))
                .collect();
            if class.contains(&true) && !classes.contains(&class) {
                classes.push(class);
            }
        }
        self.complete = classes.len() <= CLASS_LIMIT;
        self.classes = classes;
    }
}

/// The tests that a predicate makes of one field.
fn tests_of<'a>(predicate: &'a EntryCondition, number: usize, tests: &mut Vec<&'a Test>) {
    match predicate {
        EntryCondition::Constant(_) | EntryCondition::Listed { .. } => {}
        EntryCondition::Not(part) => tests_of(part, number, tests),
        EntryCondition::And(parts) | EntryCondition::Or(parts) => {
            for part in parts {
                tests_of(part, number, tests);
            }
        }
        EntryCondition::Field { field, test } => {
            if *field == number {
                tests.push(test);
            }
        }
    }
}

/// Whether an entry whose fields are known passes.
fn passes(predicate: &EntryCondition, entry: &[Option<&Value>]) -> bool {
    match predicate {
        EntryCondition::Constant(value) => *value,
        EntryCondition::Not(part) => !passes(part, entry),
        EntryCondition::And(parts) => parts.iter().all(|part| passes(part, entry)),
        EntryCondition::Or(parts) => parts.iter().any(|part| passes(part, entry)),
        EntryCondition::Field { field, test } => entry
            .get(*field)
            .copied()
            .flatten()
            .is_some_and(|value| test.accepts(value)),
        // Only the entries of stock have names that lists could hold.
        EntryCondition::Listed { .. } => false,
    }
}

/// The names that a predicate compares a field with.
pub(crate) fn compared_names(predicate: &EntryCondition, field: usize) -> Vec<ItemName> {
    let mut tests = Vec::new();
    tests_of(predicate, field, &mut tests);
    tests.into_iter().flat_map(names_in).cloned().collect()
}

/// The names that a test asks for.
pub(crate) fn names_in(test: &Test) -> impl Iterator<Item = &ItemName> {
    let values = match test {
        Test::OneOf(values) => values.as_slice(),
        _ => &[],
    };
    values.iter().filter_map(|value| match value {
        Value::Item(name) => Some(name),
        _ => None,
    })
}
