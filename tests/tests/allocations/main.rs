//! An evaluator that has met everything in a proposal allocates nothing to decide it again.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases has failed"
)]

use zhunru::Engine;
use zhunru::decision::Outcome;
use zhunru::model::Proposal;
use zhunru_tests::conformance::decidable;

#[test]
fn what_was_met_is_decided_without_allocating() {
    let packs = zhunru_packs::built_in().unwrap();
    let engine = Engine::builder().packs(packs.iter().cloned());
    let engine = engine.build().unwrap();
    let cases = decidable();
    // The number of those that are decided without allocating, and of those decided at length.
    let (mut without, mut at_length) = (0, 0);
    for (path, json, request) in &cases {
        let proposal = &Proposal::from_json(&json.to_string()).unwrap();
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
