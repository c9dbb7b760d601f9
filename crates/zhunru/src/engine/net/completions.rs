//! A net run for every completion of one demand at once, one completion to a bit: exact where few
//! things are unknown, and each of them by itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::lanes::Lanes;
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
pub(super) struct Variable<'n> {
    /// Its number among what may be unknown to the net.
    number: usize,
    /// The nodes of the inputs.
    pub(super) nodes: Vec<usize>,
    /// By way, what each of these inputs then is; no two ways say the same.
    pub(super) ways: Cow<'n, [Vec<bool>]>,
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
}

/// The numbers of what is unknown and makes a difference to what the demand comes to; both admissions
/// are one.
fn essential(variables: &[Variable<'_>], mut verdicts: Vec<Verdict>) -> Vec<usize> {
    for verdict in &mut verdicts {
        if *verdict == Verdict::AdmitWithConditions {
            *verdict = Verdict::Admit;
        }
    }
    let mut stride = 1;
    let mut essential = Vec::new();
    for variable in variables {
        let all = stride * variable.ways.len();
        // Completions that differ in this alone stand so many apart.
        let differs = verdicts.chunks(all).any(|completions| {
            let (first, others) = completions.split_at(stride.min(completions.len()));
            others.chunks(stride).any(|other| other != first)
        });
        if differs {
            essential.push(variable.number);
        }
        stride = all;
    }
    essential
}
