//! The file, sheet by sheet and row by row.

use std::path::Path;
use std::sync::Arc;

use super::above::{seen, title};
use super::entry::Entry;
use super::layout::Layout;
use super::read_row::{continued, entry};
use super::row::{self, Kind};
use super::{Account, At, Fault, FaultKind, MOST_ENTRIES, SkipReason, SkippedRow, heading};
use zhunru_table::At as Place;
use zhunru_table::sheet::value::clean_text;
use zhunru_table::sheet::{
    Format, HEADER_ROWS, Input, Limits, RepeatMerged, Sheet, SheetError, SheetNote, SheetRow,
};

/// What a file held.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    /// The entries of the sheets that were read, in their order.
    pub(crate) entries: Vec<Entry>,
    /// What was passed over, and what is doubtful.
    pub(crate) account: Account,
    /// The sheets that were read, with the row of their headings; no name for a file without sheets.
    pub(crate) read: Vec<(Option<String>, u32)>,
    /// What stands above the headings and looks like the list's title.
    pub(crate) title: Option<String>,
    /// Whether a column of codes was taken for a mere count of the rows.
    pub(crate) codes_count_rows: bool,
    /// Sheets that were not read, and why that is.
    pub(crate) unread: Vec<Unread>,
}

/// A sheet that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is hidden.
    Hidden(String),
    /// It has no row of headings with a name.
    NoHeadings {
        /// The sheet's name, where the file has sheets.
        sheet: Option<String>,
        /// The texts of the row with the most texts.
        seen: Vec<String>,
    },
    /// Another sheet was asked for.
    NotAsked(String),
}

/// Reads the sheets of a file: those named, or all with headings of a list.
///
/// # Errors
/// Why the file cannot be read as a table.
pub(crate) fn read(path: &Path, sheets: &[String]) -> Result<Sheets, SheetError> {
    let limits = Limits::default();
    let rows = zhunru_table::sheet::read(Input::open(path, &limits)?, &limits)?;
    let has_sheets = rows.format() != Format::Delimited;
    let mut rows = RepeatMerged::new(rows);
    let mut reader = Reader {
        wanted: sheets,
        has_sheets,
        found: Sheets::default(),
        sheet: None,
    };
    for row in rows.by_ref() {
        reader.row(row?);
    }
    reader.finish_sheet();
    let mut found = reader.found;
    for note in rows.rows().notes() {
        if let SheetNote::Hidden(name) = note {
            found.unread.push(Unread::Hidden(name.clone()));
        }
    }
    found.codes_count_rows = super::ordinal::drop_counting_codes(&mut found.entries);
    Ok(found)
}

struct Reader<'a> {
    wanted: &'a [String],
    has_sheets: bool,
    found: Sheets,
    sheet: Option<State>,
}

/// The sheet that is being read.
struct State {
    sheet: Arc<Sheet>,
    asked: bool,
    /// The first rows, until the headings are found among them.
    head: Vec<SheetRow>,
    layout: Option<Layout>,
    /// The class that a heading between the rows names.
    class: Option<String>,
    last_row: u32,
    /// Whether rows are still to be read.
    full: bool,
}

impl Reader<'_> {
    fn row(&mut self, row: SheetRow) {
        let same = |state: &State| Arc::ptr_eq(&state.sheet, &row.sheet);
        if !self.sheet.as_ref().is_some_and(same) {
            self.finish_sheet();
            let name = row.sheet.name.as_ref();
            let asked = self.wanted.is_empty()
                || name.is_some_and(|name| {
                    self.wanted
                        .iter()
                        .any(|one| clean_text(one) == clean_text(name))
                });
            self.sheet = Some(State {
                sheet: Arc::clone(&row.sheet),
                asked,
                head: Vec::new(),
                layout: None,
                class: None,
                last_row: row.row,
                full: false,
            });
        }
        let Some(state) = &mut self.sheet else { return };
        if !state.asked {
            return;
        }
        if state.layout.is_some() {
            self.body(&row);
        } else {
            state.head.push(row);
            if state.head.len() == HEADER_ROWS {
                self.headings();
            }
        }
    }

    /// Looks for the headings among the first rows, and reads those below them.
    fn headings(&mut self) {
        let Some(state) = &mut self.sheet else { return };
        let mut best: Option<(usize, usize, Layout)> = None;
        for (index, row) in state.head.iter().enumerate() {
            if let Some((score, layout)) = heading::layout(row)
                && best.as_ref().is_none_or(|(most, ..)| score > *most)
            {
                best = Some((score, index, layout));
            }
        }
        let head = std::mem::take(&mut state.head);
        let Some((_, index, layout)) = best else {
            // Nothing more is read of a sheet without headings.
            state.asked = false;
            let sheet = state.sheet.name.clone();
            let seen = seen(&head);
            self.found.unread.push(Unread::NoHeadings { sheet, seen });
            return;
        };
        let name = state.sheet.name.clone();
        self.found.read.push((name, layout.row));
        if self.found.title.is_none() {
            self.found.title = title(head.get(..index).unwrap_or_default());
        }
        state.last_row = layout.row;
        state.layout = Some(layout);
        for row in head.iter().skip(index + 1) {
            self.body(row);
        }
    }

    fn finish_sheet(&mut self) {
        if self
            .sheet
            .as_ref()
            .is_some_and(|state| state.asked && state.layout.is_none())
        {
            self.headings();
        }
        let Some(state) = self.sheet.take() else {
            return;
        };
        match state.layout {
            Some(layout) => {
                let account = &mut self.found.account;
                account.columns.extend(layout.columns_read());
                account.skipped_columns.extend(layout.columns_skipped());
            }
            None if !state.asked && !self.wanted.is_empty() => {
                let name = state.sheet.name.clone().unwrap_or_default();
                let told = self.found.unread.iter().any(|one| {
                    matches!(one, Unread::NoHeadings { sheet, .. } if *sheet == state.sheet.name)
                });
                if !told {
                    self.found.unread.push(Unread::NotAsked(name));
                }
            }
            None => {}
        }
    }

    /// Reads a row below the headings.
    fn body(&mut self, row: &SheetRow) {
        let has_sheets = self.has_sheets;
        let Some(state) = &mut self.sheet else { return };
        let Some(layout) = &mut state.layout else {
            return;
        };
        if state.full {
            return;
        }
        let at = At {
            sheet: row.sheet.name.clone(),
            row: row.row,
        };
        // The lines of a text table are no rows: a cell may go over several.
        if has_sheets && row.row > state.last_row + 1 {
            let blank = At {
                row: state.last_row + 1,
                ..at.clone()
            };
            let last = (row.row - 1 > blank.row).then(|| row.row - 1);
            self.found
                .account
                .skip(blank, last, SkipReason::Blank, String::new());
        }
        state.last_row = row.row;
        let text = || {
            let mut texts: Vec<String> = Vec::new();
            for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
                let text = clean_text(&cell.to_string());
                if texts.last() != Some(&text) {
                    texts.push(text);
                }
            }
            texts.join(" ").chars().take(80).collect::<String>()
        };
        match row::kind(row, layout) {
            Kind::Class(class) => {
                state.class = Some(class);
                self.found
                    .account
                    .skip(at, None, SkipReason::ClassHeading, text());
            }
            Kind::Skipped(SkipReason::Continued) => {
                layout.count_unread(row);
                continued(row, layout, self.found.entries.last_mut());
                self.found
                    .account
                    .skip(at, None, SkipReason::Continued, text());
            }
            Kind::Skipped(reason) => self.found.account.skip(at, None, reason, text()),
            Kind::Entry if self.found.entries.len() >= MOST_ENTRIES => {
                state.full = true;
                self.found.account.faults.push(Fault {
                    at,
                    text: text(),
                    kind: FaultKind::TooMany,
                });
            }
            Kind::Entry => {
                layout.count_unread(row);
                let class = state.class.as_deref();
                entry(row, at, layout, class, &mut self.found);
            }
        }
    }
}

impl Account {
    fn skip(&mut self, at: At, to_row: Option<u32>, reason: SkipReason, text: String) {
        self.skipped_rows.push(SkippedRow {
            at,
            to_row,
            reason,
            text,
        });
    }
}

impl At {
    /// The place in a file.
    pub(crate) fn place(&self) -> Place {
        Place::Row {
            sheet: self.sheet.clone(),
            row: self.row,
        }
    }
}
