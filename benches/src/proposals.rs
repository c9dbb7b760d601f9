//! Proposals such as a district sees in a year.

use serde_json::{Value, json};

use crate::list::{ADDED, KEPT, RETIRED};
use crate::random::Numbers;

/// Work that is on no list.
const ELSEWHERE: [&str; 8] = [
    "占道经营执法协助",
    "招商引资项目落地",
    "企业安全生产监管",
    "违法建设拆除现场协助",
    "土壤普查采样",
    "经济普查入户",
    "文明创建入户宣传",
    "高标准农田设施管护",
];

const BUREAUS: [&str; 6] = [
    "农业农村水利局",
    "民政局",
    "卫生健康委员会",
    "教育体育局",
    "住房和城乡建设局",
    "应急管理局",
];

/// So many proposals in the interchange form, the same ones on every run.
pub fn proposals(count: usize) -> impl Iterator<Item = Value> {
    let mut numbers = Numbers::from_seed(340_304);
    (0..count).map(move |index| proposal(index, &mut numbers))
}

fn proposal(index: usize, numbers: &mut Numbers) -> Value {
    let demands = 1 + usize::from(numbers.percent(30)) + usize::from(numbers.percent(10));
    let demands: Vec<Value> = (0..demands).map(|_| demand(numbers)).collect();
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    let (town, village) = (100 + numbers.below(6), 201 + numbers.below(20));
    let mut proposal = json!({
        "id": format!("2024-{index:06}"),
        "title": "关于做好有关工作的通知",
        "submitted_on": format!("2024-{month:02}-{day:02}"),
        "issuer": issuer(numbers),
        "village": {"code": format!("340304{town}{village}"), "kind": numbers.one_of(&["village", "village", "community"])},
        "demands": demands,
        "facts": {"forced": false, "sole_yardstick": false, "arranged_by_mechanism_only": false},
    });
    // What senders leave out is unknown.
    let parts = [
        ("approvals", 75, approvals(numbers)),
        ("basis", 85, basis(numbers)),
        ("support", 80, support(numbers)),
    ];
    for (key, percent, value) in parts {
        if numbers.percent(percent)
            && let Some(fields) = proposal.as_object_mut()
        {
            fields.insert(key.to_owned(), value);
        }
    }
    proposal
}

fn issuer(numbers: &mut Numbers) -> Value {
    let name = format!("禹会区{}", numbers.one_of(&BUREAUS));
    match numbers.below(10) {
        0 => json!({"name": "某镇人民政府", "level": "township", "kind": "township"}),
        1 => json!({"name": "某银行", "kind": "enterprise"}),
        2 => json!({"name": "蚌埠市有关部门", "level": "city", "kind": "government_department"}),
        _ => json!({"name": name, "level": "county", "kind": "government_department"}),
    }
}

fn approvals(numbers: &mut Numbers) -> Value {
    if numbers.percent(60) {
        return json!([]);
    }
    let outcome = numbers.one_of(&["approved", "approved", "approved", "rejected"]);
    json!([{
        "act": "unified_deployment",
        "by": {"level": "county", "kind": "party_committee_and_government"},
        "on": "2023-12-20", "number": "禹发〔2023〕30号", "outcome": outcome,
    }])
}

fn basis(numbers: &mut Numbers) -> Value {
    match numbers.below(4) {
        0 => json!([]),
        1 => json!([{"rank": "law", "title": "有关法律"}]),
        _ => json!([{"rank": "policy_document", "title": "有关通知"}]),
    }
}

fn support(numbers: &mut Numbers) -> Value {
    let by = numbers.one_of(&["issuer", "superior", "nobody", "township", "village"]);
    json!({"funds": {"borne_by": by}, "staff": {"borne_by": "nobody"}, "equipment": {"borne_by": by}})
}

fn demand(numbers: &mut Numbers) -> Value {
    match numbers.below(20) {
        0..=11 => json!({
            "type": "work", "item": item(numbers), "matter": "other",
            "role": numbers.one_of(&["responsible", "assist", "assist", "agent"]),
            "own_duty": numbers.percent(60),
        }),
        12..=14 => json!({
            "type": "data_request", "item": item(numbers),
            "frequency": numbers.one_of(&["once", "weekly", "monthly", "quarterly"]),
            "sole_means": numbers.percent(20), "in_existing_system": numbers.percent(40),
        }),
        15 | 16 => json!({
            "type": "signboard", "name": format!("{}服务站", numbers.one_of(&ELSEWHERE)),
            "placement": numbers.one_of(&["exterior_sign", "interior_sign", "function_room_sign"]),
            "counterpart": numbers.percent(50), "typical_work": numbers.percent(20),
            "statutorily_required": false,
        }),
        17 => json!({
            "type": "mechanism", "name": format!("{}工作专班", numbers.one_of(&ELSEWHERE)),
            "centrally_required": numbers.percent(10), "statutorily_required": numbers.percent(10),
            "existing_body_can_carry": numbers.percent(50),
        }),
        18 => json!({
            "type": "certificate", "item": numbers.one_of(&["居住情况", "婚姻状况证明", "养殖情况"]),
            "able_to_verify": numbers.percent(70), "major_or_risky": numbers.percent(10),
        }),
        _ => json!({"type": "assessment", "criteria": ["traces", "satisfaction"]}),
    }
}

/// Mostly an item of the list as one of its versions has it, now and then only like one.
fn item(numbers: &mut Numbers) -> String {
    let listed = match numbers.below(10) {
        0..=3 => return numbers.one_of(&ELSEWHERE).to_owned(),
        4 => numbers.one_of(&RETIRED),
        5 => numbers.one_of(&ADDED),
        _ => numbers.one_of(&KEPT),
    };
    match numbers.percent(5) {
        true => format!("{listed}专项工作"),
        false => listed.to_owned(),
    }
}
