//! The impact as a table: one row for each demand that is told.

use std::io::Write;

use zhunru::impact::DemandImpact;

use super::text::{label, why};
use super::{Found, Shown};
use crate::arguments::Lang;
use crate::failure::Failure;
use zhunru_table::sheet_out::{CsvEncoding, CsvWriter, OutCell};

/// Writes the table.
pub(super) fn csv(found: &Found, lang: Lang, output: &mut dyn Write) -> Result<(), Failure> {
    let headings = match lang {
        Lang::Zh => [
            "文件",
            "申请编号",
            "标题",
            "日期",
            "项号",
            "原结论",
            "新结论",
            "原可否派交",
            "现可否派交",
            "原因",
        ],
        Lang::En => [
            "file",
            "proposal",
            "title",
            "as of",
            "demand",
            "before",
            "after",
            "assignable before",
            "assignable after",
            "why",
        ],
    };
    let mut writer = CsvWriter::new(output, CsvEncoding::Utf8WithMark);
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    writer.write_headings(&headings)?;
    for shown in &found.shown {
        for demand in &shown.impact.demands {
            if demand.is_flipped() || !demand.findings.is_empty() {
                writer.write_row(&row(shown, demand, lang))?;
            }
        }
    }
    writer.finish()?;
    Ok(())
}

fn row(shown: &Shown, demand: &DemandImpact, lang: Lang) -> Vec<OutCell> {
    let yes = |value: bool| match value {
        true => lang.pick("是", "yes"),
        false => lang.pick("否", "no"),
    };
    let why: Vec<String> = demand.findings.iter().map(|one| why(one, lang)).collect();
    vec![
        shown.file.as_str().into(),
        shown.impact.proposal.as_deref().unwrap_or_default().into(),
        shown.title.as_deref().unwrap_or_default().into(),
        OutCell::Date(shown.impact.as_of),
        i64::try_from(demand.index + 1).map_or(OutCell::Blank, OutCell::Integer),
        label(demand.before, lang).into(),
        label(demand.after, lang).into(),
        yes(demand.assignable_before).into(),
        yes(demand.assignable_after).into(),
        why.join("\n").into(),
    ]
}
