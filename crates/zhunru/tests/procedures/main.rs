//! How far procedures have come, who takes the next step and by when: for demands, and for lists
//! and forms.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod alone;
mod calendars;
mod demands;

use chrono::NaiveDate;
use zhunru::model::{Approval, parse_date};
use zhunru::pack::{Pack, PackFiles, load_packs};

const COUNTRY: &[(&str, &str)] = &[
    ("pack.toml", include_str!("country/pack.toml")),
    ("calendar.toml", include_str!("country/calendar.toml")),
];

const COUNTY: &[(&str, &str)] = &[
    ("pack.toml", include_str!("county/pack.toml")),
    ("procedures.toml", include_str!("county/procedures.toml")),
    ("rules/work.toml", include_str!("county/rules/work.toml")),
];

/// The country with a calendar of 2024, and the county that inherits from it.
fn packs() -> Vec<Pack> {
    let files = |name: &str, files: &'static [(&'static str, &'static str)]| {
        let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
        PackFiles::collect(name, files).unwrap()
    };
    match load_packs(&[files("country", COUNTRY), files("county", COUNTY)], &[]) {
        Ok(loaded) => loaded.packs,
        Err(found) => panic!("{found}"),
    }
}

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

/// Acts by kind and level of the body, day, number and outcome.
fn acts(acts: &[(&str, &str, &str, &str, &str, &str)]) -> Vec<Approval> {
    let acts = acts.iter().map(|(act, kind, level, on, number, outcome)| {
        let act = serde_json::json!({
            "act": act, "by": {"kind": kind, "level": level}, "on": on, "number": number,
            "outcome": outcome,
        });
        serde_json::from_value(act).unwrap()
    });
    acts.collect()
}
