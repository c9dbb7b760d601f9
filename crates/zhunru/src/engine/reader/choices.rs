//! What an unknown item may be, as finely as lists and tests tell names apart.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::condition::Test;
use crate::engine::atom::{Atom, ListIndex};
use crate::engine::names::Lookup;
use crate::engine::situation::Situation;
use crate::engine::stock::names_in;
use crate::vocabulary::{FactIndex, FactState, ItemName, Value};

/// The number of the field that names an entry of stock.
const NAME: usize = 0;

/// The values that an unknown name may take, as finely as lists, tests and other names need.
#[derive(Debug)]
pub(crate) struct ItemChoices {
    pub(super) values: Arc<[Value]>,
    /// By list that is looked up, what each of the values is to it.
    lists: Vec<(ListIndex, Vec<Likeness>)>,
}

/// What a name is to a list, whichever entries are similar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    Exact,
    Similar,
    Outside,
}

impl ItemChoices {
    /// What each of the values is to a list, if that is one of those that are looked up.
    pub(super) fn likeness(&self, list: ListIndex) -> Option<&[Likeness]> {
        let found = self.lists.iter().find(|(known, _)| *known == list);
        found.map(|(_, likeness)| likeness.as_slice())
    }

    /// Whether they are the same for a proposal with these places as for one that names none.
    fn hold_in(&self, situation: &Situation<'_>) -> bool {
        situation.keeps_names(self.lists.iter().map(|(list, _)| *list))
    }
}

impl<'a> Situation<'a> {
    /// The values that an unknown name may take; those of the demand's own item are worked out once
    /// where they are the same for all such demands.
    pub(super) fn item_choices(&self, fact: FactIndex, is_own: bool) -> Arc<ItemChoices> {
        let kept = self.own_items();
        let is_shared = is_own && self.item == Some(fact) && !self.compares_names(fact);
        if let Some(known) = kept.get().filter(|_| is_shared)
            && known.hold_in(self)
        {
            return Arc::clone(known);
        }
        let choices = Arc::new(self.work_out_choices(fact, is_own));
        if is_shared && choices.hold_in(self) {
            return Arc::clone(kept.get_or_init(|| choices));
        }
        choices
    }

    /// Whether what an unknown item may be is the same as to proposals that name no places.
    pub(crate) fn shares_item_choices(&self) -> bool {
        match self.own_items().get() {
            Some(known) => known.hold_in(self),
            None => self.keeps_names(self.lists(true).into_iter()),
        }
    }

    /// Whether no place that only the proposal names stands in front of entries of these lists.
    fn keeps_names(&self, mut lists: impl Iterator<Item = ListIndex>) -> bool {
        let is_renamed = |list: ListIndex| {
            let list = self.compiled().lists.get(list);
            list.is_some_and(|list| self.proposed.places.stand_before(&list.names))
        };
        !lists.any(is_renamed)
    }

    fn work_out_choices(&self, fact: FactIndex, is_own: bool) -> ItemChoices {
        let situation = self;
        let compiled = situation.compiled();
        // Of what is not the item itself its conditions say nothing, unless both may be the same.
        let is_item = situation.item == Some(fact);
        let asks_item = is_item && (is_own || *situation.state(fact) == FactState::Unknown);
        let lists = situation.lists(asks_item);
        let mut names: Vec<ItemName> = Vec::new();
        for &list in &lists {
            names.extend(situation.entry_names(list));
        }
        // Names that conditions compare the item with, which lists may tell apart further.
        let tests = match asks_item {
            true => situation.tests_asked(fact),
            false => Vec::new(),
        };
        names.extend(tests.iter().copied().flat_map(names_in).cloned());
        // Names that signs are compared with, and as many new ones as there are unknown names.
        let (compared, unknown) = situation.compared_names(fact);
        names.extend(compared.iter().cloned());
        names.extend((0..=unknown).map(ItemName::unlike_any));

        let mut classes: Vec<(Vec<Likeness>, Vec<bool>, usize)> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        let mut likeness: Vec<(ListIndex, Vec<Likeness>)> =
            lists.iter().map(|&list| (list, Vec::new())).collect();
        for name in names {
            let value = Value::Item(name);
            if values.contains(&value) {
                continue;
            }
            let is_compared = matches!(&value, Value::Item(name) if compared.contains(name));
            let standings = lists.iter().map(|&list| situation.likeness(list, &value));
            let standings: Vec<Likeness> = standings.collect();
            if !is_compared {
                let passed: Vec<bool> = tests.iter().map(|test| test.accepts(&value)).collect();
                let class = classes
                    .iter_mut()
                    .find(|(other, results, _)| *other == standings && *results == passed);
                match class {
                    // Of one class as many stay as unknown names could take differently.
                    Some((_, _, count)) if *count >= unknown.max(1) => continue,
                    Some((_, _, count)) => *count += 1,
                    None => classes.push((standings.clone(), passed, 1)),
                }
            }
            for ((_, known), own) in likeness.iter_mut().zip(standings) {
                known.push(own);
            }
            values.push(value);
        }
        if compiled
            .vocabulary
            .at(fact)
            .is_some_and(|fact| fact.allows_none)
        {
            values.push(Value::None);
            for (_, known) in &mut likeness {
                known.push(Likeness::Outside);
            }
        }
        ItemChoices {
            values: values.into(),
            lists: likeness,
        }
    }

    /// What a name is to a list.
    pub(super) fn likeness(&self, list: ListIndex, value: &Value) -> Likeness {
        match self.look_up(list, value) {
            Some(Lookup::Exact) => Likeness::Exact,
            Some(Lookup::Similar(_)) => Likeness::Similar,
            Some(Lookup::Outside) | None => Likeness::Outside,
        }
    }

    /// The tests of a fact in the rules that bear on the demand.
    fn tests_asked(&self, asked: FactIndex) -> Vec<&'a Test> {
        let tests = self.asked().filter_map(|atom| match atom {
            Atom::Fact { fact, test } => (*fact == asked).then_some(test),
            _ => None,
        });
        tests.collect()
    }

    /// The lists in force that are looked up for a name, an unknown one of which may be any entry: those
    /// that the entries of stock are looked up in, and for the demand's item those that rules bearing
    /// on it read.
    fn lists(&self, asks_item: bool) -> Vec<ListIndex> {
        let compiled = self.compiled();
        let is_read = |list: &ListIndex| {
            let membership = compiled.lists.get(*list).map(|list| list.membership);
            membership.is_some_and(|membership| {
                self.rules()
                    .any(|(_, rule)| rule.own_reads.contains(&membership))
            })
        };
        let of_stock = compiled.readings.iter();
        let of_stock = of_stock.flat_map(|reading| self.lists_asked(reading, NAME));
        let of_item = (0..compiled.lists.len()).filter(|list| asks_item && is_read(list));
        let mut lists = BTreeSet::new();
        for list in of_stock.chain(of_item) {
            self.deciding(list, &mut lists);
        }
        let in_force = lists.into_iter().filter(|list| {
            let pack = compiled.lists.get(*list).map(|list| list.pack);
            pack.is_some_and(|pack| self.proposed.packs.contains(&pack))
                && self.is_list_in_force(*list)
        });
        in_force.collect()
    }

    /// The lists on which it may depend whether a list holds something: itself, and those that
    /// inherit it.
    fn deciding(&self, list: ListIndex, lists: &mut BTreeSet<ListIndex>) {
        lists.insert(list);
        for &heir in self
            .inherited(list)
            .map_or(&[][..], |inherited| &inherited.heirs)
        {
            self.deciding(heir, lists);
        }
    }
}
