//! A net run for every completion of one demand at once, one completion to a bit: exact where few
//! things are unknown, and each of them by itself.

use std::collections::BTreeSet;

use super::single::known_of;
use super::{Input, Literal, Net, Node};
use crate::condition::EntryCondition;
use crate::decision::Verdict;
use crate::engine::judgement::{Judgement, RuleBits, admission_once, asked};
use crate::engine::logic::Kleene;
use crate::engine::situation::Situation;
use crate::engine::unknown::Unknown;
use crate::vocabulary::{FactIndex, FactPlace, FactState, Value};

/// Completions past this number are left to decision diagrams.
const MOST_COMPLETIONS: usize = 1024;

/// So do more numbers of entries of an absent list than these.
const MOST_CLASSES: usize = 8;
const MOST_WAYS: u32 = 1 << 10;

/// Something unknown by itself, and what each way in which it may come out says to the inputs that
/// it answers.
struct Variable {
    unknown: Unknown,
    /// The nodes of the inputs.
    nodes: Vec<usize>,
    /// By way, what each of these inputs then is; no two ways say the same.
    ways: Vec<Vec<bool>>,
}

/// What the nodes that are not known come to in each completion.
struct Lanes {
    words: usize,
    /// The place of each node among those that are not known.
    place: Vec<Option<usize>>,
    /// By place, the words of *can be true*, then those of *can be false*.
    planes: Vec<u64>,
    /// The bits of the last word that stand for completions.
    last: u64,
}

impl Net {
    /// Judges one demand over all its completions; nothing where there are too many, or something
    /// unknown is not by itself. What three values know of each node is given.
    pub(super) fn judge_completions(
        &self,
        situation: &Situation<'_>,
        known: &[Kleene],
    ) -> Option<Judgement> {
        let open = self.open(known);
        let variables = self.variables(situation, &open)?;
        let ways = variables.iter().map(|variable| variable.ways.len());
        let mut completions = 1_usize;
        for ways in ways {
            completions = completions.checked_mul(ways)?;
            if completions > MOST_COMPLETIONS {
                return None;
            }
        }
        let lanes = self.lanes(known, &open, &variables, completions);
        let at = |literal: Literal| lanes.value(known, literal);
        let mut rules = Vec::with_capacity(self.rules.len());
        for rule in &self.rules {
            let (fires, met) = (at(rule.fires)?, at(rule.met)?);
            let bits = RuleBits {
                applies: at(rule.applies)?,
                fires,
                complete: at(rule.complete)?,
                refused: at(rule.refused)?,
                met,
                // Where both hang on the same things they are looked at together.
                open: match fires.is_unknown() && met.is_unknown() {
                    true => lanes.combined(known, [rule.fires, rule.met], |[f, m]| f & !m)?,
                    false => fires.and(met.not()),
                },
            };
            rules.push((rule.rule, bits));
        }
        let outcome = &self.outcome;
        let verdicts = lanes.verdicts(
            known,
            [outcome.denied, outcome.gated, outcome.granted, outcome.open],
            completions,
        )?;
        let reached = verdicts.iter().copied().collect::<BTreeSet<Verdict>>();
        let asked_for = essential(&variables, &verdicts);
        Some(Judgement {
            rules,
            possible: admission_once(reached.into_iter().collect()),
            missing: asked(situation, asked_for),
            exact: true,
        })
    }

    /// The nodes that are not known and on which a rule or the outcome hangs.
    fn open(&self, known: &[Kleene]) -> Vec<bool> {
        let mut open = vec![false; self.nodes.len()];
        let rules = self.rules.iter();
        let of_rules = rules.flat_map(|rule| {
            [
                rule.applies,
                rule.fires,
                rule.complete,
                rule.refused,
                rule.met,
            ]
        });
        let outcome = &self.outcome;
        let of_outcome = [outcome.denied, outcome.gated, outcome.granted, outcome.open];
        let mut ahead: Vec<Literal> = of_rules.chain(of_outcome).collect();
        while let Some(literal) = ahead.pop() {
            let number = literal.node();
            let is_known = known
                .get(number)
                .is_some_and(|known| *known != Kleene::UNKNOWN);
            match open.get_mut(number) {
                Some(open) if !*open && !is_known => *open = true,
                _ => continue,
            }
            if let Some(Node::Both(left, right) | Node::Else(left, right)) = self.nodes.get(number)
            {
                ahead.extend([*left, *right]);
            }
        }
        open
    }

    /// What is unknown, each with the inputs that it answers.
    fn variables(&self, situation: &Situation<'_>, open: &[bool]) -> Option<Vec<Variable>> {
        let mut found: Vec<(Unknown, Vec<&super::NetInput>)> = Vec::new();
        for input in &self.inputs {
            if !open.get(input.node).copied().unwrap_or_default() {
                continue;
            }
            let unknown = match unknown_by_itself(situation, &input.input)? {
                Some(unknown) => unknown,
                // It stays unknown, and another input answers in its place.
                None => continue,
            };
            match found.iter_mut().find(|(known, _)| *known == unknown) {
                Some((_, inputs)) => inputs.push(input),
                None => found.push((unknown, vec![input])),
            }
        }
        let variables = found.into_iter().map(|(unknown, inputs)| {
            let mut ways: Vec<Vec<bool>> = Vec::new();
            for way in ways_of(situation, unknown, &inputs) {
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
            let nodes = inputs.iter().map(|input| input.node).collect();
            (!ways.is_empty()).then_some(Variable {
                unknown,
                nodes,
                ways,
            })
        });
        variables.collect()
    }

    /// Works out the nodes that are not known.
    fn lanes(
        &self,
        known: &[Kleene],
        open: &[bool],
        variables: &[Variable],
        completions: usize,
    ) -> Lanes {
        let words = completions.div_ceil(64);
        let mut place = vec![None; self.nodes.len()];
        let mut places = 0;
        for (place, _) in place.iter_mut().zip(open).filter(|(_, open)| **open) {
            *place = Some(places);
            places += 1;
        }
        let rest = completions % 64;
        let mut lanes = Lanes {
            words,
            place,
            planes: vec![u64::MAX; places * 2 * words],
            last: if rest == 0 { u64::MAX } else { (1 << rest) - 1 },
        };
        let mut stride = 1;
        for variable in variables {
            lanes.lay(variable, stride, completions);
            stride *= variable.ways.len();
        }
        for (number, node) in self.nodes.iter().enumerate() {
            if !open.get(number).copied().unwrap_or_default() {
                continue;
            }
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            for word in 0..words {
                let (left_true, left_false) = lanes.at(known, left, word);
                let (right_true, right_false) = lanes.at(known, right, word);
                let value = match node {
                    Node::Both(..) => (left_true & right_true, left_false | right_false),
                    _ => (
                        left_true & (!left_false | right_true),
                        left_false & (!left_true | right_false),
                    ),
                };
                lanes.set(number, word, value);
            }
        }
        lanes
    }
}

/// What is unknown behind an input that is not known: nothing that counts where another input answers
/// in its place; no answer where it hangs together with other unknown things.
#[allow(
    clippy::option_option,
    reason = "to have no say is not the same as to be beyond this way of judging"
)]
fn unknown_by_itself(situation: &Situation<'_>, input: &Input) -> Option<Option<Unknown>> {
    let compiled = situation.compiled();
    let owner = situation.number;
    match input {
        // The issuer's level stands for it.
        Input::Passes { fact, .. } if compiled.known.sponsor_level == Some(*fact) => Some(None),
        Input::Passes { fact, .. } if situation.item == Some(*fact) => None,
        Input::Passes { fact, .. } => {
            let place = compiled.vocabulary.at(*fact)?.place;
            let owner = (place == FactPlace::Demand).then_some(owner);
            Some(Some(Unknown::Fact { owner, fact: *fact }))
        }
        // What is stated of the membership stands for it, unless the item is what is unknown: then
        // what one list holds tells of others.
        Input::Entry(list) => {
            let is_item_known = situation
                .item
                .is_some_and(|item| !matches!(situation.state(item), FactState::Unknown));
            (is_item_known || !situation.is_loaded(*list)).then_some(None)
        }
        Input::Membership(list) => Some(Some(Unknown::Membership { owner, list: *list })),
        Input::Complete(procedure) | Input::Refused(procedure) => {
            let is_given = situation.proposed.proposal.approvals.is_some();
            (!is_given).then_some(Some(Unknown::Procedure(*procedure)))
        }
        Input::Given {
            list, predicate, ..
        } => {
            let reading = compiled.reading(*list)?;
            let is_absent = *situation.state(*list) == FactState::Unknown;
            let predicate = reading.predicate(predicate).filter(|_| is_absent)?;
            let list = *list;
            match reading.stock {
                true => Some(Some(Unknown::Stock { list, predicate })),
                // The list is asked for as a whole, whichever classes of entries it may have.
                false => (reading.complete && reading.classes.len() <= MOST_CLASSES).then(|| {
                    let owner = situation.owner_of_list(owner, list);
                    let class = 0;
                    Some(Unknown::Entries { owner, list, class })
                }),
            }
        }
    }
}

/// The ways in which something unknown may come out: what each of the inputs then is.
fn ways_of(
    situation: &Situation<'_>,
    unknown: Unknown,
    inputs: &[&super::NetInput],
) -> Vec<Vec<bool>> {
    let each = |way: &dyn Fn(&Input) -> bool| -> Vec<bool> {
        inputs.iter().map(|input| way(&input.input)).collect()
    };
    match unknown {
        Unknown::Fact { fact, .. } => {
            let of_value = |value: &Value| {
                each(&|input| matches!(input, Input::Passes { test, .. } if test.accepts(value)))
            };
            choices(situation, fact).iter().map(of_value).collect()
        }
        Unknown::Stock { list, .. } => {
            let enough = |input: &Input, count: u32| matches!(input, Input::Given { least, .. } if count >= *least);
            let most = situation.compiled().reading(list);
            let most = most.and_then(|reading| reading.most.iter().copied().max());
            let counts = 0..=most.unwrap_or_default();
            counts
                .map(|count| each(&|input| enough(input, count)))
                .collect()
        }
        Unknown::Entries { list, .. } => {
            let Some(reading) = situation.compiled().reading(list) else {
                return Vec::new();
            };
            let ways = entries(reading.classes.len(), &reading.most);
            let passing = |predicate: &EntryCondition, counts: &[u32]| -> u32 {
                let number = reading.predicate(predicate);
                let passes =
                    |class: &Vec<bool>| number.is_some_and(|one| class.get(one) == Some(&true));
                let classes = reading.classes.iter().zip(counts);
                let passing = classes.filter(|(class, _)| passes(class));
                passing.map(|(_, count)| *count).sum()
            };
            let of_counts = |counts: Vec<u32>| {
                each(&|input| match input {
                    Input::Given {
                        predicate, least, ..
                    } => passing(predicate, &counts) >= *least,
                    _ => false,
                })
            };
            ways.map(of_counts).collect()
        }
        // Complete, refused, or neither.
        Unknown::Procedure(_) => vec![
            each(&|input| matches!(input, Input::Complete(_))),
            each(&|input| matches!(input, Input::Refused(_))),
            each(&|_| false),
        ],
        _ => vec![each(&|_| false), each(&|_| true)],
    }
}

/// How many entries of each class an absent list may have, as far as counts tell numbers apart.
fn entries(classes: usize, most: &[u32]) -> impl Iterator<Item = Vec<u32>> {
    let ways = most
        .iter()
        .copied()
        .max()
        .unwrap_or_default()
        .saturating_add(1);
    let classes = u32::try_from(classes).unwrap_or(u32::MAX);
    let all = ways.checked_pow(classes).filter(|all| *all <= MOST_WAYS);
    (0..all.unwrap_or_default()).map(move |way| {
        let digits = (0..classes).scan(way, |rest, _| {
            let digit = *rest % ways;
            *rest /= ways;
            Some(digit)
        });
        digits.collect()
    })
}

/// The values that an unknown fact may take, as finely as tests tell them apart.
fn choices<'a>(situation: &Situation<'a>, fact: FactIndex) -> &'a [Value] {
    let values = situation.compiled().values.get(fact);
    values.map_or(&[], Vec::as_slice)
}

/// What is unknown and makes a difference to what the demand comes to; both admissions are one.
fn essential<'v>(
    variables: &'v [Variable],
    verdicts: &'v [Verdict],
) -> impl Iterator<Item = Unknown> + 'v {
    let class = |completion: usize| {
        verdicts.get(completion).map(|verdict| match verdict {
            Verdict::AdmitWithConditions => Verdict::Admit,
            other => *other,
        })
    };
    let mut stride = 1;
    variables.iter().filter_map(move |variable| {
        let step = stride;
        stride *= variable.ways.len();
        let differs = |first: usize| {
            let others = (1..variable.ways.len()).map(|way| first + way * step);
            class(first).is_some() && others.into_iter().any(|other| class(other) != class(first))
        };
        let firsts = (0..verdicts.len()).filter(|one| one / step % variable.ways.len() == 0);
        firsts.into_iter().any(differs).then_some(variable.unknown)
    })
}

impl Lanes {
    /// Sets the inputs that a variable answers; its way changes after so many completions.
    fn lay(&mut self, variable: &Variable, stride: usize, completions: usize) {
        for (number, &node) in variable.nodes.iter().enumerate() {
            for word in 0..self.words {
                let mut is_true = 0_u64;
                let first = word * 64;
                for completion in first..completions.min(first + 64) {
                    let way = variable.ways.get(completion / stride % variable.ways.len());
                    let holds = way.and_then(|way| way.get(number)).copied();
                    is_true |= u64::from(holds.unwrap_or_default()) << (completion - first);
                }
                self.set(node, word, (is_true, !is_true));
            }
        }
    }

    fn set(&mut self, node: usize, word: usize, (can_be_true, can_be_false): (u64, u64)) {
        let Some(Some(place)) = self.place.get(node) else {
            return;
        };
        let start = place * 2 * self.words + word;
        if let Some(plane) = self.planes.get_mut(start) {
            *plane = can_be_true;
        }
        if let Some(plane) = self.planes.get_mut(start + self.words) {
            *plane = can_be_false;
        }
    }

    /// What is known of a literal in 64 completions.
    fn at(&self, known: &[Kleene], literal: Literal, word: usize) -> (u64, u64) {
        let (can_be_true, can_be_false) = match self.place.get(literal.node()) {
            Some(Some(place)) => {
                let start = place * 2 * self.words + word;
                let at = |number: usize| self.planes.get(number).copied().unwrap_or(u64::MAX);
                (at(start), at(start + self.words))
            }
            _ => {
                let value = known_of(known, literal);
                let all = |can: bool| if can { u64::MAX } else { 0 };
                return (all(value.can_be_true), all(value.can_be_false));
            }
        };
        match literal.is_negated() {
            true => (can_be_false, can_be_true),
            false => (can_be_true, can_be_false),
        }
    }

    /// The bits of a word that stand for completions.
    fn valid(&self, word: usize) -> u64 {
        if word + 1 == self.words {
            self.last
        } else {
            u64::MAX
        }
    }

    /// In which completions of a word something holds; nothing where one of the literals is not known
    /// in each.
    fn settled<const N: usize>(
        &self,
        known: &[Kleene],
        literals: [Literal; N],
        word: usize,
    ) -> Option<[u64; N]> {
        let mut settled = [0; N];
        for (settled, literal) in settled.iter_mut().zip(literals) {
            let (can_be_true, can_be_false) = self.at(known, literal, word);
            if can_be_true & can_be_false & self.valid(word) != 0 {
                return None;
            }
            *settled = can_be_true;
        }
        Some(settled)
    }

    /// What is known over all completions of what literals come to together.
    fn combined<const N: usize>(
        &self,
        known: &[Kleene],
        literals: [Literal; N],
        of: impl Fn([u64; N]) -> u64,
    ) -> Option<Kleene> {
        let mut all = Kleene {
            can_be_true: false,
            can_be_false: false,
        };
        for word in 0..self.words {
            let is_true = of(self.settled(known, literals, word)?);
            all.can_be_true |= is_true & self.valid(word) != 0;
            all.can_be_false |= !is_true & self.valid(word) != 0;
        }
        Some(all)
    }

    /// What is known of a literal over all completions.
    fn value(&self, known: &[Kleene], literal: Literal) -> Option<Kleene> {
        match self.place.get(literal.node()) {
            Some(Some(_)) => self.combined(known, [literal], |[is_true]| is_true),
            _ => Some(known_of(known, literal)),
        }
    }

    /// The verdict of each completion.
    fn verdicts(
        &self,
        known: &[Kleene],
        outcome: [Literal; 4],
        completions: usize,
    ) -> Option<Vec<Verdict>> {
        let mut verdicts = Vec::with_capacity(completions);
        for word in 0..self.words {
            let outcome = self.settled(known, outcome, word)?;
            for bit in 0..(completions - word * 64).min(64) {
                verdicts.push(match outcome.map(|plane| plane >> bit & 1 == 1) {
                    [true, ..] => Verdict::Deny,
                    [_, true, ..] => Verdict::NeedsApproval,
                    [_, _, false, _] => Verdict::NotCovered,
                    [.., true] => Verdict::AdmitWithConditions,
                    _ => Verdict::Admit,
                });
            }
        }
        Some(verdicts)
    }
}
