//! The engine: packs compiled into one circuit, proposals decided with it.

mod added;
mod applied;
mod assemble;
mod atom;
mod backing;
mod build;
mod circuit;
mod compile;
mod decide;
mod diagram;
mod error;
mod evaluator;
mod intake;
mod judgement;
mod known;
mod logic;
mod missing;
mod names;
mod net;
mod places;
mod plan;
mod present;
mod reader;
mod recall;
mod request;
mod rule;
mod situation;
mod states;
mod stock;
mod unknown;
mod values;
pub mod wide;

use std::sync::Arc;

pub use build::EngineBuilder;
pub use error::{DecideError, EngineError};
pub use evaluator::{DemandEvaluation, Evaluation, Evaluator};
pub(crate) use logic::Kleene;
pub(crate) use reader::{ActBits, BodyBits, Progress, StepBits, read_acts};
pub use request::{Request, Selection};

use crate::decision::{Decision, RuleId};
use crate::model::Proposal;
use crate::pack::Pack;
use crate::procedure::WorkingCalendar;
use crate::vocabulary::Vocabulary;

/// A set of rule packs, compiled.
///
/// An engine never changes, holds no clock, and is cheap to clone: clones share everything. What it
/// told of a demand it keeps for the like, within bounds, which changes no answer.
#[derive(Clone, Debug)]
pub struct Engine {
    inner: Arc<build::Compiled>,
    recalls: Arc<recall::Recalls>,
}

impl Engine {
    /// Starts an engine without packs.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// Decides a proposal: a pure function of the proposal, the request and the packs.
    ///
    /// # Errors
    /// When the proposal or the request cannot be decided at all: the village has no code and no
    /// pack is named, a named pack is unknown or of another place, or a stated fact is not one that
    /// the packs know or has a value that it cannot have.
    pub fn decide(&self, proposal: &Proposal, request: &Request) -> Result<Decision, DecideError> {
        // A trace tells of values what is not noted.
        if request.trace {
            return decide::decide(&self.inner, proposal, request);
        }
        self.recalls.decide(&self.inner, proposal, request)
    }

    /// The packs, by level of their place and id.
    pub fn packs(&self) -> impl ExactSizeIterator<Item = &Pack> {
        self.inner.packs.iter().map(|pack| &**pack)
    }

    /// The rules, lists and limits that findings may name, by pack and then in natural order. A list
    /// that makes two rules comes twice.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        self.inner.rules.iter().map(|rule| &rule.id)
    }

    /// The calendar by which the time limits of a pack's procedures are counted: its own, or else
    /// its nearest parent's, or else Monday to Friday. Nothing when there is no such pack.
    pub fn calendar(&self, pack: &str) -> Option<&WorkingCalendar> {
        let number = self.inner.packs.iter().position(|one| one.id == pack)?;
        Some(self.inner.calendar(number))
    }

    /// The facts that conditions may read: those built in, and those that the packs declare.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.inner.vocabulary
    }
}
