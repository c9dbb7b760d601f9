//! How far the procedure of a gate has come, for people.

use smol_str::SmolStr;

use crate::decision::{NextStep, ProcedureProgress, ProcedureState};
use crate::engine::judgement::RuleBits;
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::reader::Reader;
use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::model::{AdminLevel, Coded};
use crate::procedure::{Occasion, state, tell};
use crate::text::LocalText;
use crate::vocabulary::{FactState, Value};

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
            refused: None,
            next: Some(NextStep {
                id: SmolStr::new_static("approver_not_named"),
                title: LocalText::fixed(
                    "文件没有写明由谁批准，目前没有可以完成的审批程序；可书面说明理由，请示文件制定机关",
                    "the document names nobody who approves, so no procedure can be completed now; justify it in writing and ask the issuer of the document",
                ),
                bodies: Vec::new(),
                acts: Vec::new(),
                working_days: None,
                due: None,
                overdue: false,
                years_without_calendar: Vec::new(),
            }),
        };
    };
    let mut reader = Reader::new(situation, ThreeValued);
    let steps = reader.progress(index);
    let proposed = situation.proposed;
    let occasion = Occasion {
        approvals: proposed.proposal.approvals.as_deref().unwrap_or_default(),
        started_on: proposed.proposal.submitted_on,
        as_of: proposed.day,
        issuer: issuer_level(situation),
        calendar: situation.compiled().calendar(rule.pack),
    };
    tell(
        procedure,
        &steps,
        state(bits.complete, bits.refused),
        &occasion,
    )
}

/// The level of the issuer, where it is known.
fn issuer_level(situation: &Situation<'_>) -> Option<AdminLevel> {
    let fact = situation.compiled().known.issuer_level?;
    match situation.state(fact) {
        FactState::Known(Value::Code(code)) => AdminLevel::from_code(code),
        _ => None,
    }
}
