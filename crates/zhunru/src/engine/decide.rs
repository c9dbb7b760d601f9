//! From a proposal to a decision.

use super::applied;
use super::build::Compiled;
use super::error::DecideError;
use super::intake;
use super::judgement::{Judgement, PROPOSAL_STEPS, judge};
use super::missing::missing_facts;
use super::present;
use super::request::Request;
use super::rule::PackIndex;
use super::situation::{Proposed, Situation};
use crate::decision::{
    Advice, AdviceCode, Decision, DemandDecision, MissingFact, PackUse, Verdict, Verdicts,
};
use crate::input::{InputError, InputErrors};
use crate::model::{Proposal, Stated};
use crate::pack::Due;
use crate::text::LocalText;

/// Decides a proposal.
pub(crate) fn decide(
    compiled: &Compiled,
    proposal: &Proposal,
    request: &Request,
) -> Result<Decision, DecideError> {
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
    let mut decision = empty(compiled, proposal, request, &packs);
    for number in 0..proposal.demands.len() {
        if let Some(situation) = Situation::new(&proposed, number) {
            decide_demand(&situation, request, &mut decision);
        }
    }
    conclude(&mut decision);
    Ok(decision)
}

/// A decision in which nothing is decided yet.
fn empty(
    compiled: &Compiled,
    proposal: &Proposal,
    request: &Request,
    packs: &[PackIndex],
) -> Decision {
    let used = packs.iter().filter_map(|&index| compiled.packs.get(index));
    let mut decision = Decision {
        proposal: proposal.id.clone(),
        verdict: Verdict::Admit,
        assignable: true,
        as_of: request.as_of,
        possible: Verdicts::default(),
        open_points: Vec::new(),
        demands: Vec::new(),
        packs: used
            .map(|pack| PackUse {
                id: pack.id.clone(),
                version: pack.version.clone(),
                digest: pack.digest.clone(),
            })
            .collect(),
        findings: Vec::new(),
        missing: Vec::new(),
        obligations: Vec::new(),
        advice: Vec::new(),
    };
    let mut advise = |code, message| {
        decision.advice.push(Advice {
            demand: None,
            code,
            fact: None,
            rule: None,
            message,
        });
    };
    if packs.is_empty() {
        let day = request.as_of;
        let village = proposal.village.as_ref();
        let place = village
            .and_then(|village| village.code.as_ref().map(ToString::to_string))
            .or_else(|| village.and_then(|village| village.name.as_ref().map(ToString::to_string)));
        let (zh, en) = match &place {
            Some(place) => (format!("({place})"), format!(" ({place})")),
            None => (String::new(), String::new()),
        };
        advise(
            AdviceCode::NoPack,
            LocalText::new(
                format!("{day}在该村（社区）{zh}没有生效的规则包，须由人工判断"),
                format!(
                    "no rule pack is in force on {day} for the village{en}; a person must judge"
                ),
            ),
        );
    }
    if let Some(Stated::Value(start)) = proposal.starts_on
        && start < request.as_of
    {
        let day = request.as_of;
        advise(
            AdviceCode::AlreadyStarted,
            LocalText::new(
                format!("任务已于{start}开始；本结论只针对{day}，此前的时间另行核查"),
                format!(
                    "the task started on {start}; this decides for {day}, and the time before is to be looked into"
                ),
            ),
        );
    }
    decision
}

fn decide_demand(situation: &Situation<'_>, request: &Request, decision: &mut Decision) {
    let judgement = judge(situation);
    let verdict = judgement.verdict();
    let findings = present::findings(situation, &judgement, request.trace);
    let obligations = present::obligations(situation, &judgement, verdict);
    let is_open = |obligation: &crate::decision::Obligation| {
        obligation.status != crate::decision::ObligationStatus::Met
    };
    let assignable = match verdict {
        Verdict::Admit => true,
        Verdict::AdmitWithConditions => !obligations
            .iter()
            .any(|obligation| obligation.time == Due::Before && is_open(obligation)),
        _ => false,
    };
    decision
        .open_points
        .extend(present::open_points(situation, &judgement, &findings));
    decision
        .advice
        .extend(present::advice(situation, &judgement, verdict));
    decision.demands.push(DemandDecision {
        index: situation.number,
        verdict,
        assignable,
        possible: judgement.possible,
        missing: missing(situation, &judgement, verdict),
        grants: present::grants(situation, &judgement),
        exact: judgement.exact,
    });
    decision.findings.extend(findings);
    decision.obligations.extend(obligations);
}

fn missing(situation: &Situation<'_>, judgement: &Judgement, verdict: Verdict) -> Vec<MissingFact> {
    match verdict {
        Verdict::NeedsInformation => missing_facts(situation, judgement),
        _ => Vec::new(),
    }
}

/// The proposal's verdict is the worst of the demands', its possible ones the worst of each
/// combination.
fn conclude(decision: &mut Decision) {
    let verdicts = decision.demands.iter().map(|demand| demand.verdict);
    decision.verdict = verdicts.min().unwrap_or(Verdict::NotCovered);
    decision.assignable = decision.demands.iter().all(|demand| demand.assignable);
    decision.possible = decision
        .demands
        .iter()
        .map(|demand| demand.possible)
        .reduce(Verdicts::worst_of_each)
        .unwrap_or_default();
    if decision.verdict == Verdict::NeedsInformation {
        for missing in decision.demands.iter().flat_map(|demand| &demand.missing) {
            // A fact of the header that several demands ask for is asked once.
            let asked = decision.missing.iter_mut().find(|known| {
                known.fact == missing.fact && (known.of_header || known.demand == missing.demand)
            });
            match asked {
                Some(known) => {
                    for rule in &missing.decides {
                        if !known.decides.contains(rule) {
                            known.decides.push(rule.clone());
                        }
                    }
                }
                None => decision.missing.push(missing.clone()),
            }
        }
    }
}
