//! Procedures without a proposal.

use zhunru::decision::{ProcedureProgress, ProcedureState};
use zhunru::model::{AdminLevel, Approval};
use zhunru::procedure::{Procedure, WorkingCalendar};

use crate::{acts, day, packs};

fn procedure(id: &str) -> Procedure {
    let packs = packs();
    let all = packs.iter().flat_map(|pack| &pack.procedures);
    all.into_iter().find(|one| one.id == id).unwrap().clone()
}

fn progress(id: &str, approvals: &[Approval], as_of: &str) -> ProcedureProgress {
    let calendar = WorkingCalendar::monday_to_friday();
    let start = Some(day("2024-03-01"));
    procedure(id).progress(
        approvals,
        start,
        day(as_of),
        Some(AdminLevel::County),
        &calendar,
    )
}

fn next(progress: &ProcedureProgress) -> &str {
    progress.next.as_ref().map_or("", |next| next.id.as_str())
}

#[test]
fn a_list_goes_to_the_executive_meeting_and_then_to_the_standing_committee() {
    let study = (
        "study",
        "government_executive_meeting",
        "county",
        "2024-03-08",
        "纪要3号",
        "approved",
    );
    let ratify = (
        "ratification",
        "standing_committee",
        "county",
        "2024-03-20",
        "纪要5号",
        "approved",
    );

    let nothing = progress("adoption", &[], "2024-03-04");
    assert_eq!(
        (nothing.state, next(&nothing)),
        (Some(ProcedureState::Incomplete), "study")
    );
    assert!(nothing.done.is_empty());
    let limit = nothing.next.as_ref().unwrap();
    assert_eq!(
        (limit.working_days, limit.due, limit.overdue),
        (None, None, false)
    );

    // The standing committee does not stand in for the meeting.
    let early = progress("adoption", &acts(&[ratify]), "2024-04-01");
    assert_eq!(
        (early.state, next(&early)),
        (Some(ProcedureState::Incomplete), "study")
    );

    let studied = progress("adoption", &acts(&[study]), "2024-03-22");
    let done = &studied.done[0];
    assert_eq!(
        (done.id.as_str(), done.on),
        ("study", Some(day("2024-03-08")))
    );
    assert_eq!(done.acts[0].by.zh(), "县级政府常务会");
    assert_eq!(done.acts[0].number.as_deref(), Some("纪要3号"));
    let limit = studied.next.as_ref().unwrap();
    assert_eq!((limit.due, limit.overdue), (Some(day("2024-03-22")), false));
    assert!(
        progress("adoption", &acts(&[study]), "2024-03-23")
            .next
            .unwrap()
            .overdue
    );

    let both = progress("adoption", &acts(&[ratify, study]), "2024-04-01");
    assert_eq!(
        (both.state, both.next.as_ref()),
        (Some(ProcedureState::Complete), None)
    );
    assert_eq!(both.done[1].on, Some(day("2024-03-20")));

    // What comes later does not count yet.
    assert_eq!(progress("adoption", &acts(&[study]), "2024-03-07").done, []);
}

#[test]
fn a_list_is_adjusted_after_consultation_evaluation_and_ratification() {
    let consult = (
        "consultation",
        "joint_conference",
        "county",
        "2024-03-04",
        "联〔2024〕1号",
        "approved",
    );
    let evaluate = (
        "assessment",
        "civil_affairs",
        "county",
        "2024-03-06",
        "民〔2024〕2号",
        "rejected",
    );
    let halted = progress("adjustment", &acts(&[consult, evaluate]), "2024-04-01");
    assert_eq!(
        (halted.state, next(&halted)),
        (Some(ProcedureState::Refused), "")
    );
    assert_eq!(halted.done[0].id, "consult");
    let refused = halted.refused.unwrap();
    assert_eq!(
        (refused.id.as_str(), refused.on),
        ("evaluate", Some(day("2024-03-06")))
    );
    assert_eq!(refused.acts[0].number.as_deref(), Some("民〔2024〕2号"));

    let again = (
        "assessment",
        "civil_affairs",
        "county",
        "2024-03-11",
        "民〔2024〕3号",
        "approved",
    );
    let resumed = progress(
        "adjustment",
        &acts(&[consult, evaluate, again]),
        "2024-04-01",
    );
    assert_eq!(
        (resumed.state, next(&resumed)),
        (Some(ProcedureState::Incomplete), "ratify")
    );
    assert_eq!(resumed.refused, None);
    assert_eq!(resumed.done[1].on, Some(day("2024-03-11")));
}

#[test]
fn a_village_needs_no_number_and_others_do() {
    let deliberate = (
        "deliberation",
        "villagers_assembly",
        "village",
        "2024-03-04",
        "none",
        "approved",
    );
    let done = progress("deliberation", &acts(&[deliberate]), "2024-04-01");
    assert_eq!(done.state, Some(ProcedureState::Complete));
    assert_eq!(
        (done.done[0].acts[0].by.zh(), &done.done[0].acts[0].number),
        ("村民会议（代表会议）", &None)
    );

    let review = (
        "preliminary_review",
        "governance_centre",
        "county",
        "2024-03-04",
        "none",
        "approved",
    );
    let open = progress("form", &acts(&[review]), "2024-04-01");
    assert_eq!(next(&open), "review");
}

#[test]
fn bodies_that_must_all_act_are_done_with_the_last() {
    let review = (
        "preliminary_review",
        "civil_affairs",
        "county",
        "2024-03-04",
        "甲",
        "approved",
    );
    let committee = (
        "approval",
        "party_committee",
        "county",
        "2024-03-06",
        "乙",
        "approved",
    );
    let government = (
        "approval",
        "government",
        "county",
        "2024-03-12",
        "丙",
        "approved",
    );
    let one = progress("work", &acts(&[review, committee]), "2024-04-01");
    assert_eq!(next(&one), "approve");
    let half = one.next.as_ref().unwrap();
    assert_eq!((half.bodies.len(), half.bodies[1].len()), (2, 1));
    assert_eq!(half.bodies[1][0].zh(), "县级政府");
    assert_eq!(half.acts.len(), 1);
    assert_eq!(half.acts[0].number.as_deref(), Some("乙"));
    let none = progress("work", &acts(&[review]), "2024-04-01");
    let none = none.next.as_ref().unwrap();
    assert_eq!((none.bodies[1].len(), none.acts.len()), (2, 0));

    let both = progress(
        "work",
        &acts(&[review, government, committee]),
        "2024-04-01",
    );
    assert_eq!(both.state, Some(ProcedureState::Complete));
    assert_eq!(both.done[1].on, Some(day("2024-03-12")));
    let numbers: Vec<_> = both.done[1]
        .acts
        .iter()
        .map(|act| act.number.as_deref())
        .collect();
    assert_eq!(numbers, [Some("乙"), Some("丙")]);

    // A joint document completes the step by itself, and it alone is named.
    let joint = (
        "approval",
        "party_committee_and_government",
        "county",
        "2024-03-08",
        "丁",
        "approved",
    );
    let joint = progress("work", &acts(&[review, committee, joint]), "2024-04-01");
    assert_eq!(joint.done[1].acts.len(), 1);
    assert_eq!(joint.done[1].acts[0].number.as_deref(), Some("丁"));
}

#[test]
fn what_is_not_known_is_not_said() {
    let work = procedure("work");
    let calendar = WorkingCalendar::monday_to_friday();
    let review = acts(&[(
        "preliminary_review",
        "civil_affairs",
        "county",
        "2024-03-04",
        "甲",
        "approved",
    )]);
    // Without the issuer's level it is open whether the body is that of the step.
    let open = work.progress(&review, None, day("2024-05-01"), None, &calendar);
    assert!(open.done.is_empty());
    let next = open.next.unwrap();
    assert_eq!(next.bodies[0][0].zh(), "同级民政部门");
    assert_eq!(
        (next.working_days, next.due, next.overdue),
        (Some(5), None, false)
    );

    // An act without a date may have been first.
    let mut undated = review.clone();
    undated.push(Approval {
        on: None,
        ..review[0].clone()
    });
    let county = Some(AdminLevel::County);
    let done = work.progress(&undated, None, day("2024-05-01"), county, &calendar);
    assert_eq!((done.done[0].on, done.next.unwrap().due), (None, None));
}
