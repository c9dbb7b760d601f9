//! What the rules come to for one demand: by their net where that settles it, else in three values
//! where they suffice, else exactly.

use std::collections::BTreeSet;

use super::diagram::{Diagrams, Node};
use super::logic::{Kleene, Logic, ThreeValued};
use super::reader::Reader;
use super::rule::{CompiledRule, RuleIndex};
use super::situation::Situation;
use super::unknown::{Asked, Unknown};
use crate::decision::{Verdict, Verdicts};
use crate::pack::{Due, Modality};

/// Up to so many completions an answer is worth more work than past that.
const EXACT_COMPLETIONS: u64 = 1 << 20;
/// The steps that the exact answer for one demand may take with so few completions, and with more.
const FEW_COMPLETIONS_STEPS: usize = 1 << 24;
const MANY_COMPLETIONS_STEPS: usize = 1 << 20;
/// The steps that the exact answers for all demands of one proposal may take together.
pub(crate) const PROPOSAL_STEPS: usize = 1 << 25;
/// More unknown things than this are too many for diagrams, whose depth is their number.
const MOST_UNKNOWNS: usize = 512;

/// What one rule comes to, bit by bit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleBits<B> {
    /// It applies, whether lifted or not.
    pub(crate) applies: B,
    /// It applies and nothing lifts it.
    pub(crate) fires: B,
    /// Its gate's procedure is complete.
    pub(crate) complete: B,
    /// Its gate's procedure was refused.
    pub(crate) refused: B,
    /// Its obligation is met, or its advice followed.
    pub(crate) met: B,
    /// It fires and its obligation is not met.
    pub(crate) open: B,
}

impl RuleBits<Kleene> {
    /// Whether what is told of the rule is the same in every completion.
    pub(crate) fn is_settled(&self) -> bool {
        if self.fires.is_false() {
            // Whether it is lifted or does not apply at all is told.
            return !self.applies.is_unknown();
        }
        [self.fires, self.complete, self.refused, self.met]
            .iter()
            .all(|bit| !bit.is_unknown())
    }
}

/// What the rules come to for one demand.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) rules: Vec<(RuleIndex, RuleBits<Kleene>)>,
    /// The verdicts that completions reach, admission once.
    pub(crate) possible: Verdicts,
    /// The base facts on which the outcome depends.
    pub(crate) missing: BTreeSet<Asked>,
    pub(crate) exact: bool,
}

impl Judgement {
    /// The verdict: the only possible one, or that information is needed.
    pub(crate) fn verdict(&self) -> Verdict {
        self.possible.single().unwrap_or(Verdict::NeedsInformation)
    }
}

/// Judges one demand.
pub(crate) fn judge(situation: &Situation<'_>) -> Judgement {
    if let Some(judgement) = situation.net().and_then(|net| net.judge(situation)) {
        return judgement;
    }
    let mut quick = Reader::new(situation, ThreeValued);
    let rules = run(&mut quick);
    let outcome = Outcome::of(&mut quick.logic, situation, &rules);
    if rules.iter().all(|(_, bits)| bits.is_settled()) && outcome.is_known() {
        let possible = outcome.possible();
        return Judgement {
            rules,
            possible,
            missing: BTreeSet::new(),
            exact: true,
        };
    }
    let few = quick
        .unknowns
        .completions()
        .is_some_and(|number| number <= EXACT_COMPLETIONS);
    let steps = if few {
        FEW_COMPLETIONS_STEPS
    } else {
        MANY_COMPLETIONS_STEPS
    };
    let left = &situation.proposed.steps;
    let steps = steps.min(left.get());
    if quick.unknowns.len() <= MOST_UNKNOWNS
        && let Some(judgement) = exactly(situation, &quick, steps)
    {
        return judgement;
    }
    // Too much is unknown: three values are safe, and ask too much rather than too little.
    let read: BTreeSet<Asked> = asked(situation, quick.unknowns.iter());
    let possible = outcome.possible();
    let missing = if possible.single().is_some() {
        BTreeSet::new()
    } else {
        read
    };
    Judgement {
        rules,
        possible,
        missing,
        exact: false,
    }
}

/// Judges with decision diagrams; nothing when they take too much room.
fn exactly(
    situation: &Situation<'_>,
    quick: &Reader<'_, '_, ThreeValued>,
    steps: usize,
) -> Option<Judgement> {
    let mut reader = Reader::new(situation, Diagrams::new(steps));
    reader.take_settled(quick);
    let rules = run(&mut reader);
    let outcome = Outcome::of(&mut reader.logic, situation, &rules);
    let diagrams = &mut reader.logic;
    let [deny, approval, not_covered, conditions, admit] = [
        Verdict::Deny,
        Verdict::NeedsApproval,
        Verdict::NotCovered,
        Verdict::AdmitWithConditions,
        Verdict::Admit,
    ]
    .map(|verdict| diagrams.result(RESULT_BASE + verdict as u8));
    let admitted = diagrams.select(outcome.open, conditions, admit);
    let granted = diagrams.select(outcome.granted, admitted, not_covered);
    let cleared = diagrams.select(outcome.gated, approval, granted);
    let verdicts = diagrams.select(outcome.denied, deny, cleared);
    // Which of the admissions it is does not make a fact worth asking for.
    let granted = diagrams.select(outcome.granted, admit, not_covered);
    let cleared = diagrams.select(outcome.gated, approval, granted);
    let outcomes = diagrams.select(outcome.denied, deny, cleared);
    let taken = steps.saturating_sub(diagrams.steps_left());
    let left = &situation.proposed.steps;
    left.set(left.get().saturating_sub(taken));
    if diagrams.is_full() || !reader.exact {
        return None;
    }
    let possible = reader
        .logic
        .reachable(verdicts)
        .into_iter()
        .filter_map(|result| Verdict::of_index(result.checked_sub(RESULT_BASE)?));
    let possible = admission_once(possible.collect::<Vec<_>>());
    let variables = reader.logic.asked(outcomes);
    let unknowns = variables
        .into_iter()
        .filter_map(|variable| reader.unknowns.get(variable));
    let missing = asked(situation, unknowns.collect::<Vec<_>>().into_iter());
    let rules = rules
        .into_iter()
        .map(|(index, bits)| (index, bits.map(|bit: Node| reader.logic.known(bit))))
        .collect();
    Some(Judgement {
        rules,
        possible,
        missing,
        exact: true,
    })
}

/// Verdicts are results of diagrams from this number on, past false and true.
const RESULT_BASE: u8 = 2;

/// The base facts by which unknown things are asked for.
pub(crate) fn asked(
    situation: &Situation<'_>,
    unknowns: impl Iterator<Item = Unknown>,
) -> BTreeSet<Asked> {
    let compiled = situation.compiled();
    let approvals = compiled.known.approvals.unwrap_or_default();
    unknowns
        .map(|unknown| unknown.asked(compiled, approvals))
        .collect()
}

/// Of the two admissions the one that stands for both.
pub(crate) fn admission_once(verdicts: Vec<Verdict>) -> Verdicts {
    let conditions = verdicts.contains(&Verdict::AdmitWithConditions);
    let kept = verdicts
        .into_iter()
        .filter(|&verdict| !(conditions && verdict == Verdict::Admit));
    kept.fold(Verdicts::default(), Verdicts::with)
}

impl<B: Copy> RuleBits<B> {
    fn map<C>(self, mut of: impl FnMut(B) -> C) -> RuleBits<C> {
        RuleBits {
            applies: of(self.applies),
            fires: of(self.fires),
            complete: of(self.complete),
            refused: of(self.refused),
            met: of(self.met),
            open: of(self.open),
        }
    }
}

/// Runs every rule that bears on the demand.
fn run<L: Logic>(reader: &mut Reader<'_, '_, L>) -> Vec<(RuleIndex, RuleBits<L::Bit>)> {
    let situation = reader.situation;
    let mut rules = Vec::with_capacity(situation.rule_count());
    for (index, rule) in situation.rules() {
        if reader.logic.is_full() {
            break;
        }
        let applies = reader.gate(rule.when);
        let exception = reader.gate(rule.exception);
        let stands = reader.logic.not(exception);
        let fires = reader.logic.and(applies, stands);
        let no = reader.logic.constant(false);
        let (complete, refused) = match rule.procedure {
            Some(procedure) => reader.procedure(procedure),
            None => (no, no),
        };
        let met = match rule.met {
            Some(met) => reader.gate(met),
            None => no,
        };
        let not_met = reader.logic.not(met);
        let open = reader.logic.and(fires, not_met);
        rules.push((
            index,
            RuleBits {
                applies,
                fires,
                complete,
                refused,
                met,
                open,
            },
        ));
    }
    rules
}

/// What the rules together come to.
#[derive(Clone, Copy, Debug)]
struct Outcome<B> {
    /// A prohibition fires, or the procedure of a firing gate was refused.
    denied: B,
    /// A firing gate is not complete.
    gated: B,
    /// Something grants.
    granted: B,
    /// An obligation due before or after is not met.
    open: B,
}

impl<B: Copy> Outcome<B> {
    fn of<L: Logic<Bit = B>>(
        logic: &mut L,
        situation: &Situation<'_>,
        rules: &[(RuleIndex, RuleBits<B>)],
    ) -> Outcome<B> {
        let no = logic.constant(false);
        let mut outcome = Outcome {
            denied: no,
            gated: no,
            granted: no,
            open: no,
        };
        let compiled = situation.compiled();
        for (index, bits) in rules {
            let Some(rule) = compiled.rules.get(*index) else {
                continue;
            };
            match rule.modality {
                Modality::Forbidden => outcome.denied = logic.or(outcome.denied, bits.fires),
                Modality::ForbiddenWithout | Modality::InPrincipleForbidden => {
                    let refused = logic.and(bits.fires, bits.refused);
                    outcome.denied = logic.or(outcome.denied, refused);
                    let incomplete = logic.not(bits.complete);
                    let incomplete = logic.and(bits.fires, incomplete);
                    outcome.gated = logic.or(outcome.gated, incomplete);
                    outcome.granted = logic.or(outcome.granted, bits.complete);
                }
                Modality::Permitted => outcome.granted = logic.or(outcome.granted, bits.fires),
                Modality::Required if owes(rule) => {
                    outcome.open = logic.or(outcome.open, bits.open)
                }
                Modality::Required | Modality::Advised => {}
            }
        }
        outcome
    }
}

/// Whether an obligation keeps an admission from being without conditions.
fn owes(rule: &CompiledRule) -> bool {
    matches!(rule.due, Some(Due::Before | Due::After))
}

impl Outcome<Kleene> {
    /// Whether the outcome is the same for every completion, as far as three values tell.
    fn is_known(self) -> bool {
        self.possible().single().is_some()
            && (self.denied.is_true()
                || self.gated.is_true()
                || self.granted.is_false()
                || !self.open.is_unknown())
    }

    /// The verdicts that completions may reach, as far as three values tell.
    fn possible(self) -> Verdicts {
        let mut verdicts = Vec::new();
        if self.denied.can_be_true {
            verdicts.push(Verdict::Deny);
        }
        if self.denied.can_be_false {
            if self.gated.can_be_true {
                verdicts.push(Verdict::NeedsApproval);
            }
            if self.gated.can_be_false {
                if self.granted.can_be_false {
                    verdicts.push(Verdict::NotCovered);
                }
                if self.granted.can_be_true {
                    verdicts.push(match self.open.can_be_true {
                        true => Verdict::AdmitWithConditions,
                        false => Verdict::Admit,
                    });
                }
            }
        }
        admission_once(verdicts)
    }
}
