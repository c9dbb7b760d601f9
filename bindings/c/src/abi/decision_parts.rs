//! The parts of decisions: findings, missing facts, obligations, advice.

use super::decision::zhunru_decision;
use super::pointer::{Out, shared, zhunru_view};
use crate::codes::{
    zhunru_advice_field, zhunru_finding_field, zhunru_missing_field, zhunru_obligation_field,
};
use crate::reading::at;
use crate::{guarded, zhunru_status};

/// Gives the number of findings: what each rule that was touched came to, by demand, severity,
/// pack and rule.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_finding_count(
    decision: *const zhunru_decision,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.findings.len())
    })
}

/// Gives the index of the demand that a finding concerns.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_finding_demand(
    decision: *const zhunru_decision,
    index: usize,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(at(&decision.0.decision.findings, index)?.demand)
    })
}

/// Lends a text of a finding; `field` is a zhunru_finding_field. It lives as long as the decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_finding_text(
    decision: *const zhunru_decision,
    index: usize,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let field = zhunru_finding_field::of(field)?;
        out.set(zhunru_view::of(decision.0.finding_text(index, field)?))
    })
}

/// Gives the number of facts to ask for; none unless the verdict is needs_information.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_missing_count(
    decision: *const zhunru_decision,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.missing.len())
    })
}

/// Gives the index of the demand for which a fact is asked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_missing_demand(
    decision: *const zhunru_decision,
    index: usize,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(at(&decision.0.decision.missing, index)?.demand)
    })
}

/// Lends a text of a fact to ask for; `field` is a zhunru_missing_field. It lives as long as the
/// decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_missing_text(
    decision: *const zhunru_decision,
    index: usize,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let field = zhunru_missing_field::of(field)?;
        out.set(zhunru_view::of(decision.0.missing_text(index, field)?))
    })
}

/// Gives the number of values among which to choose the answer; 0 when it is free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_missing_value_count(
    decision: *const zhunru_decision,
    index: usize,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(at(&decision.0.decision.missing, index)?.values.len())
    })
}

/// Lends a value among which to choose the answer. It lives as long as the decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_missing_value(
    decision: *const zhunru_decision,
    index: usize,
    value: usize,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let missing = at(&decision.0.decision.missing, index)?;
        out.set(zhunru_view::of(Some(&at(&missing.values, value)?.code)))
    })
}

/// Gives the number of obligations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_obligation_count(
    decision: *const zhunru_decision,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.obligations.len())
    })
}

/// Gives the index of the demand that an obligation goes with.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_obligation_demand(
    decision: *const zhunru_decision,
    index: usize,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(at(&decision.0.decision.obligations, index)?.demand)
    })
}

/// Lends a text of an obligation; `field` is a zhunru_obligation_field. It lives as long as the
/// decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_obligation_text(
    decision: *const zhunru_decision,
    index: usize,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let field = zhunru_obligation_field::of(field)?;
        out.set(zhunru_view::of(decision.0.obligation_text(index, field)?))
    })
}

/// Gives the number of pieces of advice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_advice_count(
    decision: *const zhunru_decision,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.advice.len())
    })
}

/// Lends a text of an advice; `field` is a zhunru_advice_field. It lives as long as the decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_advice_text(
    decision: *const zhunru_decision,
    index: usize,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let field = zhunru_advice_field::of(field)?;
        out.set(zhunru_view::of(decision.0.advice_text(index, field)?))
    })
}
