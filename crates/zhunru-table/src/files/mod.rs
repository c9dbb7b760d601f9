//! Files of Arrow record batches: Parquet and Arrow IPC, read and written.
//!
//! ```no_run
//! use std::path::Path;
//! use zhunru_table::files::{self, BatchFormat, BatchWriter, Replacement};
//! use zhunru_table::{Decider, Options};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let engine = zhunru::Engine::builder().packs(zhunru_packs::built_in()?.iter().cloned()).build()?;
//! let decider = Decider::new(&engine, Options::default())?;
//! let decided = decider.decide(files::read(Path::new("big.parquet"), BatchFormat::Parquet)?)?;
//!
//! // Under its name only once all is written.
//! let file = Replacement::of(Path::new("decided.parquet"))?;
//! let mut writer = BatchWriter::new(file, &decider.schema(), BatchFormat::Parquet)?;
//! for batch in decided {
//!     writer.write(&batch?)?;
//! }
//! writer.finish()?.keep()?;
//! # Ok(())
//! # }
//! ```

mod read;
mod replacement;
mod write;

use std::path::Path;

pub use read::{FileReader, read, read_file, recognise};
pub use replacement::Replacement;
pub use write::BatchWriter;

/// A format of files of record batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BatchFormat {
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC, as a file or as a stream; written as a file (Feather, version 2).
    Arrow,
}

impl BatchFormat {
    /// The format that the ending of a file's name says: `.parquet`; `.arrow`, `.ipc`, `.arrows`
    /// or `.feather`.
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "parquet" | "pq" => Some(BatchFormat::Parquet),
            "arrow" | "arrows" | "ipc" | "feather" => Some(BatchFormat::Arrow),
            _ => None,
        }
    }
}

/// Why a file of record batches cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchFileError {
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is damaged, cut off, or of another format.
    #[error("is damaged or incomplete, or is no {format} file: {message}")]
    Damaged {
        /// The format that was expected.
        format: &'static str,
        /// What was found.
        message: String,
    },
    /// The batches cannot be written.
    #[error("cannot be written: {0}")]
    Write(String),
}

impl BatchFileError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            BatchFileError::Io(error) => match error.kind() {
                std::io::ErrorKind::NotFound => "文件不存在".into(),
                std::io::ErrorKind::PermissionDenied => "没有权限".into(),
                _ => format!("无法读写：{error}"),
            },
            BatchFileError::Damaged { format, message } => {
                format!("已损坏、不完整或不是 {format} 文件：{message}")
            }
            BatchFileError::Write(message) => format!("无法写入：{message}"),
        }
    }
}
