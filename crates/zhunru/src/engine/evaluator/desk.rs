//! One program, at hand for one demand after another.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::behind_places::PlacesInFront;
use super::evaluation::{Found, Part, Ruling};
use super::gates::{Gates, Values, value_of};
use super::questions::Questions;
use super::recollection::Recollection;
use super::remembered::Remembered;
use super::slot::Slot;
use crate::engine::plan::Plan;
use crate::engine::reader::SIGN_PLACEMENT;
use crate::engine::wide::Program;
use crate::model::{Coded, Demand, DemandType, DemandTypes, Proposal};
use crate::vocabulary::{FactIndex, FactPlace};

/// The number of a slot.
pub(super) type SlotNumber = u16;

/// No slot.
pub(super) const NONE: SlotNumber = SlotNumber::MAX;

/// One program with what it learnt of the facts that it reads.
#[derive(Debug)]
pub(in crate::engine) struct Desk {
    pub(super) program: Program,
    pub(super) gates: Gates,
    /// What is known while nothing is stated.
    pub(super) usual: Values,
    pub(super) values: Values,
    pub(super) slots: Vec<Slot>,
    /// By fact of the header, then of the demand's body, its slot.
    pub(super) header: Vec<SlotNumber>,
    pub(super) body: Vec<SlotNumber>,
    /// By path of a fact beside the form, its slot; [`NONE`] where it is none of such demands.
    pub(super) further: FxHashMap<SmolStr, SlotNumber>,
    /// The slots of the demanded sign's name and of the signs that the village has, where a sign would
    /// be counted among these.
    pub(super) signs: Option<(SlotNumber, SlotNumber)>,
    /// The types of other demands of a proposal that would add to what is counted.
    pub(super) counted_with: DemandTypes,
    /// By slot, what is told in the proposal at hand.
    pub(super) answered: Vec<SlotAnswer>,
    pub(super) key: Vec<u8>,
    /// How much was kept, as [`size`](super::slot::size) counts.
    pub(in crate::engine) learnt: usize,
    /// The places of the acts on record in the proposal at hand that count, among all: what is asked of acts
    /// names them by these.
    pub(super) acts_at: Vec<usize>,
    /// Whether the sign demanded may be one that the village has, which the net does not tell.
    pub(super) may_hang: bool,
    pub(super) questions: Option<Questions>,
    /// What names of places are to those that are compared.
    pub(super) places: FxHashMap<SmolStr, PlacesInFront>,
    /// What is noted of a proposal that does not settle every rule.
    pub(super) noted_values: Vec<u8>,
    pub(super) noted_answers: Vec<u32>,
    /// What came of demands over all their completions, and of those decided at length.
    pub(super) completed: Remembered<u8>,
    pub(super) decided: Remembered<u32>,
    /// What was told of demands.
    pub(in crate::engine) recollection: Recollection,
}

/// Where the answer of a slot stands, in the proposal at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotAnswer {
    Unstated,
    New,
    Compared,
    Kept(u32),
}

/// A proposal that is not for a desk: [`Engine::decide`] answers.
///
/// [`Engine::decide`]: crate::Engine::decide
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// Only the whole proposal tells.
    Whole,
    /// Too much is unknown, or hangs together; what comes of it hangs on what the desk was told, and on
    /// nothing else.
    Open,
}

impl Desk {
    /// A desk for a program; nothing where there are too many facts to give each a slot.
    pub(super) fn new(program: Program) -> Option<Self> {
        let gates = Gates::new(program.net());
        let mut usual = Gates::values(program.net());
        for (node, known) in program.usual_values() {
            usual.set(node, value_of(known));
        }
        let mut desk = Desk {
            values: usual.clone(),
            usual,
            gates,
            slots: Vec::new(),
            header: Vec::new(),
            body: Vec::new(),
            further: FxHashMap::default(),
            signs: None,
            counted_with: DemandTypes::NONE,
            answered: Vec::new(),
            key: Vec::new(),
            learnt: 0,
            acts_at: Vec::new(),
            may_hang: false,
            questions: program.for_nothing(|nothing| Questions::new(program.net(), nothing)),
            places: FxHashMap::default(),
            noted_values: Vec::new(),
            noted_answers: Vec::new(),
            completed: Remembered::default(),
            decided: Remembered::default(),
            recollection: Recollection::default(),
            program,
        };
        desk.open_slots()?;
        Some(desk)
    }

    fn open_slots(&mut self) -> Option<()> {
        let compiled = Arc::clone(self.program.compiled());
        let demand = self.program.demand_type();
        let known = &compiled.known;
        let adds_sign = self.program.net().adds_sign;
        let plan = self.program.plan();
        let reads_lists = !plan.lists.is_empty();
        let mut rules = plan
            .rules
            .iter()
            .filter_map(|&rule| compiled.rules.get(rule));
        let has_gates = rules.any(|rule| rule.is_gate());
        let of_sign = [known.sign_name, known.sign_placement, known.signboards];
        let must_be_seen = |fact: FactIndex| {
            Some(fact) == known.matter
                || (reads_lists && Some(fact) == known.item(demand))
                || (has_gates && Some(fact) == known.issuer_level)
                || plan.presumption(fact).is_some()
                || (adds_sign && of_sign.contains(&Some(fact)))
        };
        let body = known.body_start(demand);
        for (number, fact) in compiled.vocabulary.facts().enumerate() {
            let is_of_demand = fact.on.contains(demand);
            let is_beside = fact.place == FactPlace::Facts;
            let is_read = self.program.reads_fact(number);
            let slot = if is_of_demand && (is_read || is_beside || must_be_seen(number)) {
                let slot = SlotNumber::try_from(self.slots.len()).ok();
                let slot = slot.filter(|slot| *slot != NONE)?;
                let program = &self.program;
                let reads = |field: usize| {
                    program.reads_field_at(number, field)
                        || (field <= SIGN_PLACEMENT && known.signboards == Some(number))
                };
                let inputs = program.inputs_of(number);
                self.slots
                    .push(Slot::new(number, &fact.kind, inputs, reads));
                slot
            } else {
                NONE
            };
            if is_beside {
                self.further.insert(fact.path.clone(), slot);
            } else if slot != NONE {
                let (slots, place) = match fact.place {
                    FactPlace::Header => (&mut self.header, Some(number)),
                    _ => (&mut self.body, number.checked_sub(body)),
                };
                if let Some(place) = place {
                    if slots.len() <= place {
                        slots.resize(place + 1, NONE);
                    }
                    if let Some(known) = slots.get_mut(place) {
                        *known = slot;
                    }
                }
            }
        }
        let slot = |slots: &[SlotNumber], place: Option<usize>| {
            place.and_then(|place| slots.get(place)).copied()
        };
        let name = known.sign_name.and_then(|fact| fact.checked_sub(body));
        if adds_sign
            && let (Some(name), Some(stock)) =
                (slot(&self.body, name), slot(&self.header, known.signboards))
        {
            self.signs = Some((name, stock));
        }
        let types = DemandType::ALL.iter().copied();
        let adding: Vec<DemandType> = types
            .filter(|&other| self.program.net().is_added_to(&compiled, other))
            .collect();
        self.counted_with = DemandTypes::of(&adding);
        self.recollection = Recollection::new(&self.program, &self.slots);
        self.answered = vec![SlotAnswer::Unstated; self.slots.len()];
        Some(())
    }

    /// What demands have in common that the desk is for.
    pub(in crate::engine) fn plan(&self) -> Arc<Plan> {
        self.program.plan()
    }

    /// Whether another demand of the proposal may have a say in the one with this number.
    pub(in crate::engine) fn counts_others(&self, proposal: &Proposal, number: usize) -> bool {
        let mut demands = proposal.demands.iter().enumerate();
        demands.any(|(other, demand)| {
            other != number && self.counted_with.contains(demand.demand_type())
        })
    }

    /// Works out what is known of all inputs and gates.
    pub(super) fn look_at(
        &mut self,
        proposal: &Proposal,
        demand: (usize, &Demand),
        day: NaiveDate,
    ) -> Result<(), Beyond> {
        self.values.copy_from(&self.usual);
        self.answered.fill(SlotAnswer::Unstated);
        self.take_in(proposal, demand, day)?;
        self.gates.run(&mut self.values);
        Ok(())
    }

    /// Decides a demand of a proposal, and notes which rules lead to the verdict and what is missing.
    pub(super) fn decide(
        &mut self,
        proposal: &Proposal,
        number: usize,
        demand: &Demand,
        day: NaiveDate,
        found: &mut Found,
    ) -> Result<Ruling, Beyond> {
        self.look_at(proposal, (number, demand), day)?;
        if !self.may_hang
            && self.is_settled()
            && let Some(ruling) = self.rule(found)
        {
            return Ok(ruling);
        }
        // To a demand that has bases of its own, those of the others are other facts.
        if proposal.demands.iter().any(|one| one.basis.is_some()) {
            return Err(Beyond::Whole);
        }
        if !self.may_hang {
            self.note_values();
            if let Some(ruling) = self.completed.tell(&self.noted_values, found) {
                return Ok(ruling);
            }
        }
        self.note_answers();
        if let Some(ruling) = self.decided.tell(&self.noted_answers, found) {
            return Ok(ruling);
        }
        if self.may_hang {
            return Err(Beyond::Open);
        }
        let ruling = self.complete(found)?;
        self.completed
            .keep(&self.noted_values, ruling, found.at_hand());
        Ok(ruling)
    }

    /// Remembers what was decided at length of the only demand of the proposal at hand.
    pub(super) fn remember(&mut self, ruling: Ruling, found: Part<'_>) {
        self.decided.keep(&self.noted_answers, ruling, found);
    }
}
