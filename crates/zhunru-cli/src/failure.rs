//! Why a command ends without having done its work.

use std::io;

use crate::sheet_out::WriteError;

/// Why a command ends without having done its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody reads the output any more, which is no fault.
    #[error("the reader of the output is gone")]
    Closed,
    /// The command was used wrongly.
    #[error("{0}")]
    Usage(String),
    /// The input or a pack is at fault; the message is ready to be printed.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// A fault with its message in both languages.
    pub(crate) fn fault(en: impl std::fmt::Display, zh: impl std::fmt::Display) -> Self {
        Failure::Fault(format!("{en}\n       {zh}"))
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

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Failure::from(io::Error::from(error))
    }
}
