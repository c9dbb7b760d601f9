//! One demand as the rules see it: its facts, what is presumed, which rules bear on it.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::atom::{Atom, ListIndex, Reading};
use super::build::Compiled;
use super::net::Net;
use super::places::Places;
use super::plan::{Inherited, Plan, Presumed};
use super::reader::KnownNames;
use super::rule::{CompiledRule, PackIndex, RuleIndex};
use super::states::States;
use crate::model::{DemandType, Proposal};
use crate::vocabulary::{FactIndex, FactState};

/// What all demands of one proposal share.
pub(crate) struct Proposed<'a> {
    pub(crate) compiled: &'a Compiled,
    pub(crate) proposal: &'a Proposal,
    pub(crate) day: NaiveDate,
    /// The packs that take part, in order.
    pub(crate) packs: &'a [PackIndex],
    /// The states of each demand's facts, before anything is presumed.
    pub(crate) states: &'a [States],
    pub(crate) places: &'a Places,
    /// The steps that exact answers may still take.
    pub(crate) steps: std::cell::Cell<usize>,
}

/// What holds of a list by what holds of itself and of those that inherit it.
#[derive(Debug)]
pub(crate) enum Composed {
    /// What holds of this very list.
    Itself(ListIndex),
    /// What holds of any of these.
    Any(Vec<Composed>),
    /// What holds of all of these.
    All(Vec<Composed>),
}

/// One demand of a proposal.
pub(crate) struct Situation<'a> {
    pub(crate) proposed: &'a Proposed<'a>,
    pub(crate) number: usize,
    pub(crate) demand_type: DemandType,
    /// The fact that is the demand's item.
    pub(crate) item: Option<FactIndex>,
    plan: Arc<Plan>,
    states: &'a States,
    /// Whether what is unknown is presumed where the packs say so.
    presumes: bool,
}

impl<'a> Situation<'a> {
    /// The demand with this number, or nothing when there is none.
    pub(crate) fn new(proposed: &'a Proposed<'a>, number: usize) -> Option<Self> {
        let demand = proposed.proposal.demands.get(number)?;
        let demand_type = demand.demand_type();
        let compiled = proposed.compiled;
        let plans = &compiled.plans;
        Some(Situation {
            proposed,
            number,
            demand_type,
            item: compiled.known.item(demand_type),
            plan: plans.plan(compiled, proposed.packs, proposed.day, demand_type),
            states: proposed.states.get(number)?,
            presumes: true,
        })
    }

    /// The net of the rules that bear on the demand, if they can be put together as one.
    pub(crate) fn net(&self) -> Option<&Arc<Net>> {
        self.plan.net(self)
    }

    /// The names that the demand's item may be while it is unknown, once they were looked up; for demands to which
    /// places name nothing otherwise.
    pub(crate) fn names_kept(&self) -> &OnceLock<Arc<KnownNames>> {
        &self.plan.names
    }

    /// The same demand with nothing presumed.
    pub(crate) fn without_presumptions(&self) -> Self {
        Situation {
            plan: self.plan.clone(),
            presumes: false,
            ..*self
        }
    }

    /// Looks at a demand of the same type, by the same packs and on the same day, of which nothing is
    /// known.
    pub(crate) fn knowing_nothing<T>(
        &self,
        look: impl FnOnce(&Situation<'_>) -> Option<T>,
    ) -> Option<T> {
        let nothing = Proposal::unknown(self.demand_type);
        self.instead(&nothing, States::NOTHING, look)
    }

    /// Looks at the same demand as at one of which it is known only that no acts are on record.
    pub(crate) fn without_acts<T>(&self, look: impl FnOnce(&Situation<'_>) -> T) -> T {
        let proposal = Proposal {
            approvals: Some(Vec::new()),
            ..Proposal::unknown(self.demand_type)
        };
        let approvals = self.compiled().known.approvals.unwrap_or_default();
        let mut states = States::NOTHING;
        states.set(approvals, FactState::Entries(Vec::new()));
        self.instead(&proposal, states, look)
    }

    /// Looks at the one demand of another proposal, which is of the same type.
    fn instead<T>(
        &self,
        proposal: &Proposal,
        states: States,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> T {
        let states = [states];
        let proposed = Proposed {
            proposal,
            states: &states,
            steps: self.proposed.steps.clone(),
            ..*self.proposed
        };
        let [own] = &states;
        look(&Situation {
            proposed: &proposed,
            number: 0,
            plan: self.plan.clone(),
            states: own,
            presumes: true,
            ..*self
        })
    }

    pub(crate) fn compiled(&self) -> &'a Compiled {
        self.proposed.compiled
    }

    /// The rules that bear on the demand, by pack and id.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (RuleIndex, &'a CompiledRule)> {
        let rules = &self.compiled().rules;
        let bearing = self.plan.rules.iter();
        bearing.filter_map(move |&index| Some((index, rules.get(index)?)))
    }

    /// How many rules bear on the demand.
    pub(crate) fn rule_count(&self) -> usize {
        self.plan.rules.len()
    }

    /// The atoms that rules bearing on the demand ask in their own conditions.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &'a Atom> {
        let circuit = &self.compiled().circuit;
        self.rules()
            .flat_map(|(_, rule)| &rule.asks)
            .filter_map(|&atom| circuit.atom(atom))
    }

    /// What inherits a list, if anything that takes part does.
    pub(crate) fn inherited(&self, list: ListIndex) -> Option<&Inherited> {
        self.plan.inherited(list)
    }

    /// Of what it is made up what holds of a list: at its widest of what holds of any list that
    /// inherits it, at its narrowest of what holds of all that stand for it, and of its own of nothing
    /// else.
    pub(crate) fn composed(&self, list: ListIndex, reading: Reading) -> Composed {
        let itself = Composed::Itself(list);
        let Some(inherited) = self.inherited(list) else {
            return itself;
        };
        let heirs = inherited.heirs.iter();
        let heirs = heirs.map(|&heir| self.composed(heir, reading));
        match reading {
            Reading::Own => itself,
            Reading::Widest => Composed::Any(std::iter::once(itself).chain(heirs).collect()),
            // What the heirs of a list that forbids add is no part of it.
            Reading::Narrowest if self.compiled().forbids(list) => itself,
            Reading::Narrowest => {
                let itself = (!inherited.is_replaced).then_some(itself);
                Composed::All(itself.into_iter().chain(heirs).collect())
            }
        }
    }

    /// The lists that take part and whose membership the rules read.
    pub(crate) fn lists_read(&self) -> &[ListIndex] {
        &self.plan.lists
    }

    /// What is known of a fact, what is presumed included.
    pub(crate) fn state(&self, fact: FactIndex) -> &FactState {
        const UNKNOWN: &FactState = &FactState::Unknown;
        match self.states.get(fact) {
            FactState::Unknown if self.presumes => self
                .plan
                .presumption(fact)
                .map_or(UNKNOWN, |presumed| &presumed.state),
            state => state,
        }
    }

    /// What the proposal says of each fact.
    pub(crate) fn stated(&self) -> &'a States {
        self.states
    }

    /// What was presumed.
    pub(crate) fn presumed(&self) -> impl Iterator<Item = &Presumed> {
        let is_unknown = |fact| *self.states.get(fact) == FactState::Unknown;
        let presumptions = self.plan.presumptions.iter();
        presumptions.filter(move |known| self.presumes && is_unknown(known.fact))
    }

    /// The fact that is read in place of another one that is absent: a sign's sponsor is the issuer.
    pub(crate) fn stands_for(&self, fact: FactIndex) -> FactIndex {
        let known = &self.compiled().known;
        if known.sponsor_level == Some(fact) && *self.state(fact) == FactState::Unknown {
            return known.issuer_level.unwrap_or(fact);
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
}
