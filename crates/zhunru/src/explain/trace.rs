//! Every rule with the facts that it read and what was known of them.

use super::letter::{Letter, Lines, Role, Section};
use super::subject;
use super::typography::{capitalised, chinese_number, clause};
use super::wording::{self, label};
use crate::decision::{Decision, Finding};
use crate::model::Proposal;
use crate::text::Language;
use crate::vocabulary::Vocabulary;

/// Shows what each rule came to and which facts it read (审查轨迹), demand by demand.
///
/// It tells most for a decision made with [`crate::Request::with_trace`]; without, it has the rules
/// that were touched but not their facts. The vocabulary is that of the engine that decided, which
/// names the facts that packs declare.
pub fn trace(
    decision: &Decision,
    proposal: &Proposal,
    vocabulary: &Vocabulary,
    language: Language,
) -> Letter {
    let subject = subject::proposal(proposal, language);
    let title = match (language, subject) {
        (Language::Zh, Some(subject)) => format!("{subject}的审查轨迹"),
        (Language::Zh, None) => "审查轨迹".to_owned(),
        (Language::En, Some(subject)) => format!("Trace of {subject}"),
        (Language::En, None) => "Trace".to_owned(),
    };
    let mut opening = Lines::new(language);
    opening.push(
        Role::Paragraph,
        &super::summary::summary(decision, language),
    );
    let issuer = proposal.issuer.as_ref().and_then(|issuer| issuer.kind());
    let sections = decision.demands.iter().map(|demand| {
        let named = proposal.demands.get(demand.index);
        let named = named.map(|one| subject::demand(one, issuer, language));
        let named = named.unwrap_or_default();
        let verdict = label(demand.verdict, language);
        let mut lines = Lines::new(language);
        let findings = decision.findings.iter();
        for finding in findings.filter(|finding| finding.demand == demand.index) {
            rule(&mut lines, finding, vocabulary, language);
        }
        let number = demand.index + 1;
        Section {
            level: 1,
            heading: match language {
                Language::Zh => format!("{}、{named}：{verdict}", chinese_number(number)),
                Language::En => format!("{number}. {named}: {verdict}"),
            },
            verdict: Some(demand.verdict),
            lines: lines.finish(),
        }
    });
    Letter {
        language,
        verdict: decision.verdict,
        title,
        opening: opening.finish(),
        sections: sections.collect(),
    }
}

fn rule(lines: &mut Lines, finding: &Finding, vocabulary: &Vocabulary, language: Language) {
    let title = clause(finding.title.get(language), language);
    let outcome = label(finding.outcome, language);
    let modality = label(finding.modality, language);
    lines.item(&match language {
        Language::Zh => format!("［{}］{title}（{modality}）：{outcome}", finding.rule),
        Language::En => format!(
            "[{}] {} ({modality}): {outcome}",
            finding.rule,
            capitalised(&title)
        ),
    });
    for read in &finding.facts {
        let path = &read.fact;
        let known = read.text.get(language);
        let name = vocabulary.fact(path).map(|fact| fact.label.get(language));
        lines.push(
            Role::Detail,
            &match (language, name) {
                (Language::Zh, Some(name)) => format!("{name}（{path}）：{known}"),
                (Language::Zh, None) => format!("{path}：{known}"),
                (Language::En, Some(name)) => format!("{name} ({path}): {known}"),
                (Language::En, None) => format!("{path}: {known}"),
            },
        );
    }
    let source = wording::source(&finding.source, language);
    lines.push(
        Role::Source,
        &match language {
            Language::Zh => format!("依据：{source}"),
            Language::En => format!("Source: {source}"),
        },
    );
}
