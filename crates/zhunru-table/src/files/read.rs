//! Reading Parquet and Arrow IPC.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_ipc::reader::{FileReader as IpcFileReader, StreamReader};
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{BatchFileError, BatchFormat};

/// So many rows of a Parquet file are read at a time.
const ROWS: usize = 8_192;

const PARQUET: &[u8] = b"PAR1";
const ARROW: &[u8] = b"ARROW1";

/// The format of a file, by its first bytes; nothing for what is neither. A stream of Arrow IPC
/// has no mark of its own and is told by the file's ending only.
pub fn recognise(start: &[u8]) -> Option<BatchFormat> {
    if start.starts_with(PARQUET) {
        return Some(BatchFormat::Parquet);
    }
    start.starts_with(ARROW).then_some(BatchFormat::Arrow)
}

/// Opens a file of record batches.
///
/// # Errors
/// [`BatchFileError::Io`] when it cannot be opened, [`BatchFileError::Damaged`] when it is no such
/// file or is cut off where that shows at once. What shows later ends the reader with an error.
pub fn read(path: &Path, format: BatchFormat) -> Result<FileReader, BatchFileError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).into());
    }
    read_file(file, format)
}

/// Reads a file of record batches that is open and stands at its beginning.
///
/// # Errors
/// As [`read`].
pub fn read_file(file: File, format: BatchFormat) -> Result<FileReader, BatchFileError> {
    let name = match format {
        BatchFormat::Parquet => "Parquet",
        BatchFormat::Arrow => "Arrow IPC",
    };
    let damaged = |message: String| BatchFileError::Damaged {
        format: name,
        message,
    };
    let opened = guarded(|| open(file, format));
    let table = opened.map_err(|error| damaged(plain(&error)))?;
    Ok(FileReader {
        schema: table.schema(),
        table,
        ended: false,
    })
}

fn open(
    mut file: File,
    format: BatchFormat,
) -> Result<Box<dyn RecordBatchReader + Send>, ArrowError> {
    match format {
        BatchFormat::Parquet => {
            let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
            Ok(Box::new(builder.with_batch_size(ROWS).build()?))
        }
        BatchFormat::Arrow => {
            let mut start = Vec::new();
            Read::by_ref(&mut file)
                .take(ARROW.len() as u64)
                .read_to_end(&mut start)?;
            file.seek(SeekFrom::Start(0))?;
            let file = BufReader::new(file);
            match recognise(&start) {
                Some(_) => Ok(Box::new(IpcFileReader::try_new(file, None)?)),
                None => Ok(Box::new(StreamReader::try_new(file, None)?)),
            }
        }
    }
}

/// The batches of a file. After an error it ends.
pub struct FileReader {
    schema: SchemaRef,
    table: Box<dyn RecordBatchReader + Send>,
    ended: bool,
}

impl Iterator for FileReader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = guarded(|| self.table.next().transpose()).transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl RecordBatchReader for FileReader {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }
}

impl std::fmt::Debug for FileReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileReader")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

/// Runs a reader of files, which may panic on bytes that are damaged on purpose.
fn guarded<T>(read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    let cut_off = |_| {
        let message = "its reader could not cope with it".to_owned();
        Err(ArrowError::IoError(
            message.clone(),
            std::io::Error::new(std::io::ErrorKind::InvalidData, message),
        ))
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(cut_off)
}

/// The message without what wraps it.
fn plain(error: &ArrowError) -> String {
    let message = error.to_string();
    let message = message
        .split_once("error: ")
        .map_or(&*message, |(_, rest)| rest);
    message.to_owned()
}
