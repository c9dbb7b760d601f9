//! The facts that every demand has: those of the header, and those that bear on any demand.

use smol_str::SmolStr;

use super::fact::EntryField;
use super::field::{Single, stated};
use super::{Fact, FactField, FactKind, FactPlace, FactState, ItemName, Unit, Value};
use crate::model::{
    AdminLevel, BasisRank, Bearer, Demand, DemandTypes, LegalBasis, OrganKind, Placement, Proposal,
    StockItem, StockMechanism, StockSignboard, SupportItem, VillageKind,
};
use crate::text::LocalText;

/// The facts in their order; [`states`] hands out what is known of them in the same order.
pub(super) fn describe() -> Vec<Fact> {
    let mut facts = vec![
        header::<chrono::NaiveDate>(
            "submitted_on",
            None,
            ["提交日期", "submitted on"],
            ["申请哪天提交？", "On which day was it submitted?"],
        ),
        header::<crate::model::Stated<chrono::NaiveDate>>(
            "starts_on",
            None,
            ["开始日期", "starts on"],
            ["任务哪天开始？", "On which day does the task start?"],
        ),
        header::<crate::model::Stated<chrono::NaiveDate>>(
            "ends_on",
            None,
            ["结束日期", "ends on"],
            [
                "任务哪天结束（没有则填无）？",
                "On which day does the task end, if it does?",
            ],
        ),
        header::<SmolStr>(
            "issuer.name",
            None,
            ["派交单位", "issuer"],
            ["派交单位的名称是什么？", "What is the issuer called?"],
        ),
        header::<AdminLevel>(
            "issuer.level",
            None,
            ["派交单位层级", "level of the issuer"],
            ["派交单位是哪一级？", "At which level is the issuer?"],
        ),
        header::<OrganKind>(
            "issuer.kind",
            None,
            ["派交单位类别", "kind of issuer"],
            [
                "派交单位属于哪一类机构？",
                "What kind of organ is the issuer?",
            ],
        ),
        header::<VillageKind>(
            "village.kind",
            None,
            ["村或社区", "village or community"],
            ["是村还是社区？", "Is it a village or a community?"],
        ),
    ];
    for (part, zh, en, unit) in [
        ("funds", "经费", "funds", Unit::Yuan),
        ("staff", "人员", "staff", Unit::Persons),
        ("equipment", "设备场所", "equipment", Unit::Yuan),
    ] {
        facts.extend(support(part, zh, en, unit));
    }
    facts.extend([
        list(
            "basis",
            false,
            ["依据", "legal bases"],
            [
                "这项任务的法律法规政策依据有哪些（没有则填无）？",
                "On which legal bases does it rest, if any?",
            ],
            vec![
                entry::<BasisRank>("rank", false, ["效力层级", "rank"]),
                entry::<SmolStr>("title", true, ["名称", "title"]),
                entry::<SmolStr>("number", true, ["文号", "number"]),
                entry::<SmolStr>("clause", true, ["条款", "clause"]),
                entry::<bool>(
                    "deployment",
                    false,
                    [
                        "是否即部署、审批文件本身",
                        "document of the deployment itself",
                    ],
                ),
            ],
        ),
        Fact {
            kind: FactKind::Approvals,
            ..list(
                "approvals",
                false,
                ["审批记录", "acts on record"],
                [
                    "已办理哪些部署、审批、同意手续（机构、日期、文号、结果，没有则填无）？",
                    "Which deployments, approvals or consents are on record, if any?",
                ],
                Vec::new(),
            )
        },
        list(
            "village.signboards",
            true,
            ["现有牌子", "existing signs"],
            [
                "村里现有哪些牌子（名称、位置、要求挂牌的层级）？",
                "Which signs does the village have?",
            ],
            vec![
                entry::<ItemName>("name", false, ["名称", "name"]),
                entry::<Placement>("placement", false, ["挂牌位置", "placement"]),
                entry::<AdminLevel>(
                    "sponsor_level",
                    false,
                    ["要求挂牌的层级", "level of the sponsor"],
                ),
                entry::<bool>("filed", false, ["是否已备案", "filed"]),
                entry::<bool>(
                    "statutorily_required",
                    false,
                    ["是否法律法规明确要求设置", "required by statute"],
                ),
            ],
        ),
        list(
            "village.mechanisms",
            true,
            ["现有机制", "existing mechanisms"],
            [
                "村里现有哪些工作机制？",
                "Which mechanisms does the village have?",
            ],
            vec![
                entry::<ItemName>("name", false, ["名称", "name"]),
                entry::<AdminLevel>(
                    "sponsor_level",
                    false,
                    ["要求设立的层级", "level of the sponsor"],
                ),
                entry::<bool>("dedicated_post", false, ["是否专人专岗", "dedicated post"]),
            ],
        ),
        list(
            "village.digital_tools",
            true,
            ["现有应用系统", "existing tools"],
            [
                "村里现在使用哪些APP和业务系统？",
                "Which tools does the village use?",
            ],
            vec![
                entry::<ItemName>("name", false, ["名称", "name"]),
                entry::<AdminLevel>(
                    "sponsor_level",
                    false,
                    ["要求使用的层级", "level of the sponsor"],
                ),
            ],
        ),
        list(
            "village.chat_groups",
            true,
            ["现有工作群", "existing chat groups"],
            [
                "村里现有哪些工作群？",
                "Which chat groups does the village have?",
            ],
            vec![
                entry::<ItemName>("name", false, ["名称", "name"]),
                entry::<AdminLevel>(
                    "sponsor_level",
                    false,
                    ["要求建群的层级", "level of the sponsor"],
                ),
            ],
        ),
    ]);
    for (path, label, question) in [
        (
            "forced",
            ["是否强行要求", "forced"],
            [
                "村级组织已书面表示不承接后，是否仍强行要求？",
                "Was the task insisted on after the village had declined on record?",
            ],
        ),
        (
            "sole_yardstick",
            ["是否作为唯一或决定性考核依据", "sole or decisive yardstick"],
            [
                "是否作为考核评价村级组织的唯一或决定性依据？",
                "Is it the sole or decisive yardstick of the village's work?",
            ],
        ),
        (
            "arranged_by_mechanism_only",
            [
                "是否仅以设机制挂牌子安排任务",
                "arranged by mechanism or sign only",
            ],
            [
                "是否只靠设机制、挂牌子来安排任务？",
                "Is the task arranged by setting up a mechanism or sign and nothing else?",
            ],
        ),
        (
            "lawful",
            ["是否符合法律法规", "lawful"],
            ["是否符合法律法规？", "Is it in keeping with the law?"],
        ),
        (
            "practical_effect",
            ["是否有实际效用", "practical effect"],
            ["是否有实际效用？", "Does it have a practical effect?"],
        ),
        (
            "accepted_by_villagers",
            ["村民群众是否认可", "accepted by the villagers"],
            ["村民群众是否认可？", "Do the villagers accept it?"],
        ),
    ] {
        facts.push(header::<bool>(path, None, label, question).at(FactPlace::Facts));
    }
    facts
}

/// Hands out what is known of the facts that [`describe`] gives, in the same order.
pub(crate) fn states(proposal: &Proposal, demand: &Demand, sink: &mut dyn FnMut(FactState)) {
    let issuer = proposal.issuer.as_ref();
    let village = proposal.village.as_ref();
    sink(FactField::state(&proposal.submitted_on));
    sink(FactField::state(&proposal.starts_on));
    sink(FactField::state(&proposal.ends_on));
    let name = issuer
        .and_then(|issuer| issuer.organs().first())
        .and_then(|organ| organ.name.clone());
    sink(FactField::state(&name));
    sink(FactField::state(&issuer.and_then(|issuer| issuer.level())));
    sink(FactField::state(&issuer.and_then(|issuer| issuer.kind())));
    sink(FactField::state(&village.and_then(|village| village.kind)));

    let support = demand.support.as_ref().or(proposal.support.as_ref());
    for item in [
        support.and_then(|support| support.funds.as_ref()),
        support.and_then(|support| support.staff.as_ref()),
        support.and_then(|support| support.equipment.as_ref()),
    ] {
        let item = item.cloned().unwrap_or_default();
        let SupportItem {
            borne_by,
            amount,
            village_part,
        } = item;
        sink(FactField::state(&borne_by));
        sink(FactField::state(&amount));
        sink(FactField::state(&village_part));
    }

    sink(entries(
        demand.basis.as_deref().or(proposal.basis.as_deref()),
        |basis: &LegalBasis| {
            vec![
                basis.rank.as_ref().map(Single::value),
                basis.title.as_ref().map(stated),
                basis.number.as_ref().map(stated),
                basis.clause.as_ref().map(stated),
                basis
                    .is_deployment(proposal.approvals.as_deref())
                    .map(Value::Boolean),
            ]
        },
    ));
    // What the acts mean for a procedure is worked out from the proposal itself.
    sink(
        proposal
            .approvals
            .as_ref()
            .map_or(FactState::Unknown, |_| FactState::Entries(Vec::new())),
    );
    sink(entries(
        village.and_then(|village| village.signboards.as_deref()),
        |sign: &StockSignboard| {
            vec![
                sign.name.clone().map(item_name),
                sign.placement.as_ref().map(Single::value),
                sign.sponsor_level.as_ref().map(Single::value),
                sign.filed.as_ref().map(Single::value),
                Some(Value::Boolean(sign.statutorily_required.unwrap_or(false))),
            ]
        },
    ));
    sink(entries(
        village.and_then(|village| village.mechanisms.as_deref()),
        |mechanism: &StockMechanism| {
            vec![
                mechanism.name.clone().map(item_name),
                mechanism.sponsor_level.as_ref().map(Single::value),
                mechanism.dedicated_post.as_ref().map(Single::value),
            ]
        },
    ));
    let item = |item: &StockItem| {
        vec![
            item.name.clone().map(item_name),
            item.sponsor_level.as_ref().map(Single::value),
        ]
    };
    sink(entries(
        village.and_then(|village| village.digital_tools.as_deref()),
        item,
    ));
    sink(entries(
        village.and_then(|village| village.chat_groups.as_deref()),
        item,
    ));
}

fn header<T: FactField>(
    path: &'static str,
    unit: Option<Unit>,
    label: [&'static str; 2],
    question: [&'static str; 2],
) -> Fact {
    Fact::built_in::<T>(path, DemandTypes::ALL, unit, label, question).at(FactPlace::Header)
}

fn support(part: &str, zh: &str, en: &str, unit: Unit) -> [Fact; 3] {
    let path = |field: &str| SmolStr::from(format!("support.{part}.{field}"));
    let text = |zh: String, en: String| LocalText::new(zh, en);
    let borne_by = header::<Bearer>("support.borne_by", None, ["", ""], ["", ""]);
    let amount = header::<crate::model::Stated<rust_decimal::Decimal>>(
        "support.amount",
        Some(unit),
        ["", ""],
        ["", ""],
    );
    let village_part = header::<bool>("support.village_part", None, ["", ""], ["", ""]);
    [
        Fact {
            path: path("borne_by"),
            label: text(format!("{zh}承担方"), format!("bearer of {en}")),
            question: text(
                format!("{zh}由谁承担（没有则填无）？"),
                format!("Who bears the {en}, if anybody?"),
            ),
            ..borne_by
        },
        Fact {
            path: path("amount"),
            label: text(format!("{zh}数额"), format!("amount of {en}")),
            question: text(
                format!("{zh}有多少？"),
                format!("What is the amount of {en}?"),
            ),
            ..amount
        },
        Fact {
            path: path("village_part"),
            label: text(format!("{zh}村级是否分担"), format!("village part of {en}")),
            question: text(
                format!("共同承担的{zh}中，村级组织是否分担一部分？"),
                format!("Does the village bear a part of the shared {en}?"),
            ),
            ..village_part
        },
    ]
}

fn list(
    path: &'static str,
    stock: bool,
    label: [&'static str; 2],
    question: [&'static str; 2],
    fields: Vec<EntryField>,
) -> Fact {
    Fact {
        kind: FactKind::List { fields, stock },
        ..header::<bool>(path, None, label, question)
    }
}

fn entry<T: FactField>(
    name: &'static str,
    allows_none: bool,
    label: [&'static str; 2],
) -> EntryField {
    EntryField {
        name: SmolStr::new_static(name),
        kind: T::kind(),
        allows_none,
        label: LocalText::fixed(label[0], label[1]),
    }
}

fn entries<T>(list: Option<&[T]>, fields: impl Fn(&T) -> Vec<Option<super::Value>>) -> FactState {
    match list {
        None => FactState::Unknown,
        Some(list) => FactState::Entries(
            list.iter()
                .map(|entry| fields(entry).into_boxed_slice())
                .collect(),
        ),
    }
}

fn item_name(text: SmolStr) -> Value {
    Value::Item(ItemName::new(text))
}
