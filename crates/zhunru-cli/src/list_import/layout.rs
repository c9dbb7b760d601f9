//! Which column of a sheet holds what.

use super::Field;
use super::{ReadColumn, SkippedColumn};
use zhunru_table::sheet::{Cell, SheetRow, column_letter, normalise_heading};

/// What is done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is read as a field; its heading has this rank among those of the field.
    Read(Field, usize),
    /// It counts the rows.
    Ordinal,
    /// It is not read.
    Unread,
}

/// A column with a heading.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its number, from 0.
    pub(super) index: usize,
    /// Its letter.
    pub(super) letter: String,
    /// Its heading, as the file has it.
    pub(super) heading: String,
    /// Its heading in comparable form.
    pub(super) comparable: String,
    /// What is done with it.
    pub(super) as_is: Use,
    /// How many cells under it hold something, for columns that are not read.
    pub(super) cells: usize,
}

/// Which column of a sheet holds what.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The row of the headings.
    pub(super) row: u32,
    sheet: Option<String>,
    columns: Vec<Column>,
    /// Columns without a heading that hold something, with the number of their cells.
    unheaded: std::collections::BTreeMap<usize, usize>,
}

impl Layout {
    pub(super) fn new(row: &SheetRow, columns: Vec<Column>) -> Self {
        Layout {
            row: row.row,
            sheet: row.sheet.name.clone(),
            columns,
            unheaded: std::collections::BTreeMap::new(),
        }
    }

    /// The column that holds a field.
    pub(super) fn column(&self, field: Field) -> Option<&Column> {
        let holds = |column: &&Column| matches!(column.as_is, Use::Read(of, _) if of == field);
        self.columns.iter().find(holds)
    }

    /// The columns that are read, with their fields.
    pub(super) fn read(&self) -> impl Iterator<Item = (Field, &Column)> {
        self.columns.iter().filter_map(|column| match column.as_is {
            Use::Read(field, _) => Some((field, column)),
            _ => None,
        })
    }

    /// Whether the column counts the rows.
    pub(super) fn is_ordinal(&self, index: usize) -> bool {
        let one = self.columns.iter().find(|column| column.index == index);
        one.is_some_and(|column| column.as_is == Use::Ordinal)
    }

    /// Whether a row says what the headings say, at least in the columns that are read.
    pub(super) fn is_repeated_by(&self, row: &SheetRow) -> bool {
        self.read().all(|(_, column)| {
            matches!(row.cell(column.index), Cell::Text(text)
                if normalise_heading(text).full == column.comparable)
        })
    }

    /// Counts the cells of a row that are not read.
    pub(super) fn count_unread(&mut self, row: &SheetRow) {
        for (index, cell) in row.cells.iter().enumerate() {
            // A merged cell counts once, in its first column.
            if cell.is_blank() || super::row::is_spilled(row, index) {
                continue;
            }
            match self.columns.iter_mut().find(|column| column.index == index) {
                Some(column) => column.cells += usize::from(column.as_is == Use::Unread),
                None => *self.unheaded.entry(index).or_default() += 1,
            }
        }
    }

    /// The columns that were read, for the account.
    pub(super) fn columns_read(&self) -> Vec<ReadColumn> {
        let told = |(field, column): (Field, &Column)| ReadColumn {
            sheet: self.sheet.clone(),
            column: column.letter.clone(),
            heading: column.heading.clone(),
            field,
        };
        self.read().map(told).collect()
    }

    /// The columns that were not read, for the account.
    pub(super) fn columns_skipped(&self) -> Vec<SkippedColumn> {
        let told = |column: &Column| SkippedColumn {
            sheet: self.sheet.clone(),
            column: column.letter.clone(),
            heading: column.heading.clone(),
            cells: column.cells,
        };
        let unread = self.columns.iter().filter(|one| one.as_is == Use::Unread);
        let unheaded = self.unheaded.iter().map(|(index, cells)| SkippedColumn {
            sheet: self.sheet.clone(),
            column: column_letter(*index),
            heading: String::new(),
            cells: *cells,
        });
        unread.map(told).chain(unheaded).collect()
    }
}
