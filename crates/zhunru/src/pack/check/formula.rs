//! Conditions as formulas over groups of tests that exclude or imply each other.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::condition::{Condition, EntryCondition, Test};
use crate::model::parse_date;
use crate::vocabulary::{FactKind, Value, Vocabulary};

/// What the tests of a group are about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// A fact with a single value.
    Fact(smol_str::SmolStr),
    /// The entries of a list that pass a predicate; how many there are is one number.
    Entries(smol_str::SmolStr, EntryCondition),
    /// What is true or false by itself: a membership or a procedure.
    Free(Condition),
}

/// A test of a group.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// A test of a fact's value.
    Test(Test),
    /// At least so many entries.
    AtLeast(u32),
    /// It is true.
    True,
}

/// A subject and all tests of it.
pub(super) struct Group {
    pub(super) subject: Subject,
    pub(super) atoms: Vec<Atom>,
}

/// A formula over atoms, each named by its group and its number there.
pub(super) enum Formula {
    Constant(bool),
    Not(Box<Formula>),
    And(Vec<Formula>),
    Or(Vec<Formula>),
    Atom(usize, usize),
}

impl Formula {
    /// The formula of a condition; its tests are added to the groups.
    pub(super) fn of(condition: &Condition, groups: &mut Vec<Group>) -> Formula {
        let (subject, atom) = match condition {
            Condition::Constant(value) => return Formula::Constant(*value),
            Condition::Not(inner) => return Formula::Not(Box::new(Formula::of(inner, groups))),
            Condition::And(parts) => {
                return Formula::And(parts.iter().map(|part| Formula::of(part, groups)).collect());
            }
            Condition::Or(parts) => {
                return Formula::Or(parts.iter().map(|part| Formula::of(part, groups)).collect());
            }
            Condition::Fact { path, test } => {
                (Subject::Fact(path.clone()), Atom::Test(test.clone()))
            }
            Condition::Exists { list, predicate } => (
                Subject::Entries(list.clone(), predicate.clone()),
                Atom::AtLeast(1),
            ),
            Condition::CountAtLeast {
                list,
                predicate,
                least,
            } => (
                Subject::Entries(list.clone(), predicate.clone()),
                Atom::AtLeast(*least),
            ),
            Condition::Listed(_) | Condition::Approved(_) => {
                (Subject::Free(condition.clone()), Atom::True)
            }
        };
        let group = position(
            groups,
            |group| group.subject == subject,
            || Group {
                subject: subject.clone(),
                atoms: Vec::new(),
            },
        );
        let number = groups.get_mut(group).map_or(0, |group| {
            position(&mut group.atoms, |known| *known == atom, || atom.clone())
        });
        Formula::Atom(group, number)
    }

    /// Whether the formula holds when each group is in this class.
    pub(super) fn holds(&self, classes: &[&[bool]]) -> bool {
        match self {
            Formula::Constant(value) => *value,
            Formula::Not(inner) => !inner.holds(classes),
            Formula::And(parts) => parts.iter().all(|part| part.holds(classes)),
            Formula::Or(parts) => parts.iter().any(|part| part.holds(classes)),
            Formula::Atom(group, atom) => {
                let truths = classes.get(*group).copied().unwrap_or_default();
                truths.get(*atom).copied().unwrap_or_default()
            }
        }
    }
}

/// Where an element stands, which is added at the end when there is none.
fn position<T>(all: &mut Vec<T>, is: impl Fn(&T) -> bool, new: impl Fn() -> T) -> usize {
    all.iter().position(is).unwrap_or_else(|| {
        all.push(new());
        all.len() - 1
    })
}

impl Group {
    /// Which of the atoms hold together: one vector for each class of values that no atom tells
    /// apart.
    pub(super) fn classes(&self, vocabulary: &Vocabulary) -> Vec<Vec<bool>> {
        let mut classes: Vec<Vec<bool>> = Vec::new();
        let mut add = |class: Vec<bool>| {
            if !classes.contains(&class) {
                classes.push(class);
            }
        };
        match &self.subject {
            Subject::Fact(path) => {
                for value in self.values(path, vocabulary) {
                    add(self.truths(&value));
                }
            }
            Subject::Entries(..) => {
                let counts = self.atoms.iter().map(|atom| match atom {
                    Atom::AtLeast(least) => *least,
                    _ => 1,
                });
                for count in std::iter::once(0).chain(counts) {
                    add(self.truths_of_count(count));
                }
            }
            Subject::Free(_) => {
                add(vec![false]);
                add(vec![true]);
            }
        }
        classes
    }

    /// Which atoms hold for a value of the fact.
    pub(super) fn truths(&self, value: &Value) -> Vec<bool> {
        let holds = |atom: &Atom| matches!(atom, Atom::Test(test) if test.accepts(value));
        self.atoms.iter().map(holds).collect()
    }

    /// Which atoms hold for a number of entries.
    pub(super) fn truths_of_count(&self, count: u32) -> Vec<bool> {
        let holds = |atom: &Atom| matches!(atom, Atom::AtLeast(least) if count >= *least);
        self.atoms.iter().map(holds).collect()
    }

    /// Values of the fact, at least one of each class.
    fn values(&self, path: &str, vocabulary: &Vocabulary) -> Vec<Value> {
        let Some(fact) = vocabulary.fact(path) else {
            return Vec::new();
        };
        let named = self.atoms.iter().flat_map(|atom| match atom {
            Atom::Test(Test::OneOf(values)) => values.clone(),
            Atom::Test(Test::Compare(_, bound)) => vec![bound.clone()],
            _ => Vec::new(),
        });
        let mut values: Vec<Value> = match &fact.kind {
            FactKind::Boolean => vec![Value::Boolean(false), Value::Boolean(true)],
            FactKind::Enumeration { values, .. } => values
                .iter()
                .map(|value| Value::Code(value.code.clone()))
                .collect(),
            FactKind::Integer | FactKind::Decimal => numbers(named),
            FactKind::Date => dates(named),
            // Any other text is like this one, which no rule can name.
            FactKind::Text | FactKind::Item => named.chain([Value::Text("\u{0}".into())]).collect(),
            FactKind::List { .. } | FactKind::Approvals => Vec::new(),
        };
        if fact.allows_none {
            values.push(Value::None);
        }
        values
    }
}

/// The named numbers, one between each two, one below and one above all.
fn numbers(named: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut values = Vec::new();
    let mut decimals = Vec::new();
    for value in named {
        match value {
            Value::Integer(number) => {
                for near in [number.saturating_sub(1), number, number.saturating_add(1)] {
                    values.push(Value::Integer(near));
                }
            }
            Value::Decimal(number) => decimals.push(number),
            _ => {}
        }
    }
    decimals.sort();
    decimals.dedup();
    for (index, number) in decimals.iter().enumerate() {
        let below = match index.checked_sub(1).and_then(|before| decimals.get(before)) {
            Some(before) => between(*before, *number),
            None => number.checked_sub(Decimal::ONE),
        };
        let above = number.checked_add(Decimal::ONE);
        let above = above.filter(|_| index + 1 == decimals.len());
        values.extend(
            below
                .into_iter()
                .chain([*number])
                .chain(above)
                .map(Value::Decimal),
        );
    }
    if values.is_empty() {
        values.push(Value::Integer(0));
    }
    values
}

fn between(low: Decimal, high: Decimal) -> Option<Decimal> {
    high.checked_sub(low)?
        .checked_div(Decimal::TWO)?
        .checked_add(low)
}

/// Every day of the week next to each named day, on both sides.
fn dates(named: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut days: Vec<NaiveDate> = named
        .filter_map(|value| match value {
            Value::Date(day) => Some(day),
            _ => None,
        })
        .collect();
    days.extend(parse_date("2024-01-01"));
    let around = |day: NaiveDate| {
        let before = (1..=7).filter_map(move |days| day.checked_sub_days(Days::new(days)));
        let after = (0..=7).filter_map(move |days| day.checked_add_days(Days::new(days)));
        before.chain(after).map(Value::Date)
    };
    days.into_iter().flat_map(around).collect()
}
