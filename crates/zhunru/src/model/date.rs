//! Calendar dates without time of day, and intervals of them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Reads an ISO 8601 calendar date such as `2024-03-04`, of the years 1900 to 9999.
///
/// ```
/// use zhunru::model::parse_date;
/// assert!(parse_date("2024-02-29").is_some());
/// assert!(parse_date("2023-02-29").is_none());
/// assert!(parse_date("2024-3-4").is_none());
/// assert!(parse_date("2024-3-004").is_none());
/// ```
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    // chrono's formats take fewer digits and signs too, and more time.
    let digits: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = digits else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_u32, |number, &&digit| {
            let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
            Some(number * 10 + u32::from(digit))
        })
    };
    let (year, month, day) = (
        number(&[y1, y2, y3, y4])?,
        number(&[m1, m2])?,
        number(&[d1, d2])?,
    );
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1900..=9999).contains(&date.year()).then_some(date)
}

/// A span of days that includes both its ends (起止日期); an open end has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Interval {
    /// The first day, or no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day, or no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Interval {
    /// Whether the day lies in the interval, its ends included.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
    /// Whether some day lies in both intervals.
    pub fn overlaps(&self, other: Interval) -> bool {
        let before = |to: Option<NaiveDate>, from: Option<NaiveDate>| {
            to.zip(from).is_some_and(|(to, from)| to < from)
        };
        !before(self.to, other.from) && !before(other.to, self.from)
    }

    /// The days that lie in both intervals; they end before they begin when there are none.
    #[must_use]
    pub fn and(&self, other: Interval) -> Interval {
        Interval {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(to), Some(end)) => Some(to.min(end)),
                (to, end) => to.or(end),
            },
        }
    }
}
