//! What holds the verdict on a demand up, in words, which every form of the result tells.

use zhunru::decision::{Decision, DemandDecision, Finding, Outcome, ProcedureState, Verdict};
use zhunru::explain::conclusion;

use zhunru::explain::next_step;
use zhunru::model::{Coded, Proposal};
use zhunru::text::Language;

/// The findings that hold the verdict on a demand up.
pub fn telling<'a>(decision: &'a Decision, demand: &DemandDecision) -> Vec<&'a Finding> {
    let findings = || {
        let all = decision.findings.iter();
        all.filter(|finding| finding.demand == demand.index)
    };
    let violated = || findings().filter(|finding| finding.outcome == Outcome::Violated);
    let undetermined = || {
        let of_demand = |rule| {
            let mut missing = decision.missing.iter();
            missing.any(|one| one.demand == demand.index && one.decides.contains(rule))
        };
        findings().filter(move |finding| {
            finding.outcome == Outcome::Undetermined && of_demand(&finding.rule)
        })
    };
    let mut told: Vec<&Finding> = match demand.verdict {
        Verdict::Deny => {
            let denies = |finding: &&Finding| finding.verdict == Some(Verdict::Deny);
            violated().filter(denies).collect()
        }
        Verdict::NeedsInformation | Verdict::NeedsApproval => violated().collect(),
        Verdict::NotCovered => Vec::new(),
        Verdict::AdmitWithConditions | Verdict::Admit => findings()
            .filter(|finding| {
                demand.grants.contains(&finding.rule) || finding.outcome == Outcome::Excepted
            })
            .collect(),
    };
    if told.is_empty() {
        match demand.verdict {
            // Each way is barred by another rule, none of them for certain.
            Verdict::Deny => told.extend(findings().filter(|finding| {
                matches!(finding.outcome, Outcome::Violated | Outcome::Undetermined)
            })),
            Verdict::NeedsInformation => told.extend(undetermined()),
            _ => {}
        }
    }
    told
}

/// Whether a finding stands against its demand, or may.
pub fn is_against(finding: &Finding) -> bool {
    matches!(finding.outcome, Outcome::Violated | Outcome::Undetermined)
}

/// A finding that does not bar its demand in words that do not read as a prohibition: what is said
/// of a gate, of an exception or of what is not known bars by its wording.
pub fn not_barring(finding: &Finding, language: Language) -> Option<String> {
    let colon = colon(language);
    let text = match (finding.outcome, &finding.procedure) {
        (Outcome::Satisfied, Some(procedure))
            if procedure.state == Some(ProcedureState::Complete) =>
        {
            let done = pick(language, "所需程序已完成", "procedure complete");
            return Some(format!("{done}{colon}{}", procedure.title.get(language)));
        }
        (Outcome::Excepted, _) => Some(&finding.title),
        (Outcome::Undetermined, _) => Some(&finding.message),
        _ => None,
    };
    let outcome = label(finding.outcome, language);
    text.map(|text| format!("{outcome}{colon}{}", text.get(language)))
}

/// What the verdict on a demand means for those who asked, without the full stop.
pub fn meaning(
    decision: &Decision,
    proposal: &Proposal,
    demand: &DemandDecision,
    language: Language,
) -> String {
    let text = conclusion(decision, proposal, demand, language);
    text.trim_end_matches(['。', '.']).to_owned()
}

/// The reasons for the verdict on a demand, each once.
pub fn reasons(
    decision: &Decision,
    proposal: &Proposal,
    demand: &DemandDecision,
    language: Language,
) -> Vec<String> {
    let said = |one: &&Finding| {
        not_barring(one, language).unwrap_or_else(|| match one.outcome {
            // What is said of a list tells what to check, its title what was found.
            Outcome::Satisfied => {
                let (outcome, colon) = (label(one.outcome, language), colon(language));
                format!("{outcome}{colon}{}", one.title.get(language))
            }
            _ => one.message.get(language).to_owned(),
        })
    };
    let reasons = match demand.verdict {
        Verdict::NotCovered => vec![meaning(decision, proposal, demand, language)],
        _ => telling(decision, demand).iter().map(said).collect(),
    };
    once(reasons)
}

/// The next steps of the procedures that stand against a demand, each once.
pub fn next_steps(decision: &Decision, demand: &DemandDecision, language: Language) -> Vec<String> {
    let told = telling(decision, demand).into_iter();
    let against = told.filter(|one| is_against(one));
    let next = against.filter_map(|one| one.procedure.as_ref()?.next.as_ref());
    once(next.map(|next| next_step(next, language)).collect())
}

/// The texts in their order, without those that came before.
fn once(texts: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(texts.len());
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

fn label<T: Coded>(value: T, language: Language) -> &'static str {
    pick(language, value.label_zh(), value.label_en())
}

fn colon(language: Language) -> &'static str {
    pick(language, "：", ": ")
}

fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}
