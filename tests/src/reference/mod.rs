//! A second, slow and obvious way to decide, which shares no code with the engine.
//!
//! It reads the contract word by word: it gives every unknown base fact of a demand each value that
//! some condition could tell apart, decides every completion by the plain rules for known facts, and
//! compares the outcomes.

mod answer;
mod base;
mod case;
mod choose;
mod condition;
mod inheritance;
mod membership;
mod points;
mod presumption;
mod procedure;
mod reads;
mod settle;
mod stated;
mod stock;
mod world;

use chrono::NaiveDate;
use zhunru::decision::{Verdict, Verdicts};
use zhunru::model::Proposal;
use zhunru::pack::Pack;

pub use answer::{Answer, FindingSeen, Next, ProposalAnswer};
pub use base::{Base, Choice};
pub use case::Case;
pub use choose::{NoPlace, choose};
pub use settle::{Effect, OutcomeClass, Settled};

/// Completions beyond this number are not enumerated.
pub const LIMIT: usize = 4096;

/// What the reference says of one demand.
pub enum Reference<'a> {
    /// The exact answer.
    Exact(Box<Answer>),
    /// Too many completions: the case, for sampling.
    TooMany(Box<Case<'a>>),
}

impl Reference<'_> {
    /// The exact answer.
    ///
    /// # Panics
    /// When there are too many completions.
    pub fn exact(&self) -> &Answer {
        match self {
            Reference::Exact(answer) => answer,
            Reference::TooMany(case) => panic!("too many completions of {:?}", case.paths()),
        }
    }
}

/// Decides one demand of a proposal by packs that apply.
pub fn decide_demand<'a>(
    packs: &[&'a Pack],
    proposal: &'a Proposal,
    demand: usize,
    date: NaiveDate,
) -> Reference<'a> {
    let case = Case::new(packs, proposal, demand, date);
    match case.enumerate() {
        Some(completions) => Reference::Exact(Box::new(answer::answer(&case, &completions))),
        None => Reference::TooMany(Box::new(case)),
    }
}

/// Decides a proposal by packs that apply; nothing when a demand has too many completions.
pub fn decide(packs: &[&Pack], proposal: &Proposal, date: NaiveDate) -> Option<ProposalAnswer> {
    let demands: Option<Vec<Answer>> = (0..proposal.demands.len())
        .map(
            |demand| match decide_demand(packs, proposal, demand, date) {
                Reference::Exact(answer) => Some(*answer),
                Reference::TooMany(_) => None,
            },
        )
        .collect();
    let demands = demands?;
    // "The proposal's verdict is the worst of theirs … its `possible` the worst of each combination,
    // its `missing` the union when its verdict is `needs_information`."
    let verdict = demands.iter().map(|answer| answer.verdict).min().unwrap();
    let possible = demands
        .iter()
        .map(|answer| answer.possible)
        .reduce(Verdicts::worst_of_each)
        .unwrap();
    let missing = match verdict {
        Verdict::NeedsInformation => demands
            .iter()
            .enumerate()
            .flat_map(|(index, answer)| {
                answer.missing.iter().map(move |path| (index, path.clone()))
            })
            .collect(),
        _ => Default::default(),
    };
    Some(ProposalAnswer {
        verdict,
        possible,
        missing,
        assignable: demands.iter().all(|answer| answer.assignable),
        demands,
    })
}
