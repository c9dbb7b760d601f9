//! The rival readings that a decision tells: those of rules that were touched, and those of rules
//! that a presumption alone kept silent.

use zhunru::decision::{Decision, Verdict};
use zhunru::explain::letter;
use zhunru::text::Language;

use crate::{decide, proposal};

const FUNDED: &str = r#""support": {"funds": {"borne_by": "issuer"}},"#;

fn rules(decision: &Decision) -> Vec<String> {
    let points = decision.open_points.iter();
    points.map(|point| point.rule.to_string()).collect()
}

#[test]
fn a_reading_that_a_presumption_rests_on_is_told() {
    let work = r#"{"type": "work", "item": "A02", "role": "assist"}"#;
    let proposal = proposal(FUNDED, work);
    let decision = decide(&proposal);
    assert_eq!(decision.verdict, Verdict::Admit);
    assert_eq!(rules(&decision), ["example/work-2"]);
    let text = letter(&decision, &proposal, Language::Zh).plain();
    assert!(
        text.contains("不得强行摊派［example/work-2］：未说明时推定不是强行摊派"),
        "{text}"
    );
}

#[test]
fn what_is_stated_leaves_no_reading_open() {
    let work = r#"{"type": "work", "item": "A02", "role": "assist", "facts": {"forced": false}}"#;
    assert!(rules(&decide(&proposal(FUNDED, work))).is_empty());
}

#[test]
fn a_reading_that_could_change_nothing_is_left_out() {
    // The procedure was refused, so the work is denied whether it is forced or not.
    let header = r#""approvals": [{"act": "preliminary_review", "on": "2024-02-01",
        "by": {"level": "county", "kind": "civil_affairs"},
        "number": "示民函〔2024〕2号", "outcome": "rejected"}],"#;
    let work = r#"{"type": "work", "item": "垃圾清运督办", "own_duty": true}"#;
    let decision = decide(&proposal(header, work));
    assert_eq!(decision.verdict, Verdict::Deny);
    assert_eq!(rules(&decision), ["example/work-1"]);
    // The rule does not bear on signs at all.
    let sign = r#"{"type": "signboard", "name": "调解工作室", "placement": "interior_sign",
        "typical_work": true, "filed": true}"#;
    assert!(!rules(&decide(&proposal("", sign))).contains(&"example/work-2".to_owned()));
}
