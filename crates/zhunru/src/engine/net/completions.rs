//! A net run for every completion of one demand at once, one completion to a bit: exact where few
//! things are unknown, and each of them by itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::single::known_of;
use super::unknowns::WhileOpen;
use super::{Literal, Net, Node};
use crate::decision::{Verdict, Verdicts};
use crate::engine::judgement::{Judgement, RuleBits, admission_once, asked};
use crate::engine::logic::Kleene;
use crate::engine::situation::Situation;
use crate::vocabulary::{FactIndex, FactState};

/// Completions past this number are left to decision diagrams.
const MOST_COMPLETIONS: usize = 1024;

/// Something unknown by itself, and what each way in which it may come out says to the inputs that
/// it answers.
struct Variable<'n> {
    /// Its number among what may be unknown to the net.
    number: usize,
    /// The nodes of the inputs.
    nodes: Vec<usize>,
    /// By way, what each of these inputs then is; no two ways say the same.
    ways: Cow<'n, [Vec<bool>]>,
}

/// What a net comes to over all completions of one demand.
#[derive(Debug)]
pub(crate) struct Completed {
    /// What the rules come to, in their order.
    pub(crate) rules: Vec<RuleBits<Kleene>>,
    /// The verdicts that completions reach, admission once.
    pub(crate) possible: Verdicts,
    /// The numbers of what is unknown and makes a difference to what the demand comes to.
    pub(crate) essential: Vec<usize>,
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
        let is_stated = |fact| *situation.state(fact) != FactState::Unknown;
        let completed = self.complete(known, &is_stated)?;
        let essential = completed.essential.iter();
        let essential = essential.filter_map(|&number| self.unknowns.get(number));
        let essential = essential.map(|one| one.unknown.of_demand(situation));
        let rules = self.rules.iter().map(|rule| rule.rule);
        Some(Judgement {
            rules: rules.zip(completed.rules).collect(),
            possible: completed.possible,
            missing: asked(situation, essential),
            exact: true,
        })
    }

    /// Runs the net for all completions of one demand; nothing where there are too many, or something
    /// unknown is not by itself. What three values know of each node is given, and which facts are
    /// stated or presumed.
    pub(crate) fn complete(
        &self,
        known: &[Kleene],
        is_stated: &dyn Fn(FactIndex) -> bool,
    ) -> Option<Completed> {
        let open = self.open(known);
        let variables = self.variables(&open, is_stated)?;
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
            rules.push(RuleBits {
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
            });
        }
        let outcome = &self.outcome;
        let verdicts = lanes.verdicts(
            known,
            [outcome.denied, outcome.gated, outcome.granted, outcome.open],
            completions,
        )?;
        let reached = verdicts.iter().copied().collect::<BTreeSet<Verdict>>();
        Some(Completed {
            rules,
            possible: admission_once(reached.into_iter().collect()),
            essential: essential(&variables, &verdicts).collect(),
        })
    }

    /// The nodes that are not known and on which a rule or the outcome hangs.
    fn open(&self, known: &[Kleene]) -> Vec<bool> {
        let mut open = vec![false; self.nodes.len()];
        let mut ahead: Vec<Literal> = self.read_out().collect();
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

    /// What is unknown, each with the inputs that it answers; nothing where something is not by itself.
    fn variables(
        &self,
        open: &[bool],
        is_stated: &dyn Fn(FactIndex) -> bool,
    ) -> Option<Vec<Variable<'_>>> {
        // By number, the open inputs that each answers, by their places among all that it answers.
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for input in &self.inputs {
            if !open.get(input.node).copied().unwrap_or_default() {
                continue;
            }
            let (unknown, place) = match input.while_open {
                WhileOpen::Silent => continue,
                WhileOpen::SilentWhileStated if is_stated(input.fact) => continue,
                WhileOpen::Unstated { unknown, place } if !is_stated(input.fact) => {
                    (unknown, place)
                }
                WhileOpen::Own { unknown, place } => (unknown, place),
                _ => return None,
            };
            match found.iter_mut().find(|(known, _)| *known == unknown) {
                Some((_, places)) => places.push(place),
                None => found.push((unknown, vec![place])),
            }
        }
        let variables = found.into_iter().map(|(number, places)| {
            let unknown = self.unknowns.get(number)?;
            let nodes = places
                .iter()
                .map(|&place| unknown.nodes.get(place).copied());
            let is_whole = places.len() == unknown.nodes.len();
            let ways = match is_whole {
                true => Cow::Borrowed(unknown.ways.as_slice()),
                false => Cow::Owned(unknown.ways_at(&places)),
            };
            (!ways.is_empty()).then_some(Variable {
                number,
                nodes: nodes.collect::<Option<_>>()?,
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
        variables: &[Variable<'_>],
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

/// What is unknown and makes a difference to what the demand comes to; both admissions are one.
fn essential<'v>(
    variables: &'v [Variable<'_>],
    verdicts: &'v [Verdict],
) -> impl Iterator<Item = usize> + 'v {
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
        firsts.into_iter().any(differs).then_some(variable.number)
    })
}

impl Lanes {
    /// Sets the inputs that a variable answers; its way changes after so many completions.
    fn lay(&mut self, variable: &Variable<'_>, stride: usize, completions: usize) {
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
