//! Why a calendar cannot be as it is given.

use chrono::NaiveDate;

/// Why a holiday, a make-up working day or a year cannot be added to a calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// No calendar covers such a year.
    #[error("{year} is no year of a calendar, which are 1901 to 9998")]
    NoYear {
        /// The year.
        year: i32,
    },
    /// The year is covered already.
    #[error("the year {year} is given twice")]
    YearTwice {
        /// The year.
        year: i32,
    },
    /// The year is not covered.
    #[error("the year {year} is not covered")]
    NotCovered {
        /// The year.
        year: i32,
    },
    /// A holiday ends before it begins.
    #[error("the holiday ends on {to}, before it begins")]
    EndsBeforeItBegins {
        /// Its last day.
        to: NaiveDate,
    },
    /// The day lies outside the year and the months next to it.
    #[error(
        "{day} lies outside the year {year}, of which the arrangement reaches from 1 December \
         before to 31 January after"
    )]
    OutsideYear {
        /// The day.
        day: NaiveDate,
        /// The year.
        year: i32,
    },
    /// The day is a holiday already.
    #[error("{day} is a holiday twice; the arrangement of {year} has it already")]
    HolidayTwice {
        /// The day.
        day: NaiveDate,
        /// The year that names it.
        year: i32,
    },
    /// The day is a make-up working day already.
    #[error("the make-up working day {day} is given twice")]
    MakeUpDayTwice {
        /// The day.
        day: NaiveDate,
    },
    /// The day is a holiday and a make-up working day.
    #[error("{day} is both a holiday and a make-up working day")]
    HolidayAndMakeUpDay {
        /// The day.
        day: NaiveDate,
    },
    /// A make-up working day lies from Monday to Friday.
    #[error("{day} is no Saturday or Sunday, so nobody makes up for anything by working on it")]
    MakeUpDayOnWeekday {
        /// The day.
        day: NaiveDate,
    },
}
