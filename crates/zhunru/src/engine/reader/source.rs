//! Single values, known or unknown, and what they are asked.

use std::rc::Rc;

use super::Reader;
use crate::condition::Test;
use crate::engine::logic::Logic;
use crate::engine::unknown::Unknown;
use crate::vocabulary::Value;

/// Where a single value comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// It is known.
    Known(Value),
    /// It is unknown, and may be one of these.
    Unknown(Unknown, Rc<[Value]>),
    /// It is true or false, as the bit with this number of the reader.
    Computed(usize),
}

impl Source {
    /// Whether both are known and equal.
    pub(super) fn is(&self, other: &Source) -> bool {
        matches!((self, other), (Source::Known(left), Source::Known(right)) if left == right)
    }
}

impl<L: Logic> Reader<'_, '_, L> {
    /// Whether the value passes a test.
    pub(super) fn passes(&mut self, source: &Source, test: &Test) -> L::Bit {
        self.holds(source, |value| test.accepts(value))
    }

    /// Whether something holds of the value.
    pub(super) fn holds(&mut self, source: &Source, holds: impl Fn(&Value) -> bool) -> L::Bit {
        match source {
            Source::Known(value) => self.logic.constant(holds(value)),
            Source::Unknown(unknown, values) => {
                let variable = self.unknowns.variable(*unknown, values.len());
                self.logic.choice(variable, values.len(), &mut |choice| {
                    values.get(choice).is_some_and(&holds)
                })
            }
            Source::Computed(number) => {
                let (yes, no) = (holds(&Value::Boolean(true)), holds(&Value::Boolean(false)));
                match (self.computed.get(*number), yes, no) {
                    (Some(&bit), true, false) => bit,
                    (Some(&bit), false, true) => self.logic.not(bit),
                    _ => self.logic.constant(yes),
                }
            }
        }
    }

    /// A value that is true or false as a bit is.
    pub(super) fn computed(&mut self, bit: L::Bit) -> Source {
        let known = self.logic.known(bit);
        if known.is_true() || known.is_false() {
            return Source::Known(Value::Boolean(known.is_true()));
        }
        self.computed.push(bit);
        Source::Computed(self.computed.len() - 1)
    }

    /// Whether two values are equal.
    pub(super) fn equal(&mut self, left: &Source, right: &Source) -> L::Bit {
        match (left, right) {
            (Source::Known(left), Source::Known(right)) => self.logic.constant(left == right),
            (Source::Known(known), unknown) | (unknown, Source::Known(known)) => {
                self.holds(unknown, |value| value == known)
            }
            (Source::Unknown(first, _), Source::Unknown(second, _)) if first == second => {
                self.logic.constant(true)
            }
            (Source::Computed(number), other) | (other, Source::Computed(number)) => {
                let on = self.holds(other, |value| *value == Value::Boolean(true));
                let off = self.holds(other, |value| *value == Value::Boolean(false));
                match self.computed.get(*number).copied() {
                    Some(bit) => {
                        let not = self.logic.not(bit);
                        let (both, neither) = (self.logic.and(bit, on), self.logic.and(not, off));
                        self.logic.or(both, neither)
                    }
                    None => self.logic.constant(false),
                }
            }
            (Source::Unknown(_, values), Source::Unknown(..)) => {
                let mut equal = self.logic.constant(false);
                for value in values.iter() {
                    let left = self.holds(left, |other| other == value);
                    let right = self.holds(right, |other| other == value);
                    let both = self.logic.and(left, right);
                    equal = self.logic.or(equal, both);
                }
                equal
            }
        }
    }
}
