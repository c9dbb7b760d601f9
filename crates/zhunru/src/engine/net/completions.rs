//! A net run for every completion of one demand at once, one completion to a bit: exact where few
//! things are unknown, and each of them by itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::lanes::Lanes;
use super::together::Together;
use super::unknowns::WhileOpen;
use super::{Literal, Net, Node};
use crate::decision::{Verdict, Verdicts};
use crate::engine::judgement::{Judgement, RuleBits, admission_once, asked};
use crate::engine::logic::Kleene;
use crate::engine::situation::Situation;
use crate::engine::unknown::Unknown;
use crate::vocabulary::{FactIndex, FactState};

/// Completions past this number are left to decision diagrams.
pub(super) const MOST_COMPLETIONS: usize = 1024;

/// Something unknown by itself, and what each way in which it may come out says to the inputs that
/// it answers.
pub(super) struct Variable<'n> {
    /// What is unknown, and in how many ways; where it is several things, the ways of the first change fastest.
    pub(super) parts: Cow<'n, [(Unknown, usize)]>,
    /// The nodes of the inputs.
    pub(super) nodes: Vec<usize>,
    /// By way, what each of these inputs then is.
    pub(super) ways: Cow<'n, [Vec<bool>]>,
}

/// What a demand says of a fact, to what three values leave open.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answered<'t> {
    /// Nothing, and nothing is presumed of it.
    Nothing,
    /// It is stated or presumed.
    Stated,
    /// What is unknown of it is known to hang together so.
    Together(&'t Together),
}

/// What a net comes to over all completions of one demand.
#[derive(Debug)]
pub(crate) struct Completed {
    /// What the rules come to, in their order.
    pub(crate) rules: Vec<RuleBits<Kleene>>,
    /// The verdicts that completions reach, admission once.
    pub(crate) possible: Verdicts,
    /// What is unknown and makes a difference to what the demand comes to; of a demand that stands alone,
    /// where it is unknown by itself.
    pub(crate) essential: Vec<Unknown>,
}

impl Net {
    /// Judges one demand over all its completions; nothing where there are too many, or something
    /// unknown is not by itself. What three values know of each node is given.
    pub(super) fn judge_completions(
        &self,
        situation: &Situation<'_>,
        known: &[Kleene],
    ) -> Option<Judgement> {
        let of_item = situation.item.and_then(|item| {
            let is_open = *situation.state(item) == FactState::Unknown;
            is_open.then(|| self.of_item(situation))?
        });
        let answered = |fact| match (situation.state(fact), of_item) {
            (FactState::Unknown, Some(together)) if situation.item == Some(fact) => {
                Answered::Together(together)
            }
            (FactState::Unknown, _) => Answered::Nothing,
            _ => Answered::Stated,
        };
        let completed = self.complete(known, &answered)?;
        let essential = completed.essential.iter();
        let essential = essential.map(|one| one.of_demand(situation));
        let rules = self.rules.iter().map(|rule| rule.rule);
        Some(Judgement {
            rules: rules.zip(completed.rules).collect(),
            possible: completed.possible,
            missing: asked(situation, essential),
            exact: true,
        })
    }

    /// Runs the net for all completions of one demand; nothing where there are too many, or something
    /// unknown is not by itself. What three values know of each node is given, and what is said of
    /// each fact.
    pub(crate) fn complete<'t>(
        &'t self,
        known: &[Kleene],
        answered: &dyn Fn(FactIndex) -> Answered<'t>,
    ) -> Option<Completed> {
        let open = self.open(known);
        let variables = self.variables(&open, answered)?;
        let ways = variables.iter().map(|variable| variable.ways.len());
        let mut completions = 1_usize;
        for ways in ways {
            completions = completions.checked_mul(ways)?;
            if completions > MOST_COMPLETIONS {
                return None;
            }
        }
        let lanes = Lanes::new(self, known, &open, &variables, completions);
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
                    true => lanes.combined([rule.fires, rule.met], |[f, m]| f & !m)?,
                    false => fires.and(met.not()),
                },
            });
        }
        let outcome = &self.outcome;
        let verdicts =
            lanes.verdicts([outcome.denied, outcome.gated, outcome.granted, outcome.open])?;
        let reached = verdicts.iter().copied().collect::<BTreeSet<Verdict>>();
        Some(Completed {
            rules,
            possible: admission_once(reached.into_iter().collect()),
            essential: essential(&variables, verdicts),
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

    /// What is unknown, each with the inputs that it answers; nothing where something is neither by itself
    /// nor known to hang together.
    fn variables<'t>(
        &'t self,
        open: &[bool],
        answered: &dyn Fn(FactIndex) -> Answered<'t>,
    ) -> Option<Vec<Variable<'t>>> {
        let inputs = || {
            let inputs = self.inputs.iter();
            inputs.filter(|input| open.get(input.node) == Some(&true))
        };
        let mut together: Vec<&Together> = Vec::new();
        // By number, the open inputs that each thing answers, by their places among all that it answers.
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for input in inputs() {
            let said = answered(input.fact);
            let own = match (input.while_open, said) {
                (WhileOpen::Silent, _) | (WhileOpen::SilentWhileStated, Answered::Stated) => {
                    continue;
                }
                (WhileOpen::WhileItemStated { item, .. }, _)
                    if !matches!(answered(item), Answered::Stated) =>
                {
                    continue;
                }
                (WhileOpen::Unstated { unknown, place }, Answered::Nothing)
                | (WhileOpen::WhileItemStated { unknown, place, .. }, _)
                | (WhileOpen::Own { unknown, place }, _) => (unknown, place),
                (_, Answered::Together(one)) => {
                    if !together.iter().any(|known| std::ptr::eq(*known, one)) {
                        together.push(one);
                    }
                    continue;
                }
                (_, Answered::Nothing | Answered::Stated) => return None,
            };
            let (unknown, place) = own;
            match found.iter_mut().find(|(known, _)| *known == unknown) {
                Some((_, places)) => places.push(place),
                None => found.push((unknown, vec![place])),
            }
        }
        let mut variables: Vec<Variable<'t>> = Vec::new();
        for (number, places) in found {
            let unknown = self.unknowns.get(number)?;
            let is_answered = |place: &usize| {
                let node = unknown.nodes.get(*place);
                node.is_some_and(|&node| together.iter().any(|one| one.answers(node)))
            };
            if places.iter().all(is_answered) {
                continue;
            }
            let nodes = places
                .iter()
                .map(|&place| unknown.nodes.get(place).copied());
            let is_whole = places.len() == unknown.nodes.len();
            let ways = match is_whole {
                true => Cow::Borrowed(unknown.ways.as_slice()),
                false => Cow::Owned(unknown.ways_at(&places)),
            };
            if ways.is_empty() {
                return None;
            }
            variables.push(Variable {
                parts: Cow::Owned(vec![(unknown.unknown, ways.len())]),
                nodes: nodes.collect::<Option<_>>()?,
                ways,
            });
        }
        variables.extend(together.into_iter().map(|one| one.variable(open)));
        // One thing in two places would come out in two ways at once.
        let mut seen: FxHashSet<Unknown> = FxHashSet::default();
        let mut parts = variables.iter().flat_map(|one| one.parts.iter());
        let is_once = parts.all(|(unknown, _)| seen.insert(*unknown));
        is_once.then_some(variables)
    }
}

/// What is unknown and makes a difference to what the demand comes to; both admissions are one.
fn essential(variables: &[Variable<'_>], mut verdicts: Vec<Verdict>) -> Vec<Unknown> {
    for verdict in &mut verdicts {
        if *verdict == Verdict::AdmitWithConditions {
            *verdict = Verdict::Admit;
        }
    }
    let mut stride = 1;
    let mut essential = Vec::new();
    for (unknown, ways) in variables.iter().flat_map(|variable| variable.parts.iter()) {
        let all = stride * ways;
        // Completions that differ in this alone stand so many apart.
        let differs = verdicts.chunks(all).any(|completions| {
            let (first, others) = completions.split_at(stride.min(completions.len()));
            others.chunks(stride).any(|other| other != first)
        });
        if differs {
            essential.push(*unknown);
        }
        stride = all;
    }
    essential
}
