//! The codes of cells as they stand in an array, looked up and added up for many rows at once.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;

use super::eights;

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

/// Evaluates an expression with the cells of all rows and with what gives the code of each as a `usize`; of yes
/// and no another one. What is looked at for each row stands by value in the closure, so that it is not fetched
/// again and again.
macro_rules! with_cells {
    ($codes:expr, $cells:ident, $of:ident => $body:expr, $bits:ident => $of_bits:expr) => {{
        use $crate::table::codes::{Codes, place_of};
        match $codes {
            Codes::U8(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::U16(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::U32(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::U64(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::I8(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::I16(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::I32(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::I64(keys) => $crate::table::codes::with_cells!(keys, $cells, $of => $body),
            Codes::Numbers(numbers) => $crate::table::codes::with_cells!(numbers, $cells, $of => $body),
            Codes::Days(days, first) => {
                let ($cells, first): (&[i32], _) = (days, *first);
                let $of = move |day: i32| Some(place_of(day, first));
                $body
            }
            Codes::Bits($bits) => $of_bits,
        }
    }};
    ($keys:expr, $cells:ident, $of:ident => $body:expr) => {{
        let $cells: &[_] = $keys;
        let $of = |key| arrow_buffer::ArrowNativeType::to_usize(key);
        $body
    }};
}
pub(crate) use with_cells;

/// Evaluates an expression with what gives the code of a row as a `usize`, for codes of whatever kind.
macro_rules! with_codes {
    ($codes:expr, $of:ident => $body:expr) => {
        $crate::table::codes::with_cells!(
            $codes,
            cells, code => {
                let $of = move |row: usize| cells.get(row).and_then(|cell| code(*cell));
                $body
            },
            bits => {
                let bits = $crate::table::codes::RowBits::of(bits);
                let $of = move |row: usize| bits.at(row).map(usize::from);
                $body
            }
        )
    };
}
pub(crate) use with_codes;

/// Bits of rows as they stand in an array.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowBits<'a> {
    bytes: &'a [u8],
    first: usize,
    count: usize,
}

impl<'a> RowBits<'a> {
    /// Those of a buffer.
    pub(crate) fn of(buffer: &'a BooleanBuffer) -> Self {
        RowBits {
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

/// What a code comes to by a table, or else this.
#[inline(always)]
fn at<T: Copy>(table: &[T], code: Option<usize>, other: T) -> T {
    let told = code.and_then(|code| table.get(code));
    told.copied().unwrap_or(other)
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
                let told = |key: u8| at(table, Some(usize::from(key)), other);
                eights::extend(keys.get(..rows).unwrap_or(keys), into, other, told);
            }
            (codes, _) => {
                let told = |code| at(table, code, other);
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
                let told = |key: u8| at(table, Some(usize::from(key)), other);
                add_stated(keys, sums, stated.iter_padded(), null, told);
            }
            (codes, _) => {
                let told = |code| at(table, code, other);
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
                let told = |key: u8| at(table, Some(usize::from(key)), other);
                eights::each(keys, sums, |key, sum| *sum = sum.wrapping_add(told(key)));
            }
            (codes, _) => {
                let told = |code| at(table, code, other);
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

#[cfg(test)]
mod tests {
    use super::{Codes, NullBuffer, RowBits, blank};
    use arrow_buffer::BooleanBuffer;

    /// So many rows, so that the last word of them is not whole.
    const ROWS: usize = 150;

    fn code(row: usize) -> u8 {
        (row * 7 % 5) as u8
    }

    /// The same codes as they stand in arrays of several kinds.
    fn kinds() -> Vec<Codes> {
        let each = |row| code(row);
        vec![
            Codes::U8((0..ROWS).map(each).collect()),
            Codes::U32((0..ROWS).map(|row| u32::from(code(row))).collect()),
            Codes::I16((0..ROWS).map(|row| i16::from(code(row))).collect()),
            Codes::Days((0..ROWS).map(|row| i32::from(code(row)) + 90).collect(), 90),
            Codes::Numbers((0..ROWS).map(|row| u32::from(code(row))).collect()),
        ]
    }

    fn is_null(row: usize) -> bool {
        row % 3 == 1 || (64..128).contains(&row)
    }

    fn nulls() -> NullBuffer {
        // Batches are cut anywhere.
        let stated = BooleanBuffer::collect_bool(ROWS + 5, |row| row >= 5 && !is_null(row - 5));
        NullBuffer::new(stated.slice(5, ROWS))
    }

    #[test]
    fn sums_are_those_of_row_after_row() {
        const OTHER: u64 = 1_000;
        let own: [u64; 4] = [3, 5, 7, 11];
        let large: Vec<u64> = own.into_iter().chain([OTHER; 252]).collect();
        let bits = BooleanBuffer::collect_bool(ROWS, |row| code(row) == 1);
        for table in [own.as_slice(), large.as_slice()] {
            for codes in kinds().iter().chain([&Codes::Bits(bits.clone())]) {
                let told = |row: usize| {
                    let code = codes.at(row).unwrap();
                    table.get(code).copied().unwrap_or(OTHER)
                };
                let (mut all, mut stated) = (vec![1; ROWS], vec![1; ROWS]);
                codes.sum_up(table, OTHER, &mut all);
                codes.sum_up_stated((&nulls(), 40), table, OTHER, &mut stated);
                for row in 0..ROWS {
                    assert_eq!(all[row], 1 + told(row), "{codes:?} {row}");
                    let expected = if is_null(row) { 40 } else { told(row) };
                    assert_eq!(stated[row], 1 + expected, "{codes:?} {row}");
                }
                let mut written = Vec::new();
                codes.extend(ROWS, table, OTHER, &mut written);
                blank(&mut written, &nulls(), 40);
                for (row, written) in written.iter().enumerate() {
                    let expected = if is_null(row) { 40 } else { told(row) };
                    assert_eq!(*written, expected, "{codes:?} {row}");
                }
            }
        }
    }

    #[test]
    fn codes_of_all_kinds_stand_for_the_same() {
        for codes in kinds() {
            for row in 0..ROWS {
                assert_eq!(codes.at(row), Some(usize::from(code(row))), "{codes:?}");
            }
            assert_eq!(codes.at(ROWS), None);
        }
        let bits = BooleanBuffer::collect_bool(ROWS, |row| row % 3 == 0);
        assert_eq!(RowBits::of(&bits).at(3), Some(true));
        assert_eq!(RowBits::of(&bits).at(ROWS), None);
    }
}
