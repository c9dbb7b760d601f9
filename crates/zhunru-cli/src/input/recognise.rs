//! Recognising JSON, JSON Lines and tables by what they hold.

use std::path::Path;

use encoding_rs::{DecoderResult, GB18030};
use zhunru_table::files::{self, BatchFormat};

use super::brackets::{Brackets, Step};

/// Bytes looked at.
pub(super) const SAMPLE: u64 = 64 * 1024;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// The formats that are told apart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One value, or an array of them.
    Json,
    /// One value on each line.
    Lines,
    /// A table of any format.
    Table,
}

/// The beginning of a file.
#[derive(Debug)]
pub(super) struct Sample {
    bytes: Vec<u8>,
    /// Whether there is no more.
    whole: bool,
    extension: Option<String>,
}

impl Sample {
    /// The beginning of a file with this extension, in lower case.
    pub(super) fn new(bytes: Vec<u8>, whole: bool, extension: Option<String>) -> Self {
        Sample {
            bytes,
            whole,
            extension,
        }
    }

    /// Whether there is nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.whole && self.content().is_empty()
    }

    /// Whether it begins with the byte order mark of UTF-8.
    pub(super) fn has_mark(&self) -> bool {
        self.bytes.starts_with(MARK)
    }

    /// The format of record batches, by content or, for what has no mark, by the extension.
    pub(super) fn batches(&self) -> Option<BatchFormat> {
        let by_extension = || {
            let name = format!("batches.{}", self.extension.as_deref()?);
            BatchFormat::of_file(Path::new(&name))
        };
        files::recognise(&self.bytes).or_else(by_extension)
    }

    /// The format, by content; the extension settles what that leaves open.
    pub(super) fn format(&self) -> Format {
        let extension = self.extension.as_deref().unwrap_or_default();
        match (self.content().first(), extension) {
            (_, "jsonl" | "ndjson") => Format::Lines,
            (Some(b'['), _) => Format::Json,
            (Some(b'{'), _) => self.one_or_many(),
            (_, "json") => Format::Json,
            _ => Format::Table,
        }
    }

    /// What is wrong with the encoding, if it is not UTF-8 from the beginning: in English and
    /// Chinese. A broken character in a text that otherwise is UTF-8 is not told here.
    pub(super) fn wrong_encoding(&self) -> Option<(String, String)> {
        if self.bytes.starts_with(b"\xff\xfe") || self.bytes.starts_with(b"\xfe\xff") {
            return Some((
                "is UTF-16; JSON must be UTF-8".into(),
                "是 UTF-16 编码；JSON 必须是 UTF-8".into(),
            ));
        }
        let error = std::str::from_utf8(&self.bytes).err()?;
        error.error_len()?;
        let offset = error.valid_up_to();
        let faulty = !self.is_gb18030();
        let hint = match faulty {
            true if self.is_mostly_utf8() => return None,
            true => ("", ""),
            false => ("; it seems to be GB18030", "，看来是 GB18030 编码"),
        };
        Some((
            format!(
                "is not UTF-8 (broken at byte offset {offset}){}; save it as UTF-8",
                hint.0
            ),
            format!(
                "不是 UTF-8（在第 {offset} 字节处不合）{}；请另存为 UTF-8",
                hint.1
            ),
        ))
    }

    /// Whether it could be GB18030; the sample may end within a character.
    fn is_gb18030(&self) -> bool {
        let mut decoder = GB18030.new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length_without_replacement(self.bytes.len());
        let mut text = String::with_capacity(room.unwrap_or_default());
        let (result, _) =
            decoder.decode_to_string_without_replacement(&self.bytes, &mut text, self.whole);
        result == DecoderResult::InputEmpty
    }

    /// Whether few characters are broken.
    fn is_mostly_utf8(&self) -> bool {
        let chunks = self.bytes.utf8_chunks();
        chunks.filter(|chunk| !chunk.invalid().is_empty()).count() < 16
    }

    /// What stands behind the mark and white space.
    fn content(&self) -> &[u8] {
        let bytes = self.bytes.strip_prefix(MARK).unwrap_or(&self.bytes);
        bytes.trim_ascii_start()
    }

    /// Whether a text that begins with an object is that object or a line of many.
    fn one_or_many(&self) -> Format {
        let content = self.content();
        let mut brackets = Brackets::default();
        for (index, &byte) in content.iter().enumerate() {
            match brackets.step(byte) {
                Step::Closed => {
                    let (value, rest) = content.split_at_checked(index + 1).unwrap_or_default();
                    if value.contains(&b'\n') {
                        return Format::Json;
                    }
                    let further = !rest.trim_ascii().is_empty();
                    let one_line = rest
                        .iter()
                        .take_while(|byte| **byte != b'\n')
                        .all(u8::is_ascii_whitespace);
                    let many = one_line && (further || !self.whole);
                    return if many { Format::Lines } else { Format::Json };
                }
                Step::Unmatched | Step::OpenString => break,
                _ => {}
            }
        }
        // Not closed so far: an object over several lines, or a line longer than the sample.
        match has_line(content) {
            true => Format::Json,
            false if self.whole => Format::Json,
            false => Format::Lines,
        }
    }
}

/// Whether the bytes hold a whole line that is not blank.
pub(super) fn has_line(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().contains(&b'\n')
        || bytes.starts_with(b"PK\x03\x04")
        || files::recognise(bytes).is_some()
}
