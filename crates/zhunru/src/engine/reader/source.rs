//! Single values, known or unknown, and what they are asked.

use std::sync::Arc;

use super::Reader;
use crate::condition::Test;
use crate::engine::logic::Logic;
use crate::engine::unknown::{Unknown, Unknowns};
use crate::vocabulary::Value;

/// Where a single value comes from.
#[derive(Clone, Debug)]
pub(super) enum Source<B> {
    /// It is known.
    Known(Value),
    /// It is unknown, and may be one of these.
    Unknown(Unknown, Arc<[Value]>),
    /// It is true or false, as a bit is that was worked out.
    Computed(B),
}

impl<B: Copy> Source<B> {
    /// Whether both are known and equal.
    pub(super) fn is(&self, other: &Source<B>) -> bool {
        matches!((self, other), (Source::Known(left), Source::Known(right)) if left == right)
    }

    /// Whether something holds of the value.
    pub(super) fn holds<L: Logic<Bit = B>>(
        &self,
        logic: &mut L,
        unknowns: &mut Unknowns,
        holds: impl Fn(&Value) -> bool,
    ) -> B {
        match self {
            Source::Known(value) => logic.constant(holds(value)),
            Source::Unknown(unknown, values) => {
                let variable = unknowns.variable(*unknown, values.len());
                logic.choice(variable, values.len(), &mut |choice| {
                    values.get(choice).is_some_and(&holds)
                })
            }
            Source::Computed(bit) => {
                match (holds(&Value::Boolean(true)), holds(&Value::Boolean(false))) {
                    (true, false) => *bit,
                    (false, true) => logic.not(*bit),
                    (either, _) => logic.constant(either),
                }
            }
        }
    }

    /// Whether two values are equal.
    pub(super) fn equal<L: Logic<Bit = B>>(
        &self,
        other: &Source<B>,
        logic: &mut L,
        unknowns: &mut Unknowns,
    ) -> B {
        match (self, other) {
            (Source::Known(left), Source::Known(right)) => logic.constant(left == right),
            (Source::Known(known), unknown) | (unknown, Source::Known(known)) => {
                unknown.holds(logic, unknowns, |value| value == known)
            }
            (Source::Unknown(first, _), Source::Unknown(second, _)) if first == second => {
                logic.constant(true)
            }
            (Source::Computed(bit), other) | (other, Source::Computed(bit)) => {
                let on = other.holds(logic, unknowns, |value| *value == Value::Boolean(true));
                let off = other.holds(logic, unknowns, |value| *value == Value::Boolean(false));
                let not = logic.not(*bit);
                let (both, neither) = (logic.and(*bit, on), logic.and(not, off));
                logic.or(both, neither)
            }
            (Source::Unknown(_, values), Source::Unknown(..)) => {
                let mut equal = logic.constant(false);
                for value in values.iter() {
                    let left = self.holds(logic, unknowns, |known| known == value);
                    let right = other.holds(logic, unknowns, |known| known == value);
                    let both = logic.and(left, right);
                    equal = logic.or(equal, both);
                }
                equal
            }
        }
    }
}

impl<L: Logic> Reader<'_, '_, L> {
    /// A value that is true or false as a bit is.
    pub(super) fn computed(&self, bit: L::Bit) -> Source<L::Bit> {
        let known = self.logic.known(bit);
        match known.is_true() || known.is_false() {
            true => Source::Known(Value::Boolean(known.is_true())),
            false => Source::Computed(bit),
        }
    }

    /// Whether the value passes a test.
    pub(super) fn passes(&mut self, source: &Source<L::Bit>, test: &Test) -> L::Bit {
        self.holds(source, |value| test.accepts(value))
    }

    /// Whether something holds of the value.
    pub(super) fn holds(
        &mut self,
        source: &Source<L::Bit>,
        holds: impl Fn(&Value) -> bool,
    ) -> L::Bit {
        source.holds(&mut self.logic, &mut self.unknowns, holds)
    }

    /// Whether two values are equal.
    pub(super) fn equal(&mut self, left: &Source<L::Bit>, right: &Source<L::Bit>) -> L::Bit {
        left.equal(right, &mut self.logic, &mut self.unknowns)
    }
}
