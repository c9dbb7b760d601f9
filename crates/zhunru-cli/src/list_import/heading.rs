//! Finding the row of headings under titles.

use zhunru::model::Coded;

use super::Field;
use super::field::{Heading, known};
use super::layout::{Column, Layout, Use};
use zhunru_table::sheet::{Cell, SheetRow, column_letter, normalise_heading};

/// The layout that a row of headings gives, with how many of its headings are known; nothing for a
/// row without the heading of a name.
///
/// In a row of merged cells each cell holds the value, so a heading that comes again right beside
/// itself is one heading over several columns, of which the first is read.
pub(super) fn layout(row: &SheetRow) -> Option<(usize, Layout)> {
    let mut columns: Vec<Column> = Vec::new();
    let mut before: Option<&str> = None;
    for (index, cell) in row.cells.iter().enumerate() {
        let Cell::Text(original) = cell else {
            before = None;
            continue;
        };
        let again = before == Some(original.as_str());
        before = Some(original);
        if again {
            continue;
        }
        let heading = normalise_heading(original);
        let forms = [Some(&heading.full), heading.bare.as_ref()];
        let known = forms.into_iter().flatten().find_map(|form| known(form));
        columns.push(Column {
            index,
            letter: column_letter(index),
            heading: zhunru_table::sheet::value::clean_text(original).replace(['\r', '\n'], ""),
            comparable: heading.full,
            as_is: match known {
                Some(Heading::Field(field, rank)) => Use::Read(field, rank),
                Some(Heading::Ordinal) => Use::Ordinal,
                _ => Use::Unread,
            },
            cells: 0,
        });
    }
    keep_plainest(&mut columns);
    let read = |column: &&Column| matches!(column.as_is, Use::Read(..) | Use::Ordinal);
    let score = columns.iter().filter(read).count();
    let layout = Layout::new(row, columns);
    layout.column(Field::Name)?;
    Some((score, layout))
}

/// Of several columns for one field keeps the one with the plainest heading, the first of equals.
fn keep_plainest(columns: &mut [Column]) {
    for field in Field::ALL.iter().copied() {
        let rank = |column: &Column| match column.as_is {
            Use::Read(of, rank) if of == field => Some(rank),
            _ => None,
        };
        let best = columns.iter().enumerate();
        let best = best
            .filter_map(|(at, column)| Some((rank(column)?, at)))
            .min();
        for (at, column) in columns.iter_mut().enumerate() {
            if rank(column).is_some() && best.is_some_and(|(_, best)| best != at) {
                column.as_is = Use::Unread;
            }
        }
    }
}
