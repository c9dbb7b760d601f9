//! Markdown tables (GitHub Flavored Markdown).

use std::fmt::Write as _;

/// `text` as the content of a table cell: it is shown as it is, whatever marks it holds. A line
/// end becomes `<br>`.
pub(crate) fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, line) in text.trim().lines().enumerate() {
        if index > 0 {
            escaped.push_str("<br>");
        }
        for c in line.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                // Programs make links of bare addresses; nothing that was typed in should be one.
                ':' if escaped.ends_with("http") || escaped.ends_with("https") => {
                    escaped.push_str("&#58;");
                }
                '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                c if c.is_control() => escaped.push(' '),
                c => escaped.push(c),
            }
        }
    }
    escaped
}

/// A table with `headings`; every cell is escaped, and rows are filled up or cut to the number
/// of headings. Ends with a line end.
pub(crate) fn markdown_table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for cell in cells {
            // Writing to a string cannot fail.
            let _ = write!(table, "| {cell} ");
        }
        table.push_str("|\n");
    };
    line(&mut headings.iter().map(|heading| escape_markdown(heading)));
    line(&mut headings.iter().map(|_| "---".to_owned()));
    for row in rows {
        let cell = |column: usize| row.get(column).map(|text| escape_markdown(text));
        line(&mut (0..headings.len()).map(|column| cell(column).unwrap_or_default()));
    }
    table
}
