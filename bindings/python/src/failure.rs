//! Why a call failed, and the exception that it becomes.

use pyo3::prelude::*;
use smol_str::SmolStr;
use zhunru::diagnostic::{Diagnostic, Diagnostics, Severity};
use zhunru::input::{InputError, InputErrors};
use zhunru::{DecideError, EngineError};
use zhunru_packs::{CaseRunError, FolderError, LoadError};
use zhunru_table::{RowError, TableError};

use crate::python::error_of;

/// The class of the exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Argument,
    Proposal,
    Request,
    Pack,
    Engine,
    Table,
    Internal,
}

impl Kind {
    /// The name of the class in `zhunru`.
    fn class(self) -> &'static str {
        match self {
            Kind::Argument => "ArgumentError",
            Kind::Proposal => "ProposalError",
            Kind::Request => "RequestError",
            Kind::Pack => "PackError",
            Kind::Engine => "EngineError",
            Kind::Table => "TableError",
            Kind::Internal => "Error",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    /// A stable code; those that the C ABI tells are the same there.
    pub(crate) code: SmolStr,
    pub(crate) message: String,
    pub(crate) message_zh: Option<String>,
    /// The JSON path of a fault in a proposal.
    pub(crate) path: Option<String>,
    /// The file of a fault in a pack or of a table.
    pub(crate) file: Option<String>,
    pub(crate) line: Option<usize>,
    /// A number in a text, a name in a table.
    pub(crate) column: Option<Column>,
    /// The row of a table, or the place among many proposals, from 1.
    pub(crate) row: Option<u64>,
    pub(crate) help: Option<String>,
}

/// Where in a line or row.
#[derive(Clone, Debug, IntoPyObject)]
pub(crate) enum Column {
    Number(usize),
    Name(String),
}

/// A failed call.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    /// At least one.
    pub(crate) faults: Vec<Fault>,
}

impl Failure {
    pub(crate) fn new(kind: Kind, code: &'static str, message: impl Into<String>) -> Self {
        Failure {
            kind,
            faults: vec![Fault {
                code: SmolStr::new_static(code),
                message: message.into(),
                ..Fault::default()
            }],
        }
    }

    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self::new(Kind::Argument, "invalid-argument", message)
    }

    /// That none of what is known has this name; `what` says so, and the nearest is named.
    pub(crate) fn unknown<'a>(
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let near = zhunru::diagnostic::nearest(name, known);
        let near = near.map(|near| format!(", did you mean `{near}`?"));
        Self::argument(format!("{what}{}", near.unwrap_or_default()))
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            Kind::Internal,
            "internal",
            "a fault of the library itself; please report it with the input that led to it",
        )
    }

    /// Adds the message for officials.
    pub(crate) fn chinese(mut self, message: impl Into<String>) -> Self {
        if let Some(fault) = self.faults.first_mut() {
            fault.message_zh = Some(message.into());
        }
        self
    }

    /// Says which of many proposals it is, from 1.
    pub(crate) fn of_row(mut self, row: u64) -> Self {
        for fault in &mut self.faults {
            fault.row = Some(row);
        }
        self
    }

    /// The faults of a table's rows.
    pub(crate) fn of_rows<'a>(errors: impl IntoIterator<Item = &'a RowError>) -> Self {
        Failure {
            kind: Kind::Table,
            faults: errors.into_iter().map(Fault::from).collect(),
        }
    }

    /// The exception.
    pub(crate) fn exception(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let faults = self.faults.into_iter().map(|fault| {
            (
                fault.code.to_string(),
                fault.message,
                fault.message_zh,
                fault.path,
                fault.file,
                fault.line,
                fault.column,
                fault.row,
                fault.help,
            )
        });
        error_of(py)?.call1((self.kind.class(), faults.collect::<Vec<_>>()))
    }
}

/// Why reading what Python gave failed: a fault of ours to tell, or an exception on its way.
#[derive(Debug)]
pub(crate) enum Trouble {
    Failure(Failure),
    Raised(PyErr),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Trouble::Failure(failure)
    }
}

impl From<InputErrors> for Trouble {
    fn from(errors: InputErrors) -> Self {
        Trouble::Failure(errors.into())
    }
}

impl From<PyErr> for Trouble {
    fn from(error: PyErr) -> Self {
        Trouble::Raised(error)
    }
}

impl<'a, 'py> From<pyo3::CastError<'a, 'py>> for Trouble {
    fn from(error: pyo3::CastError<'a, 'py>) -> Self {
        Trouble::Raised(error.into())
    }
}

impl From<Trouble> for PyErr {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Failure(failure) => failure.into(),
            Trouble::Raised(error) => error,
        }
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        Python::attach(|py| match failure.exception(py) {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        })
    }
}

impl From<&InputError> for Fault {
    fn from(error: &InputError) -> Self {
        Fault {
            code: SmolStr::new_static(error.code),
            message: error.message.clone(),
            message_zh: Some(error.message_zh.clone()),
            path: Some(error.path.to_string()),
            line: error.line,
            column: error.column.map(Column::Number),
            ..Fault::default()
        }
    }
}

impl From<&Diagnostic> for Fault {
    fn from(diagnostic: &Diagnostic) -> Self {
        Fault {
            code: diagnostic.code.as_str().into(),
            message: diagnostic.message.clone(),
            message_zh: diagnostic.message_zh.clone(),
            path: diagnostic.path.clone(),
            file: diagnostic.file.as_ref().map(ToString::to_string),
            line: diagnostic.line(),
            column: diagnostic.column().map(Column::Number),
            help: diagnostic.help.clone(),
            ..Fault::default()
        }
    }
}

impl From<&RowError> for Fault {
    fn from(error: &RowError) -> Self {
        Fault {
            code: SmolStr::new_static(error.code.code()),
            message: error.message.clone(),
            message_zh: Some(error.message_zh.clone()),
            column: error
                .column
                .as_ref()
                .map(|name| Column::Name(name.to_string())),
            row: Some(error.row),
            ..Fault::default()
        }
    }
}

impl From<InputErrors> for Failure {
    fn from(errors: InputErrors) -> Self {
        Failure {
            kind: Kind::Proposal,
            faults: errors.errors().iter().map(Fault::from).collect(),
        }
    }
}

impl From<DecideError> for Failure {
    fn from(error: DecideError) -> Self {
        let code = match error {
            DecideError::Input(errors) => return errors.into(),
            DecideError::NoPlace => "no-place",
            DecideError::UnknownPack { .. } => "unknown-pack",
            DecideError::OtherPlace { .. } => "other-place",
            _ => "undecidable",
        };
        Failure::new(Kind::Request, code, error.to_string()).chinese(error.message_zh())
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Failure::new(Kind::Engine, "invalid-engine", error.to_string())
    }
}

impl From<CaseRunError> for Failure {
    fn from(error: CaseRunError) -> Self {
        match error {
            CaseRunError::Cases(found) => found.into(),
            CaseRunError::Engine(error) => error.into(),
            error => Failure::new(Kind::Pack, "invalid-pack", error.to_string()),
        }
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        let (kind, code) = match error {
            TableError::NoTypeColumn { .. } => (Kind::Table, "no-type-column"),
            TableError::WrongType { .. } => (Kind::Table, "wrong-type"),
            TableError::UnknownOutput { .. } => (Kind::Argument, "unknown-output"),
            TableError::UnknownListColumn(_) => (Kind::Argument, "unknown-list-column"),
            TableError::Threads(_) => (Kind::Internal, "threads"),
            _ => (Kind::Table, "undecidable-table"),
        };
        let column = match &error {
            TableError::WrongType { column, .. } => Some(Column::Name(column.clone())),
            _ => None,
        };
        let message = match &error {
            TableError::NoTypeColumn { .. } => format!("the table {error}"),
            _ => error.to_string(),
        };
        let mut failure = Failure::new(kind, code, message).chinese(error.chinese());
        if let Some(fault) = failure.faults.first_mut() {
            fault.column = column;
        }
        failure
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
            return Failure::new(Kind::Pack, "invalid-pack", "the pack is at fault");
        }
        Failure {
            kind: Kind::Pack,
            faults,
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
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
        match error {
            LoadError::Packs(found) | LoadError::Folder(FolderError::Files(found)) => found.into(),
            error => {
                let mut failure = Failure::new(Kind::Pack, "unreadable-folder", error.to_string())
                    .chinese("无法读取规则包文件夹");
                if let Some(fault) = failure.faults.first_mut() {
                    fault.file = file;
                }
                failure
            }
        }
    }
}
