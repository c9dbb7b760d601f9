//! What a row of a table is: an entry, a heading of a class, a total, a note, or nothing.

use super::Field;
use super::layout::Layout;
use super::name::without_number;
use super::remark::SkipReason;
use zhunru_table::sheet::value::{clean_text, is_none, normalise_text};
use zhunru_table::sheet::{Cell, Region, SheetRow};

/// What a row is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An entry of its own.
    Entry,
    /// The heading of a class, with the class.
    Class(String),
    /// Nothing that gives an entry.
    Skipped(SkipReason),
}

/// Words that begin a row which adds up.
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "总数", "共"];

/// What begins a note below or above a table, before a colon.
const NOTES: [&str; 16] = [
    "注",
    "备注",
    "说明",
    "填表说明",
    "填报说明",
    "填报单位",
    "填表单位",
    "填报人",
    "填表人",
    "制表",
    "制表人",
    "审核人",
    "联系人",
    "联系电话",
    "填报日期",
    "报送单位",
];

/// Finds out what a row below the headings is.
pub(super) fn kind(row: &SheetRow, layout: &Layout) -> Kind {
    use SkipReason as Skip;
    let filled: Vec<(usize, String)> = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank() && !matches!(cell, Cell::Error(_)))
        .map(|(index, cell)| (index, normalise_text(&cell.to_string())))
        .collect();
    let Some(((first_column, first), others)) = filled.split_first() else {
        return Kind::Skipped(Skip::Blank);
    };
    if layout.is_repeated_by(row) {
        return Kind::Skipped(Skip::HeadingRepeated);
    }
    let name_column = layout.column(Field::Name).map_or(0, |column| column.index);
    let name = normalise_text(&row.cell(name_column).to_string());
    if is_total(first) || is_total(&name) {
        return Kind::Skipped(Skip::Total);
    }
    let alone = others.iter().all(|(_, text)| text == first);
    if alone && is_note(first) {
        return Kind::Skipped(Skip::Note);
    }
    let spanned = region_over(row, name_column).is_some_and(|region| {
        region.last_column > region.first_column && region.first_row == row.row
    });
    let heads = match others.is_empty() {
        // In a text table a merged cell keeps its value in the first of its columns.
        true => *first_column != name_column || spanned,
        false => alone && spanned && filled.iter().any(|(column, _)| !layout.is_ordinal(*column)),
    };
    if heads && alone && first.parse::<f64>().is_err() {
        return Kind::Class(class(first));
    }
    let only_counted = filled.iter().all(|(column, _)| layout.is_ordinal(*column));
    match name.as_str() {
        "" if only_counted => Kind::Skipped(Skip::Blank),
        "" => Kind::Skipped(Skip::NoName),
        name if is_none(name) => Kind::Skipped(Skip::NoName),
        _ if continues(row, name_column, layout) => Kind::Skipped(Skip::Continued),
        _ => Kind::Entry,
    }
}

/// Whether the name's cell is merged with that of a row above.
fn continues(row: &SheetRow, name_column: usize, layout: &Layout) -> bool {
    region_over(row, name_column)
        .is_some_and(|region| region.first_row < row.row && region.first_row > layout.row)
}

/// The merged region in which a cell lies.
fn region_over(row: &SheetRow, column: usize) -> Option<Region> {
    let column = u32::try_from(column).ok()?;
    let regions = &row.sheet.merged;
    let begun = regions.partition_point(|region| region.first_row <= row.row);
    // Those of one column do not overlap, so the one that counts began last; the others that may lie
    // between are those of other columns, of which a table has few.
    let near = regions.get(begun.saturating_sub(LOOKED_AT)..begun)?;
    let over = |region: &&Region| {
        region.last_row >= row.row && (region.first_column..=region.last_column).contains(&column)
    };
    near.iter().rev().find(over).copied()
}

/// So many regions that began at or above a row are looked at for the one over a cell.
const LOOKED_AT: usize = 256;

/// Whether a cell lies in a merged region that begins in a column further left.
pub(super) fn is_spilled(row: &SheetRow, column: usize) -> bool {
    region_over(row, column)
        .is_some_and(|region| usize::try_from(region.first_column) != Ok(column))
}

/// Whether a text adds up: 合计, 共 29 项, 总计：29.
fn is_total(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    TOTALS.iter().any(|word| {
        let Some(rest) = text.strip_prefix(word) else {
            return false;
        };
        let rest = rest.trim_start_matches(':');
        let number = rest.trim_end_matches(['项', '个', '条', '件', '。']);
        let digits = number.chars().all(|c| c.is_ascii_digit());
        digits && (*word != "共" || !number.is_empty())
    })
}

/// Whether a text is a note about the table.
fn is_note(text: &str) -> bool {
    let before = text.split(':').next().unwrap_or_default();
    let word: String = before
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_ascii_digit())
        .collect();
    text.contains(':') && NOTES.contains(&word.as_str())
}

/// The class that a heading names: without a number in front and a count behind.
fn class(text: &str) -> String {
    let text = clean_text(text);
    let name = without_number(&text).unwrap_or(&text);
    let name = name.trim_end_matches([':', '：']);
    let counted = name
        .strip_suffix([')', '）'])
        .and_then(|open| open.rsplit_once(['(', '（']))
        .filter(|(_, count)| count.ends_with('项') || count.chars().all(|c| c.is_ascii_digit()));
    counted.map_or(name, |(name, _)| name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_notes_and_classes_are_told_from_names() {
        for text in ["合计", "合 计", "共29项", "总计:29", "小计"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["共同富裕宣传", "共", "合计划生育"] {
            assert!(!is_total(text), "{text}");
        }
        assert!(is_note("注:本表一式两份") && is_note("填 表 人:张三"));
        assert!(!is_note("说明性事项") && !is_note("备案:登记"));
        assert_eq!(class("一、公共安全类(共8项)"), "公共安全类");
        assert_eq!(class("(二)公共管理"), "公共管理");
        assert_eq!(class("教育(含学前)"), "教育(含学前)");
    }
}
