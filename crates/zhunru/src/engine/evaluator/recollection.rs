//! What was told of demands, so that the like are told the same without working it out again.

use rustc_hash::FxHashMap;

use super::desk::SlotNumber;
use super::slot::Slot;
use crate::engine::recall::Kept;
use crate::engine::wide::Program;
use crate::vocabulary::{FactIndex, FactOrigin};

/// What was told of single demands, by all on which it hangs.
#[derive(Debug, Default)]
pub(in crate::engine) struct Recollection {
    /// The slots of facts that something is presumed of.
    pub(super) presumed: Vec<PresumedSlot>,
    /// The slots of statements on whether lists hold the item, and that of the item.
    pub(super) statements: Vec<SlotNumber>,
    pub(super) item: Option<SlotNumber>,
    /// The slot of the issuer's level, after which bodies are called.
    pub(super) issuer: Option<SlotNumber>,
    /// Whether that is presumed while it is not stated.
    pub(super) presumes_issuer: bool,
    /// What was noted of the demand at hand.
    pub(super) key: Vec<u8>,
    kept: FxHashMap<Box<[u8]>, Kept>,
}

/// The slot of a fact that something is presumed of.
#[derive(Debug)]
pub(super) struct PresumedSlot {
    pub(super) slot: SlotNumber,
    /// Whether a rule reads it that can be read in another way.
    pub(super) has_rival_reading: bool,
}

impl Recollection {
    /// Nothing told yet of the demands of a program, whose facts have these slots.
    pub(super) fn new(program: &Program, slots: &[Slot]) -> Self {
        let compiled = program.compiled();
        let slot = |fact: FactIndex| {
            let place = slots.iter().position(|slot| slot.fact == fact)?;
            SlotNumber::try_from(place).ok()
        };
        let plan = program.plan();
        let is_rival = |fact: FactIndex| {
            let mut rules = plan
                .rules
                .iter()
                .filter_map(|&rule| compiled.rules.get(rule));
            rules.any(|rule| rule.text.note.is_some() && rule.reads.contains(&fact))
        };
        let presumed = plan.presumptions.iter().filter_map(|presumed| {
            Some(PresumedSlot {
                slot: slot(presumed.fact)?,
                has_rival_reading: is_rival(presumed.fact),
            })
        });
        let is_statement = |fact: FactIndex| {
            let fact = compiled.vocabulary.at(fact);
            fact.is_some_and(|fact| matches!(fact.origin, FactOrigin::List { .. }))
        };
        let facts = slots.iter().map(|slot| slot.fact);
        Recollection {
            presumed: presumed.collect(),
            statements: facts
                .filter(|&fact| is_statement(fact))
                .filter_map(slot)
                .collect(),
            item: compiled.known.item(program.demand_type()).and_then(slot),
            issuer: compiled.known.issuer_level.and_then(slot),
            presumes_issuer: compiled
                .known
                .issuer_level
                .is_some_and(|fact| plan.presumption(fact).is_some()),
            key: Vec::new(),
            kept: FxHashMap::default(),
        }
    }

    /// What was told of a demand of which the same was noted.
    pub(in crate::engine) fn recall(&self) -> Option<&Kept> {
        self.kept.get(self.key.as_slice())
    }

    /// What was noted of the demand at hand, by which [`Recollection::keep`] keeps what is told of it.
    pub(in crate::engine) fn noted(&self) -> Box<[u8]> {
        self.key.as_slice().into()
    }

    /// Keeps what is told of a demand of which this was noted.
    pub(in crate::engine) fn keep(&mut self, noted: Box<[u8]>, told: Kept) {
        self.kept.insert(noted, told);
    }
}
