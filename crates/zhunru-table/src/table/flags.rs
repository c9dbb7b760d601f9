//! The columns of rules in the making.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};

/// The columns of all rules. Few rules are violated by a row, so bits of a rule are written down from
/// the first row on that has any, and columns without any such row share one array.
#[derive(Debug)]
pub(crate) struct Flags {
    rows: usize,
    /// By rule, a bit of each row that violates it, and of each that leaves it open.
    violated: Vec<Bits>,
    open: Vec<Bits>,
    /// The rows that say nothing of any rule.
    undecided: Bits,
}

impl Flags {
    /// Columns of so many rules.
    pub(crate) fn new(rules: usize) -> Self {
        Flags {
            rows: 0,
            violated: vec![Bits::default(); rules],
            open: vec![Bits::default(); rules],
            undecided: Bits::default(),
        }
    }

    /// A row that says nothing of any rule.
    pub(crate) fn null(&mut self) {
        self.undecided.set(self.rows);
        self.rows += 1;
    }

    /// A row that violates these rules and leaves those open.
    pub(crate) fn row(
        &mut self,
        violated: impl Iterator<Item = usize>,
        undetermined: impl Iterator<Item = usize>,
    ) {
        for rule in undetermined {
            if let Some(bits) = self.open.get_mut(rule) {
                bits.set(self.rows);
            }
        }
        // What is violated for certain is not open.
        for rule in violated {
            if let (Some(bits), Some(open)) = (self.violated.get_mut(rule), self.open.get_mut(rule))
            {
                bits.set(self.rows);
                open.unset(self.rows);
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
            let Some(own) = self.violated.get_mut(rule) else {
                continue;
            };
            // Blocks come out in parts that begin with a word, if nothing was left over before.
            if rows.start.is_multiple_of(64) && self.rows.is_multiple_of(64) {
                if words_of(bits, rows).any(|(_, word)| word != 0) {
                    own.0.resize(self.rows / 64, 0);
                    own.0.extend(words_of(bits, rows).map(|(_, word)| word));
                }
                continue;
            }
            for (first, mut word) in words_of(bits, rows) {
                while word != 0 {
                    let row = first + word.trailing_zeros() as usize;
                    own.set(self.rows + row - rows.start);
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
        let quiet: ArrayRef = Arc::new(column(rows, Bits::default(), &undecided, Bits::default()));
        let rules = self.violated.iter_mut().zip(&mut self.open);
        let columns = rules.map(|(violated, open)| {
            let (violated, open) = (std::mem::take(violated), std::mem::take(open));
            if violated.is_empty() && open.is_empty() {
                return Arc::clone(&quiet);
            }
            let array: ArrayRef = Arc::new(column(rows, violated, &undecided, open));
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

/// A column of so many rows; null where they are undecided or open.
fn column(rows: usize, violated: Bits, undecided: &Bits, open: Bits) -> BooleanArray {
    let has_nulls = !undecided.is_empty() || !open.is_empty();
    let valid = has_nulls.then(|| {
        let mut valid = open.padded(rows);
        let mut undecided = undecided.0.iter();
        for word in &mut valid.0 {
            *word = !(*word | undecided.next().copied().unwrap_or_default());
        }
        NullBuffer::new(valid.buffer(rows))
    });
    BooleanArray::new(
        violated.padded(rows).buffer(rows),
        valid.filter(|valid| valid.null_count() > 0),
    )
}

/// A bit for each row, as far as one is set.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    /// Whether none was ever set.
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn word(&mut self, row: usize) -> Option<&mut u64> {
        let place = row / 64;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        self.0.get_mut(place)
    }

    fn set(&mut self, row: usize) {
        self.join(row, 1 << (row % 64));
    }

    /// Sets the bits of a word in that of a row.
    fn join(&mut self, row: usize, bits: u64) {
        if bits != 0
            && let Some(word) = self.word(row)
        {
            *word |= bits;
        }
    }

    fn unset(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// With words for so many rows.
    fn padded(mut self, rows: usize) -> Self {
        self.0.resize(rows.div_ceil(64), 0);
        self
    }

    /// Arrow counts bits from the lowest of each byte, and bytes as they stand in memory.
    fn buffer(self, rows: usize) -> BooleanBuffer {
        let bytes: Vec<u64> = self.0.into_iter().map(u64::to_le).collect();
        BooleanBuffer::new(Buffer::from_vec(bytes), 0, rows)
    }
}
