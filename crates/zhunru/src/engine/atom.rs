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

/// How a list is read that others inherit.
///
/// A lower place narrows what grants and adds to what forbids. Whether either tightens or loosens a
/// rule depends on where the rule asks, so each asks for the reading under which it is stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Reading {
    /// What any of them holds.
    Widest,
    /// What none of them leaves out: of lists that forbid, what the list itself holds.
    Narrowest,
    /// What the list itself holds, whatever inherits it: what its own prohibition is about.
    Own,
}

impl Reading {
    /// The reading for what is denied.
    pub(crate) fn opposite(self) -> Self {
        match self {
            Reading::Widest => Reading::Narrowest,
            Reading::Narrowest => Reading::Widest,
            Reading::Own => Reading::Own,
        }
    }
}

/// One question about a demand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Atom {
    /// A fact with a single value passes a test.
    Fact { fact: FactIndex, test: Test },
    /// The demand's item is on a list, or on what stands in its place or beside it.
    Listed { list: ListIndex, reading: Reading },
    /// A procedure is complete.
    Complete(ProcedureIndex),
    /// At least so many entries of a list pass.
    AtLeast {
        list: FactIndex,
        predicate: EntryCondition,
        least: u32,
        reading: Reading,
    },
    /// The demand is of one of these types and decided for a day in this interval.
    Bears { in_force: Interval, on: DemandTypes },
}
