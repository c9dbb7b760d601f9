//! Where a JSON value ends, by its brackets and quotation marks.

/// Most values inside one another.
pub(crate) const DEPTH: usize = 128;

/// What a byte is to the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A part of it, and more is to come.
    Inside,
    /// Its last byte.
    Closed,
    /// No part of it any more.
    Behind,
    /// It opens one value too many inside one another.
    TooDeep,
    /// A closing bracket that does not match the open one.
    Unmatched,
    /// A line end in a string.
    OpenString,
}

/// The brackets and the string that are open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brackets {
    /// Which of the open brackets are of an object, as far as they are looked at.
    objects: Vec<bool>,
    /// How many more are open.
    deeper: u64,
    in_string: bool,
    escaped: bool,
    /// Whether the value is a number or a word, which has no end of its own.
    bare: bool,
}

impl Brackets {
    /// Goes over the next byte of the value.
    pub(crate) fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            return self.string(byte);
        }
        match byte {
            b'"' => {
                if self.bare {
                    return Step::Behind;
                }
                self.in_string = true;
                Step::Inside
            }
            b'{' | b'[' if self.bare => Step::Behind,
            b'{' | b'[' => self.open(byte == b'{'),
            b'}' | b']' if self.is_flat() => match self.bare {
                true => Step::Behind,
                false => Step::Unmatched,
            },
            b'}' | b']' => self.close(byte == b'}'),
            b',' | b' ' | b'\t' | b'\r' | b'\n' if self.is_flat() => Step::Behind,
            _ => {
                self.bare = self.is_flat();
                Step::Inside
            }
        }
    }

    /// Whether the value would not be whole if the text ended now.
    pub(crate) fn is_open(&self) -> bool {
        self.in_string || !self.is_flat()
    }

    fn is_flat(&self) -> bool {
        self.objects.is_empty() && self.deeper == 0
    }

    fn string(&mut self, byte: u8) -> Step {
        match byte {
            b'\n' => return Step::OpenString,
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                if self.is_flat() {
                    return Step::Closed;
                }
            }
            _ => {}
        }
        Step::Inside
    }

    fn open(&mut self, object: bool) -> Step {
        if self.objects.len() < DEPTH {
            self.objects.push(object);
            return Step::Inside;
        }
        self.deeper += 1;
        Step::TooDeep
    }

    fn close(&mut self, object: bool) -> Step {
        if self.deeper > 0 {
            // Too deep already, so which bracket it is no longer matters.
            self.deeper -= 1;
            return Step::Inside;
        }
        if self.objects.pop() != Some(object) {
            return Step::Unmatched;
        }
        match self.is_flat() {
            true => Step::Closed,
            false => Step::Inside,
        }
    }
}
