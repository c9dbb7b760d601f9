//! What rules come to, as nodes of a net.

use super::node::Literal;
use crate::decision::Verdict;
use crate::engine::judgement::RuleBits;
use crate::engine::logic::Kleene;
use crate::engine::rule::RuleIndex;

/// What one rule comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleLiterals {
    pub(crate) rule: RuleIndex,
    /// It applies, whether lifted or not.
    pub(crate) applies: Literal,
    /// It applies and nothing lifts it.
    pub(crate) fires: Literal,
    /// Its gate's procedure is complete.
    pub(crate) complete: Literal,
    /// Its gate's procedure was refused.
    pub(crate) refused: Literal,
    /// Its obligation is met, or its advice followed.
    pub(crate) met: Literal,
}

impl RuleLiterals {
    /// What the rule comes to, where this is known of literals.
    pub(crate) fn bits(&self, at: impl Fn(Literal) -> Kleene) -> RuleBits<Kleene> {
        let (fires, met) = (at(self.fires), at(self.met));
        RuleBits {
            applies: at(self.applies),
            fires,
            complete: at(self.complete),
            refused: at(self.refused),
            met,
            open: fires.and(met.not()),
        }
    }
}

/// What the rules together come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// A prohibition fires, or the procedure of a firing gate was refused.
    pub(crate) denied: Literal,
    /// A firing gate is not complete.
    pub(crate) gated: Literal,
    /// Something grants.
    pub(crate) granted: Literal,
    /// An obligation due before or after is not met.
    pub(crate) open: Literal,
    /// An obligation due before is not met.
    pub(crate) blocked: Literal,
}

impl Outcome {
    /// What no rules come to.
    pub(crate) const NOTHING: Outcome = Outcome {
        denied: Literal::FALSE,
        gated: Literal::FALSE,
        granted: Literal::FALSE,
        open: Literal::FALSE,
        blocked: Literal::FALSE,
    };
    /// The verdict, where what is known of literals tells it.
    pub(crate) fn verdict(&self, at: impl Fn(Literal) -> Kleene) -> Option<Verdict> {
        let settled = |literal: Literal| match at(literal) {
            Kleene::TRUE => Some(true),
            Kleene::FALSE => Some(false),
            _ => None,
        };
        Some(if settled(self.denied)? {
            Verdict::Deny
        } else if settled(self.gated)? {
            Verdict::NeedsApproval
        } else if !settled(self.granted)? {
            Verdict::NotCovered
        } else if settled(self.open)? {
            Verdict::AdmitWithConditions
        } else {
            Verdict::Admit
        })
    }
}
