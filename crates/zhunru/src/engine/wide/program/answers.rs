//! What single facts answer to a program.

use chrono::NaiveDate;

use super::Program;
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::net::Together;
use crate::engine::reader::Reader;
use crate::engine::situation::Situation;
use crate::engine::states::States;
use crate::model::{Approval, Proposal};
use crate::vocabulary::{FactIndex, FactState, ToldActs};

/// What a fact answers.
#[derive(Debug)]
pub(in crate::engine) struct FactAnswers {
    /// By input of the fact, what three values know of it.
    pub(in crate::engine) values: Vec<Kleene>,
    /// What is unknown behind those that are open, where something is stated; nothing where that is too much.
    pub(in crate::engine) together: Option<Together>,
}

impl Program {
    /// What is known of each input that a fact answers, where this much is stated of it and nothing
    /// else of a demand; acts on record are none, where any are stated.
    pub(in crate::engine) fn answers_of(
        &self,
        fact: FactIndex,
        state: &FactState,
    ) -> Option<FactAnswers> {
        let is_of_acts = self.compiled.known.approvals == Some(fact);
        let acts = is_of_acts.then(Vec::new);
        self.looking_at([(fact, state)], acts, self.day, |situation| {
            self.answers_in(situation, fact)
        })
    }

    /// What is known of each input that acts on record answer, where these are on record on this day
    /// and the issuer's level is stated so much; `issuer` is the fact that is its level.
    pub(in crate::engine) fn answers_of_acts(
        &self,
        acts: ToldActs<'_>,
        day: NaiveDate,
        issuer: Option<(FactIndex, &FactState)>,
    ) -> Option<FactAnswers> {
        let fact = self.compiled.known.approvals?;
        self.looking_at_acts(acts, day, issuer, |situation| {
            self.answers_in(situation, fact)
        })
    }

    /// Looks at a demand of which no more is known than these acts, which are on record on this day, and so much
    /// of the fact that is the issuer's level.
    pub(super) fn looking_at_acts<T>(
        &self,
        acts: ToldActs<'_>,
        day: NaiveDate,
        issuer: Option<(FactIndex, &FactState)>,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let fact = self.compiled.known.approvals?;
        let stated = FactState::Entries(Vec::new());
        let states = issuer.into_iter().chain([(fact, &stated)]);
        // They are read for the only demand there is.
        let acts = acts.counting().map(|act| Approval {
            demands: None,
            ..act.clone()
        });
        self.looking_at(states, Some(acts.collect()), day, look)
    }

    /// Looks at a demand of which no more is known than this.
    fn looking_at<'s, T>(
        &self,
        stated: impl IntoIterator<Item = (FactIndex, &'s FactState)>,
        approvals: Option<Vec<Approval>>,
        day: NaiveDate,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let nothing = Proposal {
            approvals,
            ..Proposal::unknown(self.demand)
        };
        let mut states = [States::NOTHING];
        let [own] = &mut states;
        for (fact, state) in stated {
            own.set(fact, state.clone());
        }
        self.seen_on(day, &nothing, &states, look)
    }

    /// What is known of each input that a fact answers.
    pub(super) fn values_in(&self, situation: &Situation<'_>, fact: FactIndex) -> Vec<Kleene> {
        let mut reader = Reader::new(situation, ThreeValued);
        let inputs = self.inputs_of(fact);
        inputs.map(|input| input.input.value(&mut reader)).collect()
    }

    fn answers_in(&self, situation: &Situation<'_>, fact: FactIndex) -> FactAnswers {
        FactAnswers {
            values: self.values_in(situation, fact),
            together: match situation.state(fact) {
                FactState::Entries(_) => Together::behind(situation, &self.net.inputs, fact),
                _ => None,
            },
        }
    }
}
