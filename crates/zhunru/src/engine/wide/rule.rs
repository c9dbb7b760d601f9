//! What rules come to, as nodes of a program.

use super::node::Literal;
use crate::engine::rule::RuleIndex;

/// What one rule comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct RuleLiterals {
    pub(super) rule: RuleIndex,
    /// It applies, whether lifted or not.
    pub(super) applies: Literal,
    /// It applies and nothing lifts it.
    pub(super) fires: Literal,
    /// Its gate's procedure is complete.
    pub(super) complete: Literal,
    /// Its gate's procedure was refused.
    pub(super) refused: Literal,
    /// Its obligation is met, or its advice followed.
    pub(super) met: Literal,
}

/// What the rules together come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// A prohibition fires, or the procedure of a firing gate was refused.
    pub(super) denied: Literal,
    /// A firing gate is not complete.
    pub(super) gated: Literal,
    /// Something grants.
    pub(super) granted: Literal,
    /// An obligation due before or after is not met.
    pub(super) open: Literal,
    /// An obligation due before is not met.
    pub(super) blocked: Literal,
}

impl Outcome {
    /// What no rules come to.
    pub(super) const NOTHING: Outcome = Outcome {
        denied: Literal::FALSE,
        gated: Literal::FALSE,
        granted: Literal::FALSE,
        open: Literal::FALSE,
        blocked: Literal::FALSE,
    };
}
