//! In which rows of a block something may be stated, column by column.

use crate::table::decode::Decoded;
use crate::table::readings::Cells;
use crate::table::symbols::UNKNOWN;

/// By column a bit of each row in which something may be stated.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// None where nothing is stated in any row.
    columns: Vec<Vec<u64>>,
}

impl Stated {
    /// Looks at the rows of a block.
    pub(super) fn note(&mut self, decoded: &Decoded<'_>) {
        self.columns
            .resize_with(decoded.layout.columns.len(), Vec::new);
        let rows = decoded.block.len();
        for (cells, words) in decoded.columns().zip(&mut self.columns) {
            words.clear();
            bits(cells, rows, words);
        }
    }

    /// Tells of each of these rows, a bit each, in which something may be stated.
    pub(super) fn tell(&self, column: usize, rows: &[u64], mut tell: impl FnMut(u32)) {
        if !self.is_some(column, rows) {
            return;
        }
        for (number, (stated, rows)) in (0_u32..).zip(self.of(column).iter().zip(rows)) {
            let mut open = stated & rows;
            while open != 0 {
                tell(number * 64 + open.trailing_zeros());
                open &= open - 1;
            }
        }
    }

    /// Whether something may be stated in one of these rows.
    pub(super) fn is_some(&self, column: usize, rows: &[u64]) -> bool {
        let words = self.of(column).iter().zip(rows);
        words.fold(0, |found, (stated, row)| found | (stated & row)) != 0
    }

    /// Whether something is stated in each of these rows.
    pub(super) fn is_all(&self, column: usize, rows: &[u64]) -> bool {
        let stated = self.of(column);
        let words = stated.iter().zip(rows);
        let missing = words.fold(0, |found, (stated, row)| found | (!stated & row));
        let rest = rows.get(stated.len()..).unwrap_or_default();
        missing == 0 && rest.iter().all(|row| *row == 0)
    }

    /// Whether something is stated in so many rows from the first on.
    pub(super) fn is_whole(&self, column: usize, rows: usize) -> bool {
        let (words, rest) = (rows / 64, rows % 64);
        let stated = self.of(column);
        let whole = stated.get(..words);
        let last = (1_u64 << rest) - 1;
        whole.is_some_and(|whole| whole.iter().all(|word| *word == u64::MAX))
            && last & !stated.get(words).copied().unwrap_or_default() == 0
    }

    fn of(&self, column: usize) -> &[u64] {
        self.columns.get(column).map_or(&[], Vec::as_slice)
    }
}

/// The bits of so many rows.
fn bits(cells: Cells<'_>, rows: usize, words: &mut Vec<u64>) {
    let first = cells.first_coded();
    let coded = cells.coded();
    let nulls = coded.and_then(|coded| coded.nulls.as_ref());
    let is_empty = nulls.is_some_and(|nulls| nulls.null_count() == nulls.len());
    if first == 0 && (is_empty || coded.is_none()) {
        return;
    }
    words.extend(cells.each().chunks(64).map(|readings| {
        let bits = readings.iter().enumerate();
        bits.fold(0, |word, (row, reading)| {
            word | u64::from(*reading != UNKNOWN) << row
        })
    }));
    let is_aligned = first.is_multiple_of(64);
    match (coded, nulls) {
        (None, _) => {}
        (Some(_), None) if is_aligned => words.resize(rows.div_ceil(64), u64::MAX),
        // Where the rows with codes begin with a word their nulls are looked at word by word.
        (Some(_), Some(nulls)) if is_aligned => {
            words.extend(nulls.inner().bit_chunks().iter_padded());
        }
        (Some(_), nulls) => {
            words.resize(rows.div_ceil(64), 0);
            for row in first..rows {
                let is_null = nulls.is_some_and(|nulls| nulls.is_null(row - first));
                if let Some(word) = words.get_mut(row / 64) {
                    *word |= u64::from(!is_null) << (row % 64);
                }
            }
        }
    }
}
