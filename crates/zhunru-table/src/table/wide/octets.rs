//! Columns of yes and no, eight to a byte of each row, so that a row is looked up once for eight of them.

use std::sync::OnceLock;

use arrow_buffer::BooleanBuffer;

use crate::table::codes::Codes;
use crate::table::decode::Decoded;
use crate::table::readings::Cells;

/// So many columns share a byte.
const COLUMNS: usize = 8;

/// The columns of yes and no of a block.
#[derive(Debug, Default)]
pub(super) struct Octets {
    /// By column of the layout, its octet and its bit there.
    places: Vec<Option<(usize, u32)>>,
    octets: Vec<Octet>,
    /// The first row that has codes.
    first: usize,
}

/// Eight columns.
#[derive(Debug, Default)]
struct Octet {
    columns: Vec<usize>,
    /// By row that has codes, the values.
    values: Vec<u8>,
    /// By row that has codes, in which columns something is stated, once that was asked for.
    stated: OnceLock<Vec<u8>>,
}

/// The bits of a column.
fn bits<'a>(cells: &Cells<'a>) -> Option<&'a BooleanBuffer> {
    match &cells.coded()?.codes {
        Codes::Bits(bits) => Some(bits),
        _ => None,
    }
}

impl Octets {
    /// Looks at the rows of a block.
    pub(super) fn note(&mut self, decoded: &Decoded<'_>) {
        self.places.clear();
        self.places.resize(decoded.layout.columns.len(), None);
        let coded = decoded.columns().filter(|cells| cells.coded().is_some());
        self.first = coded
            .map(|cells| cells.first_coded())
            .max()
            .unwrap_or_default();
        let cells = decoded.columns().enumerate();
        let cells = cells.filter(|(_, cells)| cells.first_coded() == self.first);
        let cells: Vec<_> = cells
            .filter_map(|(place, cells)| Some((place, bits(&cells)?)))
            .collect();
        self.octets
            .resize_with(cells.len().div_ceil(COLUMNS), Octet::default);
        let octets = self.octets.iter_mut().zip(cells.chunks(COLUMNS));
        for (number, (octet, cells)) in octets.enumerate() {
            octet.columns.clear();
            octet.columns.extend(cells.iter().map(|(place, _)| *place));
            octet.stated.take();
            pack(cells.iter().map(|(_, bits)| *bits), &mut octet.values);
            for (bit, (place, _)) in (0..).zip(cells) {
                if let Some(of) = self.places.get_mut(*place) {
                    *of = Some((number, bit));
                }
            }
        }
    }

    /// The octet and the bit of a column of yes and no.
    pub(super) fn place(&self, column: usize) -> Option<(usize, u32)> {
        self.places.get(column).copied().flatten()
    }

    /// The first row that has codes.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// By row that has codes, the values of the columns of an octet.
    pub(super) fn values(&self, octet: usize) -> &[u8] {
        self.octets.get(octet).map_or(&[], |octet| &octet.values)
    }

    /// By row that has codes, in which of the columns of an octet something is stated.
    pub(super) fn stated(&self, octet: usize, decoded: &Decoded<'_>) -> &[u8] {
        let Some(octet) = self.octets.get(octet) else {
            return &[];
        };
        octet.stated.get_or_init(|| {
            let rows = octet.values.len();
            let every = BooleanBuffer::new_set(rows);
            let cells: Vec<_> = octet
                .columns
                .iter()
                .map(|place| decoded.column(*place))
                .collect();
            let stated = cells.iter().map(|cells| {
                let coded = cells.as_ref().and_then(|cells| cells.coded());
                let nulls = coded.and_then(|coded| coded.nulls.as_ref());
                nulls.map_or(&every, |nulls| nulls.inner())
            });
            let mut bytes = Vec::new();
            pack(stated, &mut bytes);
            bytes
        })
    }
}

/// Writes a byte for each row, with a bit of each column.
fn pack<'a>(columns: impl Iterator<Item = &'a BooleanBuffer>, bytes: &mut Vec<u8>) {
    let columns: Vec<_> = columns
        .map(|bits| (bits.len(), bits.bit_chunks()))
        .collect();
    let lengths = columns.iter().map(|(length, _)| *length);
    let rows = lengths.max().unwrap_or_default();
    bytes.clear();
    bytes.reserve(rows + 64);
    let words = columns.iter().map(|(_, bits)| bits.iter_padded());
    let mut words: Vec<_> = words.collect();
    for _ in 0..rows.div_ceil(64) {
        let mut square = [0; COLUMNS];
        for (word, own) in square.iter_mut().zip(&mut words) {
            *word = own.next().unwrap_or_default();
        }
        for eight in turned(square) {
            bytes.extend_from_slice(&eight.to_le_bytes());
        }
    }
    bytes.truncate(rows);
}

/// From words of 64 rows of a column to words of eight columns of eight rows.
fn turned(mut square: [u64; COLUMNS]) -> [u64; COLUMNS] {
    // Bytes change places as if the words were rows of a square of them, halves first.
    for (width, mask) in [
        (4, 0x0000_0000_ffff_ffff_u64),
        (2, 0x0000_ffff_0000_ffff),
        (1, 0x00ff_00ff_00ff_00ff),
    ] {
        for pairs in square.chunks_exact_mut(2 * width) {
            let (upper, lower) = pairs.split_at_mut(width);
            for (upper, lower) in upper.iter_mut().zip(lower) {
                let moved = (*upper >> (8 * width) ^ *lower) & mask;
                *upper ^= moved << (8 * width);
                *lower ^= moved;
            }
        }
    }
    // And so do the bits of each word.
    for (shift, mask) in [
        (28, 0x0000_0000_f0f0_f0f0_u64),
        (14, 0x0000_cccc_0000_cccc),
        (7, 0x00aa_00aa_00aa_00aa),
    ] {
        for word in &mut square {
            let moved = (*word ^ *word >> shift) & mask;
            *word ^= moved ^ moved << shift;
        }
    }
    square
}

#[cfg(test)]
mod tests {
    use arrow_buffer::BooleanBuffer;

    use super::pack;

    #[test]
    fn every_column_has_its_bit_of_every_row() {
        let is_set = |column: usize, row: usize| (row * 7 + column * column * 5 + row / 9) % 3 == 1;
        let columns: Vec<BooleanBuffer> = (0..7)
            .map(|column| {
                let bits = BooleanBuffer::collect_bool(150, |row| is_set(column, row));
                // Batches are cut anywhere.
                bits.slice(3, 140)
            })
            .collect();
        let mut bytes = Vec::new();
        pack(columns.iter(), &mut bytes);
        assert_eq!(bytes.len(), 140);
        for (row, byte) in bytes.iter().enumerate() {
            for column in 0..8 {
                let expected = column < 7 && is_set(column, row + 3);
                assert_eq!(byte >> column & 1 == 1, expected, "{row} {column}");
            }
        }
    }
}
