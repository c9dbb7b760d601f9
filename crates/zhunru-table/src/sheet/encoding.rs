//! Finding the encoding of a text table, and decoding it piece by piece.
//!
//! UTF-8 is tried first on the whole file, because GB18030 gives some reading to almost any
//! bytes; only what is not UTF-8 is read as GB18030 (GB 18030-2022, as the WHATWG Encoding
//! Standard maps it), and then strictly: a broken character is an error, never a mark in its place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::SheetError;

const PIECE: usize = 64 * 1024;

/// So many characters of several bytes in a row are well-formed UTF-8 only if the text is UTF-8:
/// text in GB18030 hardly ever passes even two.
const CERTAINLY_UTF8: u64 = 8;

/// Decodes a file piece by piece. The encoding has been found by reading it once.
pub(super) struct TextReader {
    file: File,
    decoder: Decoder,
    encoding: &'static Encoding,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes of the file that the decoder has taken.
    taken: u64,
    began: bool,
    done: bool,
}

impl TextReader {
    /// Finds the encoding of `file` and stands at its start.
    ///
    /// # Errors
    ///
    /// [`SheetError::BrokenUtf8`], [`SheetError::UnknownEncoding`], [`SheetError::Io`].
    pub(super) fn new(mut file: File) -> Result<Self, SheetError> {
        let mut mark = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        Read::by_ref(&mut file).take(3).read_to_end(&mut mark)?;
        let encoding = if mark.starts_with(b"\xff\xfe") {
            UTF_16LE
        } else if mark.starts_with(b"\xfe\xff") {
            UTF_16BE
        } else {
            let certain = mark.starts_with(b"\xef\xbb\xbf");
            let survey = survey(&mut file, UTF_8)?;
            match survey.broken_at {
                None => UTF_8,
                Some(offset) if certain || survey.is_certain() => {
                    return Err(SheetError::BrokenUtf8 { offset });
                }
                Some(utf8_offset) => match self::survey(&mut file, GB18030)?.broken_at {
                    None => GB18030,
                    Some(gb18030_offset) => {
                        return Err(SheetError::UnknownEncoding {
                            utf8_offset,
                            gb18030_offset,
                        });
                    }
                },
            }
        };
        file.seek(SeekFrom::Start(0))?;
        Ok(Self::at_start(file, encoding))
    }

    fn at_start(file: File, encoding: &'static Encoding) -> Self {
        Self {
            file,
            decoder: encoding.new_decoder_without_bom_handling(),
            encoding,
            bytes: vec![0; PIECE],
            start: 0,
            end: 0,
            taken: 0,
            began: false,
            done: false,
        }
    }

    /// The encoding's name: `UTF-8`, `GB18030`, `UTF-16LE` or `UTF-16BE`.
    #[cfg(test)]
    pub(super) fn encoding(&self) -> &'static str {
        match self.encoding.name() {
            "gb18030" => "GB18030",
            name => name,
        }
    }

    /// Puts the next piece of text into `text`, replacing what was there. `false` at the end.
    pub(super) fn next_piece(&mut self, text: &mut String) -> Result<bool, SheetError> {
        text.clear();
        while text.is_empty() && !self.done {
            self.decode_some(text).map_err(|halt| match halt {
                Halt::Io(error) => SheetError::Io(error),
                // Cannot come for what has been surveyed, unless the file changes meanwhile.
                Halt::Broken(offset) if self.encoding == UTF_8 => SheetError::BrokenUtf8 { offset },
                Halt::Broken(offset) if self.encoding == GB18030 => SheetError::UnknownEncoding {
                    utf8_offset: 0,
                    gb18030_offset: offset,
                },
                Halt::Broken(offset) => SheetError::BrokenUtf16 { offset },
            })?;
        }
        Ok(!text.is_empty())
    }

    fn decode_some(&mut self, text: &mut String) -> Result<(), Halt> {
        if self.start == self.end {
            self.start = 0;
            self.end = read_some(&mut self.file, &mut self.bytes)?;
        }
        let last = self.end == 0;
        let input = self.bytes.get(self.start..self.end).unwrap_or_default();
        let room = self
            .decoder
            .max_utf8_buffer_length_without_replacement(input.len());
        text.reserve(room.unwrap_or(PIECE * 3));
        let (result, read) = self
            .decoder
            .decode_to_string_without_replacement(input, text, last);
        self.start += read;
        self.taken += read as u64;
        if let DecoderResult::Malformed(length, beyond) = result {
            let back = u64::from(length) + u64::from(beyond);
            return Err(Halt::Broken(self.taken.saturating_sub(back)));
        }
        self.done = last && result == DecoderResult::InputEmpty;
        if !self.began && !text.is_empty() {
            self.began = true;
            if text.starts_with('\u{feff}') {
                text.remove(0);
            }
        }
        Ok(())
    }
}

enum Halt {
    Io(io::Error),
    Broken(u64),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn read_some(file: &mut File, bytes: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// What reading a whole file in one encoding has shown.
struct Survey {
    broken_at: Option<u64>,
    /// Characters of more than one byte before the break.
    wide: u64,
    length: u64,
}

impl Survey {
    /// Whether it must be this encoding although something is broken: enough went well before,
    /// or all went well up to a character cut off by the end of the file.
    fn is_certain(&self) -> bool {
        let cut_off = self
            .broken_at
            .is_some_and(|at| self.length.saturating_sub(at) < 4);
        self.wide >= CERTAINLY_UTF8 || (cut_off && self.wide >= 2)
    }
}

fn survey(file: &mut File, encoding: &'static Encoding) -> Result<Survey, SheetError> {
    file.seek(SeekFrom::Start(0))?;
    let length = file.metadata()?.len();
    let mut reader = TextReader::at_start(file.try_clone()?, encoding);
    let mut text = String::new();
    let mut wide = 0;
    while !reader.done {
        text.clear();
        let outcome = reader.decode_some(&mut text);
        wide += text.chars().filter(|c| !c.is_ascii()).count() as u64;
        match outcome {
            Ok(()) => {}
            Err(Halt::Io(error)) => return Err(error.into()),
            Err(Halt::Broken(offset)) => {
                return Ok(Survey {
                    broken_at: Some(offset),
                    wide,
                    length,
                });
            }
        }
    }
    Ok(Survey {
        broken_at: None,
        wide,
        length,
    })
}
