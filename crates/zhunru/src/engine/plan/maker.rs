//! Finds which rules bear on a demand and what is presumed of it, among those of all packs.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Inherited, Plan, Presumed};
use crate::engine::atom::ListIndex;
use crate::engine::build::Compiled;
use crate::engine::rule::{CompiledRule, PackIndex, RuleIndex};
use crate::list::{ListContent, WhileNotLoaded};
use crate::model::DemandType;
use crate::text::LocalText;
use crate::vocabulary::{FactIndex, FactKind, FactState, Value};

/// Makes a plan.
pub(super) struct Maker<'a> {
    compiled: &'a Compiled,
    packs: &'a [PackIndex],
    day: NaiveDate,
    demand: DemandType,
    inherited: Vec<Inherited>,
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
            net: std::sync::OnceLock::new(),
            names: std::sync::OnceLock::new(),
        }
    }

    fn rules(&self) -> impl Iterator<Item = &'a CompiledRule> {
        let compiled = self.compiled;
        self.rules
            .iter()
            .filter_map(|&index| compiled.rules.get(index))
    }

    /// The lists that others inherit which take part.
    fn inherited(&self) -> Vec<Inherited> {
        let mut inherited = Vec::new();
        for list in 0..self.compiled.lists.len() {
            let heirs: Vec<ListIndex> = self.heirs(list).collect();
            if !heirs.is_empty() {
                let stands_beside = self.compiled.forbids(list)
                    || (self.takes_part(list) && heirs.iter().any(|&heir| self.is_unproven(heir)));
                inherited.push(Inherited {
                    list,
                    heirs,
                    is_replaced: !stands_beside,
                });
            }
        }
        inherited
    }

    /// The lists that inherit a list and take part, themselves or through others.
    fn heirs(&self, list: ListIndex) -> impl Iterator<Item = ListIndex> {
        let children = self.compiled.inheritance.children(list).iter().copied();
        children.filter(|&child| self.stands(child))
    }

    /// Whether nothing shows a list to hold no more than what it inherits: only the entries of loaded
    /// lists were checked.
    fn is_unproven(&self, heir: ListIndex) -> bool {
        let is_loaded = self
            .compiled
            .list(heir)
            .is_some_and(|list| matches!(list.content, ListContent::Loaded(_)));
        !is_loaded
            || (!self.takes_part(heir) && self.heirs(heir).any(|heir| self.is_unproven(heir)))
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

    /// Whether others stand in a list's place.
    fn is_replaced(&self, list: ListIndex) -> bool {
        let mut inherited = self.inherited.iter();
        inherited.any(|known| known.list == list && known.is_replaced)
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
                presumptions.push(Presumed {
                    reason: self.reason(fact, pack),
                    fact,
                    state,
                });
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
                    reason: self.reason(fact, compiled.pack),
                    fact,
                    state: FactState::Known(Value::Boolean(false)),
                });
            }
        }
        presumptions
    }

    /// Why a pack presumes a fact of such a demand.
    fn reason(&self, fact: FactIndex, pack: PackIndex) -> LocalText {
        let compiled = self.compiled;
        let (Some(fact), Some(pack)) = (compiled.vocabulary.at(fact), compiled.packs.get(pack))
        else {
            return LocalText::default();
        };
        let declared = pack.presumptions.iter().find(|presumption| {
            presumption.fact == fact.path && presumption.on.contains(self.demand)
        });
        match declared {
            Some(presumption) => presumption.reason.clone(),
            None => LocalText::new(
                format!("{}：清单未公布也未导入，推定不在其内", fact.label.zh()),
                format!(
                    "{}: the list is neither printed nor loaded, presumed not on it",
                    fact.label.en().unwrap_or(fact.label.zh()),
                ),
            ),
        }
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
