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
        match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(head), Some(tail)) => Ends {
                length: bytes.len(),
                head: u64::from_le_bytes(*head),
                tail: u64::from_le_bytes(*tail),
            },
            _ => {
                let mut head = [0; 8];
                for (own, byte) in head.iter_mut().zip(bytes) {
                    *own = *byte;
                }
                let head = u64::from_le_bytes(head);
                let tail = head.checked_shl(beside(bytes.len()));
                Ends {
                    length: bytes.len(),
                    head,
                    tail: tail.unwrap_or_default(),
                }
            }
        }
    }

    /// Those of the text from one byte of a buffer to another. What stands beside it is cut off, so that no branch
    /// hangs on how long it is. Nothing where too little stands beside it.
    #[inline(always)]
    pub(super) fn within(buffer: &[u8], start: usize, end: usize) -> Option<Self> {
        let head = buffer.get(start..)?.first_chunk()?;
        let tail = buffer.get(..end)?.last_chunk()?;
        let length = end.checked_sub(start)?;
        let beside = beside(length);
        // In two steps, since a text without a byte leaves none.
        let (half, rest) = (beside / 2, beside - beside / 2);
        Some(Ends {
            length,
            head: u64::from_le_bytes(*head) << half << rest >> half >> rest,
            tail: u64::from_le_bytes(*tail) >> half >> rest << half << rest,
        })
    }

    /// Whether texts with these ends are the same.
    fn are_whole(self) -> bool {
        self.length <= 16
    }

    fn slot(self) -> usize {
        let ends = self.head ^ self.tail.rotate_left(29) ^ self.length as u64;
        // The upper bits of a product hang on all bits.
        (ends.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
    }
}

/// How many bits of eight bytes are beside a text of this length.
fn beside(length: usize) -> u32 {
    64 - 8 * length.min(8) as u32
}

impl Recent {
    /// The number of a text with these ends; `is_same` tells whether a number is that of the very text.
    #[inline(always)]
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
    fn ends_hang_on_nothing_beside_the_text() {
        let buffer = "某某县民政局 county 0123456789abcdefghij".repeat(2);
        let bytes = buffer.as_bytes();
        let mut found = 0;
        for start in 0..bytes.len() {
            for end in start..bytes.len() {
                let Some(text) = buffer.get(start..end) else {
                    continue;
                };
                let ends = Ends::within(bytes, start, end);
                let has_room = start + 8 <= bytes.len() && end >= 8;
                assert_eq!(ends, has_room.then_some(Ends::of(text)), "{text}");
                found += usize::from(has_room);
            }
        }
        assert!(found > 1_000, "{found}");
        assert_eq!(Ends::within(bytes, 12, 9), None);
    }

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
