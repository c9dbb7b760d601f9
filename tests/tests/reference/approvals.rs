//! Acts on record and procedures.

use serde_json::{Value as Json, json};
use zhunru::decision::Verdict;
use zhunru_tests::packs::{PackText, ProcedureText, pack, procedure, rule};
use zhunru_tests::reference::{Answer, Next};

use super::{decided, expect};

fn gated(procedure: ProcedureText) -> PackText {
    let id = procedure.id.clone();
    pack("p")
        .procedure(procedure)
        .rules([rule("gate", "work", "forbidden_without").procedure(&id)])
}

fn consent() -> PackText {
    gated(procedure("a", "consent", "civil_affairs", "county"))
}

/// An act by a county's body.
fn act(act: &str, kind: &str, on: &str, outcome: &str) -> Json {
    json!({ "act": act, "by": { "kind": kind, "level": "county" }, "on": on, "number": "1号",
        "outcome": outcome })
}

fn with(pack: PackText, acts: &[Json]) -> Answer {
    let issuer = json!({ "level": "county" });
    decided(
        pack,
        &json!({ "issuer": issuer, "approvals": acts, "demands": [{ "type": "work" }] }),
    )
}

fn changed(mut act: Json, field: &str, value: Json) -> Json {
    act[field] = value;
    act
}

fn good() -> Json {
    act("consent", "civil_affairs", "2024-02-01", "approved")
}

// "Complete clears it; refused denies; otherwise needs approval", and what is complete grants.
#[test]
fn a_gate_follows_its_procedure() {
    let refused = act("consent", "civil_affairs", "2024-02-01", "rejected");
    expect(&with(consent(), &[good()]), Verdict::Admit, &[]);
    expect(&with(consent(), &[refused]), Verdict::Deny, &[]);
    expect(&with(consent(), &[]), Verdict::NeedsApproval, &[]);
}

// "A procedure that is complete for a demand grants it whether or not the gate's own condition
// holds, provided the rule's `on` names the demand's type."
#[test]
fn a_complete_procedure_grants_where_the_gate_does_not_apply() {
    let gate = |on: &str| {
        pack("p")
            .procedure(procedure("a", "consent", "civil_affairs", "county"))
            .rules([rule("gate", on, "forbidden_without")
                .procedure("a")
                .when("false")])
    };
    let answer = with(gate("work"), &[good()]);
    expect(&answer, Verdict::Admit, &[]);
    assert!(answer.grants.contains("p/gate"));
    expect(&with(gate("meeting"), &[good()]), Verdict::NotCovered, &[]);
}

// "Approval for one act or body does not stand in for another"; "a higher body does not stand in for
// a lower one".
#[test]
fn act_kind_and_level_must_be_those_of_the_step() {
    let city = json!({ "kind": "civil_affairs", "level": "city" });
    for other in [
        act("approval", "civil_affairs", "2024-02-01", "approved"),
        act("consent", "government", "2024-02-01", "approved"),
        changed(good(), "by", city),
    ] {
        expect(&with(consent(), &[other]), Verdict::NeedsApproval, &[]);
    }
}

// "An approval counts when it has a number … and a date on or before the date of decision, is not
// past its end, covers the demand."
#[test]
fn an_approval_must_count() {
    for (field, value, verdict) in [
        ("number", json!("none"), Verdict::NeedsApproval),
        ("on", json!("none"), Verdict::NeedsApproval),
        ("on", json!("2024-03-05"), Verdict::NeedsApproval),
        ("on", json!("2024-03-04"), Verdict::Admit),
        ("ends_on", json!("2024-03-03"), Verdict::NeedsApproval),
        ("ends_on", json!("2024-03-04"), Verdict::Admit),
        ("ends_on", json!("none"), Verdict::Admit),
        ("demands", json!([]), Verdict::NeedsApproval),
        ("demands", json!([0]), Verdict::Admit),
    ] {
        let answer = with(consent(), &[changed(good(), field, value.clone())]);
        assert_eq!(answer.verdict, verdict, "{field} {value}");
    }
}

// "A step of the village's own bodies needs a date only."
#[test]
fn the_village_needs_no_number() {
    let pack = gated(procedure(
        "a",
        "resolution",
        "villagers_assembly",
        "village",
    ));
    let by = json!({ "kind": "villagers_assembly", "level": "village" });
    let act = act("resolution", "", "2024-02-01", "approved");
    let act = changed(changed(act, "by", by), "number", json!("none"));
    expect(&with(pack, &[act]), Verdict::Admit, &[]);
}

// "A number or date that is absent is unknown and asked for."
#[test]
fn an_absent_number_or_date_is_asked_for() {
    for field in ["number", "on"] {
        let answer = with(consent(), &[changed(good(), field, Json::Null)]);
        let path = format!("approvals[0].{field}");
        expect(&answer, Verdict::NeedsInformation, &[&path]);
    }
    let answer = with(
        consent(),
        &[changed(good(), "by", json!({ "level": "county" }))],
    );
    expect(
        &answer,
        Verdict::NeedsInformation,
        &["approvals[0].by.kind"],
    );
}

fn two_steps() -> PackText {
    gated(
        procedure("a", "consent", "civil_affairs", "county")
            .step("approval", &[&[("government", "county")]]),
    )
}

fn second(on: &str) -> Json {
    act("approval", "government", on, "approved")
}

// "Steps are in order when approvals can be chosen … with dates that do not decrease."
#[test]
fn steps_are_taken_in_order() {
    let first = || act("consent", "civil_affairs", "2024-02-02", "approved");
    expect(
        &with(two_steps(), &[first(), second("2024-02-02")]),
        Verdict::Admit,
        &[],
    );
    let early = with(two_steps(), &[first(), second("2024-02-01")]);
    expect(&early, Verdict::NeedsApproval, &[]);
    let next = &early.findings["p/gate"].next;
    assert_eq!(*next, Next::Step(Some("step-2".into())));
    // Any approval of the step may be chosen.
    let again = [first(), second("2024-02-01"), second("2024-02-03")];
    expect(&with(two_steps(), &again), Verdict::Admit, &[]);
}

// "The last outcome of a step counts, of two on one day the refusal."
#[test]
fn the_last_outcome_counts() {
    let on = |day: &str, outcome: &str| act("consent", "civil_affairs", day, outcome);
    for (acts, verdict) in [
        (
            [on("2024-02-01", "rejected"), on("2024-02-02", "approved")],
            Verdict::Admit,
        ),
        (
            [on("2024-02-02", "rejected"), on("2024-02-01", "approved")],
            Verdict::Deny,
        ),
        (
            [on("2024-02-01", "approved"), on("2024-02-01", "rejected")],
            Verdict::Deny,
        ),
    ] {
        expect(&with(consent(), &acts), verdict, &[]);
    }
}

// "… each after its step's last refusal."
#[test]
fn what_was_approved_before_a_refusal_is_not_chosen() {
    let first = |day: &str, outcome: &str| act("consent", "civil_affairs", day, outcome);
    let acts = [
        first("2024-02-01", "approved"),
        first("2024-02-03", "rejected"),
        first("2024-02-05", "approved"),
        second("2024-02-04"),
    ];
    let answer = with(two_steps(), &acts);
    expect(&answer, Verdict::NeedsApproval, &[]);
}

// "A procedure is refused when the last outcome of any step is a refusal."
#[test]
fn a_refusal_of_a_later_step_refuses() {
    let refusal = act("approval", "government", "2024-02-01", "rejected");
    expect(&with(two_steps(), &[refusal]), Verdict::Deny, &[]);
}

// "A step may name alternative bodies (done if one approved, refused if one refused and none
// approved)."
#[test]
fn one_of_alternative_bodies_suffices() {
    let pack = || {
        let by: &[&[(&str, &str)]] = &[
            &[("party_committee", "county")],
            &[("government", "county")],
        ];
        gated(
            ProcedureText {
                id: "a".to_owned(),
                steps: Vec::new(),
            }
            .step("consent", by),
        )
    };
    let refused = act("consent", "government", "2024-02-05", "rejected");
    let approved = act("consent", "party_committee", "2024-02-01", "approved");
    expect(
        &with(pack(), &[refused.clone(), approved]),
        Verdict::Admit,
        &[],
    );
    expect(&with(pack(), &[refused]), Verdict::Deny, &[]);
}

// "… or bodies that must all approve (its date is the last)."
#[test]
fn bodies_that_must_all_approve() {
    let pack = || {
        let by: &[&[(&str, &str)]] = &[&[("party_committee", "county"), ("government", "county")]];
        let steps = ProcedureText {
            id: "a".to_owned(),
            steps: Vec::new(),
        }
        .step("consent", by)
        .step("filing", &[&[("civil_affairs", "county")]]);
        gated(steps)
    };
    let one = act("consent", "party_committee", "2024-02-01", "approved");
    let other = act("consent", "government", "2024-02-03", "approved");
    let filed = |on: &str| act("filing", "civil_affairs", on, "approved");
    expect(
        &with(pack(), &[one.clone(), filed("2024-02-03")]),
        Verdict::NeedsApproval,
        &[],
    );
    let all = [one.clone(), other.clone(), filed("2024-02-03")];
    expect(&with(pack(), &all), Verdict::Admit, &[]);
    let early = [one.clone(), other, filed("2024-02-02")];
    expect(&with(pack(), &early), Verdict::NeedsApproval, &[]);
    let refused = act("consent", "government", "2024-02-03", "rejected");
    expect(&with(pack(), &[one, refused]), Verdict::Deny, &[]);
}

// "One approval may complete like steps of several procedures."
#[test]
fn one_approval_may_serve_two_procedures() {
    let pack = pack("p")
        .procedure(procedure("a", "consent", "civil_affairs", "county"))
        .procedure(procedure("b", "consent", "civil_affairs", "county"))
        .rules([
            rule("one", "work", "forbidden_without").procedure("a"),
            rule("two", "work", "forbidden_without").procedure("b"),
        ]);
    expect(&with(pack, &[good()]), Verdict::Admit, &[]);
}

// `level = "issuer"` means the issuer's own level, which is asked for while unknown.
#[test]
fn a_step_may_be_at_the_issuers_level() {
    let pack = || gated(procedure("a", "consent", "civil_affairs", "issuer"));
    expect(&with(pack(), &[good()]), Verdict::Admit, &[]);
    let unknown = json!({ "approvals": [good()], "demands": [{ "type": "work" }] });
    expect(
        &decided(pack(), &unknown),
        Verdict::NeedsInformation,
        &["issuer.level"],
    );
}

// "Respecting only … the order of the values": an unknown date may be before, on or after another.
#[test]
fn unknown_dates_may_lie_in_any_order() {
    let open = |act: Json| changed(act, "on", Json::Null);
    let acts = [open(good()), open(second("2024-02-01"))];
    let answer = with(two_steps(), &acts);
    let both = ["approvals[0].on", "approvals[1].on"];
    expect(&answer, Verdict::NeedsInformation, &both);
    // A refusal on a known day may come before or after the approval of an unknown one.
    let refusal = act("consent", "civil_affairs", "2024-02-01", "rejected");
    let answer = with(consent(), &[open(good()), refusal]);
    expect(&answer, Verdict::NeedsInformation, &["approvals[0].on"]);
}
