//! The facts that a rule may name: path, type, unit, allowed values, labels, the question to ask.

mod fact;
mod field;
mod header;
mod state;
mod told;
mod value;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;

pub use fact::{AllowedValue, EntryField, Fact, FactKind, FactOrigin, FactPlace, Unit};
pub(crate) use field::FactField;
pub(crate) use header::states as header_states;
pub use state::{Entry, FactState};
pub(crate) use told::{Told, ToldActs, ToldEntries, tell_header};
pub use value::{ItemName, Matter, Value};

use crate::diagnostic::nearest;
use crate::model::{Demand, DemandType, DemandTypes};

/// The number that a fact has in a vocabulary; built-in facts have the same in every one.
pub(crate) type FactIndex = usize;

/// All facts that conditions may read, in their order.
///
/// ```
/// use zhunru::vocabulary::Vocabulary;
/// let vocabulary = Vocabulary::built_in();
/// assert_eq!(vocabulary.fact("issuer.level").unwrap().label.zh(), "派交单位层级");
/// assert_eq!(vocabulary.nearest("isuer.level"), Some("issuer.level"));
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    facts: IndexMap<SmolStr, Fact, FxBuildHasher>,
}

impl Vocabulary {
    /// The facts that every pack may read, without those that packs declare.
    pub fn built_in() -> Self {
        let mut facts = header::describe();
        facts.extend(crate::model::demand::describe_bodies());
        Vocabulary {
            facts: facts
                .into_iter()
                .map(|fact| (fact.path.clone(), fact))
                .collect(),
        }
    }

    /// Adds a fact that a pack declares; gives the one already there when the path is taken.
    pub(crate) fn declare(&mut self, fact: Fact) -> Result<FactIndex, &Fact> {
        let index = self.facts.len();
        match self.facts.entry(fact.path.clone()) {
            indexmap::map::Entry::Occupied(taken) => Err(taken.into_mut()),
            indexmap::map::Entry::Vacant(free) => {
                free.insert(fact);
                Ok(index)
            }
        }
    }

    /// Lets a fact that several packs declare stand on the demand types of all of them.
    pub(crate) fn widen(&mut self, path: &str, on: DemandTypes) {
        if let Some(fact) = self.facts.get_mut(path)
            && fact.origin != FactOrigin::BuiltIn
        {
            fact.on = fact.on.or(on);
        }
    }

    /// Lets `work.matter` take one more value.
    pub(crate) fn declare_matter(&mut self, matter: AllowedValue) {
        if let Some(Fact {
            kind: FactKind::Enumeration { values, .. },
            ..
        }) = self.facts.get_mut("work.matter")
            && !values.iter().any(|value| value.code == matter.code)
        {
            values.push(matter);
        }
    }

    /// The facts in their order.
    pub fn facts(&self) -> impl ExactSizeIterator<Item = &Fact> {
        self.facts.values()
    }

    /// The fact with this path.
    pub fn fact(&self, path: &str) -> Option<&Fact> {
        self.facts.get(path)
    }

    /// The fact with this number.
    pub(crate) fn at(&self, index: FactIndex) -> Option<&Fact> {
        self.facts.get_index(index).map(|(_, fact)| fact)
    }

    /// The number of the fact with this path.
    pub(crate) fn index(&self, path: &str) -> Option<FactIndex> {
        self.facts.get_index_of(path)
    }

    /// The known path nearest to a misspelt one, if one is near.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        nearest(path, self.facts.keys().map(SmolStr::as_str))
    }

    /// The number of the first fact that the body of such a demand brings.
    pub(crate) fn body_start(&self, demand: DemandType) -> FactIndex {
        self.facts
            .values()
            .position(|fact| fact.place == FactPlace::Demand && fact.on.contains(demand))
            .unwrap_or(self.facts.len())
    }
}

/// Hands out what a demand's own form says of the facts that its type brings, in their order.
pub(crate) fn body_states(demand: &Demand, sink: &mut dyn FnMut(FactState)) {
    demand.body.states(sink);
}
