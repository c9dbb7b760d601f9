//! What a calendar of working days is made of, in a form that Python reads, and back.

use chrono::NaiveDate;
use pyo3::FromPyObject;
use serde::Serialize;
use zhunru::pack::Source;
use zhunru::procedure::{CalendarError, Holiday, WorkingCalendar};
use zhunru::text::LocalText;

use crate::arguments::Day;
use crate::pack_parts::{Clause, clause};

#[derive(Serialize)]
pub(crate) struct CalendarParts<'a> {
    years: Vec<YearParts<'a>>,
}

#[derive(Serialize)]
struct YearParts<'a> {
    year: i32,
    holidays: Vec<HolidayParts<'a>>,
    make_up_days: &'a [NaiveDate],
    source: Clause<'a>,
}

#[derive(Serialize)]
struct HolidayParts<'a> {
    name: &'a str,
    name_en: Option<&'a str>,
    since: NaiveDate,
    until: NaiveDate,
}

/// What a calendar is made of.
pub(crate) fn calendar(calendar: &WorkingCalendar) -> CalendarParts<'_> {
    let years = calendar.years().map(|year| YearParts {
        year: year.year,
        holidays: year.holidays.iter().map(holiday).collect(),
        make_up_days: &year.make_up_days,
        source: clause(&year.source),
    });
    CalendarParts {
        years: years.collect(),
    }
}

fn holiday(holiday: &Holiday) -> HolidayParts<'_> {
    HolidayParts {
        name: holiday.name.zh(),
        name_en: holiday.name.en(),
        since: holiday.from,
        until: holiday.to,
    }
}

/// A year as Python gives it.
#[derive(FromPyObject)]
pub(crate) struct GivenYear {
    year: i32,
    holidays: Vec<GivenHoliday>,
    make_up_days: Vec<Day>,
    source: GivenClause,
}

#[derive(FromPyObject)]
struct GivenHoliday {
    name: String,
    name_en: Option<String>,
    since: Day,
    until: Day,
}

/// A clause of a document as Python gives it.
#[derive(FromPyObject)]
pub(crate) struct GivenClause {
    document: String,
    clause: String,
}

impl GivenClause {
    pub(crate) fn source(self) -> Source {
        Source {
            document: self.document.into(),
            clause: self.clause.into(),
        }
    }
}

/// The calendar of these years.
///
/// # Errors
/// When they do not go together, as [`WorkingCalendar`] says.
pub(crate) fn of_years(years: Vec<GivenYear>) -> Result<WorkingCalendar, CalendarError> {
    let mut calendar = WorkingCalendar::monday_to_friday();
    for given in years {
        let year = given.year;
        calendar.cover(year, given.source.source())?;
        for holiday in given.holidays {
            let name = LocalText::chinese(holiday.name);
            let holiday = Holiday {
                name: name.with_english(holiday.name_en.map(Into::into)),
                from: holiday.since.0,
                to: holiday.until.0,
            };
            calendar.add_holiday(year, holiday)?;
        }
        for day in given.make_up_days {
            calendar.add_make_up_day(year, day.0)?;
        }
    }
    Ok(calendar)
}
