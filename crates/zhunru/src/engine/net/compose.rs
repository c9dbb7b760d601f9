//! From the gates of the rules that bear on a demand to the nodes of a net.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::input::Input;
use super::node::{Literal, Nodes};
use super::rule::{Outcome, RuleLiterals};
use crate::condition::{EntryCondition, Test};
use crate::engine::added::{Added, added_fields};
use crate::engine::atom::{Atom, ListIndex, Reading};
use crate::engine::backing::backing;
use crate::engine::circuit::{Gate, GateIndex};
use crate::engine::rule::CompiledRule;
use crate::engine::situation::{Composed, Situation};
use crate::pack::{Due, Modality};
use crate::vocabulary::{FactIndex, Value};

/// Puts the nodes of a net together.
pub(super) struct Composer<'s, 'a> {
    situation: &'s Situation<'a>,
    pub(super) nodes: Nodes,
    gates: FxHashMap<GateIndex, Literal>,
    /// Whether the demand would add a sign to those that the village has.
    pub(super) adds_sign: bool,
    /// The lists of stock that are counted.
    pub(super) counted: BTreeSet<FactIndex>,
}

impl<'s, 'a> Composer<'s, 'a> {
    pub(super) fn new(situation: &'s Situation<'a>) -> Self {
        Composer {
            situation,
            nodes: Nodes::new(),
            gates: FxHashMap::default(),
            adds_sign: false,
            counted: BTreeSet::new(),
        }
    }

    /// What the rules that bear on the demand come to, one by one and together.
    pub(super) fn rules(&mut self) -> (Vec<RuleLiterals>, Outcome) {
        let mut rules = Vec::with_capacity(self.situation.rule_count());
        let mut outcome = Outcome::NOTHING;
        for (index, rule) in self.situation.rules() {
            let applies = self.gate(rule.when);
            let exception = self.gate(rule.exception);
            let fires = self.nodes.both(applies, exception.not());
            let (complete, refused) = match rule.procedure {
                None => (Literal::FALSE, Literal::FALSE),
                Some(procedure) => (
                    self.nodes.input(Input::Complete(procedure)),
                    self.nodes.input(Input::Refused(procedure)),
                ),
            };
            let met = rule.met.map_or(Literal::FALSE, |met| self.gate(met));
            let literals = RuleLiterals {
                rule: index,
                applies,
                fires,
                complete,
                refused,
                met,
            };
            self.join(rule, &literals, &mut outcome);
            rules.push(literals);
        }
        (rules, outcome)
    }

    fn join(&mut self, rule: &CompiledRule, literals: &RuleLiterals, outcome: &mut Outcome) {
        let nodes = &mut self.nodes;
        let &RuleLiterals {
            fires,
            complete,
            refused,
            met,
            ..
        } = literals;
        match rule.modality {
            Modality::Forbidden => outcome.denied = nodes.either(outcome.denied, fires),
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden => {
                let refused = nodes.both(fires, refused);
                outcome.denied = nodes.either(outcome.denied, refused);
                let incomplete = nodes.both(fires, complete.not());
                outcome.gated = nodes.either(outcome.gated, incomplete);
                outcome.granted = nodes.either(outcome.granted, complete);
            }
            Modality::Permitted => outcome.granted = nodes.either(outcome.granted, fires),
            Modality::Required => {
                let open = nodes.both(fires, met.not());
                if matches!(rule.due, Some(Due::Before | Due::After)) {
                    outcome.open = nodes.either(outcome.open, open);
                }
                if rule.due == Some(Due::Before) {
                    outcome.blocked = nodes.either(outcome.blocked, open);
                }
            }
            Modality::Advised => {}
        }
    }

    fn gate(&mut self, index: GateIndex) -> Literal {
        if let Some(known) = self.gates.get(&index) {
            return *known;
        }
        let circuit = &self.situation.compiled().circuit;
        let literal = match circuit.gate(index) {
            None => Literal::FALSE,
            Some(Gate::Constant(value)) => Literal::constant(*value),
            Some(Gate::Atom(atom)) => match circuit.atom(*atom) {
                Some(atom) => self.atom(atom),
                None => Literal::FALSE,
            },
            Some(Gate::Not(input)) => self.gate(*input).not(),
            Some(Gate::And(inputs)) => {
                let inputs: Vec<Literal> = inputs.iter().map(|one| self.gate(*one)).collect();
                self.nodes.all(inputs)
            }
            Some(Gate::Or(inputs)) => {
                let inputs: Vec<Literal> = inputs.iter().map(|one| self.gate(*one)).collect();
                self.nodes.any(inputs)
            }
        };
        self.gates.insert(index, literal);
        literal
    }

    fn atom(&mut self, atom: &Atom) -> Literal {
        match atom {
            Atom::Fact { fact, test } => self.fact(*fact, test),
            Atom::Listed { list, reading } => self.listed(*list, *reading),
            Atom::Complete(procedure) => self.nodes.input(Input::Complete(*procedure)),
            Atom::AtLeast {
                list,
                predicate,
                least,
                reading,
            } => self.at_least(*list, predicate, *least, *reading),
            Atom::Bears { in_force, on } => Literal::constant(
                in_force.contains(self.situation.proposed.day)
                    && on.contains(self.situation.demand_type),
            ),
        }
    }

    fn fact(&mut self, fact: FactIndex, test: &Test) -> Literal {
        let passes = |fact| Input::Passes {
            fact,
            test: test.clone(),
        };
        let own = self.nodes.input(passes(fact));
        let known = &self.situation.compiled().known;
        match known.issuer_level {
            Some(issuer) if known.sponsor_level == Some(fact) => {
                let issuer = self.nodes.input(passes(issuer));
                self.nodes.or_else(own, issuer)
            }
            _ => own,
        }
    }

    fn listed(&mut self, list: ListIndex, reading: Reading) -> Literal {
        self.composed(&self.situation.composed(list, reading))
    }

    fn composed(&mut self, composed: &Composed) -> Literal {
        match composed {
            Composed::Itself(list) => self.on_list(*list),
            Composed::Any(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|one| self.composed(one)).collect();
                self.nodes.any(parts)
            }
            Composed::All(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|one| self.composed(one)).collect();
                self.nodes.all(parts)
            }
        }
    }

    /// Whether this very list holds the item: as its entries say, or else as is stated.
    fn on_list(&mut self, list: ListIndex) -> Literal {
        if self.situation.item.is_none() || !self.situation.is_list_in_force(list) {
            return Literal::FALSE;
        }
        let entry = self.nodes.input(Input::Entry(list));
        let stated = self.nodes.input(Input::Membership(list));
        self.nodes.or_else(entry, stated)
    }

    fn at_least(
        &mut self,
        list: FactIndex,
        predicate: &EntryCondition,
        least: u32,
        reading: Reading,
    ) -> Literal {
        let given = |least| Input::Given {
            list,
            predicate: predicate.clone(),
            least,
            reading,
        };
        let enough = self.nodes.input(given(least));
        let compiled = self.situation.compiled();
        let path = compiled.vocabulary.at(list).map(|fact| &*fact.path);
        let is_stock = compiled.reading(list).is_some_and(|reading| reading.stock);
        if is_stock {
            self.counted.insert(list);
        }
        let added = path.and_then(|path| added_fields(path, self.situation.demand_type));
        let Some(fields) = added.filter(|_| is_stock) else {
            return enough;
        };
        // One more passes where the demand's own does; a sign that may hang already is left to the
        // single path.
        self.adds_sign |= compiled.known.signboards == Some(list);
        let one_less = match least.saturating_sub(1) {
            0 => Literal::TRUE,
            less => self.nodes.input(given(less)),
        };
        let passes = self.entry(predicate, fields, reading);
        let one_more = self.nodes.both(one_less, passes);
        self.nodes.either(enough, one_more)
    }

    /// Whether the entry passes that the demand would add.
    fn entry(
        &mut self,
        predicate: &EntryCondition,
        fields: &'static [Added],
        lists: Reading,
    ) -> Literal {
        match predicate {
            EntryCondition::Constant(value) => Literal::constant(*value),
            EntryCondition::Not(part) => self.entry(part, fields, lists.opposite()).not(),
            EntryCondition::And(parts) => {
                let parts: Vec<Literal> = self.entries(parts, fields, lists);
                self.nodes.all(parts)
            }
            EntryCondition::Or(parts) => {
                let parts: Vec<Literal> = self.entries(parts, fields, lists);
                self.nodes.any(parts)
            }
            EntryCondition::Field { field, test } => match fields.get(*field) {
                Some(added) => self.added(*added, test),
                None => Literal::FALSE,
            },
            EntryCondition::Listed { list, .. } => {
                match self.situation.compiled().list_index(list) {
                    Some(list) => self.listed(list, lists),
                    None => Literal::FALSE,
                }
            }
        }
    }

    fn entries(
        &mut self,
        parts: &[EntryCondition],
        fields: &'static [Added],
        lists: Reading,
    ) -> Vec<Literal> {
        let parts = parts.iter();
        parts.map(|part| self.entry(part, fields, lists)).collect()
    }

    /// Whether a field of what the demand would add passes a test.
    fn added(&mut self, field: Added, test: &Test) -> Literal {
        let compiled = self.situation.compiled();
        let none = Literal::constant(test.accepts(&Value::None));
        match field {
            Added::Is(value) => Literal::constant(test.accepts(&Value::Boolean(value))),
            Added::Fact(path) => match compiled.vocabulary.index(path) {
                Some(fact) => self.fact(fact, test),
                None => none,
            },
            Added::Backed(path) => {
                let fact = compiled.vocabulary.index(path);
                let (Some(fact), Some(basis), Some(backing)) =
                    (fact, compiled.known.basis, backing(path))
                else {
                    return none;
                };
                let stated = self.fact(fact, &Test::OneOf(vec![Value::Boolean(true)]));
                let backed = self.at_least(basis, &backing, 1, Reading::Narrowest);
                let counts = self.nodes.both(stated, backed);
                let accepts = |value| test.accepts(&Value::Boolean(value));
                match (accepts(true), accepts(false)) {
                    (true, false) => counts,
                    (false, true) => counts.not(),
                    (either, _) => Literal::constant(either),
                }
            }
        }
    }
}
