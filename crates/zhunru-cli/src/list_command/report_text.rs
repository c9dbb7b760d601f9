//! The report of an import, for people.

use zhunru::model::Coded;

use super::report::Report;
use crate::arguments::Lang;
use crate::list_import::{At, Doubt, DoubtKind, Fault, FaultKind, SkipReason, SkippedRow};

/// So many rows of a kind are told; the rest is counted, and told in JSON.
const TOLD: usize = 30;

/// The report as text.
pub(super) fn text(report: &Report, lang: Lang) -> String {
    let mut text = Text {
        lang,
        text: String::new(),
    };
    text.head(report);
    text.columns(report);
    text.rows(report);
    text.close(report);
    text.text
}

struct Text {
    lang: Lang,
    text: String,
}

impl Text {
    fn line(&mut self, zh: impl AsRef<str>, en: impl AsRef<str>) {
        self.text.push_str(self.lang.pick(zh.as_ref(), en.as_ref()));
        self.text.push('\n');
    }

    fn head(&mut self, report: &Report) {
        let list = &report.list;
        self.line(
            format!("{}（{}，{}）", list.title, list.id, list.kind.label_zh()),
            format!("{} ({}, {})", list.title, list.id, list.kind.label_en()),
        );
        for sheet in &report.sheets {
            let (zh, en) = match &sheet.name {
                Some(name) => (format!("，工作表“{name}”"), format!(", sheet {name}")),
                None => (String::new(), String::new()),
            };
            let row = sheet.heading_row;
            self.line(
                format!("文件：{}{zh}，表头在第 {row} 行", report.file),
                format!("file: {}{en}, headings in row {row}", report.file),
            );
        }
        for sheet in &report.skipped_sheets {
            self.line(
                format!("未读的工作表：{sheet}"),
                format!("sheet not read: {sheet}"),
            );
        }
        let classes: Vec<String> = report
            .classes
            .iter()
            .filter(|_| report.classes.len() > 1)
            .map(|class| {
                let name = class.class.as_deref();
                let name = name.unwrap_or(self.lang.pick("（未分类）", "(no class)"));
                let count = class.entries;
                match self.lang {
                    Lang::Zh => format!("{name} {count} 项"),
                    Lang::En => format!("{name} {count}"),
                }
            })
            .collect();
        let (zh, en) = match classes.is_empty() {
            true => (String::new(), String::new()),
            false => (
                format!("：{}", classes.join("、")),
                format!(": {}", classes.join(", ")),
            ),
        };
        let entries = plural(report.read, "entry", "entries");
        self.line(
            format!("读入 {} 项{zh}", report.read),
            format!("{entries} read{en}"),
        );
        self.codes(report);
        if let Some(changes) = &report.changes {
            let (kept, added, gone) = (changes.kept, changes.added.len(), changes.gone.len());
            self.line(
                format!("与原清单相比：保留 {kept} 项，新增 {added} 项，不再列入 {gone} 项"),
                format!("against the list that was there: {kept} kept, {added} new, {gone} gone"),
            );
            for name in changes.added.iter().take(TOLD) {
                self.line(format!("  新增：{name}"), format!("  new: {name}"));
            }
            for name in changes.gone.iter().take(TOLD) {
                self.line(format!("  不再列入：{name}"), format!("  gone: {name}"));
            }
        }
    }

    fn codes(&mut self, report: &Report) {
        let codes = &report.codes;
        if codes.column_counts_rows {
            self.line(
                "编号一列只是 1、2、3 的行号，没有作为编码读入",
                "the column of codes only counts the rows and was not read as codes",
            );
        }
        if codes.given + codes.kept + codes.assigned == 0 {
            return;
        }
        let parts = [
            (codes.given, "文件中已有", "from the file"),
            (codes.kept, "沿用原编码", "kept"),
            (codes.assigned, "新赋", "newly given"),
            (codes.without, "无编码", "without"),
        ];
        let told = parts.iter().filter(|(count, ..)| *count > 0);
        let zh: Vec<String> = told
            .clone()
            .map(|(count, zh, _)| format!("{zh} {count} 个"))
            .collect();
        let en: Vec<String> = told.map(|(count, _, en)| format!("{count} {en}")).collect();
        self.line(
            format!("编码：{}", zh.join("，")),
            format!("codes: {}", en.join(", ")),
        );
    }

    fn columns(&mut self, report: &Report) {
        let several = report.sheets.len() > 1;
        let sheet = |name: &Option<String>| match name {
            Some(name) if several => format!("{name}!"),
            _ => String::new(),
        };
        let read = report.account.columns.iter().map(|column| {
            let label = match self.lang {
                Lang::Zh => column.field.label_zh().to_owned(),
                Lang::En => column.field.label_en().to_owned(),
            };
            let place = format!("{}{}", sheet(&column.sheet), column.column);
            let heading = &column.heading;
            match *heading == label {
                true => format!("{place} {heading}"),
                false => format!("{place} {heading} → {label}"),
            }
        });
        let read: Vec<String> = read.collect();
        self.line(
            format!("读取的列：{}", read.join("；")),
            format!("columns read: {}", read.join("; ")),
        );
        for column in &report.account.skipped_columns {
            let place = format!("{}{}", sheet(&column.sheet), column.column);
            let heading = match column.heading.as_str() {
                "" => self.lang.pick("（无表头）", "(no heading)"),
                heading => heading,
            };
            let cells = column.cells;
            self.line(
                format!("未读的列：{place} {heading}，其中 {cells} 格有内容"),
                format!(
                    "column not read: {place} {heading}, with something in {}",
                    plural(cells, "cell", "cells")
                ),
            );
        }
    }

    fn rows(&mut self, report: &Report) {
        let account = &report.account;
        let skipped = account.skipped_rows.iter().map(|row| self.skipped(row));
        let skipped: Vec<String> = skipped.collect();
        self.part("跳过的行", "rows skipped", &skipped);
        let doubtful: Vec<String> = account.doubtful.iter().map(|one| self.doubt(one)).collect();
        self.part("存疑，请核对", "doubtful, to be looked at", &doubtful);
        if !report.all_names_compared {
            self.line(
                "  清单很长且名称多有雷同，没有两两比较完",
                "  the list is long and its names are much alike: not all were compared",
            );
        }
        let faults: Vec<String> = account.faults.iter().map(|one| self.fault(one)).collect();
        self.part("有误，没有导入", "at fault, left out", &faults);
    }

    fn part(&mut self, zh: &str, en: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let count = lines.len();
        self.line(format!("{zh}（{count}）："), format!("{en} ({count}):"));
        for line in lines.iter().take(TOLD) {
            self.text.push_str(&format!("  {line}\n"));
        }
        if count > TOLD {
            let rest = count - TOLD;
            self.line(
                format!("  另有 {rest} 处，见 --format json"),
                format!("  and {rest} more, see --format json"),
            );
        }
    }

    fn skipped(&self, row: &SkippedRow) -> String {
        let (zh, en) = match row.reason {
            SkipReason::Blank => ("空行", "blank"),
            SkipReason::HeadingRepeated => ("重复的表头", "the headings again"),
            SkipReason::Total => ("合计行", "a total"),
            SkipReason::Note => ("表注", "a note"),
            SkipReason::ClassHeading => (
                "类别标题，用作以下各项的类别",
                "heads a class of the rows below",
            ),
            SkipReason::NoName => ("没有名称", "no name"),
            SkipReason::Continued => (
                "名称与上一行合并，并入上一项",
                "belongs to the entry above, whose name spans it",
            ),
        };
        let place = match (row.to_row, self.lang) {
            (None, lang) => place(&row.at, lang),
            (Some(last), Lang::Zh) => format!("{}至第 {last} 行", place(&row.at, Lang::Zh)),
            (Some(last), Lang::En) => format!("{} to {last}", place(&row.at, Lang::En)),
        };
        let text = match row.text.as_str() {
            "" => String::new(),
            text => format!("{}{text}", self.lang.pick("：", ": ")),
        };
        match self.lang {
            Lang::Zh => format!("{place}，{zh}{text}"),
            Lang::En => format!("{place}, {en}{text}"),
        }
    }

    fn doubt(&self, doubt: &Doubt) -> String {
        let lang = self.lang;
        let (zh, en) = match &doubt.kind {
            DoubtKind::LineBreak => (
                "名称中有换行，已去掉".to_owned(),
                "the name had a line break, which was taken out".to_owned(),
            ),
            DoubtKind::NumberInFront => (
                "名称前有序号，已去掉".to_owned(),
                "the name had a number in front, which was taken off".to_owned(),
            ),
            DoubtKind::VeryLong { characters } => (
                format!("名称长达 {characters} 字"),
                format!("the name has {characters} characters"),
            ),
            DoubtKind::NearDuplicate {
                other,
                other_at,
                similarity,
            } => (
                format!(
                    "与{}“{other}”相近（{similarity:.2}），两项都已保留",
                    place(other_at, Lang::Zh)
                ),
                format!(
                    "is like `{other}` in {} ({similarity:.2}); both are kept",
                    place(other_at, Lang::En)
                ),
            ),
            DoubtKind::ClassOfRowAbove { class } => (
                format!("类别空白，沿用上一行的“{class}”"),
                format!("the class is blank; that of the row above was taken: `{class}`"),
            ),
            DoubtKind::CellError { heading } => (
                format!("“{heading}”一格是公式错误，按空白读"),
                format!("the cell under `{heading}` shows an error and was read as blank"),
            ),
        };
        line(&doubt.at, &one_line(&doubt.text), &zh, &en, lang)
    }

    fn fault(&self, fault: &Fault) -> String {
        let (zh, en) = match &fault.kind {
            FaultKind::Duplicate { other, other_at } => (
                format!("与{}“{other}”重复", place(other_at, Lang::Zh)),
                format!("is also `{other}` in {}", place(other_at, Lang::En)),
            ),
            FaultKind::Date {
                heading,
                message,
                message_zh,
            } => (
                format!("“{heading}”{message_zh}"),
                format!("`{heading}`: {message}"),
            ),
            FaultKind::Interval => (
                "失效日期早于生效日期".to_owned(),
                "ends before it begins".to_owned(),
            ),
            FaultKind::Formula => (
                "名称以公式符号开头".to_owned(),
                "the name begins like a formula".to_owned(),
            ),
            FaultKind::TooMany => (
                format!(
                    "清单最多 {} 项，此行起没有读",
                    crate::list_import::MOST_ENTRIES
                ),
                format!(
                    "a list has at most {} entries; from here on none was read",
                    crate::list_import::MOST_ENTRIES
                ),
            ),
        };
        line(&fault.at, &one_line(&fault.text), &zh, &en, self.lang)
    }

    fn close(&mut self, report: &Report) {
        for diagnostic in &report.diagnostics {
            self.text.push_str(&format!("{diagnostic}\n"));
        }
        let errors = report.errors();
        let warnings = report.diagnostics.len() - errors;
        self.line(
            format!("检查规则包：{errors} 个错误，{warnings} 个警告"),
            format!(
                "pack checked: {}, {}",
                plural(errors, "error", "errors"),
                plural(warnings, "warning", "warnings")
            ),
        );
        match (report.written.as_slice(), report.dry_run) {
            (_, true) => self.line("仅检查，没有写入", "dry run: nothing was written"),
            ([], _) => self.line("没有写入", "nothing was written"),
            (written, _) => {
                self.line(
                    format!("已写入：{}", written.join("、")),
                    format!("written: {}", written.join(", ")),
                );
            }
        }
        if report.new_pack && !report.written.is_empty() {
            self.line(
                "规则包是新建的：请在 pack.toml 中填写印发清单的文件",
                "the pack is new: fill in the list's document in pack.toml",
            );
        }
    }
}

/// A row as it is told: 第 12 行, or with its sheet.
fn place(at: &At, lang: Lang) -> String {
    zhunru_table::place(&at.place(), lang)
}

fn line(at: &At, text: &str, zh: &str, en: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}“{text}”：{zh}", place(at, lang)),
        Lang::En => format!("{} `{text}`: {en}", place(at, lang)),
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(80).collect();
    text
}

/// A count with its noun.
pub(super) fn plural(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    }
}
