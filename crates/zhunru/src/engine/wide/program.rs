//! What bears on demands of one type, put together to run over many of them.

use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::statement::{Letters, Statement};
use crate::decision::{RuleId, Verdict};
use crate::engine::build::Compiled;
use crate::engine::intake;
use crate::engine::judgement::{PROPOSAL_STEPS, RuleBits};
use crate::engine::logic::{Kleene, ThreeValued};
use crate::engine::net::{Literal, Net, NetInput, Node, Together};
use crate::engine::places::Places;
use crate::engine::plan::Plan;
use crate::engine::reader::Reader;
use crate::engine::rule::{CompiledRule, PackIndex, RuleIndex};
use crate::engine::situation::{Proposed, Situation};
use crate::engine::states::States;
use crate::model::{Approval, Demand, DemandBody, DemandType, Proposal};
use crate::pack::{Due, Modality};
use crate::vocabulary::{FactIndex, FactState, ToldActs};

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

/// What a fact answers.
#[derive(Debug)]
pub(in crate::engine) struct FactAnswers {
    /// By input of the fact, what three values know of it.
    pub(in crate::engine) values: Vec<Kleene>,
    /// What is unknown behind those that are open, where something is stated; nothing where that is too much.
    pub(in crate::engine) together: Option<Together>,
}

/// A way in which a rule is violated, by the severity of the finding and then in the order of rules.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Hit {
    /// The place of the rule among those that bear on the demand.
    pub(in crate::engine) place: usize,
    pub(in crate::engine) how: Violation,
}

/// How a rule is violated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Violation {
    /// A prohibition fires.
    Fires,
    /// A gate fires whose procedure was refused.
    Refused,
    /// A gate fires whose procedure is neither complete nor refused.
    Incomplete,
    /// An obligation is not met.
    NotMet,
}

impl Violation {
    /// Whether a rule that comes to this is violated so, for certain.
    pub(in crate::engine) fn holds(self, bits: &RuleBits<Kleene>) -> bool {
        bits.fires.is_true()
            && match self {
                Violation::Fires => true,
                Violation::Refused => bits.complete.is_false() && bits.refused.is_true(),
                Violation::Incomplete => bits.complete.is_false() && bits.refused.is_false(),
                Violation::NotMet => bits.met.is_false(),
            }
    }
}

/// A rule that may grant.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    /// The places of the rules with its id among those that bear on the demand.
    pub(super) places: Vec<usize>,
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

    /// Notes how rules may be violated and grant; nothing where two rules of one id could both be.
    fn tell_rules(&mut self) -> Option<()> {
        let mut hits: Vec<(usize, Hit)> = Vec::new();
        let mut grants: Vec<(RuleId, Grant)> = Vec::new();
        let mut told: Vec<&RuleId> = Vec::new();
        for (place, literals) in self.net.rules.iter().enumerate() {
            let rule = self.compiled.rules.get(literals.rule)?;
            let violations: &[(Violation, usize)] = match rule.modality {
                Modality::Forbidden => &[(Violation::Fires, Verdict::Deny as usize)],
                Modality::ForbiddenWithout | Modality::InPrincipleForbidden => &[
                    (Violation::Refused, Verdict::Deny as usize),
                    (Violation::Incomplete, Verdict::NeedsApproval as usize),
                ],
                Modality::Required if rule.met.is_none() => &[],
                Modality::Required if rule.due == Some(Due::Standing) => {
                    &[(Violation::NotMet, Verdict::Admit as usize + 1)]
                }
                Modality::Required => &[(Violation::NotMet, Verdict::AdmitWithConditions as usize)],
                Modality::Permitted | Modality::Advised => &[],
            };
            // Of two rules of one list the first is told where both could be; only a permission
            // behind a prohibition can never be violated.
            if told.contains(&&rule.id) && rule.modality != Modality::Permitted {
                return None;
            }
            told.push(&rule.id);
            hits.extend(
                violations
                    .iter()
                    .map(|&(how, severity)| (severity, Hit { place, how })),
            );
            if rule.modality == Modality::Permitted || rule.is_gate() {
                match grants.iter_mut().find(|(id, _)| *id == rule.id) {
                    Some((_, grant)) => grant.places.push(place),
                    None => grants.push((
                        rule.id.clone(),
                        Grant {
                            places: vec![place],
                        },
                    )),
                }
            }
        }
        hits.sort_by_key(|(severity, _)| *severity);
        self.hits = hits.into_iter().map(|(_, hit)| hit).collect();
        self.grants = grants.into_iter().map(|(_, grant)| grant).collect();
        Some(())
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

    /// The ways in which rules may be violated, in the order of findings; one rule may have two.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        self.hits.iter().map(|hit| self.rule_id(hit.place))
    }

    /// The rules, lists and procedures that may grant, in their order.
    pub fn grants(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        let first = |grant: &Grant| grant.places.first().copied().unwrap_or_default();
        self.grants
            .iter()
            .map(move |grant| self.rule_id(first(grant)))
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

    /// The ways in which rules may be violated, in the order of findings.
    pub(in crate::engine) fn violations(&self) -> &[Hit] {
        &self.hits
    }

    /// The rules that grant, where this tells it of each by its place and whether it is a gate; of those
    /// of one id the first.
    pub(in crate::engine) fn granting(
        &self,
        grants: impl Fn(usize, bool) -> bool,
    ) -> impl Iterator<Item = RuleIndex> {
        self.grants.iter().filter_map(move |grant| {
            let mut places = grant.places.iter();
            let place = places.find(|&&place| {
                let rule = self.rule(place);
                rule.is_some_and(|rule| grants(place, rule.is_gate()))
            })?;
            Some(self.net.rules.get(*place)?.rule)
        })
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

    /// What is known of each input that a fact answers, where this much is stated of it and nothing
    /// else of a demand; acts on record are none, where any are stated.
    pub(in crate::engine) fn answers_of(
        &self,
        fact: FactIndex,
        state: &FactState,
    ) -> Option<FactAnswers> {
        let is_of_acts = self.compiled.known.approvals == Some(fact);
        let acts = is_of_acts.then(Vec::new);
        self.looking_at([(fact, state)], acts, self.day, |situation| {
            self.answers_in(situation, fact)
        })
    }

    /// What is known of each input that acts on record answer, where these are on record on this day
    /// and the issuer's level is stated so much; `issuer` is the fact that is its level.
    pub(in crate::engine) fn answers_of_acts(
        &self,
        acts: ToldActs<'_>,
        day: NaiveDate,
        issuer: Option<(FactIndex, &FactState)>,
    ) -> Option<FactAnswers> {
        let fact = self.compiled.known.approvals?;
        self.looking_at_acts(acts, day, issuer, |situation| {
            self.answers_in(situation, fact)
        })
    }

    /// Looks at a demand of which no more is known than these acts, which are on record on this day, and so much
    /// of the fact that is the issuer's level.
    fn looking_at_acts<T>(
        &self,
        acts: ToldActs<'_>,
        day: NaiveDate,
        issuer: Option<(FactIndex, &FactState)>,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let fact = self.compiled.known.approvals?;
        let stated = FactState::Entries(Vec::new());
        let states = issuer.into_iter().chain([(fact, &stated)]);
        // They are read for the only demand there is.
        let acts = acts.counting().map(|act| Approval {
            demands: None,
            ..act.clone()
        });
        self.looking_at(states, Some(acts.collect()), day, look)
    }

    /// Looks at a demand of which no more is known than this.
    fn looking_at<'s, T>(
        &self,
        stated: impl IntoIterator<Item = (FactIndex, &'s FactState)>,
        approvals: Option<Vec<Approval>>,
        day: NaiveDate,
        look: impl FnOnce(&Situation<'_>) -> T,
    ) -> Option<T> {
        let nothing = Proposal {
            approvals,
            ..Proposal::unknown(self.demand)
        };
        let mut states = [States::NOTHING];
        let [own] = &mut states;
        for (fact, state) in stated {
            own.set(fact, state.clone());
        }
        self.seen_on(day, &nothing, &states, look)
    }

    /// What is known of each input that a fact answers.
    fn values_in(&self, situation: &Situation<'_>, fact: FactIndex) -> Vec<Kleene> {
        let mut reader = Reader::new(situation, ThreeValued);
        let inputs = self.inputs_of(fact);
        inputs.map(|input| input.input.value(&mut reader)).collect()
    }

    fn answers_in(&self, situation: &Situation<'_>, fact: FactIndex) -> FactAnswers {
        FactAnswers {
            values: self.values_in(situation, fact),
            together: match situation.state(fact) {
                FactState::Entries(_) => Together::behind(situation, &self.net.inputs, fact),
                _ => None,
            },
        }
    }

    /// What is known of an input while nothing answers it.
    pub(super) fn usual(&self, input: u16) -> Kleene {
        let input = self.net.inputs.get(usize::from(input));
        input.map_or(Kleene::UNKNOWN, |input| input.usual)
    }

    /// Reads a part of a proposal: its one demand, which is of this program's type, and whatever of
    /// the header belongs to the part; where it has no demand, one is taken of which nothing is known.
    /// Parts that state different facts may be read one by one, but for these: the organs of a joint
    /// issuer belong in one part, and so do all fields of a legal basis.
    ///
    /// Nothing comes back for what only the whole proposal can answer, or what is faulty: acts on
    /// record, for which there is [`Program::read_acts`], several demands, bases or support of a demand
    /// beside the header's, and signs in stock among which the demanded one may be.
    pub fn read(&self, part: &Proposal) -> Option<Statement> {
        if part.approvals.as_ref().is_some_and(|acts| !acts.is_empty()) {
            return None;
        }
        let proposal = self.with_demand(part);
        let [demand] = proposal.demands.as_slice() else {
            return None;
        };
        if demand.demand_type() != self.demand || demand.basis.is_some() || demand.support.is_some()
        {
            return None;
        }
        let mut faults = Vec::new();
        let read = |places: &[_], faults: &mut Vec<_>| {
            intake::states(&self.compiled, &proposal, 0, demand, places, faults)
        };
        let written = read(&[], &mut faults);
        let states = [read(&self.places, &mut faults)];
        if !faults.is_empty() {
            return None;
        }
        let [own] = &states;
        let stated = own
            .iter()
            .filter(|(_, state)| **state != FactState::Unknown);
        let mut facts: Vec<FactIndex> = stated.map(|(fact, _)| fact).collect();
        facts.sort_unstable();
        if self.net.may_hang_already(&self.compiled, own) {
            return None;
        }
        let answers = self.seen(&proposal, &states, |situation| {
            let mut reader = Reader::new(situation, ThreeValued);
            let mut answers = Vec::new();
            for (fact, inputs) in &self.answers {
                if !facts.contains(fact) {
                    continue;
                }
                for &number in inputs {
                    let Some(known) = self.net.inputs.get(usize::from(number)) else {
                        continue;
                    };
                    let value = known.input.value(&mut reader);
                    if value != known.usual {
                        answers.push((number, value));
                    }
                }
            }
            answers.sort_by_key(|(number, _)| *number);
            answers
        })?;
        Some(Statement {
            answers: answers.into(),
            facts: facts.into(),
            letters: Letters::in_states(written.iter().map(|(_, state)| state)),
        })
    }

    /// Reads the acts on record (审批记录) that a part of a proposal states, as they count on the day of the
    /// decision, which must be decided like the program's. The part also states the issuer where it is
    /// known: a procedure may ask for bodies of the issuer's own level. The statement answers what acts
    /// answer, and nothing of the issuer. Of the days of acts only their order matters, and which of them
    /// are not after the day of the decision.
    ///
    /// Nothing comes back where the part states no acts, and for what only the whole proposal can answer: acts for some
    /// demands alone, more than thirty-two of them, and more than four of unknown days.
    pub fn read_acts(&self, part: &Proposal, day: NaiveDate) -> Option<Statement> {
        let fact = self.compiled.known.approvals?;
        let acts = part.approvals.as_deref()?;
        if acts.iter().any(|act| act.demands.is_some()) {
            return None;
        }
        let issuer = part.issuer.as_ref().and_then(|issuer| issuer.level());
        let acts = ToldActs::of(acts, 0, day, issuer)?;
        let proposal = self.with_demand(part);
        let level = self.compiled.known.issuer_level;
        let states = States::of_form(
            &proposal,
            proposal.demands.first()?,
            self.compiled.known.body_start(self.demand),
        );
        let level = level.map(|level| (level, states.get(level)));
        let values = self.looking_at_acts(acts, day, level, |situation| {
            self.values_in(situation, fact)
        })?;
        let inputs = self.answers.iter().find(|(known, _)| *known == fact);
        let inputs = inputs.map_or(&[][..], |(_, inputs)| inputs);
        let answers = inputs.iter().copied().zip(values);
        Some(Statement {
            answers: answers
                .filter(|(input, value)| *value != self.usual(*input))
                .collect(),
            facts: [fact].into(),
            letters: Letters::NONE,
        })
    }

    fn with_demand<'p>(&self, part: &'p Proposal) -> std::borrow::Cow<'p, Proposal> {
        use std::borrow::Cow;
        if !part.demands.is_empty() {
            return Cow::Borrowed(part);
        }
        let mut proposal = part.clone();
        proposal
            .demands
            .push(Demand::new(DemandBody::unknown(self.demand)));
        Cow::Owned(proposal)
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
