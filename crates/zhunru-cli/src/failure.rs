//! Why a command ends without having done its work.

use std::io;

use crate::arguments::Lang;
use crate::fault::{Fault, both};
use crate::sheet_out::WriteError;
use crate::terminal::{self, ERROR};

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

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Failure::from(io::Error::from(error))
    }
}
