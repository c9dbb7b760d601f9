//! What comes of a demand, by what is known of the gates.

use super::desk::{Beyond, Desk, SlotAnswer};
use super::evaluation::{Found, Ruling};
use super::gates::{FALSE, TRUE, UNKNOWN, known_of};
use crate::decision::{Outcome, Verdict, Verdicts};
use crate::engine::Kleene;
use crate::engine::net::{Literal, Net};
use crate::engine::present::{is_undetermined, outcome};
use crate::engine::wide::Violation;
use crate::vocabulary::FactIndex;

impl Desk {
    /// Whether every rule is known in every completion.
    pub(super) fn is_settled(&self) -> bool {
        let at = |literal: Literal| self.values.at(literal);
        self.program
            .net()
            .rules
            .iter()
            .all(|rule| match at(rule.fires) {
                // Whether a rule that does not fire is lifted or does not apply at all is told.
                FALSE => at(rule.applies) != UNKNOWN,
                TRUE => [rule.complete, rule.refused, rule.met]
                    .iter()
                    .all(|one| at(*one) != UNKNOWN),
                _ => false,
            })
    }

    /// The ruling, where every rule is known, if the verdict is known, too.
    pub(super) fn rule(&self, found: &mut Found) -> Option<Ruling> {
        let net: &Net = self.program.net();
        let at = |literal: Literal| self.values.at(literal);
        let settled = |literal: Literal| match at(literal) {
            TRUE => Some(true),
            FALSE => Some(false),
            _ => None,
        };
        let outcome = &net.outcome;
        let verdict = if settled(outcome.denied)? {
            Verdict::Deny
        } else if settled(outcome.gated)? {
            Verdict::NeedsApproval
        } else if !settled(outcome.granted)? {
            Verdict::NotCovered
        } else if settled(outcome.open)? {
            Verdict::AdmitWithConditions
        } else {
            Verdict::Admit
        };
        let is_admitted = matches!(verdict, Verdict::Admit | Verdict::AdmitWithConditions);
        for hit in self.program.violations() {
            let Some(rule) = net.rules.get(hit.place) else {
                continue;
            };
            let can = |literal: Literal| at(literal) != FALSE;
            let is_violated = can(rule.fires)
                && match hit.how {
                    Violation::Fires => true,
                    Violation::Refused => !can(rule.complete) && can(rule.refused),
                    Violation::Incomplete => !can(rule.complete) && !can(rule.refused),
                    Violation::NotMet => !can(rule.met),
                };
            if is_violated {
                found.violations.push(rule.rule);
            }
        }
        found.grants.extend(self.program.granting(|place, is_gate| {
            let rule = net.rules.get(place);
            let grants = rule.map(|rule| if is_gate { rule.complete } else { rule.fires });
            grants.is_some_and(|grants| at(grants) == TRUE)
        }));
        Some(Ruling {
            possible: Verdicts::default().with(verdict),
            assignable: is_admitted && at(outcome.blocked) == FALSE,
        })
    }

    /// The ruling over all completions, where there are not too many and each unknown thing is by
    /// itself.
    pub(super) fn complete(&self, found: &mut Found) -> Result<Ruling, Beyond> {
        let net: &Net = self.program.net();
        let known: Vec<Kleene> = self.values.of_nodes().map(known_of).collect();
        let is_stated = |fact: FactIndex| {
            let slot = self.slots.iter().position(|slot| slot.fact == fact);
            slot.and_then(|slot| self.answered.get(slot))
                .is_some_and(|answer| *answer != SlotAnswer::Unstated)
        };
        let completed = net.complete(&known, &is_stated).ok_or(Beyond::Open)?;
        let possible = completed.possible;
        let at = |place: usize| completed.rules.get(place);
        let is_undetermined = |place: usize| {
            let rule = self.program.rule(place);
            match (rule, at(place)) {
                (Some(rule), Some(bits)) => is_undetermined(rule, bits),
                _ => true,
            }
        };
        for hit in self.program.violations() {
            let (Some(rule), Some(bits)) = (net.rules.get(hit.place), at(hit.place)) else {
                return Err(Beyond::Open);
            };
            let is_violated = bits.fires.is_true()
                && !is_undetermined(hit.place)
                && match hit.how {
                    Violation::Fires => true,
                    Violation::Refused => !bits.complete.is_true() && bits.refused.is_true(),
                    Violation::Incomplete => !bits.complete.is_true() && !bits.refused.is_true(),
                    Violation::NotMet => !bits.met.is_true(),
                };
            if is_violated {
                found.violations.push(rule.rule);
            }
        }
        found.grants.extend(self.program.granting(|place, is_gate| {
            let bits = at(place);
            let grants = bits.map(|bits| if is_gate { bits.complete } else { bits.fires });
            grants.is_some_and(Kleene::is_true)
        }));
        let undetermined = (0..net.rules.len()).filter(|&place| is_undetermined(place));
        let undetermined: Vec<usize> = undetermined.collect();
        let questions = self.questions.as_ref().ok_or(Beyond::Open)?;
        let outcome = |place: usize| Some(outcome(self.program.rule(place)?, at(place)?).0);
        // Of two rules of one id the first is told, where it has anything to do with the demand.
        let told = undetermined.iter().filter(|&&place| {
            let first = questions.first_of_id(place);
            outcome(place) == Some(Outcome::Undetermined)
                && (first == place || outcome(first) == Some(Outcome::NotApplicable))
        });
        let told = told.filter_map(|&place| net.rules.get(place));
        found.undetermined.extend(told.map(|rule| rule.rule));
        match possible.single() {
            // Which conditions are open is for the words to tell.
            Some(Verdict::AdmitWithConditions) => return Err(Beyond::Open),
            Some(_) => {}
            None => {
                questions.ask(&completed.essential, &undetermined, &mut found.missing);
            }
        }
        Ok(Ruling {
            possible,
            assignable: possible.single() == Some(Verdict::Admit),
        })
    }
}
