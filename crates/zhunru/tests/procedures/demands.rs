//! What a decision and a letter say of the procedure of a demand.

use zhunru::decision::{Decision, Verdict};
use zhunru::explain::letter;
use zhunru::model::Proposal;
use zhunru::text::Language;
use zhunru::{Engine, Request};

use crate::{day, packs};

const REVIEW: &str = r#"{"act": "preliminary_review", "on": "2024-02-08", "outcome": "approved",
    "by": {"name": "示例县民政局", "kind": "civil_affairs", "level": "county"},
    "number": "示民函〔2024〕2号"}"#;

fn proposal(submitted: &str, approvals: &str) -> Proposal {
    Proposal::from_json(&format!(
        r#"{{"submitted_on": {submitted}, "approvals": {approvals},
            "issuer": {{"name": "示例县水利局", "level": "county", "kind": "government_department"}},
            "village": {{"code": "340304100201", "kind": "village"}},
            "demands": [{{"type": "work", "item": "巡河"}}]}}"#
    ))
    .unwrap()
}

fn decide(proposal: &Proposal, as_of: &str) -> Decision {
    let engine = Engine::builder().packs(packs()).build().unwrap();
    engine.decide(proposal, &Request::on(day(as_of))).unwrap()
}

fn json(decision: &Decision) -> serde_json::Value {
    let report = serde_json::to_value(decision.report(Language::Zh)).unwrap();
    report["findings"][0]["procedure"].clone()
}

#[test]
fn the_first_step_runs_from_the_day_of_submission() {
    let proposal = proposal(r#""2024-02-08""#, "[]");
    let decision = decide(&proposal, "2024-02-21");
    assert_eq!(decision.verdict, Verdict::NeedsApproval);
    let found = json(&decision);
    // 9, 18, 19, 20 and 21 February are working days, the holiday between them is not.
    assert_eq!(found["due"], "2024-02-21");
    assert_eq!(found["overdue"], false);
    assert_eq!(found["next"], "review");
    assert_eq!(found["bodies"], serde_json::json!([["县级民政部门"]]));
    assert_eq!(found["years_without_calendar"], serde_json::json!([]));
}

#[test]
fn the_next_step_runs_from_the_day_of_the_one_before() {
    let proposal = proposal(r#""2024-02-01""#, &format!("[{REVIEW}]"));
    let decision = decide(&proposal, "2024-03-04");
    let found = json(&decision);
    assert_eq!(found["due"], "2024-02-28");
    assert_eq!(found["overdue"], true);
    assert_eq!(found["working_days"], 10);
    assert_eq!(found["steps_done"][0]["acts"][0]["by"], "示例县民政局");

    let zh = letter(&decision, &proposal, Language::Zh).plain();
    for told in [
        "已完成1步：同级民政部门初审（示例县民政局，2024年2月8日，示民函〔2024〕2号）。",
        "下一步：同级党委和政府审批（由县级党委和政府，或者由县级党委、县级政府分别办理），\
         应于2024年2月28日前（10个工作日）办结，现已逾期。",
    ] {
        assert!(zh.contains(told), "{zh}");
    }
    let en = letter(&decision, &proposal, Language::En).plain();
    for told in [
        "due by 2024-02-28 (10 working days), which is past.",
        "steps done: 1: first review",
    ] {
        assert!(en.contains(told), "{en}");
    }
}

#[test]
fn a_step_of_two_bodies_may_be_half_done() {
    let consent = REVIEW
        .replace("preliminary_review", "approval")
        .replace("2024-02-08", "2024-02-20")
        .replace("民政局", "委")
        .replace("civil_affairs", "party_committee")
        .replace("示民函", "示委");
    let proposal = proposal(r#""2024-02-01""#, &format!("[{REVIEW}, {consent}]"));
    let decision = decide(&proposal, "2024-02-21");
    let found = json(&decision);
    let bodies = serde_json::json!([["县级党委和政府"], ["县级政府"]]);
    assert_eq!(found["bodies"], bodies);
    assert_eq!(found["next_acts"][0]["by"], "示例县委");
    assert_eq!(found["next_acts"][0]["on"], "2024-02-20");
    let zh = letter(&decision, &proposal, Language::Zh).plain();
    let told = "同级党委和政府审批（由县级党委和政府，或者由县级政府办理），\
                已有：示例县委，2024年2月20日，示委〔2024〕2号，应于2024年2月28日前";
    assert!(zh.contains(told), "{zh}");
    let en = letter(&decision, &proposal, Language::En).plain();
    assert!(
        en.contains(", so far: 示例县委, 2024-02-20, 示委〔2024〕2号, due by"),
        "{en}"
    );
}

#[test]
fn years_without_a_calendar_are_told() {
    let late = REVIEW.replace("2024-02-08", "2024-12-27");
    let proposal = proposal("null", &format!("[{late}]"));
    let decision = decide(&proposal, "2024-12-30");
    let found = json(&decision);
    assert_eq!(found["due"], "2025-01-10");
    assert_eq!(found["years_without_calendar"], serde_json::json!([2025]));
    let zh = letter(&decision, &proposal, Language::Zh).plain();
    assert!(
        zh.contains("；未载入2025年节假日安排，按周一至周五计算"),
        "{zh}"
    );
}

#[test]
fn without_a_day_of_submission_the_limit_alone_is_told() {
    let proposal = proposal("null", "[]");
    let decision = decide(&proposal, "2024-03-04");
    let found = json(&decision);
    assert_eq!(
        (&found["due"], &found["working_days"]),
        (&serde_json::Value::Null, &5.into())
    );
    let zh = letter(&decision, &proposal, Language::Zh).plain();
    assert!(
        zh.contains("（由县级民政部门办理），应在5个工作日内办结。"),
        "{zh}"
    );
}

#[test]
fn while_acts_are_not_known_nothing_is_overdue() {
    let proposal = proposal(r#""2024-02-01""#, "null");
    let decision = decide(&proposal, "2024-06-03");
    assert_eq!(decision.verdict, Verdict::NeedsInformation);
    let found = json(&decision);
    assert_eq!(
        (&found["state"], &found["overdue"]),
        (&serde_json::Value::Null, &false.into())
    );
}

#[test]
fn a_refusal_and_a_completion_are_told_with_their_acts() {
    let refused = proposal(
        "null",
        &format!("[{}]", REVIEW.replace("approved", "rejected")),
    );
    let decision = decide(&refused, "2024-03-04");
    assert_eq!(decision.verdict, Verdict::Deny);
    assert_eq!(json(&decision)["refused"]["on"], "2024-02-08");
    let zh = letter(&decision, &refused, Language::Zh).plain();
    let told =
        "该程序未获同意：同级民政部门初审（示例县民政局，2024年2月8日，示民函〔2024〕2号）。";
    assert!(zh.contains(told), "{zh}");

    let approval = r#"{"act": "approval", "on": "2024-02-20", "outcome": "approved", "number": "示发1号",
        "by": {"kind": "party_committee_and_government", "level": "county"}}"#;
    let complete = proposal("null", &format!("[{REVIEW}, {approval}]"));
    let decision = decide(&complete, "2024-03-04");
    assert_eq!(decision.verdict, Verdict::Admit);
    assert_eq!(json(&decision)["next"], serde_json::Value::Null);
    let zh = letter(&decision, &complete, Language::Zh).plain();
    assert!(
        zh.contains("；同级党委和政府审批（县级党委和政府，2024年2月20日，示发1号）。"),
        "{zh}"
    );
}
