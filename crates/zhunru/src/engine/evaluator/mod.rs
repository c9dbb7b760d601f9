//! Verdicts, rules and missing facts of one proposal after another, without the words of a decision.

mod desk;
mod evaluation;
mod gates;
mod questions;
mod remembered;
mod ruling;
mod slot;
mod taking_in;

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::wide::Program;
use super::{Engine, Request, Selection, applied, decide};
use crate::decision::{Decision, DemandDecision, Outcome, RuleId};
use crate::engine::DecideError;
use crate::engine::rule::{PackIndex, RuleIndex};
use crate::model::{DemandType, Proposal};
use desk::{Beyond, Desk};
pub use evaluation::{DemandEvaluation, Evaluation};
use evaluation::{Found, Ruling};

/// More villages than this are not kept with the programs that bear on them.
const MOST_VILLAGES: usize = 1 << 16;
/// More programs than this are not kept.
const MOST_DESKS: usize = 1 << 10;

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
    /// For which packs the villages were noted, and the day of the request at hand.
    selection: Selection,
    day: Option<NaiveDate>,
    days_alike: usize,
    /// By number of the days that are decided alike, what was met on these.
    spans: Vec<(usize, Villages)>,
    /// The place of those of the request at hand.
    span: usize,
    by_packs: FxHashMap<(usize, DemandType, Vec<PackIndex>), Option<usize>>,
    desks: Vec<Desk>,
    rule_numbers: FxHashMap<RuleId, RuleIndex>,
    found: Found,
    at_length: u64,
}

/// By village, the desk of each type of demand met.
type Villages = FxHashMap<SmolStr, Desks>;

/// By type of demand, the desk; nothing where none was asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Desks([Option<Option<u32>>; TYPES]);

/// How many types of demand there are.
const TYPES: usize = <DemandType as crate::model::Coded>::ALL.len();

impl Engine {
    /// An evaluator of verdicts by the packs of this engine, which has learnt nothing yet.
    pub fn evaluator(&self) -> Evaluator {
        Evaluator {
            engine: self.clone(),
            selection: Selection::Covering,
            day: None,
            days_alike: 0,
            spans: Vec::new(),
            span: 0,
            by_packs: FxHashMap::default(),
            desks: Vec::new(),
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
            let only = open.and_then(|desk| self.desks.get_mut(desk));
            match (only, decision.demands.as_slice()) {
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
    /// demands count each other, with acts of unknown days, with a sign that may hang already or a name
    /// in front of which a place may stand, and the first of each kind with too much unknown.
    pub fn decided_at_length(&self) -> u64 {
        self.at_length
    }

    /// Decides each demand at its desk. What is not for a desk comes back, with the number of the desk
    /// that may remember what comes of it.
    fn quickly(&mut self, proposal: &Proposal, request: &Request) -> Result<(), Option<usize>> {
        if proposal.demands.is_empty() {
            return Err(None);
        }
        self.keep_to(request);
        for (number, demand) in proposal.demands.iter().enumerate() {
            let desk_number = self.desk(proposal, request, demand.demand_type());
            let desk = desk_number.and_then(|desk| self.desks.get_mut(desk));
            let desk = desk.ok_or(None)?;
            let mut others = proposal.demands.iter().enumerate();
            if others
                .any(|(other, demand)| other != number && desk.counts_with(demand.demand_type()))
            {
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

    /// Turns to the days and packs of a request, and forgets what was noted for other packs.
    fn keep_to(&mut self, request: &Request) {
        if self.selection != request.packs {
            self.selection.clone_from(&request.packs);
            self.spans.clear();
            self.day = None;
        }
        if self.day == Some(request.as_of) {
            return;
        }
        self.day = Some(request.as_of);
        self.days_alike = self.engine.inner.plans.days_alike(request.as_of);
        let known = self.spans.iter();
        let known = known
            .enumerate()
            .find(|(_, (days, _))| *days == self.days_alike);
        self.span = match known {
            Some((place, _)) => place,
            None => {
                self.spans.push((self.days_alike, Villages::default()));
                self.spans.len() - 1
            }
        };
    }

    /// The number of the desk for demands of a type of this proposal.
    fn desk(
        &mut self,
        proposal: &Proposal,
        request: &Request,
        demand: DemandType,
    ) -> Option<usize> {
        let village = proposal.village.as_ref();
        let village = village.and_then(|village| village.code.as_ref());
        let code = village.map_or("", |code| code.as_str());
        let of_type = |desks: &Desks| desks.0.get(demand as usize).copied().flatten();
        let (_, villages) = self.spans.get_mut(self.span)?;
        if let Some(known) = villages.get(code).and_then(of_type) {
            return known.map(|desk| desk as usize);
        }
        let packs = applied::packs(&self.engine.inner, village, request).ok()?;
        let key = (self.days_alike, demand, packs);
        let desk = match self.by_packs.get(&key) {
            Some(known) => *known,
            None if self.by_packs.len() >= MOST_DESKS => return None,
            None => {
                let compiled = Arc::clone(&self.engine.inner);
                let program = Program::new(&compiled, key.2.clone(), request.as_of, demand);
                let desk = program.and_then(Desk::new).map(|desk| {
                    self.desks.push(desk);
                    self.desks.len() - 1
                });
                self.by_packs.insert(key, desk);
                desk
            }
        };
        if villages.len() >= MOST_VILLAGES {
            villages.clear();
        }
        let desks = villages.entry(code.into()).or_default();
        if let Some(known) = desks.0.get_mut(demand as usize) {
            *known = Some(desk.and_then(|desk| u32::try_from(desk).ok()));
        }
        desk
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
