//! How far a procedure of Python has come.

use pyo3::prelude::*;
use zhunru::model::{AdminLevel, Approval};
use zhunru::procedure::{Body, BodyLevel, Procedure, Step, WorkingCalendar};
use zhunru::text::LocalText;

use crate::arguments::{Code, Day, Speech, of_code};
use crate::calendar::PyWorkingCalendar;
use crate::calendar_parts::GivenClause;
use crate::failure::Failure;
use crate::from_python::json;
use crate::procedure_parts::ISSUER;
use crate::to_python::plain_of;

/// A procedure as Python gives it.
#[derive(FromPyObject)]
pub(crate) struct GivenProcedure {
    id: String,
    title: String,
    title_en: Option<String>,
    steps: Vec<GivenStep>,
    source: GivenClause,
}

#[derive(FromPyObject)]
struct GivenStep {
    id: String,
    title: String,
    title_en: Option<String>,
    acts: Vec<String>,
    by: Vec<Vec<GivenBody>>,
    working_days: Option<u32>,
}

#[derive(FromPyObject)]
struct GivenBody {
    kind: String,
    level: String,
}

impl GivenBody {
    fn body(self) -> Result<Body, Failure> {
        Ok(Body {
            kind: of_code(&self.kind)?,
            level: match self.level.as_str() {
                ISSUER => BodyLevel::Issuer,
                level => BodyLevel::Fixed(of_code(level)?),
            },
        })
    }
}

impl GivenStep {
    fn step(self) -> Result<Step, Failure> {
        let mut step = Step::new(self.id, text(self.title, self.title_en));
        let acts = self.acts.iter().map(|act| of_code(act));
        step.acts = acts.collect::<Result<_, _>>()?;
        let bodies = |all: Vec<GivenBody>| all.into_iter().map(GivenBody::body).collect();
        let by = self.by.into_iter().map(bodies);
        step.by = by.collect::<Result<_, _>>()?;
        step.working_days = self.working_days;
        Ok(step)
    }
}

impl GivenProcedure {
    fn procedure(self) -> Result<Procedure, Failure> {
        let steps = self.steps.into_iter().map(GivenStep::step);
        Ok(Procedure::new(
            self.id,
            text(self.title, self.title_en),
            steps.collect::<Result<_, _>>()?,
            self.source.source(),
        ))
    }
}

fn text(zh: String, en: Option<String>) -> LocalText {
    LocalText::chinese(zh).with_english(en.map(Into::into))
}

/// How far acts on record carry a procedure; `Procedure.progress` calls it.
#[pyfunction]
#[allow(
    clippy::too_many_arguments,
    reason = "`Procedure.progress` has them by name"
)]
pub(crate) fn progress_of<'py>(
    py: Python<'py>,
    procedure: GivenProcedure,
    approvals: &Bound<'py, PyAny>,
    as_of: Day,
    started_on: Option<Day>,
    issuer: Option<Code<AdminLevel>>,
    calendar: Option<&Bound<'py, PyWorkingCalendar>>,
    language: Speech,
) -> PyResult<Bound<'py, PyAny>> {
    let approvals = Approval::all_from_value(&json(approvals)?).map_err(Failure::from)?;
    let progress = procedure.procedure()?.progress(
        &approvals,
        started_on.map(|day| day.0),
        as_of.0,
        issuer.map(|level| level.0),
        match calendar {
            Some(calendar) => &calendar.get().calendar,
            None => const { &WorkingCalendar::monday_to_friday() },
        },
    );
    plain_of(py, &progress.report(language.0))
}
