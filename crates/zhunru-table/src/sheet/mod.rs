//! Reading tables: CSV, XLSX, XLS and ODS, as rows of cells.
//!
//! This is the format layer: it knows files, sheets, headings and the ways
//! in which officials write dates and sums, and nothing of what a row means.
//!
//! ```
//! use zhunru_table::sheet::{self, Cell, Input, Limits};
//!
//! let limits = Limits::default();
//! let input = Input::spool("诉求类型,事项名称\n会议,调度会\n".as_bytes(), &limits)?;
//! let rows: Result<Vec<_>, _> = sheet::read(input, &limits)?.collect();
//! assert_eq!(rows?[1].cell(1), &Cell::Text("调度会".into()));
//! # Ok::<(), zhunru_table::sheet::SheetError>(())
//! ```
//!
//! - [`read`] recognises the format by content, checks the file against [`Limits`] and gives
//!   [`SheetRows`], an iterator of [`SheetRow`].
//! - [`find_header`] finds the row of headings under titles and blank rows.
//! - [`value`] reads dates, sums, counts, and yes or no out of cells.
//!
//! Only rows that hold something are delivered; their numbers are those that the user sees.

mod binary_records;
mod cell;
mod compound;
mod convert;
mod delimited;
mod encoding;
mod error;
mod header;
mod input;
mod limits;
mod merged;
mod open_document;
mod package;
mod recognise;
pub mod value;
mod workbook;

#[cfg(test)]
mod tests;

pub use cell::{Cell, Region, Sheet, SheetRow, column_letter};
pub(crate) use convert::number as number_cell;
pub use error::{Found, SheetError};
pub use header::{
    HEADER_ROWS, Header, HeaderColumn, HeaderError, Heading, find_header, normalise_heading,
};
pub use input::Input;
pub use limits::Limits;
pub use merged::RepeatMerged;
pub use recognise::Format;

use delimited::DelimitedRows;
use encoding::TextReader;
use workbook::WorkbookRows;

/// Something that a reader of the table should be told, though it is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetNote {
    /// The sheet of this name is hidden and was not read.
    Hidden(String),
    /// The sheet of this name is a chart or a dialog and holds no cells.
    NotCells(String),
}

/// Opens the table in `input` and stands before its first row.
///
/// # Errors
///
/// Any [`SheetError`]: what the file is instead, that it is damaged, protected or too large.
pub fn read(mut input: Input, limits: &Limits) -> Result<SheetRows, SheetError> {
    let (format, merged) = recognise::recognise(&mut input, limits)?;
    let rows = match format {
        Format::Delimited => Rows::Delimited(Box::new(DelimitedRows::new(
            TextReader::new(input.file)?,
            limits,
        )?)),
        _ => Rows::Workbook(WorkbookRows::start(input.file, format, merged, limits)?),
    };
    Ok(SheetRows { format, rows })
}

/// The rows of all visible sheets, in order. After an error it ends.
pub struct SheetRows {
    format: Format,
    rows: Rows,
}

enum Rows {
    Delimited(Box<DelimitedRows>),
    Workbook(WorkbookRows),
}

impl SheetRows {
    /// The format that was recognised.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding of a text table; `None` for a workbook.
    #[cfg(test)]
    pub(crate) fn encoding(&self) -> Option<&'static str> {
        match &self.rows {
            Rows::Delimited(rows) => Some(rows.encoding()),
            Rows::Workbook(_) => None,
        }
    }

    /// What was noticed while reading; complete when the rows are at their end.
    pub fn notes(&self) -> &[SheetNote] {
        match &self.rows {
            Rows::Delimited(_) => &[],
            Rows::Workbook(rows) => rows.notes(),
        }
    }
}

impl Iterator for SheetRows {
    type Item = Result<SheetRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rows {
            Rows::Delimited(rows) => rows.next(),
            Rows::Workbook(rows) => rows.next(),
        }
    }
}

fn trim_blanks(cells: &mut Vec<Cell>) {
    while cells.pop_if(|cell| cell.is_blank()).is_some() {}
}
