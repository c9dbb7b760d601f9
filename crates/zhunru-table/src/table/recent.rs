//! Texts met lately and their numbers, found by their ends.

/// So many texts are remembered at most.
const SLOTS: usize = 256;
/// Stands in slots that hold no text.
const NO_TEXT: Ends = Ends {
    length: usize::MAX,
    head: 0,
    tail: 0,
};

/// Texts that were met lately, each where its length and its ends put it.
#[derive(Debug, Default)]
pub(super) struct Recent {
    slots: Vec<(Ends, u32)>,
}

/// How long a text is, and how it begins and ends: of up to sixteen bytes this is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    length: usize,
    head: u64,
    tail: u64,
}

impl Ends {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (head, tail) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            _ => match (bytes.first_chunk(), bytes.last_chunk()) {
                (Some(head), Some(tail)) => (
                    u64::from(u32::from_le_bytes(*head)),
                    u64::from(u32::from_le_bytes(*tail)),
                ),
                _ => {
                    let at = |place| u64::from(bytes.get(place).copied().unwrap_or_default());
                    (at(0) | at(1) << 8 | at(2) << 16, 0)
                }
            },
        };
        Ends {
            length: bytes.len(),
            head,
            tail,
        }
    }

    /// Whether texts with these ends are the same.
    fn are_whole(self) -> bool {
        self.length <= 16
    }

    fn slot(self) -> usize {
        let ends = self.head ^ self.tail.rotate_left(29) ^ self.length as u64;
        // The upper bits of a product hang on all bits.
        usize::from(ends.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0])
    }
}

impl Recent {
    /// The number of a text with these ends; `is_same` tells whether a number is that of the very text.
    pub(super) fn get(&self, ends: Ends, is_same: impl FnOnce(u32) -> bool) -> Option<u32> {
        let (known, number) = *self.slots.get(ends.slot())?;
        let is_known = known == ends && (ends.are_whole() || is_same(number));
        is_known.then_some(number)
    }

    /// Remembers the number of a text with these ends.
    pub(super) fn note(&mut self, ends: Ends, number: u32) {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, (NO_TEXT, 0));
        }
        if let Some(slot) = self.slots.get_mut(ends.slot()) {
            *slot = (ends, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ends, Recent};

    #[test]
    fn texts_are_told_apart_at_every_length() {
        let mut recent = Recent::default();
        // Each differs from the one before in one letter, at every place.
        for length in 0..24 {
            let plain = "a".repeat(length);
            recent.note(Ends::of(&plain), 7);
            let known = |text: &str, is_same| recent.get(Ends::of(text), |_| is_same);
            assert_eq!(known(&plain, true), Some(7));
            assert_eq!(known(&plain, false), (length <= 16).then_some(7));
            assert_eq!(known(&format!("{plain}a"), false), None);
            for place in 0..length {
                let mut other = plain.clone();
                other.replace_range(place..=place, "b");
                assert_eq!(known(&other, false), None, "{length} {place}");
            }
        }
    }
}
