//! What flips over many proposals, in figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ProposalImpact;
use crate::decision::Verdict;

/// How many demands went from one verdict to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flip {
    /// The verdict before.
    pub before: Verdict,
    /// The verdict after.
    pub after: Verdict,
    /// How many demands.
    pub count: usize,
}

/// The figures of an impact (影响汇总).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImpactTotals {
    /// How many proposals were decided under both.
    pub proposals: usize,
    /// How many could not be decided.
    pub faulty: usize,
    /// How many have a demand with another answer.
    pub flipped: usize,
    /// How many have the same answers for other reasons.
    pub other_reasons: usize,
    /// How many demands were decided under both.
    pub demands: usize,
    /// How many demands may be assigned at once now and could not before.
    pub newly_assignable: usize,
    /// How many demands could be assigned at once before and may not now.
    pub no_longer_assignable: usize,
    #[serde(skip)]
    flips: BTreeMap<(Verdict, Verdict), usize>,
}

impl ImpactTotals {
    /// Adds one proposal, or one that could not be decided.
    pub fn add<E>(&mut self, impact: &Result<ProposalImpact, E>) {
        let Ok(impact) = impact else {
            self.faulty += 1;
            return;
        };
        self.proposals += 1;
        if impact.is_flipped() {
            self.flipped += 1;
        } else if impact.is_changed() {
            self.other_reasons += 1;
        }
        for demand in &impact.demands {
            self.demands += 1;
            match (demand.assignable_before, demand.assignable_after) {
                (false, true) => self.newly_assignable += 1,
                (true, false) => self.no_longer_assignable += 1,
                _ => {}
            }
            if demand.before != demand.after {
                let flip = self.flips.entry((demand.before, demand.after));
                *flip.or_default() += 1;
            }
        }
    }

    /// How many demands went from which verdict to which, from the worst verdict on.
    pub fn flips(&self) -> Vec<Flip> {
        let flips = self.flips.iter();
        flips
            .map(|(&(before, after), &count)| Flip {
                before,
                after,
                count,
            })
            .collect()
    }
}
