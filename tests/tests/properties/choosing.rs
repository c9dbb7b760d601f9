//! The packs that take part are those that the village's code and the day say.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::json;
use zhunru::model::{DivisionCode, Proposal};
use zhunru::pack::Pack;
use zhunru::{Engine, Request};
use zhunru_tests::random::cases;

/// The parts of a code, those of zeros at its end left out: `310116112000` is of four.
fn parts(code: &str) -> Vec<&str> {
    let ranges = [0..2, 2..4, 4..6, 6..9, 9..12];
    let mut parts: Vec<&str> = ranges
        .into_iter()
        .filter_map(|range| code.get(range))
        .collect();
    while parts
        .last()
        .is_some_and(|part| part.trim_matches('0').is_empty())
    {
        parts.pop();
    }
    parts
}

/// The packs whose place holds the village, and what they inherit from, as far as in force.
fn expected(packs: &[Pack], village: &str, day: NaiveDate) -> BTreeSet<String> {
    let in_force = |pack: &&Pack| {
        let (from, to) = (pack.in_force.from, pack.in_force.to);
        from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
    };
    let covers = |pack: &&Pack| {
        let code = pack.place.code.as_ref();
        code.is_some_and(|code| parts(village).starts_with(&parts(code.as_str())))
    };
    let mut waiting: Vec<&Pack> = packs.iter().filter(covers).filter(in_force).collect();
    let mut found = BTreeSet::new();
    while let Some(pack) = waiting.pop() {
        if in_force(&pack) {
            found.insert(pack.id.to_string());
        }
        let parents = packs
            .iter()
            .filter(|other| pack.parents.contains(&other.id));
        waiting.extend(parents);
    }
    found
}

fn chosen(engine: &Engine, village: &str, day: NaiveDate) -> BTreeSet<String> {
    let proposal = json!({"village": {"code": village}, "demands": [{"type": "meeting"}]});
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let decision = engine.decide(&proposal, &Request::on(day)).unwrap();
    let packs = decision.packs.iter();
    packs.map(|pack| pack.id.to_string()).collect()
}

/// Codes near the places of the packs: each place itself, a village in it, and one beside it on
/// every level.
fn codes(packs: &[Pack]) -> BTreeSet<String> {
    let mut codes = BTreeSet::from(["110101001001".to_owned(), "659001100201".to_owned()]);
    for code in packs.iter().filter_map(|pack| pack.place.code.as_ref()) {
        let place: Vec<&str> = parts(code.as_str());
        let inside = ["11", "01", "01", "100", "201"];
        let village: Vec<&str> = (0..5)
            .map(|at| *place.get(at).unwrap_or(&inside[at]))
            .collect();
        codes.insert(format!("{:0<12}", place.concat()));
        codes.insert(village.concat());
        for level in 0..5 {
            let mut beside: Vec<String> = village.iter().map(|part| (*part).to_owned()).collect();
            let number: usize = beside[level].parse().unwrap();
            let width = beside[level].len();
            beside[level] = format!("{:0width$}", number % 10_usize.pow(width as u32 - 1) + 1);
            codes.insert(beside.concat());
        }
    }
    codes.retain(|code| DivisionCode::parse(code).is_ok());
    codes
}

/// The ends of all intervals, and the days beside them.
fn days(packs: &[Pack]) -> BTreeSet<NaiveDate> {
    let ends = packs
        .iter()
        .flat_map(|pack| [pack.in_force.from, pack.in_force.to])
        .flatten();
    ends.flat_map(|day| [Some(day), day.pred_opt(), day.succ_opt()])
        .flatten()
        .collect()
}

#[test]
fn packs_are_chosen_by_place_and_day() {
    let packs = zhunru_packs::built_in().unwrap();
    let engine = Engine::builder().packs(packs.iter().cloned());
    let engine = engine.build().unwrap();
    let (codes, days) = (codes(packs), days(packs));
    let mut seen = BTreeSet::new();
    for village in &codes {
        for &day in &days {
            let found = chosen(&engine, village, day);
            assert_eq!(found, expected(packs, village, day), "{village} on {day}");
            seen.extend(found);
        }
    }
    // Those without a code apply by name, or as a parent.
    for pack in packs {
        let is_parent = packs.iter().any(|child| child.parents.contains(&pack.id));
        let reachable = pack.place.code.is_some() || is_parent;
        assert_eq!(seen.contains(pack.id.as_str()), reachable, "{}", pack.id);
    }

    let codes: Vec<String> = codes.into_iter().collect();
    let first = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
    let anywhere = (0..codes.len(), 0_u64..9_000, 0_u32..1_000);
    let mut runner = TestRunner::new(Config {
        cases: cases(5),
        ..Config::default()
    });
    let outcome = runner.run(&anywhere, |(code, after, place)| {
        let village = format!("{}{place:03}", codes[code].get(..9).unwrap_or_default());
        let day = first + Days::new(after);
        if DivisionCode::parse(&village).is_err() {
            return Ok(());
        }
        let (found, expected) = (
            chosen(&engine, &village, day),
            expected(packs, &village, day),
        );
        match found == expected {
            true => Ok(()),
            false => Err(TestCaseError::fail(format!(
                "{village} on {day}: {found:?}"
            ))),
        }
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
