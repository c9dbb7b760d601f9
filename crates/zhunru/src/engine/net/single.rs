//! A net run for one demand.

use super::{Literal, Net, Node};
use crate::decision::Verdicts;
use crate::engine::judgement::Judgement;
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::reader::Reader;
use crate::engine::situation::Situation;
use crate::vocabulary::FactState;

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
    fn judge_settled(&self, known: &[Kleene]) -> Option<Judgement> {
        let at = |literal: Literal| known_of(known, literal);
        let mut rules = Vec::with_capacity(self.rules.len());
        for literals in &self.rules {
            let bits = literals.bits(at);
            if !bits.is_settled() {
                return None;
            }
            rules.push((literals.rule, bits));
        }
        Some(Judgement {
            rules,
            possible: Verdicts::default().with(self.outcome.verdict(at)?),
            missing: std::collections::BTreeSet::new(),
            exact: true,
        })
    }

    /// What is known of each node.
    fn run(&self, situation: &Situation<'_>) -> Vec<Kleene> {
        let mut known = vec![Kleene::TRUE; self.nodes.len()];
        let mut reader = Reader::new(situation, ThreeValued);
        let stated = situation.stated();
        let acts = situation.proposed.proposal.approvals.as_ref();
        let has_acts = acts.is_none_or(|acts| !acts.is_empty());
        for input in &self.inputs {
            let value = match (stated.get(input.fact), input.without_acts) {
                (FactState::Unknown, _) => input.usual,
                (_, Some(known)) if !has_acts && !known.is_unknown() => known,
                _ => input.input.value(&mut reader),
            };
            if let Some(node) = known.get_mut(input.node) {
                *node = value;
            }
        }
        for (number, node) in self.nodes.iter().enumerate() {
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            let (left, right) = (known_of(&known, left), known_of(&known, right));
            let value = match node {
                Node::Both(..) => left.and(right),
                _ if left.is_unknown() => right,
                _ => left,
            };
            if let Some(node) = known.get_mut(number) {
                *node = value;
            }
        }
        known
    }
}

/// What is known of a literal, where this is known of each node.
pub(super) fn known_of(known: &[Kleene], literal: Literal) -> Kleene {
    let node = known.get(literal.node()).copied();
    let node = node.unwrap_or(Kleene::UNKNOWN);
    if literal.is_negated() {
        node.not()
    } else {
        node
    }
}
