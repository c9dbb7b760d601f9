//! Impact (影响分析): past proposals decided before and after a change of lists or rules, what
//! flips and why.

mod totals;

use chrono::NaiveDate;
use serde::Serialize;
use smol_str::SmolStr;

pub use self::totals::{Flip, ImpactTotals};
use crate::decision::{Decision, Finding, Outcome, RuleId, Verdict};
use crate::engine::{DecideError, Engine, Request, Selection};
use crate::model::Proposal;
use crate::text::LocalText;

/// Two engines, under which the same proposals are decided.
///
/// ```
/// use zhunru::impact::{Impact, ImpactTotals};
/// use zhunru::{Engine, model::Proposal};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let packs: Vec<zhunru::pack::Pack> = Vec::new();
/// # let (first, second) = ("2024-01-01".parse()?, "2025-01-01".parse()?);
/// // One pack, with its lists as they read on two days.
/// let before = Engine::builder().packs(packs.iter().map(|pack| pack.with_lists_as_of(first)));
/// let after = Engine::builder().packs(packs.iter().map(|pack| pack.with_lists_as_of(second)));
/// let impact = Impact::new(before.build()?, after.build()?);
///
/// let text = r#"{"village": {"code": "340304100201"}, "demands": [{"type": "work"}]}"#;
/// let past = [(Proposal::from_json(text)?, "2024-03-04".parse()?)];
/// let mut totals = ImpactTotals::default();
/// for one in impact.of_all(&past) {
///     totals.add(&one);
/// }
/// assert_eq!((totals.proposals, totals.flipped), (1, 0));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Impact {
    before: Engine,
    after: Engine,
    packs_before: Selection,
    packs_after: Selection,
}

/// A rule, list or limit whose finding differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FindingChange {
    /// Which one.
    pub rule: RuleId,
    /// What it came to before; nothing when it did not bear on the demand.
    pub before: Option<Outcome>,
    /// What it comes to after; nothing when it does not bear on the demand.
    pub after: Option<Outcome>,
    /// What it is called.
    #[serde(skip)]
    pub title: LocalText,
    /// What it says, after the change if it says anything then.
    #[serde(skip)]
    pub message: LocalText,
}

/// How the answer to one demand changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DemandImpact {
    /// The demand's index in the proposal.
    pub index: usize,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict after.
    pub after: Verdict,
    /// Whether it could be assigned at once before.
    pub assignable_before: bool,
    /// Whether it can be assigned at once after.
    pub assignable_after: bool,
    /// The findings that differ, those after the change first.
    pub findings: Vec<FindingChange>,
}

/// How the answer to one proposal changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProposalImpact {
    /// The proposal's number in the sender's books.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<SmolStr>,
    /// The day for which was decided.
    pub as_of: NaiveDate,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict after.
    pub after: Verdict,
    /// The demands, in their order.
    pub demands: Vec<DemandImpact>,
}

impl DemandImpact {
    /// Whether the verdict, or whether it may be assigned at once, is another.
    pub fn is_flipped(&self) -> bool {
        self.before != self.after || self.assignable_before != self.assignable_after
    }
}

impl ProposalImpact {
    /// Whether a demand has another answer.
    pub fn is_flipped(&self) -> bool {
        self.before != self.after || self.demands.iter().any(DemandImpact::is_flipped)
    }

    /// Whether anything differs, be it only the reasons.
    pub fn is_changed(&self) -> bool {
        self.is_flipped()
            || self
                .demands
                .iter()
                .any(|demand| !demand.findings.is_empty())
    }
}

impl Impact {
    /// Compares what these engines decide, by the packs that cover each village.
    pub fn new(before: Engine, after: Engine) -> Self {
        Impact {
            before,
            after,
            packs_before: Selection::Covering,
            packs_after: Selection::Covering,
        }
    }

    /// The same, by these packs of the engine before and those of the engine after.
    #[must_use]
    pub fn selecting(mut self, before: Selection, after: Selection) -> Self {
        self.packs_before = before;
        self.packs_after = after;
        self
    }

    /// Decides a proposal under both for a day, and tells what differs.
    ///
    /// # Errors
    /// When it cannot be decided under one of them, as [`Engine::decide`] says.
    pub fn of(&self, proposal: &Proposal, as_of: NaiveDate) -> Result<ProposalImpact, DecideError> {
        let mut request = Request::on(as_of);
        request.packs = self.packs_before.clone();
        let before = self.before.decide(proposal, &request)?;
        request.packs = self.packs_after.clone();
        let after = self.after.decide(proposal, &request)?;
        Ok(between(&before, &after))
    }

    /// Decides proposals, each for its day, one after the other as the result is read.
    pub fn of_all<'a>(
        &'a self,
        proposals: impl IntoIterator<Item = &'a (Proposal, NaiveDate)>,
    ) -> impl Iterator<Item = Result<ProposalImpact, DecideError>> {
        let proposals = proposals.into_iter();
        proposals.map(|(proposal, as_of)| self.of(proposal, *as_of))
    }
}

/// What differs between two decisions of one proposal.
fn between(before: &Decision, after: &Decision) -> ProposalImpact {
    let demands = before.demands.iter().zip(after.demands.iter());
    let demands = demands.map(|(old, new)| DemandImpact {
        index: new.index,
        before: old.verdict,
        after: new.verdict,
        assignable_before: old.assignable,
        assignable_after: new.assignable,
        findings: findings(before, after, new.index),
    });
    ProposalImpact {
        proposal: after.proposal.clone(),
        as_of: after.as_of,
        before: before.verdict,
        after: after.verdict,
        demands: demands.collect(),
    }
}

fn findings(before: &Decision, after: &Decision, demand: usize) -> Vec<FindingChange> {
    let old = || {
        before
            .findings
            .iter()
            .filter(|finding| finding.demand == demand)
    };
    let new = || {
        after
            .findings
            .iter()
            .filter(|finding| finding.demand == demand)
    };
    let change = |old: Option<&Finding>, new: Option<&Finding>| {
        let (before, after) = (
            old.map(|finding| finding.outcome),
            new.map(|finding| finding.outcome),
        );
        let shown = new.or(old)?;
        (before != after).then(|| FindingChange {
            rule: shown.rule.clone(),
            before,
            after,
            title: shown.title.clone(),
            message: shown.message.clone(),
        })
    };
    let mut changes: Vec<FindingChange> = new()
        .filter_map(|new| change(old().find(|old| old.rule == new.rule), Some(new)))
        .collect();
    let gone = old().filter(|old| new().all(|new| new.rule != old.rule));
    changes.extend(gone.filter_map(|old| change(Some(old), None)));
    changes
}
