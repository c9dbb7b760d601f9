//! Reading whatever table a file holds.

use super::delimited::DelimitedRows;
use super::encoding::TextReader;
use super::workbook::WorkbookRows;
use super::{Cell, Format, Input, Limits, SheetError, SheetRow, recognise};

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

pub(super) fn trim_blanks(cells: &mut Vec<Cell>) {
    while cells.pop_if(|cell| cell.is_blank()).is_some() {}
}
