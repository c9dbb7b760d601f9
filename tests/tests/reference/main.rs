//! Is the reference itself right? Small cases by hand, each with the sentence of the contract that it
//! checks. The engine has to say the same.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test must stop where something is not as it was assumed to be"
)]

mod approvals;
mod inheritance;
mod lists;
mod presumptions;
mod several;
mod stock;
mod unknown;
mod verdicts;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use zhunru::decision::{Outcome, Verdict};
use zhunru::model::{Proposal, parse_date};
use zhunru_tests::compare::{Differences, compare_demand, compare_proposal, engine_says};
use zhunru_tests::packs::{PackText, load};
use zhunru_tests::reference::{Answer, ProposalAnswer, decide};

/// The day on which cases are decided, a Monday.
pub fn day() -> NaiveDate {
    parse_date("2024-03-04").unwrap()
}

/// Decides a proposal by all these packs.
pub fn proposal_on(packs: &[PackText], proposal: &Json, date: NaiveDate) -> ProposalAnswer {
    let packs = load(packs).unwrap_or_else(|error| panic!("{error}"));
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let applying: Vec<_> = packs.iter().collect();
    let answer = decide(&applying, &proposal, date).expect("few completions");
    // What the reference says the engine has to say too.
    let decision = engine_says(&packs, &proposal, date);
    let mut differences = Differences::default();
    for (demand, answer) in answer.demands.iter().enumerate() {
        compare_demand(&decision, demand, answer, &mut differences);
    }
    compare_proposal(&decision, &answer, &mut differences);
    assert_eq!(differences.text(), "");
    answer
}

/// Decides a proposal of one demand by one pack.
pub fn decided(pack: PackText, proposal: &Json) -> Answer {
    proposal_on(&[pack], proposal, day()).demands.remove(0)
}

/// A proposal for work with these further facts.
pub fn work(facts: &Json) -> Json {
    json!({ "demands": [{ "type": "work", "facts": facts }] })
}

/// A proposal for work on this item.
pub fn item(name: &str) -> Json {
    json!({ "demands": [{ "type": "work", "item": name }] })
}

/// What must come out: the verdict, and the missing facts.
pub fn expect(answer: &Answer, verdict: Verdict, missing: &[&str]) {
    let missing: BTreeSet<String> = missing.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(
        (answer.verdict, &answer.missing),
        (verdict, &missing),
        "{answer:#?}"
    );
}

/// What the first pack's rule of this id came to.
pub fn outcome(answer: &Answer, rule: &str) -> Option<Outcome> {
    answer
        .findings
        .get(&format!("p/{rule}"))
        .and_then(|finding| finding.outcome)
}
