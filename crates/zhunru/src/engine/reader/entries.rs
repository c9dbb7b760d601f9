//! Lists of entries: what the proposal gives, what it would add, what is unknown.

use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;

use super::Reader;
use super::source::Source;
use crate::condition::EntryCondition;
use crate::engine::added::{Added, added_fields};
use crate::engine::atom::{Atom, ListIndex, Reading};
use crate::engine::backing::backing;
use crate::engine::logic::{Logic, at_least};
use crate::engine::situation::Situation;
use crate::engine::stock::{ListReading, compared_names};
use crate::engine::unknown::Unknown;
use crate::model::DemandType;
use crate::vocabulary::{FactIndex, FactState, ItemName, Value};

/// What one demand would add to the stock.
#[derive(Debug)]
pub(super) struct Addition<B> {
    demand: usize,
    fields: Vec<Source<B>>,
    is_new: B,
}

impl<L: Logic> Reader<'_, '_, L> {
    /// Whether at least so many entries of a list pass.
    pub(super) fn at_least(
        &mut self,
        list: FactIndex,
        predicate: &EntryCondition,
        least: u32,
        reading: Reading,
    ) -> L::Bit {
        self.at_least_of(self.situation.number, list, predicate, least, reading)
    }

    /// Whether at least so many entries of a list pass, besides what demands would add to it.
    pub(crate) fn given_at_least(
        &mut self,
        list: FactIndex,
        predicate: &EntryCondition,
        least: u32,
        lists: Reading,
    ) -> L::Bit {
        let Some(reading) = self.situation.compiled().reading(list) else {
            return self.logic.constant(false);
        };
        let terms = self.given(self.situation.number, reading, predicate, least, lists);
        at_least(&mut self.logic, terms, least)
    }

    /// Whether at least so many entries of a list of a demand of the proposal pass.
    fn at_least_of(
        &mut self,
        number: usize,
        list: FactIndex,
        predicate: &EntryCondition,
        least: u32,
        lists: Reading,
    ) -> L::Bit {
        let Some(reading) = self.situation.compiled().reading(list) else {
            return self.logic.constant(false);
        };
        let mut terms = self.given(number, reading, predicate, least, lists);
        if reading.stock {
            for addition in self.additions(reading).iter() {
                let passes = self.entry(predicate, &addition.fields, Some(addition.demand), lists);
                terms.push(self.logic.and(passes, addition.is_new));
            }
        }
        at_least(&mut self.logic, terms, least)
    }

    /// Whether entries of a list pass, one by one, as far as the proposal gives them or may have them.
    fn given(
        &mut self,
        number: usize,
        reading: &ListReading,
        predicate: &EntryCondition,
        least: u32,
        lists: Reading,
    ) -> Vec<L::Bit> {
        let owner = self.situation.owner_of_list(number, reading.list);
        let mut terms = Vec::new();
        match self.situation.list_state(number, reading.list) {
            FactState::Entries(entries) => {
                for entry in 0..entries.len() {
                    let fields = self.given_entry(reading, number, entry);
                    terms.push(self.entry(predicate, &fields, None, lists));
                }
            }
            FactState::Known(_) => {}
            FactState::Unknown if reading.stock => {
                self.absent_stock(reading, predicate, least, &mut terms);
            }
            FactState::Unknown => {
                self.absent_entries(reading, owner, predicate, least, &mut terms);
            }
        }
        terms
    }

    /// Whether an entry with these fields passes; of one that a demand would add, which demand.
    fn entry(
        &mut self,
        predicate: &EntryCondition,
        fields: &[Source<L::Bit>],
        demand: Option<usize>,
        lists: Reading,
    ) -> L::Bit {
        match predicate {
            EntryCondition::Constant(value) => self.logic.constant(*value),
            EntryCondition::Not(part) => {
                let part = self.entry(part, fields, demand, lists.opposite());
                self.logic.not(part)
            }
            EntryCondition::And(parts) => {
                let mut all = self.logic.constant(true);
                for part in parts {
                    let part = self.entry(part, fields, demand, lists);
                    all = self.logic.and(all, part);
                }
                all
            }
            EntryCondition::Or(parts) => {
                let mut any = self.logic.constant(false);
                for part in parts {
                    let part = self.entry(part, fields, demand, lists);
                    any = self.logic.or(any, part);
                }
                any
            }
            EntryCondition::Field { field, test } => match fields.get(*field) {
                Some(source) => self.passes(source, test),
                None => self.logic.constant(false),
            },
            EntryCondition::Listed { field, list } => {
                let list = self.situation.compiled().list_index(list);
                match (demand, list, fields.get(*field)) {
                    (Some(demand), Some(list), _) => self.listed(demand, list, lists),
                    (None, Some(list), Some(name)) => self.names_entry(name, list, lists),
                    _ => self.logic.constant(false),
                }
            }
        }
    }

    /// The fields of an entry that the proposal gives.
    fn given_entry(
        &mut self,
        reading: &ListReading,
        number: usize,
        entry: usize,
    ) -> Vec<Source<L::Bit>> {
        let situation = self.situation;
        let FactState::Entries(entries) = situation.list_state(number, reading.list) else {
            return Vec::new();
        };
        let Some(values) = entries.get(entry) else {
            return Vec::new();
        };
        let owner = situation.owner_of_list(number, reading.list);
        let mut fields = Vec::with_capacity(values.len());
        for (field, value) in values.iter().enumerate() {
            fields.push(match value {
                Some(value) => Source::Known(value.clone()),
                None => {
                    let unknown = Unknown::Field {
                        owner,
                        list: reading.list,
                        entry,
                        field,
                    };
                    Source::Unknown(unknown, self.field_choices(reading, field))
                }
            });
        }
        fields
    }

    fn field_choices(&mut self, reading: &ListReading, field: usize) -> Arc<[Value]> {
        // Names of signs are compared with the names of demanded signs, so they share their choices.
        if let Some(name) = self.situation.sign_name()
            && self.situation.is_sign_stock(reading.list)
            && field == SIGN_NAME
        {
            return self.item_choices(name, false).values.clone();
        }
        let values = reading.fields.get(field).map(Vec::as_slice);
        let mut values = values.unwrap_or_default().to_vec();
        for list in self.situation.lists_asked(reading, field) {
            let named = self.situation.entry_names(list).map(Value::Item);
            let new: Vec<Value> = named.filter(|name| !values.contains(name)).collect();
            values.extend(new);
        }
        values.into()
    }

    /// Absent stock: each count is a number that is unknown by itself.
    fn absent_stock(
        &mut self,
        reading: &ListReading,
        predicate: &EntryCondition,
        least: u32,
        terms: &mut Vec<L::Bit>,
    ) {
        let Some(number) = reading.predicate(predicate) else {
            return;
        };
        let most = reading.most.get(number).copied().unwrap_or(least) as usize;
        let unknown = Unknown::Stock {
            list: reading.list,
            predicate: number,
        };
        let variable = self.unknowns.variable(unknown, most + 1);
        for count in 1..=most {
            let bit = self
                .logic
                .choice(variable, most + 1, &mut |choice| choice >= count);
            terms.push(bit);
        }
    }

    /// Any other absent list may have any entries: so many of each class that the rules tell apart.
    fn absent_entries(
        &mut self,
        reading: &ListReading,
        owner: Option<usize>,
        predicate: &EntryCondition,
        least: u32,
        terms: &mut Vec<L::Bit>,
    ) {
        if !reading.complete {
            self.exact = false;
            self.absent_stock(reading, predicate, least, terms);
            return;
        }
        let Some(number) = reading.predicate(predicate) else {
            return;
        };
        let most = reading.most.iter().copied().max().unwrap_or(least) as usize;
        for (class, passed) in reading.classes.iter().enumerate() {
            if passed.get(number) != Some(&true) {
                continue;
            }
            let unknown = Unknown::Entries {
                owner,
                list: reading.list,
                class,
            };
            let variable = self.unknowns.variable(unknown, most + 1);
            for count in 1..=most {
                let bit = self
                    .logic
                    .choice(variable, most + 1, &mut |choice| choice >= count);
                terms.push(bit);
            }
        }
    }

    /// What the proposal's demands would add to the stock, in their order.
    fn additions(&mut self, reading: &ListReading) -> Rc<[Addition<L::Bit>]> {
        if let Some(known) = self.additions.get(&reading.list) {
            return known.clone();
        }
        let compiled = self.situation.compiled();
        let path = compiled
            .vocabulary
            .at(reading.list)
            .map_or("", |fact| fact.path.as_str());
        // A sign that is in stock, or that an earlier demand adds, adds nothing.
        let mut others = Signs::new();
        let is_sign = self.situation.is_sign_stock(reading.list);
        if let FactState::Entries(entries) = self.situation.state(reading.list)
            && is_sign
        {
            for entry in 0..entries.len() {
                others.add(&self.given_entry(reading, self.situation.number, entry));
            }
        }
        let mut additions = Vec::new();
        for (number, demand) in self.situation.proposed.proposal.demands.iter().enumerate() {
            let Some(fields) = added_fields(path, demand.demand_type()) else {
                continue;
            };
            let fields: Vec<Source<L::Bit>> = fields
                .iter()
                .enumerate()
                .map(|(index, field)| match reading.reads(index) || is_sign {
                    true => self.added(number, *field),
                    false => Source::Known(Value::None),
                })
                .collect();
            let is_new = match is_sign {
                true => self.is_new(&others, &fields),
                false => self.logic.constant(true),
            };
            if is_sign {
                others.add(&fields);
            }
            additions.push(Addition {
                demand: number,
                fields,
                is_new,
            });
        }
        let additions: Rc<[Addition<L::Bit>]> = additions.into();
        self.additions.insert(reading.list, additions.clone());
        additions
    }

    fn added(&mut self, number: usize, field: Added) -> Source<L::Bit> {
        let vocabulary = &self.situation.compiled().vocabulary;
        let basis = self.situation.compiled().known.basis;
        let source = |path: &str| Some((vocabulary.index(path)?, basis?));
        match field {
            Added::Is(value) => Source::Known(Value::Boolean(value)),
            Added::Fact(path) => match vocabulary.index(path) {
                Some(fact) => self.demand_source(number, fact),
                None => Source::Known(Value::None),
            },
            Added::Backed(path) => match (source(path), backing(path)) {
                (Some((fact, basis)), Some(backing)) => {
                    let stated = self.demand_source(number, fact);
                    let stated = self.holds(&stated, |value| *value == Value::Boolean(true));
                    if self.logic.known(stated).is_false() {
                        return Source::Known(Value::Boolean(false));
                    }
                    let backed = self.at_least_of(number, basis, &backing, 1, Reading::Narrowest);
                    let counts = self.logic.and(stated, backed);
                    self.computed(counts)
                }
                _ => Source::Known(Value::None),
            },
        }
    }

    /// Where the value of a fact of any demand of the proposal comes from.
    pub(super) fn demand_source(&mut self, number: usize, fact: FactIndex) -> Source<L::Bit> {
        if number == self.situation.number {
            return self.fact_source(fact);
        }
        let known = &self.situation.compiled().known;
        let vocabulary = &self.situation.compiled().vocabulary;
        let states = self.situation.proposed.states.get(number);
        match states.map(|states| states.get(fact)) {
            Some(FactState::Known(value)) => Source::Known(value.clone()),
            _ if known.sponsor_level == Some(fact) => match known.issuer_level {
                Some(issuer) => self.fact_source(issuer),
                None => Source::Known(Value::None),
            },
            _ => {
                let fact_is_header = vocabulary
                    .at(fact)
                    .is_some_and(|fact| fact.place == crate::vocabulary::FactPlace::Header);
                if fact_is_header {
                    return self.fact_source(fact);
                }
                let choices = match self.situation.sign_name() {
                    Some(name) if name == fact => self.item_choices(name, false).values.clone(),
                    _ => {
                        let values = self.situation.compiled().values.get(fact);
                        values.map_or_else(|| Vec::new().into(), |values| values.as_slice().into())
                    }
                };
                Source::Unknown(
                    Unknown::Fact {
                        owner: Some(number),
                        fact,
                    },
                    choices,
                )
            }
        }
    }

    /// Whether a sign with these fields is none of the others.
    fn is_new(&mut self, others: &Signs<L::Bit>, fields: &[Source<L::Bit>]) -> L::Bit {
        let (Some(name), Some(placement)) = (fields.get(SIGN_NAME), fields.get(SIGN_PLACEMENT))
        else {
            return self.logic.constant(true);
        };
        let mut known = self.logic.constant(false);
        if let (Source::Known(name), Source::Known(placement)) = (name, placement) {
            known = self.logic.constant(others.has(name, placement));
        } else {
            for (other_name, other_placement) in others.known.values().flatten() {
                known = self.or_same([name, placement], [other_name, other_placement], known);
            }
        }
        for (other_name, other_placement) in &others.open {
            known = self.or_same([name, placement], [other_name, other_placement], known);
        }
        self.logic.not(known)
    }

    /// Whether something is known already, or two signs are the same by name and placement.
    fn or_same(
        &mut self,
        sign: [&Source<L::Bit>; 2],
        other: [&Source<L::Bit>; 2],
        known: L::Bit,
    ) -> L::Bit {
        if self.logic.is_full() || self.logic.known(known).is_true() {
            return known;
        }
        // What has no name is the same as no other sign.
        let unnamed = self.holds(sign[0], |value| *value == Value::None);
        let named = self.logic.not(unnamed);
        let name = self.equal(sign[0], other[0]);
        let name = self.logic.and(name, named);
        let placement = self.equal(sign[1], other[1]);
        let same = self.logic.and(name, placement);
        self.logic.or(known, same)
    }
}

/// Signs that others are compared with: those of which name and placement are known, by name, and
/// the rest.
struct Signs<B> {
    known: IndexMap<SmolStr, Vec<Sign<B>>, FxBuildHasher>,
    open: Vec<Sign<B>>,
}

/// The name and the placement of a sign.
type Sign<B> = (Source<B>, Source<B>);

impl<B: Copy> Signs<B> {
    fn new() -> Self {
        Signs {
            known: IndexMap::default(),
            open: Vec::new(),
        }
    }

    fn add(&mut self, fields: &[Source<B>]) {
        let (Some(name), Some(placement)) = (fields.get(SIGN_NAME), fields.get(SIGN_PLACEMENT))
        else {
            return;
        };
        let sign = (name.clone(), placement.clone());
        match (name, placement) {
            (Source::Known(Value::Item(name)), Source::Known(_)) => {
                let same_name = self.known.entry(name.normalised().into()).or_default();
                // At most one for each placement, so a name's signs are few.
                if !same_name.iter().any(|(_, other)| other.is(&sign.1)) {
                    same_name.push(sign);
                }
            }
            // A sign without a name is the same as no other.
            (Source::Known(Value::None), _) => {}
            _ => self.open.push(sign),
        }
    }

    fn has(&self, name: &Value, placement: &Value) -> bool {
        let Value::Item(name) = name else {
            return false;
        };
        let same_name = self.known.get(name.normalised());
        same_name.is_some_and(|signs| {
            signs
                .iter()
                .any(|(_, other)| other.is(&Source::Known(placement.clone())))
        })
    }
}

/// The numbers of the fields of `village.signboards` by which two signs are the same.
const SIGN_NAME: usize = 0;
pub(crate) const SIGN_PLACEMENT: usize = 1;

impl Situation<'_> {
    /// The fact that names a demanded sign.
    fn sign_name(&self) -> Option<FactIndex> {
        self.compiled().known.sign_name
    }

    /// The lists that hold an unknown name of an entry or not.
    pub(in crate::engine) fn lists_asked(
        &self,
        reading: &ListReading,
        number: usize,
    ) -> Vec<ListIndex> {
        let mut lists = Vec::new();
        for predicate in &reading.predicates {
            predicate.visit(&mut |leaf| match leaf {
                EntryCondition::Listed { field, list } if *field == number => {
                    lists.extend(self.compiled().list_index(list));
                }
                _ => {}
            });
        }
        lists
    }

    /// What is known of a list of a demand of the proposal.
    fn list_state(&self, number: usize, list: FactIndex) -> &FactState {
        let of_other = self.owner_of_list(number, list) != self.owner_of_list(self.number, list);
        match self.proposed.states.get(number) {
            Some(states) if of_other => states.get(list),
            _ => self.state(list),
        }
    }

    /// The demand to which a list belongs, or nothing for one of the header. To a demand that has a
    /// list of its own the header's is that of the first demand that has none.
    pub(crate) fn owner_of_list(&self, number: usize, list: FactIndex) -> Option<usize> {
        let path = &self.compiled().vocabulary.at(list)?.path;
        if self.replaces_of(number, path) {
            return Some(number);
        }
        let mut demands = 0..self.proposed.proposal.demands.len();
        let first = demands.find(|other| !self.replaces_of(*other, path));
        first.filter(|_| self.replaces(path))
    }

    fn is_sign_stock(&self, list: FactIndex) -> bool {
        self.compiled().known.signboards == Some(list)
    }

    /// Whether a rule that bears on the demand counts signs.
    pub(in crate::engine) fn counts_signs(&self) -> bool {
        let stock = self.compiled().known.signboards;
        let mut rules = self.rules();
        stock.is_some_and(|stock| rules.any(|(_, rule)| rule.own_reads.contains(&stock)))
    }

    /// Whether an unknown name is compared with names that the proposal states; others are compared with
    /// no names but those of lists.
    pub(super) fn compares_names(&self, fact: FactIndex) -> bool {
        self.sign_name() == Some(fact) && self.counts_signs()
    }

    /// The names that an unknown name of a sign is compared with, and how many such names are
    /// unknown; nothing for other names.
    pub(in crate::engine) fn compared_names(&self, fact: FactIndex) -> (Vec<ItemName>, usize) {
        if !self.compares_names(fact) {
            return (Vec::new(), 0);
        }
        let stock = self.compiled().known.signboards;
        let mut names = Vec::new();
        let mut unknown = 0;
        let mut note = |value: Option<&Value>| match value {
            Some(Value::Item(name)) => names.push(name.clone()),
            Some(_) => {}
            None => unknown += 1,
        };
        for (state, demand) in self
            .proposed
            .states
            .iter()
            .zip(&self.proposed.proposal.demands)
        {
            if demand.demand_type() == DemandType::Signboard {
                note(match state.get(fact) {
                    FactState::Known(value) => Some(value),
                    _ => None,
                });
            }
        }
        if let Some(FactState::Entries(entries)) = stock.map(|stock| self.state(stock)) {
            for entry in entries {
                note(entry.get(SIGN_NAME).and_then(Option::as_ref));
            }
        }
        // Text that conditions compare the stock's names with is told apart too.
        for atom in self.asked() {
            if let Atom::AtLeast {
                list, predicate, ..
            } = atom
                && Some(*list) == stock
            {
                names.extend(compared_names(predicate, SIGN_NAME));
            }
        }
        (names, unknown)
    }
}
