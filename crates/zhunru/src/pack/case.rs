//! A pack's own tests.

use chrono::NaiveDate;
use indexmap::IndexMap;
use smol_str::SmolStr;

use crate::model::Proposal;

/// One test of a pack: a proposal and what the pack must answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Case {
    /// Its name.
    pub name: SmolStr,
    /// The file that holds it.
    pub file: SmolStr,
    /// The line on which it begins.
    pub line: usize,
    /// The rule that it is about.
    pub rule: Option<SmolStr>,
    /// The day of the decision.
    pub as_of: NaiveDate,
    /// The proposal.
    pub proposal: Proposal,
    /// What must come out.
    pub expect: Expectation,
}

/// What a case expects; what it does not name is not compared.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Expectation {
    /// The code of the verdict.
    pub verdict: Option<SmolStr>,
    /// Whether the task may be assigned now.
    pub assignable: Option<bool>,
    /// The codes of the possible verdicts, in order.
    pub possible: Option<Vec<SmolStr>>,
    /// The outcome of rules by id; `not_applicable` for one that must not be found.
    pub rules: IndexMap<SmolStr, SmolStr>,
    /// The missing facts in order, by path.
    pub missing: Option<Vec<SmolStr>>,
    /// The next step of the procedure that is open.
    pub next: Option<SmolStr>,
    /// The ids of the open obligations, in order.
    pub obligations: Option<Vec<SmolStr>>,
}
