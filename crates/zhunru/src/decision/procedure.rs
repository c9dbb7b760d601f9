//! How far a procedure has come, for people.

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::model::coded::coded;
use crate::text::LocalText;

coded! {
    /// How far a procedure has come (程序状态).
    pub enum ProcedureState ("state of a procedure") {
        /// A step is open.
        Incomplete = "incomplete", "未完成", "incomplete";
        /// A step was refused.
        Refused = "refused", "未获同意", "refused";
        /// Every step was approved in order.
        Complete = "complete", "已完成", "complete";
    }
}

/// How far a procedure has come: what is done, what was refused, what is next, by whom and by when
/// (程序进度).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProcedureProgress {
    /// The procedure's id; `approver_not_named` where the document names nobody.
    pub id: SmolStr,
    /// What it is called.
    pub title: LocalText,
    /// Its state, when that is known.
    pub state: Option<ProcedureState>,
    /// The steps that are done, in order.
    pub done: Vec<TakenStep>,
    /// The step that was refused, when one was.
    pub refused: Option<TakenStep>,
    /// The next step, unless the procedure is over.
    pub next: Option<NextStep>,
}

/// A step that was taken: done, or refused (已办步骤).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TakenStep {
    /// The step's id.
    pub id: SmolStr,
    /// What it is.
    pub title: LocalText,
    /// The day on which it was completed or refused; nothing while more than one is possible.
    pub on: Option<NaiveDate>,
    /// The acts by which it was: of one body, or of each that must act.
    pub acts: Vec<StepAct>,
}

/// An act by which a step was taken.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StepAct {
    /// Who acted: by name, or as the procedure names the body.
    pub by: LocalText,
    /// On which day.
    pub on: NaiveDate,
    /// Under which document number (文号).
    pub number: Option<SmolStr>,
}

/// The next step of a procedure (下一步骤).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NextStep {
    /// The step's id; `approver_not_named` where the document names nobody.
    pub id: SmolStr,
    /// What it is.
    pub title: LocalText,
    /// Who has still to take it: alternatives of which one suffices, each of bodies that must all
    /// act. None where the document names nobody.
    pub bodies: Vec<Vec<LocalText>>,
    /// The acts that stand already, of bodies that must act together with others.
    pub acts: Vec<StepAct>,
    /// Its time limit in working days, where the document sets one.
    pub working_days: Option<u32>,
    /// The last day of the time limit; nothing without a limit, or while it is not known from which
    /// day it runs.
    pub due: Option<NaiveDate>,
    /// Whether the step is known to be open though its last day is past.
    pub overdue: bool,
    /// The years up to the last day whose holidays are not known, so that Monday to Friday stood for
    /// working days.
    pub years_without_calendar: Vec<i32>,
}
