//! Writing Parquet and Arrow IPC.

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{BatchFileError, BatchFormat};

/// So many rows make a group of a Parquet file, which is kept in memory until it is full.
const GROUP_ROWS: usize = 64 * 1_024;

/// Writes record batches into a file of a format, batch by batch.
pub struct BatchWriter<W: Write + Send>(Inner<W>);

enum Inner<W: Write + Send> {
    Parquet(Box<ArrowWriter<W>>),
    Arrow(Box<FileWriter<W>>),
}

impl<W: Write + Send> BatchWriter<W> {
    /// Writes batches of these columns; the output need not be buffered.
    ///
    /// # Errors
    /// [`BatchFileError::Write`].
    pub fn new(output: W, schema: &Schema, format: BatchFormat) -> Result<Self, BatchFileError> {
        let inner = match format {
            BatchFormat::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_max_row_group_row_count(Some(GROUP_ROWS))
                    .build();
                let schema = schema.clone().into();
                let writer = ArrowWriter::try_new(output, schema, Some(properties));
                Inner::Parquet(Box::new(writer.map_err(refused)?))
            }
            BatchFormat::Arrow => {
                let writer = FileWriter::try_new(output, schema);
                Inner::Arrow(Box::new(writer.map_err(refused)?))
            }
        };
        Ok(BatchWriter(inner))
    }

    /// Writes a batch.
    ///
    /// # Errors
    /// [`BatchFileError::Write`].
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), BatchFileError> {
        match &mut self.0 {
            Inner::Parquet(writer) => writer.write(batch).map_err(refused),
            Inner::Arrow(writer) => writer.write(batch).map_err(refused),
        }
    }

    /// Writes the end, and gives back what was written to.
    ///
    /// # Errors
    /// [`BatchFileError::Write`].
    pub fn finish(self) -> Result<W, BatchFileError> {
        match self.0 {
            Inner::Parquet(writer) => writer.into_inner().map_err(refused),
            Inner::Arrow(writer) => writer.into_inner().map_err(refused),
        }
    }
}

fn refused(error: impl std::fmt::Display) -> BatchFileError {
    BatchFileError::Write(error.to_string())
}

impl<W: Write + Send> std::fmt::Debug for BatchWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BatchWriter").finish_non_exhaustive()
    }
}
