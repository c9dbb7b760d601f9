//! Order makes no difference, and demands do not see each other but through counts.

use serde_json::Value as Json;
use zhunru::decision::{Decision, DemandDecision};
use zhunru::model::{Proposal, parse_date};
use zhunru::{Engine, Request};
use zhunru_tests::compare::{engine_says, outcomes};
use zhunru_tests::packs::load;
use zhunru_tests::random::{Loaded, Seed, Unknown};

use super::check;

/// JSON text with the keys of every object in the opposite order.
fn backwards(json: &Json) -> String {
    match json {
        Json::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .rev()
                .map(|(key, value)| format!("{}:{}", Json::from(key.as_str()), backwards(value)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Json::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(backwards).collect();
            format!("[{}]", elements.join(","))
        }
        other => other.to_string(),
    }
}

// "Order is by demand, severity, pack, rule id in natural order, never by load or file order."
#[test]
fn the_order_of_rules_packs_and_keys_does_not_matter() {
    check(5, (3, 2), Unknown::Some, |_: &Seed, case: &Loaded| {
        let decision = engine_says(&case.packs, &case.proposal, case.date);
        let mut texts = case.texts.packs.clone();
        for pack in &mut texts {
            pack.rules.reverse();
            pack.lists.reverse();
            pack.procedures.reverse();
        }
        texts.reverse();
        let mut packs = load(&texts).unwrap();
        packs.reverse();
        let proposal = Proposal::from_json(&backwards(&case.texts.proposal)).unwrap();
        let other = engine_says(&packs, &proposal, case.date);
        let [left, right] = [decision, other].map(|decision| format!("{decision:#?}"));
        let differs = left
            .lines()
            .zip(right.lines())
            .find(|(left, right)| left != right);
        match differs {
            Some((left, right)) => format!("in another order `{left}` becomes `{right}`"),
            None if left.len() != right.len() => "in another order more is said".to_owned(),
            None => String::new(),
        }
    });
}

// What an engine keeps between decisions changes no answer: it says on each day and by each choice of
// packs what one says that was never asked before.
#[test]
fn what_was_decided_before_does_not_matter() {
    check(5, (3, 2), Unknown::Some, |_: &Seed, case: &Loaded| {
        let build = || {
            let packs = case.packs.iter().cloned();
            Engine::builder().packs(packs).build().unwrap()
        };
        let says = |engine: &Engine, request: &Request| {
            let decision = engine.decide(&case.proposal, request).unwrap();
            format!("{decision:#?}")
        };
        let days = ["2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01"];
        let days = days.into_iter().filter_map(parse_date).chain([case.date]);
        let asked = build();
        for day in days {
            for named in 1..=case.packs.len() {
                let names = case.packs.iter().take(named).map(|pack| pack.id.clone());
                let request = Request::on(day).named(names);
                if says(&asked, &request) != says(&build(), &request) {
                    return format!("on {day} by the first {named} packs it is decided otherwise");
                }
            }
        }
        String::new()
    });
}

/// What a decision says of a demand, without its index.
fn said(decision: &Decision, demand: usize) -> String {
    let DemandDecision {
        verdict,
        assignable,
        possible,
        missing,
        grants,
        ..
    } = &decision.demands[demand];
    let missing: Vec<&str> = missing.iter().map(|fact| fact.fact.as_str()).collect();
    let rules = outcomes(decision, demand);
    format!("{verdict} {assignable} {possible:?} {missing:?} {grants:?} {rules:?}")
}

// "Each demand is decided as above; the proposal's verdict is the worst of theirs."
#[test]
fn demands_are_decided_one_by_one() {
    check(5, (2, 3), Unknown::Some, |_: &Seed, case: &Loaded| {
        let counted = ["signboard", "mechanism", "dedicated_post", "digital_tool"];
        let demands = case.texts.proposal["demands"].as_array().unwrap();
        let adding = demands
            .iter()
            .filter(|demand| counted.contains(&demand["type"].as_str().unwrap()));
        // Demands that add to stock see each other.
        if adding.count() > 0 {
            return String::new();
        }
        let together = engine_says(&case.packs, &case.proposal, case.date);
        for (number, demand) in demands.iter().enumerate() {
            let mut text = case.texts.proposal.clone();
            text["demands"] = Json::from(vec![demand.clone()]);
            for act in text["approvals"].as_array_mut().into_iter().flatten() {
                if let Some(covered) = act.get("demands").and_then(Json::as_array) {
                    let covers = covered.contains(&Json::from(number));
                    act["demands"] = Json::from(if covers { vec![0] } else { Vec::new() });
                }
            }
            let proposal = Proposal::from_json(&text.to_string()).unwrap();
            let alone = engine_says(&case.packs, &proposal, case.date);
            let (left, right) = (said(&together, number), said(&alone, 0));
            if left != right {
                return format!("demand {number}: {left} with others, {right} alone");
            }
        }
        let worst = together.demands.iter().map(|demand| demand.verdict).min();
        match worst == Some(together.verdict) {
            true => String::new(),
            false => format!("{} is not the worst of its demands", together.verdict),
        }
    });
}
