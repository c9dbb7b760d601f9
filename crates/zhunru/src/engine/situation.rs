//! One demand as the rules see it: its facts, what is presumed, which rules bear on it.

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::atom::{Atom, ListIndex};
use super::build::Compiled;
use super::rule::{CompiledRule, PackIndex, RuleIndex};
use crate::list::{ListContent, WhileNotLoaded};
use crate::model::{DemandType, Proposal};
use crate::vocabulary::{FactIndex, FactState, Value};

/// What all demands of one proposal share.
pub(crate) struct Proposed<'a> {
    pub(crate) compiled: &'a Compiled,
    pub(crate) proposal: &'a Proposal,
    pub(crate) day: NaiveDate,
    /// The packs that take part, in order.
    pub(crate) packs: &'a [PackIndex],
    /// The states of each demand's facts, before anything is presumed.
    pub(crate) states: &'a [Vec<FactState>],
    pub(crate) places: &'a [SmolStr],
    /// The steps that exact answers may still take.
    pub(crate) steps: std::cell::Cell<usize>,
}

/// One demand of a proposal.
pub(crate) struct Situation<'a> {
    pub(crate) proposed: &'a Proposed<'a>,
    pub(crate) number: usize,
    pub(crate) demand_type: DemandType,
    /// The fact that is the demand's item.
    pub(crate) item: Option<FactIndex>,
    /// The rules in force that bear on the demand, by pack and id.
    pub(crate) rules: Vec<RuleIndex>,
    /// What is known of each fact, what is presumed included.
    pub(crate) states: Vec<FactState>,
    /// The facts that were presumed, with the packs that presume them.
    pub(crate) presumed: Vec<(FactIndex, PackIndex)>,
    /// The lists that others inherit which take part, with those.
    inherited: Vec<(ListIndex, Vec<ListIndex>)>,
}

impl<'a> Situation<'a> {
    /// The demand with this number, or nothing when there is none.
    pub(crate) fn new(proposed: &'a Proposed<'a>, number: usize) -> Option<Self> {
        let demand = proposed.proposal.demands.get(number)?;
        let demand_type = demand.demand_type();
        let compiled = proposed.compiled;
        let inherited = inherited(proposed);
        let rules = compiled
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| {
                let is_replaced = || {
                    let list = rule.list;
                    list.is_some_and(|list| is_replaced(compiled, &inherited, list))
                };
                rule.on.contains(demand_type)
                    && rule.in_force.contains(proposed.day)
                    && proposed.packs.contains(&rule.pack)
                    && !is_replaced()
            })
            .map(|(index, _)| index)
            .collect();
        let mut situation = Situation {
            proposed,
            number,
            demand_type,
            item: demand_type
                .item_path()
                .and_then(|path| compiled.vocabulary.index(path)),
            rules,
            states: proposed.states.get(number)?.clone(),
            presumed: Vec::new(),
            inherited,
        };
        situation.presume();
        Some(situation)
    }

    /// The same demand with nothing presumed.
    pub(crate) fn without_presumptions(&self) -> Self {
        let mut states = self.states.clone();
        for (fact, _) in &self.presumed {
            if let Some(state) = states.get_mut(*fact) {
                *state = FactState::Unknown;
            }
        }
        Situation {
            proposed: self.proposed,
            number: self.number,
            demand_type: self.demand_type,
            item: self.item,
            rules: self.rules.clone(),
            states,
            presumed: Vec::new(),
            inherited: self.inherited.clone(),
        }
    }

    pub(crate) fn compiled(&self) -> &'a Compiled {
        self.proposed.compiled
    }

    /// The rules that bear on the demand.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (RuleIndex, &'a CompiledRule)> {
        let compiled = self.compiled();
        self.rules
            .iter()
            .filter_map(move |&index| Some((index, compiled.rules.get(index)?)))
    }

    /// The atoms that rules bearing on the demand ask in their own conditions.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &'a Atom> {
        let circuit = &self.compiled().circuit;
        self.rules()
            .flat_map(|(_, rule)| &rule.asks)
            .filter_map(|&atom| circuit.atom(atom))
    }

    /// The lists that take part and inherit a list.
    pub(crate) fn inheriting(&self, list: ListIndex) -> &[ListIndex] {
        inheriting(&self.inherited, list)
    }

    /// Whether being on a list forbids.
    pub(crate) fn forbids(&self, list: ListIndex) -> bool {
        forbids(self.compiled(), list)
    }

    /// Whether a list has no part in the demand though rules read it: others stand in its place, or
    /// it would stand in another's place and does not take part.
    pub(crate) fn is_apart(&self, list: ListIndex) -> bool {
        let compiled = self.compiled();
        is_replaced(compiled, &self.inherited, list)
            || (compiled.inheritance.inherits(list) && !takes_part(self.proposed, list))
    }

    /// What is known of a fact.
    pub(crate) fn state(&self, fact: FactIndex) -> &FactState {
        self.states.get(fact).unwrap_or(&FactState::Unknown)
    }

    /// The fact that is read in place of another one that is absent: a sign's sponsor is the issuer.
    pub(crate) fn stands_for(&self, fact: FactIndex) -> FactIndex {
        let vocabulary = &self.compiled().vocabulary;
        if *self.state(fact) == FactState::Unknown
            && vocabulary.index("signboard.sponsor_level") == Some(fact)
        {
            return vocabulary.index("issuer.level").unwrap_or(fact);
        }
        fact
    }

    /// Whether the demand replaces the part of the header that holds a fact.
    pub(crate) fn replaces(&self, path: &str) -> bool {
        self.replaces_of(self.number, path)
    }

    /// Whether the demand with this number replaces the part of the header that holds a fact.
    pub(crate) fn replaces_of(&self, number: usize, path: &str) -> bool {
        let Some(demand) = self.proposed.proposal.demands.get(number) else {
            return false;
        };
        (path.starts_with("support.") && demand.support.is_some())
            || (path == "basis" && demand.basis.is_some())
    }

    /// Gives unknown facts the values that every pack with a rule reading them presumes.
    fn presume(&mut self) {
        let compiled = self.compiled();
        for fact in self.presumable() {
            if *self.state(fact) != FactState::Unknown || self.stands_for(fact) != fact {
                continue;
            }
            let readers: Vec<PackIndex> = self
                .proposed
                .packs
                .iter()
                .copied()
                .filter(|&pack| {
                    // A rule that lifts another reads for itself, where it bears on the demand.
                    self.rules()
                        .any(|(_, rule)| rule.pack == pack && rule.own_reads.contains(&fact))
                })
                .collect();
            let mut agreed: Option<(&Value, PackIndex)> = None;
            let mut all = !readers.is_empty();
            for &reader in &readers {
                match (self.presumption(reader, fact), agreed) {
                    (Some((value, _)), Some((known, _))) if value == known => {}
                    (Some(found), None) => agreed = Some(found),
                    _ => all = false,
                }
            }
            let Some((value, pack)) = agreed.filter(|_| all) else {
                continue;
            };
            let state = match value {
                // For a list, that there is none means an empty one.
                Value::None if self.is_list(fact) => FactState::Entries(Vec::new()),
                value => FactState::Known(value.clone()),
            };
            self.presumed.push((fact, pack));
            if let Some(known) = self.states.get_mut(fact) {
                *known = state;
            }
        }
        // A forbidding list that nobody loaded holds nothing, unless the pack asks.
        for (list, compiled_list) in compiled.lists.iter().enumerate() {
            let presumes = compiled.list(list).is_some_and(|list| {
                list.content == ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent)
            });
            let fact = compiled_list.membership;
            let is_read = self.rules().any(|(_, rule)| rule.own_reads.contains(&fact));
            if presumes
                && is_read
                && !self.is_apart(list)
                && *self.state(fact) == FactState::Unknown
            {
                self.presumed.push((fact, compiled_list.pack));
                if let Some(known) = self.states.get_mut(fact) {
                    *known = FactState::Known(Value::Boolean(false));
                }
            }
        }
    }

    /// The facts that a pack taking part presumes for such a demand.
    fn presumable(&self) -> std::collections::BTreeSet<FactIndex> {
        let compiled = self.compiled();
        let packs = self
            .proposed
            .packs
            .iter()
            .filter_map(|&pack| compiled.packs.get(pack));
        packs
            .flat_map(|pack| &pack.presumptions)
            .filter(|presumption| presumption.on.contains(self.demand_type))
            .filter_map(|presumption| compiled.vocabulary.index(&presumption.fact))
            .collect()
    }

    fn is_list(&self, fact: FactIndex) -> bool {
        use crate::vocabulary::FactKind;
        let fact = self.compiled().vocabulary.at(fact);
        fact.is_some_and(|fact| matches!(fact.kind, FactKind::List { .. } | FactKind::Approvals))
    }

    /// What a pack presumes of a fact of such a demand, or else the nearest parent that takes part.
    fn presumption(&self, pack: PackIndex, fact: FactIndex) -> Option<(&'a Value, PackIndex)> {
        let compiled = self.compiled();
        let path = &compiled.vocabulary.at(fact)?.path;
        let declaring = compiled.packs.get(pack)?;
        let own = declaring.presumptions.iter().find(|presumption| {
            presumption.fact == *path && presumption.on.contains(self.demand_type)
        });
        if let Some(own) = own {
            return Some((&own.value, pack));
        }
        declaring.parents.iter().find_map(|parent| {
            let parent = compiled.packs.iter().position(|pack| pack.id == *parent)?;
            self.proposed
                .packs
                .contains(&parent)
                .then(|| self.presumption(parent, fact))?
        })
    }
}

/// The lists that others inherit which take part, with those.
fn inherited(proposed: &Proposed<'_>) -> Vec<(ListIndex, Vec<ListIndex>)> {
    let inheritance = &proposed.compiled.inheritance;
    let mut inherited = Vec::new();
    for list in 0..proposed.compiled.lists.len() {
        let children = inheritance.children(list).iter().copied();
        let standing: Vec<ListIndex> = children.filter(|&child| stands(proposed, child)).collect();
        if !standing.is_empty() {
            inherited.push((list, standing));
        }
    }
    inherited
}

/// Whether a list, or one that inherits it, takes part.
fn stands(proposed: &Proposed<'_>, list: ListIndex) -> bool {
    let mut children = proposed.compiled.inheritance.children(list).iter();
    takes_part(proposed, list) || children.any(|&child| stands(proposed, child))
}

/// Whether the pack of a list takes part and the list is in force.
fn takes_part(proposed: &Proposed<'_>, list: ListIndex) -> bool {
    let list = proposed.compiled.lists.get(list);
    list.is_some_and(|list| {
        proposed.packs.contains(&list.pack) && list.in_force.contains(proposed.day)
    })
}

fn inheriting(inherited: &[(ListIndex, Vec<ListIndex>)], list: ListIndex) -> &[ListIndex] {
    let found = inherited.iter().find(|(known, _)| *known == list);
    found.map_or(&[], |(_, standing)| standing)
}

/// Whether others stand in a list's place: those that inherit a forbidding one only add to it.
fn is_replaced(
    compiled: &Compiled,
    inherited: &[(ListIndex, Vec<ListIndex>)],
    list: ListIndex,
) -> bool {
    !inheriting(inherited, list).is_empty() && !forbids(compiled, list)
}

fn forbids(compiled: &Compiled, list: ListIndex) -> bool {
    compiled.list(list).is_some_and(|list| list.kind.forbids())
}
