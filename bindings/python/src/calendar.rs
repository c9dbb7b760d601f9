//! `zhunru.WorkingCalendar`.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use zhunru::procedure::{CalendarError, WorkingCalendar};

use crate::arguments::{Day, parts};
use crate::calendar_parts::{calendar, of_years};
use crate::failure::Failure;
use crate::python::{calendar_html, deadline_of, restore_calendar, text_of, years_of};
use crate::to_python::plain_of;

/// Which days are working days (工作日历): Monday to Friday, but for holidays and for the weekend days
/// that make up for them, as the yearly arrangements of the State Council name them.
///
/// `Engine.calendar` gives the one by which an engine counts, `Pack.calendar` that of a pack alone;
/// `WorkingCalendar()` knows no holidays, and one of years of one's own may be made of
/// `CalendarYear`s.
///
/// >>> from zhunru import Engine
/// >>> calendar = Engine().calendar("yuhui")
/// >>> calendar.is_working_day("2024-02-12"), calendar.is_working_day("2024-02-18")
/// (False, True)
/// >>> str(calendar.deadline("2024-02-08", 5).on)
/// '2024-02-21'
/// >>> calendar.working_days_between("2024-02-08", "2024-02-21")
/// 5
#[pyclass(frozen, module = "zhunru", name = "WorkingCalendar")]
pub(crate) struct PyWorkingCalendar {
    pub(crate) calendar: Arc<WorkingCalendar>,
    years: PyOnceLock<Py<PyTuple>>,
}

impl PyWorkingCalendar {
    pub(crate) fn new(calendar: WorkingCalendar) -> Self {
        PyWorkingCalendar {
            calendar: Arc::new(calendar),
            years: PyOnceLock::new(),
        }
    }
}

impl From<CalendarError> for Failure {
    fn from(error: CalendarError) -> Self {
        Failure::argument(error.to_string())
    }
}

#[pymethods]
impl PyWorkingCalendar {
    #[new]
    #[pyo3(signature = (years=None), text_signature = "(years=())")]
    fn python_new(years: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let years = years.map(|years| parts(years, "CalendarYear", "make_up_days"));
        let years = years.transpose()?.unwrap_or_default();
        Ok(Self::new(of_years(years).map_err(Failure::from)?))
    }

    /// The years whose holidays are known, in order.
    #[getter]
    fn years<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let years = self.years.get_or_try_init(py, || {
            let years = years_of(py)?.call1((self.to_dict(py)?,))?;
            Ok::<_, PyErr>(years.cast_into::<PyTuple>()?.unbind())
        })?;
        Ok(years.bind(py).clone())
    }

    /// Whether the holidays of a year are known.
    fn covers(&self, year: i32) -> bool {
        self.calendar.covers(year)
    }

    /// Whether a day is a working day: a make-up working day, or a day from Monday to Friday that is
    /// no holiday.
    fn is_working_day(&self, day: Day) -> bool {
        self.calendar.is_working_day(day.0)
    }

    /// The last day of so many working days, counted from the day after `start`, with the years whose
    /// holidays are not known; nothing when that is past the year 9999.
    fn deadline<'py>(
        &self,
        py: Python<'py>,
        start: Day,
        working_days: u32,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(found) = py.detach(|| self.calendar.deadline(start.0, working_days)) else {
            return Ok(None);
        };
        let found = deadline_of(py)?.call1((found.on, found.years_without_calendar))?;
        Ok(Some(found))
    }

    /// How many working days there are after `start`, up to `end` and including it.
    fn working_days_between(&self, py: Python<'_>, start: Day, end: Day) -> usize {
        py.detach(|| self.calendar.working_days_between(start.0, end.0))
    }

    /// The calendar as plain dictionaries, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &calendar(&self.calendar))
    }

    /// The calendar as JSON text.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, pretty: bool) -> PyResult<String> {
        Ok(text_of(&calendar(&self.calendar), pretty)?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<PyWorkingCalendar>();
        other.is_ok_and(|other| other.get().calendar == self.calendar)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.years(py)?.hash()
    }

    fn __repr__(&self) -> String {
        let years = self.calendar.years().map(|year| year.year.to_string());
        format!(
            "WorkingCalendar(years=[{}])",
            years.collect::<Vec<_>>().join(", ")
        )
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        calendar_html(slf.py())?.call1((slf,))
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyTuple>,))> {
        Ok((restore_calendar(py)?.clone(), (self.years(py)?,)))
    }
}
