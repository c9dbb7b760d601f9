//! What holds the verdict on a demand up, which every form of the result tells.

use zhunru::decision::{Decision, DemandDecision, Finding, Outcome, ProcedureState, Verdict};
use zhunru::explain::conclusion;

use super::decided::{Decided, label};
use crate::arguments::Lang;

/// The findings that hold the verdict on a demand up.
pub(super) fn telling<'a>(decision: &'a Decision, demand: &DemandDecision) -> Vec<&'a Finding> {
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
pub(super) fn is_against(finding: &Finding) -> bool {
    matches!(finding.outcome, Outcome::Violated | Outcome::Undetermined)
}

/// A finding that does not bar its demand in words that do not read as a prohibition: what is said
/// of a gate, of an exception or of what is not known bars by its wording.
pub(super) fn not_barring(finding: &Finding, lang: Lang) -> Option<String> {
    let language = lang.language();
    let colon = lang.pick("：", ": ");
    let text = match (finding.outcome, &finding.procedure) {
        (Outcome::Satisfied, Some(procedure))
            if procedure.state == Some(ProcedureState::Complete) =>
        {
            let done = lang.pick("所需程序已完成", "procedure complete");
            return Some(format!("{done}{colon}{}", procedure.title.get(language)));
        }
        (Outcome::Excepted, _) => Some(&finding.title),
        (Outcome::Undetermined, _) => Some(&finding.message),
        _ => None,
    };
    let outcome = label(finding.outcome, lang);
    text.map(|text| format!("{outcome}{colon}{}", text.get(language)))
}

/// What the verdict on a demand means for those who asked, without the full stop.
pub(super) fn meaning(decided: &Decided<'_>, demand: &DemandDecision, lang: Lang) -> String {
    let Decided {
        proposal, decision, ..
    } = decided;
    let text = conclusion(decision, proposal, demand, lang.language());
    text.trim_end_matches(['。', '.']).to_owned()
}
