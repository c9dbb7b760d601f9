//! Finds which rules bear on a demand and what is presumed of it, among those of all packs.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Plan, Presumed};
use crate::engine::atom::ListIndex;
use crate::engine::build::Compiled;
use crate::engine::rule::{CompiledRule, PackIndex, RuleIndex};
use crate::list::{ListContent, WhileNotLoaded};
use crate::model::DemandType;
use crate::vocabulary::{FactIndex, FactKind, FactState, Value};

/// Makes a plan.
pub(super) struct Maker<'a> {
    compiled: &'a Compiled,
    packs: &'a [PackIndex],
    day: NaiveDate,
    demand: DemandType,
    inherited: Vec<(ListIndex, Vec<ListIndex>)>,
    rules: Vec<RuleIndex>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        compiled: &'a Compiled,
        packs: &'a [PackIndex],
        day: NaiveDate,
        demand: DemandType,
    ) -> Self {
        let mut maker = Maker {
            compiled,
            packs,
            day,
            demand,
            inherited: Vec::new(),
            rules: Vec::new(),
        };
        maker.inherited = maker.inherited();
        let rules = compiled.rules.iter().enumerate();
        maker.rules = rules
            .filter(|(_, rule)| {
                rule.on.contains(demand)
                    && rule.in_force.contains(day)
                    && packs.contains(&rule.pack)
                    && !rule.list.is_some_and(|list| maker.is_replaced(list))
            })
            .map(|(index, _)| index)
            .collect();
        maker
    }

    pub(super) fn plan(self) -> Plan {
        let presumptions = self.presumptions();
        let numbered = presumptions.iter().enumerate();
        let presumption_of = numbered.map(|(number, known)| (known.fact, number));
        let read: BTreeSet<FactIndex> = self
            .rules()
            .flat_map(|rule| rule.reads.iter().copied())
            .collect();
        let lists = self.compiled.lists.iter().enumerate();
        let lists = lists
            .filter(|(list, compiled)| {
                read.contains(&compiled.membership)
                    && !self.is_replaced(*list)
                    && !self.stands_aside(*list)
            })
            .map(|(list, _)| list);
        Plan {
            presumption_of: presumption_of.collect(),
            lists: lists.collect(),
            packs: self.packs.into(),
            rules: self.rules.into(),
            presumptions: presumptions.into(),
            inherited: self.inherited.into(),
        }
    }

    fn rules(&self) -> impl Iterator<Item = &'a CompiledRule> {
        let compiled = self.compiled;
        self.rules
            .iter()
            .filter_map(|&index| compiled.rules.get(index))
    }

    /// The lists that others inherit which take part, with those.
    fn inherited(&self) -> Vec<(ListIndex, Vec<ListIndex>)> {
        let inheritance = &self.compiled.inheritance;
        let mut inherited = Vec::new();
        for list in 0..self.compiled.lists.len() {
            let children = inheritance.children(list).iter().copied();
            let standing: Vec<ListIndex> = children.filter(|&child| self.stands(child)).collect();
            if !standing.is_empty() {
                inherited.push((list, standing));
            }
        }
        inherited
    }

    /// Whether a list, or one that inherits it, takes part.
    fn stands(&self, list: ListIndex) -> bool {
        let mut children = self.compiled.inheritance.children(list).iter();
        self.takes_part(list) || children.any(|&child| self.stands(child))
    }

    /// Whether the pack of a list takes part and the list is in force.
    fn takes_part(&self, list: ListIndex) -> bool {
        let list = self.compiled.lists.get(list);
        list.is_some_and(|list| self.packs.contains(&list.pack) && list.in_force.contains(self.day))
    }

    /// Whether others stand in a list's place: those that inherit a forbidding one only add to it.
    fn is_replaced(&self, list: ListIndex) -> bool {
        let mut inherited = self.inherited.iter();
        inherited.any(|(known, _)| *known == list) && !self.compiled.forbids(list)
    }

    /// Whether a list would stand in another's place and does not take part.
    fn stands_aside(&self, list: ListIndex) -> bool {
        self.compiled.inheritance.inherits(list) && !self.takes_part(list)
    }

    /// What is presumed where it is unknown: what every pack with a rule reading a fact presumes of
    /// it, and of forbidding lists that nobody loaded that they hold nothing, unless their pack asks.
    fn presumptions(&self) -> Vec<Presumed> {
        let mut presumptions = Vec::new();
        for fact in self.presumable() {
            // What no proposal states of a sign's sponsor is read of the issuer, never presumed.
            if self.compiled.known.sponsor_level == Some(fact) {
                continue;
            }
            if let Some((value, pack)) = self.agreed(fact) {
                let state = match value {
                    Value::None if self.is_list(fact) => FactState::Entries(Vec::new()),
                    value => FactState::Known(value.clone()),
                };
                presumptions.push(Presumed { fact, state, pack });
            }
        }
        for (list, compiled) in self.compiled.lists.iter().enumerate() {
            let fact = compiled.membership;
            let presumes = self.compiled.list(list).is_some_and(|list| {
                list.content == ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent)
            });
            let is_read = || self.rules().any(|rule| rule.own_reads.contains(&fact));
            if presumes
                && is_read()
                && !self.stands_aside(list)
                && presumptions.iter().all(|known| known.fact != fact)
            {
                presumptions.push(Presumed {
                    fact,
                    state: FactState::Known(Value::Boolean(false)),
                    pack: compiled.pack,
                });
            }
        }
        presumptions
    }

    /// The facts that a pack taking part presumes for such a demand.
    fn presumable(&self) -> BTreeSet<FactIndex> {
        let compiled = self.compiled;
        let packs = self.packs.iter();
        packs
            .filter_map(|&pack| compiled.packs.get(pack))
            .flat_map(|pack| &pack.presumptions)
            .filter(|presumption| presumption.on.contains(self.demand))
            .filter_map(|presumption| compiled.vocabulary.index(&presumption.fact))
            .collect()
    }

    /// The value that all packs with a rule reading a fact presume, and the first that does.
    fn agreed(&self, fact: FactIndex) -> Option<(&'a Value, PackIndex)> {
        let mut agreed: Option<(&Value, PackIndex)> = None;
        for &reader in self.packs {
            // A rule that lifts another reads for itself, where it bears on the demand.
            let reads = |rule: &CompiledRule| rule.pack == reader && rule.own_reads.contains(&fact);
            if !self.rules().any(reads) {
                continue;
            }
            let (value, pack) = self.presumption(reader, fact)?;
            match agreed {
                Some((known, _)) if known != value => return None,
                Some(_) => {}
                None => agreed = Some((value, pack)),
            }
        }
        agreed
    }

    /// What a pack presumes of a fact of such a demand, or else the nearest parent that takes part.
    fn presumption(&self, pack: PackIndex, fact: FactIndex) -> Option<(&'a Value, PackIndex)> {
        let path = &self.compiled.vocabulary.at(fact)?.path;
        let declaring = self.compiled.packs.get(pack)?;
        let own = declaring
            .presumptions
            .iter()
            .find(|presumption| presumption.fact == *path && presumption.on.contains(self.demand));
        if let Some(own) = own {
            return Some((&own.value, pack));
        }
        declaring.parents.iter().find_map(|parent| {
            let mut packs = self.compiled.packs.iter();
            let parent = packs.position(|pack| pack.id == *parent)?;
            self.packs
                .contains(&parent)
                .then(|| self.presumption(parent, fact))?
        })
    }

    fn is_list(&self, fact: FactIndex) -> bool {
        let fact = self.compiled.vocabulary.at(fact);
        fact.is_some_and(|fact| matches!(fact.kind, FactKind::List { .. } | FactKind::Approvals))
    }
}
