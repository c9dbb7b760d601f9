//! The columns of one sheet, and the places of its cells.

use crate::fault::At;
use crate::sheet::{HeaderError, SheetRow, find_header};

use crate::columns::{Columns, Content};

/// The columns under the headings of one sheet.
#[derive(Debug)]
pub(super) struct Layout {
    /// The sheet's name, if there are sheets.
    sheet: Option<String>,
    /// The columns of which the content is known.
    pub(super) columns: Vec<Column>,
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its place, from 0.
    pub(super) index: usize,
    /// Its heading as the file has it, in one line.
    pub(super) heading: String,
    /// What stood in brackets at the heading's end: a unit.
    pub(super) unit: Option<String>,
    /// What it holds.
    pub(super) content: Content,
}

/// A heading that is not known.
#[derive(Debug)]
pub(super) struct UnknownHeading {
    /// Where it stands.
    pub(super) at: At,
    /// The heading as the file has it.
    pub(super) heading: String,
    /// The nearest known one.
    pub(super) nearest: Option<String>,
}

impl Layout {
    /// The columns, if this is the row of headings: one with a heading for the type of demands.
    ///
    /// # Errors
    /// When a heading stands twice.
    pub(super) fn of(
        row: &SheetRow,
        known: &Columns,
    ) -> Result<Option<(Self, Vec<UnknownHeading>)>, HeaderError> {
        let header = match find_header(std::slice::from_ref(row), |heading| {
            known.content(heading).is_some()
        }) {
            Ok(header) => header,
            Err(HeaderError::NotFound { .. }) => return Ok(None),
            Err(twice) => return Err(twice),
        };
        let mut layout = Layout {
            sheet: row.sheet.name.clone(),
            columns: Vec::new(),
        };
        let mut unknown = Vec::new();
        for column in header.columns {
            let heading: String = column.original.split_whitespace().collect();
            let content = column.known.as_deref().and_then(|form| known.content(form));
            let Some(content) = content else {
                let nearest = known.nearest(&column.heading.full).map(str::to_owned);
                unknown.push(UnknownHeading {
                    at: layout.place(row.row, column.column, &heading),
                    heading,
                    nearest,
                });
                continue;
            };
            layout.columns.push(Column {
                index: column.column,
                heading,
                unit: column.heading.unit,
                content,
            });
        }
        let is_table = layout.type_column().is_some();
        Ok(is_table.then_some((layout, unknown)))
    }

    /// The column of the demand's type.
    pub(super) fn type_column(&self) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| matches!(column.content, Content::Type))
    }

    /// The column with this field.
    pub(super) fn column_of(&self, path: &str) -> Option<&Column> {
        self.columns.iter().find(|column| match &column.content {
            Content::Fields(fields) => fields.iter().any(|field| field.path == path),
            _ => false,
        })
    }

    /// Whether a row says anything.
    pub(super) fn has_content(&self, row: &SheetRow) -> bool {
        self.columns.iter().any(|column| {
            !matches!(column.content, Content::ReadOver) && !row.cell(column.index).is_blank()
        })
    }

    /// The place of a row.
    pub(super) fn row(&self, row: &SheetRow) -> At {
        At::Row {
            sheet: self.sheet.clone(),
            row: row.row,
        }
    }

    /// The place of a cell.
    pub(super) fn cell(&self, row: &SheetRow, column: &Column) -> At {
        self.place(row.row, column.index, &column.heading)
    }

    fn place(&self, row: u32, column: usize, heading: &str) -> At {
        At::Cell {
            sheet: self.sheet.clone(),
            row,
            column,
            heading: heading.to_owned(),
        }
    }
}
