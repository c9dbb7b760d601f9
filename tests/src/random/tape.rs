//! Choices read off a tape of bytes.

/// A tape of bytes; past its end it gives 0.
pub struct Tape<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tape<'a> {
    /// A tape at its beginning.
    pub fn new(bytes: &'a [u8]) -> Tape<'a> {
        Tape { bytes, at: 0 }
    }

    fn next(&mut self) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.next() % end
    }

    /// True in about this share of draws, in percent; a byte of 0 gives false.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.next() * 100 / 256 >= 100 - percent
    }

    /// A number below `end`, which may be greater than a byte holds; goes on past the end of the
    /// tape with numbers that follow from what was on it.
    pub fn far_below(&mut self, end: usize) -> usize {
        let mut state = self.at as u64;
        for byte in self.bytes {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.at += 1;
        state = (state ^ (state >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (state >> 33) as usize % end
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.below(choices.len())]
    }
}

/// True in about this share of draws, in percent, also past the end of the tape.
pub(super) fn is_one_of(percent: usize, tape: &mut Tape<'_>) -> bool {
    tape.far_below(100) < percent
}
