//! An evaluator tells of verdicts, rules and missing facts what the engine's decisions do, whatever it met
//! before.

use std::cell::Cell;

use zhunru::decision::Outcome;
use zhunru::model::Proposal;
use zhunru::{DecideError, Engine, Evaluator, Request};
use zhunru_tests::random::{Loaded, Seed, Unknown, thinned, unsettled};

use super::check;

/// What is told of the proposal, then of each demand.
fn found(
    evaluator: &mut Evaluator,
    proposal: &Proposal,
    request: &Request,
) -> Result<String, DecideError> {
    let evaluation = evaluator.evaluate(proposal, request)?;
    let demands = evaluation.demands().map(|demand| {
        let violations: Vec<String> = demand.violations().map(ToString::to_string).collect();
        let open: Vec<String> = demand.undetermined().map(ToString::to_string).collect();
        let grants: Vec<String> = demand.grants().map(ToString::to_string).collect();
        let missing: Vec<&str> = demand.missing().collect();
        let (assignable, possible) = (demand.assignable(), demand.possible());
        let verdict = demand.verdict();
        format!(
            "{verdict} {assignable} {possible:?} {violations:?} {open:?} {grants:?} {missing:?}"
        )
    });
    let demands: Vec<String> = demands.collect();
    let (verdict, assignable) = (evaluation.verdict(), evaluation.assignable());
    Ok(format!(
        "{verdict} {assignable} {:?} {demands:?}",
        evaluation.possible()
    ))
}

fn expected(
    engine: &Engine,
    proposal: &Proposal,
    request: &Request,
) -> Result<String, DecideError> {
    // With a trace nothing is told that was told before.
    let decision = engine.decide(proposal, &request.clone().with_trace())?;
    let demands = decision.demands.iter().map(|demand| {
        let rules = |outcome: Outcome| -> Vec<String> {
            let findings = decision.findings.iter();
            let own = findings.filter(|one| one.demand == demand.index && one.outcome == outcome);
            own.map(|finding| finding.rule.to_string()).collect()
        };
        let (violations, open) = (rules(Outcome::Violated), rules(Outcome::Undetermined));
        let grants: Vec<String> = demand.grants.iter().map(ToString::to_string).collect();
        let missing = demand.missing.iter().map(|missing| missing.fact.as_str());
        let missing: Vec<&str> = missing.collect();
        let (assignable, possible) = (demand.assignable, demand.possible);
        let verdict = demand.verdict;
        format!(
            "{verdict} {assignable} {possible:?} {violations:?} {open:?} {grants:?} {missing:?}"
        )
    });
    let demands: Vec<String> = demands.collect();
    let (verdict, assignable) = (decision.verdict, decision.assignable);
    Ok(format!(
        "{verdict} {assignable} {:?} {demands:?}",
        decision.possible
    ))
}

/// What differs; adds up how many proposals were evaluated and how many of them at length.
fn differences(seed: &Seed, case: &Loaded, [all, at_length]: [&Cell<u64>; 2]) -> String {
    let tape = &mut seed.tape();
    let engine = Engine::builder().packs(case.packs.iter().cloned());
    let engine = engine.build().unwrap();
    let request = Request::on(case.date).named(case.packs.iter().map(|pack| pack.id.clone()));
    let mut evaluator = engine.evaluator();
    let mut texts = vec![case.texts.proposal.clone()];
    for _ in 0..4 {
        texts.push(thinned(&case.texts.proposal, tape));
    }
    for _ in 0..2 {
        let json = &case.texts.proposal;
        texts.extend(unsettled(json, case.packs.iter(), case.date, tape));
    }
    // Each a second time, when everything in it was met.
    for text in texts.iter().chain(&texts) {
        let Ok(proposal) = Proposal::from_json(&text.to_string()) else {
            continue;
        };
        let found = found(&mut evaluator, &proposal, &request);
        let expected = expected(&engine, &proposal, &request);
        if format!("{found:?}") != format!("{expected:?}") {
            return format!("found {found:?}, expected {expected:?}\n{text}");
        }
        all.set(all.get() + 1);
    }
    at_length.set(at_length.get() + evaluator.decided_at_length());
    String::new()
}

#[test]
fn an_evaluator_decides_as_the_engine_does() {
    for (unknown, share, most) in [(Unknown::Nothing, 20, 40), (Unknown::Some, 20, 40)] {
        let (all, at_length) = (Cell::new(0), Cell::new(0));
        for shape in [(1, 1), (3, 1), (2, 3)] {
            check(share / 3, shape, unknown, |seed, case| {
                differences(seed, case, [&all, &at_length])
            });
        }
        let percent = at_length.get() * 100 / all.get().max(1);
        println!("{unknown:?}: {percent} percent of {} at length", all.get());
        assert!(percent < most, "{percent} percent were decided at length");
    }
}
