//! What the arrangement of one year names.

use chrono::{Datelike, NaiveDate};

use super::CalendarError;
use crate::pack::Source;
use crate::text::LocalText;

/// A holiday (节假日) from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// What it is called, such as 春节.
    pub name: LocalText,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

impl Holiday {
    /// The days of the holiday.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let to = self.to;
        self.from.iter_days().take_while(move |&day| day <= to)
    }
}

/// The holidays and make-up working days of one year (年度节假日安排).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The holidays, by their first days.
    pub holidays: Vec<Holiday>,
    /// The make-up working days, in order.
    pub make_up_days: Vec<NaiveDate>,
    /// The document that arranges them.
    pub source: Source,
}

impl CalendarYear {
    pub(super) fn new(year: i32, source: Source) -> Self {
        CalendarYear {
            year,
            holidays: Vec::new(),
            make_up_days: Vec::new(),
            source,
        }
    }

    /// A day is of the year, or of the month before it or after it.
    pub(super) fn check(&self, day: NaiveDate) -> Result<(), CalendarError> {
        let is_near = day.year() == self.year
            || (day.year() == self.year - 1 && day.month() == 12)
            || (day.year() == self.year + 1 && day.month() == 1);
        match is_near {
            true => Ok(()),
            false => Err(CalendarError::OutsideYear {
                day,
                year: self.year,
            }),
        }
    }
}
