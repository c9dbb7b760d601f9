//! One program, at hand for one demand after another.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::evaluation::{Found as FoundOfProposal, Ruling};
use super::gates::{FALSE, Gates, TRUE, UNKNOWN, Values, known_of, value_of};
use super::questions::Questions;
use super::remembered::Remembered;
use super::slot::{Answer, Found, Slot};
use crate::decision::{Outcome, Verdict, Verdicts};
use crate::engine::Kleene;
use crate::engine::intake;
use crate::engine::net::{Literal, Net};
use crate::engine::present::{is_undetermined, outcome};
use crate::engine::wide::{Letters, Program, Violation};
use crate::list::normalise_name;
use crate::model::{Coded, Demand, DemandType, DemandTypes, Proposal, StatedFact, Village};
use crate::vocabulary::{FactIndex, FactPlace, FactState, Told, Value, tell_header};

/// The number of a slot.
type SlotNumber = u16;

/// No slot.
const NONE: SlotNumber = SlotNumber::MAX;

/// One program with what it learnt of the facts that it reads.
#[derive(Debug)]
pub(super) struct Desk {
    program: Program,
    gates: Gates,
    /// What is known while nothing is stated.
    usual: Values,
    values: Values,
    slots: Vec<Slot>,
    /// By fact of the header, then of the demand's body, its slot.
    header: Vec<SlotNumber>,
    body: Vec<SlotNumber>,
    /// By path of a fact beside the form, its slot; [`NONE`] where it is none of such demands.
    further: FxHashMap<SmolStr, SlotNumber>,
    /// The slots of the demanded sign's name and of the signs that the village has, where a sign would
    /// be counted among these.
    signs: Option<(SlotNumber, SlotNumber)>,
    /// The types of other demands of a proposal that would add to what is counted.
    counted_with: DemandTypes,
    /// By slot, what is told in the proposal at hand.
    answered: Vec<SlotAnswer>,
    key: Vec<u8>,
    questions: Option<Questions>,
    /// What is noted of a proposal that does not settle every rule.
    noted_values: Vec<u8>,
    noted_answers: Vec<u32>,
    /// What came of demands over all their completions, and of those decided at length.
    completed: Remembered<u8>,
    decided: Remembered<u32>,
}

/// Where the answer of a slot stands, in the proposal at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlotAnswer {
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
    pub(super) fn new(program: Program) -> Self {
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
            questions: program.for_nothing(|nothing| Questions::new(program.net(), nothing)),
            noted_values: Vec::new(),
            noted_answers: Vec::new(),
            completed: Remembered::default(),
            decided: Remembered::default(),
            program,
        };
        desk.open_slots();
        desk
    }

    fn open_slots(&mut self) {
        let compiled = std::sync::Arc::clone(self.program.compiled());
        let demand = self.program.demand_type();
        let known = &compiled.known;
        let adds_sign = self.program.net().adds_sign;
        let must_be_seen = |fact: FactIndex| {
            Some(fact) == known.matter
                || (adds_sign && (Some(fact) == known.sign_name || Some(fact) == known.signboards))
        };
        let body = known.body_start(demand);
        for (number, fact) in compiled.vocabulary.facts().enumerate() {
            let is_of_demand = fact.on.contains(demand);
            let is_beside = fact.place == FactPlace::Facts;
            let is_read = self.program.reads_fact(number);
            let slot = if is_of_demand && (is_read || is_beside || must_be_seen(number)) {
                let slot = SlotNumber::try_from(self.slots.len()).unwrap_or(NONE);
                let program = &self.program;
                let reads = |field: usize| {
                    program.reads_field_at(number, field)
                        || (field == 0 && known.signboards == Some(number))
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
        self.answered = vec![SlotAnswer::Unstated; self.slots.len()];
    }

    /// Whether a demand of this type beside the one that is decided may have a say.
    pub(super) fn counts_with(&self, other: DemandType) -> bool {
        self.counted_with.contains(other)
    }

    /// Decides a demand of a proposal, and notes which rules lead to the verdict and what is missing.
    pub(super) fn decide(
        &mut self,
        proposal: &Proposal,
        number: usize,
        demand: &Demand,
        found: &mut FoundOfProposal,
    ) -> Result<Ruling, Beyond> {
        self.values.copy_from(&self.usual);
        self.answered.fill(SlotAnswer::Unstated);
        self.take_in(proposal, number, demand)?;
        self.gates.run(&mut self.values);
        if self.is_settled()
            && let Some(ruling) = self.rule(found)
        {
            return Ok(ruling);
        }
        // To a demand that has bases of its own, those of the others are other facts.
        if proposal.demands.iter().any(|one| one.basis.is_some()) {
            return Err(Beyond::Whole);
        }
        self.note_values();
        if let Some(ruling) = self.completed.tell(&self.noted_values, found) {
            return Ok(ruling);
        }
        self.note_answers();
        if let Some(ruling) = self.decided.tell(&self.noted_answers, found) {
            return Ok(ruling);
        }
        let ruling = self.complete(found)?;
        if proposal.demands.len() == 1 {
            self.completed.keep(&self.noted_values, ruling, found);
        }
        Ok(ruling)
    }

    /// Remembers what was decided at length of the only demand of the proposal at hand.
    pub(super) fn remember(&mut self, ruling: Ruling, found: &FoundOfProposal) {
        self.decided.keep(&self.noted_answers, ruling, found);
    }

    /// Notes what is known of each input, and of those that are not known, whether something is stated
    /// that answers them: on this hangs what comes of the demand over all completions.
    fn note_values(&mut self) {
        /// What no value is: not known, though its fact is stated.
        const STATED: u8 = 4;
        self.noted_values.clear();
        for (slot, answer) in self.slots.iter().zip(&self.answered) {
            let is_stated = *answer != SlotAnswer::Unstated;
            let values = slot.values(&self.values);
            self.noted_values.extend(values.map(|value| match value {
                UNKNOWN if is_stated => STATED,
                value => value,
            }));
        }
    }

    /// Notes what the proposal at hand tells: two that tell the same come to the same.
    fn note_answers(&mut self) {
        self.noted_answers.clear();
        for (slot, answer) in self.slots.iter().zip(&self.answered) {
            match answer {
                SlotAnswer::Unstated | SlotAnswer::New => self.noted_answers.push(0),
                SlotAnswer::Compared => {
                    self.noted_answers.push(1);
                    self.noted_answers
                        .extend(slot.values(&self.values).map(u32::from));
                }
                SlotAnswer::Kept(number) => self.noted_answers.push(number + 2),
            }
        }
    }

    /// Sets the inputs to what the proposal tells.
    fn take_in(
        &mut self,
        proposal: &Proposal,
        number: usize,
        demand: &Demand,
    ) -> Result<(), Beyond> {
        let mut is_beyond = false;
        let mut letters = Letters::NONE;
        let mut is_new = false;
        {
            let Desk {
                slots,
                values,
                answered,
                key,
                ..
            } = self;
            let mut take = |slot: SlotNumber, told: Told<'_>| {
                let place = usize::from(slot);
                let (Some(slot_at), Some(answer)) = (slots.get(place), answered.get_mut(place))
                else {
                    return;
                };
                if matches!(told, Told::Unknown) {
                    return;
                }
                // What is said twice may be faulty in the place that does not count.
                is_beyond |= matches!(told, Told::Whole) || *answer != SlotAnswer::Unstated;
                *answer = match slot_at.find(told, key, values) {
                    Found::Compared => SlotAnswer::Compared,
                    Found::Known(number) => {
                        let known = slot_at.answer(number);
                        letters = letters.and(known.map_or(Letters::NONE, |one| one.letters));
                        SlotAnswer::Kept(number)
                    }
                    Found::New => {
                        is_new = true;
                        SlotAnswer::New
                    }
                };
            };
            let mut of_header = self.header.iter();
            tell_header(proposal, demand, &mut |told| {
                take(of_header.next().copied().unwrap_or(NONE), told);
            });
            let mut of_body = self.body.iter();
            demand.body.tell(&mut |told| {
                take(of_body.next().copied().unwrap_or(NONE), told);
            });
            for (facts, is_own) in [(&proposal.facts, false), (&demand.facts, true)] {
                for (path, stated) in facts {
                    match self.further.get(path) {
                        // A fact of other demands, which the header may state and a demand may not.
                        Some(&NONE) if !is_own => {}
                        Some(&NONE) | None => return Err(Beyond::Whole),
                        Some(&slot) => take(slot, told_of(stated)),
                    }
                }
            }
        }
        if is_beyond {
            return Err(Beyond::Whole);
        }
        if is_new {
            letters = letters.and(self.learn(proposal, number, demand)?);
        }
        let places = proposal.village.as_ref().and_then(letters_of_places);
        if places.is_some_and(|places| letters.may_hold(places)) || self.may_hang_already() {
            return Err(Beyond::Whole);
        }
        Ok(())
    }

    /// Works out what the proposal tells that was not met before, and gives the letters of the names
    /// in it.
    fn learn(
        &mut self,
        proposal: &Proposal,
        number: usize,
        demand: &Demand,
    ) -> Result<Letters, Beyond> {
        let mut told: Vec<(SlotNumber, Told<'_>)> = Vec::new();
        let mut of_header = self.header.iter();
        tell_header(proposal, demand, &mut |one| {
            told.push((of_header.next().copied().unwrap_or(NONE), one));
        });
        let mut of_body = self.body.iter();
        demand.body.tell(&mut |one| {
            told.push((of_body.next().copied().unwrap_or(NONE), one));
        });
        let facts = proposal.facts.iter().chain(&demand.facts);
        told.extend(
            facts.filter_map(|(path, stated)| Some((*self.further.get(path)?, told_of(stated)))),
        );
        let compiled = self.program.compiled();
        let mut faults = Vec::new();
        let mut states = |places: &[SmolStr]| {
            intake::states(compiled, proposal, number, demand, places, &mut faults)
        };
        let (written, read) = (states(&[]), states(self.program.places()));
        if !faults.is_empty() {
            return Err(Beyond::Whole);
        }
        let mut letters = Letters::NONE;
        for (slot, told) in told {
            let place = usize::from(slot);
            let is_open = self.answered.get(place) == Some(&SlotAnswer::New);
            let Some(slot) = self.slots.get_mut(place) else {
                continue;
            };
            if !is_open || matches!(told, Told::Unknown) {
                continue;
            }
            let state = read.get(slot.fact);
            let values = self
                .program
                .answers_of(slot.fact, state)
                .ok_or(Beyond::Whole)?;
            let answer = Answer {
                values: values.into_iter().map(value_of).collect(),
                letters: Letters::in_states(std::iter::once(written.get(slot.fact))),
                names: names(state),
            };
            letters = letters.and(answer.letters);
            let number = slot
                .keep(told, answer, &mut self.values)
                .ok_or(Beyond::Whole)?;
            if let Some(answered) = self.answered.get_mut(place) {
                *answered = SlotAnswer::Kept(number);
            }
        }
        Ok(letters)
    }

    fn kept(&self, slot: SlotNumber) -> Option<&Answer> {
        match self.answered.get(usize::from(slot))? {
            SlotAnswer::Kept(number) => self.slots.get(usize::from(slot))?.answer(*number),
            _ => None,
        }
    }

    /// Whether the sign demanded may be one that the village has.
    fn may_hang_already(&self) -> bool {
        let Some((name, stock)) = self.signs else {
            return false;
        };
        let Some(stock) = self.kept(stock) else {
            return false;
        };
        match (&stock.names, self.kept(name).map(|name| &name.names)) {
            // Of no other name is anything the same as a sign without one.
            (Some(stock), Some(Some(name))) => name.iter().any(|name| stock.contains(name)),
            (Some(stock), _) => !stock.is_empty(),
            _ => true,
        }
    }

    /// Whether every rule is known in every completion.
    fn is_settled(&self) -> bool {
        let at = |literal: Literal| self.values.at(literal);
        self.program
            .net()
            .rules
            .iter()
            .all(|rule| match at(rule.fires) {
                // Whether a rule that does not fire is lifted or does not apply at all is told.
                FALSE => at(rule.applies) != UNKNOWN,
                TRUE => [rule.complete, rule.refused, rule.met]
                    .iter()
                    .all(|one| at(*one) != UNKNOWN),
                _ => false,
            })
    }

    /// The ruling, where every rule is known, if the verdict is known, too.
    fn rule(&self, found: &mut FoundOfProposal) -> Option<Ruling> {
        let net: &Net = self.program.net();
        let at = |literal: Literal| self.values.at(literal);
        let settled = |literal: Literal| match at(literal) {
            TRUE => Some(true),
            FALSE => Some(false),
            _ => None,
        };
        let outcome = &net.outcome;
        let verdict = if settled(outcome.denied)? {
            Verdict::Deny
        } else if settled(outcome.gated)? {
            Verdict::NeedsApproval
        } else if !settled(outcome.granted)? {
            Verdict::NotCovered
        } else if settled(outcome.open)? {
            Verdict::AdmitWithConditions
        } else {
            Verdict::Admit
        };
        let is_admitted = matches!(verdict, Verdict::Admit | Verdict::AdmitWithConditions);
        for hit in self.program.violations() {
            let Some(rule) = net.rules.get(hit.place) else {
                continue;
            };
            let can = |literal: Literal| at(literal) != FALSE;
            let is_violated = can(rule.fires)
                && match hit.how {
                    Violation::Fires => true,
                    Violation::Refused => !can(rule.complete) && can(rule.refused),
                    Violation::Incomplete => !can(rule.complete) && !can(rule.refused),
                    Violation::NotMet => !can(rule.met),
                };
            if is_violated {
                found.violations.push(rule.rule);
            }
        }
        found.grants.extend(self.program.granting(|place, is_gate| {
            let rule = net.rules.get(place);
            let grants = rule.map(|rule| if is_gate { rule.complete } else { rule.fires });
            grants.is_some_and(|grants| at(grants) == TRUE)
        }));
        Some(Ruling {
            possible: Verdicts::default().with(verdict),
            assignable: is_admitted && at(outcome.blocked) == FALSE,
        })
    }

    /// The ruling over all completions, where there are not too many and each unknown thing is by
    /// itself.
    fn complete(&self, found: &mut FoundOfProposal) -> Result<Ruling, Beyond> {
        let net: &Net = self.program.net();
        let known: Vec<Kleene> = self.values.of_nodes().map(known_of).collect();
        let is_stated = |fact: FactIndex| {
            let slot = self.slots.iter().position(|slot| slot.fact == fact);
            slot.and_then(|slot| self.answered.get(slot))
                .is_some_and(|answer| *answer != SlotAnswer::Unstated)
        };
        let completed = net.complete(&known, &is_stated).ok_or(Beyond::Open)?;
        let possible = completed.possible;
        let at = |place: usize| completed.rules.get(place);
        let is_undetermined = |place: usize| {
            let rule = self.program.rule(place);
            match (rule, at(place)) {
                (Some(rule), Some(bits)) => is_undetermined(rule, bits),
                _ => true,
            }
        };
        for hit in self.program.violations() {
            let (Some(rule), Some(bits)) = (net.rules.get(hit.place), at(hit.place)) else {
                return Err(Beyond::Open);
            };
            let is_violated = bits.fires.is_true()
                && !is_undetermined(hit.place)
                && match hit.how {
                    Violation::Fires => true,
                    Violation::Refused => !bits.complete.is_true() && bits.refused.is_true(),
                    Violation::Incomplete => !bits.complete.is_true() && !bits.refused.is_true(),
                    Violation::NotMet => !bits.met.is_true(),
                };
            if is_violated {
                found.violations.push(rule.rule);
            }
        }
        found.grants.extend(self.program.granting(|place, is_gate| {
            let bits = at(place);
            let grants = bits.map(|bits| if is_gate { bits.complete } else { bits.fires });
            grants.is_some_and(Kleene::is_true)
        }));
        let undetermined = (0..net.rules.len()).filter(|&place| is_undetermined(place));
        let undetermined: Vec<usize> = undetermined.collect();
        let questions = self.questions.as_ref().ok_or(Beyond::Open)?;
        let outcome = |place: usize| Some(outcome(self.program.rule(place)?, at(place)?).0);
        // Of two rules of one id the first is told, where it has anything to do with the demand.
        let told = undetermined.iter().filter(|&&place| {
            let first = questions.first_of_id(place);
            outcome(place) == Some(Outcome::Undetermined)
                && (first == place || outcome(first) == Some(Outcome::NotApplicable))
        });
        let told = told.filter_map(|&place| net.rules.get(place));
        found.undetermined.extend(told.map(|rule| rule.rule));
        match possible.single() {
            // Which conditions are open is for the words to tell.
            Some(Verdict::AdmitWithConditions) => return Err(Beyond::Open),
            Some(_) => {}
            None => {
                questions.ask(&completed.essential, &undetermined, &mut found.missing);
            }
        }
        Ok(Ruling {
            possible,
            assignable: possible.single() == Some(Verdict::Admit),
        })
    }
}

/// What a fact beside the form says.
fn told_of(stated: &StatedFact) -> Told<'_> {
    match stated {
        StatedFact::Boolean(value) => Told::boolean(*value),
        StatedFact::Integer(value) => Told::Integer(*value),
        StatedFact::Text(text) => Told::Text(text),
    }
}

/// The names of items in a state; nothing where one is unknown.
fn names(state: &FactState) -> Option<Box<[SmolStr]>> {
    let name = |value: &Value| match value {
        Value::Item(name) => Some(SmolStr::from(name.normalised())),
        _ => None,
    };
    match state {
        FactState::Unknown => None,
        FactState::Known(value) => Some(name(value).into_iter().collect()),
        FactState::Entries(entries) => {
            let names = entries
                .iter()
                .map(|entry| entry.first()?.as_ref().map(name));
            let names: Option<Vec<Option<SmolStr>>> = names.collect();
            Some(names?.into_iter().flatten().collect())
        }
    }
}

/// The letters of the names of the village and of what lies around it, where there are any.
fn letters_of_places(village: &Village) -> Option<Letters> {
    let names = village.name.iter().chain(&village.within);
    let names = names.map(|name| Letters::of(&normalise_name(name)));
    // Of several places it is enough that one stands in front.
    names.reduce(Letters::common)
}
