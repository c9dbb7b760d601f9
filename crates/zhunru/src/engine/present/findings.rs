//! The findings of a demand, and the rules that grant it.

use super::outcome::outcome;
use super::progress::progress;
use super::trace::facts_read;
use crate::decision::{Finding, Outcome, RuleId, Verdict};
use crate::engine::judgement::Judgement;
use crate::engine::situation::Situation;
use crate::pack::Modality;

/// The findings of a demand, by severity, pack and rule.
pub(crate) fn findings(
    situation: &Situation<'_>,
    judgement: &Judgement,
    trace: bool,
) -> Vec<Finding> {
    let compiled = situation.compiled();
    let mut findings: Vec<Finding> = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let (outcome, verdict) = outcome(rule, bits);
        if outcome == Outcome::NotApplicable && !trace {
            continue;
        }
        // The two rules of one list are told once: as the prohibition while open, else as the one
        // that applies.
        let same = findings.iter().position(|finding| finding.rule == rule.id);
        if let Some(same) = same {
            let replaces = findings
                .get(same)
                .is_some_and(|finding| finding.outcome == Outcome::NotApplicable);
            if !replaces {
                continue;
            }
            findings.remove(same);
        }
        findings.push(Finding {
            demand: situation.number,
            rule: rule.id.clone(),
            outcome,
            modality: rule.modality,
            verdict,
            procedure: rule.is_gate().then(|| progress(situation, rule, bits)),
            title: rule.text.title.clone(),
            of_list: rule.list.is_some(),
            message: rule.text.message.clone(),
            remedy: rule.text.remedy.clone(),
            source: rule.text.source.clone(),
            note: rule.text.note.clone(),
            facts: if trace {
                facts_read(situation, rule)
            } else {
                Vec::new()
            },
        });
    }
    // The sort is stable, so within one severity the order stays that of packs and rules.
    findings.sort_by_key(|finding| {
        let severity = finding
            .verdict
            .map_or(Verdict::Admit as usize + 1, |verdict| verdict as usize);
        (severity, finding.outcome)
    });
    findings
}

/// The rules that grant a demand for certain.
pub(crate) fn grants(situation: &Situation<'_>, judgement: &Judgement) -> Vec<RuleId> {
    let compiled = situation.compiled();
    let mut grants = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let grants_it = match rule.modality {
            Modality::Permitted => bits.fires.is_true(),
            _ => rule.is_gate() && bits.complete.is_true(),
        };
        if grants_it && !grants.contains(&rule.id) {
            grants.push(rule.id.clone());
        }
    }
    grants
}
