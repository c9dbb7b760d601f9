//! Presumed facts.

use serde_json::json;
use zhunru::decision::Verdict;
use zhunru_tests::packs::{PackText, pack, rule};

use super::{day, decided, expect, proposal_on, work};

fn objecting(id: &str) -> PackText {
    pack(id).rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("yes", "work", "permitted"),
    ])
}

// "A pack may declare for a *fact* the value that it has while unknown … a presumed fact is not asked
// for."
#[test]
fn a_presumed_fact_is_not_asked_for() {
    let pack = || objecting("p").presume("forced", "false");
    expect(&decided(pack(), &work(&json!({}))), Verdict::Admit, &[]);
    expect(
        &decided(pack(), &work(&json!({ "forced": true }))),
        Verdict::Deny,
        &[],
    );
}

// "A fact is presumed only when every applying pack with a rule that reads it declares the same
// value … otherwise it is unknown for all."
#[test]
fn no_place_presumes_away_anothers_objection() {
    let packs = [objecting("p").presume("forced", "false"), objecting("q")];
    let answer = proposal_on(&packs, &work(&json!({})), day());
    assert_eq!(answer.verdict, Verdict::NeedsInformation);
    // A pack that does not read the fact has no say.
    let silent = pack("q").rules([rule("yes", "work", "permitted")]);
    let packs = [objecting("p").presume("forced", "false"), silent];
    let answer = proposal_on(&packs, &work(&json!({})), day());
    assert_eq!(answer.verdict, Verdict::Admit);
}

// "A parent's declaration counts for its children."
#[test]
fn a_parents_declaration_counts_for_its_children() {
    let packs = [
        objecting("p").presume("forced", "false"),
        objecting("q").parent("p"),
    ];
    let answer = proposal_on(&packs, &work(&json!({})), day());
    assert_eq!(answer.verdict, Verdict::Admit);
    // A child's declaration does not count for its parent.
    let packs = [
        objecting("p"),
        objecting("q").parent("p").presume("forced", "false"),
    ];
    let answer = proposal_on(&packs, &work(&json!({})), day());
    assert_eq!(answer.verdict, Verdict::NeedsInformation);
}

// Only rules in force that bear on the demand's type read a fact.
#[test]
fn rules_for_other_types_read_nothing() {
    let other = pack("q").rules([rule("no", "meeting", "forbidden").when("forced")]);
    let packs = [objecting("p").presume("forced", "false"), other];
    let answer = proposal_on(&packs, &work(&json!({})), day());
    assert_eq!(answer.verdict, Verdict::Admit);
}

// `[]` for a list presumed empty.
#[test]
fn a_list_may_be_presumed_empty() {
    let pack = pack("p")
        .rules([
            rule("no", "work", "forbidden").when("basis.exists(b, b.rank == 'law')"),
            rule("yes", "work", "permitted"),
        ])
        .presume("basis", "[]");
    expect(&decided(pack, &work(&json!({}))), Verdict::Admit, &[]);
}
