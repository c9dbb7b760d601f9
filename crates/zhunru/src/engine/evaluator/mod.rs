//! Verdicts, rules and missing facts of one proposal after another, without the words of a decision.

mod behind_places;
mod desk;
mod desks;
mod evaluation;
mod gates;
mod noting;
mod questions;
mod recollection;
mod remembered;
mod ruling;
mod slot;
mod taking_in;

use rustc_hash::FxHashMap;

use super::{Engine, Request, decide};
use crate::decision::{Decision, DemandDecision, Outcome, RuleId};
use crate::engine::DecideError;
use crate::engine::rule::RuleIndex;
use crate::model::Proposal;
use desk::Beyond;
pub(super) use desks::Desks;
pub use evaluation::{DemandEvaluation, Evaluation};
use evaluation::{Found, Ruling};

/// Decides one proposal after another as [`Engine::decide`] does, but tells only the verdict, which
/// rules lead to it and which facts are missing.
///
/// What it learns of names, codes and lists it keeps, within bounds, so that what it met before is
/// decided at a small part of the cost and without allocating. What it cannot tell by that goes through
/// [`Engine::decide`]. An evaluator is for one thread at a time; each thread may have its own.
///
/// ```
/// use zhunru::decision::Verdict;
/// use zhunru::{Engine, Request, model::Proposal};
///
/// let engine = Engine::builder().build()?;
/// let mut evaluator = engine.evaluator();
/// let proposal = Proposal::from_json(r#"{"demands": [{"type": "work"}]}"#)?;
/// let request = Request::on("2024-03-04".parse()?).named(Vec::<&str>::new());
/// let evaluation = evaluator.evaluate(&proposal, &request)?;
/// assert_eq!(evaluation.verdict(), Verdict::NotCovered);
/// assert_eq!(evaluation.violations().count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Evaluator {
    engine: Engine,
    desks: Desks,
    rule_numbers: FxHashMap<RuleId, RuleIndex>,
    found: Found,
    at_length: u64,
}

impl Engine {
    /// An evaluator of verdicts by the packs of this engine, which has learnt nothing yet.
    pub fn evaluator(&self) -> Evaluator {
        Evaluator {
            engine: self.clone(),
            desks: Desks::default(),
            rule_numbers: numbers(self),
            found: Found::default(),
            at_length: 0,
        }
    }
}

impl Evaluator {
    /// The engine whose packs decide.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The verdict on a proposal, what leads to it and what is missing; [`Request::trace`] changes
    /// nothing.
    ///
    /// # Errors
    /// As [`Engine::decide`].
    pub fn evaluate(
        &mut self,
        proposal: &Proposal,
        request: &Request,
    ) -> Result<Evaluation<'_>, DecideError> {
        self.found.clear();
        if let Err(open) = self.quickly(proposal, request) {
            self.found.clear();
            self.at_length += 1;
            let decision = decide::decide(&self.engine.inner, proposal, request)?;
            let only = open.and_then(|desk| self.desks.at(desk));
            match (only, &*decision.demands) {
                (Some(desk), [demand]) => {
                    let ruling = take(&mut self.found, &self.rule_numbers, &decision, demand);
                    desk.remember(ruling, self.found.at_hand());
                    self.found.end(ruling);
                }
                (_, demands) => {
                    for demand in demands {
                        let ruling = take(&mut self.found, &self.rule_numbers, &decision, demand);
                        self.found.end(ruling);
                    }
                }
            }
        }
        Ok(Evaluation {
            compiled: &self.engine.inner,
            found: &self.found,
        })
    }

    /// How many proposals so far went through [`Engine::decide`], at many times the cost: those whose
    /// demands count each other, with many acts or acts of many unknown days, and the first of each
    /// kind with too much unknown or with a sign that may hang already.
    pub fn decided_at_length(&self) -> u64 {
        self.at_length
    }

    /// Decides each demand at its desk. What is not for a desk comes back, with the number of the desk
    /// that may remember what comes of it.
    fn quickly(&mut self, proposal: &Proposal, request: &Request) -> Result<(), Option<usize>> {
        if proposal.demands.is_empty() {
            return Err(None);
        }
        let compiled = &self.engine.inner;
        self.desks.turn_to(compiled, request);
        for (number, demand) in proposal.demands.iter().enumerate() {
            let kind = demand.demand_type();
            let desk_number = self.desks.number(compiled, proposal, request, kind);
            let desk = desk_number.and_then(|desk| self.desks.at(desk));
            let desk = desk.ok_or(None)?;
            if desk.counts_others(proposal, number) {
                return Err(None);
            }
            let ruling = desk.decide(proposal, number, demand, request.as_of, &mut self.found);
            let ruling = ruling.map_err(|beyond| match beyond {
                Beyond::Open => desk_number,
                Beyond::Whole => None,
            })?;
            self.found.end(ruling);
        }
        Ok(())
    }
}

/// The number of the first rule with each id.
fn numbers(engine: &Engine) -> FxHashMap<RuleId, RuleIndex> {
    let mut numbers = FxHashMap::default();
    for (number, rule) in engine.inner.rules.iter().enumerate() {
        numbers.entry(rule.id.clone()).or_insert(number);
    }
    numbers
}

/// Takes over what a decision tells of a demand.
fn take(
    found: &mut Found,
    rule_numbers: &FxHashMap<RuleId, RuleIndex>,
    decision: &Decision,
    demand: &DemandDecision,
) -> Ruling {
    let number = |id: &RuleId| rule_numbers.get(id).copied();
    let rules = |outcome: Outcome| {
        let findings = decision.findings.iter();
        let own = findings.filter(move |one| one.demand == demand.index && one.outcome == outcome);
        own.filter_map(|one| number(&one.rule))
    };
    found.violations.extend(rules(Outcome::Violated));
    found.undetermined.extend(rules(Outcome::Undetermined));
    found.grants.extend(demand.grants.iter().filter_map(number));
    let missing = demand.missing.iter().map(|missing| missing.fact.clone());
    found.missing.extend(missing);
    Ruling {
        possible: demand.possible,
        assignable: demand.assignable,
    }
}
