//! Finding the row of headings, and comparing headings.

use super::value::normalise_text;
use super::{Cell, SheetRow, column_letter};

/// So many rows from the top are looked at for headings.
pub const HEADER_ROWS: usize = 20;

/// Headings of a column that only counts the rows.
const ORDINAL: [&str; 5] = ["序号", "序", "No.", "No", "#"];

/// A heading made comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading: NFKC (so full-width punctuation is half-width), without any white
    /// space or line break, and without marks of a required column (`*`).
    pub full: String,
    /// The heading without what stands in parentheses at its end: `经费(元)` gives `经费`.
    pub bare: Option<String>,
    /// What stood in the parentheses: `元`.
    pub unit: Option<String>,
}

/// Makes a heading comparable.
pub fn normalise_heading(text: &str) -> Heading {
    let full: String = normalise_text(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let full = full.trim_matches('*').trim_end_matches(':').to_owned();
    let parted = full
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('));
    let (bare, unit) = match parted {
        Some((bare, unit)) if !bare.is_empty() => (Some(bare.to_owned()), Some(unit.to_owned())),
        _ => (None, None),
    };
    Heading { full, bare, unit }
}

/// One column under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderColumn {
    /// The column, from 0.
    pub column: usize,
    /// The heading as the file has it.
    pub original: String,
    /// The heading made comparable.
    pub heading: Heading,
    /// The form of the heading that is known, [`Heading::full`] before [`Heading::bare`];
    /// `None` if neither is.
    pub known: Option<String>,
}

/// The row of headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its place in the rows that were looked at; the table's content begins after it.
    pub index: usize,
    /// Its number as the user sees it.
    pub row: u32,
    /// All columns with a heading, known or not, without a column that counts the rows (序号).
    pub columns: Vec<HeaderColumn>,
}

/// Why there is no row of headings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// No row among those looked at has a known heading.
    #[error("no known heading in the first {rows} rows; found: {}", .seen.join(", "))]
    NotFound {
        /// How many rows were looked at.
        rows: usize,
        /// The texts of the row with the most texts, to show what was taken for headings.
        seen: Vec<String>,
    },
    /// Two columns have the same known heading.
    #[error("row {row} has the heading `{heading}` twice: in columns {first} and {second}")]
    Twice {
        /// Row number as the user sees it.
        row: u32,
        /// The heading.
        heading: String,
        /// Letter of the first column.
        first: String,
        /// Letter of the second column.
        second: String,
    },
}

impl HeaderError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            Self::NotFound { rows, seen } => {
                format!(
                    "前 {rows} 行中没有认识的表头；看到的是：{}",
                    seen.join("、")
                )
            }
            Self::Twice {
                row,
                heading,
                first,
                second,
            } => {
                format!("第 {row} 行有两个“{heading}”表头：{first} 列和 {second} 列")
            }
        }
    }
}

/// Finds the headings among the first [`HEADER_ROWS`] of `rows`, which must be of one sheet.
///
/// It is the row with the most headings for which `known` says yes (the first of equals), so a
/// title, a line about who fills the table in, and blank rows may stand above it.
///
/// # Errors
///
/// [`HeaderError`].
pub fn find_header(rows: &[SheetRow], known: impl Fn(&str) -> bool) -> Result<Header, HeaderError> {
    let mut best: Option<(usize, Header)> = None;
    for (index, row) in rows.iter().take(HEADER_ROWS).enumerate() {
        let columns = columns(row, &known);
        let score = columns
            .iter()
            .filter(|column| column.known.is_some())
            .count();
        if score > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((
                score,
                Header {
                    index,
                    row: row.row,
                    columns,
                },
            ));
        }
    }
    let Some((_, header)) = best else {
        return Err(not_found(rows));
    };
    for (at, second) in header.columns.iter().enumerate() {
        let Some(heading) = &second.known else {
            continue;
        };
        let mut before = header.columns.iter().take(at);
        if let Some(first) = before.find(|first| first.known.as_ref() == Some(heading)) {
            return Err(HeaderError::Twice {
                row: header.row,
                heading: heading.clone(),
                first: column_letter(first.column),
                second: column_letter(second.column),
            });
        }
    }
    Ok(header)
}

fn columns(row: &SheetRow, known: &impl Fn(&str) -> bool) -> Vec<HeaderColumn> {
    let mut columns = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let Cell::Text(original) = cell else { continue };
        let heading = normalise_heading(original);
        if heading.full.is_empty() || ORDINAL.contains(&heading.full.as_str()) {
            continue;
        }
        let forms = [Some(&heading.full), heading.bare.as_ref()];
        let known = forms
            .into_iter()
            .flatten()
            .find(|form| known(form))
            .cloned();
        columns.push(HeaderColumn {
            column,
            original: original.clone(),
            heading,
            known,
        });
    }
    columns
}

fn not_found(rows: &[SheetRow]) -> HeaderError {
    let looked_at = rows.iter().take(HEADER_ROWS);
    let mut seen: Vec<String> = Vec::new();
    for row in looked_at {
        let texts: Vec<String> = row
            .cells
            .iter()
            .filter(|cell| matches!(cell, Cell::Text(_)))
            .map(|cell| normalise_heading(&cell.to_string()).full)
            .collect();
        if texts.len() > seen.len() {
            seen = texts;
        }
    }
    seen.truncate(12);
    HeaderError::NotFound {
        rows: rows.len().min(HEADER_ROWS),
        seen,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Sheet;
    use super::*;

    fn rows(lines: &[(u32, &[&str])]) -> Vec<SheetRow> {
        let sheet = Arc::new(Sheet {
            name: None,
            merged: Vec::new(),
        });
        lines
            .iter()
            .map(|(row, cells)| SheetRow {
                sheet: Arc::clone(&sheet),
                row: *row,
                cells: cells.iter().map(|cell| Cell::text(*cell)).collect(),
            })
            .collect()
    }

    fn known(heading: &str) -> bool {
        ["标题", "经费", "开始日期", "事项"].contains(&heading)
    }

    #[test]
    fn titles_and_blank_rows_stand_above_the_headings() {
        let rows = rows(&[
            (1, &["事项"]),
            (3, &["填报单位：某局", "", "2024年"]),
            (4, &["序号", "标 题", "经费\n（元）", "开始日期*", "备注"]),
            (5, &["1", "标题", "2万元", "2024-03-04"]),
        ]);
        let header = find_header(&rows, known).unwrap();
        assert_eq!((header.index, header.row), (2, 4));
        let known: Vec<_> = header
            .columns
            .iter()
            .map(|c| (c.column, c.known.as_deref()))
            .collect();
        let expected = [
            (1, Some("标题")),
            (2, Some("经费")),
            (3, Some("开始日期")),
            (4, None),
        ];
        assert_eq!(known, expected);
        let funds = header.columns.iter().find(|c| c.column == 2).unwrap();
        assert_eq!(funds.heading.full, "经费(元)");
        assert_eq!(funds.heading.unit.as_deref(), Some("元"));
        assert_eq!(funds.original, "经费\n（元）");
    }

    #[test]
    fn missing_and_repeated_headings_are_named() {
        let missing = find_header(&rows(&[(1, &["甲", "乙"])]), known).unwrap_err();
        assert_eq!(
            missing.to_string(),
            "no known heading in the first 1 rows; found: 甲, 乙"
        );
        let twice = rows(&[(7, &["标题", "经费", "经费（万元）"])]);
        let error = find_header(&twice, known).unwrap_err();
        assert_eq!(
            error.to_string(),
            "row 7 has the heading `经费` twice: in columns B and C"
        );
        assert!(find_header(&[], known).is_err());
    }
}
