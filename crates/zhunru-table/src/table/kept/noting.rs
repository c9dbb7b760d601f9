//! A reader of which every batch is kept.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

/// A reader with the batches that came out of it so far, which share their columns with those.
#[derive(Debug)]
pub(super) struct Noting<R> {
    table: R,
    pub(super) batches: Vec<RecordBatch>,
}

impl<R> Noting<R> {
    pub(super) fn new(table: R) -> Self {
        Noting {
            table,
            batches: Vec::new(),
        }
    }
}

impl<R: RecordBatchReader> Iterator for Noting<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.table.next()?;
        if let Ok(batch) = &batch {
            self.batches.push(batch.clone());
        }
        Some(batch)
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Noting<R> {
    fn schema(&self) -> SchemaRef {
        self.table.schema()
    }
}
