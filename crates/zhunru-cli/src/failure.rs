//! Why a command ends without having done its work.

use std::io;

use crate::arguments::Lang;
use crate::terminal::{self, ERROR};
use arrow_schema::ArrowError;
use zhunru_table::files::BatchFileError;
use zhunru_table::proposals::UnknownListColumn;
use zhunru_table::sheet_out::WriteError;
use zhunru_table::{Fault, TableError, both};

/// Why a command ends without having done its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody reads the output any more, which is no fault.
    #[error("the reader of the output is gone")]
    Closed,
    /// The command was used wrongly.
    #[error("{en}")]
    Usage {
        /// The message in English.
        en: String,
        /// The message in Chinese.
        zh: String,
    },
    /// The input or a pack is at fault.
    #[error("{en}")]
    Fault {
        /// The message in English.
        en: String,
        /// The message in Chinese.
        zh: String,
    },
    /// A place in the input is at fault.
    #[error("{}", .0.told(Lang::En))]
    Input(Box<Fault>),
    /// Packs are at fault; every fault says itself that it is one.
    #[error("{0}")]
    Packs(String),
}

impl Failure {
    /// A fault with its message in both languages.
    pub(crate) fn fault(en: impl std::fmt::Display, zh: impl std::fmt::Display) -> Self {
        Failure::Fault {
            en: en.to_string(),
            zh: zh.to_string(),
        }
    }

    /// Wrong usage with its message in both languages.
    pub(crate) fn usage(en: impl std::fmt::Display, zh: impl std::fmt::Display) -> Self {
        Failure::Usage {
            en: en.to_string(),
            zh: zh.to_string(),
        }
    }

    /// Prints why the command ends.
    pub(crate) fn say(&self, lang: Lang) {
        match self {
            Failure::Closed => {}
            Failure::Usage { en, zh } | Failure::Fault { en, zh } => {
                terminal::say(ERROR, "error", both(en, zh, lang))
            }
            Failure::Input(fault) => terminal::say(ERROR, "error", fault.told(lang)),
            Failure::Packs(found) => terminal::say_plain(found.trim_end()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::fault(
                format_args!("the result cannot be written: {error}"),
                format_args!("无法写出结果：{error}"),
            ),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => Failure::from(error),
            other => Failure::fault(&other, other.chinese()),
        }
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        Failure::usage(&error, error.chinese())
    }
}

impl From<BatchFileError> for Failure {
    fn from(error: BatchFileError) -> Self {
        match error {
            BatchFileError::Io(error) => Failure::from(error),
            other => Failure::fault(&other, other.chinese()),
        }
    }
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        Failure::from(BatchFileError::Write(error.to_string()))
    }
}

impl From<UnknownListColumn> for Failure {
    fn from(error: UnknownListColumn) -> Self {
        Failure::usage(&error, error.chinese())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Failure::from(io::Error::from(error))
    }
}
