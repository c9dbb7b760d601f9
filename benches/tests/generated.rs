//! Generated packs bear on generated proposals, and batches hold the same proposals as rows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;

use arrow_array::RecordBatchIterator;
use arrow_array::cast::AsArray;
use zhunru::Engine;
use zhunru::decision::{Outcome, Verdict};
use zhunru::model::Coded;
use zhunru_benches::generated::{Row, Rows, batch, pack};
use zhunru_table::{Decider, Options, OutputColumn};

const RULES: usize = 100;
const COUNT: usize = 1_000;

#[test]
fn rows_are_known_and_hit_many_rules() {
    let engine = Engine::builder().pack(pack(RULES).unwrap());
    let engine = engine.build().unwrap();
    let mut hit = BTreeSet::new();
    for row in Rows::new(COUNT) {
        let decision = engine.decide(&row.proposal().unwrap(), &row.request().unwrap());
        let decision = decision.unwrap();
        assert_ne!(decision.verdict, Verdict::NeedsInformation);
        let violated = decision.findings.iter();
        let violated = violated.filter(|one| one.outcome == Outcome::Violated);
        hit.extend(violated.map(|one| one.rule.rule.clone()));
    }
    assert!(hit.len() > RULES / 2, "{}", hit.len());
}

#[test]
fn columns_decide_every_row_as_the_proposals_are_decided() {
    let engine = Engine::builder().pack(pack(RULES).unwrap());
    let engine = engine.build().unwrap();
    let rows: Vec<Row> = Rows::new(COUNT).collect();
    let table = batch(&rows).unwrap();
    let schema = table.schema();
    let mut options = Options::default();
    options.columns = vec![OutputColumn::Verdict];
    let mut decided = Decider::new(&engine, options)
        .unwrap()
        .decide(RecordBatchIterator::new([Ok(table)], schema))
        .unwrap();
    let mut verdicts = Vec::new();
    for batch in decided.by_ref() {
        let batch = batch.unwrap();
        let column = batch["verdict"].as_any_dictionary();
        let codes = column.values().as_string::<i32>();
        let keys = column.normalized_keys();
        verdicts.extend(keys.iter().map(|key| codes.value(*key).to_owned()));
    }
    assert_eq!(decided.rows_by_columns(), COUNT as u64);
    for (row, verdict) in rows.iter().zip(&verdicts) {
        let decision = engine.decide(&row.proposal().unwrap(), &row.request().unwrap());
        assert_eq!(decision.unwrap().verdict.code(), verdict);
    }
    assert_eq!(verdicts.len(), COUNT);
}
