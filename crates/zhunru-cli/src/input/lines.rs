//! The lines of JSON Lines, one by one, each within a limit.

use std::io::{self, BufRead};

use super::values::VALUE_BYTES;

/// One line that holds something.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Its bytes without the line end; nothing when it has more than [`VALUE_BYTES`].
    pub(crate) bytes: Option<Vec<u8>>,
}

/// The lines of a stream that are not blank.
pub(crate) struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads `reader` from its beginning.
    pub(crate) fn new(reader: R) -> Self {
        Lines { reader, number: 0 }
    }

    /// The next line that is not blank; nothing at the end.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Some(Vec::new());
            let mut seen = false;
            loop {
                let chunk = match self.reader.fill_buf() {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    chunk => chunk?,
                };
                if chunk.is_empty() {
                    break;
                }
                seen = true;
                let end = chunk.iter().position(|&byte| byte == b'\n');
                let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
                if let Some(line) = &mut bytes {
                    match line.len() + part.len() > VALUE_BYTES {
                        true => bytes = None,
                        false => line.extend_from_slice(part),
                    }
                }
                let used = end.map_or(chunk.len(), |end| end + 1);
                self.reader.consume(used);
                if end.is_some() {
                    break;
                }
            }
            if !seen {
                return Ok(None);
            }
            self.number += 1;
            let blank = bytes
                .as_ref()
                .is_some_and(|line| line.iter().all(u8::is_ascii_whitespace));
            if !blank {
                return Ok(Some(Line {
                    number: self.number,
                    bytes,
                }));
            }
        }
    }
}
