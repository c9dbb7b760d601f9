//! What a decision says: verdicts, findings, what is missing, what is owed.

mod advice;
mod finding;
mod missing;
mod obligation;
mod procedure;
mod verdict;

use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

pub use advice::{Advice, AdviceCode, OpenPoint};
pub use finding::{Citation, FactRead, Finding, Outcome, RuleId};
pub use missing::MissingFact;
pub use obligation::{Obligation, ObligationStatus};
pub use procedure::{NextStep, ProcedureProgress, ProcedureState, StepAct, TakenStep};
pub use verdict::{Verdict, Verdicts};

use crate::explain::Written;

/// A pack that took part in a decision.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PackUse {
    /// The pack's id.
    pub id: SmolStr,
    /// Its version.
    pub version: SmolStr,
    /// The digest of its canonical form.
    pub digest: SmolStr,
}

/// The decision on one demand.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DemandDecision {
    /// The demand's index in the proposal, from 0.
    pub index: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// Whether it may be assigned now.
    pub assignable: bool,
    /// The verdicts that are still possible, worst first; the verdict alone when nothing is open.
    pub possible: Verdicts,
    /// The facts that could change the outcome, most wanted first.
    pub missing: Vec<MissingFact>,
    /// The rules, lists and procedures that grant it.
    pub grants: Vec<RuleId>,
    /// Whether `possible` and `missing` are exact; if not, they name too much rather than too little.
    pub exact: bool,
}

/// The decision on a proposal.
///
/// A pure function of the proposal, the date and the packs. Messages are texts in both languages;
/// [`crate::explain`] renders them. A clone shares what it tells.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// The proposal's id, if it has one.
    pub proposal: Option<SmolStr>,
    /// The worst verdict of the demands.
    pub verdict: Verdict,
    /// Whether all demands may be assigned now.
    pub assignable: bool,
    /// The day for which it was decided.
    pub as_of: NaiveDate,
    /// The verdicts that are still possible, worst first.
    pub possible: Verdicts,
    /// The points on which a careful reader could read a document otherwise, by demand.
    pub open_points: Arc<[OpenPoint]>,
    /// The decision on each demand, in the order of the proposal.
    pub demands: Arc<[DemandDecision]>,
    /// The packs that took part, by level of their place and id.
    pub packs: Arc<[PackUse]>,
    /// What each rule that was touched came to, by demand, severity, pack and rule.
    pub findings: Arc<[Finding]>,
    /// The facts to ask for, when the verdict is `needs_information`.
    pub missing: Arc<[MissingFact]>,
    /// What is owed.
    pub obligations: Arc<[Obligation]>,
    /// What an official should know besides.
    pub advice: Arc<[Advice]>,
    /// The texts that it was written as before.
    pub(crate) written: Written,
}

impl Decision {
    /// The open points that bear on what was decided, each once: of a demand that is denied only
    /// those of the rules that deny it.
    pub fn bearing_open_points(&self) -> Vec<&OpenPoint> {
        let mut told: Vec<&OpenPoint> = Vec::new();
        for point in self.open_points.iter() {
            let is_told = told
                .iter()
                .any(|other| other.rule == point.rule && other.note == point.note);
            if !is_told && self.bears(point) {
                told.push(point);
            }
        }
        told
    }

    fn bears(&self, point: &OpenPoint) -> bool {
        let mut is_barred = false;
        for finding in self.findings.iter() {
            if finding.demand == point.demand && finding.outcome == Outcome::Violated {
                if finding.rule == point.rule {
                    return true;
                }
                is_barred |= finding.verdict == Some(Verdict::Deny);
            }
        }
        !is_barred
    }
}
