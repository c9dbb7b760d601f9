//! Runs the circuit for one demand, in any logic: facts set atoms, atoms set gates.

mod acts;
mod choices;
mod entries;
mod item;
mod procedure;
mod source;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use choices::ItemChoices;

use super::atom::{Atom, ListIndex, ProcedureIndex, Reading};
use super::circuit::{Gate, GateIndex};
use super::logic::{Kleene, Logic, ThreeValued};
use super::situation::Situation;
use super::unknown::{Unknown, Unknowns};
use crate::condition::Test;
use crate::vocabulary::{FactIndex, FactState, Value};
pub(crate) use acts::{ActBits, BodyBits, Progress, StepBits, read_acts};
pub(crate) use choices::KnownNames;
use entries::Addition;
pub(crate) use entries::SIGN_PLACEMENT;
pub(crate) use item::Standing;
use source::Source;

/// The bits of a procedure: whether it is complete, whether it was refused.
pub(crate) type ProcedureBits<B> = (B, B);

/// Runs the circuit for one demand in one logic, each gate at most once.
pub(crate) struct Reader<'s, 'a, L: Logic> {
    pub(crate) situation: &'s Situation<'a>,
    pub(crate) logic: L,
    pub(crate) unknowns: Unknowns,
    /// Whether everything unknown was told apart as finely as the rules need.
    pub(crate) exact: bool,
    /// The gates worked out so far; no longer than needed.
    gates: Vec<Option<L::Bit>>,
    procedures: FxHashMap<ProcedureIndex, ProcedureBits<L::Bit>>,
    memberships: FxHashMap<(usize, ListIndex, Reading), L::Bit>,
    own_memberships: FxHashMap<(usize, ListIndex), L::Bit>,
    items: FxHashMap<(FactIndex, bool), Arc<ItemChoices>>,
    additions: FxHashMap<FactIndex, std::rc::Rc<[Addition<L::Bit>]>>,
}

impl<'s, 'a, L: Logic> Reader<'s, 'a, L> {
    pub(crate) fn new(situation: &'s Situation<'a>, logic: L) -> Self {
        Reader {
            gates: Vec::new(),
            situation,
            logic,
            unknowns: Unknowns::default(),
            exact: true,
            procedures: FxHashMap::default(),
            memberships: FxHashMap::default(),
            own_memberships: FxHashMap::default(),
            items: FxHashMap::default(),
            additions: FxHashMap::default(),
        }
    }

    /// Takes over what three values settle already: it is so for every completion.
    pub(crate) fn take_settled(&mut self, quick: &Reader<'_, '_, ThreeValued>) {
        let logic = &mut self.logic;
        let mut settled = |bit: Kleene| match bit {
            Kleene::TRUE => Some(logic.constant(true)),
            Kleene::FALSE => Some(logic.constant(false)),
            _ => None,
        };
        let gates = quick.gates.iter();
        self.gates = gates.map(|gate| gate.and_then(&mut settled)).collect();
        for (&procedure, &(complete, refused)) in &quick.procedures {
            if let (Some(complete), Some(refused)) = (settled(complete), settled(refused)) {
                self.procedures.insert(procedure, (complete, refused));
            }
        }
    }

    /// The value of a gate.
    pub(crate) fn gate(&mut self, index: GateIndex) -> L::Bit {
        if let Some(Some(known)) = self.gates.get(index.position()) {
            return *known;
        }
        let compiled = self.situation.compiled();
        let bit = match compiled.circuit.gate(index) {
            None => self.logic.constant(false),
            Some(Gate::Constant(value)) => self.logic.constant(*value),
            Some(Gate::Atom(atom)) => match compiled.circuit.atom(*atom) {
                Some(atom) => self.atom(atom),
                None => self.logic.constant(false),
            },
            Some(Gate::Not(input)) => {
                let input = self.gate(*input);
                self.logic.not(input)
            }
            Some(Gate::And(inputs)) => {
                let mut all = self.logic.constant(true);
                for &input in inputs {
                    let input = self.gate(input);
                    all = self.logic.and(all, input);
                    if self.logic.known(all).is_false() {
                        break;
                    }
                }
                all
            }
            Some(Gate::Or(inputs)) => {
                let mut any = self.logic.constant(false);
                for &input in inputs {
                    let input = self.gate(input);
                    any = self.logic.or(any, input);
                    if self.logic.known(any).is_true() {
                        break;
                    }
                }
                any
            }
        };
        if self.gates.is_empty() {
            self.gates = vec![None; compiled.circuit.size()];
        }
        if let Some(known) = self.gates.get_mut(index.position()) {
            *known = Some(bit);
        }
        bit
    }

    fn atom(&mut self, atom: &'a Atom) -> L::Bit {
        match atom {
            Atom::Fact { fact, test } => self.fact(*fact, test),
            Atom::Listed { list, reading } => self.listed(self.situation.number, *list, *reading),
            Atom::Complete(procedure) => self.procedure(*procedure).0,
            Atom::AtLeast {
                list,
                predicate,
                least,
                reading,
            } => self.at_least(*list, predicate, *least, *reading),
            Atom::Bears { in_force, on } => {
                let bears = in_force.contains(self.situation.proposed.day)
                    && on.contains(self.situation.demand_type);
                self.logic.constant(bears)
            }
        }
    }

    /// Whether a fact passes a test.
    pub(crate) fn fact(&mut self, fact: FactIndex, test: &Test) -> L::Bit {
        let source = self.fact_source(fact);
        self.passes(&source, test)
    }

    /// Where the value of a fact of the demand comes from.
    fn fact_source(&mut self, fact: FactIndex) -> Source<L::Bit> {
        let fact = self.situation.stands_for(fact);
        match self.situation.state(fact) {
            FactState::Known(value) => Source::Known(value.clone()),
            FactState::Entries(_) => Source::Known(Value::None),
            FactState::Unknown => {
                let unknown = Unknown::Fact {
                    owner: self.owner(fact),
                    fact,
                };
                Source::Unknown(unknown, self.choices(fact))
            }
        }
    }

    /// The demand to which a fact belongs, or nothing for one of the header.
    fn owner(&self, fact: FactIndex) -> Option<usize> {
        use crate::vocabulary::FactPlace;
        let fact = self.situation.compiled().vocabulary.at(fact)?;
        (fact.place == FactPlace::Demand).then_some(self.situation.number)
    }

    /// The values that an unknown fact may take.
    fn choices(&mut self, fact: FactIndex) -> Arc<[Value]> {
        if self.situation.item == Some(fact) {
            return self.item_choices(fact, true).values.clone();
        }
        let values = self.situation.compiled().values.get(fact);
        values
            .map(|values| values.as_slice().into())
            .unwrap_or_else(|| Vec::new().into())
    }
}
