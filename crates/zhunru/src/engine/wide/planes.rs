//! Planes of bits, one for each row, and what sets them.

use super::column::Class;

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

    /// Writes a word for each 64 classes.
    pub(super) fn write(&self, classes: &[[Class; ROWS]], plane: &mut [u64]) {
        let flip = if self.is_negated { u64::MAX } else { 0 };
        match self.classes.as_slice() {
            [] => plane.fill(flip),
            [one] => write(classes, plane, flip, |class| class == *one),
            [one, two] => write(classes, plane, flip, |class| {
                (class == *one) | (class == *two)
            }),
            [one, two, three] => write(classes, plane, flip, |class| {
                (class == *one) | (class == *two) | (class == *three)
            }),
            many => {
                let mut is_set = [false; 256];
                for class in many {
                    if let Some(one) = is_set.get_mut(usize::from(*class)) {
                        *one = true;
                    }
                }
                write(classes, plane, flip, |class| {
                    is_set.get(usize::from(class)).copied().unwrap_or(false)
                });
            }
        }
    }
}

#[inline(always)]
fn write(classes: &[[Class; ROWS]], plane: &mut [u64], flip: u64, is_set: impl Fn(Class) -> bool) {
    for (word, classes) in plane.iter_mut().zip(classes) {
        let mut flags = [0_u8; ROWS];
        for (flag, class) in flags.iter_mut().zip(classes) {
            *flag = u8::from(is_set(*class));
        }
        *word = packed(&flags) ^ flip;
    }
}

/// The lowest bit of each byte.
#[inline(always)]
fn packed(flags: &[u8; ROWS]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    let mut word = 0;
    for (place, eight) in eights.iter().enumerate() {
        // Each byte is 0 or 1; the product brings them side by side into the highest byte.
        let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word |= byte << (8 * place);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{Accepted, ROWS};

    #[test]
    fn classes_set_bits() {
        let classes: Vec<u8> = (0..128).map(|row: u8| row.wrapping_mul(37) % 7).collect();
        let (blocks, _) = classes.as_chunks::<ROWS>();
        for accepted in 0..1_u8 << 7 {
            let is_set = |class: u8| accepted & (1 << class) != 0;
            let set = Accepted::new(is_set(0), (1..7).map(is_set));
            let mut plane = [0; 2];
            set.write(blocks, &mut plane);
            for (row, class) in classes.iter().enumerate() {
                let bit = plane[row / 64] >> (row % 64) & 1 == 1;
                assert_eq!(bit, is_set(*class), "{accepted:b} {row}");
            }
        }
    }
}
