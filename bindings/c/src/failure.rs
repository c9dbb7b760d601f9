//! Why a call failed: a status and every fault, told in both languages where the core does.
#![forbid(unsafe_code)]

use serde_json::json;
use zhunru::diagnostic::{Diagnostic, Diagnostics, Severity};
use zhunru::input::{InputError, InputErrors};
use zhunru::{DecideError, EngineError};
use zhunru_packs::{FolderError, LoadError};

use crate::status::zhunru_status;

/// A failed call.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: zhunru_status,
    /// At least one.
    pub(crate) faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Debug, Default)]
pub(crate) struct Fault {
    /// A stable code.
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) message_zh: Option<String>,
    /// The JSON path of a fault in a proposal.
    pub(crate) path: Option<String>,
    /// The file of a fault in a pack.
    pub(crate) file: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Failure {
    /// A failure with one fault, whose code is the status's name.
    pub(crate) fn new(status: zhunru_status, message: impl Into<String>) -> Self {
        Failure {
            status,
            faults: vec![Fault {
                code: status.name().to_string_lossy().into_owned(),
                message: message.into(),
                ..Fault::default()
            }],
        }
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            zhunru_status::Internal,
            "a fault of the library itself; please report it with the input that led to it",
        )
    }

    pub(crate) fn null(argument: &str) -> Self {
        Self::new(
            zhunru_status::NullArgument,
            format!("the argument `{argument}` is NULL"),
        )
    }

    /// Adds the message for officials.
    pub(crate) fn chinese(mut self, message: impl Into<String>) -> Self {
        if let Some(fault) = self.faults.first_mut() {
            fault.message_zh = Some(message.into());
        }
        self
    }

    /// The failure as JSON text: its status and its faults.
    pub(crate) fn json(&self) -> String {
        let place = |number: usize| (number > 0).then_some(number);
        let faults = self.faults.iter().map(|fault| {
            json!({
                "code": fault.code,
                "message": fault.message,
                "message_zh": fault.message_zh,
                "path": fault.path,
                "file": fault.file,
                "line": place(fault.line),
                "column": place(fault.column),
                "help": fault.help,
            })
        });
        json!({
            "status": self.status as i32,
            "name": self.status.name().to_string_lossy(),
            "faults": faults.collect::<Vec<_>>(),
        })
        .to_string()
    }
}

impl From<&InputError> for Fault {
    fn from(error: &InputError) -> Self {
        Fault {
            code: error.code.to_owned(),
            message: error.message.clone(),
            message_zh: Some(error.message_zh.clone()),
            path: Some(error.path.to_string()),
            line: error.line.unwrap_or_default(),
            column: error.column.unwrap_or_default(),
            ..Fault::default()
        }
    }
}

impl From<&Diagnostic> for Fault {
    fn from(diagnostic: &Diagnostic) -> Self {
        Fault {
            code: diagnostic.code.to_string(),
            message: diagnostic.message.clone(),
            message_zh: diagnostic.message_zh.clone(),
            path: diagnostic.path.clone(),
            file: diagnostic.file.as_ref().map(ToString::to_string),
            help: diagnostic.help.clone(),
            line: diagnostic.line().unwrap_or_default(),
            column: diagnostic.column().unwrap_or_default(),
        }
    }
}

impl From<InputErrors> for Failure {
    fn from(errors: InputErrors) -> Self {
        Failure {
            status: zhunru_status::InvalidProposal,
            faults: errors.errors().iter().map(Fault::from).collect(),
        }
    }
}

impl From<DecideError> for Failure {
    fn from(error: DecideError) -> Self {
        let status = match error {
            DecideError::Input(errors) => return errors.into(),
            DecideError::NoPlace => zhunru_status::NoPlace,
            DecideError::UnknownPack { .. } => zhunru_status::UnknownPack,
            DecideError::OtherPlace { .. } => zhunru_status::OtherPlace,
            _ => zhunru_status::Undecidable,
        };
        Failure::new(status, error.to_string()).chinese(error.message_zh())
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Failure::new(zhunru_status::InvalidEngine, error.to_string())
    }
}

impl From<Diagnostics> for Failure {
    fn from(found: Diagnostics) -> Self {
        let errors = found
            .sorted()
            .into_iter()
            .filter(|one| one.severity == Severity::Error);
        let faults: Vec<Fault> = errors.map(Fault::from).collect();
        if faults.is_empty() {
            return Failure::new(zhunru_status::InvalidPack, "the pack is at fault");
        }
        Failure {
            status: zhunru_status::InvalidPack,
            faults,
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Packs(found) | LoadError::Folder(FolderError::Files(found)) => found.into(),
            error => {
                let file = match &error {
                    LoadError::Folder(
                        FolderError::Io { path, .. }
                        | FolderError::NotFolder(path)
                        | FolderError::NotUnicode(path)
                        | FolderError::Link(path)
                        | FolderError::NotFile(path)
                        | FolderError::TooLarge(path),
                    ) => Some(path.to_string_lossy().into_owned()),
                    _ => None,
                };
                let mut failure = Failure::new(zhunru_status::UnreadableFolder, error.to_string())
                    .chinese("无法读取规则包文件夹");
                if let Some(fault) = failure.faults.first_mut() {
                    fault.file = file;
                }
                failure
            }
        }
    }
}
