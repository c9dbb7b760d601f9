//! An evaluator that has met everything in a proposal allocates nothing to decide it again.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases has failed"
)]

use std::fs;
use std::path::Path;

use serde_json::Value;
use zhunru::decision::Outcome;
use zhunru::model::{Proposal, parse_date};
use zhunru::{Engine, Request};

/// The proposals of the conformance suite that can be decided, with what is asked.
fn cases() -> Vec<(String, Proposal, Request)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let files = fs::read_dir(folder).unwrap();
    let mut cases = Vec::new();
    for path in files.map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let day = case["as_of"].as_str().and_then(parse_date).unwrap();
        let mut request = Request::on(day);
        if let Some(packs) = case.get("packs").and_then(Value::as_array) {
            request = request.named(packs.iter().filter_map(Value::as_str));
        }
        if let Ok(proposal) = Proposal::from_json(&case["proposal"].to_string()) {
            cases.push((path.display().to_string(), proposal, request));
        }
    }
    cases.sort_by(|left, right| left.0.cmp(&right.0));
    cases
}

#[test]
fn what_was_met_is_decided_without_allocating() {
    let packs = zhunru_packs::built_in().unwrap();
    let engine = Engine::builder().packs(packs.iter().cloned());
    let engine = engine.build().unwrap();
    let cases = cases();
    // The number of those that are decided without allocating, and of those decided at length.
    let (mut without, mut at_length) = (0, 0);
    for (path, proposal, request) in &cases {
        // Each evaluator is asked by one choice of packs, as a platform would.
        let mut evaluator = engine.evaluator();
        let Ok(decision) = engine.decide(proposal, request) else {
            assert!(evaluator.evaluate(proposal, request).is_err(), "{path}");
            continue;
        };
        let found = evaluator.evaluate(proposal, request).unwrap();
        assert_eq!(found.verdict(), decision.verdict, "{path}");
        assert_eq!(found.assignable(), decision.assignable, "{path}");
        let violated = decision.findings.iter();
        let violated = violated.filter(|finding| finding.outcome == Outcome::Violated);
        let violated: Vec<_> = violated.map(|finding| &finding.rule).collect();
        assert_eq!(found.violations().collect::<Vec<_>>(), violated, "{path}");

        let before = evaluator.decided_at_length();
        let mut verdict = None;
        let allocated = allocation_counter::measure(|| {
            let found = evaluator.evaluate(proposal, request);
            verdict = found.ok().map(|found| found.verdict());
        });
        assert_eq!(verdict, Some(decision.verdict), "{path}");
        if evaluator.decided_at_length() > before {
            at_length += 1;
            continue;
        }
        without += 1;
        assert_eq!(allocated.count_total, 0, "{path}");
    }
    println!("{without} without allocating, {at_length} at length");
    assert!(
        without > at_length,
        "{without} without, {at_length} at length"
    );
}
