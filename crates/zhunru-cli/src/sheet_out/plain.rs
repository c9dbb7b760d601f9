//! Paragraphs and tables as plain text.

use super::width::{display_width, pad};
use super::wrap::wrap;

/// How a paragraph is set.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Columns that lines may take, with indents.
    pub(crate) width: usize,
    /// What stands before the first line, such as `- ` or `  1. `.
    pub(crate) first: String,
    /// Columns by which the other lines are moved in.
    pub(crate) indent: usize,
}

impl Paragraph {
    /// A paragraph whose other lines stand under the text of the first.
    pub(crate) fn hanging(first: &str, width: usize) -> Self {
        Self {
            width,
            first: first.to_owned(),
            indent: display_width(first),
        }
    }

    /// Sets `text`. Every line ends with a line end and none with spaces.
    pub(crate) fn set(&self, text: &str) -> String {
        let margin = self.indent.max(display_width(&self.first));
        let mut set = String::new();
        for (index, line) in wrap(text, self.width.saturating_sub(margin))
            .iter()
            .enumerate()
        {
            let start = if index == 0 {
                self.first.clone()
            } else {
                " ".repeat(self.indent)
            };
            set.push_str(format!("{start}{line}").trim_end());
            set.push('\n');
        }
        set
    }
}

/// A table of text in columns that stand under each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlainTable {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;
/// No column is made narrower than this to fit the width.
const NARROWEST: usize = 6;

impl PlainTable {
    /// A table with these headings.
    pub(crate) fn new(headings: &[&str]) -> Self {
        Self {
            headings: headings.iter().map(|&h| h.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Cells beyond the headings are left out.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(
            row.into_iter()
                .map(Into::into)
                .take(self.headings.len())
                .collect(),
        );
    }

    /// Sets the table within `width` columns, if its columns can be made so narrow: the widest
    /// are wrapped first. Headings are underlined. Every line ends with a line end.
    pub(crate) fn set(&self, width: usize) -> String {
        let widths = self.widths(width);
        let mut set = String::new();
        set_row(&mut set, &self.headings, &widths);
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        set_row(&mut set, &rules, &widths);
        for row in &self.rows {
            set_row(&mut set, row, &widths);
        }
        set
    }

    /// Whether all columns fit within `width` without being wrapped.
    pub(crate) fn fits(&self, width: usize) -> bool {
        self.widths(usize::MAX) == self.widths(width)
    }

    /// Sets every row as a block of lines, each a cell behind its heading, for where the table does
    /// not fit. Empty cells are left out.
    pub(crate) fn set_blocks(&self, width: usize, colon: &str) -> String {
        let blocks = self.rows.iter().map(|row| {
            let cells = self.headings.iter().zip(row);
            let lines = cells.enumerate().filter(|(_, (_, cell))| !cell.is_empty());
            let lines = lines.map(|(place, (heading, cell))| {
                let indent = if place == 0 { "" } else { "  " };
                Paragraph::hanging(&format!("{indent}{heading}{colon}"), width).set(cell)
            });
            lines.collect::<String>()
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.headings.len())
            .map(|column| {
                let cells = std::iter::once(&self.headings).chain(&self.rows);
                let lines = cells
                    .filter_map(|row| row.get(column))
                    .flat_map(|cell| cell.lines());
                lines.map(display_width).max().unwrap_or(0)
            })
            .collect();
        let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
        // All columns wider than some limit come down to it.
        let mut limit = widths.iter().copied().max().unwrap_or(0);
        while widths.iter().map(|w| (*w).min(limit)).sum::<usize>() > room && limit > NARROWEST {
            limit -= 1;
        }
        for width in &mut widths {
            *width = (*width).min(limit);
        }
        widths
    }
}

fn set_row(set: &mut String, cells: &[String], widths: &[usize]) {
    let wrapped: Vec<Vec<String>> = widths
        .iter()
        .enumerate()
        .map(|(column, width)| wrap(cells.get(column).map_or("", String::as_str), *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = String::new();
        for (cell, width) in wrapped.iter().zip(widths) {
            line.push_str(&pad(cell.get(index).map_or("", String::as_str), *width));
            line.push_str(&" ".repeat(GAP));
        }
        set.push_str(line.trim_end());
        set.push('\n');
    }
}
