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

/// The names that lists and conditions know, which an unknown one may be.
#[derive(Debug)]
pub(crate) struct KnownNames {
    /// The lists that are looked up.
    lists: Vec<ListIndex>,
    classes: Vec<NameClass>,
}

/// Names that no list and no test tells apart.
#[derive(Debug)]
struct NameClass {
    /// What they are to each of the lists.
    likeness: Vec<Likeness>,
    /// Which tests they pass.
    passes: Vec<bool>,
    names: Vec<Value>,
}

impl KnownNames {
    fn add(&mut self, situation: &Situation<'_>, tests: &[&Test], value: Value) {
        let passes: Vec<bool> = tests.iter().map(|test| test.accepts(&value)).collect();
        let likeness = situation.likenesses(&self.lists, &value);
        let mut classes = self.classes.iter_mut();
        let class = classes.find(|class| class.likeness == likeness && class.passes == passes);
        match class {
            Some(class) if class.names.contains(&value) => {}
            Some(class) => class.names.push(value),
            None => self.classes.push(NameClass {
                likeness,
                passes,
                names: vec![value],
            }),
        }
    }
}

impl ItemChoices {
    /// What each of the values is to a list, if that is one of those that are looked up.
    pub(super) fn likeness(&self, list: ListIndex) -> Option<&[Likeness]> {
        let found = self.lists.iter().find(|(known, _)| *known == list);
        found.map(|(_, likeness)| likeness.as_slice())
    }

    fn push(&mut self, values: &mut Vec<Value>, value: &Value, likeness: &[Likeness]) {
        for ((_, known), own) in self.lists.iter_mut().zip(likeness) {
            known.push(*own);
        }
        values.push(value.clone());
    }
}

impl<'a> Situation<'a> {
    /// The values that an unknown name may take.
    pub(super) fn item_choices(&self, fact: FactIndex, is_own: bool) -> ItemChoices {
        // Of what is not the item itself its conditions say nothing, unless both may be the same.
        let is_item = self.item == Some(fact);
        let asks_item = is_item && (is_own || *self.state(fact) == FactState::Unknown);
        let known = self.known_names(asks_item.then_some(fact));
        // Names that signs are compared with, and how many are unknown.
        let (compared, unknown) = self.compared_names(fact);
        let compared: Vec<Value> = compared.into_iter().map(Value::Item).collect();

        let mut values: Vec<Value> = Vec::new();
        let lists = known.lists.iter();
        let mut choices = ItemChoices {
            values: Arc::from([]),
            lists: lists.map(|&list| (list, Vec::new())).collect(),
        };
        for class in &known.classes {
            // Of one class as many stay as unknown names could take differently.
            let names = class.names.iter().filter(|name| !compared.contains(name));
            for name in names.take(unknown.max(1)) {
                choices.push(&mut values, name, &class.likeness);
            }
        }
        // One more than there are unknown names is like none of those that are known.
        let unlike = (0..=unknown).map(|number| Value::Item(ItemName::unlike_any(number)));
        for name in compared.iter().cloned().chain(unlike) {
            if !values.contains(&name) {
                let likeness = self.likenesses(&known.lists, &name);
                choices.push(&mut values, &name, &likeness);
            }
        }
        let fact = self.compiled().vocabulary.at(fact);
        if fact.is_some_and(|fact| fact.allows_none) {
            let outside = vec![Likeness::Outside; known.lists.len()];
            choices.push(&mut values, &Value::None, &outside);
        }
        choices.values = values.into();
        choices
    }

    /// The names that an unknown name may be, where it is that of this fact, the item, or of something else; those
    /// of the item are looked up once for all demands of a type to which they are the same.
    fn known_names(&self, item: Option<FactIndex>) -> Arc<KnownNames> {
        let Some(item) = item else {
            return Arc::new(self.look_up_names(self.lists(false), &[]));
        };
        let kept = self.names_kept();
        if let Some(known) = kept.get()
            && self.keeps_names(&known.lists)
        {
            return Arc::clone(known);
        }
        // Names that conditions compare the item with, which lists may tell apart further.
        let known = Arc::new(self.look_up_names(self.lists(true), &self.tests_asked(item)));
        match self.keeps_names(&known.lists) {
            true => Arc::clone(kept.get_or_init(|| known)),
            false => known,
        }
    }

    fn look_up_names(&self, lists: Vec<ListIndex>, tests: &[&Test]) -> KnownNames {
        let entries = lists.iter().flat_map(|&list| self.entry_names(list));
        let entries: Vec<ItemName> = entries.collect();
        let mut known = KnownNames {
            lists,
            classes: Vec::new(),
        };
        let compared = tests.iter().copied().flat_map(names_in).cloned();
        for name in entries.into_iter().chain(compared) {
            known.add(self, tests, Value::Item(name));
        }
        known
    }

    /// Whether what an unknown item may be is the same as to proposals that name no places.
    pub(crate) fn shares_item_choices(&self) -> bool {
        match self.names_kept().get() {
            Some(known) => self.keeps_names(&known.lists),
            None => self.keeps_names(&self.lists(true)),
        }
    }

    /// Whether no place that only the proposal names stands in front of entries of these lists.
    fn keeps_names(&self, lists: &[ListIndex]) -> bool {
        let is_renamed = |list: &ListIndex| {
            let list = self.compiled().lists.get(*list);
            list.is_some_and(|list| self.proposed.places.stand_before(&list.names))
        };
        !lists.iter().any(is_renamed)
    }

    /// What a name is to each of these lists.
    fn likenesses(&self, lists: &[ListIndex], name: &Value) -> Vec<Likeness> {
        let lists = lists.iter();
        lists.map(|&list| self.likeness(list, name)).collect()
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
    pub(in crate::engine) fn tests_asked(&self, asked: FactIndex) -> Vec<&'a Test> {
        let tests = self.asked().filter_map(|atom| match atom {
            Atom::Fact { fact, test } => (*fact == asked).then_some(test),
            _ => None,
        });
        tests.collect()
    }

    /// The lists in force that are looked up for a name, an unknown one of which may be any entry: those
    /// that the entries of stock are looked up in, and for the demand's item those that rules bearing
    /// on it read.
    pub(in crate::engine) fn lists(&self, asks_item: bool) -> Vec<ListIndex> {
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
