//! Tables to be written.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutCell {
    /// Nothing.
    Blank,
    /// Text, which no program that opens the table may take for a formula.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any number.
    #[allow(dead_code, reason = "no result has such a column yet")]
    Decimal(Decimal),
    /// A calendar date.
    Date(NaiveDate),
    /// A logical value, written 是 or 否.
    #[allow(dead_code, reason = "no result has such a column yet")]
    Boolean(bool),
}

impl From<&str> for OutCell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for OutCell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }
}

/// The value as text, dates as `2024-03-04`.
impl fmt::Display for OutCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            Self::Boolean(true) => f.write_str("是"),
            Self::Boolean(false) => f.write_str("否"),
        }
    }
}

/// A table with headings; one sheet of a workbook.
#[derive(Debug, Clone, Default)]
pub struct OutSheet {
    /// Name on the sheet's tab. [`super::write_xlsx`] makes it one that is allowed.
    pub name: String,
    /// Headings, one for each column.
    pub headings: Vec<String>,
    /// Rows; one that is shorter than the headings ends with blanks.
    pub rows: Vec<Vec<OutCell>>,
}
