//! Names in front of which a place may stand that the proposal names: 下洪村党群服务中心.

use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::desk::{Beyond, Desk, SlotAnswer, SlotNumber};
use super::gates::value_of;
use super::slot::{Answer, FULL, size};
use super::taking_in::{each_of_form, told_of};
use crate::engine::intake;
use crate::engine::net::item_names;
use crate::engine::wide::Letters;
use crate::list::normalise_name;
use crate::model::{Demand, Proposal, Village};
use crate::vocabulary::Told;

/// More names of places than this are not kept.
const MOST_PLACES: usize = 1 << 14;

/// What names of places are to the names that a desk compares.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacesInFront {
    /// The letters that all of them have.
    pub(super) letters: Letters,
    /// Whether one stands in front of an entry of a list, which then has another name.
    pub(super) is_before_entries: bool,
}

impl Desk {
    /// What the names of the village and of what lies around it are, where there are any.
    pub(super) fn places_of(&mut self, village: &Village) -> Option<PlacesInFront> {
        let mut all: Option<PlacesInFront> = None;
        for name in village.name.iter().chain(&village.within) {
            let own = match self.places.get(name.as_str()) {
                Some(known) => *known,
                None => {
                    let normalised = normalise_name(name);
                    let own = PlacesInFront {
                        letters: Letters::of(&normalised),
                        is_before_entries: self.program.is_before_entries(&normalised),
                    };
                    if self.places.len() < MOST_PLACES {
                        self.places.insert(name.clone(), own);
                        self.learnt += size(name.len());
                    }
                    own
                }
            };
            // Of several places it is enough that one stands in front.
            all = Some(all.map_or(own, |all| PlacesInFront {
                letters: all.letters.common(own.letters),
                is_before_entries: all.is_before_entries || own.is_before_entries,
            }));
        }
        all
    }

    /// Sets the inputs anew that names answer in front of which the name of the village may stand, or of
    /// what lies around it. What such a name says is kept by those places.
    pub(super) fn take_in_behind_places(
        &mut self,
        proposal: &Proposal,
        (number, demand): (usize, &Demand),
        day: NaiveDate,
        (village, places): (&Village, Letters),
    ) -> Result<(), Beyond> {
        let around = || village.name.iter().chain(&village.within);
        let mut new: Vec<(SlotNumber, Box<[u8]>)> = Vec::new();
        {
            let Desk {
                slots,
                values,
                answered,
                key,
                header,
                body,
                further,
                ..
            } = self;
            let mut take = |slot: SlotNumber, told: Told<'_>| {
                let place = usize::from(slot);
                let (Some(slot_at), Some(answer)) = (slots.get(place), answered.get_mut(place))
                else {
                    return;
                };
                let SlotAnswer::Kept(kept) = *answer else {
                    return;
                };
                let letters = slot_at.answer(kept).map(|one| one.letters);
                let letters = letters.filter(|letters| !letters.is_empty());
                if !letters.is_some_and(|letters| letters.may_hold(places))
                    || !slot_at.key_behind(around().map(SmolStr::as_str), told, key)
                {
                    return;
                }
                match slot_at.find_key(key, values) {
                    Some(number) => *answer = SlotAnswer::Kept(number),
                    None => new.push((slot, key.as_slice().into())),
                }
            };
            each_of_form((header, body), proposal, (number, demand), day, &mut take);
            for (path, stated) in proposal.facts.iter().chain(&demand.facts) {
                if let Some(&slot) = further.get(path) {
                    take(slot, told_of(stated));
                }
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let compiled = Arc::clone(self.program.compiled());
        let all = intake::places(&compiled, proposal, self.program.pack_numbers());
        let mut faults = Vec::new();
        let states = intake::states(&compiled, proposal, number, demand, &all, &mut faults);
        for (slot, key) in new {
            let place = usize::from(slot);
            let Some(slot) = self.slots.get_mut(place) else {
                continue;
            };
            let state = states.get(slot.fact);
            let told = self.program.answers_of(slot.fact, state);
            let told = told.ok_or(Beyond::Whole)?;
            let answer = Answer {
                values: told.values.into_iter().map(value_of).collect(),
                letters: Letters::NONE,
                names: item_names(state),
                together: told.together.map(Box::new),
            };
            let number = slot.keep_key(&key, answer, &mut self.values);
            let Some(number) = number else {
                self.learnt += FULL;
                return Err(Beyond::Whole);
            };
            self.learnt += slot.size_of_last();
            if let Some(answered) = self.answered.get_mut(place) {
                *answered = SlotAnswer::Kept(number);
            }
        }
        Ok(())
    }
}
