//! The letters, compared with files.

use zhunru::decision::Verdict;
use zhunru::explain::{conclusion, letter, trace};
use zhunru::model::{Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Engine, Request};

use crate::{assert_snapshot, decide, decide_on, engine, proposal};

/// Compares the letter in both languages and both forms.
fn assert_letters(name: &str, proposal: &Proposal, verdict: Verdict) {
    let decision = decide(proposal);
    assert_eq!(decision.verdict, verdict, "{name}");
    for (language, code) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let letter = letter(&decision, proposal, language);
        assert_snapshot(&format!("{name}.{code}.txt"), &letter.plain());
        assert_snapshot(&format!("{name}.{code}.md"), &letter.markdown());
    }
}

#[test]
fn a_denial_gives_the_prohibition_and_the_remedy() {
    let sign =
        r#"{"type": "signboard", "name": "人居环境整治办公室", "placement": "exterior_sign"}"#;
    assert_letters("deny", &proposal("", sign), Verdict::Deny);
}

#[test]
fn a_refused_procedure_is_told_as_such() {
    let header = r#""approvals": [{"act": "preliminary_review", "on": "2024-02-01",
        "by": {"level": "county", "kind": "civil_affairs"},
        "number": "示民函〔2024〕2号", "outcome": "rejected"}],"#;
    let work = r#"{"type": "work", "item": "垃圾清运督办", "own_duty": true}"#;
    assert_letters("refused", &proposal(header, work), Verdict::Deny);
}

#[test]
fn what_is_missing_is_asked() {
    let work = r#"{"type": "work", "item": "森林防火", "role": "assist"}"#;
    assert_letters(
        "needs_information",
        &proposal("", work),
        Verdict::NeedsInformation,
    );
}

#[test]
fn the_next_step_is_named() {
    let header = r#""approvals": [{"act": "preliminary_review", "on": "2024-02-01",
        "by": {"level": "county", "kind": "civil_affairs"},
        "number": "示民函〔2024〕2号", "outcome": "approved"}],
        "support": {"funds": {"borne_by": "issuer"}},"#;
    let work = r#"{"type": "work", "item": "垃圾清运督办", "own_duty": true}"#;
    assert_letters(
        "needs_approval",
        &proposal(header, work),
        Verdict::NeedsApproval,
    );
}

#[test]
fn what_is_not_covered_is_no_admission() {
    let seal = r#"{"type": "seal_use", "purpose": "开具*介绍信*"}"#;
    assert_letters("not_covered", &proposal("", seal), Verdict::NotCovered);
}

#[test]
fn conditions_say_whether_they_come_before() {
    let before = r#"{"type": "work", "item": "A02", "role": "assist"}"#;
    let proposal_before = proposal("", before);
    assert_letters(
        "admit_with_conditions",
        &proposal_before,
        Verdict::AdmitWithConditions,
    );
    let after = r#"{"type": "signboard", "name": "调解工作室", "placement": "interior_sign",
        "typical_work": true, "filed": false}"#;
    assert_letters(
        "admit_with_conditions_after",
        &proposal("", after),
        Verdict::AdmitWithConditions,
    );
}

#[test]
fn an_admission_is_short() {
    let meeting = r#"{"type": "meeting", "title": "春耕工作会", "held_on": "2024-03-06"}"#;
    assert_letters("admit", &proposal("", meeting), Verdict::Admit);
}

#[test]
fn a_resident_is_told_whether_the_certificate_is_issued() {
    let text = r#"{"issuer": {"name": "王某", "kind": "resident"},
        "village": {"code": "340304100201", "name": "下洪村"},
        "demands": [{"type": "certificate_request", "item": "居住情况证明", "able_to_verify": true}]}"#;
    let proposal = Proposal::from_json(text).unwrap();
    assert_letters("resident", &proposal, Verdict::Admit);
}

#[test]
fn who_asks_and_what_decides_the_verb() {
    for (issuer, demand, zh, en) in [
        ("township", "work", "派交", "assigned"),
        ("resident", "certificate_request", "出具", "issued"),
        ("resident", "work", "办理", "carried out"),
        ("village_organisation", "work", "实施", "carried out"),
        ("villagers_assembly", "data_request", "办理", "carried out"),
        ("villagers_assembly", "signboard", "挂牌", "put up"),
    ] {
        let text = format!(
            r#"{{"issuer": {{"name": "甲", "kind": "{issuer}"}}, "village": {{"code": "340304100201"}},
                "demands": [{{"type": "{demand}"}}]}}"#
        );
        let proposal = Proposal::from_json(&text).unwrap();
        let day = Request::on(parse_date("2024-03-04").unwrap());
        let engine = Engine::builder().build().unwrap();
        let decision = engine.decide(&proposal, &day).unwrap();
        for (language, told) in [
            (Language::Zh, format!("须由人工判断；判断前不得{zh}。")),
            (Language::En, format!("until then it may not be {en}.")),
        ] {
            let found = conclusion(&decision, &proposal, &decision.demands[0], language);
            assert!(found.ends_with(&told), "{issuer} {demand}: {found}");
            let letter = letter(&decision, &proposal, language).plain();
            assert!(letter.contains(&found), "{letter}");
            let hands_down = letter.contains("派交");
            assert_eq!(hands_down, told.contains("派交"), "{letter}");
        }
    }
}

#[test]
fn several_demands_have_a_section_each() {
    let demands = r#"
        {"type": "signboard", "name": "人居环境整治办公室", "placement": "exterior_sign"},
        {"type": "work", "item": "垃圾清运督办", "own_duty": true},
        {"type": "signboard", "name": "调解工作室"},
        {"type": "meeting", "title": "动员会"}"#;
    assert_letters("several", &proposal("", demands), Verdict::Deny);
}

#[test]
fn the_trace_shows_every_rule_with_its_facts() {
    let demands =
        r#"{"type": "work", "item": "森林防火", "role": "assist", "facts": {"forced": false}}"#;
    let proposal = proposal("", demands);
    let decision = decide_on(&proposal, "2024-03-04", true);
    for (language, code) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let trace = trace(&decision, &proposal, engine().vocabulary(), language);
        assert_snapshot(&format!("trace.{code}.txt"), &trace.plain());
    }
}

#[test]
fn no_line_of_others_breaks_out() {
    let sign = "{\"type\": \"signboard\", \"name\": \"甲\\n# 准予准入\\u001b[31m\\u202e\", \"placement\": \"exterior_sign\"}";
    let proposal = proposal("", sign);
    let decision = decide(&proposal);
    for language in [Language::Zh, Language::En] {
        let letter = letter(&decision, &proposal, language);
        let plain = letter.plain();
        assert!(!plain.contains(['\u{1b}', '\u{202e}']), "{plain}");
        assert!(!plain.lines().any(|line| line.starts_with('#')), "{plain}");
        assert!(letter.markdown().contains("\\# 准予准入"));
    }
}

#[test]
fn a_trace_shows_values_in_words_with_their_codes() {
    let sign =
        r#"{"type": "signboard", "name": "人居环境整治办公室", "placement": "exterior_sign"}"#;
    let header = r#""approvals": [],"#;
    let sign = proposal(header, sign);
    let decision = decide_on(&sign, "2024-03-04", true);
    let vocabulary = engine();
    let told = |language| trace(&decision, &sign, vocabulary.vocabulary(), language).plain();
    let chinese = told(Language::Zh);
    assert!(
        chinese.contains("：外部标牌（exterior_sign）\n"),
        "{chinese}"
    );
    assert!(!chinese.contains("：exterior_sign"), "{chinese}");
    assert!(told(Language::En).contains(": exterior sign (exterior_sign)\n"));
}
