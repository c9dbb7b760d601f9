//! Proposals out of Arrow batches, one by one, as out of any other file.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};

use super::TableError;
use super::decode::Decoder;
use super::layout::Layout;
use super::row_error::{RowError, RowErrorCode};
use super::rows::build;
use crate::fault::{At, Fault};
use crate::incoming::{Fields, Incoming, Origin, Received};
use crate::proposals::Reading;

/// So many rows are read at a time.
const ROWS: usize = 1_024;

/// The proposals of Arrow batches, one by one.
pub struct ArrowProposals<R> {
    file: Arc<str>,
    table: R,
    decoder: Decoder,
    current: Option<(RecordBatch, usize)>,
    ready: VecDeque<Incoming>,
    ended: bool,
}

/// The places of a proposal's fields in the columns of a table.
#[derive(Clone, Debug)]
pub struct ColumnPlaces {
    layout: Arc<Layout>,
    first: u64,
}

impl ColumnPlaces {
    /// The place of the field with this JSON path.
    pub fn at(&self, path: &str) -> At {
        let demand = path.strip_prefix("demands[");
        let demand = demand.and_then(|rest| rest.split_once(']')?.0.parse::<u64>().ok());
        At::Column {
            row: self.first.saturating_add(demand.unwrap_or_default()),
            column: self.layout.column_of(path).map(ToString::to_string),
        }
    }
}

impl<R: RecordBatchReader> ArrowProposals<R> {
    /// Reads a table; `file` names it in messages.
    ///
    /// # Errors
    /// When the table has no column of demand types, or its ids or types cannot be read.
    pub fn new(file: Arc<str>, reading: Arc<Reading>, table: R) -> Result<Self, TableError> {
        let layout = Layout::of(&table.schema(), &reading.columns, None)?;
        let mut proposals = ArrowProposals {
            decoder: Decoder::new(Arc::new(layout), reading, None, false),
            file,
            table,
            current: None,
            ready: VecDeque::new(),
            ended: false,
        };
        let report = proposals.decoder.layout().report.clone();
        for column in report.ignored {
            let name = &column.name;
            let (near_en, near_zh) = match &column.nearest {
                Some(near) => (
                    format!(", did you mean `{near}`?"),
                    format!("，是否应为“{near}”？"),
                ),
                None => continue,
            };
            let note = Fault::new(
                &proposals.file,
                At::File,
                format!("the column `{name}` is not known and is not read{near_en}"),
                format!("不认识“{name}”一列，没有读取{near_zh}"),
            );
            proposals.ready.push_back(Incoming::Note(note));
        }
        Ok(proposals)
    }

    fn read_on(&mut self) {
        if let Some((batch, read)) = self.current.take() {
            let rows = ROWS.min(batch.num_rows() - read);
            self.decoder.add(&batch.slice(read, rows));
            if read + rows < batch.num_rows() {
                self.current = Some((batch, read + rows));
            }
            return self.hand_on();
        }
        match self.table.next() {
            Some(Ok(batch)) if batch.num_rows() == 0 => {}
            Some(Ok(batch)) => {
                self.decoder.next_batch();
                self.current = Some((batch, 0));
            }
            Some(Err(error)) => {
                self.decoder.break_off();
                self.hand_on();
                let fault = Fault::new(
                    &self.file,
                    At::File,
                    format!("is damaged or incomplete: {error}"),
                    format!("已损坏或不完整：{error}"),
                );
                self.ready.push_back(Incoming::Faulty(vec![fault]));
                self.ended = true;
            }
            None => {
                self.decoder.end();
                self.hand_on();
                self.ended = true;
            }
        }
    }

    fn hand_on(&mut self) {
        let decoded = self.decoder.block();
        for rows in &decoded.block.proposals {
            for place in rows.rows.clone() {
                let repeated = decoded.block.repeated.get(&decoded.block.row(place));
                let note = repeated.map(|error| error.fault(&self.file));
                self.ready.extend(note.map(Incoming::Note));
            }
            self.ready.push_back(match build(&decoded, rows) {
                Ok(proposal) => Incoming::Proposal(Box::new(Received {
                    proposal,
                    origin: Origin {
                        file: Arc::clone(&self.file),
                        fields: Fields::Columns(ColumnPlaces {
                            layout: Arc::clone(self.decoder.layout()),
                            first: decoded.block.row(rows.rows.start),
                        }),
                    },
                })),
                Err(errors) => {
                    let faults = errors.iter().map(|error| error.fault(&self.file));
                    Incoming::Faulty(faults.collect())
                }
            });
        }
    }
}

impl<R: RecordBatchReader> Iterator for ArrowProposals<R> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if self.ended {
                return None;
            }
            self.read_on();
        }
    }
}

impl RowError {
    /// The error as a fault of a file of this name.
    pub fn fault(&self, file: &Arc<str>) -> Fault {
        let at = match (self.code, &self.column) {
            (RowErrorCode::TooManyRows | RowErrorCode::CutOff, _) | (_, None) => At::Column {
                row: self.row,
                column: None,
            },
            (_, Some(column)) => At::Column {
                row: self.row,
                column: Some(column.to_string()),
            },
        };
        Fault::new(file, at, self.message.as_str(), self.message_zh.as_str())
    }
}
