//! Rows whose cells are read, and the proposals that they make.

use std::collections::HashMap;
use std::ops::Range;

use smol_str::SmolStr;
use zhunru::model::DemandType;

use super::readings::Readings;
use super::row_error::{RowError, RowErrorCode};

/// The most rows of one proposal, as many as a list of the interchange form may hold entries.
pub(crate) const PROPOSAL_ROWS: usize = 1_000;

/// Rows whose cells are read: those of complete proposals, then those of one that may go on.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The number of rows before these.
    before: u64,
    /// By column, what the cells were read as.
    pub(crate) readings: Vec<Readings>,
    /// By row, the type of the demand where it could be read.
    pub(crate) types: Vec<Option<DemandType>>,
    /// By row, the proposal's id where it has one; empty where the table has no column of ids.
    pub(crate) ids: Vec<Option<SmolStr>>,
    /// By the row's number from 1, what is wrong with the type.
    pub(crate) wrong_types: HashMap<u64, RowError>,
    /// By the row's number from 1, that its id came before.
    pub(crate) repeated: HashMap<u64, RowError>,
    /// The complete proposals, in order and without gaps from the first row on.
    pub(crate) proposals: Vec<ProposalRows>,
    /// Whether each row is a proposal of its own, without a fault.
    pub(crate) each_is_whole: bool,
}

/// The rows of one proposal in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProposalRows {
    /// The places of the rows.
    pub(crate) rows: Range<usize>,
    /// What keeps it from being decided, whatever its cells say.
    pub(crate) fault: Option<RowErrorCode>,
}

impl Block {
    /// No rows yet, of so many columns.
    pub(crate) fn new(columns: usize) -> Self {
        Block {
            readings: (0..columns).map(|_| Readings::default()).collect(),
            ..Block::default()
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    /// The number of the row at a place, counted from 1 over all batches.
    pub(crate) fn row(&self, place: usize) -> u64 {
        let place = u64::try_from(place).unwrap_or(u64::MAX);
        self.before.saturating_add(place).saturating_add(1)
    }

    /// Notes that these rows are a complete proposal.
    pub(crate) fn close(&mut self, rows: Range<usize>, fault: Option<RowErrorCode>) {
        self.proposals.push(ProposalRows { rows, fault });
    }

    /// Notes that each row is a complete proposal.
    pub(crate) fn close_each(&mut self) {
        let (known, rows) = (self.proposals.len(), self.len());
        // They are the same in each block, so they stay from one to the next.
        self.each_is_whole = true;
        self.proposals.truncate(rows);
        self.proposals.extend((known..rows).map(|row| ProposalRows {
            rows: row..row + 1,
            fault: None,
        }));
    }

    /// How many rows belong to complete proposals.
    pub(crate) fn closed(&self) -> usize {
        match self.each_is_whole {
            true => self.len(),
            false => self.proposals.last().map_or(0, |last| last.rows.end),
        }
    }

    /// Leaves out the rows of complete proposals; of columns with codes these readings are kept.
    pub(crate) fn drop_closed(&mut self, kept: Vec<Vec<u32>>) {
        let end = self.closed();
        if !self.each_is_whole {
            self.proposals.clear();
        }
        for (readings, kept) in self.readings.iter_mut().zip(kept) {
            readings.drop_first(end, kept);
        }
        self.types.drain(..end.min(self.types.len()));
        self.ids.drain(..end.min(self.ids.len()));
        self.before = self.row(end).saturating_sub(1);
        let before = self.before;
        self.wrong_types.retain(|row, _| *row > before);
        self.repeated.retain(|row, _| *row > before);
    }
}
