//! Atoms: the questions about a demand that gates join.

use crate::condition::{EntryCondition, Test};
use crate::model::{DemandTypes, Interval};
use crate::vocabulary::FactIndex;

/// The number of an atom in the circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AtomIndex(u32);

impl AtomIndex {
    pub(crate) fn new(index: usize) -> Self {
        AtomIndex(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn position(self) -> usize {
        self.0 as usize
    }
}

/// The number of a list among those of an engine.
pub(crate) type ListIndex = usize;

/// The number of a procedure among those of an engine.
pub(crate) type ProcedureIndex = usize;

/// One question about a demand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Atom {
    /// A fact with a single value passes a test.
    Fact { fact: FactIndex, test: Test },
    /// The demand's item is on a list, or on what stands in its place or beside it.
    Listed(ListIndex),
    /// The demand's item is on this very list.
    OnList(ListIndex),
    /// A procedure is complete.
    Complete(ProcedureIndex),
    /// At least so many entries of a list pass.
    AtLeast {
        list: FactIndex,
        predicate: EntryCondition,
        least: u32,
    },
    /// The demand is of one of these types and decided for a day in this interval.
    Bears { in_force: Interval, on: DemandTypes },
}
