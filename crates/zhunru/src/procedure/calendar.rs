//! Working days (工作日): which days count, and on which day a time limit ends.

mod error;
#[cfg(test)]
mod tests;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use error::CalendarError;
pub use year::{CalendarYear, Holiday};

use crate::pack::Source;

/// The last year of which days are counted.
const LAST_YEAR: i32 = 9999;

/// Which days are working days (工作日历): Monday to Friday, but for holidays and for the weekend
/// days that make up for them, as the yearly arrangements of the State Council name them.
///
/// An arrangement may reach into the month before its year and into the month after: of the holiday
/// of New Year 2023 the first day is 31 December 2022. Such a day is known by it, though the year in
/// which it lies may not be covered.
///
/// ```
/// use zhunru::model::parse_date;
/// use zhunru::procedure::WorkingCalendar;
///
/// let calendar = WorkingCalendar::monday_to_friday();
/// let friday = parse_date("2024-03-01").ok_or("no such day")?;
/// let end = calendar.deadline(friday, 10).ok_or("too far away")?;
/// assert_eq!(end.on.to_string(), "2024-03-15");
/// assert_eq!(end.years_without_calendar, [2024]);
/// # Ok::<(), &'static str>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkingCalendar {
    years: BTreeMap<i32, CalendarYear>,
    /// The days of all holidays, each with the year that names it.
    off: BTreeMap<NaiveDate, i32>,
    /// The make-up working days.
    on: BTreeSet<NaiveDate>,
}

/// The last day of a time limit (办结期限).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deadline {
    /// The last day.
    pub on: NaiveDate,
    /// The years counted through whose holidays are not known, so that Monday to Friday stood for
    /// working days; in order.
    pub years_without_calendar: Vec<i32>,
}

impl WorkingCalendar {
    /// The calendar that covers no year: Monday to Friday.
    pub const fn monday_to_friday() -> Self {
        WorkingCalendar {
            years: BTreeMap::new(),
            off: BTreeMap::new(),
            on: BTreeSet::new(),
        }
    }

    /// Covers a year, so far without holidays; `source` is the arrangement (节假日安排) that names
    /// them.
    ///
    /// # Errors
    /// When the year is covered already, or is not one of 1901 to 9998.
    pub fn cover(&mut self, year: i32, source: Source) -> Result<(), CalendarError> {
        if !(1901..LAST_YEAR).contains(&year) {
            return Err(CalendarError::NoYear { year });
        }
        if self.years.contains_key(&year) {
            return Err(CalendarError::YearTwice { year });
        }
        self.years.insert(year, CalendarYear::new(year, source));
        Ok(())
    }

    /// Adds a holiday that the arrangement of a year names.
    ///
    /// # Errors
    /// When the year is not covered, the holiday ends before it begins or reaches further than a
    /// month out of the year, or one of its days is a holiday or a make-up working day already.
    pub fn add_holiday(&mut self, year: i32, holiday: Holiday) -> Result<(), CalendarError> {
        let Holiday { from, to, .. } = holiday;
        if to < from {
            return Err(CalendarError::EndsBeforeItBegins { to });
        }
        let covering = self.covering(year, from)?;
        covering.check(to)?;
        let days: Vec<NaiveDate> = holiday.days().collect();
        for &day in &days {
            if self.on.contains(&day) {
                return Err(CalendarError::HolidayAndMakeUpDay { day });
            }
            if let Some(&named) = self.off.get(&day) {
                return Err(CalendarError::HolidayTwice { day, year: named });
            }
        }
        self.off.extend(days.into_iter().map(|day| (day, year)));
        if let Some(covering) = self.years.get_mut(&year) {
            covering.holidays.push(holiday);
            covering.holidays.sort_by_key(|holiday| holiday.from);
        }
        Ok(())
    }

    /// Adds a weekend day on which the arrangement of a year has people work (调休上班).
    ///
    /// # Errors
    /// When the year is not covered, the day lies further than a month out of it, is no Saturday or
    /// Sunday, or is a holiday or a make-up working day already.
    pub fn add_make_up_day(&mut self, year: i32, day: NaiveDate) -> Result<(), CalendarError> {
        self.covering(year, day)?;
        if !is_weekend(day) {
            return Err(CalendarError::MakeUpDayOnWeekday { day });
        }
        if self.off.contains_key(&day) {
            return Err(CalendarError::HolidayAndMakeUpDay { day });
        }
        if !self.on.insert(day) {
            return Err(CalendarError::MakeUpDayTwice { day });
        }
        if let Some(covering) = self.years.get_mut(&year) {
            covering.make_up_days.push(day);
            covering.make_up_days.sort();
        }
        Ok(())
    }

    /// The year, if it is covered and may say something of a day.
    fn covering(&self, year: i32, day: NaiveDate) -> Result<&CalendarYear, CalendarError> {
        let covering = self.years.get(&year);
        let covering = covering.ok_or(CalendarError::NotCovered { year })?;
        covering.check(day)?;
        Ok(covering)
    }

    /// The years that are covered, in order.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// Whether the holidays of a year are known.
    pub fn covers(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether a day is a working day: a make-up working day, or a day from Monday to Friday that
    /// is no holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.on.contains(&day) || !(is_weekend(day) || self.off.contains_key(&day))
    }

    /// The last day of so many working days, counted from the day after `start` (民法典第二百零一条);
    /// `start` itself for none. Nothing when that is past the year 9999.
    pub fn deadline(&self, start: NaiveDate, working_days: u32) -> Option<Deadline> {
        let mut on = start;
        let mut left = working_days;
        while left > 0 {
            on = on.checked_add_days(Days::new(1))?;
            if on.year() > LAST_YEAR {
                return None;
            }
            if self.is_working_day(on) {
                left -= 1;
            }
        }
        let first = start.checked_add_days(Days::new(1))?.min(on);
        let years = first.year()..=on.year();
        Some(Deadline {
            on,
            years_without_calendar: years.filter(|&year| !self.covers(year)).collect(),
        })
    }

    /// How many working days there are after `start`, up to `end` and including it.
    pub fn working_days_between(&self, start: NaiveDate, end: NaiveDate) -> usize {
        let days = start.iter_days().skip(1).take_while(|&day| day <= end);
        days.filter(|&day| self.is_working_day(day)).count()
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
