//! Proposals drawn so that every prohibition, the lists and the limits of signs bear on some of them.

use super::codes::{ASSIST, AUTONOMOUS, DOCUMENTS, ELSEWHERE, NOT_TO_BEAR};
use super::field as place;
use super::row::Row;
use super::stock::{FULL, STOCKS};
use crate::random::Numbers;

/// The first of January 2024, counted from the first of 1970.
const NEW_YEAR: i32 = 19_723;

const VILLAGES: &[&str] = &[
    "340304100201",
    "340304100202",
    "340304100203",
    "340304100204",
    "340304100205",
    "340304100206",
    "340304101201",
    "340304101202",
    "340304101203",
    "340304101204",
    "340304101205",
    "340304102201",
    "340304102202",
    "340304102203",
    "340304102204",
    "340304103201",
    "340304103202",
    "340304103203",
    "340304104201",
    "340304104202",
];
const MATTERS: &[&str] = &[
    "other",
    "other",
    "other",
    "other",
    "none",
    "administrative_enforcement",
    "demolition",
    "investment_promotion",
    "work_safety",
];
const STATUTES: &[&str] = &["law", "administrative_regulation", "local_regulation"];
const CENTRAL: &[&str] = &["central_party_document", "central_joint_document"];
const RANKS: &[&str] = &[
    "policy_document",
    "policy_document",
    "normative_document",
    "law",
    "local_regulation",
    "local_government_rule",
    "ministry_rule",
    "state_council_decision",
];
const BEARERS: &[&str] = &[
    "issuer", "superior", "township", "nobody", "nobody", "village",
];
const EXTRAS: &[&str] = &[
    "乡村振兴示范岗",
    "人居环境红黑榜",
    "防返贫监测点",
    "反诈宣传驿站",
];
const ISSUED: &[&str] = &[
    "收入状况说明",
    "种植面积说明",
    "灾情损失说明",
    "婚姻状况证明",
    "居民养犬证明",
];
const CRITERIA: &[&str] = &[
    "satisfaction;results",
    "satisfaction;results",
    "traces;results",
    "satisfaction;follows",
    "signboards",
    "mechanisms;satisfaction",
    "app_promotion;results",
];

/// Draws one proposal, all of whose facts are known.
pub(super) fn row(numbers: &mut Numbers) -> Row {
    let mut row = Row::default();
    header(&mut row, numbers);
    match numbers.below(100) {
        0..=45 => work(&mut row, numbers),
        46..=61 => data_request(&mut row, numbers),
        62..=73 => mechanism(&mut row, numbers),
        74..=88 => signboard(&mut row, numbers),
        89..=93 => certificate(&mut row, numbers),
        _ => assessment(&mut row, numbers),
    }
    row
}

fn header(row: &mut Row, numbers: &mut Numbers) {
    let day = NEW_YEAR + small(numbers, 360);
    row.day(place::SUBMITTED_ON, day);
    row.code(place::VILLAGE_CODE, numbers.one_of(VILLAGES));
    row.code(
        place::VILLAGE_KIND,
        numbers.one_of(&["village", "village", "community"]),
    );
    let (level, kind) = match numbers.below(20) {
        0..=2 => ("township", "township"),
        3 | 4 => ("city", "government_department"),
        5 => ("county", "mass_organisation"),
        6 | 7 => ("county", "party_department"),
        _ => ("county", "government_department"),
    };
    row.code(place::ISSUER_LEVEL, level);
    row.code(place::ISSUER_KIND, kind);
    row.code(place::BASIS_RANK, numbers.one_of(RANKS));
    row.flag(place::BASIS_DEPLOYMENT, numbers.percent(10));
    row.day(place::ACT_ON, day - 1 - small(numbers, 90));
    row.code(place::ACT_NUMBER, numbers.one_of(DOCUMENTS));
    act(row, "filing", "county", "government_department", "approved");
    for bearer in [place::FUNDS, place::STAFF] {
        row.code(bearer, numbers.one_of(BEARERS));
    }
    row.flag(place::FORCED, numbers.percent(4));
    row.flag(place::LAWFUL, numbers.percent(85));
    row.flag(place::EFFECT, numbers.percent(85));
    row.flag(place::ACCEPTED, numbers.percent(85));
    row.flag(place::YARDSTICK, numbers.percent(2));
}

fn act(
    row: &mut Row,
    act: &'static str,
    level: &'static str,
    kind: &'static str,
    outcome: &'static str,
) {
    row.code(place::ACT, act);
    row.code(place::ACT_LEVEL, level);
    row.code(place::ACT_KIND, kind);
    row.code(place::ACT_OUTCOME, outcome);
}

/// An act that completes a procedure in so many of a hundred cases, else one that does not.
fn procedure(row: &mut Row, numbers: &mut Numbers, step: [&'static str; 2], complete: usize) {
    const BOTH: &str = "party_committee_and_government";
    let [name, level] = step;
    if numbers.percent(complete) {
        return act(row, name, level, BOTH, "approved");
    }
    match numbers.below(6) {
        0 => act(row, name, level, BOTH, "rejected"),
        1 => act(row, name, "township", "township", "approved"),
        2 => act(row, name, level, "government_department", "approved"),
        3 => act(row, "study", level, BOTH, "approved"),
        4 => {
            // What is decided after the proposal came in does not count yet.
            act(row, name, level, BOTH, "approved");
            row.day(place::ACT_ON, NEW_YEAR + 400);
        }
        _ => {}
    }
}

const DEPLOYMENT: [&str; 2] = ["unified_deployment", "county"];
const CONSENT: [&str; 2] = ["consent", "province"];

/// A firm now and then, whom the prohibitions do not bind.
fn firm(row: &mut Row, numbers: &mut Numbers) -> bool {
    let firm = numbers.percent(3);
    if firm {
        row.code(place::ISSUER_KIND, "enterprise");
    }
    firm
}

fn work(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "work");
    row.flag(place::ARRANGED, numbers.percent(3));
    let firm = firm(row, numbers);
    let (items, own_duty, complete) = match numbers.below(20) {
        0..=9 => (ASSIST, 50, 20),
        10..=14 => (AUTONOMOUS, 10, 30),
        15 => (NOT_TO_BEAR, 60, 40),
        _ => (ELSEWHERE, 100, if firm { 100 } else { 42 }),
    };
    row.code(place::WORK_ITEM, numbers.one_of(items));
    // What is on no list is not granted otherwise, so as not to be left uncovered.
    row.flag(place::WORK_OWN_DUTY, numbers.percent(own_duty));
    row.code(place::WORK_MATTER, numbers.one_of(MATTERS));
    row.code(
        place::WORK_ROLE,
        numbers.one_of(&[
            "assist",
            "agent",
            "agent",
            "agent",
            "agent",
            "responsible",
            "autonomous",
        ]),
    );
    procedure(row, numbers, DEPLOYMENT, complete);
}

fn data_request(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "data_request");
    let complete = if firm(row, numbers) { 100 } else { 70 };
    row.flag(place::DATA_SOLE_MEANS, numbers.percent(12));
    row.flag(place::DATA_IN_SYSTEM, numbers.percent(40));
    procedure(row, numbers, DEPLOYMENT, complete);
}

fn mechanism(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "mechanism");
    row.flag(place::ARRANGED, numbers.percent(3));
    row.code(place::EQUIPMENT, numbers.one_of(BEARERS));
    row.flag(place::MECHANISM_CENTRAL, numbers.percent(40));
    row.flag(place::MECHANISM_STATUTORY, numbers.percent(40));
    let ranks = match numbers.below(5) {
        0 | 1 => STATUTES,
        2 | 3 => CENTRAL,
        _ => RANKS,
    };
    row.code(place::BASIS_RANK, numbers.one_of(ranks));
    row.flag(place::MECHANISM_EXISTING_BODY, numbers.percent(25));
    procedure(row, numbers, CONSENT, 70);
}

fn signboard(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "signboard");
    row.flag(place::ARRANGED, numbers.percent(3));
    firm(row, numbers);
    let interior = ["农家书屋", "青年之家", "妇女之家", "综治中心"];
    let rooms = ["为民服务大厅", "警务室"];
    let (placement, names, typical): (_, &[&'static str], _) = match numbers.below(20) {
        0..=7 => ("interior_sign", &interior, 10),
        8..=13 => ("interior_sign", EXTRAS, 85),
        14..=16 => ("function_room_sign", &rooms, 10),
        17 => ("function_room_sign", EXTRAS, 10),
        _ => ("exterior_sign", EXTRAS, 20),
    };
    let name = numbers.one_of(names);
    row.code(place::SIGN_PLACEMENT, placement);
    row.code(place::SIGN_NAME, name);
    row.code(
        place::SIGN_LEVEL,
        numbers.one_of(&["city", "county", "county", "township"]),
    );
    row.flag(place::SIGN_COUNTERPART, numbers.percent(20));
    row.flag(place::SIGN_TYPICAL, numbers.percent(typical));
    row.flag(place::SIGN_FILED, numbers.percent(25));
    row.flag(place::SIGN_STATUTORY, numbers.percent(10));
    procedure(row, numbers, CONSENT, 30);
    // A sign that hangs already is not asked for again.
    let free = |stock: &[super::stock::Sign]| stock.iter().all(|sign| sign.name != name);
    let stock = numbers.below(STOCKS.len() + 4).min(STOCKS.len() - 1);
    let stock = (0..=stock)
        .rev()
        .find(|place| STOCKS.get(*place).is_some_and(|stock| free(stock)));
    let stock = stock
        .and_then(|stock| u8::try_from(stock).ok())
        .unwrap_or_default();
    // Most walls have room.
    row.stock(
        place::STOCK,
        if stock == FULL && numbers.percent(70) {
            0
        } else {
            stock
        },
    );
}

fn certificate(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "certificate");
    row.code(place::CERTIFICATE_ITEM, numbers.one_of(ISSUED));
    // What an office demands lawfully would owe more facts, so none of it can be verified.
    let adequate = numbers.percent(25);
    row.code(
        place::BASIS_RANK,
        if adequate {
            "local_regulation"
        } else {
            "policy_document"
        },
    );
    row.flag(place::CERTIFICATE_VERIFY, !adequate && numbers.percent(60));
    for published in [
        place::PUBLISHED_LIMIT,
        place::PUBLISHED_USE,
        place::PUBLISHED_STEPS,
        place::PUBLISHED_BASIS,
        place::PUBLISHED_FORM,
    ] {
        row.flag(published, true);
    }
}

fn assessment(row: &mut Row, numbers: &mut Numbers) {
    row.code(place::TYPE, "assessment");
    row.code(place::CRITERIA, numbers.one_of(CRITERIA));
    row.flag(place::YARDSTICK, numbers.percent(35));
}

fn small(numbers: &mut Numbers, bound: usize) -> i32 {
    i32::try_from(numbers.below(bound)).unwrap_or_default()
}
