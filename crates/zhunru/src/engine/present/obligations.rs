//! What is owed with a demand.

use crate::decision::{Obligation, ObligationStatus};
use crate::engine::judgement::Judgement;
use crate::engine::situation::Situation;
use crate::pack::Modality;

/// What is owed with a demand.
pub(crate) fn obligations(situation: &Situation<'_>, judgement: &Judgement) -> Vec<Obligation> {
    let compiled = situation.compiled();
    let mut obligations = Vec::new();
    for (index, bits) in &judgement.rules {
        let Some(rule) = compiled.rules.get(*index) else {
            continue;
        };
        let (Modality::Required, Some(due)) = (rule.modality, rule.due) else {
            continue;
        };
        if bits.fires.is_false() {
            continue;
        }
        let status = if bits.open.is_false() {
            ObligationStatus::Met
        } else if bits.open.is_true() && rule.met.is_some() {
            ObligationStatus::Unmet
        } else {
            ObligationStatus::ToBeConfirmed
        };
        obligations.push(Obligation {
            demand: situation.number,
            id: rule.id.rule.clone(),
            time: due,
            status,
            message: rule.text.message.clone(),
            rule: rule.id.clone(),
            source: rule.text.source.clone(),
        });
    }
    obligations.sort_by_key(|obligation| (obligation.time, obligation.status));
    obligations
}
