//! How many rows had which verdict, by issuer and by rule.

use std::collections::{BTreeMap, HashMap};

use smol_str::SmolStr;
use zhunru::Evaluation;
use zhunru::decision::{Decision, Outcome, RuleId, Verdict};
use zhunru::model::{Coded, Proposal};

/// So many issuers are told apart; those that come later are counted together.
const ISSUERS: usize = 10_000;

/// How many rows and proposals were decided, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The rows that were decided.
    pub rows: u64,
    /// Decided proposals by verdict.
    pub proposals: VerdictCounts,
    /// The proposals that were not decided, since rows of theirs are faulty.
    pub faulty_proposals: u64,
    /// The rows that were not decided, since they or others of their proposal are faulty.
    pub faulty_rows: u64,
    /// The faults that were told.
    pub faults: u64,
    /// Decided rows by verdict, in the order of verdicts.
    pub verdicts: VerdictCounts,
    /// Decided rows by the issuers' names, joined by 、; an empty name for those without one.
    pub issuers: BTreeMap<SmolStr, VerdictCounts>,
    /// The rows of issuers beyond the ten thousand that are told apart.
    pub other_issuers: VerdictCounts,
    /// The rows that violate each rule, by the rule's id.
    pub rules: BTreeMap<SmolStr, u64>,
}

/// Numbers by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerdictCounts([u64; Verdict::ALL.len()]);

impl VerdictCounts {
    /// The number of a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.0.get(verdict as usize).copied().unwrap_or_default()
    }

    /// The verdicts that occurred, worst first, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (Verdict, u64)> {
        let all = Verdict::ALL.iter().copied().zip(self.0);
        all.filter(|(_, count)| *count > 0)
    }

    /// All together.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// These without those of another, as far as there are so many.
    #[must_use]
    pub fn without(mut self, other: &VerdictCounts) -> Self {
        for (known, count) in self.0.iter_mut().zip(other.0) {
            *known = known.saturating_sub(count);
        }
        self
    }

    pub(crate) fn add(&mut self, verdict: Verdict, count: u64) {
        if let Some(known) = self.0.get_mut(verdict as usize) {
            *known += count;
        }
    }

    /// Counts a verdict by its number.
    pub(crate) fn add_number(&mut self, number: u8) {
        if let Some(known) = self.0.get_mut(usize::from(number)) {
            *known += 1;
        }
    }

    /// Counts verdicts by their numbers.
    pub(crate) fn add_numbers(&mut self, numbers: &[u8]) {
        for (number, known) in (0_u8..).zip(&mut self.0) {
            // So few are counted in a byte each, many at a time.
            for some in numbers.chunks(usize::from(u8::MAX)) {
                let count = some
                    .iter()
                    .fold(0_u8, |count, one| count + u8::from(*one == number));
                *known += u64::from(count);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &VerdictCounts) {
        for (known, count) in self.0.iter_mut().zip(other.0) {
            *known += count;
        }
    }
}

impl Summary {
    /// Counts a decided proposal.
    pub(crate) fn count(
        &mut self,
        proposal: &Proposal,
        decision: &Decision,
        rules: &mut HashMap<RuleId, u64>,
    ) {
        self.proposals.add(decision.verdict, 1);
        let mut counts = VerdictCounts::default();
        for demand in decision.demands.iter() {
            counts.add(demand.verdict, 1);
        }
        self.count_rows(proposal, &counts);
        for finding in decision.findings.iter() {
            if finding.outcome == Outcome::Violated {
                count_rule(rules, &finding.rule);
            }
        }
    }

    /// Counts an evaluated proposal.
    pub(crate) fn count_evaluated(
        &mut self,
        proposal: &Proposal,
        evaluation: &Evaluation<'_>,
        rules: &mut HashMap<RuleId, u64>,
    ) {
        self.proposals.add(evaluation.verdict(), 1);
        let mut counts = VerdictCounts::default();
        for demand in evaluation.demands() {
            counts.add(demand.verdict(), 1);
        }
        self.count_rows(proposal, &counts);
        for rule in evaluation.violations() {
            count_rule(rules, rule);
        }
    }

    fn count_rows(&mut self, proposal: &Proposal, counts: &VerdictCounts) {
        self.rows += counts.total();
        self.verdicts.merge(counts);
        let name = issuer(proposal);
        self.issuer(name).merge(counts);
    }

    /// Counts proposals of one row each, but for their issuers and rules.
    pub(crate) fn settled(&mut self, counts: &VerdictCounts) {
        self.rows += counts.total();
        self.proposals.merge(counts);
        self.verdicts.merge(counts);
    }

    /// Counts the verdicts of rows with an issuer.
    pub(crate) fn issued(&mut self, name: SmolStr, counts: &VerdictCounts) {
        self.issuer(name).merge(counts);
    }

    /// Where an issuer is counted.
    fn issuer(&mut self, name: SmolStr) -> &mut VerdictCounts {
        let is_room = self.issuers.len() < ISSUERS || self.issuers.contains_key(&name);
        match is_room {
            true => self.issuers.entry(name).or_default(),
            false => &mut self.other_issuers,
        }
    }

    /// Takes in what another counted.
    pub fn merge(&mut self, other: Summary) {
        self.rows += other.rows;
        self.proposals.merge(&other.proposals);
        self.faulty_proposals += other.faulty_proposals;
        self.faulty_rows += other.faulty_rows;
        self.faults += other.faults;
        self.verdicts.merge(&other.verdicts);
        self.other_issuers.merge(&other.other_issuers);
        for (name, counts) in other.issuers {
            self.issuer(name).merge(&counts);
        }
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
    }
}

fn count_rule(rules: &mut HashMap<RuleId, u64>, rule: &RuleId) {
    match rules.get_mut(rule) {
        Some(count) => *count += 1,
        None => {
            rules.insert(rule.clone(), 1);
        }
    }
}

fn issuer(proposal: &Proposal) -> SmolStr {
    let organs = proposal.issuer.as_ref().map(|issuer| issuer.organs());
    match organs {
        None | Some([]) => SmolStr::default(),
        Some([one]) => one.name.clone().unwrap_or_default(),
        Some(many) => {
            let names: Vec<&str> = many.iter().filter_map(|one| one.name.as_deref()).collect();
            names.join("、").into()
        }
    }
}
