//! The rows of tables of decisions.

use zhunru::decision::{Finding, ObligationStatus, Outcome};
use zhunru_table::telling::{is_against, next_steps, reasons, telling};

use super::decided::{Decided, cited, issuers, item, label, packs, village};
use crate::arguments::Lang;
use zhunru_table::sheet_out::OutCell;

/// The columns: Chinese and English headings.
pub(super) const COLUMNS: [(&str, &str); 22] = [
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

/// The columns of the sheet of findings; the last is that of a full trace.
const FINDING_COLUMNS: [(&str, &str); 10] = [
    ("申请编号", "proposal"),
    ("项号", "demand"),
    ("规则", "rule"),
    ("结果", "outcome"),
    ("性质", "modality"),
    ("要点", "title"),
    ("说明", "message"),
    ("依据", "source"),
    ("补救", "remedy"),
    ("读取的情况", "facts read"),
];

/// The columns of the sheet of findings.
pub(super) fn finding_columns(trace: bool) -> &'static [(&'static str, &'static str)] {
    match (trace, FINDING_COLUMNS.split_last()) {
        (false, Some((_, columns))) => columns,
        _ => &FINDING_COLUMNS,
    }
}

/// The headings in a language.
pub(super) fn headings(columns: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let picked = columns.iter().map(|(zh, en)| lang.pick(zh, en).to_owned());
    picked.collect()
}

/// The rows of a proposal, one for each demand.
pub(super) fn rows(decided: &Decided<'_>, lang: Lang) -> Vec<Vec<OutCell>> {
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
        let told = telling(decision, demand);
        let against = || told.iter().filter(|one| is_against(one));
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
            lines(reasons(decision, proposal, demand, language)),
            lines(told.iter().map(|one| cited(&one.source, lang)).collect()),
            lines(
                against()
                    .filter_map(|one| one.remedy.as_ref())
                    .map(|remedy| remedy.get(language).to_owned())
                    .collect(),
            ),
            lines(next_steps(decision, demand, language)),
            lines(
                missing
                    .map(|one| {
                        let heading = one.label.get(language);
                        let colon = lang.pick("：", ": ");
                        format!("{heading}{colon}{}", one.question.get(language))
                    })
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

/// The row of a finding.
pub(super) fn finding_row(
    decided: &Decided<'_>,
    finding: &Finding,
    trace: bool,
    lang: Lang,
) -> Vec<OutCell> {
    let language = lang.language();
    let id = decided.proposal.id.as_deref();
    let colon = lang.pick("：", ": ");
    let read: Vec<String> = finding
        .facts
        .iter()
        .map(|read| format!("{}{colon}{}", read.fact, read.text.get(language)))
        .collect();
    let mut row = vec![
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
    ];
    if trace {
        row.push(OutCell::from(read.join("\n")));
    }
    row
}
