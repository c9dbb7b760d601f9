//! How the rules that a program runs may be violated, and which of them may grant.

use super::Program;
use crate::decision::{RuleId, Verdict};
use crate::engine::judgement::RuleBits;
use crate::engine::logic::Kleene;
use crate::engine::rule::RuleIndex;
use crate::pack::{Due, Modality};

/// A way in which a rule is violated, by the severity of the finding and then in the order of rules.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Hit {
    /// The place of the rule among those that bear on the demand.
    pub(in crate::engine) place: usize,
    pub(in crate::engine) how: Violation,
}

/// How a rule is violated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Violation {
    /// A prohibition fires.
    Fires,
    /// A gate fires whose procedure was refused.
    Refused,
    /// A gate fires whose procedure is neither complete nor refused.
    Incomplete,
    /// An obligation is not met.
    NotMet,
}

impl Violation {
    /// Whether a rule that comes to this is violated so, for certain.
    pub(in crate::engine) fn holds(self, bits: &RuleBits<Kleene>) -> bool {
        bits.fires.is_true()
            && match self {
                Violation::Fires => true,
                Violation::Refused => bits.complete.is_false() && bits.refused.is_true(),
                Violation::Incomplete => bits.complete.is_false() && bits.refused.is_false(),
                Violation::NotMet => bits.met.is_false(),
            }
    }
}

/// A rule that may grant.
#[derive(Clone, Debug)]
pub(in crate::engine::wide) struct Grant {
    /// The places of the rules with its id among those that bear on the demand.
    pub(in crate::engine::wide) places: Vec<usize>,
}

impl Program {
    /// Notes how rules may be violated and grant; nothing where two rules of one id could both be.
    pub(super) fn tell_rules(&mut self) -> Option<()> {
        let mut hits: Vec<(usize, Hit)> = Vec::new();
        let mut grants: Vec<(RuleId, Grant)> = Vec::new();
        let mut told: Vec<&RuleId> = Vec::new();
        for (place, literals) in self.net.rules.iter().enumerate() {
            let rule = self.compiled.rules.get(literals.rule)?;
            let violations: &[(Violation, usize)] = match rule.modality {
                Modality::Forbidden => &[(Violation::Fires, Verdict::Deny as usize)],
                Modality::ForbiddenWithout | Modality::InPrincipleForbidden => &[
                    (Violation::Refused, Verdict::Deny as usize),
                    (Violation::Incomplete, Verdict::NeedsApproval as usize),
                ],
                Modality::Required if rule.met.is_none() => &[],
                Modality::Required if rule.due == Some(Due::Standing) => {
                    &[(Violation::NotMet, Verdict::Admit as usize + 1)]
                }
                Modality::Required => &[(Violation::NotMet, Verdict::AdmitWithConditions as usize)],
                Modality::Permitted | Modality::Advised => &[],
            };
            // Of two rules of one list the first is told where both could be; only a permission
            // behind a prohibition can never be violated.
            if told.contains(&&rule.id) && rule.modality != Modality::Permitted {
                return None;
            }
            told.push(&rule.id);
            hits.extend(
                violations
                    .iter()
                    .map(|&(how, severity)| (severity, Hit { place, how })),
            );
            if rule.modality == Modality::Permitted || rule.is_gate() {
                match grants.iter_mut().find(|(id, _)| *id == rule.id) {
                    Some((_, grant)) => grant.places.push(place),
                    None => grants.push((
                        rule.id.clone(),
                        Grant {
                            places: vec![place],
                        },
                    )),
                }
            }
        }
        hits.sort_by_key(|(severity, _)| *severity);
        self.hits = hits.into_iter().map(|(_, hit)| hit).collect();
        self.grants = grants.into_iter().map(|(_, grant)| grant).collect();
        Some(())
    }

    /// The ways in which rules may be violated, in the order of findings; one rule may have two.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        self.hits.iter().map(|hit| self.rule_id(hit.place))
    }

    /// The rules, lists and procedures that may grant, in their order.
    pub fn grants(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        let first = |grant: &Grant| grant.places.first().copied().unwrap_or_default();
        self.grants
            .iter()
            .map(move |grant| self.rule_id(first(grant)))
    }

    /// The ways in which rules may be violated, in the order of findings.
    pub(in crate::engine) fn violations(&self) -> &[Hit] {
        &self.hits
    }

    /// The rules that grant, where this tells it of each by its place and whether it is a gate; of those
    /// of one id the first.
    pub(in crate::engine) fn granting(
        &self,
        grants: impl Fn(usize, bool) -> bool,
    ) -> impl Iterator<Item = RuleIndex> {
        self.grants.iter().filter_map(move |grant| {
            let mut places = grant.places.iter();
            let place = places.find(|&&place| {
                let rule = self.rule(place);
                rule.is_some_and(|rule| grants(place, rule.is_gate()))
            })?;
            Some(self.net.rules.get(*place)?.rule)
        })
    }
}
