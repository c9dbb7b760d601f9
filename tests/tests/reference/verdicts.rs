//! Verdicts where all facts are known.

use serde_json::json;
use zhunru::decision::{ObligationStatus, Outcome, Verdict};
use zhunru_tests::packs::{pack, procedure, rule};

use super::{decided, expect, outcome, proposal_on, work};

// "`deny` if a `forbidden` rule fires", and no grant clears an objection.
#[test]
fn a_prohibition_denies_in_spite_of_a_grant() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("yes", "work", "permitted"),
    ]);
    let answer = decided(pack, &work(&json!({ "forced": true })));
    expect(&answer, Verdict::Deny, &[]);
    assert_eq!(outcome(&answer, "no"), Some(Outcome::Violated));
    assert_eq!(outcome(&answer, "yes"), Some(Outcome::Satisfied));
    assert!(!answer.assignable);
}

// "A finding lists every rule that was violated, satisfied, excepted or undetermined."
#[test]
fn a_rule_that_does_not_apply_is_not_found() {
    let pack = pack("p").rules([rule("no", "work", "forbidden").when("forced")]);
    let answer = decided(pack, &work(&json!({ "forced": false })));
    expect(&answer, Verdict::NotCovered, &[]);
    assert_eq!(outcome(&answer, "no"), None);
}

// "An exception lifts the rule that states it and grants nothing."
#[test]
fn an_exception_grants_nothing() {
    let no = rule("no", "work", "forbidden").unless("sole_yardstick");
    let answer = decided(
        pack("p").rules([no]),
        &work(&json!({ "sole_yardstick": true })),
    );
    expect(&answer, Verdict::NotCovered, &[]);
    assert_eq!(outcome(&answer, "no"), Some(Outcome::Excepted));
}

// "A special provision of the same pack can be named as an exception to a general one."
#[test]
fn a_special_rule_lifts_a_general_one_where_it_applies() {
    let rules = |special: &str| {
        pack("p").rules([
            rule("general", "work", "forbidden").yields_to("special"),
            rule("special", "work", "permitted").when(special),
        ])
    };
    let answer = decided(rules("forced"), &work(&json!({ "forced": true })));
    expect(&answer, Verdict::Admit, &[]);
    assert_eq!(outcome(&answer, "general"), Some(Outcome::Excepted));
    expect(
        &decided(rules("forced"), &work(&json!({ "forced": false }))),
        Verdict::Deny,
        &[],
    );
}

// The rules that lift a rule do so "where they apply and are not lifted themselves".
#[test]
fn a_special_rule_that_is_lifted_lifts_nothing() {
    let pack = pack("p").rules([
        rule("general", "work", "forbidden").yields_to("special"),
        rule("special", "work", "advised").unless("forced"),
    ]);
    expect(
        &decided(pack, &work(&json!({ "forced": true }))),
        Verdict::Deny,
        &[],
    );
}

// A special rule bears only on its own demand types.
#[test]
fn a_special_rule_for_another_type_lifts_nothing() {
    let pack = pack("p").rules([
        rule("general", "work meeting", "forbidden").yields_to("special"),
        rule("special", "meeting", "advised"),
    ]);
    expect(&decided(pack, &work(&json!({}))), Verdict::Deny, &[]);
}

// "Else `needs_approval` if a firing gate is not complete."
#[test]
fn an_open_gate_needs_approval() {
    let pack = pack("p")
        .procedure(procedure("ask", "approval", "civil_affairs", "county"))
        .rules([
            rule("gate", "work", "forbidden_without").procedure("ask"),
            rule("yes", "work", "permitted"),
        ]);
    let answer = decided(
        pack,
        &json!({ "approvals": [], "demands": [{ "type": "work" }] }),
    );
    expect(&answer, Verdict::NeedsApproval, &[]);
    assert_eq!(outcome(&answer, "gate"), Some(Outcome::Violated));
}

// "Where the document names nobody, the step is `approver_not_named`: nothing completes it."
#[test]
fn a_gate_that_names_nobody_is_never_cleared() {
    let gate = rule("gate", "work", "in_principle_forbidden");
    expect(
        &decided(pack("p").rules([gate]), &work(&json!({}))),
        Verdict::NeedsApproval,
        &[],
    );
}

// "Else `not_covered` if there is no grant."
#[test]
fn silence_is_no_admission() {
    expect(
        &decided(pack("p"), &work(&json!({}))),
        Verdict::NotCovered,
        &[],
    );
}

// "Else `admit_with_conditions` if an obligation due before or after is open"; `assignable` "when no
// obligation due before is open".
#[test]
fn an_open_obligation_is_a_condition() {
    let owed = |due: &str| {
        pack("p").rules([
            rule("yes", "work", "permitted"),
            rule("owed", "work", "required").due(due, "support.funds.borne_by == 'issuer'"),
        ])
    };
    let by = |bearer: &str| json!({ "support": { "funds": { "borne_by": bearer } }, "demands": [{ "type": "work" }] });
    for (due, assignable) in [("before", false), ("after", true)] {
        let answer = decided(owed(due), &by("nobody"));
        expect(&answer, Verdict::AdmitWithConditions, &[]);
        assert_eq!(answer.assignable, assignable, "{due}");
        assert_eq!(answer.obligations["p/owed"], Some(ObligationStatus::Unmet));
        assert_eq!(outcome(&answer, "owed"), Some(Outcome::Violated));
    }
    let met = decided(owed("before"), &by("issuer"));
    expect(&met, Verdict::Admit, &[]);
    assert_eq!(met.obligations["p/owed"], Some(ObligationStatus::Met));
}

// "Standing ones are listed and change nothing."
#[test]
fn a_standing_obligation_changes_nothing() {
    let pack = pack("p").rules([
        rule("yes", "work", "permitted"),
        rule("keep", "work", "required").due("standing", ""),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::Admit, &[]);
    assert!(answer.assignable);
    assert!(answer.obligations.contains_key("p/keep"));
}

// "Advice; never changes the verdict."
#[test]
fn advice_never_changes_the_verdict() {
    let pack = pack("p").rules([
        rule("yes", "work", "permitted"),
        rule("better", "work", "advised"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::Admit, &[]);
    assert_eq!(outcome(&answer, "better"), Some(Outcome::Advised));
}

// "By limits (what keeps the limits is granted, with the limiting clause as its source)."
#[test]
fn limits_grant_what_keeps_them() {
    let limits = || {
        pack("p")
            .limits("limit", "meeting")
            .rules([rule("no", "meeting", "forbidden").when("meeting.same_matter_before")])
    };
    let meeting =
        |before: bool| json!({ "demands": [{ "type": "meeting", "same_matter_before": before }] });
    let answer = decided(limits(), &meeting(false));
    expect(&answer, Verdict::Admit, &[]);
    assert_eq!(outcome(&answer, "limit"), Some(Outcome::Satisfied));
    expect(&decided(limits(), &meeting(true)), Verdict::Deny, &[]);
}

// "Objections are universal … grants are existential: one grant of any pack is enough."
#[test]
fn packs_are_pooled() {
    let yes = pack("p").rules([rule("yes", "work", "permitted")]);
    let no = pack("q").rules([rule("no", "work", "forbidden").when("forced")]);
    let by = |forced: bool| {
        let proposal = work(&json!({ "forced": forced }));
        proposal_on(&[yes.clone(), no.clone()], &proposal, super::day()).verdict
    };
    assert_eq!(by(false), Verdict::Admit);
    assert_eq!(by(true), Verdict::Deny);
}

// "Only the date of decision picks packs, rules …; intervals include both ends."
#[test]
fn rules_bind_from_their_first_to_their_last_day() {
    let mut no = rule("no", "work", "forbidden");
    no.in_force = Some([Some("2024-02-01".to_owned()), Some("2024-03-04".to_owned())]);
    let pack = pack("p").rules([no]);
    for (date, verdict) in [
        ("2024-01-31", Verdict::NotCovered),
        ("2024-02-01", Verdict::Deny),
        ("2024-03-04", Verdict::Deny),
        ("2024-03-05", Verdict::NotCovered),
    ] {
        let date = zhunru::model::parse_date(date).unwrap();
        let answer = proposal_on(std::slice::from_ref(&pack), &work(&json!({})), date);
        assert_eq!(answer.verdict, verdict, "{date}");
    }
}

// "`statutorily_required` and `centrally_required` count only together with a basis of such a rank."
#[test]
fn a_statute_is_required_only_where_one_is_given() {
    let pack = || {
        pack("p").rules([
            rule("yes", "mechanism", "permitted").when("mechanism.statutorily_required"),
            rule("also", "mechanism", "permitted").when("mechanism.centrally_required"),
        ])
    };
    let with = |fact: &str, basis: &[&str]| {
        let basis: Vec<_> = basis.iter().map(|rank| json!({ "rank": rank })).collect();
        json!({ "basis": basis, "demands": [{ "type": "mechanism", fact: true,
            "statutorily_required": fact == "statutorily_required",
            "centrally_required": fact == "centrally_required" }] })
    };
    for (fact, basis, verdict) in [
        (
            "statutorily_required",
            &["local_regulation"][..],
            Verdict::Admit,
        ),
        (
            "statutorily_required",
            &["central_joint_document"],
            Verdict::NotCovered,
        ),
        ("statutorily_required", &[], Verdict::NotCovered),
        (
            "centrally_required",
            &["policy_document", "central_joint_document"],
            Verdict::Admit,
        ),
        ("centrally_required", &["law"], Verdict::NotCovered),
    ] {
        expect(&decided(pack(), &with(fact, basis)), verdict, &[]);
    }
}

// "A demand may carry its own bases, support and facts, which then stand for it instead of the
// header's."
#[test]
fn what_a_demand_carries_stands_instead_of_the_header() {
    let pack = || {
        pack("p").rules([
            rule("no", "work", "forbidden").when("forced"),
            rule("law", "work", "permitted").when("basis.exists(b, b.rank == 'law')"),
        ])
    };
    let header = json!({ "basis": [{ "rank": "law" }], "facts": { "forced": true },
        "demands": [{ "type": "work" }] });
    expect(&decided(pack(), &header), Verdict::Deny, &[]);
    let own = json!({ "basis": [{ "rank": "law" }], "facts": { "forced": true },
        "demands": [{ "type": "work", "basis": [], "facts": { "forced": false } }] });
    expect(&decided(pack(), &own), Verdict::NotCovered, &[]);
}
