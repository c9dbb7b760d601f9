//! Procedures (程序): steps, the bodies that take them, how far the acts on record carry, and by
//! when the next step is due.

mod body;
mod calendar;
mod progress;

use smol_str::SmolStr;

pub use body::{Body, BodyLevel};
pub use calendar::{CalendarError, CalendarYear, Deadline, Holiday, WorkingCalendar};
pub(crate) use progress::{Occasion, state, tell};

use crate::model::Act;
use crate::pack::Source;
use crate::text::LocalText;

/// One step of a procedure.
///
/// The bodies are alternatives of which one suffices; each alternative names one body, or several
/// that must all approve.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The step's id within the procedure.
    pub id: SmolStr,
    /// What is done and by whom, for people.
    pub title: LocalText,
    /// The act; one of several where the document takes them for one another.
    pub acts: Vec<Act>,
    /// The alternatives, each of bodies that must all approve; none where the document names no
    /// body, and nothing then completes the step.
    pub by: Vec<Vec<Body>>,
    /// The time limit in working days, where the document sets one; counted from the day after the
    /// step before was completed, for the first step from the day after it was applied for.
    pub working_days: Option<u32>,
}

/// The longest time limit of a step, in working days.
pub const MAX_WORKING_DAYS: u32 = 1_000;

/// A procedure: its steps in their order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Procedure {
    /// The procedure's id within the pack.
    pub id: SmolStr,
    /// What it is called.
    pub title: LocalText,
    /// Its steps, at least one.
    pub steps: Vec<Step>,
    /// Where the document says so.
    pub source: Source,
}
