//! Unknown facts.

use serde_json::json;
use zhunru::decision::{ObligationStatus, Outcome, Verdict, Verdicts};
use zhunru_tests::packs::{pack, procedure, rule};

use super::{decided, expect, outcome, work};

// "When completions reach more than one, the demand is `needs_information`; `possible` lists the
// verdicts they reach."
#[test]
fn a_fact_that_could_change_the_outcome_is_asked_for() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("yes", "work", "permitted"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::NeedsInformation, &["forced"]);
    assert_eq!(
        answer.possible,
        Verdicts::of(&[Verdict::Deny, Verdict::Admit])
    );
    assert_eq!(outcome(&answer, "no"), Some(Outcome::Undetermined));
    assert_eq!(outcome(&answer, "yes"), Some(Outcome::Satisfied));
}

// "Never ask for one that cannot."
#[test]
fn a_fact_that_cannot_change_the_outcome_is_not_asked_for() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced && sole_yardstick"),
        rule("yes", "work", "permitted"),
    ]);
    let answer = decided(pack, &work(&json!({ "sole_yardstick": false })));
    expect(&answer, Verdict::Admit, &[]);
}

// "A known denial is given at once, whatever else is unknown."
#[test]
fn a_known_denial_is_given_at_once() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("also", "work", "forbidden").when("sole_yardstick"),
        rule("yes", "work", "permitted").when("lawful"),
    ]);
    let answer = decided(pack, &work(&json!({ "forced": true })));
    expect(&answer, Verdict::Deny, &[]);
    assert_eq!(outcome(&answer, "also"), Some(Outcome::Undetermined));
    assert!(answer.obligations.is_empty());
}

// "When every completion denies though no single rule is certain, the verdict is `deny` with its
// findings `undetermined`."
#[test]
fn each_way_may_be_barred() {
    let pack = pack("p").rules([
        rule("one", "work", "forbidden").when("forced"),
        rule("other", "work", "forbidden").when("!forced"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::Deny, &[]);
    assert_eq!(outcome(&answer, "one"), Some(Outcome::Undetermined));
    assert_eq!(outcome(&answer, "other"), Some(Outcome::Undetermined));
}

// "*Undetermined* means that completions differ, not merely that a gate reads unknown."
#[test]
fn what_holds_either_way_is_determined() {
    let pack = pack("p").rules([rule("yes", "work", "permitted").when("forced || !forced")]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::Admit, &[]);
    assert_eq!(outcome(&answer, "yes"), Some(Outcome::Satisfied));
}

// "Respecting only what its own type says (one level, one role)."
#[test]
fn a_level_is_one_level() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("issuer.level == 'city' && issuer.level == 'county'"),
        rule("yes", "work", "permitted"),
    ]);
    expect(&decided(pack, &work(&json!({}))), Verdict::Admit, &[]);
}

// "… the order of the values of one date or number."
#[test]
fn a_number_has_an_order() {
    let rules = |number: i64| {
        pack("p").rules([
            rule("no", "document", "forbidden").when(&format!(
                "document.characters > {number} && document.characters < 12"
            )),
            rule("yes", "document", "permitted"),
        ])
    };
    let document = json!({ "demands": [{ "type": "document" }] });
    expect(&decided(rules(11), &document), Verdict::Admit, &[]);
    expect(
        &decided(rules(10), &document),
        Verdict::NeedsInformation,
        &["document.characters"],
    );
}

// A decimal has values between any two.
#[test]
fn a_decimal_is_dense() {
    let pack = pack("p").rules([
        rule("no", "document", "forbidden")
            .when("document.repeated_share > 0.5 && document.repeated_share < 0.51"),
        rule("yes", "document", "permitted"),
    ]);
    let document = json!({ "demands": [{ "type": "document" }] });
    expect(
        &decided(pack, &document),
        Verdict::NeedsInformation,
        &["document.repeated_share"],
    );
}

// A day of the week lies between two dates only where they are far enough apart.
#[test]
fn days_of_the_week_follow_the_calendar() {
    let rules = |to: &str| {
        pack("p").rules([
            rule("no", "meeting", "forbidden").when(&format!(
                "weekday(meeting.held_on) == 'wednesday' && meeting.held_on > date('2024-03-06') \
                 && meeting.held_on < date('{to}')"
            )),
            rule("yes", "meeting", "permitted"),
        ])
    };
    let meeting = json!({ "demands": [{ "type": "meeting" }] });
    expect(&decided(rules("2024-03-13"), &meeting), Verdict::Admit, &[]);
    let far = decided(rules("2024-03-14"), &meeting);
    expect(&far, Verdict::NeedsInformation, &["meeting.held_on"]);
}

// "That there is none is said: `none` for a single value"; none passes no comparison.
#[test]
fn none_is_a_value() {
    let pack = || {
        pack("p").rules([
            rule("yes", "work", "permitted").when("starts_on == 'none'"),
            rule("no", "work", "forbidden").when("starts_on < date('9000-01-01')"),
            rule("neither", "work", "forbidden").when("starts_on >= date('9000-01-01')"),
        ])
    };
    let none = json!({ "starts_on": "none", "demands": [{ "type": "work" }] });
    expect(&decided(pack(), &none), Verdict::Admit, &[]);
    expect(
        &decided(pack(), &work(&json!({}))),
        Verdict::NeedsInformation,
        &["starts_on"],
    );
}

// "`missing` exactly the facts for which, in some completion of the others, changing that fact alone
// changes the outcome."
#[test]
fn both_parts_of_an_open_conjunction_are_missing() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced && sole_yardstick"),
        rule("yes", "work", "permitted"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(
        &answer,
        Verdict::NeedsInformation,
        &["forced", "sole_yardstick"],
    );
}

// "Admission once: `admit` if every admitting completion has no open obligation, else
// `admit_with_conditions`."
#[test]
fn admission_is_possible_once() {
    let pack = pack("p").rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("yes", "work", "permitted"),
        rule("owed", "work", "required").due("before", "lawful"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    // What is owed cannot change the outcome, so it is not asked for.
    expect(&answer, Verdict::NeedsInformation, &["forced"]);
    let both = Verdicts::of(&[Verdict::Deny, Verdict::AdmitWithConditions]);
    assert_eq!(answer.possible, both);
}

// "Within admission: `admit` if every completion admits without open obligation, else
// `admit_with_conditions`, an obligation not known to be met or to apply being *to be confirmed*."
#[test]
fn an_obligation_may_be_to_be_confirmed() {
    let pack = pack("p").rules([
        rule("yes", "work", "permitted"),
        rule("owed", "work", "required").due("before", "lawful"),
        rule("perhaps", "work", "required")
            .when("forced")
            .due("after", "false"),
    ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::AdmitWithConditions, &[]);
    assert_eq!(answer.possible.single(), Some(Verdict::AdmitWithConditions));
    assert_eq!(
        answer.obligations["p/owed"],
        Some(ObligationStatus::ToBeConfirmed)
    );
    assert_eq!(
        answer.obligations["p/perhaps"],
        Some(ObligationStatus::ToBeConfirmed)
    );
    assert!(!answer.assignable);
}

// "Absent `approvals` may put each procedure in any state, and `approvals` is asked for."
#[test]
fn absent_approvals_are_one_fact() {
    let pack = pack("p")
        .procedure(procedure("a", "approval", "civil_affairs", "county"))
        .rules([rule("gate", "work", "forbidden_without").procedure("a")]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::NeedsInformation, &["approvals"]);
    let all = Verdicts::of(&[Verdict::Deny, Verdict::NeedsApproval, Verdict::Admit]);
    assert_eq!(answer.possible, all);
}

// "… each procedure in any state", independently of the others.
#[test]
fn absent_approvals_leave_each_procedure_free() {
    let pack = pack("p")
        .procedure(procedure("a", "approval", "civil_affairs", "county"))
        .procedure(procedure("b", "approval", "civil_affairs", "county"))
        .rules([rule("yes", "work", "permitted").when("approved('a') && !approved('b')")]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::NeedsInformation, &["approvals"]);
}

// "Absent `basis` may hold any ranks."
#[test]
fn absent_bases_may_hold_any_ranks() {
    let pack = || {
        pack("p").rules([
            rule("law", "work", "permitted").when("basis.exists(b, b.rank == 'law')"),
            rule("no", "work", "forbidden").when("basis.all(b, b.rank == 'policy_document')"),
        ])
    };
    let answer = decided(pack(), &work(&json!({})));
    expect(&answer, Verdict::NeedsInformation, &["basis"]);
    let all = Verdicts::of(&[Verdict::Deny, Verdict::NotCovered, Verdict::Admit]);
    assert_eq!(answer.possible, all);
    // An empty list is whole: `all` holds of it.
    let none = json!({ "basis": [], "demands": [{ "type": "work" }] });
    expect(&decided(pack(), &none), Verdict::Deny, &[]);
}

// "A given list is whole; a field missing in one of its entries is a base fact of that entry."
#[test]
fn a_missing_field_is_asked_for_by_its_entry() {
    let pack = pack("p")
        .rules([rule("law", "work", "permitted").when("basis.exists(b, b.rank == 'law')")]);
    let proposal = json!({ "basis": [{ "rank": "policy_document" }, {}],
        "demands": [{ "type": "work" }] });
    expect(
        &decided(pack, &proposal),
        Verdict::NeedsInformation,
        &["basis[1].rank"],
    );
}

// "So a given `basis` without one settles the question", and an unknown one does not.
#[test]
fn a_statute_that_may_be_given_is_asked_for() {
    let pack = || {
        pack("p")
            .rules([rule("yes", "mechanism", "permitted").when("mechanism.statutorily_required")])
    };
    let with =
        |basis: serde_json::Value| json!({ "basis": basis, "demands": [{ "type": "mechanism" }] });
    expect(&decided(pack(), &with(json!([]))), Verdict::NotCovered, &[]);
    let law = with(json!([{ "rank": "law" }]));
    expect(
        &decided(pack(), &law),
        Verdict::NeedsInformation,
        &["mechanism.statutorily_required"],
    );
    expect(
        &decided(pack(), &with(json!(null))),
        Verdict::NeedsInformation,
        &["basis", "mechanism.statutorily_required"],
    );
}

// A gate whose procedure is in one class of states in no two completions alike is undetermined.
#[test]
fn a_gate_of_unknown_state_is_undetermined() {
    let pack = pack("p")
        .procedure(procedure("a", "approval", "civil_affairs", "county"))
        .rules([
            rule("gate", "work", "forbidden_without").procedure("a"),
            rule("no", "work", "forbidden"),
        ]);
    let answer = decided(pack, &work(&json!({})));
    expect(&answer, Verdict::Deny, &[]);
    assert_eq!(outcome(&answer, "gate"), Some(Outcome::Undetermined));
}
