//! Proposals of several demands, and the choice of packs.

use serde_json::json;
use zhunru::decision::{Verdict, Verdicts};
use zhunru::model::Proposal;
use zhunru_tests::packs::{PackText, load, pack, rule};
use zhunru_tests::reference::{NoPlace, choose};

use super::{day, proposal_on};

fn rules() -> PackText {
    pack("p").rules([
        rule("no", "work", "forbidden").when("forced"),
        rule("yes", "work", "permitted"),
        rule("never", "meeting", "forbidden"),
    ])
}

// "The proposal's verdict is the worst of theirs in the order of §1, … its `missing` the union when
// its verdict is `needs_information`."
#[test]
fn the_worst_verdict_is_the_proposals() {
    let open = json!({ "type": "work" });
    let denied = json!({ "type": "meeting" });
    let uncovered = json!({ "type": "document" });
    let answer = proposal_on(&[rules()], &json!({ "demands": [open, denied] }), day());
    assert_eq!(answer.verdict, Verdict::Deny);
    assert!(answer.missing.is_empty());
    let answer = proposal_on(&[rules()], &json!({ "demands": [uncovered, open] }), day());
    assert_eq!(answer.verdict, Verdict::NeedsInformation);
    assert_eq!(
        answer.missing.into_iter().collect::<Vec<_>>(),
        [(1, "forced".to_owned())]
    );
    // "`possible` the worst of each combination."
    assert_eq!(
        answer.possible,
        Verdicts::of(&[Verdict::Deny, Verdict::NotCovered])
    );
}

fn proposal(village: serde_json::Value) -> Proposal {
    let text = json!({ "village": village, "demands": [{ "type": "work" }] }).to_string();
    Proposal::from_json(&text).unwrap()
}

// "Packs are chosen by the village's code, or exactly by name (then those and their parents …); a
// pack without a code applies only by name."
#[test]
fn packs_are_chosen_by_code_or_by_name() {
    let mut wide = pack("wide");
    wide.place = Some("340300".to_owned());
    let mut nameless = pack("nameless").parent("wide");
    nameless.place = None;
    let mut other = pack("other");
    other.place = Some("340305".to_owned());
    let packs = load(&[wide, nameless, other, pack("p")]).unwrap();
    let packs: Vec<_> = packs.iter().collect();
    let ids = |village: serde_json::Value, named: &[&str]| {
        choose(&packs, &proposal(village), day(), named).map(|chosen| {
            chosen
                .iter()
                .map(|pack| pack.id.to_string())
                .collect::<Vec<_>>()
        })
    };
    let village = || json!({ "code": "340304100201" });
    assert_eq!(
        ids(village(), &[]),
        Ok(vec!["p".to_owned(), "wide".to_owned()])
    );
    let named = ids(village(), &["nameless"]);
    assert_eq!(named, Ok(vec!["nameless".to_owned(), "wide".to_owned()]));
    // "A village without a code and no pack named is an input error."
    assert_eq!(ids(json!({}), &[]), Err(NoPlace));
}

// "Only the date of decision picks packs."
#[test]
fn packs_that_are_not_in_force_are_not_chosen() {
    let packs = load(&[pack("p")]).unwrap();
    let packs: Vec<_> = packs.iter().collect();
    let early = zhunru::model::parse_date("2023-12-31").unwrap();
    let village = proposal(json!({ "code": "340304100201" }));
    assert_eq!(choose(&packs, &village, early, &[]).unwrap().len(), 0);
}
