//! The account of what was read: what was passed over, what is doubtful, what is at fault.

use serde::Serialize;

use super::Field;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct At {
    /// The sheet's name, where the file has sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<String>,
    /// The row, from 1, as the user sees it.
    pub(crate) row: u32,
}

/// Why a row gave no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SkipReason {
    /// Nothing in it, or only a number.
    Blank,
    /// It repeats the headings.
    HeadingRepeated,
    /// It adds up (合计).
    Total,
    /// It is a note below the table (注, 填表人).
    Note,
    /// It heads a part of the table, and names the class of the rows below.
    ClassHeading,
    /// It has something, but no name.
    NoName,
    /// It belongs to the entry above, whose name spans several rows.
    Continued,
}

/// A row that gave no entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SkippedRow {
    /// Where it stands.
    #[serde(flatten)]
    pub(crate) at: At,
    /// The last of several rows that were passed over for the same reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to_row: Option<u32>,
    /// Why.
    pub(crate) reason: SkipReason,
    /// What stands in it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) text: String,
}

/// A column that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ReadColumn {
    /// The sheet's name, where the file has sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<String>,
    /// The column's letter.
    pub(crate) column: String,
    /// Its heading, as the file has it.
    pub(crate) heading: String,
    /// What it was read as.
    pub(crate) field: Field,
}

/// A column that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SkippedColumn {
    /// The sheet's name, where the file has sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<String>,
    /// The column's letter.
    pub(crate) column: String,
    /// Its heading, as the file has it; empty where there is none.
    pub(crate) heading: String,
    /// How many cells hold something.
    pub(crate) cells: usize,
}

/// What makes an entry doubtful.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum DoubtKind {
    /// The name has a line break, which was taken out.
    LineBreak,
    /// The name has a number in front, which was taken off.
    NumberInFront,
    /// The name is very long.
    VeryLong {
        /// Its characters.
        characters: usize,
    },
    /// The name is like that of another entry; both are kept.
    NearDuplicate {
        /// The name of the other.
        other: String,
        /// Where the other stands.
        other_at: At,
        /// The Dice coefficient of the names' bigrams.
        similarity: f64,
    },
    /// The class is blank, and that of the row above was taken.
    ClassOfRowAbove {
        /// The class.
        class: String,
    },
    /// A cell shows the error of a formula and was read as blank.
    CellError {
        /// The heading of the column.
        heading: String,
    },
}

/// An entry at which a person should look.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Doubt {
    /// Where it stands.
    #[serde(flatten)]
    pub(crate) at: At,
    /// What stands there.
    pub(crate) text: String,
    /// What is doubtful.
    #[serde(flatten)]
    pub(crate) kind: DoubtKind,
}

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// Its name, another name or its code is that of a row above.
    Duplicate {
        /// The name of the other entry.
        other: String,
        /// Where the other stands.
        other_at: At,
    },
    /// A cell that should hold a date does not.
    Date {
        /// The heading of the column.
        heading: String,
        /// What is wrong, in English.
        message: String,
        /// What is wrong, in Chinese.
        message_zh: String,
    },
    /// The interval ends before it begins.
    Interval,
    /// The name begins like a formula of a spreadsheet program.
    Formula,
    /// A list has no more entries than [`super::MOST_ENTRIES`].
    TooMany,
}

/// A row that is left out because it is at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    /// Where it stands.
    #[serde(flatten)]
    pub(crate) at: At,
    /// What stands there.
    pub(crate) text: String,
    /// What is wrong.
    #[serde(flatten)]
    pub(crate) kind: FaultKind,
}

/// The account of what was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Account {
    /// Columns that were read.
    pub(crate) columns: Vec<ReadColumn>,
    /// Columns that were not.
    pub(crate) skipped_columns: Vec<SkippedColumn>,
    /// Rows that gave no entry.
    pub(crate) skipped_rows: Vec<SkippedRow>,
    /// Entries to look at.
    pub(crate) doubtful: Vec<Doubt>,
    /// Rows that are left out.
    pub(crate) faults: Vec<Fault>,
}

impl Account {
    /// Puts what is told of rows in the order of the sheets and their rows.
    pub(crate) fn sort(&mut self, sheets: &[Option<String>]) {
        let place = |at: &At| (sheets.iter().position(|name| *name == at.sheet), at.row);
        self.doubtful.sort_by_key(|one| place(&one.at));
        self.faults.sort_by_key(|one| place(&one.at));
    }
}
