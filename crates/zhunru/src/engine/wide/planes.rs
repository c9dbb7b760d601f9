//! Planes of bits, one for each row, and what sets them.

use super::column::{Class, UNSTATED};

/// So many rows are one word.
pub(super) const ROWS: usize = 64;

/// Classes that set a bit, written down so that the fewest are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    classes: Vec<Class>,
    /// Whether all but these set it.
    is_negated: bool,
}

impl Accepted {
    /// Those of an unstated cell and of the classes from the first on.
    pub(super) fn new(unstated: bool, classes: impl Iterator<Item = bool>) -> Self {
        let all = std::iter::once(unstated).chain(classes);
        let (mut set, mut unset) = (Vec::new(), Vec::new());
        for (class, accepted) in all.enumerate() {
            let class = Class::try_from(class).unwrap_or(Class::MAX);
            match accepted {
                true => set.push(class),
                false => unset.push(class),
            }
        }
        let is_negated = unset.len() < set.len();
        Accepted {
            classes: if is_negated { unset } else { set },
            is_negated,
        }
    }

    /// One class alone.
    pub(super) fn only(class: Class) -> Self {
        Accepted {
            classes: vec![class],
            is_negated: false,
        }
    }

    /// Whether exactly the others set a bit.
    pub(super) fn is_opposite(&self, other: &Accepted) -> bool {
        self.classes == other.classes && self.is_negated != other.is_negated
    }

    /// Whether a class sets a bit.
    fn sets(&self, class: Class) -> bool {
        self.classes.contains(&class) != self.is_negated
    }

    /// Writes words for rows of which these are said no or yes, where something is stated, by the classes of
    /// both.
    pub(super) fn write_bits(
        &self,
        values: &[u64],
        stated: &[u64],
        classes: [Class; 2],
        plane: &mut [u64],
    ) {
        let all = |class| if self.sets(class) { u64::MAX } else { 0 };
        let ([no, yes], unstated) = (classes.map(all), all(UNSTATED));
        let rows = values.iter().zip(stated);
        for (word, (value, stated)) in plane.iter_mut().zip(rows) {
            let known = (value & yes) | (!value & no);
            *word = (stated & known) | (!stated & unstated);
        }
    }

    /// Writes a word for each 64 classes.
    pub(super) fn write(&self, classes: &[[Class; ROWS]], plane: &mut [u64]) {
        let flip = if self.is_negated { u64::MAX } else { 0 };
        match self.classes.as_slice() {
            [] => plane.fill(flip),
            &[one] => write(classes, plane, flip, move |class| class == one),
            &[one, two] => write(classes, plane, flip, move |class| {
                (class == one) | (class == two)
            }),
            &[one, two, three] => write(classes, plane, flip, move |class| {
                (class == one) | (class == two) | (class == three)
            }),
            &[one, two, three, four] => write(classes, plane, flip, move |class| {
                (class == one) | (class == two) | (class == three) | (class == four)
            }),
            &[one, two, three, four, five] => write(classes, plane, flip, move |class| {
                let first = (class == one) | (class == two) | (class == three);
                first | (class == four) | (class == five)
            }),
            many => {
                let mut masks = [0; 256];
                for class in many {
                    if let Some(mask) = masks.get_mut(usize::from(*class)) {
                        *mask = u8::MAX;
                    }
                }
                write_masks(classes, plane, flip, |class| {
                    masks.get(usize::from(class)).copied().unwrap_or_default()
                });
            }
        }
    }
}

/// Writes a word for each 64 bytes: one bit of each.
pub(super) fn bit_plane(bytes: &[[u8; ROWS]], bit: u32, plane: &mut [u64]) {
    let mask = 1_u8.checked_shl(bit).unwrap_or_default();
    write(bytes, plane, 0, move |byte| byte & mask != 0);
}

/// The bit of a row in the byte that it shares with every eighth row, eight rows after eight.
const WEIGHTS: [[u8; 8]; 8] = [
    [1; 8], [2; 8], [4; 8], [8; 8], [16; 8], [32; 8], [64; 8], [128; 8],
];

/// Written so that compilers make wide comparisons of it, on every processor.
#[inline(always)]
fn write(classes: &[[Class; ROWS]], plane: &mut [u64], flip: u64, is_set: impl Fn(Class) -> bool) {
    write_masks(classes, plane, flip, |class| {
        if is_set(class) { u8::MAX } else { 0 }
    });
}

/// The same for what gives all bits of a byte or none, so that no branch hangs on a class.
#[inline(always)]
fn write_masks(
    classes: &[[Class; ROWS]],
    plane: &mut [u64],
    flip: u64,
    mask: impl Fn(Class) -> u8,
) {
    for (word, classes) in plane.iter_mut().zip(classes) {
        let mut flags = [0_u8; ROWS];
        for ((flag, class), weight) in flags.iter_mut().zip(classes).zip(WEIGHTS.as_flattened()) {
            *flag = mask(*class) & weight;
        }
        let (eights, _) = flags.as_chunks::<8>();
        let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
        *word = eights.fold(0, |all, eight| all | eight) ^ flip;
    }
}

/// The row of a word that a bit of it stands for. Eight rows that follow each other have the same bit of the
/// eight bytes, so that bytes of classes become bits without being shifted past each other.
pub(super) fn row_of(bit: u32) -> usize {
    (bit % 8 * 8 + bit / 8) as usize
}

/// The bit of a word that stands for a row of it.
pub(super) fn bit_of(row: usize) -> usize {
    row % 8 * 8 + row / 8 % 8
}

/// A word whose bits stand in the order of the rows.
pub(super) fn in_row_order(mut word: u64) -> u64 {
    // Bits and bytes change places, as in a square of bits that is turned over.
    for (shift, mask) in [
        (28, 0x0000_0000_f0f0_f0f0_u64),
        (14, 0x0000_cccc_0000_cccc),
        (7, 0x00aa_00aa_00aa_00aa),
    ] {
        let moved = (word ^ word >> shift) & mask;
        word ^= moved ^ moved << shift;
    }
    word
}

/// The bits of the eight rows at a place of a word, a byte for each.
#[inline(always)]
pub(super) fn eight(word: u64, place: usize) -> u64 {
    word >> place & 0x0101_0101_0101_0101
}

#[cfg(test)]
mod tests {
    use super::{Accepted, ROWS, bit_of, bit_plane, eight, in_row_order, row_of};

    #[test]
    fn classes_set_bits() {
        // So many that some sets of them are looked up in a table.
        const CLASSES: u8 = 13;
        let classes: Vec<u8> = (0..128)
            .map(|row: u8| row.wrapping_mul(37) % CLASSES)
            .collect();
        let (blocks, _) = classes.as_chunks::<ROWS>();
        for accepted in 0..1_u16 << CLASSES {
            let is_set = |class: u8| accepted & (1 << class) != 0;
            let set = Accepted::new(is_set(0), (1..CLASSES).map(is_set));
            let mut plane = [0; 2];
            set.write(blocks, &mut plane);
            for (row, class) in classes.iter().enumerate() {
                let bit = plane[row / 64] >> bit_of(row) & 1 == 1;
                assert_eq!(bit, is_set(*class), "{accepted:b} {row}");
            }
        }
    }

    #[test]
    fn bits_of_bytes_set_bits_by_their_classes() {
        let bytes: Vec<u8> = (0..128).map(|row: u8| row.wrapping_mul(37)).collect();
        let (blocks, _) = bytes.as_chunks::<ROWS>();
        let (mut values, mut stated) = ([0; 2], [0; 2]);
        bit_plane(blocks, 3, &mut values);
        bit_plane(blocks, 5, &mut stated);
        for accepted in 0..1_u8 << 3 {
            let is_set = |class: u8| accepted & (1 << class) != 0;
            let set = Accepted::new(is_set(0), (1..3).map(is_set));
            let mut plane = [0; 2];
            set.write_bits(&values, &stated, [2, 1], &mut plane);
            for (row, byte) in bytes.iter().enumerate() {
                let class = match (byte >> 5 & 1, byte >> 3 & 1) {
                    (0, _) => 0,
                    (_, 0) => 2,
                    _ => 1,
                };
                let bit = plane[row / 64] >> bit_of(row) & 1 == 1;
                assert_eq!(bit, is_set(class), "{accepted:b} {row}");
            }
        }
    }

    #[test]
    fn every_row_has_a_bit_of_its_own() {
        for row in 0..64 {
            let bit = bit_of(row);
            assert_eq!(row_of(u32::try_from(bit).unwrap()), row);
            let flags = eight(1 << bit, row / 8).to_le_bytes();
            assert_eq!(flags.iter().position(|flag| *flag == 1), Some(row % 8));
            assert_eq!(in_row_order(1 << bit), 1 << row);
        }
    }
}
