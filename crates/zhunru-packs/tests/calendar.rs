//! The country's working calendar, held against what the statute on holidays says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use zhunru::model::parse_date;
use zhunru::pack::{Pack, PackFiles};
use zhunru::procedure::WorkingCalendar;

/// The calendar in a pack of its own, with the documents that it cites.
fn calendar() -> WorkingCalendar {
    let mut manifest = String::from(
        "format = 1\nid = 'test'\nversion = '1'\ntitle = '全国'\n\
         place = { name = '全国', level = 'central' }\nin_force = { from = 2020-01-01 }\n",
    );
    for year in 2023..=2026 {
        manifest.push_str(&format!(
            "[[document]]\nid = 'holidays-{year}'\nkind = 'notice'\ntitle = '{year}年'\nissuer = '国务院办公厅'\n"
        ));
    }
    let files = [
        ("pack.toml", manifest.into_bytes()),
        (
            "calendar.toml",
            include_bytes!("../packs/national/calendar.toml").to_vec(),
        ),
    ];
    let files = PackFiles::collect("test", files).unwrap();
    Pack::load(&files, &[]).unwrap().calendar.unwrap()
}

#[test]
fn each_year_has_as_many_days_off_as_the_statute_gives() {
    let calendar = calendar();
    // 全国年节及纪念日放假办法: 11 days, since 2025 13; those on weekends are made good for.
    let plain = WorkingCalendar::monday_to_friday();
    let mut found = Vec::new();
    for year in calendar.years() {
        let weekdays = year.holidays.iter().flat_map(|holiday| holiday.days());
        let weekdays = weekdays.filter(|&day| plain.is_working_day(day));
        found.push((year.year, weekdays.count() - year.make_up_days.len()));
    }
    assert_eq!(found, [(2023, 11), (2024, 11), (2025, 13), (2026, 13)]);
}

#[test]
fn limits_run_over_the_long_holidays() {
    let calendar = calendar();
    for (start, days, end) in [
        ("2023-09-27", 2, "2023-10-07"),
        ("2024-02-08", 5, "2024-02-21"),
        ("2024-09-30", 1, "2024-10-08"),
        ("2025-01-24", 3, "2025-02-05"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2026-02-13", 3, "2026-02-25"),
    ] {
        let deadline = calendar.deadline(parse_date(start).unwrap(), days).unwrap();
        assert_eq!(deadline.on, parse_date(end).unwrap(), "{start}");
        assert!(deadline.years_without_calendar.is_empty());
    }
}
