//! Lists of lower places that stand for those that they inherit.

use serde_json::json;
use zhunru::decision::{Outcome, Verdict};
use zhunru_tests::packs::{EntryText, ListText, PackText, entry, list, not_loaded, pack, rule};

use super::{day, expect, item, proposal_on};
use zhunru_tests::reference::Answer;

/// A city with this list.
fn city(list: ListText) -> PackText {
    PackText {
        place: Some("340300".to_owned()),
        ..pack("p").list(list)
    }
}

/// A district with this list, which inherits `p/assist`.
fn district(id: &str, list: ListText) -> PackText {
    pack(id).parent("p").list(ListText {
        inherits: Some("p/assist".to_owned()),
        ..list
    })
}

fn on(packs: &[PackText], name: &str) -> Answer {
    proposal_on(packs, &item(name), day()).demands.remove(0)
}

fn refining(name: &str, refined: &str) -> EntryText {
    EntryText {
        refines: Some(refined.to_owned()),
        ..entry(name)
    }
}

fn services() -> ListText {
    list("assist", "assist", &["义务教育入学", "殡葬改革宣传"])
}

#[test]
fn a_district_narrows_and_refines_a_granting_list() {
    let refined = ListText {
        entries: vec![
            entry("殡葬改革宣传"),
            refining("新生报到陪同", "义务教育入学"),
        ],
        ..list("own", "assist", &[])
    };
    let packs = [city(services()), district("q", refined)];
    let kept = on(&packs, "殡葬改革宣传");
    expect(&kept, Verdict::Admit, &[]);
    // The district's list grants, and the city's has no say of its own.
    assert!(kept.findings.contains_key("q/own"));
    assert!(!kept.findings.contains_key("p/assist"));
    expect(&on(&packs, "新生报到陪同"), Verdict::Admit, &[]);
    expect(&on(&packs, "义务教育入学"), Verdict::NotCovered, &[]);
    // Where the district does not take part the city's list stands.
    expect(&on(&packs[..1], "义务教育入学"), Verdict::Admit, &[]);
}

#[test]
fn rules_of_the_city_read_the_list_of_the_district() {
    let permitted = rule("extra", "work", "permitted").when("listed('assist')");
    let barred = rule("bar", "work", "forbidden").when("!listed('assist')");
    let packs = [
        city(services()).rules([permitted, barred]),
        district("q", list("own", "assist", &["殡葬改革宣传"])),
    ];
    expect(&on(&packs, "殡葬改革宣传"), Verdict::Admit, &[]);
    expect(&on(&packs, "义务教育入学"), Verdict::Deny, &[]);
}

#[test]
fn a_loaded_list_decides_for_one_that_is_not_printed() {
    let packs = [
        city(not_loaded("assist", "assist", "ask")),
        district("q", list("own", "assist", &["农家书屋管理"])),
    ];
    expect(&on(&packs, "农家书屋管理"), Verdict::Admit, &[]);
    expect(&on(&packs, "毫不相干"), Verdict::NotCovered, &[]);
    // What is asked for is the membership in the district's list.
    let open = on(&packs, "农家书屋");
    expect(&open, Verdict::NeedsInformation, &["listed.q.own"]);
    expect(
        &on(&packs[..1], "农家书屋管理"),
        Verdict::NeedsInformation,
        &["listed.p.assist"],
    );
}

#[test]
fn a_list_that_is_not_in_force_stands_for_nothing() {
    let later = ListText {
        in_force: Some([Some("2024-06-01".to_owned()), None]),
        ..list("own", "assist", &["殡葬改革宣传"])
    };
    let packs = [city(services()), district("q", later)];
    expect(&on(&packs, "义务教育入学"), Verdict::Admit, &[]);
}

#[test]
fn a_district_adds_to_a_forbidding_list() {
    let yes = rule("yes", "work", "permitted");
    let no_city = rule("city-bar", "work", "advised").when("listed('assist')");
    let packs = [
        city(list("assist", "negative_tasks", &["招商引资"])).rules([yes, no_city]),
        district("q", list("own", "negative_tasks", &["垫付资金"])),
    ];
    let by_city = on(&packs, "招商引资");
    expect(&by_city, Verdict::Deny, &[]);
    assert!(by_city.findings.contains_key("p/assist"));
    assert!(!by_city.findings.contains_key("q/own"));
    let by_district = on(&packs, "垫付资金");
    expect(&by_district, Verdict::Deny, &[]);
    assert!(by_district.findings.contains_key("q/own"));
    assert!(!by_district.findings.contains_key("p/assist"));
    // The city's rule that reads its list reads what the district adds to it.
    assert!(by_district.findings.contains_key("p/city-bar"));
    expect(&on(&packs, "义务教育入学"), Verdict::Admit, &[]);
}

#[test]
fn off_the_narrowed_list_of_retained_vetoes_is_forbidden() {
    let packs = [
        city(list("assist", "retained_vetoes", &["安全生产", "生态环保"])),
        district("q", list("own", "retained_vetoes", &["安全生产"])),
    ];
    let with = |name: &str| {
        let proposal = json!({ "demands": [{ "type": "one_vote_veto", "item": name }] });
        proposal_on(&packs, &proposal, day()).demands.remove(0)
    };
    expect(&with("安全生产"), Verdict::Admit, &[]);
    expect(&with("生态环保"), Verdict::Deny, &[]);
}

// Each narrows, so that what one leaves out no other one brings back.
#[test]
fn of_two_that_narrow_one_list_both_must_hold_the_item() {
    let packs = [
        city(services()),
        district("q", list("own", "assist", &["殡葬改革宣传"])),
        district(
            "r",
            list("own", "assist", &["殡葬改革宣传", "义务教育入学"]),
        ),
    ];
    expect(&on(&packs, "殡葬改革宣传"), Verdict::Admit, &[]);
    expect(&on(&packs, "义务教育入学"), Verdict::NotCovered, &[]);
    // An item that is unknown leaves nothing but itself to ask for.
    let unknown = proposal_on(&packs, &json!({ "demands": [{ "type": "work" }] }), day());
    expect(
        &unknown.demands[0],
        Verdict::NeedsInformation,
        &["work.item"],
    );
}

#[test]
fn a_list_may_narrow_one_that_narrows_another() {
    let town = pack("r").parent("q").list(ListText {
        inherits: Some("q/own".to_owned()),
        ..list("own", "assist", &["殡葬改革宣传"])
    });
    let both = list("own", "assist", &["殡葬改革宣传", "义务教育入学"]);
    let packs = [city(services()), district("q", both), town];
    let kept = on(&packs, "殡葬改革宣传");
    expect(&kept, Verdict::Admit, &[]);
    assert!(kept.findings.contains_key("r/own") && !kept.findings.contains_key("q/own"));
    expect(&on(&packs, "义务教育入学"), Verdict::NotCovered, &[]);
}

#[test]
fn no_list_of_a_lower_place_lifts_an_objection() {
    let barred = rule("bar", "work", "forbidden").unless("!listed('assist')");
    let packs = [
        city(services()).rules([barred]),
        district("q", list("own", "assist", &["殡葬改革宣传"])),
    ];
    // The exception is for what the city left out, not for what the district did.
    expect(&on(&packs[..1], "义务教育入学"), Verdict::Deny, &[]);
    expect(&on(&packs, "义务教育入学"), Verdict::Deny, &[]);
    expect(&on(&packs, "毫不相干"), Verdict::NotCovered, &[]);

    // What a district adds to a list that forbids lifts nothing of the city's either.
    let barred = rule("bar", "work", "forbidden").unless("listed('negative')");
    let packs = [
        city(list("negative", "negative_tasks", &["招商引资"])).rules([barred]),
        pack("q").parent("p").list(ListText {
            inherits: Some("p/negative".to_owned()),
            ..list("own", "negative_tasks", &["垫付资金"])
        }),
    ];
    let by_city = on(&packs, "招商引资");
    assert_eq!(by_city.findings["p/bar"].outcome, Some(Outcome::Excepted));
    let by_district = on(&packs, "垫付资金");
    expect(&by_district, Verdict::Deny, &[]);
    assert_eq!(
        by_district.findings["p/bar"].outcome,
        Some(Outcome::Violated)
    );
}

#[test]
fn a_special_rule_reads_lists_as_makes_the_general_one_stricter() {
    let general = rule("general", "work", "forbidden").yields_to("special");
    let special = rule("special", "work", "permitted").when("!listed('assist')");
    let packs = [
        city(services()).rules([general, special]),
        district("q", list("own", "assist", &["殡葬改革宣传"])),
    ];
    expect(&on(&packs, "毫不相干"), Verdict::Admit, &[]);
    expect(&on(&packs[..1], "义务教育入学"), Verdict::Deny, &[]);
    expect(&on(&packs, "义务教育入学"), Verdict::Deny, &[]);
}

#[test]
fn what_is_stated_of_a_list_that_is_not_loaded_lifts_nothing() {
    let packs = [
        city(list("assist", "retained_vetoes", &["安全生产"])),
        district("q", not_loaded("own", "retained_vetoes", "ask")),
    ];
    let with = |name: &str| {
        let demand = json!({
            "type": "one_vote_veto", "item": name, "facts": { "listed.q.own": true },
        });
        let proposal = json!({ "demands": [demand] });
        proposal_on(&packs, &proposal, day()).demands.remove(0)
    };
    expect(&with("安全生产"), Verdict::Admit, &[]);
    let off = with("生态环保");
    expect(&off, Verdict::Deny, &[]);
    assert_eq!(off.findings["p/assist"].outcome, Some(Outcome::Violated));
    // Where both are open both are asked for.
    let packs = [
        city(not_loaded("assist", "retained_vetoes", "ask")),
        district("q", not_loaded("own", "retained_vetoes", "ask")),
    ];
    let open = proposal_on(
        &packs,
        &json!({ "demands": [{ "type": "one_vote_veto", "item": "安全生产" }] }),
        day(),
    );
    let asked = ["listed.p.assist", "listed.q.own"];
    expect(&open.demands[0], Verdict::NeedsInformation, &asked);
}

#[test]
fn each_list_that_bars_all_else_speaks_of_its_own_entries() {
    let vetoes = |id, entries| list(id, "retained_vetoes", entries);
    let packs = [
        city(vetoes("assist", &["安全生产", "生态环保"])),
        district("q", vetoes("own", &["生态环保"])),
        district("r", not_loaded("own", "retained_vetoes", "ask")),
    ];
    let veto = |demand| {
        let proposal = json!({ "demands": [demand] });
        proposal_on(&packs, &proposal, day()).demands.remove(0)
    };
    let left_out = veto(json!({ "type": "one_vote_veto", "item": "安全生产" }));
    expect(&left_out, Verdict::Deny, &[]);
    // The district left it out, so only the district's list bars it; the city's has it.
    let outcome = |rule: &str| left_out.findings.get(rule).map(|finding| finding.outcome);
    assert_eq!(outcome("q/own"), Some(Some(Outcome::Violated)));
    assert_ne!(outcome("p/assist"), Some(Some(Outcome::Violated)));
    // The first district's list bars all; of the city's it is open whether it does.
    let packs = [
        city(vetoes("assist", &["安全生产"])),
        district("q", vetoes("own", &[])),
        district("r", not_loaded("own", "retained_vetoes", "ask")),
    ];
    let unnamed = json!({ "demands": [{ "type": "one_vote_veto" }] });
    let unnamed = proposal_on(&packs, &unnamed, day()).demands.remove(0);
    expect(&unnamed, Verdict::Deny, &[]);
    let of_city = unnamed.findings["p/assist"].outcome;
    assert_eq!(of_city, Some(Outcome::Undetermined));
}
