//! What stands above the headings, or in their place.

use zhunru_table::sheet::value::clean_text;
use zhunru_table::sheet::{Cell, SheetRow};

/// The title above the headings: the last row of one text that names a list, or the longest.
pub(super) fn title(rows: &[SheetRow]) -> Option<String> {
    let mut titles: Vec<String> = Vec::new();
    for row in rows {
        let mut texts = row.cells.iter().filter(|cell| !cell.is_blank());
        let Some(first) = texts.next() else { continue };
        let text = clean_text(&first.to_string()).replace(['\r', '\n'], "");
        let alone = texts.all(|cell| cell == first);
        if alone && !text.contains([':', '：']) && matches!(first, Cell::Text(_)) {
            titles.push(text);
        }
    }
    let names = |title: &&String| {
        ["清单", "目录", "一览表"]
            .iter()
            .any(|word| title.contains(word))
    };
    let named = titles.iter().rev().find(names);
    let longest = || titles.iter().max_by_key(|title| title.chars().count());
    named.or_else(longest).cloned()
}

/// The texts of the row with the most texts, to show what was taken for headings.
pub(super) fn seen(rows: &[SheetRow]) -> Vec<String> {
    let texts = |row: &SheetRow| -> Vec<String> {
        let texts = row
            .cells
            .iter()
            .filter(|cell| matches!(cell, Cell::Text(_)));
        texts
            .map(|cell| clean_text(&cell.to_string()).chars().take(30).collect())
            .collect()
    };
    let mut most: Vec<String> = Vec::new();
    for row in rows {
        let texts = texts(row);
        if texts.len() > most.len() {
            most = texts;
        }
    }
    most.truncate(12);
    most
}
