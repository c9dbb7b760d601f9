//! CSV, row by row, as spreadsheet programs in China open it.

use std::io::Write;

use encoding_rs::{EncoderResult, GB18030};

use super::{OutCell, WriteError};
use crate::sheet::column_letter;

/// The encoding of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvEncoding {
    /// UTF-8 without a mark, for programs.
    Utf8,
    /// UTF-8 with a byte order mark, by which Excel and WPS recognise it.
    Utf8WithMark,
    /// GB 18030, for older programs.
    Gb18030,
}

/// Writes CSV (RFC 4180, lines end with CR LF).
///
/// A text that begins with `=`, `+`, `-` or `@` (also full-width, also after a tab or line end)
/// would be a formula to the spreadsheet program that opens the file, and whoever filled in the
/// proposal could so run things on the desk of whoever opens the decision. Such a text gets an
/// apostrophe in front, which these programs show or hide but never compute. Texts that are
/// numbers (`-5`) stay as they are.
#[derive(Debug)]
pub struct CsvWriter<W> {
    output: W,
    encoding: CsvEncoding,
    rows: u64,
    line: Vec<u8>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes to `output`; buffer it if it is a file.
    pub fn new(output: W, encoding: CsvEncoding) -> Self {
        Self {
            output,
            encoding,
            rows: 0,
            line: Vec::new(),
        }
    }

    /// Writes the headings.
    ///
    /// # Errors
    ///
    /// As [`CsvWriter::write_row`].
    pub fn write_headings(&mut self, headings: &[String]) -> Result<(), WriteError> {
        let cells: Vec<OutCell> = headings.iter().map(|text| text.as_str().into()).collect();
        self.write_row(&cells)
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// [`WriteError::Unmappable`], upon which nothing of the row is written, or
    /// [`WriteError::Io`].
    pub fn write_row(&mut self, cells: &[OutCell]) -> Result<(), WriteError> {
        self.line.clear();
        if self.rows == 0 && self.encoding == CsvEncoding::Utf8WithMark {
            self.line.extend_from_slice("\u{feff}".as_bytes());
        }
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                self.line.push(b',');
            }
            let text = match cell {
                OutCell::Text(text) => quoted(&safe(text)),
                other => other.to_string(),
            };
            self.encode(&text, column)?;
        }
        // A line without anything would be skipped by readers.
        if cells.len() == 1 && cells.first() == Some(&OutCell::Blank) {
            self.line.extend_from_slice(b"\"\"");
        }
        self.line.extend_from_slice(b"\r\n");
        self.output.write_all(&self.line)?;
        self.rows += 1;
        Ok(())
    }

    /// Flushes and gives back what was written to.
    ///
    /// # Errors
    ///
    /// [`WriteError::Io`].
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.output.flush()?;
        Ok(self.output)
    }

    fn encode(&mut self, text: &str, column: usize) -> Result<(), WriteError> {
        if self.encoding != CsvEncoding::Gb18030 || text.is_ascii() {
            self.line.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        let mut encoder = GB18030.new_encoder();
        let room = encoder.max_buffer_length_from_utf8_without_replacement(text.len());
        self.line
            .reserve(room.unwrap_or(text.len().saturating_mul(4)));
        let (result, _) =
            encoder.encode_from_utf8_to_vec_without_replacement(text, &mut self.line, true);
        match result {
            EncoderResult::Unmappable(character) => Err(WriteError::Unmappable {
                character,
                row: self.rows + 1,
                column: column_letter(column),
            }),
            // There is room, so the output is not full.
            EncoderResult::InputEmpty | EncoderResult::OutputFull => Ok(()),
        }
    }
}

fn quoted(text: &str) -> String {
    let special = text.contains([',', '"', '\r', '\n', '\t', '\'']) || text.trim() != text;
    if special {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// `text`, with an apostrophe in front if it could be taken for a formula.
fn safe(text: &str) -> String {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let formula = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    if formula && !number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
