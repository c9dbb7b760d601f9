//! A net run for one demand.

use super::{Literal, Net, Node, Outcome};
use crate::decision::Verdict;
use crate::decision::Verdicts;
use crate::engine::judgement::{Judgement, RuleBits};
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::reader::Reader;
use crate::engine::situation::Situation;
use crate::vocabulary::FactState;

/// What is known of a node: a bit for *can be true*, another for *can be false*.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Known(u8);

const CAN_BE_TRUE: u8 = 1;
const CAN_BE_FALSE: u8 = 2;

impl Known {
    pub(super) const UNKNOWN: Known = Known(CAN_BE_TRUE | CAN_BE_FALSE);

    fn of(value: Kleene) -> Self {
        let can_be_true = u8::from(value.can_be_true) * CAN_BE_TRUE;
        Known(can_be_true | (u8::from(value.can_be_false) * CAN_BE_FALSE))
    }

    pub(super) fn value(self) -> Kleene {
        Kleene {
            can_be_true: self.0 & CAN_BE_TRUE != 0,
            can_be_false: self.0 & CAN_BE_FALSE != 0,
        }
    }

    fn not(self) -> Self {
        Known((self.0 & CAN_BE_TRUE) << 1 | (self.0 & CAN_BE_FALSE) >> 1)
    }

    fn and(self, other: Known) -> Self {
        Known((self.0 & other.0 & CAN_BE_TRUE) | ((self.0 | other.0) & CAN_BE_FALSE))
    }

    /// This where it is known, else the other.
    fn or_else(self, other: Known) -> Self {
        match self {
            Known::UNKNOWN => other,
            known => known,
        }
    }
}

impl Net {
    /// Judges one demand; nothing where other demands of the proposal have a say, or too much is
    /// unknown or hangs together.
    pub(crate) fn judge(&self, situation: &Situation<'_>) -> Option<Judgement> {
        let compiled = situation.compiled();
        let demands = situation.proposed.proposal.demands.iter().enumerate();
        let mut others = demands.filter(|(number, _)| *number != situation.number);
        let has_say = others.any(|(_, other)| self.is_added_to(compiled, other.demand_type()));
        if has_say || self.may_hang_already(compiled, situation.stated()) {
            return None;
        }
        let known = self.run(situation);
        self.judge_settled(&known)
            .or_else(|| self.judge_completions(situation, &known))
    }

    /// The judgement where every rule and the outcome is known.
    fn judge_settled(&self, known: &[Known]) -> Option<Judgement> {
        let at = |literal: Literal| {
            let node = known.get(literal.node()).copied();
            let node = node.unwrap_or(Known::UNKNOWN);
            if literal.is_negated() {
                node.not()
            } else {
                node
            }
            .value()
        };
        let mut rules = Vec::with_capacity(self.rules.len());
        for literals in &self.rules {
            let [applies, fires, complete, refused, met] = [
                literals.applies,
                literals.fires,
                literals.complete,
                literals.refused,
                literals.met,
            ]
            .map(at);
            let bits = RuleBits {
                applies,
                fires,
                complete,
                refused,
                met,
                open: fires.and(met.not()),
            };
            if !bits.is_settled() {
                return None;
            }
            rules.push((literals.rule, bits));
        }
        Some(Judgement {
            rules,
            possible: Verdicts::default().with(verdict(&self.outcome, at)?),
            missing: std::collections::BTreeSet::new(),
            exact: true,
        })
    }

    /// What is known of each node.
    fn run(&self, situation: &Situation<'_>) -> Vec<Known> {
        let mut known = vec![Known(CAN_BE_TRUE); self.nodes.len()];
        let mut reader = Reader::new(situation, ThreeValued);
        let stated = situation.stated();
        let acts = situation.proposed.proposal.approvals.as_ref();
        let has_acts = acts.is_none_or(|acts| !acts.is_empty());
        for input in &self.inputs {
            let value = match (stated.get(input.fact), input.without_acts) {
                (None | Some(FactState::Unknown), _) => input.usual,
                (_, Some(known)) if !has_acts && !known.is_unknown() => known,
                _ => input.input.value(&mut reader),
            };
            if let Some(node) = known.get_mut(input.node) {
                *node = Known::of(value);
            }
        }
        for (number, node) in self.nodes.iter().enumerate() {
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            let at = |literal: Literal| {
                let known = known.get(literal.node()).copied();
                let known = known.unwrap_or(Known::UNKNOWN);
                if literal.is_negated() {
                    known.not()
                } else {
                    known
                }
            };
            let (left, right) = (at(left), at(right));
            let value = match node {
                Node::Both(..) => left.and(right),
                _ => left.or_else(right),
            };
            if let Some(node) = known.get_mut(number) {
                *node = value;
            }
        }
        known
    }
}

/// The verdict, where every completion has the same.
fn verdict(outcome: &Outcome, at: impl Fn(Literal) -> Kleene) -> Option<Verdict> {
    let settled = |literal: Literal| match at(literal) {
        Kleene::TRUE => Some(true),
        Kleene::FALSE => Some(false),
        _ => None,
    };
    Some(if settled(outcome.denied)? {
        Verdict::Deny
    } else if settled(outcome.gated)? {
        Verdict::NeedsApproval
    } else if !settled(outcome.granted)? {
        Verdict::NotCovered
    } else if settled(outcome.open)? {
        Verdict::AdmitWithConditions
    } else {
        Verdict::Admit
    })
}
