//! The typed tree of a condition: what the engine compiles and anybody may walk.

use chrono::{Datelike, Weekday};
use smol_str::SmolStr;

use crate::vocabulary::Value;

/// How a value compares with a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Less than the bound (不满, 以前).
    Less,
    /// Less than the bound or equal to it (以下).
    AtMost,
    /// Greater than the bound (超过).
    Greater,
    /// Greater than the bound or equal to it (以上).
    AtLeast,
}

/// What a single value is asked.
///
/// Comparisons of ordered enumerations are written out as the set of codes that pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Whether it is one of these values.
    OneOf(Vec<Value>),
    /// How it compares with a bound; "none" passes no comparison.
    Compare(Comparison, Value),
    /// Whether it is a date on one of these days of the week.
    Weekday(Vec<Weekday>),
}

impl Test {
    /// Whether the value passes.
    pub fn accepts(&self, value: &Value) -> bool {
        match self {
            Test::OneOf(allowed) => allowed.contains(value),
            Test::Compare(comparison, bound) => {
                value.compare(bound).is_some_and(|order| match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::Greater => order.is_gt(),
                    Comparison::AtLeast => order.is_ge(),
                })
            }
            Test::Weekday(days) => match value {
                Value::Date(date) => days.contains(&date.weekday()),
                _ => false,
            },
        }
    }
}

/// A list of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListReference {
    /// The pack's id.
    pub pack: SmolStr,
    /// The list's id.
    pub list: SmolStr,
}

/// A procedure of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProcedureReference {
    /// The pack's id.
    pub pack: SmolStr,
    /// The procedure's id.
    pub procedure: SmolStr,
}

/// A condition on the facts of one demand.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always true or always false.
    Constant(bool),
    /// The part does not hold.
    Not(Box<Condition>),
    /// All parts hold.
    And(Vec<Condition>),
    /// One part holds.
    Or(Vec<Condition>),
    /// A fact with a single value passes a test.
    Fact {
        /// The fact's path.
        path: SmolStr,
        /// The test.
        test: Test,
    },
    /// The demand's item is on a list: `listed('id')`.
    Listed(ListReference),
    /// A procedure is complete: `approved('id')`.
    Approved(ProcedureReference),
    /// An entry of a list passes: `list.exists(x, …)`; `list.all(x, p)` is the negation of
    /// `list.exists(x, !p)`.
    Exists {
        /// The list's path.
        list: SmolStr,
        /// What the entry passes.
        predicate: EntryCondition,
    },
    /// At least so many entries of a list pass: `count(list, x, …) >= n`; other comparisons are
    /// written with this one.
    CountAtLeast {
        /// The list's path.
        list: SmolStr,
        /// What the entries pass.
        predicate: EntryCondition,
        /// The least number, 1 or more.
        least: u32,
    },
}

/// A condition on one entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryCondition {
    /// Always true or always false.
    Constant(bool),
    /// The part does not hold.
    Not(Box<EntryCondition>),
    /// All parts hold.
    And(Vec<EntryCondition>),
    /// One part holds.
    Or(Vec<EntryCondition>),
    /// A field passes a test.
    Field {
        /// The field's number among those of the list.
        field: usize,
        /// The test.
        test: Test,
    },
    /// The entry's name is on a list: `listed('id', x.name)`. Of what a demand would add to the
    /// stock, its membership is asked; of what the village has, its name alone.
    Listed {
        /// The number of the field that names the entry.
        field: usize,
        /// The list.
        list: ListReference,
    },
}

impl EntryCondition {
    /// Calls `each` for every part that reads something, in the order of the text.
    pub(crate) fn visit<'a>(&'a self, each: &mut dyn FnMut(&'a EntryCondition)) {
        match self {
            EntryCondition::Constant(_) => {}
            EntryCondition::Not(inner) => inner.visit(each),
            EntryCondition::And(parts) | EntryCondition::Or(parts) => {
                parts.iter().for_each(|part| part.visit(each));
            }
            leaf => each(leaf),
        }
    }

    /// Whether it reads the field with this number.
    pub(crate) fn reads(&self, number: usize) -> bool {
        let mut found = false;
        self.visit(&mut |leaf| {
            found |= matches!(leaf, EntryCondition::Field { field, .. } | EntryCondition::Listed { field, .. }
                if *field == number);
        });
        found
    }
}

impl Condition {
    /// Calls `each` for every part that reads something, in the order of the text.
    pub(crate) fn visit(&self, each: &mut dyn FnMut(&Condition)) {
        match self {
            Condition::Constant(_) => {}
            Condition::Not(inner) => inner.visit(each),
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().for_each(|part| part.visit(each));
            }
            leaf => each(leaf),
        }
    }
}
