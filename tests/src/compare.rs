//! The engine's answer beside the reference's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use zhunru::decision::{Decision, ObligationStatus, Outcome, ProcedureState};
use zhunru::model::Proposal;
use zhunru::pack::Pack;
use zhunru::{Engine, Request};

use crate::random::Tape;
use crate::reference::{Answer, Case, Next, ProposalAnswer};

/// What an engine with these packs says of a proposal, by all of them.
///
/// # Panics
/// When the engine refuses the packs or the proposal.
pub fn engine_says(packs: &[Pack], proposal: &Proposal, date: NaiveDate) -> Decision {
    let all: Vec<&str> = packs.iter().map(|pack| pack.id.as_str()).collect();
    engine_says_by(packs, &all, proposal, date)
}

/// What an engine with these packs says of a proposal, by those named and their parents.
///
/// # Panics
/// When the engine refuses the packs or the proposal.
pub fn engine_says_by(
    packs: &[Pack],
    named: &[&str],
    proposal: &Proposal,
    date: NaiveDate,
) -> Decision {
    let engine = Engine::builder()
        .packs(packs.iter().cloned())
        .build()
        .unwrap_or_else(|error| panic!("the engine refuses the packs: {error}"));
    engine
        .decide(proposal, &Request::on(date).named(named.iter().copied()))
        .unwrap_or_else(|error| panic!("the engine refuses the proposal: {error}"))
}

/// Collects what differs.
#[derive(Default)]
pub struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, engine: &T, reference: &T) {
        if engine != reference {
            self.0.push(format!(
                "{what}: the engine says {engine:?}, the reference {reference:?}"
            ));
        }
    }

    /// What differs, line by line; empty when nothing does.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }
}

/// The paths that the engine asks for on behalf of a demand.
pub fn missing(decision: &Decision, demand: usize) -> BTreeSet<String> {
    let missing = decision.demands[demand].missing.iter();
    missing.map(|fact| fact.fact.to_string()).collect()
}

/// What each rule came to for a demand.
pub fn outcomes(decision: &Decision, demand: usize) -> BTreeMap<String, Outcome> {
    let findings = decision.findings.iter();
    findings
        .filter(|finding| finding.demand == demand)
        .map(|finding| (finding.rule.to_string(), finding.outcome))
        .collect()
}

/// Compares the answers for one demand.
pub fn compare_demand(
    decision: &Decision,
    demand: usize,
    answer: &Answer,
    differences: &mut Differences,
) {
    let said = &decision.demands[demand];
    let of = |what: &str| format!("demand {demand}, {what}");
    differences.compare(&of("verdict"), &said.verdict, &answer.verdict);
    differences.compare(&of("possible"), &said.possible, &answer.possible);
    differences.compare(&of("missing"), &missing(decision, demand), &answer.missing);
    differences.compare(&of("assignable"), &said.assignable, &answer.assignable);
    differences.compare(&of("exact"), &said.exact, &true);
    let grants: BTreeSet<String> = said.grants.iter().map(ToString::to_string).collect();
    differences.compare(&of("grants"), &grants, &answer.grants);
    let mut said_of_rules = outcomes(decision, demand);
    let expected: BTreeMap<String, Outcome> = answer
        .findings
        .iter()
        .filter_map(|(rule, finding)| match finding.outcome {
            Some(outcome) => Some((rule.clone(), outcome)),
            None => {
                // What such a duty comes to is not said, only that it is found.
                let found = said_of_rules.remove(rule);
                differences.compare(&of(rule), &found.is_some(), &true);
                None
            }
        })
        .collect();
    differences.compare(&of("findings"), &said_of_rules, &expected);
    for finding in decision
        .findings
        .iter()
        .filter(|finding| finding.demand == demand)
    {
        let rule = finding.rule.to_string();
        if let Some(progress) = &finding.procedure
            && progress.state == Some(ProcedureState::Incomplete)
            && let Some(Next::Step(Some(next))) = answer.findings.get(&rule).map(|seen| &seen.next)
        {
            let said = progress.next.as_ref().map(|step| step.id.clone());
            differences.compare(&of(&format!("{rule}, next")), &said, &Some(next.clone()));
        }
    }
    let mut obligations: BTreeMap<String, Option<ObligationStatus>> = decision
        .obligations
        .iter()
        .filter(|obligation| obligation.demand == demand)
        .map(|obligation| (obligation.rule.to_string(), Some(obligation.status)))
        .collect();
    for (rule, status) in &mut obligations {
        if answer.obligations.get(rule) == Some(&None) && *status != Some(ObligationStatus::Unmet) {
            *status = None;
        }
    }
    differences.compare(&of("obligations"), &obligations, &answer.obligations);
}

/// Compares the answers for a proposal whose demands all have few completions.
pub fn compare_proposal(
    decision: &Decision,
    answer: &ProposalAnswer,
    differences: &mut Differences,
) {
    differences.compare("verdict", &decision.verdict, &answer.verdict);
    differences.compare("possible", &decision.possible, &answer.possible);
    differences.compare("assignable", &decision.assignable, &answer.assignable);
    let missing: BTreeSet<String> = decision
        .missing
        .iter()
        .map(|fact| fact.fact.to_string())
        .collect();
    let expected: BTreeSet<String> = answer
        .missing
        .iter()
        .map(|(_, path)| path.clone())
        .collect();
    differences.compare("missing", &missing, &expected);
}

/// Compares the engine's answer with some completions of a demand that has too many: what they reach
/// must be possible, and a fact that changes the outcome of one must be missing.
pub fn compare_samples(
    decision: &Decision,
    demand: usize,
    case: &Case<'_>,
    tape: &mut Tape<'_>,
    differences: &mut Differences,
) {
    let asked = missing(decision, demand);
    let possible = decision.demands[demand].possible;
    let paths = case.paths();
    for _ in 0..60 {
        let mut completion: Vec<usize> = case
            .bases()
            .iter()
            .map(|base| tape.far_below(base.domain.len()))
            .collect();
        let before = case.settle(&completion);
        if !before
            .verdicts()
            .iter()
            .any(|verdict| possible.contains(*verdict))
        {
            let reached = format!("{:?}", before.class);
            differences.0.push(format!(
                "demand {demand}: {reached} is reached, the engine says {possible:?}"
            ));
        }
        let changed = tape.far_below(paths.len());
        completion[changed] = tape.far_below(case.bases()[changed].domain.len());
        let after = case.settle(&completion);
        if before.class != after.class && !asked.contains(paths[changed]) {
            let path = paths[changed];
            differences.0.push(format!(
                "demand {demand}: `{path}` changes the outcome, the engine asks for {asked:?}"
            ));
        }
    }
}
