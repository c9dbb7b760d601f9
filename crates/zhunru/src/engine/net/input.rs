//! What differs from demand to demand: the parts of atoms that hang on one fact each.

use crate::condition::{EntryCondition, Test};
use crate::engine::atom::{ListIndex, ProcedureIndex, Reading};
use crate::engine::build::Compiled;
use crate::engine::logic::{Kleene, Logic, ThreeValued};
use crate::engine::names::Lookup;
use crate::engine::reader::Reader;
use crate::vocabulary::{FactIndex, FactState, Value};

/// A question that one fact answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    /// The fact passes a test; of a sign's sponsor unknown while that is not stated.
    Passes { fact: FactIndex, test: Test },
    /// The item is an entry of this very list; unknown while it is similar to one, or the list is
    /// not loaded.
    Entry(ListIndex),
    /// It is stated or presumed that this very list holds the item.
    Membership(ListIndex),
    /// A procedure is complete.
    Complete(ProcedureIndex),
    /// A procedure was refused.
    Refused(ProcedureIndex),
    /// At least so many entries of a list pass, besides what demands would add to it.
    Given {
        list: FactIndex,
        predicate: EntryCondition,
        least: u32,
        reading: Reading,
    },
}

impl Input {
    /// The fact that answers it, for a demand whose item is this fact.
    pub(crate) fn fact(&self, compiled: &Compiled, item: Option<FactIndex>) -> Option<FactIndex> {
        match self {
            Input::Passes { fact, .. } => Some(*fact),
            Input::Entry(_) => item,
            Input::Membership(list) => Some(compiled.lists.get(*list)?.membership),
            Input::Complete(_) | Input::Refused(_) => compiled.known.approvals,
            Input::Given { list, .. } => Some(*list),
        }
    }

    /// What is known of it for the demand that a reader has before it. It may be unknown where the
    /// reader would find that every completion agrees, never the other way round.
    pub(crate) fn value(&self, reader: &mut Reader<'_, '_, ThreeValued>) -> Kleene {
        let situation = reader.situation;
        match self {
            Input::Passes { fact, test } => {
                let compiled = situation.compiled();
                let is_left_open =
                    situation.item == Some(*fact) || compiled.known.sponsor_level == Some(*fact);
                match situation.state(*fact) {
                    FactState::Unknown if is_left_open => Kleene::UNKNOWN,
                    FactState::Known(value) => Kleene::of(test.accepts(value)),
                    _ => reader.fact(*fact, test),
                }
            }
            Input::Entry(list) => {
                let state = situation.item.map(|item| situation.state(item));
                match state {
                    Some(FactState::Known(value)) => match situation.look_up(*list, value) {
                        Some(Lookup::Exact) => Kleene::TRUE,
                        Some(Lookup::Outside) => Kleene::FALSE,
                        Some(Lookup::Similar(_)) => Kleene::UNKNOWN,
                        // What is stated to be no item is on no list, loaded or not.
                        None => match value {
                            Value::None => Kleene::FALSE,
                            _ => Kleene::UNKNOWN,
                        },
                    },
                    _ => Kleene::UNKNOWN,
                }
            }
            Input::Membership(list) => match situation.stated_membership(*list) {
                Some(stated) => Kleene::of(stated),
                None => Kleene::UNKNOWN,
            },
            _ => self.of_entries(reader).unwrap_or(Kleene::UNKNOWN),
        }
    }

    /// What a reader finds it to be that is asked of acts on record or of the entries of a list; nothing for another
    /// one.
    pub(super) fn of_entries<L: Logic>(&self, reader: &mut Reader<'_, '_, L>) -> Option<L::Bit> {
        match self {
            Input::Passes { .. } | Input::Entry(_) | Input::Membership(_) => None,
            Input::Complete(procedure) => Some(reader.procedure(*procedure).0),
            Input::Refused(procedure) => Some(reader.procedure(*procedure).1),
            Input::Given {
                list,
                predicate,
                least,
                reading,
            } => Some(reader.given_at_least(*list, predicate, *least, *reading)),
        }
    }
}
