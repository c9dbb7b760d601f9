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

impl Step {
    /// A step by its id and title that no body takes yet and that has no time limit.
    pub fn new(id: impl Into<SmolStr>, title: LocalText) -> Self {
        Step {
            id: id.into(),
            title,
            acts: Vec::new(),
            by: Vec::new(),
            working_days: None,
        }
    }
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

impl Procedure {
    /// A procedure that need not stand in a pack, so that [`Procedure::progress`] can be asked of it.
    ///
    /// ```
    /// use zhunru::model::{Act, AdminLevel, OrganKind, parse_date};
    /// use zhunru::pack::Source;
    /// use zhunru::procedure::{Body, BodyLevel, Procedure, Step, WorkingCalendar};
    /// use zhunru::text::{Language, LocalText};
    ///
    /// let mut step = Step::new("consent", LocalText::chinese("县政府同意"));
    /// step.acts = vec![Act::Consent];
    /// let level = BodyLevel::Fixed(AdminLevel::County);
    /// step.by = vec![vec![Body { kind: OrganKind::Government, level }]];
    /// let source = Source { document: "notice".into(), clause: "第一条".into() };
    /// let consent =
    ///     Procedure::new("consent", LocalText::chinese("县政府同意"), vec![step], source);
    /// let today = parse_date("2024-03-04").ok_or("no day")?;
    /// let calendar = WorkingCalendar::monday_to_friday();
    /// let progress = consent.progress(&[], None, today, None, &calendar);
    /// let report = progress.report(Language::Zh);
    /// assert_eq!((report.next.as_deref(), report.bodies[0][0].as_str()), (Some("consent"), "县级政府"));
    /// # Ok::<(), &'static str>(())
    /// ```
    pub fn new(id: impl Into<SmolStr>, title: LocalText, steps: Vec<Step>, source: Source) -> Self {
        Procedure {
            id: id.into(),
            title,
            steps,
            source,
        }
    }
}
