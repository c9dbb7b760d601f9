//! Calendar dates.

use chrono::{NaiveDate, NaiveTime};

use super::{ValueError, normalise_text};
use crate::sheet::Cell;

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateValue {
    /// The date.
    pub date: NaiveDate,
    /// Whether a time of day other than midnight stood beside it and was left out.
    pub time_left_out: bool,
}

/// Reads a date with the year first: `2024-03-04`, `2024/3/4`, `2024.3.4`, `20240304`,
/// `2024年3月4日` (or 号), also in full-width digits, and each with a time of day behind it.
///
/// # Errors
///
/// [`ValueError::AmbiguousDate`] for `03/04/2024` and `24-03-04`,
/// [`ValueError::ImpossibleDate`] for 2023年2月30日, [`ValueError::DateWithoutDay`],
/// [`ValueError::NumberForDate`], [`ValueError::NotADate`].
pub fn parse_date(text: &str) -> Result<DateValue, ValueError> {
    let normal = normalise_text(text);
    let (day, time) = part_time(&normal);
    let day: String = day.chars().filter(|c| !c.is_whitespace()).collect();
    let fields = fields(&day).ok_or_else(|| ValueError::NotADate(text.to_owned()))?;
    let date = match fields.as_slice() {
        [one] if one.len() == 8 => {
            let (year, rest) = one.split_at_checked(4).unwrap_or_default();
            let (month, day) = rest.split_at_checked(2).unwrap_or_default();
            calendar(text, year, month, day)
        }
        [_] => Err(ValueError::NumberForDate(text.to_owned())),
        [year, _] if year.len() == 4 => Err(ValueError::DateWithoutDay(text.to_owned())),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            calendar(text, year, month, day)
        }
        [_, _, _] => Err(ValueError::AmbiguousDate(text.to_owned())),
        _ => Err(ValueError::NotADate(text.to_owned())),
    }?;
    let time_left_out = match time {
        None => false,
        Some(time) => {
            let time = parse_time(time).ok_or_else(|| ValueError::NotADate(text.to_owned()))?;
            time != NaiveTime::MIN
        }
    };
    Ok(DateValue {
        date,
        time_left_out,
    })
}

/// [`parse_date`] for a cell of any kind. A whole number is read only if it has the form
/// `20240304`; the day numbers of spreadsheets are not, as nothing tells them from other numbers.
///
/// # Errors
///
/// Those of [`parse_date`], and [`ValueError::FormulaError`].
pub fn date_of(cell: &Cell) -> Result<DateValue, ValueError> {
    match cell {
        Cell::Date(date) => Ok(DateValue {
            date: *date,
            time_left_out: false,
        }),
        Cell::DateTime(moment) => Ok(DateValue {
            date: moment.date(),
            time_left_out: true,
        }),
        Cell::Error(error) => Err(ValueError::FormulaError(error.clone())),
        Cell::Decimal(number) => Err(ValueError::NumberForDate(number.clone())),
        other => parse_date(&other.to_string()),
    }
}

/// Parts a time of day, which has a colon, from the date before it.
fn part_time(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => (day, Some(time)),
        _ => (text, None),
    }
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

/// The numbers of a date, if they are parted by one kind of separator.
fn fields(text: &str) -> Option<Vec<&str>> {
    let fields: Vec<&str> = if let Some((year, rest)) = text.split_once('年') {
        match rest.split_once('月') {
            Some((month, "")) => vec![year, month],
            Some((month, day)) => {
                vec![
                    year,
                    month,
                    day.strip_suffix('日').or_else(|| day.strip_suffix('号'))?,
                ]
            }
            None => return None,
        }
    } else {
        let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'));
        separator.map_or_else(|| vec![text], |separator| text.split(separator).collect())
    };
    let numeric = fields
        .iter()
        .all(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()));
    numeric.then_some(fields)
}

fn calendar(text: &str, year: &str, month: &str, day: &str) -> Result<NaiveDate, ValueError> {
    let numbers = (year.parse().ok(), month.parse().ok(), day.parse().ok());
    let (Some(year), Some(month), Some(day)) = numbers else {
        return Err(ValueError::NotADate(text.to_owned()));
    };
    // A year below this is a slip of the hand in any paper that is handed in.
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|_| year >= 1900)
        .ok_or_else(|| ValueError::ImpossibleDate(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_year_comes_first() {
        for text in [
            "2024-03-04",
            "2024-3-4",
            "2024/3/4",
            "2024.3.4",
            "2024.03.04",
            "20240304",
            "2024年3月4日",
            "2024年03月04日",
            "2024 年 3 月 4 日",
            "2024年3月4号",
            "２０２４－０３－０４",
            "２０２４年３月４日",
            "2024/3/4 0:00",
            "2024-03-04T00:00:00",
        ] {
            let read = parse_date(text);
            assert_eq!(
                read,
                Ok(DateValue {
                    date: ymd(2024, 3, 4),
                    time_left_out: false
                }),
                "{text}"
            );
        }
        let with_time = parse_date("2024年3月4日 8:30").unwrap();
        assert_eq!(
            with_time,
            DateValue {
                date: ymd(2024, 3, 4),
                time_left_out: true
            }
        );
    }

    #[test]
    fn other_forms_are_refused_with_the_reason() {
        for (text, error) in [
            (
                "2023年2月30日",
                ValueError::ImpossibleDate as fn(String) -> ValueError,
            ),
            ("2024-13-01", ValueError::ImpossibleDate),
            ("2023-02-29", ValueError::ImpossibleDate),
            ("20241301", ValueError::ImpossibleDate),
            ("0024-03-04", ValueError::ImpossibleDate),
            ("03/04/2024", ValueError::AmbiguousDate),
            ("24-03-04", ValueError::AmbiguousDate),
            ("2024年3月", ValueError::DateWithoutDay),
            ("2024.3", ValueError::DateWithoutDay),
            ("45355", ValueError::NumberForDate),
            ("2024", ValueError::NumberForDate),
            ("", ValueError::NotADate),
            ("三月", ValueError::NotADate),
            ("2024-3/4", ValueError::NotADate),
            ("2024-03-04至2024-03-05", ValueError::NotADate),
            ("2024-03-04 25:00", ValueError::NotADate),
            ("2024年3月4", ValueError::NotADate),
            ("-2024-03-04", ValueError::NotADate),
        ] {
            assert_eq!(parse_date(text), Err(error(text.into())), "{text}");
        }
    }

    #[test]
    fn cells_of_other_kinds() {
        assert_eq!(
            date_of(&Cell::Integer(20_240_304)).unwrap().date,
            ymd(2024, 3, 4)
        );
        assert!(matches!(
            date_of(&Cell::Integer(45_355)),
            Err(ValueError::NumberForDate(_))
        ));
        assert!(matches!(
            date_of(&Cell::Error("#REF!".into())),
            Err(ValueError::FormulaError(_))
        ));
        let moment = ymd(2024, 3, 4).and_hms_opt(8, 0, 0).unwrap();
        assert!(date_of(&Cell::DateTime(moment)).unwrap().time_left_out);
    }
}
