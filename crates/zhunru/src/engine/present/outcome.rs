//! What one rule came to.

use crate::decision::{Outcome, Verdict};
use crate::engine::judgement::RuleBits;
use crate::engine::logic::Kleene;
use crate::engine::rule::CompiledRule;
use crate::pack::{Due, Modality};

/// Whether completions differ in what a rule does.
pub(crate) fn is_undetermined(rule: &CompiledRule, bits: &RuleBits<Kleene>) -> bool {
    if bits.fires.is_unknown() {
        return true;
    }
    if bits.fires.is_false() {
        return false;
    }
    match rule.modality {
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden => {
            bits.complete.is_unknown() || bits.refused.is_unknown()
        }
        Modality::Required => bits.met.is_unknown(),
        Modality::Forbidden | Modality::Permitted | Modality::Advised => false,
    }
}

/// What a rule came to, and the verdict to which it alone would lead.
pub(crate) fn outcome(rule: &CompiledRule, bits: &RuleBits<Kleene>) -> (Outcome, Option<Verdict>) {
    if rule.is_gate() && bits.complete.is_true() {
        return (Outcome::Satisfied, Some(Verdict::Admit));
    }
    if is_undetermined(rule, bits) {
        return (Outcome::Undetermined, Some(Verdict::NeedsInformation));
    }
    if bits.fires.is_false() {
        return match bits.applies.is_true() {
            true => (Outcome::Excepted, None),
            false => (Outcome::NotApplicable, None),
        };
    }
    match rule.modality {
        Modality::Forbidden => (Outcome::Violated, Some(Verdict::Deny)),
        Modality::ForbiddenWithout | Modality::InPrincipleForbidden => match bits.refused.is_true()
        {
            true => (Outcome::Violated, Some(Verdict::Deny)),
            false => (Outcome::Violated, Some(Verdict::NeedsApproval)),
        },
        Modality::Permitted => (Outcome::Satisfied, Some(Verdict::Admit)),
        // Nothing shows whether a standing duty is kept; it goes with the task from now on.
        Modality::Required if rule.met.is_none() => (Outcome::Satisfied, None),
        Modality::Required => match (bits.met.is_true(), rule.due) {
            (true, _) => (Outcome::Satisfied, None),
            (false, Some(Due::Standing)) => (Outcome::Violated, None),
            (false, _) => (Outcome::Violated, Some(Verdict::AdmitWithConditions)),
        },
        Modality::Advised => match bits.met.is_true() {
            true => (Outcome::Satisfied, None),
            false => (Outcome::Advised, None),
        },
    }
}
