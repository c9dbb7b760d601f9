//! The entry that a row holds.

use super::entry::Entry;
use super::layout::Layout;
use super::name::tidy;
use super::source::Sheets;
use super::{At, Doubt, DoubtKind, Fault, FaultKind, Field};
use zhunru_table::sheet::value::{clean_text, date_of, is_none};
use zhunru_table::sheet::{Cell, SheetRow};

/// Reads the entry of a row.
pub(super) fn entry(
    row: &SheetRow,
    at: At,
    layout: &Layout,
    class: Option<&str>,
    found: &mut Sheets,
) {
    let mut entry = Entry {
        at: at.clone(),
        values: std::collections::BTreeMap::new(),
        from: None,
        to: None,
    };
    let mut kinds: Vec<DoubtKind> = Vec::new();
    let mut fault = None;
    let mut written = String::new();
    for (field, column) in layout.read() {
        let cell = row.cell(column.index);
        let heading = || column.heading.clone();
        match (field, cell) {
            (_, Cell::Blank) => {}
            (_, Cell::Error(_)) => kinds.push(DoubtKind::CellError { heading: heading() }),
            (Field::From | Field::To, cell) if is_none(&cell.to_string()) => {}
            (Field::From | Field::To, cell) => match (date_of(cell), field) {
                (Ok(day), Field::From) => entry.from = Some(day.date),
                (Ok(day), _) => entry.to = Some(day.date),
                (Err(error), _) => {
                    fault = Some(FaultKind::Date {
                        heading: heading(),
                        message: error.to_string(),
                        message_zh: error.chinese(),
                    });
                }
            },
            (Field::Name, cell) => {
                written = clean_text(&cell.to_string());
                let tidied = tidy(&written);
                if tidied.line_break {
                    kinds.push(DoubtKind::LineBreak);
                }
                if tidied.number {
                    kinds.push(DoubtKind::NumberInFront);
                }
                if let Some(characters) = tidied.long {
                    kinds.push(DoubtKind::VeryLong { characters });
                }
                entry.set(Field::Name, tidied.name);
            }
            (field, cell) => {
                let values = values(field, &cell.to_string());
                if !values.is_empty() {
                    entry.values.insert(field, values);
                }
            }
        }
    }
    if let (Some(from), Some(to)) = (entry.from, entry.to)
        && to < from
    {
        fault = Some(FaultKind::Interval);
    }
    if entry
        .name()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        fault = Some(FaultKind::Formula);
    }
    if let Some(kind) = fault {
        let text = written;
        found.account.faults.push(Fault { at, text, kind });
        return;
    }
    if let Some(class) = take_class(&mut entry, layout, class, found.entries.last()) {
        kinds.push(DoubtKind::ClassOfRowAbove { class });
    }
    let doubts = kinds.into_iter().map(|kind| Doubt {
        at: at.clone(),
        text: written.clone(),
        kind,
    });
    found.account.doubtful.extend(doubts);
    found.entries.push(entry);
}

/// Gives an entry without a class that of the heading above, or that of the entry above, which is
/// told.
fn take_class(
    entry: &mut Entry,
    layout: &Layout,
    class: Option<&str>,
    above: Option<&Entry>,
) -> Option<String> {
    if entry.category().is_some() {
        return None;
    }
    if let Some(class) = class {
        entry.set(Field::Category, class);
        return None;
    }
    layout.column(Field::Category)?;
    let above = above.filter(|above| above.at.sheet == entry.at.sheet)?;
    let class = above.category()?.to_owned();
    entry.set(Field::Category, class.clone());
    Some(class)
}

/// Adds what a further row says of an entry whose name spans several rows.
pub(super) fn continued(row: &SheetRow, layout: &Layout, entry: Option<&mut Entry>) {
    let Some(entry) = entry else { return };
    for (field, column) in layout.read() {
        let single = matches!(
            field,
            Field::Name | Field::Code | Field::Category | Field::Refines | Field::From | Field::To
        );
        if !single && !matches!(row.cell(column.index), Cell::Blank | Cell::Error(_)) {
            entry.extend(field, values(field, &row.cell(column.index).to_string()));
        }
    }
}

/// The values in a cell: one, or several of a list.
fn values(field: Field, text: &str) -> Vec<String> {
    let text = clean_text(text);
    if is_none(&text) {
        return Vec::new();
    }
    let parts: Vec<&str> = match field.holds_several() {
        true => text.split([';', '；', '\n', '\r']).collect(),
        false => vec![&text],
    };
    let parts = parts.into_iter().map(clean_text);
    parts.filter(|part| !part.is_empty()).collect()
}
