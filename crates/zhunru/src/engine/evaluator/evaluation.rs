//! What an evaluator tells of a proposal.

use smol_str::SmolStr;

use crate::decision::{RuleId, Verdict, Verdicts};
use crate::engine::build::Compiled;
use crate::engine::rule::RuleIndex;

/// What comes of one demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ruling {
    pub(super) possible: Verdicts,
    pub(super) assignable: bool,
}

/// What was found of the demands of one proposal, those of each demand behind those of the one before.
#[derive(Debug, Default)]
pub(super) struct Found {
    demands: Vec<Ruled>,
    pub(super) violations: Vec<RuleIndex>,
    pub(super) undetermined: Vec<RuleIndex>,
    pub(super) grants: Vec<RuleIndex>,
    pub(super) missing: Vec<SmolStr>,
}

/// What was found of one demand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'f> {
    pub(super) violations: &'f [RuleIndex],
    pub(super) undetermined: &'f [RuleIndex],
    pub(super) grants: &'f [RuleIndex],
    pub(super) missing: &'f [SmolStr],
}

/// What comes of one demand, with where ends what was found of it.
#[derive(Clone, Copy, Debug)]
struct Ruled {
    ruling: Ruling,
    ends: Ends,
}

#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    violations: usize,
    undetermined: usize,
    grants: usize,
    missing: usize,
}

impl Found {
    pub(super) fn clear(&mut self) {
        self.demands.clear();
        self.violations.clear();
        self.undetermined.clear();
        self.grants.clear();
        self.missing.clear();
    }

    /// What was found of the demand at hand, since the one before it ended.
    pub(super) fn at_hand(&self) -> Part<'_> {
        let ends = self
            .demands
            .last()
            .map_or_else(Ends::default, |before| before.ends);
        Part {
            violations: self.violations.get(ends.violations..).unwrap_or_default(),
            undetermined: self
                .undetermined
                .get(ends.undetermined..)
                .unwrap_or_default(),
            grants: self.grants.get(ends.grants..).unwrap_or_default(),
            missing: self.missing.get(ends.missing..).unwrap_or_default(),
        }
    }

    /// Ends a demand.
    pub(super) fn end(&mut self, ruling: Ruling) {
        let ends = Ends {
            violations: self.violations.len(),
            undetermined: self.undetermined.len(),
            grants: self.grants.len(),
            missing: self.missing.len(),
        };
        self.demands.push(Ruled { ruling, ends });
    }
}

/// What comes of a proposal: the verdict of [`Engine::decide`], what leads to it and what is missing,
/// without the words.
///
/// [`Engine::decide`]: crate::Engine::decide
#[derive(Clone, Copy, Debug)]
pub struct Evaluation<'e> {
    pub(super) compiled: &'e Compiled,
    pub(super) found: &'e Found,
}

/// What comes of one demand of a proposal.
#[derive(Clone, Copy, Debug)]
pub struct DemandEvaluation<'e> {
    compiled: &'e Compiled,
    ruling: Ruling,
    violations: &'e [RuleIndex],
    undetermined: &'e [RuleIndex],
    grants: &'e [RuleIndex],
    missing: &'e [SmolStr],
}

impl<'e> Evaluation<'e> {
    /// The verdict: the worst of those of the demands.
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.found.demands.iter().map(|one| one.ruling.verdict());
        verdicts.min().unwrap_or(Verdict::NotCovered)
    }

    /// Whether every demand may be assigned now.
    pub fn assignable(&self) -> bool {
        self.found.demands.iter().all(|one| one.ruling.assignable)
    }

    /// The verdicts that are possible while something is unknown: the worst of each combination of
    /// those of the demands.
    pub fn possible(&self) -> Verdicts {
        let possible = self.found.demands.iter().map(|one| one.ruling.possible);
        possible.reduce(Verdicts::worst_of_each).unwrap_or_default()
    }

    /// The rules, lists and limits that are violated, demand by demand, in the order of the findings of
    /// a decision; a rule that two demands violate comes twice.
    pub fn violations(&self) -> impl Iterator<Item = &'e RuleId> + use<'e> {
        rules(self.compiled, &self.found.violations)
    }

    /// What comes of each demand, in their order.
    pub fn demands(&self) -> impl ExactSizeIterator<Item = DemandEvaluation<'e>> + use<'e> {
        let Evaluation { compiled, found } = *self;
        let mut start = Ends::default();
        found.demands.iter().map(move |&Ruled { ruling, ends }| {
            let before = std::mem::replace(&mut start, ends);
            DemandEvaluation {
                compiled,
                ruling,
                violations: part(&found.violations, before.violations, ends.violations),
                undetermined: part(&found.undetermined, before.undetermined, ends.undetermined),
                grants: part(&found.grants, before.grants, ends.grants),
                missing: part(&found.missing, before.missing, ends.missing),
            }
        })
    }
}

fn part<T>(all: &[T], start: usize, end: usize) -> &[T] {
    all.get(start..end).unwrap_or_default()
}

impl Ruling {
    pub(super) fn verdict(self) -> Verdict {
        self.possible.single().unwrap_or(Verdict::NeedsInformation)
    }
}

impl<'e> DemandEvaluation<'e> {
    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        self.ruling.verdict()
    }

    /// Whether the demand may be assigned now.
    pub fn assignable(&self) -> bool {
        self.ruling.assignable
    }

    /// The verdicts that are possible while something is unknown; only one where it makes no
    /// difference.
    pub fn possible(&self) -> Verdicts {
        self.ruling.possible
    }

    /// The rules, lists and limits that are violated, in the order of findings.
    pub fn violations(&self) -> impl Iterator<Item = &'e RuleId> + use<'e> {
        rules(self.compiled, self.violations)
    }

    /// The rules, lists and limits of which an unknown fact tells whether they are violated, in the order
    /// of findings.
    pub fn undetermined(&self) -> impl Iterator<Item = &'e RuleId> + use<'e> {
        rules(self.compiled, self.undetermined)
    }

    /// The rules, lists and procedures that grant, in their order.
    pub fn grants(&self) -> impl Iterator<Item = &'e RuleId> + use<'e> {
        rules(self.compiled, self.grants)
    }

    /// The paths of the facts to ask for, those first that help most, where the verdict is
    /// [`Verdict::NeedsInformation`].
    pub fn missing(&self) -> impl ExactSizeIterator<Item = &'e str> + use<'e> {
        self.missing.iter().map(SmolStr::as_str)
    }
}

fn rules<'e>(
    compiled: &'e Compiled,
    rules: &'e [RuleIndex],
) -> impl Iterator<Item = &'e RuleId> + use<'e> {
    let rules = rules.iter().map(|&rule| compiled.rules.get(rule));
    rules.flatten().map(|rule| &rule.id)
}
