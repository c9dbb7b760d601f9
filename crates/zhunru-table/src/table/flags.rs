//! The columns of rules in the making.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};

/// The columns of all rules. Few rules are violated by a row, so only what is not plainly no is
/// written down, and columns without any such row share one array.
#[derive(Debug)]
pub(crate) struct Flags {
    rows: usize,
    /// By rule, the rows that violate it or leave it open.
    said: Vec<Vec<(usize, Said)>>,
    /// The rows that say nothing of any rule.
    undecided: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Violated,
    Undetermined,
}

impl Flags {
    /// Columns of so many rules.
    pub(crate) fn new(rules: usize) -> Self {
        Flags {
            rows: 0,
            said: vec![Vec::new(); rules],
            undecided: Vec::new(),
        }
    }

    /// A row that says nothing of any rule.
    pub(crate) fn null(&mut self) {
        self.undecided.push(self.rows);
        self.rows += 1;
    }

    /// A row that violates these rules and leaves those open.
    pub(crate) fn row(
        &mut self,
        violated: impl Iterator<Item = usize>,
        undetermined: impl Iterator<Item = usize>,
    ) {
        let undetermined = undetermined.map(|rule| (rule, Said::Undetermined));
        for (rule, said) in undetermined.chain(violated.map(|rule| (rule, Said::Violated))) {
            if let Some(rows) = self.said.get_mut(rule) {
                rows.push((self.rows, said));
            }
        }
        self.rows += 1;
    }

    /// Rows that follow each other, all of whose rules are known: by rule, a bit of each row of their block
    /// that violates it.
    pub(crate) fn rows<'b>(
        &mut self,
        rows: &Range<usize>,
        violated: impl Iterator<Item = (usize, &'b [u64])>,
    ) {
        for (rule, bits) in violated {
            let Some(said) = self.said.get_mut(rule) else {
                continue;
            };
            for (first, mut word) in words_of(bits, rows) {
                while word != 0 {
                    let row = first + word.trailing_zeros() as usize;
                    said.push((self.rows + row - rows.start, Said::Violated));
                    word &= word - 1;
                }
            }
        }
        self.rows += rows.len();
    }

    /// The columns.
    pub(crate) fn finish(&mut self) -> Vec<ArrayRef> {
        let rows = std::mem::take(&mut self.rows);
        let undecided = std::mem::take(&mut self.undecided);
        let mut valid = Bits::all(rows);
        undecided.iter().for_each(|row| valid.set(*row, false));
        let quiet: ArrayRef = {
            let valid = (!undecided.is_empty()).then(|| valid.clone());
            Arc::new(column(rows, Bits::none(rows), valid))
        };
        let columns = self.said.iter_mut().map(std::mem::take).map(|said| {
            if said.is_empty() {
                return Arc::clone(&quiet);
            }
            let mut violated = Bits::none(rows);
            let has_open = said.iter().any(|(_, said)| *said == Said::Undetermined);
            let mut valid = (has_open || !undecided.is_empty()).then(|| valid.clone());
            for (row, said) in said {
                violated.set(row, said == Said::Violated);
                if let Some(valid) = &mut valid {
                    valid.set(row, said == Said::Violated);
                }
            }
            let array: ArrayRef = Arc::new(column(rows, violated, valid));
            array
        });
        columns.collect()
    }
}

/// The words with bits of these rows, those of others cleared, and the row of the first bit of each.
pub(crate) fn words_of(bits: &[u64], rows: &Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let (start, end) = (rows.start, rows.end);
    let words = start / 64..end.div_ceil(64);
    let first = words.start;
    let bits = bits.get(words).unwrap_or_default();
    bits.iter().enumerate().map(move |(place, word)| {
        let row = (first + place) * 64;
        let from = start.saturating_sub(row).min(63);
        let below = match end - row {
            whole if whole >= 64 => u64::MAX,
            part => (1 << part) - 1,
        };
        (row, word & below & (u64::MAX << from))
    })
}

fn column(rows: usize, values: Bits, valid: Option<Bits>) -> BooleanArray {
    let valid = valid.map(|valid| NullBuffer::new(valid.buffer(rows)));
    BooleanArray::new(
        values.buffer(rows),
        valid.filter(|valid| valid.null_count() > 0),
    )
}

/// A bit for each row.
#[derive(Clone, Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn none(rows: usize) -> Self {
        Bits(vec![0; rows.div_ceil(64)])
    }

    fn all(rows: usize) -> Self {
        Bits(vec![u64::MAX; rows.div_ceil(64)])
    }

    fn set(&mut self, row: usize, value: bool) {
        if let Some(word) = self.0.get_mut(row / 64) {
            let bit = 1 << (row % 64);
            match value {
                true => *word |= bit,
                false => *word &= !bit,
            }
        }
    }

    /// Arrow counts bits from the lowest of each byte, and bytes as they stand in memory.
    fn buffer(self, rows: usize) -> BooleanBuffer {
        let bytes: Vec<u64> = self.0.into_iter().map(u64::to_le).collect();
        BooleanBuffer::new(Buffer::from_vec(bytes), 0, rows)
    }
}
