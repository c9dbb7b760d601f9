//! The demand's item, and whether lists hold it.

use std::rc::Rc;

use super::Reader;
use crate::condition::Test;
use crate::engine::atom::ListIndex;
use crate::engine::logic::Logic;
use crate::engine::names::Lookup;
use crate::engine::unknown::Unknown;
use crate::list::ListContent;
use crate::vocabulary::{FactIndex, FactState, ItemName, Value};

/// The values that an unknown name may take, as finely as lists, tests and other names need.
#[derive(Debug)]
pub(super) struct ItemChoices {
    pub(super) values: Rc<[Value]>,
}

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
    /// Whether a list holds the demand's item, as what inherits it has it: lists of lower places
    /// add to a forbidding one, and stand instead of any other, where all of them must hold it.
    pub(super) fn listed(&mut self, list: ListIndex) -> L::Bit {
        if let Some(&known) = self.memberships.get(&list) {
            return known;
        }
        let situation = self.situation;
        let inheriting = situation.inheriting(list);
        let bit = if inheriting.is_empty() {
            self.on_list(list)
        } else if situation.forbids(list) {
            let mut any = self.on_list(list);
            for &other in inheriting {
                let other = self.listed(other);
                any = self.logic.or(any, other);
            }
            any
        } else {
            let mut all = self.logic.constant(true);
            for &other in inheriting {
                let other = self.listed(other);
                all = self.logic.and(all, other);
            }
            all
        };
        self.memberships.insert(list, bit);
        bit
    }

    /// Whether this very list holds the demand's item.
    pub(super) fn on_list(&mut self, list: ListIndex) -> L::Bit {
        if let Some(&known) = self.own_memberships.get(&list) {
            return known;
        }
        let bit = match self.situation.standing(list) {
            Standing::On => self.logic.constant(true),
            Standing::Off => self.logic.constant(false),
            Standing::Open(_) => self.membership(list),
            Standing::UnknownItem => self.listed_unknown_item(list),
        };
        self.own_memberships.insert(list, bit);
        bit
    }

    /// The unknown membership in a list.
    fn membership(&mut self, list: ListIndex) -> L::Bit {
        let variable = self.unknowns.variable(Unknown::Membership(list), 2);
        self.logic.choice(variable, 2, &mut |choice| choice == 1)
    }

    /// Whether a list holds an item that may be any.
    fn listed_unknown_item(&mut self, list: ListIndex) -> L::Bit {
        let situation = self.situation;
        let Some(item) = situation.item else {
            return self.logic.constant(false);
        };
        let source = self.fact_source(item);
        let is_exact = |value: &Value| situation.look_up(list, value) == Some(Lookup::Exact);
        let is_similar =
            |value: &Value| matches!(situation.look_up(list, value), Some(Lookup::Similar(_)));
        let exact = self.holds(&source, is_exact);
        let similar = self.holds(&source, is_similar);
        if self.logic.known(similar).is_false() {
            return exact;
        }
        let membership = self.membership(list);
        let by_likeness = self.logic.and(similar, membership);
        self.logic.or(exact, by_likeness)
    }

    /// The values that an unknown item may take.
    pub(super) fn item_choices(&mut self, fact: FactIndex) -> Rc<ItemChoices> {
        if let Some(known) = self.items.get(&fact) {
            return known.clone();
        }
        let situation = self.situation;
        let compiled = situation.compiled();
        let lists = situation.lists();
        let mut names: Vec<ItemName> = Vec::new();
        for &list in &lists {
            if let Some(ListContent::Loaded(entries)) =
                compiled.list(list).map(|list| &list.content)
            {
                let in_force = entries
                    .iter()
                    .filter(|entry| entry.in_force.contains(situation.proposed.day));
                names.extend(
                    in_force.map(|entry| entry.name.without_places(situation.proposed.places)),
                );
            }
        }
        // Names that conditions compare the item with, which lists may tell apart further.
        let tests = compiled
            .tests
            .get(fact)
            .map(Vec::as_slice)
            .unwrap_or_default();
        for test in tests {
            if let Test::OneOf(values) = test {
                names.extend(values.iter().filter_map(|value| match value {
                    Value::Item(name) => Some(name.clone()),
                    _ => None,
                }));
            }
        }
        // Names that signs are compared with, and as many new ones as there are unknown names.
        let (compared, unknown) = situation.compared_names(fact);
        names.extend(compared.iter().cloned());
        names.extend((0..=unknown).map(ItemName::unlike_any));

        let tests = compiled
            .tests
            .get(fact)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut classes: Vec<(Vec<Lookup>, Vec<bool>, usize)> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        for name in names {
            let value = Value::Item(name);
            if values.contains(&value) {
                continue;
            }
            let is_compared = matches!(&value, Value::Item(name) if compared.contains(name));
            if !is_compared {
                let standings = lists.iter().map(|&list| {
                    let lookup = situation.look_up(list, &value).unwrap_or(Lookup::Outside);
                    match lookup {
                        // Which entries are similar decides nothing.
                        Lookup::Similar(_) => Lookup::Similar(Vec::new()),
                        other => other,
                    }
                });
                let standings: Vec<Lookup> = standings.collect();
                let passed: Vec<bool> = tests.iter().map(|test| test.accepts(&value)).collect();
                let class = classes
                    .iter_mut()
                    .find(|(other, results, _)| *other == standings && *results == passed);
                match class {
                    // Of one class as many stay as unknown names could take differently.
                    Some((_, _, count)) if *count >= unknown.max(1) => continue,
                    Some((_, _, count)) => *count += 1,
                    None => classes.push((standings, passed, 1)),
                }
            }
            values.push(value);
        }
        if compiled
            .vocabulary
            .at(fact)
            .is_some_and(|fact| fact.allows_none)
        {
            values.push(Value::None);
        }
        let choices = Rc::new(ItemChoices {
            values: values.into(),
        });
        self.items.insert(fact, choices.clone());
        choices
    }
}

impl crate::engine::situation::Situation<'_> {
    /// The lists of the packs that take part and are in force.
    pub(super) fn lists(&self) -> Vec<ListIndex> {
        let lists = self.compiled().lists.iter().enumerate();
        lists
            .filter(|(_, list)| {
                self.proposed.packs.contains(&list.pack)
                    && list.in_force.contains(self.proposed.day)
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// What a name is to the entries of a loaded list in force.
    pub(super) fn look_up(&self, list: ListIndex, value: &Value) -> Option<Lookup> {
        let Value::Item(name) = value else {
            return Some(Lookup::Outside);
        };
        let compiled = self.compiled().lists.get(list)?;
        match &self.compiled().list(list)?.content {
            ListContent::Loaded(entries) => Some(compiled.names.look_up(
                name.normalised(),
                entries,
                self.proposed.day,
            )),
            ListContent::NotLoaded(_) => None,
        }
    }

    fn is_loaded(&self, list: ListIndex) -> bool {
        let list = self.compiled().list(list);
        list.is_some_and(|list| matches!(list.content, ListContent::Loaded(_)))
    }

    /// What was stated of an item's membership.
    pub(crate) fn stated_membership(&self, list: ListIndex) -> Option<bool> {
        let list = self.compiled().lists.get(list)?;
        match self.state(list.membership) {
            FactState::Known(Value::Boolean(stated)) => Some(*stated),
            _ => None,
        }
    }

    /// What the demand's item is to a list.
    pub(crate) fn standing(&self, list: ListIndex) -> Standing {
        let in_force = self
            .compiled()
            .lists
            .get(list)
            .is_some_and(|list| list.in_force.contains(self.proposed.day));
        let Some(item) = self.item.filter(|_| in_force) else {
            return Standing::Off;
        };
        let stated = match self.stated_membership(list) {
            Some(true) => Some(Standing::On),
            Some(false) => Some(Standing::Off),
            None => None,
        };
        match (self.state(item), self.is_loaded(list)) {
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
