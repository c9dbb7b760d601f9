//! What is owed: the facts that would settle it, and what is owed with a denied demand.

use zhunru::decision::{ObligationStatus, Verdict};
use zhunru::explain::letter;
use zhunru::text::Language;

use crate::{decide, proposal};

#[test]
fn an_obligation_to_be_confirmed_names_what_would_settle_it() {
    let work = r#"{"type": "work", "item": "A02", "role": "assist"}"#;
    let proposal = proposal("", work);
    let decision = decide(&proposal);
    let funds = &decision.obligations[0];
    assert_eq!(funds.rule.to_string(), "example/work-3");
    assert_eq!(funds.status, ObligationStatus::ToBeConfirmed);
    let facts: Vec<&str> = funds
        .confirm
        .iter()
        .map(|fact| fact.fact.as_str())
        .collect();
    assert_eq!(facts, ["support.funds.borne_by"]);
    let text = letter(&decision, &proposal, Language::Zh).plain();
    let question = funds.confirm[0].question.zh();
    assert!(text.contains(&format!("须确认：{question}")), "{text}");
    // Nothing on record could confirm a standing duty.
    assert!(
        decision
            .obligations
            .iter()
            .skip(1)
            .all(|one| one.confirm.is_empty())
    );
}

#[test]
fn what_is_known_to_be_owed_asks_nothing() {
    let header = r#""support": {"funds": {"borne_by": "village"}},"#;
    let work = r#"{"type": "work", "item": "A02", "role": "assist"}"#;
    let decision = decide(&proposal(header, work));
    assert_eq!(decision.obligations[0].status, ObligationStatus::Unmet);
    assert!(decision.obligations[0].confirm.is_empty());
}

#[test]
fn what_would_meet_an_open_obligation_stands_under_it() {
    let work = r#"{"type": "work", "item": "A02", "role": "assist"}"#;
    for header in ["", r#""support": {"funds": {"borne_by": "village"}},"#] {
        let proposal = proposal(header, work);
        let decision = decide(&proposal);
        let report = decision.report(Language::Zh);
        let funds = &report.obligations[0];
        assert_eq!(funds.rule, "example/work-3");
        assert_eq!(funds.remedy.as_deref(), Some("写明经费由谁承担、多少"));
        // The next one has no remedy, and says so.
        let json = decision.to_json(Language::Zh).unwrap();
        assert!(
            json.contains(r#"考核村级组织的依据","remedy":null,"#),
            "{json}"
        );
        let chinese = letter(&decision, &proposal, Language::Zh);
        let told = "\n   → 写明经费由谁承担、多少。\n   依据：";
        assert!(chinese.plain().contains(told), "{}", chinese.plain());
        let told = "\\\n   → 写明经费由谁承担、多少。\\\n   依据：";
        assert!(chinese.markdown().contains(told), "{}", chinese.markdown());
        let english = letter(&decision, &proposal, Language::En).plain();
        assert!(
            english.contains("→ Say who bears the funds, and how much.\n"),
            "{english}"
        );
    }
    let header = r#""support": {"funds": {"borne_by": "issuer"}},"#;
    let proposal = proposal(header, work);
    let text = letter(&decide(&proposal), &proposal, Language::Zh).plain();
    assert!(!text.contains('→'), "{text}");
}

#[test]
fn a_denied_demand_owes_what_is_owed_all_the_same() {
    let work = r#"{"type": "work", "item": "A02", "role": "assist",
        "facts": {"forced": true, "accepted_by_villagers": false}}"#;
    let proposal = proposal("", work);
    let decision = decide(&proposal);
    assert_eq!(decision.verdict, Verdict::Deny);
    assert!(!decision.assignable);
    let owed: Vec<String> = decision
        .obligations
        .iter()
        .map(|one| format!("{} {:?}", one.rule, one.status))
        .collect();
    assert_eq!(owed, ["example/work-2-report Unmet"]);
    let text = letter(&decision, &proposal, Language::Zh).plain();
    assert!(
        text.contains("虽不予准入，仍须办理：\n1. 村级组织应当把强行摊派的情况报告乡镇"),
        "{text}"
    );
}
