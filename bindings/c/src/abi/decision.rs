//! Decisions as a whole.

use super::buffer::zhunru_buffer;
use super::error::zhunru_error;
use super::pointer::{Handle, Out, shared, zhunru_view};
use crate::codes::{zhunru_decision_field, zhunru_form, zhunru_verdict};
use crate::reading::{Reading, at};
use crate::{guarded, zhunru_status};

/// A decision on one proposal. Owned by the caller; it never changes, and any threads may read it at
/// the same time. It outlives its engine and its request.
pub struct zhunru_decision(pub(super) Reading);

impl Handle for zhunru_decision {
    const MARK: [u8; 8] = *b"zr decis";
}

/// Frees a decision. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_free(decision: *mut zhunru_decision) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(decision) })
}

/// Gives the verdict: the worst of the demands'.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_verdict(
    decision: *const zhunru_decision,
    out: *mut zhunru_verdict,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.verdict.into())
    })
}

/// Gives 1 when all demands may be assigned now, else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_assignable(
    decision: *const zhunru_decision,
    out: *mut i32,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.assignable.into())
    })
}

/// Gives the verdicts that are still possible, as a sum of 1 << verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_possible(
    decision: *const zhunru_decision,
    out: *mut u32,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        let possible = decision.0.decision.possible.iter();
        out.set(possible.fold(0, |sum, verdict| {
            sum | 1 << zhunru_verdict::from(verdict) as u32
        }))
    })
}

/// Lends a text of a decision; `field` is a zhunru_decision_field. It lives as long as the decision.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_text(
    decision: *const zhunru_decision,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(zhunru_view::of(
            decision.0.text(zhunru_decision_field::of(field)?),
        ))
    })
}

/// Gives a decision in one of its forms; `form` is a zhunru_form.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_render(
    decision: *const zhunru_decision,
    form: i32,
    out: *mut *mut zhunru_buffer,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(zhunru_buffer(decision.0.render(zhunru_form::of(form)?)?).into_handle())
    })
}

/// Gives the number of demands.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_demand_count(
    decision: *const zhunru_decision,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, out) = unsafe { (shared(decision, "decision")?, Out::new(out, "out")?) };
        out.set(decision.0.decision.demands.len())
    })
}

/// Gives the verdict on one demand, and 1 when it may be assigned now, else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_decision_demand(
    decision: *const zhunru_decision,
    demand: usize,
    verdict: *mut zhunru_verdict,
    assignable: *mut i32,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (decision, verdict, assignable) = unsafe {
            (
                shared(decision, "decision")?,
                Out::new(verdict, "verdict")?,
                Out::new(assignable, "assignable")?,
            )
        };
        let demand = at(&decision.0.decision.demands, demand)?;
        verdict.set(demand.verdict.into())?;
        assignable.set(demand.assignable.into())
    })
}
