//! What the cells of a column were read as, row by row.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use zhunru::model::DemandType;

use super::column_state::asked;
use super::eights;
use super::layout::Column;
use super::symbols::{Symbols, UNKNOWN};

/// The cells of a column by what stands in them: of the first rows the readings themselves, of those
/// behind them codes that stand for readings, so that nothing is done for a cell that nobody looks at.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    /// By row, the reading.
    pub(crate) each: Vec<u32>,
    /// The rows behind these.
    pub(crate) coded: Option<Coded>,
}

/// Cells by code.
#[derive(Debug)]
pub(crate) struct Coded {
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

/// Codes as they stand in an array.
#[derive(Debug)]
pub(crate) enum Codes {
    U8(ScalarBuffer<u8>),
    U16(ScalarBuffer<u16>),
    U32(ScalarBuffer<u32>),
    U64(ScalarBuffer<u64>),
    I8(ScalarBuffer<i8>),
    I16(ScalarBuffer<i16>),
    I32(ScalarBuffer<i32>),
    I64(ScalarBuffer<i64>),
    /// No and yes.
    Bits(BooleanBuffer),
    /// Days, counted from the first one.
    Days(ScalarBuffer<i32>, i32),
    /// Numbers that were given to texts.
    Numbers(Vec<u32>),
}

/// The place of a day among those from the first one on; beyond all tables for a day before that.
#[inline(always)]
pub(crate) fn place_of(day: i32, first: i32) -> usize {
    day.wrapping_sub(first).cast_unsigned() as usize
}

/// Evaluates an expression with what gives the code of a row as a `usize`, for codes of whatever kind. What
/// is looked at for each row stands by value in the closure, so that it is not fetched again and again.
macro_rules! with_codes {
    ($codes:expr, $of:ident => $body:expr) => {
        match $codes {
            Codes::U8(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::U16(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::U32(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::U64(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::I8(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::I16(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::I32(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::I64(keys) => with_codes!(keys, $of => $body; of keys),
            Codes::Numbers(numbers) => with_codes!(numbers, $of => $body; of keys),
            Codes::Bits(bits) => {
                let bits = $crate::table::readings::Bits::of(bits);
                let $of = move |row: usize| bits.at(row).map(usize::from);
                $body
            }
            Codes::Days(days, first) => {
                let (days, first): (&[_], _) = (days, *first);
                let $of = move |row: usize| days.get(row).map(|day: &i32| $crate::table::readings::place_of(*day, first));
                $body
            }
        }
    };
    ($keys:expr, $of:ident => $body:expr; of keys) => {{
        let keys: &[_] = $keys;
        let $of = move |row: usize| keys.get(row).and_then(|key| arrow_buffer::ArrowNativeType::to_usize(*key));
        $body
    }};
}
pub(crate) use with_codes;

/// Evaluates an expression with the cells of all rows and with what gives the code of each as a `usize`; of yes
/// and no another one.
macro_rules! with_cells {
    ($codes:expr, $cells:ident, $of:ident => $body:expr, $bits:ident => $of_bits:expr) => {
        match $codes {
            Codes::U8(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::U16(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::U32(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::U64(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::I8(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::I16(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::I32(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::I64(keys) => with_cells!(keys, $cells, $of => $body),
            Codes::Numbers(numbers) => with_cells!(numbers, $cells, $of => $body),
            Codes::Days(days, first) => {
                let ($cells, first): (&[i32], _) = (days, *first);
                let $of = move |day: i32| Some(place_of(day, first));
                $body
            }
            Codes::Bits($bits) => $of_bits,
        }
    };
    ($keys:expr, $cells:ident, $of:ident => $body:expr) => {{
        let $cells: &[_] = $keys;
        let $of = |key| arrow_buffer::ArrowNativeType::to_usize(key);
        $body
    }};
}

/// Bits of rows as they stand in an array.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    first: usize,
    count: usize,
}

impl<'a> Bits<'a> {
    /// Those of a buffer.
    pub(crate) fn of(buffer: &'a BooleanBuffer) -> Self {
        Bits {
            bytes: buffer.values(),
            first: buffer.offset(),
            count: buffer.len(),
        }
    }

    /// The bit of a row.
    #[inline(always)]
    pub(crate) fn at(self, row: usize) -> Option<bool> {
        if row >= self.count {
            return None;
        }
        let place = self.first + row;
        let byte = self.bytes.get(place / 8)?;
        Some(byte >> (place % 8) & 1 == 1)
    }
}

impl Codes {
    /// The keys of a dictionary, and its values.
    pub(crate) fn of_dictionary(array: &ArrayRef) -> Option<(Codes, &ArrayRef)> {
        let DataType::Dictionary(key, _) = array.data_type() else {
            return None;
        };
        macro_rules! keys {
            ($code:ident, $type:ty) => {{
                let dictionary = array.as_dictionary_opt::<$type>()?;
                (
                    Codes::$code(dictionary.keys().values().clone()),
                    dictionary.values(),
                )
            }};
        }
        Some(match **key {
            DataType::UInt8 => keys!(U8, UInt8Type),
            DataType::UInt16 => keys!(U16, UInt16Type),
            DataType::UInt32 => keys!(U32, UInt32Type),
            DataType::UInt64 => keys!(U64, UInt64Type),
            DataType::Int8 => keys!(I8, Int8Type),
            DataType::Int16 => keys!(I16, Int16Type),
            DataType::Int32 => keys!(I32, Int32Type),
            DataType::Int64 => keys!(I64, Int64Type),
            _ => return None,
        })
    }

    /// Adds what the codes of so many rows come to by a table, or else this.
    pub(crate) fn extend<T: Copy>(&self, rows: usize, table: &[T], other: T, into: &mut Vec<T>) {
        match (self, table.first_chunk::<256>()) {
            // No key is beyond so many.
            (Codes::U8(keys), Some(table)) => {
                let told = |key: u8| table.get(usize::from(key)).copied().unwrap_or(other);
                eights::extend(keys.get(..rows).unwrap_or(keys), into, other, told);
            }
            (codes, _) => {
                let told = |code: Option<usize>| {
                    let told = code.and_then(|code| table.get(code));
                    told.copied().unwrap_or(other)
                };
                with_cells!(
                    codes,
                    cells, code => {
                        let cells = cells.get(..rows).unwrap_or(cells);
                        eights::extend(cells, into, other, |cell| told(code(cell)));
                    },
                    bits => {
                        let each = bits.iter().take(rows);
                        into.extend(each.map(|bit| told(Some(usize::from(bit)))));
                    }
                );
            }
        }
    }

    /// Adds to sums by row what the codes come to by a table, or else this; in rows that are null, what such a row
    /// comes to.
    pub(crate) fn sum_up_stated(
        &self,
        (nulls, null): (&NullBuffer, u64),
        table: &[u64],
        other: u64,
        sums: &mut [u64],
    ) {
        let stated = nulls.inner().bit_chunks();
        match (self, table.first_chunk::<256>()) {
            // No key is beyond so many.
            (Codes::U8(keys), Some(table)) => {
                let told = |key: u8| table.get(usize::from(key)).copied().unwrap_or(other);
                add_stated(keys, sums, stated.iter_padded(), null, told);
            }
            (codes, _) => {
                let told = |code: Option<usize>| {
                    let told = code.and_then(|code| table.get(code));
                    told.copied().unwrap_or(other)
                };
                with_cells!(
                    codes,
                    cells, code => {
                        let told = |cell| told(code(cell));
                        add_stated(cells, sums, stated.iter_padded(), null, told);
                    },
                    bits => {
                        let all = [null, told(Some(0)), told(Some(1))];
                        let rows = bits.bit_chunks();
                        let rows = rows.iter_padded().zip(stated.iter_padded());
                        for (sums, (yes, stated)) in sums.chunks_mut(64).zip(rows) {
                            for (row, sum) in sums.iter_mut().enumerate() {
                                let (yes, stated) = (yes >> row & 1, stated >> row & 1);
                                let place = (stated + (yes & stated)) as usize;
                                *sum = sum.wrapping_add(all.get(place).copied().unwrap_or(other));
                            }
                        }
                    }
                );
            }
        }
    }

    /// Adds to sums by row what the codes come to by a table, or else this.
    pub(crate) fn sum_up(&self, table: &[u64], other: u64, sums: &mut [u64]) {
        match (self, table.first_chunk::<256>()) {
            // No key is beyond so many.
            (Codes::U8(keys), Some(table)) => {
                let told = |key: u8| table.get(usize::from(key)).copied().unwrap_or(other);
                eights::each(keys, sums, |key, sum| *sum = sum.wrapping_add(told(key)));
            }
            (codes, _) => {
                let told = |code: Option<usize>| {
                    let told = code.and_then(|code| table.get(code));
                    told.copied().unwrap_or(other)
                };
                with_cells!(
                    codes,
                    cells, code => {
                        eights::each(cells, sums, |cell, sum| {
                            *sum = sum.wrapping_add(told(code(cell)));
                        });
                    },
                    bits => {
                        let [no, yes] = [told(Some(0)), told(Some(1))];
                        let words = bits.bit_chunks();
                        for (sums, word) in sums.chunks_mut(64).zip(words.iter_padded()) {
                            for (row, sum) in sums.iter_mut().enumerate() {
                                let mask = (word >> row & 1).wrapping_neg();
                                *sum = sum.wrapping_add(no ^ ((no ^ yes) & mask));
                            }
                        }
                    }
                );
            }
        }
    }

    /// The code of a row.
    pub(crate) fn at(&self, row: usize) -> Option<usize> {
        with_codes!(self, code => code(row))
    }
}

/// Adds to sums by row what cells come to where something is stated, a bit each, and else this.
#[inline(always)]
fn add_stated<S: Copy>(
    cells: &[S],
    sums: &mut [u64],
    stated: impl Iterator<Item = u64>,
    null: u64,
    told: impl Fn(S) -> u64,
) {
    let rows = cells.chunks(64).zip(sums.chunks_mut(64)).zip(stated);
    for ((cells, sums), stated) in rows {
        for (row, (cell, sum)) in cells.iter().zip(sums).enumerate() {
            let mask = (stated >> row & 1).wrapping_neg();
            *sum = sum.wrapping_add(null ^ ((null ^ told(*cell)) & mask));
        }
    }
}

/// Puts this in the rows that are null.
pub(crate) fn blank<T: Copy>(rows: &mut [T], nulls: &NullBuffer, blank: T) {
    let stated = nulls.inner().bit_chunks();
    for (rows, stated) in rows.chunks_mut(64).zip(stated.iter_padded()) {
        if stated == u64::MAX {
            continue;
        }
        for (row, told) in rows.iter_mut().enumerate() {
            // Both are at hand, so that no branch hangs on the row.
            *told = if stated >> row & 1 == 1 { *told } else { blank };
        }
    }
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
    pub(crate) fn coded(&self) -> Option<&'a Coded> {
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
