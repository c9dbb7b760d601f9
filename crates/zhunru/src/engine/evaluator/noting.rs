//! What of a demand is noted, so that what came of it is found again for the like.

use chrono::NaiveDate;

use super::desk::{Beyond, Desk, SlotAnswer, SlotNumber};
use super::gates::UNKNOWN;
use crate::model::{Demand, Proposal};

/// What begins the note of a demand.
mod begin {
    /// Every rule is known, or some are not.
    pub(super) const SETTLED: u8 = 1;
    pub(super) const OPEN: u8 = 2;
    /// Acts are on record.
    pub(super) const ACTS: u8 = 4;
    /// The demand has support or bases of its own, by which facts are asked for; of settled demands none are.
    pub(super) const OWN_SUPPORT: u8 = 8;
    pub(super) const OWN_BASIS: u8 = 16;
}

impl Desk {
    /// Notes what is known of each input, and of those that are not known, whether something is stated
    /// that answers them: on this hangs what comes of the demand over all completions.
    pub(super) fn note_values(&mut self) {
        self.noted_values.clear();
        let mut noted = std::mem::take(&mut self.noted_values);
        self.push_values(&mut noted);
        self.noted_values = noted;
    }

    fn push_values(&self, noted: &mut Vec<u8>) {
        /// What no value is: not known, though its fact is stated; and the same where it is known what of it is
        /// unknown, which is that of the answer noted behind.
        const STATED: u8 = 4;
        const TOGETHER: u8 = 5;
        let approvals = self.program.compiled().known.approvals;
        for (slot, answer) in self.slots.iter().zip(&self.answered) {
            let together = match answer {
                SlotAnswer::Kept(number) => {
                    let kept = slot.answer(*number);
                    let is_together = kept.is_some_and(|kept| kept.together.is_some());
                    is_together.then_some(*number)
                }
                _ => None,
            };
            let unknown = match (answer, together) {
                (SlotAnswer::Unstated, _) => UNKNOWN,
                (_, Some(_)) => TOGETHER,
                (_, None) => STATED,
            };
            let mut is_open = false;
            noted.extend(slot.values(&self.values).map(|value| match value {
                UNKNOWN => {
                    is_open = true;
                    unknown
                }
                value => value,
            }));
            if let Some(number) = together.filter(|_| is_open) {
                noted.extend(number.to_le_bytes());
                if approvals == Some(slot.fact) {
                    self.push_places(noted);
                }
            }
        }
    }

    /// Notes the places of the acts that count among all, where others stand before them: what is asked of acts
    /// names them by these.
    fn push_places(&self, noted: &mut Vec<u8>) {
        let is_moved = self.acts_at.iter().enumerate().any(|(own, at)| own != *at);
        let places = self.acts_at.iter().filter(|_| is_moved);
        // There are few acts where they are noted at all.
        let places = places.map(|&at| u8::try_from(at).unwrap_or(u8::MAX));
        noted.push(u8::from(is_moved));
        noted.extend(places);
    }

    /// Notes what the proposal at hand tells: two that tell the same come to the same.
    pub(super) fn note_answers(&mut self) {
        self.noted_answers.clear();
        for (slot, answer) in self.slots.iter().zip(&self.answered) {
            self.noted_answers.push(numbered(*answer));
            if *answer == SlotAnswer::Compared {
                let values = slot.values(&self.values);
                self.noted_answers.extend(values.map(u32::from));
            }
        }
        let is_moved = self.acts_at.iter().enumerate().any(|(own, at)| own != *at);
        let places = self.acts_at.iter().filter(|_| is_moved);
        let places = places.map(|&at| u32::try_from(at).unwrap_or(u32::MAX));
        self.noted_answers.extend(places);
    }

    /// Looks at a demand and notes all on which hangs what is told of it; false where only the whole
    /// proposal tells. What procedures tell of acts on record is not noted.
    pub(in crate::engine) fn note(
        &mut self,
        proposal: &Proposal,
        (number, demand): (usize, &Demand),
        day: NaiveDate,
    ) -> bool {
        let looked = self.look_at(proposal, (number, demand), day);
        if matches!(looked, Err(Beyond::Whole | Beyond::Open)) || self.recollection.presumes_issuer
        {
            return false;
        }
        let mut key = std::mem::take(&mut self.recollection.key);
        key.clear();
        let has_acts = proposal.approvals.as_ref();
        let acts = match has_acts.is_some_and(|acts| !acts.is_empty()) {
            true => begin::ACTS,
            false => 0,
        };
        key.push(begin::SETTLED | acts);
        let mut has_unknown = self.may_hang;
        key.extend(self.gates.read_out(&self.values).inspect(|value| {
            has_unknown |= *value == UNKNOWN;
        }));
        let is_settled = !has_unknown || (!self.may_hang && self.is_settled_whole());
        let is_told = if is_settled {
            self.note_settled(&mut key);
            true
        } else if proposal.demands.len() == 1 {
            key.clear();
            key.push(begin::OPEN | acts | owned(demand));
            self.note_answers();
            let answers = self.noted_answers.iter();
            key.extend(answers.flat_map(|answer| answer.to_le_bytes()));
            true
        } else {
            false
        };
        self.recollection.key = key;
        is_told
    }

    /// Notes what is told besides of a demand of which every rule is known: what is presumed, which
    /// statements are set aside, how bodies are called.
    fn note_settled(&self, key: &mut Vec<u8>) {
        let told = &self.recollection;
        key.extend(
            told.issuer
                .map_or(0, |slot| self.number(slot))
                .to_le_bytes(),
        );
        let mut has_rivals = false;
        for presumed in &told.presumed {
            let is_stated = self.number(presumed.slot) != 0;
            has_rivals |= !is_stated && presumed.has_rival_reading;
            key.push(u8::from(is_stated));
        }
        if told.statements.iter().any(|&slot| self.number(slot) != 0) {
            let slots = told.item.iter().chain(&told.statements);
            key.extend(slots.flat_map(|&slot| self.number(slot).to_le_bytes()));
        }
        // What a rule would come to that only a presumption keeps silent hangs on all that is known.
        if has_rivals {
            self.push_values(key);
        }
    }

    fn number(&self, slot: SlotNumber) -> u32 {
        self.answered
            .get(usize::from(slot))
            .map_or(0, |&answer| numbered(answer))
    }
}

/// The number of an answer; 0 where nothing is stated.
fn numbered(answer: SlotAnswer) -> u32 {
    match answer {
        SlotAnswer::Unstated | SlotAnswer::New => 0,
        SlotAnswer::Compared => 1,
        SlotAnswer::Kept(number) => number + 2,
    }
}

/// Which parts of the header a demand has of its own.
fn owned(demand: &Demand) -> u8 {
    let support = demand.support.as_ref().map_or(0, |_| begin::OWN_SUPPORT);
    let basis = demand.basis.as_ref().map_or(0, |_| begin::OWN_BASIS);
    support | basis
}
