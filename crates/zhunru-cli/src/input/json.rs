//! Proposals out of JSON.

use std::io::{self, BufRead};
use std::sync::Arc;

use zhunru::json::Document;
use zhunru::model::Proposal;

use super::lines::Lines;
use super::values::{Position, VALUE_BYTES, Values};
use zhunru_table::{At, Fault};
use zhunru_table::{Fields, Incoming, Origin, Received};

/// The proposals of a JSON document.
pub(super) struct ValueProposals<R> {
    file: Arc<str>,
    values: Values<R>,
    ended: bool,
}

impl<R: BufRead> ValueProposals<R> {
    /// Reads a document from its beginning.
    pub(super) fn new(file: Arc<str>, reader: R) -> Self {
        ValueProposals {
            file,
            values: Values::new(reader),
            ended: false,
        }
    }
}

impl<R: BufRead> Iterator for ValueProposals<R> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        if self.ended {
            return None;
        }
        let piece = match self.values.next_value() {
            Ok(piece) => piece?,
            Err(error) => {
                self.ended = true;
                return Some(unreadable(&self.file, &error));
            }
        };
        Some(match piece.content {
            Ok(bytes) => read(&self.file, piece.element, piece.position, &bytes),
            Err(fault) => {
                let at = place(piece.element, piece.position);
                let (en, zh) = (fault.to_string(), fault.chinese());
                Incoming::Faulty(vec![Fault::new(&self.file, at, en, zh)])
            }
        })
    }
}

/// The proposals of JSON Lines.
pub(super) struct LineProposals<R> {
    file: Arc<str>,
    lines: Lines<R>,
    ended: bool,
}

impl<R: BufRead> LineProposals<R> {
    /// Reads lines from the beginning of a document.
    pub(super) fn new(file: Arc<str>, reader: R) -> Self {
        LineProposals {
            file,
            lines: Lines::new(reader),
            ended: false,
        }
    }
}

impl<R: BufRead> Iterator for LineProposals<R> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        if self.ended {
            return None;
        }
        let line = match self.lines.next_line() {
            Ok(line) => line?,
            Err(error) => {
                self.ended = true;
                return Some(unreadable(&self.file, &error));
            }
        };
        let position = Position {
            line: line.number,
            column: 1,
        };
        Some(match line.bytes {
            Some(bytes) => read(&self.file, None, position, &bytes),
            None => {
                let at = place(None, position);
                let en =
                    format!("the line has more than {VALUE_BYTES} bytes, the most that is read");
                let zh = format!("这一行超过 {VALUE_BYTES} 字节，超出可读取的上限");
                Incoming::Faulty(vec![Fault::new(&self.file, at, en, zh)])
            }
        })
    }
}

fn place(element: Option<usize>, position: Position) -> At {
    At::Text {
        element,
        line: position.line,
        column: Some(position.column),
        path: String::new(),
    }
}

fn unreadable(file: &Arc<str>, error: &io::Error) -> Incoming {
    Incoming::Faulty(vec![Fault::new(
        file,
        At::File,
        format!("cannot be read further: {error}"),
        format!("无法继续读取：{error}"),
    )])
}

/// Reads one value.
fn read(file: &Arc<str>, element: Option<usize>, began: Position, bytes: &[u8]) -> Incoming {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let at = place(element, advance(began, &String::from_utf8_lossy(before)));
            let (en, zh) = (
                "the text is not UTF-8 here; save the file as UTF-8",
                "此处不是 UTF-8；请另存为 UTF-8",
            );
            return Incoming::Faulty(vec![Fault::new(file, at, en, zh)]);
        }
    };
    let document = match Document::from_text(text) {
        Ok(document) => document,
        Err(errors) => {
            let faults = errors.errors().iter();
            let faults = faults.map(|error| {
                let (line, column) = (error.line.unwrap_or(0), error.column.unwrap_or(0));
                let at = place(element, advance(began, up_to(text, line, column)));
                Fault::of_input(file, at, error)
            });
            return Incoming::Faulty(faults.collect());
        }
    };
    let at = At::Text {
        element,
        line: began.line,
        column: None,
        path: String::new(),
    };
    match Proposal::from_document(&document) {
        Ok(proposal) => Incoming::Proposal(Box::new(Received {
            proposal,
            origin: Origin {
                file: Arc::clone(file),
                fields: Fields::Json(at),
            },
        })),
        Err(errors) => {
            let faults = errors.errors().iter();
            Incoming::Faulty(
                faults
                    .map(|error| Fault::of_input(file, at.field(&error.path), error))
                    .collect(),
            )
        }
    }
}

/// The text before a place that is given by its line and the bytes before it in the line.
fn up_to(text: &str, line: usize, column: usize) -> &str {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut end = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The position behind `text`, which begins at `from`.
fn advance(from: Position, text: &str) -> Position {
    let lines = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap_or(text);
    let columns = u64::try_from(last.chars().count()).unwrap_or(u64::MAX);
    let lines = u64::try_from(lines).unwrap_or(u64::MAX);
    Position {
        line: from.line.saturating_add(lines),
        column: match lines {
            0 => from.column.saturating_add(columns),
            _ => columns.saturating_add(1),
        },
    }
}
