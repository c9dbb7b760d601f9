//! Decisions as tables: one row for each demand.

use std::io::Write;

use zhunru::decision::{Finding, ObligationStatus, Outcome};

use super::decided::{Decided, Sink, cited, issuers, item, label, packs, village};
use super::summary::Summary;
use crate::arguments::{DecideArguments, Lang};
use crate::failure::Failure;
use crate::sheet_out::{CsvWriter, LongText, OutCell, OutSheet, write_xlsx};

/// The columns: Chinese and English headings.
const COLUMNS: [(&str, &str); 22] = [
    ("文件", "file"),
    ("申请编号", "proposal"),
    ("标题", "title"),
    ("派交单位", "issuer"),
    ("村（社区）", "village"),
    ("项号", "demand"),
    ("诉求类型", "type"),
    ("事项名称", "item"),
    ("结论", "verdict"),
    ("可否派交", "assignable"),
    ("申请结论", "verdict of the proposal"),
    ("可能的结论", "possible verdicts"),
    ("不符合的规则", "rules violated"),
    ("理由", "reasons"),
    ("依据", "sources"),
    ("补救", "remedies"),
    ("下一步", "next step"),
    ("需补正", "missing facts"),
    ("须落实", "obligations"),
    ("提示", "advice"),
    ("结论日期", "as of"),
    ("规则包", "packs"),
];

/// The columns of the sheet of findings.
const FINDING_COLUMNS: [(&str, &str); 9] = [
    ("申请编号", "proposal"),
    ("项号", "demand"),
    ("规则", "rule"),
    ("结果", "outcome"),
    ("性质", "modality"),
    ("要点", "title"),
    ("说明", "message"),
    ("依据", "source"),
    ("补救", "remedy"),
];

fn headings(columns: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let picked = columns.iter().map(|(zh, en)| lang.pick(zh, en).to_owned());
    picked.collect()
}

/// The rows of a proposal, one for each demand.
fn rows(decided: &Decided<'_>, lang: Lang) -> Vec<Vec<OutCell>> {
    let Decided {
        proposal,
        decision,
        file,
    } = decided;
    let language = lang.language();
    let optional = |text: Option<&str>| text.map_or(OutCell::Blank, OutCell::from);
    let lines = |texts: Vec<String>| {
        let mut lines: Vec<String> = Vec::new();
        for text in texts {
            if !lines.contains(&text) {
                lines.push(text);
            }
        }
        OutCell::from(lines.join("\n"))
    };
    let row = |demand: &zhunru::decision::DemandDecision| {
        let index = demand.index;
        let asked = proposal.demands.get(index);
        let of_demand = decision.findings.iter().filter(|one| one.demand == index);
        let findings: Vec<&Finding> = of_demand.collect();
        let telling = |finding: &&&Finding| {
            matches!(finding.outcome, Outcome::Violated | Outcome::Undetermined)
        };
        let against = || findings.iter().filter(telling);
        // Where nothing objects, what grants is the reason.
        let granting =
            |finding: &&&Finding| matches!(finding.outcome, Outcome::Satisfied | Outcome::Excepted);
        let reasons: Vec<&&Finding> = match against().next() {
            Some(_) => against().collect(),
            None => findings.iter().filter(granting).collect(),
        };
        let owed = decision
            .obligations
            .iter()
            .filter(|one| one.demand == index && one.status != ObligationStatus::Met);
        let missing = decision.missing.iter().filter(|one| one.demand == index);
        let advice = decision
            .advice
            .iter()
            .filter(|one| one.demand.is_none_or(|at| at == index));
        vec![
            OutCell::from(&***file),
            optional(proposal.id.as_deref()),
            optional(proposal.title.as_deref()),
            OutCell::from(issuers(proposal)),
            OutCell::from(village(proposal)),
            i64::try_from(index + 1).map_or(OutCell::Blank, OutCell::Integer),
            asked.map_or(OutCell::Blank, |one| label(one.demand_type(), lang).into()),
            OutCell::from(asked.and_then(item).unwrap_or_default()),
            label(demand.verdict, lang).into(),
            OutCell::from(yes(demand.assignable, lang)),
            label(decision.verdict, lang).into(),
            lines(
                demand
                    .possible
                    .iter()
                    .map(|one| label(one, lang).to_owned())
                    .collect(),
            ),
            lines(
                findings
                    .iter()
                    .filter(|one| one.outcome == Outcome::Violated)
                    .map(|one| one.rule.to_string())
                    .collect(),
            ),
            lines(
                reasons
                    .iter()
                    .map(|one| one.message.get(language).to_owned())
                    .collect(),
            ),
            lines(reasons.iter().map(|one| cited(&one.source, lang)).collect()),
            lines(
                against()
                    .filter_map(|one| one.remedy.as_ref())
                    .map(|remedy| remedy.get(language).to_owned())
                    .collect(),
            ),
            lines(
                against()
                    .filter_map(|one| one.procedure.as_ref()?.next_title.as_ref())
                    .map(|next| next.get(language).to_owned())
                    .collect(),
            ),
            lines(
                missing
                    .map(|one| one.question.get(language).to_owned())
                    .collect(),
            ),
            lines(
                owed.map(|one| one.message.get(language).to_owned())
                    .collect(),
            ),
            lines(
                advice
                    .map(|one| one.message.get(language).to_owned())
                    .collect(),
            ),
            OutCell::Date(decision.as_of),
            OutCell::from(packs(decision)),
        ]
    };
    decision.demands.iter().map(row).collect()
}

fn yes(value: bool, lang: Lang) -> &'static str {
    match value {
        true => lang.pick("是", "yes"),
        false => lang.pick("否", "no"),
    }
}

/// Decisions as CSV, row by row.
pub(super) struct CsvOutput {
    writer: Option<CsvWriter<Box<dyn Write>>>,
    lang: Lang,
}

impl CsvOutput {
    /// Writes the headings.
    pub(super) fn new(
        output: Box<dyn Write>,
        arguments: &DecideArguments,
    ) -> Result<Self, Failure> {
        let mut writer = CsvWriter::new(output, arguments.csv_encoding.into());
        writer.write_headings(&headings(&COLUMNS, arguments.lang))?;
        Ok(CsvOutput {
            writer: Some(writer),
            lang: arguments.lang,
        })
    }
}

impl Sink for CsvOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        if let Some(writer) = &mut self.writer {
            for row in rows(decided, self.lang) {
                writer.write_row(&row)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> Result<(), Failure> {
        if let Some(writer) = self.writer.take() {
            writer.finish()?;
        }
        Ok(())
    }
}

/// Decisions as a workbook: conclusions, findings, and how many there were of each.
pub(super) struct XlsxOutput {
    output: Box<dyn Write>,
    lang: Lang,
    conclusions: OutSheet,
    findings: OutSheet,
}

impl XlsxOutput {
    /// Gathers rows; the workbook is written at the end.
    pub(super) fn new(output: Box<dyn Write>, lang: Lang) -> Self {
        let sheet = |zh: &str, en: &str, columns: &[(&str, &str)]| OutSheet {
            name: lang.pick(zh, en).to_owned(),
            headings: headings(columns, lang),
            rows: Vec::new(),
        };
        XlsxOutput {
            output,
            lang,
            conclusions: sheet("结论", "conclusions", &COLUMNS),
            findings: sheet("逐条规则", "findings", &FINDING_COLUMNS),
        }
    }
}

impl Sink for XlsxOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        self.conclusions.rows.extend(rows(decided, self.lang));
        let (lang, language) = (self.lang, self.lang.language());
        let id = decided.proposal.id.as_deref();
        let rows = decided.decision.findings.iter().map(|finding| {
            vec![
                id.map_or(OutCell::Blank, OutCell::from),
                i64::try_from(finding.demand + 1).map_or(OutCell::Blank, OutCell::Integer),
                OutCell::from(finding.rule.to_string()),
                label(finding.outcome, lang).into(),
                label(finding.modality, lang).into(),
                finding.title.get(language).into(),
                finding.message.get(language).into(),
                OutCell::from(cited(&finding.source, lang)),
                finding
                    .remedy
                    .as_ref()
                    .map_or(OutCell::Blank, |remedy| remedy.get(language).into()),
            ]
        });
        self.findings.rows.extend(rows);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        let lang = self.lang;
        let counted = |count: u64| i64::try_from(count).map_or(OutCell::Blank, OutCell::Integer);
        let mut rows: Vec<Vec<OutCell>> = summary
            .counts()
            .map(|(verdict, count)| vec![label(verdict, lang).into(), counted(count)])
            .collect();
        rows.push(vec![
            lang.pick("合计", "total").into(),
            counted(summary.decided()),
        ]);
        let totals = OutSheet {
            name: lang.pick("汇总", "summary").to_owned(),
            headings: headings(&[("结论", "verdict"), ("件数", "proposals")], lang),
            rows,
        };
        let sheets = [
            std::mem::take(&mut self.conclusions),
            std::mem::take(&mut self.findings),
            totals,
        ];
        self.output
            .write_all(&write_xlsx(&sheets, LongText::Cut)?)?;
        Ok(self.output.flush()?)
    }
}
