//! The demand's item, and whether lists hold it.

use std::sync::Arc;

use super::Reader;
use super::choices::{ItemChoices, Likeness};
use super::source::Source;
use crate::engine::atom::{ListIndex, Reading};
use crate::engine::logic::Logic;
use crate::engine::names::Lookup;
use crate::engine::situation::{Composed, Situation};
use crate::engine::unknown::Unknown;
use crate::list::{ListContent, WhileNotLoaded};
use crate::vocabulary::{FactIndex, FactState, ItemName, Value};

/// What the demand's item is to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// An entry has that code, name or alias, or it was stated so.
    On,
    /// No entry has it, or it was stated so.
    Off,
    /// No entry has it, but these are similar; or nothing is known and the list is not loaded.
    Open(Vec<usize>),
    /// The item itself is unknown.
    UnknownItem,
}

impl<L: Logic> Reader<'_, '_, L> {
    /// Whether a list holds the item of a demand of the proposal, as what inherits it has it.
    pub(super) fn listed(&mut self, demand: usize, list: ListIndex, reading: Reading) -> L::Bit {
        if let Some(&known) = self.memberships.get(&(demand, list, reading)) {
            return known;
        }
        let bit = self.inherited(list, reading, &mut |reader, list| {
            reader.on_list(demand, list)
        });
        self.memberships.insert((demand, list, reading), bit);
        bit
    }

    /// What holds of a list as what inherits it has it, by what holds of single lists.
    fn inherited(
        &mut self,
        list: ListIndex,
        reading: Reading,
        holds: &mut dyn FnMut(&mut Self, ListIndex) -> L::Bit,
    ) -> L::Bit {
        match self.situation.inherited(list) {
            None => holds(self, list),
            Some(_) => self.compose(&self.situation.composed(list, reading), holds),
        }
    }

    fn compose(
        &mut self,
        composed: &Composed,
        holds: &mut dyn FnMut(&mut Self, ListIndex) -> L::Bit,
    ) -> L::Bit {
        match composed {
            Composed::Itself(list) => holds(self, *list),
            Composed::Any(parts) => {
                let mut any = self.logic.constant(false);
                for part in parts {
                    let part = self.compose(part, holds);
                    any = self.logic.or(any, part);
                }
                any
            }
            Composed::All(parts) => {
                let mut all = self.logic.constant(true);
                for part in parts {
                    let part = self.compose(part, holds);
                    all = self.logic.and(all, part);
                }
                all
            }
        }
    }

    /// Whether this very list holds the item of a demand of the proposal.
    pub(super) fn on_list(&mut self, demand: usize, list: ListIndex) -> L::Bit {
        if let Some(&known) = self.own_memberships.get(&(demand, list)) {
            return known;
        }
        let bit = match self.situation.standing_of(demand, list) {
            Standing::On => self.logic.constant(true),
            Standing::Off => self.logic.constant(false),
            Standing::Open(_) => self.membership(demand, list),
            Standing::UnknownItem => self.listed_unknown_item(demand, list),
        };
        self.own_memberships.insert((demand, list), bit);
        bit
    }

    /// Whether an entry of a list has the name of something that the village has.
    pub(super) fn names_entry(
        &mut self,
        name: &Source<L::Bit>,
        list: ListIndex,
        reading: Reading,
    ) -> L::Bit {
        let situation = self.situation;
        self.inherited(list, reading, &mut |reader, list| {
            let in_force = situation.is_list_in_force(list);
            reader.holds(name, |value| {
                in_force && situation.look_up(list, value) == Some(Lookup::Exact)
            })
        })
    }

    /// The unknown membership in a list.
    fn membership(&mut self, demand: usize, list: ListIndex) -> L::Bit {
        let unknown = Unknown::Membership {
            owner: demand,
            list,
        };
        let variable = self.unknowns.variable(unknown, 2);
        self.logic.choice(variable, 2, &mut |choice| choice == 1)
    }

    /// Whether a list holds an item that may be any.
    pub(crate) fn listed_unknown_item(&mut self, demand: usize, list: ListIndex) -> L::Bit {
        let situation = self.situation;
        let Some(item) = situation.item_of(demand) else {
            return self.logic.constant(false);
        };
        let source = self.demand_source(demand, item);
        let choices = (demand == situation.number).then(|| self.item_choices(item, true));
        let known = choices.as_ref().and_then(|known| known.likeness(list));
        let (exact, similar) = match (&source, known) {
            (Source::Unknown(unknown, values), Some(likeness)) => {
                let variable = self.unknowns.variable(*unknown, values.len());
                let mut is = |sought: Likeness| {
                    self.logic.choice(variable, values.len(), &mut |choice| {
                        likeness.get(choice) == Some(&sought)
                    })
                };
                (is(Likeness::Exact), is(Likeness::Similar))
            }
            _ => {
                let is = |sought: Likeness| {
                    move |value: &Value| situation.likeness(list, value) == sought
                };
                let exact = self.holds(&source, is(Likeness::Exact));
                (exact, self.holds(&source, is(Likeness::Similar)))
            }
        };
        if self.logic.known(similar).is_false() {
            return exact;
        }
        let membership = self.membership(demand, list);
        let by_likeness = self.logic.and(similar, membership);
        self.logic.or(exact, by_likeness)
    }

    /// The values that an unknown name may take: the demand's own, or that of something else that is
    /// named by the same fact.
    pub(super) fn item_choices(&mut self, fact: FactIndex, is_own: bool) -> Arc<ItemChoices> {
        if let Some(known) = self.items.get(&(fact, is_own)) {
            return known.clone();
        }
        let choices = Arc::new(self.situation.item_choices(fact, is_own));
        self.items.insert((fact, is_own), choices.clone());
        choices
    }
}

impl Situation<'_> {
    /// The names of the entries of a loaded list that are in force, without places in front.
    pub(super) fn entry_names(&self, list: ListIndex) -> impl Iterator<Item = ItemName> + use<'_> {
        let entries = match self.compiled().list(list).map(|list| &list.content) {
            Some(ListContent::Loaded(entries)) => entries.as_slice(),
            _ => &[],
        };
        let in_force = entries
            .iter()
            .filter(|entry| entry.in_force.contains(self.proposed.day));
        in_force.map(|entry| entry.name.clone().without_places(self.proposed.places))
    }

    /// What a name is to the entries of a loaded list in force.
    pub(crate) fn look_up(&self, list: ListIndex, value: &Value) -> Option<Lookup> {
        let Value::Item(name) = value else {
            return Some(Lookup::Outside);
        };
        let compiled = self.compiled().lists.get(list)?;
        match &self.compiled().list(list)?.content {
            ListContent::Loaded(entries) => {
                let places = self.proposed.places;
                let stripped = places.stripped(list, &compiled.names, entries);
                let names = stripped.as_deref().unwrap_or(&compiled.names);
                Some(names.look_up(name.normalised(), entries, self.proposed.day))
            }
            ListContent::NotLoaded(_) => None,
        }
    }

    pub(crate) fn is_loaded(&self, list: ListIndex) -> bool {
        let list = self.compiled().list(list);
        list.is_some_and(|list| matches!(list.content, ListContent::Loaded(_)))
    }

    /// Whether a list is in force on the day of the decision.
    pub(crate) fn is_list_in_force(&self, list: ListIndex) -> bool {
        let list = self.compiled().lists.get(list);
        list.is_some_and(|list| list.in_force.contains(self.proposed.day))
    }

    /// The fact that is the item of a demand of the proposal.
    fn item_of(&self, demand: usize) -> Option<FactIndex> {
        if demand == self.number {
            return self.item;
        }
        let demand = self.proposed.proposal.demands.get(demand)?;
        self.compiled().known.item(demand.demand_type())
    }

    /// What is known of a fact of a demand of the proposal; presumed only for the demand itself.
    fn state_of(&self, demand: usize, fact: FactIndex) -> &FactState {
        if demand == self.number {
            return self.state(fact);
        }
        let states = self.proposed.states.get(demand);
        let state = states.map(|states| states.get(fact));
        state.unwrap_or(&FactState::Unknown)
    }

    /// What was stated of an item's membership.
    pub(crate) fn stated_membership(&self, list: ListIndex) -> Option<bool> {
        self.stated_membership_of(self.number, list)
    }

    fn stated_membership_of(&self, demand: usize, list: ListIndex) -> Option<bool> {
        let membership = self.compiled().lists.get(list)?.membership;
        match self.state_of(demand, membership) {
            FactState::Known(Value::Boolean(stated)) => Some(*stated),
            _ if demand == self.number => None,
            // What is presumed of a list that nobody loaded is presumed of the other demands too.
            _ => {
                let content = &self.compiled().list(list)?.content;
                (*content == ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent)).then_some(false)
            }
        }
    }

    /// What the demand's item is to a list.
    pub(crate) fn standing(&self, list: ListIndex) -> Standing {
        self.standing_of(self.number, list)
    }

    /// What the item of a demand of the proposal is to a list.
    fn standing_of(&self, demand: usize, list: ListIndex) -> Standing {
        let in_force = self.is_list_in_force(list);
        let Some(item) = self.item_of(demand).filter(|_| in_force) else {
            return Standing::Off;
        };
        let stated = match self.stated_membership_of(demand, list) {
            Some(true) => Some(Standing::On),
            Some(false) => Some(Standing::Off),
            None => None,
        };
        match (self.state_of(demand, item), self.is_loaded(list)) {
            (FactState::Known(value), true) => match self.look_up(list, value) {
                Some(Lookup::Exact) => Standing::On,
                Some(Lookup::Similar(entries)) => stated.unwrap_or(Standing::Open(entries)),
                Some(Lookup::Outside) | None => Standing::Off,
            },
            // What is stated to be no item is on no list, loaded or not.
            (FactState::Known(Value::None), false) => Standing::Off,
            // Of a list that is not loaded a statement stands.
            (_, false) => stated.unwrap_or(Standing::Open(Vec::new())),
            (_, true) => stated.unwrap_or(Standing::UnknownItem),
        }
    }
}
