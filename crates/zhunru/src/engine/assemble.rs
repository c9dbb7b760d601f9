//! From what is told of each demand to the decision on the proposal.

use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::build::Compiled;
use super::request::Request;
use super::rule::PackIndex;
use crate::decision::{
    Advice, AdviceCode, Decision, DemandDecision, Finding, MissingFact, Obligation, OpenPoint,
    PackUse, Verdict, Verdicts,
};
use crate::explain::Written;
use crate::model::{Proposal, Stated};
use crate::text::LocalText;

/// What is told of one demand.
#[derive(Clone, Debug)]
pub(crate) struct ToldOfDemand {
    pub(crate) demand: DemandDecision,
    pub(crate) findings: Vec<Finding>,
    pub(crate) obligations: Vec<Obligation>,
    pub(crate) open_points: Vec<OpenPoint>,
    pub(crate) advice: Vec<Advice>,
}

impl ToldOfDemand {
    /// What a decision on one demand tells of it, as of the demand with this number.
    pub(crate) fn of(decision: &Decision, number: usize) -> Option<Self> {
        let mut told = ToldOfDemand {
            demand: decision.demands.first()?.clone(),
            findings: decision.findings.to_vec(),
            obligations: decision.obligations.to_vec(),
            open_points: decision.open_points.to_vec(),
            advice: decision.advice.to_vec(),
        };
        told.renumber(number);
        Some(told)
    }

    /// The same told of the demand with this number.
    pub(crate) fn renumber(&mut self, number: usize) {
        self.demand.index = number;
        let missing = self.demand.missing.iter_mut();
        let confirm = self.obligations.iter_mut();
        let confirm = confirm.flat_map(|obligation| {
            obligation.demand = number;
            &mut obligation.confirm
        });
        missing.chain(confirm).for_each(|one| one.demand = number);
        self.findings.iter_mut().for_each(|one| one.demand = number);
        self.open_points
            .iter_mut()
            .for_each(|one| one.demand = number);
        for advice in &mut self.advice {
            advice.demand = advice.demand.map(|_| number);
        }
    }
}

/// What a decision says whatever is told of its demands.
pub(crate) struct Frame {
    proposal: Option<SmolStr>,
    as_of: NaiveDate,
    packs: Arc<[PackUse]>,
    /// The advice that is about none of the demands alone.
    advice: Vec<Advice>,
}

impl Frame {
    /// The frame of a decision on a proposal by these packs.
    pub(crate) fn new(
        compiled: &Compiled,
        proposal: &Proposal,
        request: &Request,
        packs: &[PackIndex],
    ) -> Self {
        let used = packs.iter().filter_map(|&index| compiled.packs.get(index));
        let used = used.map(|pack| PackUse {
            id: pack.id.clone(),
            version: pack.version.clone(),
            digest: pack.digest().clone(),
        });
        Self::of(proposal, request, used.collect())
    }

    /// The frame of a decision on a proposal by packs that were told before.
    pub(crate) fn of(proposal: &Proposal, request: &Request, packs: Arc<[PackUse]>) -> Self {
        let advice = |code, message| Advice {
            demand: None,
            code,
            fact: None,
            rule: None,
            message,
        };
        let no_pack = packs
            .is_empty()
            .then(|| advice(AdviceCode::NoPack, no_pack(proposal, request)));
        let started = already_started(proposal, request)
            .map(|message| advice(AdviceCode::AlreadyStarted, message));
        Frame {
            proposal: proposal.id.clone(),
            as_of: request.as_of,
            packs,
            advice: no_pack.into_iter().chain(started).collect(),
        }
    }

    /// The decision where this is told of the demands.
    pub(crate) fn decision(self, told: Vec<ToldOfDemand>) -> Decision {
        let (mut demands, mut findings, mut obligations) = (Vec::new(), Vec::new(), Vec::new());
        let (mut open_points, mut advice) = (Vec::new(), self.advice);
        for told in told {
            demands.push(told.demand);
            findings.extend(told.findings);
            obligations.extend(told.obligations);
            open_points.extend(told.open_points);
            advice.extend(told.advice);
        }
        let verdict = demands.iter().map(|demand| demand.verdict).min();
        let verdict = verdict.unwrap_or(Verdict::NotCovered);
        let possible = demands.iter().map(|demand| demand.possible);
        let possible = possible.reduce(Verdicts::worst_of_each);
        Decision {
            proposal: self.proposal,
            verdict,
            assignable: demands.iter().all(|demand| demand.assignable),
            as_of: self.as_of,
            possible: possible.unwrap_or_default(),
            open_points: open_points.into(),
            missing: match verdict {
                Verdict::NeedsInformation => missing(&demands).into(),
                _ => Arc::default(),
            },
            demands: demands.into(),
            packs: self.packs,
            findings: findings.into(),
            obligations: obligations.into(),
            advice: advice.into(),
            written: Written::default(),
        }
    }

    /// The decision on a demand by itself, whatever is told around it, with room for its texts.
    pub(crate) fn alone(&self, mut told: ToldOfDemand) -> Decision {
        told.renumber(0);
        let frame = Frame {
            proposal: None,
            as_of: self.as_of,
            packs: Arc::clone(&self.packs),
            advice: Vec::new(),
        };
        let mut decision = frame.decision(vec![told]);
        decision.written = Written::of(&decision);
        decision
    }

    /// The decision where what a decision on one demand says is told of the only demand, but for these
    /// findings.
    pub(crate) fn around(self, kept: &Decision, findings: Arc<[Finding]>) -> Decision {
        let advice = match self.advice.is_empty() {
            true => Arc::clone(&kept.advice),
            false => self.advice.iter().chain(&*kept.advice).cloned().collect(),
        };
        Decision {
            proposal: self.proposal,
            as_of: self.as_of,
            written: kept.written.with(&findings),
            findings,
            advice,
            ..kept.clone()
        }
    }
}

fn no_pack(proposal: &Proposal, request: &Request) -> LocalText {
    let day = request.as_of;
    let village = proposal.village.as_ref();
    let place = village
        .and_then(|village| village.code.as_ref().map(ToString::to_string))
        .or_else(|| village.and_then(|village| village.name.as_ref().map(ToString::to_string)));
    let (zh, en) = match &place {
        Some(place) => (format!("({place})"), format!(" ({place})")),
        None => (String::new(), String::new()),
    };
    LocalText::new(
        format!("{day}在该村（社区）{zh}没有生效的规则包，须由人工判断"),
        format!("no rule pack is in force on {day} for the village{en}; a person must judge"),
    )
}

fn already_started(proposal: &Proposal, request: &Request) -> Option<LocalText> {
    let day = request.as_of;
    let Some(Stated::Value(start)) = proposal.starts_on else {
        return None;
    };
    (start < day).then(|| LocalText::new(
        format!("任务已于{start}开始；本结论只针对{day}，此前的时间另行核查"),
        format!(
            "the task started on {start}; this decides for {day}, and the time before is to be looked into"
        ),
    ))
}

/// What is missing for any demand; a fact of the header that several demands ask for is asked once.
fn missing(demands: &[DemandDecision]) -> Vec<MissingFact> {
    let mut all: Vec<MissingFact> = Vec::new();
    for missing in demands.iter().flat_map(|demand| &demand.missing) {
        let asked = all.iter_mut().find(|known| {
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
            None => all.push(missing.clone()),
        }
    }
    all
}
