//! Reading parts of proposals as statements to a program.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Program;
use crate::engine::intake;
use crate::engine::logic::ThreeValued;
use crate::engine::reader::Reader;
use crate::engine::states::States;
use crate::engine::wide::statement::{Letters, Statement};
use crate::model::{Demand, DemandBody, Proposal};
use crate::vocabulary::{FactIndex, FactState, ToldActs};

impl Program {
    /// Reads a part of a proposal: its one demand, which is of this program's type, and whatever of
    /// the header belongs to the part; where it has no demand, one is taken of which nothing is known.
    /// Parts that state different facts may be read one by one, but for these: the organs of a joint
    /// issuer belong in one part, and so do all fields of a legal basis.
    ///
    /// Nothing comes back for what only the whole proposal can answer, or what is faulty: acts on
    /// record, for which there is [`Program::read_acts`], several demands, bases or support of a demand
    /// beside the header's, and signs in stock among which the demanded one may be.
    pub fn read(&self, part: &Proposal) -> Option<Statement> {
        if part.approvals.as_ref().is_some_and(|acts| !acts.is_empty()) {
            return None;
        }
        let proposal = self.with_demand(part);
        let [demand] = proposal.demands.as_slice() else {
            return None;
        };
        if demand.demand_type() != self.demand || demand.basis.is_some() || demand.support.is_some()
        {
            return None;
        }
        let mut faults = Vec::new();
        let read = |places: &[_], faults: &mut Vec<_>| {
            intake::states(&self.compiled, &proposal, 0, demand, places, faults)
        };
        let written = read(&[], &mut faults);
        let states = [read(&self.places, &mut faults)];
        if !faults.is_empty() {
            return None;
        }
        let [own] = &states;
        let stated = own
            .iter()
            .filter(|(_, state)| **state != FactState::Unknown);
        let mut facts: Vec<FactIndex> = stated.map(|(fact, _)| fact).collect();
        facts.sort_unstable();
        if self.net.may_hang_already(&self.compiled, own) {
            return None;
        }
        let answers = self.seen(&proposal, &states, |situation| {
            let mut reader = Reader::new(situation, ThreeValued);
            let mut answers = Vec::new();
            for (fact, inputs) in &self.answers {
                if !facts.contains(fact) {
                    continue;
                }
                for &number in inputs {
                    let Some(known) = self.net.inputs.get(usize::from(number)) else {
                        continue;
                    };
                    let value = known.input.value(&mut reader);
                    if value != known.usual {
                        answers.push((number, value));
                    }
                }
            }
            answers.sort_by_key(|(number, _)| *number);
            answers
        })?;
        Some(Statement {
            answers: answers.into(),
            facts: facts.into(),
            letters: Letters::in_states(written.iter().map(|(_, state)| state)),
        })
    }

    /// Reads the acts on record (审批记录) that a part of a proposal states, as they count on the day of the
    /// decision, which must be decided like the program's. The part also states the issuer where it is
    /// known: a procedure may ask for bodies of the issuer's own level. The statement answers what acts
    /// answer, and nothing of the issuer. Of the days of acts only their order matters, and which of them
    /// are not after the day of the decision.
    ///
    /// Nothing comes back where the part states no acts, and for what only the whole proposal can answer: acts for some
    /// demands alone, more than thirty-two of them, and more than four of unknown days.
    pub fn read_acts(&self, part: &Proposal, day: NaiveDate) -> Option<Statement> {
        let fact = self.compiled.known.approvals?;
        let acts = part.approvals.as_deref()?;
        if acts.iter().any(|act| act.demands.is_some()) {
            return None;
        }
        let issuer = part.issuer.as_ref().and_then(|issuer| issuer.level());
        let acts = ToldActs::of(acts, 0, day, issuer)?;
        let proposal = self.with_demand(part);
        let level = self.compiled.known.issuer_level;
        let states = States::of_form(
            &proposal,
            proposal.demands.first()?,
            self.compiled.known.body_start(self.demand),
        );
        let level = level.map(|level| (level, states.get(level)));
        let values = self.looking_at_acts(acts, day, level, |situation| {
            self.values_in(situation, fact)
        })?;
        let inputs = self.answers.iter().find(|(known, _)| *known == fact);
        let inputs = inputs.map_or(&[][..], |(_, inputs)| inputs);
        let answers = inputs.iter().copied().zip(values);
        Some(Statement {
            answers: answers
                .filter(|(input, value)| *value != self.usual(*input))
                .collect(),
            facts: [fact].into(),
            letters: Letters::NONE,
        })
    }

    fn with_demand<'p>(&self, part: &'p Proposal) -> Cow<'p, Proposal> {
        if !part.demands.is_empty() {
            return Cow::Borrowed(part);
        }
        let mut proposal = part.clone();
        proposal
            .demands
            .push(Demand::new(DemandBody::unknown(self.demand)));
        Cow::Owned(proposal)
    }
}
