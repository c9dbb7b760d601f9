use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{CalendarError, Holiday, WorkingCalendar};
use crate::model::parse_date;
use crate::pack::Source;
use crate::text::LocalText;

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn source() -> Source {
    Source {
        document: "arrangement".into(),
        clause: "第二条".into(),
    }
}

fn holiday(from: &str, to: &str) -> Holiday {
    Holiday {
        name: LocalText::chinese("节日"),
        from: day(from),
        to: day(to),
    }
}

/// Spring Festival and Qingming of 2024, and New Year 2025.
fn calendar() -> WorkingCalendar {
    let mut calendar = WorkingCalendar::monday_to_friday();
    calendar.cover(2024, source()).unwrap();
    calendar.cover(2025, source()).unwrap();
    for (from, to) in [("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06")] {
        calendar.add_holiday(2024, holiday(from, to)).unwrap();
    }
    for make_up in ["2024-02-18", "2024-02-04", "2024-04-07"] {
        calendar.add_make_up_day(2024, day(make_up)).unwrap();
    }
    calendar
        .add_holiday(2025, holiday("2024-12-31", "2025-01-01"))
        .unwrap();
    calendar
}

#[test]
fn holidays_are_off_and_make_up_days_on() {
    let calendar = calendar();
    for off in [
        "2024-02-12",
        "2024-02-16",
        "2024-02-17",
        "2024-02-11",
        "2024-03-02",
    ] {
        assert!(!calendar.is_working_day(day(off)), "{off}");
    }
    for on in [
        "2024-02-04",
        "2024-02-18",
        "2024-02-09",
        "2024-04-07",
        "2024-04-03",
    ] {
        assert!(calendar.is_working_day(day(on)), "{on}");
    }
    // Of a year that is not covered the arrangement of the next one is known.
    assert!(!calendar.is_working_day(day("2024-12-31")));
}

#[test]
fn a_limit_runs_from_the_day_after_and_over_holidays() {
    let calendar = calendar();
    let deadline = |start: &str, days| calendar.deadline(day(start), days).unwrap().on.to_string();
    assert_eq!(deadline("2024-03-01", 1), "2024-03-04");
    assert_eq!(deadline("2024-03-01", 10), "2024-03-15");
    assert_eq!(deadline("2024-02-09", 1), "2024-02-18");
    assert_eq!(deadline("2024-02-03", 5), "2024-02-08");
    assert_eq!(deadline("2024-04-03", 2), "2024-04-08");
    assert_eq!(deadline("2024-03-02", 0), "2024-03-02");
}

#[test]
fn years_without_a_calendar_are_named() {
    let calendar = calendar();
    let years = |start: &str, days| {
        let deadline = calendar.deadline(day(start), days).unwrap();
        deadline.years_without_calendar
    };
    assert_eq!(years("2024-12-20", 20), Vec::<i32>::new());
    assert_eq!(years("2025-12-20", 20), [2026]);
    // The first day counted is that after the start.
    assert_eq!(years("2023-12-31", 1), Vec::<i32>::new());
    assert_eq!(years("2023-12-30", 1), [2023]);
    assert_eq!(calendar.deadline(day("9999-12-31"), 1), None);
}

#[test]
fn an_arrangement_cannot_contradict_itself() {
    let mut calendar = calendar();
    let refused = |found: Result<(), CalendarError>, told: &str| {
        assert_eq!(found.unwrap_err().to_string(), told);
    };
    refused(
        calendar.cover(2024, source()),
        "the year 2024 is given twice",
    );
    refused(
        calendar.add_holiday(2024, holiday("2024-02-18", "2024-02-19")),
        "2024-02-18 is both a holiday and a make-up working day",
    );
    refused(
        calendar.add_holiday(2024, holiday("2024-12-30", "2024-12-31")),
        "2024-12-31 is a holiday twice; the arrangement of 2025 has it already",
    );
    refused(
        calendar.add_make_up_day(2024, day("2024-02-17")),
        "2024-02-17 is both a holiday and a make-up working day",
    );
    refused(
        calendar.add_make_up_day(2024, day("2024-02-04")),
        "the make-up working day 2024-02-04 is given twice",
    );
    assert!(matches!(
        calendar.add_make_up_day(2024, day("2024-03-04")),
        Err(CalendarError::MakeUpDayOnWeekday { .. })
    ));
    for far in ["2023-11-30", "2025-02-01"] {
        let found = calendar.add_holiday(2024, holiday(far, far));
        assert!(
            matches!(found, Err(CalendarError::OutsideYear { .. })),
            "{far}"
        );
    }
    assert!(matches!(
        calendar.add_holiday(2024, holiday("2024-05-02", "2024-05-01")),
        Err(CalendarError::EndsBeforeItBegins { .. })
    ));
    assert!(matches!(
        calendar.add_holiday(2026, holiday("2026-05-01", "2026-05-01")),
        Err(CalendarError::NotCovered { .. })
    ));
    // What was refused left nothing behind.
    assert_eq!(calendar, self::calendar());
}

prop_compose! {
    /// A calendar of 2024 with some holidays and make-up days, whatever fits.
    fn calendars()(
        holidays in prop::collection::vec((0_u64..366, 0_u64..9), 0..8),
        make_up_days in prop::collection::vec(0_u64..366, 0..8),
    ) -> WorkingCalendar {
        let mut calendar = WorkingCalendar::monday_to_friday();
        calendar.cover(2024, source()).unwrap();
        let at = |number: u64| day("2024-01-01") + chrono::Days::new(number);
        for (from, length) in holidays {
            let (from, to) = (at(from), at(from + length));
            let name = LocalText::chinese("节日");
            // One that falls on another is left out.
            let _ = calendar.add_holiday(2024, Holiday { name, from, to });
        }
        for number in make_up_days {
            let _ = calendar.add_make_up_day(2024, at(number));
        }
        calendar
    }
}

proptest! {
    #[test]
    fn a_limit_ends_on_a_working_day_after_as_many(
        calendar in calendars(),
        start in 0_u64..500,
        days in 1_u32..300,
    ) {
        let start = day("2023-10-01") + chrono::Days::new(start);
        let end = calendar.deadline(start, days).unwrap();
        prop_assert!(end.on > start);
        prop_assert!(calendar.is_working_day(end.on));
        prop_assert_eq!(calendar.working_days_between(start, end.on), days as usize);
        // Each year from the first day counted to the last is either covered or named.
        for year in (start + chrono::Days::new(1)).year()..=end.on.year() {
            prop_assert_ne!(calendar.covers(year), end.years_without_calendar.contains(&year));
        }
    }

    #[test]
    fn a_later_start_and_a_longer_limit_end_no_earlier(
        calendar in calendars(),
        start in 0_u64..500,
        later in 0_u64..30,
        days in 0_u32..200,
        more in 1_u32..50,
    ) {
        let start = day("2023-10-01") + chrono::Days::new(start);
        let end = calendar.deadline(start, days).unwrap().on;
        prop_assert!(calendar.deadline(start, days + more).unwrap().on > end);
        let late = start + chrono::Days::new(later);
        prop_assert!(calendar.deadline(late, days).unwrap().on >= end);
    }

    #[test]
    fn without_a_calendar_five_working_days_are_a_week(start in 0_u64..5_000, weeks in 1_u32..20) {
        let start = day("2015-01-01") + chrono::Days::new(start);
        let end = WorkingCalendar::monday_to_friday().deadline(start, weeks * 5).unwrap().on;
        let week = (end - start).num_days() - i64::from(weeks) * 7;
        let expected = match start.weekday() {
            Weekday::Sat => -1,
            Weekday::Sun => -2,
            _ => 0,
        };
        prop_assert_eq!(week, expected);
    }
}
