//! A table read on block by block, however large its batches are.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema};

use super::decode::{Decoded, Decoder};
use super::layout::Layout;

/// Reads the batches of a table so many rows at a time.
#[derive(Debug)]
pub(crate) struct Blocks<R> {
    table: R,
    decoder: Decoder,
    rows: usize,
    /// The batch at hand, and how many of its rows were read.
    current: Option<(RecordBatch, usize)>,
}

/// How far a table was read.
pub(crate) enum ReadOn {
    /// A block of rows stands ready.
    Block,
    /// The table ends with the block that stands ready.
    End,
    /// Nothing more can be read: the block that stands ready holds what may have been cut off.
    BrokenOff(ArrowError),
}

impl<R: RecordBatchReader> Blocks<R> {
    pub(crate) fn new(table: R, decoder: Decoder, rows: usize) -> Self {
        Blocks {
            table,
            decoder,
            rows,
            current: None,
        }
    }

    /// The table, of which nothing more is read.
    pub(crate) fn into_table(self) -> R {
        self.table
    }

    /// The columns that are read.
    pub(crate) fn layout(&self) -> &Arc<Layout> {
        self.decoder.layout()
    }

    /// The rows that were read, with their complete proposals.
    pub(crate) fn block(&self) -> Decoded<'_> {
        self.decoder.block()
    }

    /// Reads the next block.
    pub(crate) fn read_on(&mut self) -> ReadOn {
        loop {
            if let Some((batch, read)) = self.current.take() {
                let rows = self.rows.min(batch.num_rows() - read);
                match rows == batch.num_rows() {
                    // To cut every column takes as long as to decide some hundred rows.
                    true => self.decoder.add(&batch),
                    false => self.decoder.add(&batch.slice(read, rows)),
                }
                if read + rows < batch.num_rows() {
                    self.current = Some((batch, read + rows));
                }
                return ReadOn::Block;
            }
            match self.table.next() {
                Some(Ok(batch)) if batch.num_rows() == 0 => {}
                Some(Ok(batch)) if is_alike(batch.schema_ref(), &self.table.schema()) => {
                    self.decoder.next_batch();
                    self.current = Some((batch, 0));
                }
                Some(Ok(batch)) => {
                    let message = format!(
                        "a batch has other columns than the table: {} instead of {}",
                        batch.schema_ref(),
                        self.table.schema()
                    );
                    return self.break_off(ArrowError::SchemaError(message));
                }
                Some(Err(error)) => return self.break_off(error),
                None => {
                    self.decoder.end();
                    return ReadOn::End;
                }
            }
        }
    }

    fn break_off(&mut self, error: ArrowError) -> ReadOn {
        self.decoder.break_off();
        ReadOn::BrokenOff(error)
    }
}

/// Whether the columns are the same; whether they may hold nulls is seen in them.
fn is_alike(batch: &Schema, table: &Schema) -> bool {
    let are_alike = |(one, other): (&Arc<Field>, &Arc<Field>)| {
        one.name() == other.name() && one.data_type() == other.data_type()
    };
    batch.fields().len() == table.fields().len()
        && batch.fields().iter().zip(table.fields()).all(are_alike)
}
