//! From a proposal to a decision, all worked out.

use super::applied;
use super::assemble::{Frame, ToldOfDemand};
use super::build::Compiled;
use super::error::DecideError;
use super::intake;
use super::judgement::{Judgement, PROPOSAL_STEPS, judge};
use super::missing::missing_facts;
use super::present;
use super::request::Request;
use super::situation::{Proposed, Situation};
use crate::decision::{
    Decision, DemandDecision, MissingFact, Obligation, ObligationStatus, Verdict,
};
use crate::input::{InputError, InputErrors};
use crate::model::Proposal;
use crate::pack::Due;

/// Decides a proposal.
pub(crate) fn decide(
    compiled: &Compiled,
    proposal: &Proposal,
    request: &Request,
) -> Result<Decision, DecideError> {
    let (frame, told) = tell(compiled, proposal, request)?;
    Ok(frame.decision(told))
}

/// What is told of each demand, and the frame around it.
pub(crate) fn tell(
    compiled: &Compiled,
    proposal: &Proposal,
    request: &Request,
) -> Result<(Frame, Vec<ToldOfDemand>), DecideError> {
    if proposal.demands.is_empty() {
        return Err(DecideError::Input(InputErrors::one(InputError {
            code: "empty-demands",
            path: "demands".into(),
            message: "a proposal needs at least one demand".to_owned(),
            message_zh: "一份申请至少要有一项诉求".to_owned(),
            line: None,
            column: None,
        })));
    }
    let village = proposal.village.as_ref();
    let village = village.and_then(|village| village.code.as_ref());
    let packs = applied::packs(compiled, village, request)?;
    let places = intake::places(compiled, proposal, &packs);
    let mut faults = Vec::new();
    let demands = proposal.demands.iter().enumerate();
    let states: Vec<_> = demands
        .map(|(number, demand)| {
            intake::states(compiled, proposal, number, demand, &places, &mut faults)
        })
        .collect();
    // A fault of the header is met once for each demand.
    let mut told = std::collections::HashSet::new();
    faults.retain(|fault: &InputError| told.insert((fault.path.clone(), fault.message.clone())));
    if let Some(errors) = InputErrors::from_errors(faults) {
        return Err(DecideError::Input(errors));
    }
    let proposed = Proposed {
        compiled,
        proposal,
        day: request.as_of,
        packs: &packs,
        states: &states,
        places: &places,
        steps: std::cell::Cell::new(PROPOSAL_STEPS),
    };
    let demands = (0..proposal.demands.len()).filter_map(|number| {
        let situation = Situation::new(&proposed, number)?;
        Some(tell_demand(&situation, request))
    });
    let told = demands.collect();
    Ok((Frame::new(compiled, proposal, request, &packs), told))
}

fn tell_demand(situation: &Situation<'_>, request: &Request) -> ToldOfDemand {
    let judgement = judge(situation);
    let verdict = judgement.verdict();
    let findings = present::findings(situation, &judgement, request.trace);
    let obligations = present::obligations(situation, &judgement, verdict);
    let is_open = |obligation: &Obligation| obligation.status != ObligationStatus::Met;
    let assignable = match verdict {
        Verdict::Admit => true,
        Verdict::AdmitWithConditions => !obligations
            .iter()
            .any(|obligation| obligation.time == Due::Before && is_open(obligation)),
        _ => false,
    };
    ToldOfDemand {
        open_points: present::open_points(situation, &judgement, &findings),
        advice: present::advice(situation, &judgement, verdict),
        demand: DemandDecision {
            index: situation.number,
            verdict,
            assignable,
            possible: judgement.possible,
            missing: missing(situation, &judgement, verdict),
            grants: present::grants(situation, &judgement),
            exact: judgement.exact,
        },
        findings,
        obligations,
    }
}

fn missing(situation: &Situation<'_>, judgement: &Judgement, verdict: Verdict) -> Vec<MissingFact> {
    match verdict {
        Verdict::NeedsInformation => missing_facts(situation, judgement),
        _ => Vec::new(),
    }
}
