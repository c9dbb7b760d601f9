//! What comes of a demand, by what is known of the gates.

use super::desk::{Beyond, Desk, SlotAnswer};
use super::evaluation::{Found, Ruling};
use super::gates::{TRUE, UNKNOWN, known_of};
use crate::decision::{Outcome, Verdict, Verdicts};
use crate::engine::Kleene;
use crate::engine::judgement::RuleBits;
use crate::engine::net::{Answered, Literal, Net};
use crate::engine::present::{is_undetermined, outcome};
use crate::engine::unknown::Unknown;
use crate::vocabulary::FactIndex;

impl Desk {
    fn known(&self, literal: Literal) -> Kleene {
        known_of(self.values.at(literal))
    }

    /// Whether every rule is known in every completion.
    pub(super) fn is_settled(&self) -> bool {
        // Mostly nothing at all is open, which is soon seen.
        let mut read_out = self.gates.read_out(&self.values);
        if !read_out.any(|value| value == UNKNOWN) {
            return true;
        }
        let mut rules = self.program.net().rules.iter();
        rules.all(|rule| rule.bits(|literal| self.known(literal)).is_settled())
    }

    /// Whether the outcome is known besides.
    pub(super) fn is_settled_whole(&self) -> bool {
        let known = |literal| self.known(literal);
        self.is_settled() && self.program.net().outcome.verdict(known).is_some()
    }

    /// The ruling, where every rule is known, if the verdict is known, too.
    pub(super) fn rule(&self, found: &mut Found) -> Option<Ruling> {
        let net: &Net = self.program.net();
        let known = |literal| self.known(literal);
        let verdict = net.outcome.verdict(known)?;
        let is_admitted = matches!(verdict, Verdict::Admit | Verdict::AdmitWithConditions);
        let bits = |place: usize| Some(net.rules.get(place)?.bits(known));
        let fires = |place: usize| {
            let rule = net.rules.get(place);
            rule.is_some_and(|rule| self.values.at(rule.fires) == TRUE)
        };
        self.tell_rules(fires, bits, found);
        Some(Ruling {
            possible: Verdicts::default().with(verdict),
            assignable: is_admitted && known(net.outcome.blocked).is_false(),
        })
    }

    /// Tells which rules are violated and which grant, by what the rule at a place comes to. Whether it fires is
    /// asked for first: few do, and no other is violated.
    fn tell_rules(
        &self,
        fires: impl Fn(usize) -> bool,
        at: impl Fn(usize) -> Option<RuleBits<Kleene>>,
        found: &mut Found,
    ) {
        let rules = &self.program.net().rules;
        for hit in self.program.violations() {
            if fires(hit.place)
                && let (Some(rule), Some(bits)) = (rules.get(hit.place), at(hit.place))
                && hit.how.holds(&bits)
            {
                found.violations.push(rule.rule);
            }
        }
        found.grants.extend(self.program.granting(|place, is_gate| {
            let bits = at(place);
            let grants = bits.map(|bits| if is_gate { bits.complete } else { bits.fires });
            grants.is_some_and(Kleene::is_true)
        }));
    }

    /// The ruling over all completions, where there are not too many and each unknown thing is by
    /// itself.
    pub(super) fn complete(&self, found: &mut Found) -> Result<Ruling, Beyond> {
        let net: &Net = self.program.net();
        let known: Vec<Kleene> = self.values.of_nodes().map(known_of).collect();
        let item = self
            .program
            .compiled()
            .known
            .item(self.program.demand_type());
        let answered = |fact: FactIndex| {
            let slots = self.slots.iter().zip(&self.answered);
            let mut slots = slots.filter(|(slot, _)| slot.fact == fact);
            match slots.next() {
                None | Some((_, SlotAnswer::Unstated)) if item == Some(fact) => {
                    let of_item = self.program.of_item();
                    of_item.map_or(Answered::Nothing, Answered::Together)
                }
                None | Some((_, SlotAnswer::Unstated)) => Answered::Nothing,
                Some((slot, SlotAnswer::Kept(number))) => {
                    let answer = slot.answer(*number);
                    let together = answer.and_then(|answer| answer.together.as_deref());
                    together.map_or(Answered::Stated, Answered::Together)
                }
                Some((_, SlotAnswer::New | SlotAnswer::Compared)) => Answered::Stated,
            }
        };
        let completed = net.complete(&known, &answered).ok_or(Beyond::Open)?;
        let possible = completed.possible;
        let at = |place: usize| completed.rules.get(place);
        let fires = |place: usize| at(place).is_some_and(|bits| bits.fires.is_true());
        self.tell_rules(fires, |place| at(place).copied(), found);
        let is_undetermined = |place: usize| {
            let rule = self.program.rule(place);
            match (rule, at(place)) {
                (Some(rule), Some(bits)) => is_undetermined(rule, bits),
                _ => true,
            }
        };
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
                let essential = completed.essential.iter();
                let essential = essential.map(|one| self.among_all_acts(*one));
                let compiled = self.program.compiled();
                questions.ask(compiled, essential, &undetermined, &mut found.missing);
            }
        }
        Ok(Ruling {
            possible,
            assignable: possible.single() == Some(Verdict::Admit),
        })
    }

    /// What is unknown of an act on record that counts, by its place among all.
    fn among_all_acts(&self, unknown: Unknown) -> Unknown {
        match unknown {
            Unknown::Approval { approval, field } => Unknown::Approval {
                approval: self.acts_at.get(approval).copied().unwrap_or(approval),
                field,
            },
            other => other,
        }
    }
}
