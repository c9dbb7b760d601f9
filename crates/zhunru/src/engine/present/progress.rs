//! How far the procedure of a gate has come, for people.

use smol_str::SmolStr;

use crate::decision::{ProcedureProgress, ProcedureState};
use crate::engine::judgement::RuleBits;
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::reader::Reader;
use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::text::LocalText;

/// How far the procedure of a gate has come.
pub(super) fn progress(
    situation: &Situation<'_>,
    rule: &CompiledRule,
    bits: &RuleBits<Kleene>,
) -> ProcedureProgress {
    let procedure = rule
        .procedure
        .and_then(|index| situation.compiled().procedure(index));
    let (Some(index), Some(procedure)) = (rule.procedure, procedure) else {
        return ProcedureProgress {
            id: SmolStr::new_static("approver_not_named"),
            title: LocalText::fixed(
                "文件未明确审批机构",
                "the document does not name who approves",
            ),
            state: Some(ProcedureState::Incomplete),
            done: Vec::new(),
            next: Some(SmolStr::new_static("approver_not_named")),
            next_title: Some(LocalText::fixed(
                "文件没有写明由谁批准，目前没有可以完成的审批程序；可书面说明理由，请示文件制定机关",
                "the document names nobody who approves, so no procedure can be completed now; justify it in writing and ask the issuer of the document",
            )),
        };
    };
    let mut reader = Reader::new(situation, ThreeValued);
    let steps = reader.progress(index);
    let done = steps
        .reached
        .iter()
        .take_while(|reached| reached.is_true())
        .count();
    let state = if bits.complete.is_true() {
        Some(ProcedureState::Complete)
    } else if bits.refused.is_true() {
        Some(ProcedureState::Refused)
    } else if bits.complete.is_false() && bits.refused.is_false() {
        Some(ProcedureState::Incomplete)
    } else {
        None
    };
    let is_over = matches!(
        state,
        Some(ProcedureState::Complete | ProcedureState::Refused)
    );
    let next = procedure.steps.get(done).filter(|_| !is_over);
    ProcedureProgress {
        id: procedure.id.clone(),
        title: procedure.title.clone(),
        state,
        done: procedure
            .steps
            .iter()
            .take(done)
            .map(|step| step.id.clone())
            .collect(),
        next: next.map(|step| step.id.clone()),
        next_title: next.map(|step| step.title.clone()),
    }
}
