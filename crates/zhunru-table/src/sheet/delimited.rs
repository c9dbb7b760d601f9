//! CSV: rows read one after the other, never the whole file.
//!
//! Quoting follows RFC 4180. Cells are parted by commas, or by tabs if the beginning of the
//! file has more of those (Excel's "Unicode text").

use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::encoding::TextReader;
use super::{Cell, Limits, Sheet, SheetError, SheetRow};

/// The rows of a text table.
pub(super) struct DelimitedRows {
    text: TextReader,
    piece: String,
    position: usize,
    parser: Reader,
    lines: Lines,
    fields: Vec<u8>,
    ends: Vec<usize>,
    sheet: Arc<Sheet>,
    record_bytes: usize,
    columns: usize,
    ended: bool,
    failed: bool,
}

impl DelimitedRows {
    /// Looks at the first piece of `text` to find the delimiter.
    pub(super) fn new(mut text: TextReader, limits: &Limits) -> Result<Self, SheetError> {
        let mut piece = String::new();
        let ended = !text.next_piece(&mut piece)?;
        let parser = ReaderBuilder::new().delimiter(delimiter(&piece)).build();
        Ok(Self {
            text,
            piece,
            position: 0,
            parser,
            lines: Lines {
                line: 1,
                after_return: false,
            },
            fields: vec![0; 4096.min(limits.record_bytes + 1)],
            ends: vec![0; 64.min(limits.columns + 1)],
            sheet: Arc::new(Sheet {
                name: None,
                merged: Vec::new(),
            }),
            record_bytes: limits.record_bytes,
            columns: limits.columns,
            ended,
            failed: false,
        })
    }

    /// The encoding's name.
    #[cfg(test)]
    pub(super) fn encoding(&self) -> &'static str {
        self.text.encoding()
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        loop {
            if !self.skip_line_ends()? {
                return Ok(None);
            }
            let line = self.lines.line;
            let (text_end, field_count) = self.read_record(line)?;
            let mut cells = Vec::with_capacity(field_count);
            let mut start = 0;
            for &end in self.ends.get(..field_count).unwrap_or_default() {
                let field = self
                    .fields
                    .get(start..end.min(text_end))
                    .unwrap_or_default();
                // Delimiters are ASCII, so a field of a text is a text.
                let field = std::str::from_utf8(field).map_err(SheetError::damaged)?;
                if field.contains('\0') {
                    return Err(SheetError::NulCharacter { line });
                }
                cells.push(Cell::text(field));
                start = end;
            }
            super::trim_blanks(&mut cells);
            if !cells.is_empty() {
                let row = u32::try_from(line).unwrap_or(u32::MAX);
                return Ok(Some(SheetRow {
                    sheet: Arc::clone(&self.sheet),
                    row,
                    cells,
                }));
            }
        }
    }

    /// Goes past line ends, so that the next record's line is known. `false` at the end.
    fn skip_line_ends(&mut self) -> Result<bool, SheetError> {
        loop {
            let rest = self
                .piece
                .as_bytes()
                .get(self.position..)
                .unwrap_or_default();
            let blank = rest
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            self.lines.pass(rest.get(..blank).unwrap_or_default());
            self.position += blank;
            if blank < rest.len() {
                return Ok(true);
            }
            if !self.refill()? {
                return Ok(false);
            }
        }
    }

    fn refill(&mut self) -> Result<bool, SheetError> {
        self.position = 0;
        if self.ended || !self.text.next_piece(&mut self.piece)? {
            self.ended = true;
            self.piece.clear();
        }
        Ok(!self.ended)
    }

    /// Reads the record that begins here into `fields` and `ends`; gives how much of each.
    fn read_record(&mut self, line: u64) -> Result<(usize, usize), SheetError> {
        let (mut written, mut counted) = (0, 0);
        loop {
            let at_end = self.ended;
            let rest = self
                .piece
                .as_bytes()
                .get(self.position..)
                .unwrap_or_default();
            // At the end a line end is fed in: it ends any record except inside quotes, and
            // so shows that a quotation mark is open, which the parser would not tell.
            let input = if at_end { b"\n".as_slice() } else { rest };
            let output = self.fields.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(counted..).unwrap_or_default();
            let (result, read, wrote, ended) = self.parser.read_record(input, output, ends);
            written += wrote;
            counted += ended;
            if !at_end {
                self.lines.pass(rest.get(..read).unwrap_or_default());
                self.position += read;
            }
            match result {
                ReadRecordResult::Record => return Ok((written, counted)),
                ReadRecordResult::OutputFull => {
                    if !grow(&mut self.fields, self.record_bytes) {
                        return Err(SheetError::RowTooLong {
                            row: line,
                            limit: self.record_bytes,
                        });
                    }
                }
                ReadRecordResult::OutputEndsFull => {
                    if !grow(&mut self.ends, self.columns) {
                        return Err(SheetError::TooManyColumns {
                            row: line,
                            limit: self.columns,
                        });
                    }
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End if at_end => {
                    return Err(self.unterminated(line, counted));
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {
                    self.refill()?;
                }
            }
        }
    }

    /// The error for a record from `line` on that ends inside quotes after `counted` whole fields.
    fn unterminated(&self, line: u64, counted: usize) -> SheetError {
        let whole = counted
            .checked_sub(1)
            .and_then(|last| self.ends.get(last))
            .copied();
        let mut lines = Lines {
            line,
            after_return: false,
        };
        lines.pass(self.fields.get(..whole.unwrap_or(0)).unwrap_or_default());
        SheetError::UnterminatedQuote { line: lines.line }
    }
}

impl Iterator for DelimitedRows {
    type Item = Result<SheetRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let row = self.next_row().transpose();
        self.failed = matches!(row, Some(Err(_)));
        row
    }
}

/// Counts lines as an editor does: CR LF, LF alone and CR alone each end one.
struct Lines {
    line: u64,
    after_return: bool,
}

impl Lines {
    fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\r' || (byte == b'\n' && !self.after_return) {
                self.line += 1;
            }
            self.after_return = byte == b'\r';
        }
    }
}

/// Doubles `buffer` up to `limit`; `false` if it is there already.
fn grow<T: Clone + Default>(buffer: &mut Vec<T>, limit: usize) -> bool {
    if buffer.len() >= limit {
        return false;
    }
    let longer = buffer.len().saturating_mul(2).min(limit);
    buffer.resize(longer, T::default());
    true
}

fn delimiter(piece: &str) -> u8 {
    let mut quoted = false;
    let (mut commas, mut tabs) = (0, 0);
    for byte in piece.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas += 1,
            b'\t' if !quoted => tabs += 1,
            _ => {}
        }
    }
    if tabs > commas { b'\t' } else { b',' }
}
