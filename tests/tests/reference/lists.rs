//! Lists and the membership of items.

use serde_json::{Value as Json, json};
use zhunru::decision::{Outcome, Verdict, Verdicts};
use zhunru_tests::packs::{EntryText, ListText, PackText, entry, list, not_loaded, pack, rule};

use super::{day, decided, expect, item, outcome, proposal_on};

fn assist(names: &[&str]) -> PackText {
    pack("p").list(list("assist", "assist", names))
}

fn stated(name: Option<&str>, on: bool) -> Json {
    let mut demand = json!({ "type": "work", "facts": { "listed.p.assist": on } });
    if let Some(name) = name {
        demand["item"] = json!(name);
    }
    json!({ "demands": [demand] })
}

// "Granting kinds: autonomous, assist …; forbidding: negative tasks …; a forbidding entry beats a
// granting one."
#[test]
fn a_forbidding_entry_beats_a_granting_one() {
    let packs = [
        assist(&["殡葬改革宣传", "义务教育入学"]),
        pack("q").list(list("negative", "negative_tasks", &["殡葬改革宣传"])),
    ];
    let answer = |name: &str| {
        let proposal = item(name);
        proposal_on(&packs, &proposal, day()).demands.remove(0)
    };
    let denied = answer("殡葬改革宣传");
    expect(&denied, Verdict::Deny, &[]);
    let negative = &denied.findings["q/negative"];
    assert_eq!(negative.outcome, Some(Outcome::Violated));
    assert_eq!(outcome(&denied, "assist"), Some(Outcome::Satisfied));
    expect(&answer("义务教育入学"), Verdict::Admit, &[]);
    expect(&answer("毫不相干"), Verdict::NotCovered, &[]);
}

// "Responsible-body matters (for that role only)."
#[test]
fn responsible_body_matters_forbid_that_role_only() {
    let pack = || pack("p").list(list("matters", "responsible_body_matters", &["征地拆迁"]));
    let with =
        |role: Json| json!({ "demands": [{ "type": "work", "item": "征地拆迁", "role": role }] });
    expect(
        &decided(pack(), &with(json!("responsible"))),
        Verdict::Deny,
        &[],
    );
    expect(
        &decided(pack(), &with(json!("assist"))),
        Verdict::NotCovered,
        &[],
    );
    // "An unknown role on such a matter is asked for."
    let unknown = decided(pack(), &with(Json::Null));
    expect(&unknown, Verdict::NeedsInformation, &["work.role"]);
}

// "For vetoes and letters, being off the retained list" forbids.
#[test]
fn being_off_the_retained_list_forbids() {
    let pack = || pack("p").list(list("vetoes", "retained_vetoes", &["安全生产"]));
    let with = |name: &str| json!({ "demands": [{ "type": "one_vote_veto", "item": name }] });
    let on = decided(pack(), &with("安全生产"));
    expect(&on, Verdict::Admit, &[]);
    assert_eq!(outcome(&on, "vetoes"), Some(Outcome::Satisfied));
    let off = decided(pack(), &with("招商引资"));
    expect(&off, Verdict::Deny, &[]);
    assert_eq!(outcome(&off, "vetoes"), Some(Outcome::Violated));
}

// "All other kinds inform."
#[test]
fn other_kinds_decide_nothing() {
    let pack = pack("p").list(ListText {
        on: vec!["work".to_owned()],
        ..list("info", "village_affairs_disclosure", &["低保名单"])
    });
    expect(&decided(pack, &item("低保名单")), Verdict::NotCovered, &[]);
}

// "Items match by code, then by normalised name or alias (Unicode NFKC, full and half width, spaces,
// punctuation …)."
#[test]
fn items_match_by_code_name_and_alias() {
    let pack = || {
        pack("p").list(ListText {
            entries: vec![EntryText {
                code: Some("B07".to_owned()),
                aliases: vec!["上学信息".to_owned()],
                ..entry("义务教育(入学)")
            }],
            ..list("assist", "assist", &[])
        })
    };
    for name in ["B07", "义务教育(入学)", "义务 教育入学", "上学信息"] {
        expect(&decided(pack(), &item(name)), Verdict::Admit, &[]);
    }
}

// "The names of the village and of the places above it stripped in front."
#[test]
fn names_of_places_in_front_are_stripped() {
    let proposal = json!({ "village": { "name": "下洪村", "within": ["马城镇"] },
        "demands": [{ "type": "work", "item": "马城镇下洪村农家书屋" }] });
    expect(
        &decided(assist(&["农家书屋"]), &proposal),
        Verdict::Admit,
        &[],
    );
}

// "Without an exact match an item is outside, unless it is *similar* to an entry …: then membership
// is unknown."
#[test]
fn a_similar_item_is_asked_for() {
    let answer = decided(assist(&["农家书屋管理"]), &item("农家书屋"));
    expect(&answer, Verdict::NeedsInformation, &["listed.p.assist"]);
    // An exact match with another entry leaves nothing open.
    expect(
        &decided(assist(&["农家书屋管理", "农家书屋"]), &item("农家书屋")),
        Verdict::Admit,
        &[],
    );
}

// "A loaded list in force decides it when the item is known, and a statement that disagrees is set
// aside with advice; otherwise a statement stands."
#[test]
fn a_loaded_list_decides_against_a_statement() {
    let pack = || assist(&["农家书屋管理"]);
    expect(
        &decided(pack(), &stated(Some("农家书屋管理"), false)),
        Verdict::Admit,
        &[],
    );
    expect(
        &decided(pack(), &stated(Some("毫不相干"), true)),
        Verdict::NotCovered,
        &[],
    );
    // Similar only: the statement stands.
    expect(
        &decided(pack(), &stated(Some("农家书屋"), true)),
        Verdict::Admit,
        &[],
    );
    expect(
        &decided(pack(), &stated(Some("农家书屋"), false)),
        Verdict::NotCovered,
        &[],
    );
    // Unknown item: the statement stands.
    expect(&decided(pack(), &stated(None, true)), Verdict::Admit, &[]);
}

// A statement may name the list by its short path.
#[test]
fn a_statement_may_use_the_short_path() {
    let proposal = json!({ "facts": { "listed.assist": true }, "demands": [{ "type": "work" }] });
    expect(
        &decided(assist(&["农家书屋管理"]), &proposal),
        Verdict::Admit,
        &[],
    );
}

// "Membership in a loaded list" is derived and never asked for itself: the item is.
#[test]
fn an_unknown_item_is_asked_for() {
    let pack = assist(&["农家书屋"]).list(list("negative", "negative_tasks", &["殡葬改革宣传"]));
    let answer = decided(pack, &json!({ "demands": [{ "type": "work" }] }));
    expect(&answer, Verdict::NeedsInformation, &["work.item"]);
    let all = Verdicts::of(&[Verdict::Deny, Verdict::NotCovered, Verdict::Admit]);
    assert_eq!(answer.possible, all);
}

// A code or an alias is another name of the same entry: it opens nothing further.
#[test]
fn aliases_leave_nothing_open() {
    let pack = pack("p").list(ListText {
        entries: vec![EntryText {
            code: Some("B07".to_owned()),
            aliases: vec!["上学信息".to_owned()],
            ..entry("义务教育入学")
        }],
        ..list("assist", "assist", &[])
    });
    let answer = decided(pack, &json!({ "demands": [{ "type": "work" }] }));
    expect(&answer, Verdict::NeedsInformation, &["work.item"]);
}

// "An item like none of them" is like none, whatever names a list holds.
#[test]
fn names_with_figures_leave_nothing_open() {
    for name in ["110报警", "第10号表", "1234567890"] {
        let answer = decided(assist(&[name]), &json!({ "demands": [{ "type": "work" }] }));
        expect(&answer, Verdict::NeedsInformation, &["work.item"]);
    }
}

// What is not loaded cannot decide: a statement stands, but not on what is stated to be no item.
#[test]
fn a_statement_stands_where_the_list_is_not_loaded() {
    let pack = || {
        pack("p")
            .list(not_loaded("assist", "negative_tasks", "ask"))
            .rules([rule("yes", "work", "permitted")])
    };
    expect(
        &decided(pack(), &stated(Some("道路保洁"), true)),
        Verdict::Deny,
        &[],
    );
    expect(
        &decided(pack(), &stated(Some("none"), true)),
        Verdict::Admit,
        &[],
    );
    expect(&decided(pack(), &item("none")), Verdict::Admit, &[]);
}

// An unknown item is one item: two lists that share no entry cannot both hold it.
#[test]
fn an_unknown_item_is_one_item() {
    let both = rule("both", "work", "forbidden").when("listed('assist') && listed('services')");
    let pack = assist(&["农家书屋"]).list(list("services", "public_services", &["社会保险登记"]));
    let answer = decided(
        pack.rules([both]),
        &json!({ "demands": [{ "type": "work" }] }),
    );
    expect(&answer, Verdict::NeedsInformation, &["work.item"]);
    assert!(!answer.possible.contains(Verdict::Deny));
}

// An entry of one list that is similar to one of another leaves that list open; where the item is
// forbidden, the granting list cannot change the outcome.
#[test]
fn an_unknown_item_may_be_similar_elsewhere() {
    let negative = list("negative", "negative_tasks", &["农家书屋管理"]);
    let pack = assist(&["农家书屋"]).list(negative);
    let answer = decided(pack, &json!({ "demands": [{ "type": "work" }] }));
    expect(
        &answer,
        Verdict::NeedsInformation,
        &["work.item", "listed.p.negative"],
    );
}

// "Of a list that is not loaded granting lists ask, and forbidding lists are presumed absent unless
// the pack says `ask`."
#[test]
fn a_list_that_is_not_loaded_asks_or_is_presumed_absent() {
    let with = |kind: &str, meanwhile: &str| {
        pack("p")
            .list(not_loaded("assist", kind, meanwhile))
            .rules([rule("yes", "work", "permitted")])
    };
    let asked = decided(with("negative_tasks", "ask"), &item("某事"));
    expect(&asked, Verdict::NeedsInformation, &["listed.p.assist"]);
    expect(
        &decided(with("negative_tasks", "presume_absent"), &item("某事")),
        Verdict::Admit,
        &[],
    );
    let stated = stated(Some("某事"), true);
    expect(
        &decided(with("negative_tasks", "presume_absent"), &stated),
        Verdict::Deny,
        &[],
    );
}

// "Only the date of decision picks … list entries."
#[test]
fn entries_have_their_days() {
    let mut old = entry("农家书屋");
    old.in_force = Some([None, Some("2024-03-03".to_owned())]);
    let pack = pack("p").list(ListText {
        entries: vec![old],
        ..list("assist", "assist", &[])
    });
    expect(&decided(pack, &item("农家书屋")), Verdict::NotCovered, &[]);
}
