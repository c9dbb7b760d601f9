//! What is wrong with a row.

use smol_str::SmolStr;
use zhunru::text::Language;

use crate::columns::Wrong;

/// What kind of fault a [`RowError`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RowErrorCode {
    /// The cell's value is none that the column may hold.
    WrongValue,
    /// The column's Arrow type cannot hold such a fact.
    WrongType,
    /// A value must be given.
    MissingValue,
    /// The demand's type has no such fact.
    NotOfType,
    /// Two columns, or two rows of one proposal, state different things.
    Contradiction,
    /// A proposal has more rows than are read of one.
    TooManyRows,
    /// Another row of the same proposal is faulty.
    OtherRow,
    /// The proposal's rows may go on where the input could not be read.
    CutOff,
    /// No pack can be picked.
    NoPack,
    /// The proposal's id came before. The row is decided all the same, as one of another proposal.
    RepeatedId,
}

impl RowErrorCode {
    /// The code as it stands in the column `errors`.
    pub fn code(self) -> &'static str {
        match self {
            RowErrorCode::WrongValue => "wrong-value",
            RowErrorCode::WrongType => "wrong-type",
            RowErrorCode::MissingValue => "missing-value",
            RowErrorCode::NotOfType => "not-of-type",
            RowErrorCode::Contradiction => "contradiction",
            RowErrorCode::TooManyRows => "too-many-rows",
            RowErrorCode::OtherRow => "other-row",
            RowErrorCode::CutOff => "cut-off",
            RowErrorCode::NoPack => "no-pack",
            RowErrorCode::RepeatedId => "repeated-id",
        }
    }

    /// Whether the row is not decided for it.
    pub fn is_fatal(self) -> bool {
        self != RowErrorCode::RepeatedId
    }
}

/// What is wrong with a row: where, what, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The row, counted from 1 over all batches.
    pub row: u64,
    /// The column's name as the table has it; nothing where the fault is no single column's.
    pub column: Option<SmolStr>,
    /// The kind of fault.
    pub code: RowErrorCode,
    /// What is wrong and what would be right, in English.
    pub message: String,
    /// The same for officials, in Chinese.
    pub message_zh: String,
}

impl RowError {
    /// The message in a language.
    pub fn message(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.message_zh,
            Language::En => &self.message,
        }
    }

    pub(crate) fn new(
        row: u64,
        column: Option<&SmolStr>,
        code: RowErrorCode,
        wrong: Wrong,
    ) -> Self {
        RowError {
            row,
            column: column.cloned(),
            code,
            message: wrong.en,
            message_zh: wrong.zh,
        }
    }
}

impl std::fmt::Display for RowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}", self.row)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.message)
    }
}
