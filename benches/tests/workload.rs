//! The workload is what its documentation says, and its tables hold the same proposals as its rows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
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
        for finding in decision.findings.iter() {
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
    assert!(open.is_empty(), "{open:?}");
}

/// The columns that come out of a table of these rows, and how many rows columns decided.
fn decided(
    engine: &Engine,
    rows: &Rows,
    encoding: Encoding,
    columns: &[OutputColumn],
) -> (RecordBatch, u64) {
    let mut options = Options::default();
    options.threads = 1;
    options.columns = columns.to_vec();
    let table = Table::new(rows.clone(), encoding).unwrap();
    let decider = Decider::new(engine, options).unwrap();
    let mut decided = decider.decide(table).unwrap();
    let batches: Vec<RecordBatch> = decided.by_ref().map(Result::unwrap).collect();
    assert_eq!(decided.summary().faulty_rows, 0);
    let whole = concat_batches(&decider.schema(), &batches).unwrap();
    (whole, decided.rows_by_columns())
}

/// The workload has an act on record in every row, and signs that hang where one is asked for.
#[test]
fn columns_decide_as_rows_do_one_by_one() {
    const COLUMNS: &[OutputColumn] = &[
        OutputColumn::Verdict,
        OutputColumn::Assignable,
        OutputColumn::Rules,
        OutputColumn::RuleFlags,
        OutputColumn::Undetermined,
        OutputColumn::Grants,
    ];
    let engine = engine();
    for (unknown, count) in [(0, 9_000), (10, 600)] {
        let rows = Rows::with_unknown(count, unknown);
        // With texts on single decisions every row goes the single path.
        let texts: Vec<OutputColumn> = COLUMNS
            .iter()
            .copied()
            .chain([OutputColumn::Message])
            .collect();
        let (expected, by_columns) = decided(&engine, &rows, Encoding::Codes8, &texts);
        assert_eq!(by_columns, 0);
        for (name, encoding) in Encoding::ALL {
            let case = format!("{name}, {unknown} percent unknown");
            let (found, by_columns) = decided(&engine, &rows, encoding, COLUMNS);
            for (field, column) in found.schema().fields().iter().zip(found.columns()) {
                let expected = expected.column_by_name(field.name()).unwrap();
                assert_eq!(column, expected, "{case}, {}", field.name());
            }
            match unknown {
                0 => assert_eq!(by_columns, count as u64, "{case}"),
                _ => assert!(by_columns > 0, "{case}"),
            }
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
