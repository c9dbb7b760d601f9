//! The report: its fields, their order, and reading it back.

use serde_json::Value;
use zhunru::explain::Report;
use zhunru::text::Language;

use crate::{decide, proposal};

const DEMANDS: &str = r#"
    {"type": "signboard", "name": "人居环境整治办公室", "placement": "exterior_sign"},
    {"type": "work", "item": "垃圾清运督办", "own_duty": true},
    {"type": "work", "item": "森林防火"}"#;

/// The keys of the object after `marker`, in their order in the text.
fn keys(text: &str, marker: &str) -> Vec<String> {
    let start = text.find(marker).unwrap() + marker.len();
    let mut keys = Vec::new();
    let mut depth = 0;
    let mut rest = text[start..].chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 1 => break,
            '}' | ']' => depth -= 1,
            '"' => {
                let string: String = rest.by_ref().take_while(|c| *c != '"').collect();
                if depth == 1 && rest.peek() == Some(&':') {
                    keys.push(string);
                }
            }
            _ => {}
        }
    }
    keys
}

#[test]
fn fields_come_in_the_agreed_order() {
    let json = decide(&proposal("", DEMANDS))
        .to_json(Language::Zh)
        .unwrap();
    assert_eq!(
        keys(&json, ""),
        [
            "format",
            "language",
            "proposal",
            "verdict",
            "assignable",
            "as_of",
            "summary",
            "possible",
            "open_points",
            "demands",
            "packs",
            "findings",
            "missing",
            "obligations",
            "advice"
        ]
    );
    assert_eq!(
        keys(&json, "\"demands\":["),
        [
            "index",
            "verdict",
            "assignable",
            "possible",
            "missing",
            "grants"
        ]
    );
    assert_eq!(
        keys(&json, "\"findings\":["),
        [
            "demand", "rule", "outcome", "modality", "verdict", "title", "message", "remedy",
            "source", "note"
        ]
    );
    assert_eq!(
        keys(&json, "\"procedure\":"),
        [
            "id",
            "done",
            "next",
            "state",
            "title",
            "next_title",
            "bodies",
            "working_days",
            "due",
            "overdue",
            "years_without_calendar",
            "steps_done",
            "refused"
        ]
    );
    assert_eq!(
        keys(&json, "\"source\":"),
        [
            "document",
            "clause",
            "kind",
            "issuer",
            "number",
            "date",
            "in_force_from"
        ]
    );
}

#[test]
fn values_are_plain_codes() {
    let work = r#"{"type": "work", "item": "森林防火"}"#;
    let decision = decide(&proposal("", work));
    let report: Value = serde_json::from_str(&decision.to_json(Language::En).unwrap()).unwrap();
    let missing = report["missing"].as_array().unwrap();
    let listed = missing
        .iter()
        .find(|one| one["fact"] == "listed.example.assist");
    let listed = listed.unwrap();
    assert_eq!(
        listed["values"],
        serde_json::json!(["森林防火巡查", "none"])
    );
    assert_eq!(listed["type"], "entry");
    assert!(listed.get("unit").is_none());
}

#[test]
fn a_report_is_read_back_as_it_was() {
    let decision = decide(&proposal("", DEMANDS));
    for language in [Language::Zh, Language::En] {
        let json = decision.to_json_pretty(language).unwrap();
        let report = Report::from_json(&json).unwrap();
        assert_eq!(report, decision.report(language));
        assert_eq!(serde_json::to_string_pretty(&report).unwrap(), json);
    }
}

#[test]
fn a_newer_report_is_refused_with_both_numbers() {
    let json = decide(&proposal("", DEMANDS))
        .to_json(Language::Zh)
        .unwrap();
    let newer = json.replacen("\"format\":1", "\"format\":2", 1);
    let found = Report::from_json(&newer).unwrap_err().to_string();
    assert!(found.contains('2') && found.contains('1'), "{found}");
    let more = json.replacen('{', "{\"later\":[],", 1);
    assert!(Report::from_json(&more).is_ok());
}

#[test]
fn the_summary_counts_demands() {
    let report = decide(&proposal("", DEMANDS)).report(Language::Zh);
    assert_eq!(
        report.summary,
        "共3项诉求，1项不予准入、2项补正材料；总体结论：不予准入，不得派交。"
    );
    let meeting = r#"{"type": "meeting"}"#;
    let report = decide(&proposal("", meeting)).report(Language::En);
    assert_eq!(report.summary, "Admitted; it may be assigned now.");
}
