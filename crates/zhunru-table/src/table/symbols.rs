//! The distinct values of a column, each read once.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use smol_str::SmolStr;
use zhunru::json::Json;
use zhunru::model::DemandType;

use super::layout::Column;
use super::patch::Patch;
use super::recent::{Ends, Recent};
use crate::columns::{Wrong, read};
use crate::sheet::Cell;

/// The reading of a cell of which nothing is known.
pub(crate) const UNKNOWN: u32 = u32::MAX;
/// The reading of a cell with a value that the demand's type does not have.
pub(crate) const NOT_OF_TYPE: u32 = u32::MAX - 1;
/// The reading of a cell with a value that the column's type cannot hold.
pub(crate) const WRONG_TYPE: u32 = u32::MAX - 2;
/// Not read yet.
pub(crate) const UNREAD: u32 = u32::MAX - 3;
/// Readings from this one on are none.
pub(crate) const FIRST_SPECIAL: u32 = UNREAD;
/// So many readings are kept from batch to batch.
const KEPT: usize = 1 << 16;

/// What a cell was read as.
#[derive(Clone, Debug)]
pub(crate) struct ReadCell {
    /// What it says, or what is wrong with it.
    pub(crate) says: Result<Patch, Wrong>,
    /// Whether it is a blank that means none, which says nothing in later rows of a proposal.
    pub(crate) is_blank: bool,
}

/// The distinct values of a column, by number, and what each means for a type of demand.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    texts: HashMap<SmolStr, u32, RandomState>,
    recent: Recent,
    others: HashMap<Cell, u32>,
    values: Vec<Cell>,
    /// By value and slot, the reading.
    read: Vec<u32>,
    readings: Vec<ReadCell>,
    /// The reading of a blank that means none, by slot.
    blanks: Vec<u32>,
    /// How often all was forgotten.
    generation: u64,
    /// Whether some reading is faulty.
    is_faulty: bool,
    /// How many values were read for the demands of these types, by slot.
    read_through: Vec<usize>,
}

impl Symbols {
    /// The number of a text, of which these are the ends.
    #[inline(always)]
    pub(super) fn text<'t>(&mut self, ends: Ends, text: impl Fn() -> &'t str) -> u32 {
        let is_same = |number: u32| {
            let known = self.values.get(number as usize);
            matches!(known, Some(Cell::Text(known)) if known == text())
        };
        if let Some(number) = self.recent.get(ends, is_same) {
            return number;
        }
        self.look_up(ends, text())
    }

    /// The number of a text that was not met lately.
    fn look_up(&mut self, ends: Ends, text: &str) -> u32 {
        let number = match self.texts.get(text) {
            Some(number) => *number,
            None => {
                let number = self.add(Cell::text(text));
                self.texts.insert(text.into(), number);
                number
            }
        };
        self.recent.note(ends, number);
        number
    }

    /// The number of a value.
    pub(crate) fn cell(&mut self, cell: Cell) -> u32 {
        if let Some(number) = self.others.get(&cell) {
            return *number;
        }
        let number = self.add(cell.clone());
        self.others.insert(cell, number);
        number
    }

    fn add(&mut self, cell: Cell) -> u32 {
        let number = u32::try_from(self.values.len()).unwrap_or(UNREAD);
        self.values.push(cell);
        number
    }

    /// Whether a value is blank.
    pub(crate) fn is_blank(&self, value: u32) -> bool {
        self.values.get(value as usize).is_none_or(Cell::is_blank)
    }

    /// The reading of a value by number, for a demand of a type.
    pub(crate) fn reading(&mut self, value: u32, column: &Column, demand: DemandType) -> u32 {
        let slots = column.slots();
        let slot = demand as usize % slots;
        let place = value as usize * slots + slot;
        if let Some(known) = self.read.get(place)
            && *known != UNREAD
        {
            return *known;
        }
        let reading = self.read_value(value, column, demand);
        if self.read.len() <= place {
            self.read.resize(self.values.len().max(1) * slots, UNREAD);
        }
        if let Some(known) = self.read.get_mut(place) {
            *known = reading;
        }
        reading
    }

    fn read_value(&mut self, value: u32, column: &Column, demand: DemandType) -> u32 {
        let cell = self.values.get(value as usize);
        let Some(cell) = cell.filter(|cell| !cell.is_blank()) else {
            return UNKNOWN;
        };
        let Some(field) = column.field(demand) else {
            return NOT_OF_TYPE;
        };
        let says = read(cell, field, column.unit.as_deref())
            .and_then(|value| Patch::of(field, value, demand));
        self.push(says)
    }

    /// Reads all values for the demands of a type that are not read yet.
    pub(crate) fn read_all(&mut self, column: &Column, demand: DemandType) {
        let slot = demand as usize % column.slots();
        if self.read_through.len() <= slot {
            self.read_through.resize(column.slots(), 0);
        }
        let first = self.read_through.get(slot).copied().unwrap_or_default();
        for value in first..self.values.len() {
            if let Ok(value) = u32::try_from(value) {
                self.reading(value, column, demand);
            }
        }
        let values = self.values.len();
        if let Some(through) = self.read_through.get_mut(slot) {
            *through = values;
        }
    }

    /// By value and slot, the readings of those that were read.
    pub(crate) fn table(&self) -> &[u32] {
        &self.read
    }

    /// Takes in what a cell says that is no value to be met again.
    pub(crate) fn push(&mut self, says: Result<Patch, Wrong>) -> u32 {
        self.keep(ReadCell {
            says,
            is_blank: false,
        })
    }

    fn keep(&mut self, reading: ReadCell) -> u32 {
        if matches!(reading.says, Ok(Patch::Unknown)) {
            return UNKNOWN;
        }
        self.is_faulty |= reading.says.is_err();
        let number = u32::try_from(self.readings.len()).unwrap_or(UNKNOWN);
        self.readings.push(reading);
        number
    }

    /// The reading of a blank cell that means none.
    pub(crate) fn blank(&mut self, column: &Column, demand: DemandType) -> u32 {
        let slot = demand as usize % column.slots();
        if self.blanks.len() <= slot {
            self.blanks.resize(column.slots(), UNREAD);
        }
        match self.blanks.get(slot) {
            Some(&known) if known != UNREAD => return known,
            _ => {}
        }
        let field = column.field(demand).filter(|field| field.form.is_list());
        let reading = match field {
            None => UNKNOWN,
            Some(field) => self.keep(ReadCell {
                says: Patch::of(field, Json::Array(Vec::new()), demand),
                is_blank: true,
            }),
        };
        if let Some(known) = self.blanks.get_mut(slot) {
            *known = reading;
        }
        reading
    }

    /// How often all numbers became void.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether some reading is faulty.
    pub(crate) fn is_faulty(&self) -> bool {
        self.is_faulty
    }

    /// What a reading says.
    pub(crate) fn get(&self, reading: u32) -> Option<&ReadCell> {
        self.readings.get(reading as usize)
    }

    /// Forgets all but these readings once there are many, and gives them their new numbers. Gives
    /// whether it did, for then all numbers of values are void.
    pub(crate) fn forget(&mut self, keep: &mut [u32]) -> bool {
        if self.readings.len().max(self.values.len()) <= KEPT {
            return false;
        }
        let old = std::mem::take(self);
        self.generation = old.generation + 1;
        self.is_faulty = old.is_faulty;
        for reading in keep {
            if let Some(kept) = old.get(*reading) {
                *reading = self.keep(kept.clone());
            }
        }
        true
    }
}
