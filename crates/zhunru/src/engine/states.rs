//! What a proposal says of the facts of one demand.

use crate::model::{Demand, Proposal};
use crate::vocabulary::{FactIndex, FactState, body_states, header_states};

/// What is known of the facts of a demand, by number.
///
/// Kept are those of the header and of the demand's own type, and of the many others those that are
/// stated: so it stays small however many facts the packs declare.
#[derive(Debug, Default)]
pub(crate) struct States {
    /// The facts of the header from the first on, then those that the demand's type brings.
    of_form: Vec<FactState>,
    /// How many facts the header has.
    header: usize,
    /// The number of the first fact that the demand's type brings.
    body: FactIndex,
    further: Vec<(FactIndex, FactState)>,
}

impl States {
    /// Of which nothing is known.
    pub(crate) const NOTHING: States = States {
        of_form: Vec::new(),
        header: 0,
        body: 0,
        further: Vec::new(),
    };

    /// What the fields of a proposal's form say, where the demand's type brings the facts from this
    /// number on.
    pub(super) fn of_form(proposal: &Proposal, demand: &Demand, body: FactIndex) -> Self {
        /// About so many fields have the header and a body together at most.
        const FIELDS: usize = 64;
        let mut of_form = Vec::with_capacity(FIELDS);
        header_states(proposal, demand, &mut |state| of_form.push(state));
        let header = of_form.len();
        body_states(demand, &mut |state| of_form.push(state));
        States {
            of_form,
            header,
            body,
            further: Vec::new(),
        }
    }

    /// The place of a fact among those of the form.
    fn place(&self, fact: FactIndex) -> Option<usize> {
        match fact < self.header {
            true => Some(fact),
            false => fact.checked_sub(self.body)?.checked_add(self.header),
        }
        .filter(|&place| place < self.of_form.len())
    }

    pub(crate) fn get(&self, fact: FactIndex) -> &FactState {
        const UNKNOWN: &FactState = &FactState::Unknown;
        if let Some(state) = self.place(fact).and_then(|place| self.of_form.get(place)) {
            return state;
        }
        let mut further = self.further.iter();
        let known = further.find(|(known, _)| *known == fact);
        known.map_or(UNKNOWN, |(_, state)| state)
    }

    pub(crate) fn set(&mut self, fact: FactIndex, state: FactState) {
        let place = self.place(fact);
        if let Some(known) = place.and_then(|place| self.of_form.get_mut(place)) {
            *known = state;
            return;
        }
        let mut further = self.further.iter_mut();
        match further.find(|(known, _)| *known == fact) {
            Some((_, known)) => *known = state,
            None => self.further.push((fact, state)),
        }
    }

    /// The facts that are kept, with what is known of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (FactIndex, &FactState)> {
        let (header, body) = (self.header, self.body);
        let form = self.of_form.iter().enumerate();
        let form = form.map(move |(place, state)| match place.checked_sub(header) {
            None => (place, state),
            Some(place) => (body + place, state),
        });
        form.chain(self.further.iter().map(|(fact, state)| (*fact, state)))
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut FactState> {
        let further = self.further.iter_mut().map(|(_, state)| state);
        self.of_form.iter_mut().chain(further)
    }
}
