//! What the cells of a column were read as, row by row.

use arrow_buffer::NullBuffer;
use zhunru::model::DemandType;

use super::codes::{Codes, blank};
use super::column_state::asked;
use super::layout::Column;
use super::symbols::{Symbols, UNKNOWN};

/// The cells of a column by what stands in them: of the first rows the readings themselves, of those
/// behind them codes that stand for readings, so that nothing is done for a cell that nobody looks at.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    /// By row, the reading.
    pub(crate) each: Vec<u32>,
    /// The rows behind these.
    pub(crate) coded: Option<CodedCells>,
}

/// Cells by code.
#[derive(Debug)]
pub(crate) struct CodedCells {
    pub(crate) codes: Codes,
    pub(crate) nulls: Option<NullBuffer>,
    /// Which table has the readings of the codes.
    pub(crate) table: Table,
}

/// Where the readings of codes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// With the dictionary of the column.
    Dictionary,
    /// With the column's symbols, whose numbers are the codes.
    Symbols,
}

impl Readings {
    /// Leaves out the first rows; where rows have codes, these are the readings of the rest.
    pub(crate) fn drop_first(&mut self, rows: usize, kept: Vec<u32>) {
        match self.coded {
            None => {
                self.each.drain(..rows.min(self.each.len()));
            }
            Some(_) => {
                self.coded = None;
                self.each = kept;
            }
        }
    }
}

/// The cells of a column that is read, with all that tells what they were read as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a> {
    pub(crate) column: &'a Column,
    pub(crate) symbols: &'a Symbols,
    /// By row, the types of the demands.
    pub(super) types: &'a [Option<DemandType>],
    pub(super) readings: &'a Readings,
    /// By code and slot, the reading.
    pub(super) table: &'a [u32],
    /// Changes whenever what codes and readings stand for does.
    pub(crate) epoch: u64,
}

impl<'a> Cells<'a> {
    /// How many rows have readings of their own; those behind them have codes, if there are any.
    pub(crate) fn first_coded(&self) -> usize {
        self.readings.each.len()
    }

    /// The readings of the first rows.
    pub(crate) fn each(&self) -> &'a [u32] {
        &self.readings.each
    }

    /// The rows that have codes.
    pub(crate) fn coded(&self) -> Option<&'a CodedCells> {
        self.readings.coded.as_ref()
    }

    /// How many codes cells may have; 0 where they have none.
    pub(crate) fn codes(&self) -> usize {
        self.table.len() / self.column.slots()
    }

    /// The reading of a row; [`UNKNOWN`] where there is none.
    pub(crate) fn get(&self, row: usize) -> u32 {
        if let Some(reading) = self.readings.each.get(row) {
            return *reading;
        }
        self.of_code(row).unwrap_or(UNKNOWN)
    }

    /// Whether some cell may be faulty.
    pub(crate) fn may_be_faulty(&self) -> bool {
        self.symbols.is_faulty() || self.column.problem.is_some()
    }

    /// Writes down the readings of so many rows.
    pub(crate) fn write(&self, rows: usize, into: &mut Vec<u32>) {
        into.clear();
        into.extend_from_slice(self.each());
        let rest = rows.saturating_sub(into.len());
        match self.coded() {
            // What such a cell says does not hang on the demand.
            Some(coded) if self.column.slots() == 1 => {
                let from = into.len();
                coded.codes.extend(rest, self.table, UNKNOWN, into);
                if let Some(nulls) = &coded.nulls {
                    blank(into.get_mut(from..).unwrap_or_default(), nulls, UNKNOWN);
                }
            }
            _ => into.extend((rows - rest..rows).map(|row| self.get(row))),
        }
    }

    fn of_code(&self, row: usize) -> Option<u32> {
        let place = row.checked_sub(self.readings.each.len())?;
        let coded = self.coded()?;
        if coded
            .nulls
            .as_ref()
            .is_some_and(|nulls| nulls.is_null(place))
        {
            return None;
        }
        let demand = asked(self.column, self.types.get(row).copied().flatten())?;
        self.of(coded.codes.at(place)?, demand)
    }

    /// What a code was read as, for a demand of a type.
    pub(crate) fn of(&self, code: usize, demand: DemandType) -> Option<u32> {
        let slots = self.column.slots();
        let slot = code.checked_mul(slots)? + demand as usize % slots;
        self.table.get(slot).copied()
    }
}
