//! The workload is what its documentation says, and its tables hold the same proposals as its rows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::cast::AsArray;
use zhunru::decision::{Decision, Outcome, Verdict};
use zhunru::model::Coded;
use zhunru::{Engine, Request};
use zhunru_benches::workload::{Encoding, Row, Rows, Table, packs};
use zhunru_table::{Decider, Options, OutputColumn};

const COUNT: usize = 3_000;

fn engine() -> Engine {
    Engine::builder().packs(packs().unwrap()).build().unwrap()
}

fn decide(engine: &Engine, row: &Row) -> Decision {
    let proposal = row.proposal().unwrap();
    let request = Request::on(proposal.submitted_on.unwrap());
    engine.decide(&proposal, &request).unwrap()
}

#[test]
fn everything_is_known_and_every_verdict_has_its_share() {
    let engine = engine();
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut rules, mut open) = (BTreeSet::new(), BTreeSet::new());
    let (mut bytes, mut fields, mut hits) = (0, 0, 0);
    for row in Rows::new(COUNT) {
        let decision = decide(&engine, &row);
        *verdicts.entry(decision.verdict.code()).or_default() += 100;
        bytes += row.json().len();
        fields += row.stated();
        assert_ne!(
            decision.verdict,
            Verdict::NeedsInformation,
            "{}",
            row.json()
        );
        for finding in &decision.findings {
            match finding.outcome {
                Outcome::Violated => {
                    hits += 100;
                    rules.insert(finding.rule.to_string());
                }
                Outcome::Undetermined => {
                    open.insert(finding.rule.to_string());
                }
                _ => {}
            }
        }
    }
    let share = |verdict| verdicts.get(verdict).map_or(0, |count| count / COUNT);
    assert_eq!(verdicts.len(), 4, "{verdicts:?}");
    assert!((42..=49).contains(&share("admit")), "{verdicts:?}");
    assert!(
        (13..=20).contains(&share("admit_with_conditions")),
        "{verdicts:?}"
    );
    assert!((8..=13).contains(&share("needs_approval")), "{verdicts:?}");
    assert!((25..=31).contains(&share("deny")), "{verdicts:?}");
    assert!((65..=95).contains(&(hits / COUNT)), "{}", hits / COUNT);
    assert!((650..=780).contains(&(bytes / COUNT)), "{}", bytes / COUNT);
    assert_eq!((fields + COUNT / 2) / COUNT, 26);
    assert_eq!(rules.len(), 28, "{rules:?}");
    // What stays open bears on no verdict, and is none of what the peers decide by.
    assert!(rules.is_disjoint(&open), "{open:?}");
}

#[test]
fn tables_hold_the_same_proposals() {
    let engine = engine();
    for unknown in [0, 10] {
        let rows = Rows::with_unknown(300, unknown);
        let expected: Vec<&str> = rows
            .clone()
            .map(|row| decide(&engine, &row).verdict.code())
            .collect();
        for encoding in [Encoding::Codes8, Encoding::Codes32, Encoding::Plain] {
            let mut options = Options::default();
            options.threads = 1;
            options.columns = vec![OutputColumn::Verdict];
            let table = Table::new(rows.clone(), encoding).unwrap();
            let mut decided = Decider::new(&engine, options)
                .unwrap()
                .decide(table)
                .unwrap();
            let mut found = Vec::new();
            let case = format!("{encoding:?}, {unknown} percent unknown");
            for batch in decided.by_ref() {
                let batch = batch.unwrap();
                let column = batch.column(0).as_any_dictionary();
                let names = column.values().as_string::<i32>().clone();
                found.extend(
                    column
                        .normalized_keys()
                        .into_iter()
                        .map(|key| names.value(key).to_owned()),
                );
            }
            assert_eq!(decided.summary().faulty_rows, 0, "{case}");
            assert_eq!(found, expected, "{case}");
        }
    }
}

#[test]
fn what_is_left_unknown_is_a_tenth() {
    let known: usize = Rows::new(COUNT).map(|row| row.stated()).sum();
    let left: usize = Rows::with_unknown(COUNT, 10).map(|row| row.stated()).sum();
    // Three fields always stay.
    let share = (known - left) * 1_000 / (known - 3 * COUNT);
    assert!((95..=105).contains(&share), "{share}");
}
