//! Counts over what a village has.

use serde_json::{Value as Json, json};
use zhunru::decision::Verdict;
use zhunru_tests::packs::{PackText, pack, rule};

use super::{day, decided, expect, proposal_on};

fn at_most(number: usize) -> PackText {
    let count = "count(village.signboards, s, s.placement == 'interior_sign')";
    pack("p").rules([
        rule("no", "signboard", "forbidden").when(&format!("{count} > {number}")),
        rule("yes", "signboard", "permitted"),
    ])
}

fn sign(name: &str) -> Json {
    json!({ "type": "signboard", "name": name, "placement": "interior_sign" })
}

fn with(stock: Json, demands: &[Json]) -> Json {
    json!({ "village": { "signboards": stock }, "demands": demands })
}

// "Counts for a demand are taken over the stock on the date plus all demands of the same proposal
// that would add to it."
#[test]
fn stock_and_demands_are_counted() {
    let stock = json!([{ "name": "甲", "placement": "interior_sign" },
        { "name": "乙", "placement": "exterior_sign" }]);
    expect(
        &decided(at_most(2), &with(stock.clone(), &[sign("丙")])),
        Verdict::Admit,
        &[],
    );
    expect(
        &decided(at_most(1), &with(stock, &[sign("丙")])),
        Verdict::Deny,
        &[],
    );
}

// "Demands that together break a quota are each denied."
#[test]
fn demands_that_together_break_a_quota_are_each_denied() {
    let proposal = with(json!([]), &[sign("甲"), sign("乙")]);
    let answer = proposal_on(&[at_most(1)], &proposal, day());
    assert!(
        answer
            .demands
            .iter()
            .all(|demand| demand.verdict == Verdict::Deny)
    );
    let answer = proposal_on(&[at_most(2)], &proposal, day());
    assert_eq!(answer.verdict, Verdict::Admit);
}

// "A sign whose normalised name and placement are in stock adds nothing."
#[test]
fn a_sign_in_stock_adds_nothing() {
    let stock = json!([{ "name": "甲 室", "placement": "interior_sign" }]);
    expect(
        &decided(at_most(1), &with(stock.clone(), &[sign("甲室")])),
        Verdict::Admit,
        &[],
    );
    let twice = with(json!([]), &[sign("甲室"), sign("甲 室")]);
    let answer = proposal_on(&[at_most(1)], &twice, day());
    assert_eq!(answer.verdict, Verdict::Admit);
    let outside = json!([{ "name": "甲室", "placement": "exterior_sign" }]);
    expect(
        &decided(at_most(0), &with(outside, &[sign("甲室")])),
        Verdict::Deny,
        &[],
    );
}

// "Over entries with unknown fields a count is an interval, compared in three values."
#[test]
fn an_unknown_field_leaves_a_count_open() {
    let stock = json!([{ "name": "甲" }]);
    let answer = decided(at_most(1), &with(stock.clone(), &[sign("丙")]));
    expect(
        &answer,
        Verdict::NeedsInformation,
        &["village.signboards[0].placement"],
    );
    expect(
        &decided(at_most(2), &with(stock, &[sign("丙")])),
        Verdict::Admit,
        &[],
    );
}

// An unknown name may be that of a sign in stock.
#[test]
fn an_unknown_name_may_be_in_stock() {
    let stock = json!([{ "name": "甲", "placement": "interior_sign" }]);
    let nameless = json!({ "type": "signboard", "placement": "interior_sign" });
    let answer = decided(at_most(1), &with(stock, &[nameless]));
    expect(&answer, Verdict::NeedsInformation, &["signboard.name"]);
}

// "Absent stock may count to any number, each count independently", besides what demands add.
#[test]
fn absent_stock_may_count_to_any_number() {
    let answer = decided(at_most(2), &with(Json::Null, &[sign("甲")]));
    expect(&answer, Verdict::NeedsInformation, &["village.signboards"]);
    let answer = decided(at_most(0), &with(Json::Null, &[sign("甲")]));
    expect(&answer, Verdict::Deny, &[]);
    let independent = pack("p").rules([
        rule("no", "work", "forbidden").when(
            "count(village.signboards, s, s.placement == 'interior_sign') >= 1 && \
             count(village.signboards, s, s.placement in ['interior_sign', 'exterior_sign']) < 1",
        ),
        rule("yes", "work", "permitted"),
    ]);
    let answer = decided(independent, &json!({ "demands": [{ "type": "work" }] }));
    expect(&answer, Verdict::NeedsInformation, &["village.signboards"]);
}

// What other demands add is as unknown as they are, and asked for under their own index.
#[test]
fn an_unknown_fact_of_another_demand_is_asked_for() {
    let placeless = json!({ "type": "signboard", "name": "乙" });
    let proposal = with(json!([]), &[sign("甲"), placeless]);
    let answer = proposal_on(&[at_most(1)], &proposal, day());
    expect(
        &answer.demands[0],
        Verdict::NeedsInformation,
        &["demands[1].signboard.placement"],
    );
    expect(
        &answer.demands[1],
        Verdict::NeedsInformation,
        &["signboard.placement"],
    );
}

// "`signboard.sponsor_level` is `issuer.level` when absent."
#[test]
fn the_sponsor_is_the_issuer_unless_said() {
    let pack = || {
        pack("p").rules([
            rule("no", "signboard", "forbidden").when("signboard.sponsor_level == 'county'"),
            rule("yes", "signboard", "permitted"),
        ])
    };
    let by = |issuer: Json, sponsor: Json| json!({ "issuer": { "level": issuer }, "demands": [{ "type": "signboard", "sponsor_level": sponsor }] });
    expect(
        &decided(pack(), &by(json!("county"), Json::Null)),
        Verdict::Deny,
        &[],
    );
    expect(
        &decided(pack(), &by(json!("county"), json!("city"))),
        Verdict::Admit,
        &[],
    );
    let unknown = decided(pack(), &by(Json::Null, Json::Null));
    expect(&unknown, Verdict::NeedsInformation, &["issuer.level"]);
}

// A mechanism counts with its issuer's level and with whether it is a dedicated post.
#[test]
fn mechanisms_and_posts_are_counted() {
    let pack = || {
        pack("p").rules([
            rule("no", "mechanism dedicated_post", "forbidden")
                .when("count(village.mechanisms, m, m.dedicated_post) >= 1"),
            rule("yes", "mechanism dedicated_post", "permitted"),
        ])
    };
    let of =
        |demand: &str| json!({ "village": { "mechanisms": [] }, "demands": [{ "type": demand }] });
    expect(&decided(pack(), &of("mechanism")), Verdict::Admit, &[]);
    expect(&decided(pack(), &of("dedicated_post")), Verdict::Deny, &[]);
}
