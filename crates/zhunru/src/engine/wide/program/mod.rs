//! What bears on demands of one type, put together to run over many of them.

mod answers;
mod reading;
mod rules;

use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::decision::RuleId;
use crate::engine::build::Compiled;
use crate::engine::intake;
use crate::engine::judgement::PROPOSAL_STEPS;
use crate::engine::logic::Kleene;
use crate::engine::net::{Literal, Net, NetInput, Node, Together};
use crate::engine::places::Places;
use crate::engine::plan::Plan;
use crate::engine::rule::{CompiledRule, PackIndex};
use crate::engine::situation::{Proposed, Situation};
use crate::engine::states::States;
use crate::model::{DemandType, Proposal};
use crate::vocabulary::FactIndex;
pub(in crate::engine) use answers::FactAnswers;
pub(super) use rules::Grant;
pub(in crate::engine) use rules::{Hit, Violation};

/// What bears on demands of one type, by the same packs and on a day.
#[derive(Debug)]
pub struct Program {
    compiled: Arc<Compiled>,
    packs: Vec<PackIndex>,
    day: NaiveDate,
    demand: DemandType,
    places: Places,
    pub(super) net: Arc<Net>,
    /// The inputs of the net that each fact answers.
    answers: Vec<(FactIndex, Vec<u16>)>,
    /// The gates on which the outcome or what is told of a rule hangs, each behind what it reads.
    pub(super) gates: Vec<usize>,
    /// By input, whether they hang on it.
    pub(super) needs: Vec<bool>,
    pub(super) hits: Vec<Hit>,
    pub(super) grants: Vec<Grant>,
}

impl Program {
    /// Puts a program together; nothing where inputs or rules are of a kind that it does not run.
    pub(in crate::engine) fn new(
        compiled: &Arc<Compiled>,
        packs: Vec<PackIndex>,
        day: NaiveDate,
        demand: DemandType,
    ) -> Option<Self> {
        let places = intake::places(compiled, &Proposal::default(), &packs);
        let nothing = Proposal::unknown(demand);
        let proposed = Proposed {
            compiled,
            proposal: &nothing,
            day,
            packs: &packs,
            states: &[States::NOTHING],
            places: &places,
            steps: std::cell::Cell::new(PROPOSAL_STEPS),
        };
        let net = Situation::new(&proposed, 0)?.net().cloned()?;
        let mut answers: Vec<(FactIndex, Vec<u16>)> = Vec::new();
        for (number, input) in (0_u16..).zip(&net.inputs) {
            match answers.iter_mut().find(|(known, _)| *known == input.fact) {
                Some((_, inputs)) => inputs.push(number),
                None => answers.push((input.fact, vec![number])),
            }
        }
        let mut program = Program {
            compiled: Arc::clone(compiled),
            packs,
            day,
            demand,
            places,
            net,
            answers,
            gates: Vec::new(),
            needs: Vec::new(),
            hits: Vec::new(),
            grants: Vec::new(),
        };
        program.tell_rules()?;
        program.tell_needed();
        Some(program)
    }

    /// Notes on which gates and inputs the outcome or what is told of a rule hangs.
    fn tell_needed(&mut self) {
        let nodes = &self.net.nodes;
        let mut needed = vec![false; nodes.len()];
        let need = |literal: Literal, needed: &mut Vec<bool>| {
            if let Some(needed) = needed.get_mut(literal.node()) {
                *needed = true;
            }
        };
        for literal in self.net.read_out() {
            need(literal, &mut needed);
        }
        let mut gates = Vec::new();
        for (number, node) in nodes.iter().enumerate().rev() {
            if let Node::Both(left, right) | Node::Else(left, right) = *node
                && needed.get(number) == Some(&true)
            {
                gates.push(number);
                need(left, &mut needed);
                need(right, &mut needed);
            }
        }
        gates.reverse();
        let inputs = self.net.inputs.iter();
        let needs = inputs.map(|input| needed.get(input.node) == Some(&true));
        self.needs = needs.collect();
        self.gates = gates;
    }

    /// The type of the demands.
    pub fn demand_type(&self) -> DemandType {
        self.demand
    }

    /// The ids of the packs that take part, by level of their place and id.
    pub fn packs(&self) -> impl Iterator<Item = &str> {
        let packs = self.packs.iter();
        packs.filter_map(|&pack| Some(self.compiled.packs.get(pack)?.id.as_str()))
    }

    /// Whether a fact with this path answers anything.
    pub fn reads(&self, path: &str) -> bool {
        let fact = self.compiled.vocabulary.index(path);
        fact.is_some_and(|fact| self.answers.iter().any(|(known, _)| *known == fact))
    }

    /// Whether a field of the entries of a list of facts is read.
    pub fn reads_field(&self, list: &str, field: &str) -> bool {
        let vocabulary = &self.compiled.vocabulary;
        let number = vocabulary
            .fact(list)
            .and_then(|fact| fact.entry_field(field));
        match (number, vocabulary.index(list)) {
            (Some((number, _)), Some(list)) => self.reads_field_at(list, number),
            _ => false,
        }
    }

    /// Whether the field with this number of the entries of a list of facts is read.
    pub(in crate::engine) fn reads_field_at(&self, list: FactIndex, field: usize) -> bool {
        let reading = self.compiled.reading(list);
        reading.is_some_and(|reading| reading.reads(field))
    }

    /// Whether signs in stock are counted beside the one demanded, so that only both together tell
    /// whether it is one of them.
    pub fn adds_sign(&self) -> bool {
        self.net.adds_sign
    }

    fn rule_id(&self, place: usize) -> &RuleId {
        const NONE: &RuleId = &RuleId {
            pack: SmolStr::new_static(""),
            rule: SmolStr::new_static(""),
        };
        self.rule(place).map_or(NONE, |rule| &rule.id)
    }

    pub(in crate::engine) fn rule(&self, place: usize) -> Option<&CompiledRule> {
        self.compiled.rules.get(self.net.rules.get(place)?.rule)
    }

    /// What is known of each input while nothing answers it, with its node.
    pub(in crate::engine) fn usual_values(&self) -> impl Iterator<Item = (usize, Kleene)> {
        let inputs = self.net.inputs.iter();
        inputs.map(|input| (input.node, input.usual))
    }

    /// Whether a place, in the form in which names are compared, stands in front of an entry's name on a list
    /// of the packs: where a proposal names it, the entry has another name than the program knows.
    pub fn is_before_entries(&self, place: &str) -> bool {
        let place = SmolStr::from(place);
        let lists = self.compiled.lists.iter();
        let mut own = lists.filter(|list| self.packs.contains(&list.pack));
        !self.places.contains(&place) && own.any(|list| list.names.has_in_front(&place))
    }

    /// The packs that take part, by number.
    pub(in crate::engine) fn pack_numbers(&self) -> &[PackIndex] {
        &self.packs
    }

    /// What demands have in common that the program is for.
    pub(in crate::engine) fn plan(&self) -> Arc<Plan> {
        let compiled = &self.compiled;
        compiled
            .plans
            .plan(compiled, &self.packs, self.day, self.demand)
    }

    /// A day on which the demands are decided.
    pub(super) fn day(&self) -> NaiveDate {
        self.day
    }

    pub(in crate::engine) fn compiled(&self) -> &Arc<Compiled> {
        &self.compiled
    }

    pub(in crate::engine) fn net(&self) -> &Net {
        &self.net
    }

    /// The names of the places of the packs.
    pub(in crate::engine) fn places(&self) -> &[SmolStr] {
        &self.places
    }

    /// The inputs that a fact answers.
    pub(in crate::engine) fn inputs_of(
        &self,
        fact: FactIndex,
    ) -> impl Iterator<Item = &NetInput> + Clone {
        let answers = self.answers.iter().find(|(known, _)| *known == fact);
        let inputs = answers.map_or(&[][..], |(_, inputs)| inputs);
        inputs
            .iter()
            .filter_map(|&input| self.net.inputs.get(usize::from(input)))
    }

    /// Whether a fact answers anything.
    pub(in crate::engine) fn reads_fact(&self, fact: FactIndex) -> bool {
        self.inputs_of(fact).next().is_some()
    }

    /// What is known of an input while nothing answers it.
    pub(super) fn usual(&self, input: u16) -> Kleene {
        let input = self.net.inputs.get(usize::from(input));
        input.map_or(Kleene::UNKNOWN, |input| input.usual)
    }

    /// Looks at a demand of which nothing is known.
    pub(in crate::engine) fn for_nothing<T>(
        &self,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let nothing = Proposal::unknown(self.demand);
        self.seen(&nothing, &[States::NOTHING], look)
    }

    /// What hangs together while the item of a demand is unknown; nothing where that is too much.
    pub(in crate::engine) fn of_item(&self) -> Option<&Together> {
        let nothing = Proposal::unknown(self.demand);
        self.seen(&nothing, &[States::NOTHING], |situation| {
            self.net.of_item(situation)
        })?
    }

    /// Looks at a proposal as rules do.
    fn seen<T>(
        &self,
        proposal: &Proposal,
        states: &[States],
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        self.seen_on(self.day, proposal, states, look)
    }

    /// The same on another day that is decided alike.
    fn seen_on<T>(
        &self,
        day: NaiveDate,
        proposal: &Proposal,
        states: &[States],
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let proposed = Proposed {
            compiled: &self.compiled,
            proposal,
            day,
            packs: &self.packs,
            states,
            places: &self.places,
            steps: std::cell::Cell::new(PROPOSAL_STEPS),
        };
        Some(look(&Situation::new(&proposed, 0)?))
    }
}
