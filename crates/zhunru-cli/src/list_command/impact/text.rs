//! The impact for people.

use zhunru::decision::{Outcome, Verdict};
use zhunru::impact::FindingChange;
use zhunru::model::Coded;

use super::{Found, Shown};
use crate::arguments::{Lang, ListImpactArguments};
use crate::sheet_out::{Paragraph, PlainTable};
use crate::terminal;

/// The label of a verdict.
pub(super) fn label(verdict: Verdict, lang: Lang) -> &'static str {
    lang.pick(verdict.label_zh(), verdict.label_en())
}

/// Totals, verdict pairs, and every proposal that is told.
pub(super) fn text(found: &Found, arguments: &ListImpactArguments) -> String {
    let lang = arguments.lang;
    let totals = &found.totals;
    let mut text = match lang {
        Lang::Zh => format!(
            "{} → {}\n判定申请 {} 份，其中结论变化 {} 份，仅理由变化 {} 份，无法判定 {} 份\n\
             涉及诉求 {} 项：改为可以派交 {} 项，改为不得派交 {} 项\n",
            arguments.before,
            arguments.after,
            totals.proposals,
            totals.flipped,
            totals.other_reasons,
            totals.faulty,
            totals.demands,
            totals.newly_assignable,
            totals.no_longer_assignable,
        ),
        Lang::En => format!(
            "{} → {}\nproposals decided: {}; flipped: {}; other reasons only: {}; faulty: {}\n\
             demands: {}; newly assignable: {}; no longer assignable: {}\n",
            arguments.before,
            arguments.after,
            totals.proposals,
            totals.flipped,
            totals.other_reasons,
            totals.faulty,
            totals.demands,
            totals.newly_assignable,
            totals.no_longer_assignable,
        ),
    };
    let flips = totals.flips();
    if !flips.is_empty() {
        let headings = match lang {
            Lang::Zh => ["原结论", "新结论", "诉求"],
            Lang::En => ["before", "after", "demands"],
        };
        let mut table = PlainTable::new(&headings);
        for flip in flips {
            let (before, after) = (label(flip.before, lang), label(flip.after, lang));
            table.push([before.to_owned(), after.to_owned(), flip.count.to_string()]);
        }
        text.push('\n');
        text.push_str(&table.set(terminal::width()));
    }
    for shown in &found.shown {
        text.push('\n');
        proposal(shown, lang, &mut text);
    }
    text
}

fn proposal(shown: &Shown, lang: Lang, text: &mut String) {
    let width = terminal::width();
    let impact = &shown.impact;
    let id = impact.proposal.as_deref().unwrap_or(&shown.file);
    let title = shown.title.as_deref().unwrap_or_default();
    let head = format!("{id}  {title}  {}", impact.as_of);
    text.push_str(&Paragraph::hanging("", width).set(&head));
    for demand in &impact.demands {
        if !demand.is_flipped() && demand.findings.is_empty() {
            continue;
        }
        let number = demand.index + 1;
        let (before, after) = (label(demand.before, lang), label(demand.after, lang));
        let line = match lang {
            Lang::Zh => format!("第 {number} 项：{before} → {after}"),
            Lang::En => format!("demand {number}: {before} → {after}"),
        };
        text.push_str(&Paragraph::hanging("  ", width).set(&line));
        for finding in &demand.findings {
            text.push_str(&Paragraph::hanging("    ", width).set(&why(finding, lang)));
        }
    }
}

/// What a rule came to before and after, and what it says.
pub(super) fn why(finding: &FindingChange, lang: Lang) -> String {
    let outcome = |outcome: Option<Outcome>| {
        outcome.map_or(lang.pick("未涉及", "did not bear"), |outcome| {
            lang.pick(outcome.label_zh(), outcome.label_en())
        })
    };
    let language = lang.language();
    format!(
        "{} {}{}{} → {}{}{}",
        finding.rule,
        finding.title.get(language),
        lang.pick("：", ": "),
        outcome(finding.before),
        outcome(finding.after),
        lang.pick("。", ". "),
        finding.message.get(language)
    )
}
