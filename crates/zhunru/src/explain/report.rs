//! The decision in the interchange form.

mod of_decision;
mod written;

pub(crate) use written::Written;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::decision::{AdviceCode, ObligationStatus, Outcome, PackUse, ProcedureState, Verdict};
use crate::pack::{Due, Modality, SourceKind};
use crate::text::Language;
use crate::vocabulary::Unit;

/// A decision in the interchange form, in one language (结论报文).
///
/// It owns its texts, so it can also be read back; a field that it does not know is ignored.
///
/// ```
/// use zhunru::decision::Verdict;
/// use zhunru::explain::Report;
/// let report: Report = serde_json::from_str(r#"{
///     "format": 1, "language": "zh", "proposal": null, "verdict": "not_covered",
///     "assignable": false, "as_of": "2024-03-04", "summary": "", "possible": ["not_covered"],
///     "open_points": [], "demands": [], "packs": [], "findings": [], "missing": [],
///     "obligations": [], "advice": []
/// }"#)?;
/// assert_eq!(report.verdict, Verdict::NotCovered);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// The version of the interchange format.
    pub format: i64,
    /// The language of the texts.
    pub language: Language,
    /// The proposal's id, if it has one.
    pub proposal: Option<SmolStr>,
    /// The worst verdict of the demands.
    pub verdict: Verdict,
    /// Whether all demands may be assigned now.
    pub assignable: bool,
    /// The day for which it was decided.
    pub as_of: NaiveDate,
    /// The decision in one sentence.
    pub summary: String,
    /// The verdicts that are still possible, worst first.
    pub possible: Vec<Verdict>,
    /// The points on which a careful reader could read a document otherwise.
    pub open_points: Vec<ReportedOpenPoint>,
    /// The decision on each demand.
    pub demands: Vec<ReportedDemand>,
    /// The packs that took part.
    pub packs: Vec<PackUse>,
    /// What each rule that was touched came to.
    pub findings: Vec<ReportedFinding>,
    /// The facts to ask for.
    pub missing: Vec<ReportedMissing>,
    /// What is owed.
    pub obligations: Vec<ReportedObligation>,
    /// What an official should know besides.
    pub advice: Vec<ReportedAdvice>,
}

/// A rival reading of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedOpenPoint {
    /// The index of the demand.
    pub demand: usize,
    /// The rule that was read one way, as `pack/rule`.
    pub rule: SmolStr,
    /// The rival reading.
    pub note: SmolStr,
}

/// The decision on one demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedDemand {
    /// Its index in the proposal, from 0.
    pub index: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// Whether it may be assigned now.
    pub assignable: bool,
    /// The verdicts that are still possible, worst first.
    pub possible: Vec<Verdict>,
    /// The paths of the facts that could change the outcome.
    pub missing: Vec<SmolStr>,
    /// The rules that grant it, as `pack/rule`.
    pub grants: Vec<SmolStr>,
}

/// What one rule came to for one demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedFinding {
    /// The index of the demand.
    pub demand: usize,
    /// The rule, as `pack/rule`.
    pub rule: SmolStr,
    /// What it came to.
    pub outcome: Outcome,
    /// What the rule does.
    pub modality: Modality,
    /// The verdict to which the rule alone would lead, if to any.
    pub verdict: Option<Verdict>,
    /// How far the gate's procedure has come; for gates only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ReportedProcedure>,
    /// What the rule says in short.
    pub title: SmolStr,
    /// What it says of this demand.
    pub message: SmolStr,
    /// What would make the demand admissible.
    pub remedy: Option<SmolStr>,
    /// Where the document says so.
    pub source: ReportedSource,
    /// How a careful reader could read the document otherwise.
    pub note: Option<SmolStr>,
    /// The facts that the rule read; in a full trace only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<ReportedFact>,
}

/// A fact that a rule read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedFact {
    /// Its path.
    pub fact: SmolStr,
    /// What was known of it by codes; nothing while unknown.
    pub value: Option<SmolStr>,
    /// What was known of it in words.
    #[serde(default)]
    pub text: SmolStr,
}

/// How far a procedure has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedProcedure {
    /// Its id.
    pub id: SmolStr,
    /// The ids of the steps that are done.
    pub done: Vec<SmolStr>,
    /// The id of the next step.
    pub next: Option<SmolStr>,
    /// Its state, when that is known.
    pub state: Option<ProcedureState>,
    /// What it is called.
    pub title: SmolStr,
    /// What the next step is.
    pub next_title: Option<SmolStr>,
    /// Who has still to take the next step: alternatives, each of bodies that must all act.
    #[serde(default)]
    pub bodies: Vec<Vec<SmolStr>>,
    /// The acts of the next step that stand already, of bodies that must act together with others;
    /// left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_acts: Vec<ReportedStepAct>,
    /// The time limit of the next step in working days, where there is one.
    #[serde(default)]
    pub working_days: Option<u32>,
    /// The last day of the time limit, where it is known from which day it runs.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Whether the next step is known to be open though its last day is past.
    #[serde(default)]
    pub overdue: bool,
    /// The years up to the last day whose holidays are not known; Monday to Friday were counted.
    #[serde(default)]
    pub years_without_calendar: Vec<i32>,
    /// The steps that are done, with the acts by which they were.
    #[serde(default)]
    pub steps_done: Vec<ReportedStep>,
    /// The step that was refused, when one was.
    #[serde(default)]
    pub refused: Option<ReportedStep>,
}

/// A step of a procedure that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedStep {
    /// Its id.
    pub id: SmolStr,
    /// What it is.
    pub title: SmolStr,
    /// The day on which it was completed or refused; nothing while more than one is possible.
    pub on: Option<NaiveDate>,
    /// The acts by which it was.
    pub acts: Vec<ReportedStepAct>,
}

/// An act by which a step was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedStepAct {
    /// Who acted.
    pub by: SmolStr,
    /// On which day.
    pub on: NaiveDate,
    /// Under which document number, where there is one.
    pub number: Option<SmolStr>,
}

/// A document and a clause in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedSource {
    /// The title of the document.
    pub document: SmolStr,
    /// The clause.
    pub clause: SmolStr,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Who issued the document, in Chinese; empty where the pack does not say.
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    pub issuer: SmolStr,
    /// The document's number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<SmolStr>,
    /// The document's date, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The day from which it binds, where it is known.
    pub in_force_from: Option<NaiveDate>,
}

/// A fact to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedMissing {
    /// Its path.
    pub fact: SmolStr,
    /// The index of the demand for which it is asked.
    pub demand: usize,
    /// The question.
    pub question: SmolStr,
    /// The name of its type.
    #[serde(rename = "type")]
    pub kind: SmolStr,
    /// The unit of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The codes, or the names of entries, among which to choose.
    pub values: Vec<SmolStr>,
    /// The rules that it may decide, as `pack/rule`.
    pub decides: Vec<SmolStr>,
    /// Whether it may be answered that there is none.
    pub allows_none: bool,
}

/// A fact and the question by which it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedQuestion {
    /// The fact's path.
    pub fact: SmolStr,
    /// The question.
    pub question: SmolStr,
}

/// Something owed with a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedObligation {
    /// The index of the demand.
    pub demand: usize,
    /// The id of the obligation.
    pub id: SmolStr,
    /// When it is due.
    pub time: Due,
    /// Whether it is met.
    pub status: ObligationStatus,
    /// What is owed.
    pub message: SmolStr,
    /// What would meet it.
    #[serde(default)]
    pub remedy: Option<SmolStr>,
    /// The facts that would settle it; only while it is to be confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirm: Vec<ReportedQuestion>,
    /// The rule that requires it, as `pack/rule`.
    pub rule: SmolStr,
    /// Where the document says so.
    pub source: ReportedSource,
}

/// One advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportedAdvice {
    /// The index of the demand that it concerns, if one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<usize>,
    /// Why it is given.
    pub code: AdviceCode,
    /// The fact that it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<SmolStr>,
    /// The rule that it comes from, as `pack/rule`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<SmolStr>,
    /// What it says.
    pub message: SmolStr,
}
