//! Cells, rows and sheets, as every reader delivers them.

use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

/// Whole numbers up to here have all their digits in a 64-bit float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// One cell's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing, or only white space.
    Blank,
    /// Text exactly as the file holds it; every CSV cell that is not blank is text.
    Text(String),
    /// A number without a fraction, up to 2^53 either side of zero, beyond which a workbook
    /// no longer holds every digit.
    Integer(i64),
    /// Any other number, in plain digits without an exponent, at most 15 of them significant
    /// (which is what spreadsheet programs show).
    Decimal(String),
    /// A logical value.
    Boolean(bool),
    /// A calendar date.
    Date(NaiveDate),
    /// A date with a time of day that is not midnight. Kept apart from [`Cell::Date`] so that
    /// a reader who wants a date can say that the time was left out.
    DateTime(NaiveDateTime),
    /// A formula's error such as `#N/A`, or a value that the sheet declares but that cannot be.
    Error(String),
}

impl Cell {
    /// Whether there is nothing in the cell.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// A cell of text, blank if `text` is only white space.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let empty = text
            .chars()
            .all(|c| c.is_whitespace() || super::value::is_invisible(c));
        if empty { Self::Blank } else { Self::Text(text) }
    }

    /// The cell for a number, which workbooks keep as a 64-bit float.
    pub(crate) fn number(value: f64) -> Self {
        if !value.is_finite() {
            return Self::Error("#NUM!".into());
        }
        if value.fract() == 0.0 && value.abs() < EXACT {
            // Within EXACT the conversion loses nothing.
            return Self::Integer(value as i64);
        }
        // 15 digits are what a spreadsheet shows: 0.1+0.2 is 0.3 there.
        let shown: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        if shown.fract() == 0.0 && shown.abs() < EXACT {
            return Self::Integer(shown as i64);
        }
        Self::Decimal(format!("{shown}"))
    }
}

/// The value as a person would type it: `2024-03-04`, `是`/`否` for logical values, nothing for a blank cell.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) | Self::Decimal(text) | Self::Error(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Boolean(true) => f.write_str("是"),
            Self::Boolean(false) => f.write_str("否"),
            Self::Date(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            Self::DateTime(moment) => write!(f, "{}", moment.format("%Y-%m-%d %H:%M:%S")),
        }
    }
}

/// A rectangle of merged cells. Rows count from 1 and columns from 0; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First row, from 1.
    pub first_row: u32,
    /// Last row, from 1.
    pub last_row: u32,
    /// First column, from 0.
    pub first_column: u32,
    /// Last column, from 0.
    pub last_column: u32,
}

/// One sheet of a workbook, or the only one of a CSV file.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the sheet's tab; `None` for CSV, which has no sheets.
    pub name: Option<String>,
    /// Merged regions, ordered by first row, then first column. The value is in the top left
    /// cell and the others are blank; [`super::RepeatMerged`] writes it into all of them.
    pub merged: Vec<Region>,
}

/// One row that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The sheet it is on.
    pub sheet: Arc<Sheet>,
    /// Row number from 1 as the user sees it: in a workbook the number beside the row, in a
    /// CSV file the line on which the row begins.
    pub row: u32,
    /// Cells from column A on; blank cells at the end are left out.
    pub cells: Vec<Cell>,
}

impl SheetRow {
    /// The cell in `column` (from 0), blank beyond the last one.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// Where `column` (from 0) of this row is, for messages: `名单!C12` or `C12`.
    #[cfg(test)]
    pub(crate) fn address(&self, column: usize) -> String {
        let cell = format!("{}{}", column_letter(column), self.row);
        match &self.sheet.name {
            Some(name) => format!("{name}!{cell}"),
            None => cell,
        }
    }
}

/// The letters above a column (from 0): `A`, `Z`, `AA`.
pub fn column_letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        // The remainder is below 26, so it always is a letter.
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_letters_follow_the_spreadsheet() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_letter(column), letters);
        }
        assert_eq!(column_letter(16_383), "XFD");
    }

    #[test]
    fn invisible_text_is_blank() {
        assert!(Cell::text(" \u{3000}\u{a0}\u{200b}\u{feff}").is_blank());
        assert_eq!(Cell::text(" 无 "), Cell::Text(" 无 ".into()));
    }
}
