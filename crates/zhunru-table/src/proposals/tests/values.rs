//! The values that cells may hold.

use super::{faults, proposals};

/// The value at a pointer of the one proposal that a heading and a cell make.
fn value(demand: &str, heading: &str, cell: &str, pointer: &str) -> serde_json::Value {
    let text = format!("诉求类型,{heading}\n{demand},\"{cell}\"\n");
    let found = proposals(&text);
    found
        .first()
        .and_then(|proposal| proposal.pointer(pointer))
        .cloned()
        .unwrap_or_default()
}

#[test]
fn scalars_are_read_as_officials_write_them() {
    for (demand, heading, cell, pointer, expected) in [
        (
            "填表报数",
            "是否仅以填表报数调度",
            "√",
            "/demands/0/sole_means",
            "true",
        ),
        (
            "填表报数",
            "data_request.sole_means",
            "否",
            "/demands/0/sole_means",
            "false",
        ),
        (
            "填表报数",
            "报送频次",
            "每周　",
            "/demands/0/frequency",
            "\"weekly\"",
        ),
        (
            "填表报数",
            "frequency",
            "weekly",
            "/demands/0/frequency",
            "\"weekly\"",
        ),
        (
            "发文",
            "文件字数",
            "4,800字",
            "/demands/0/characters",
            "4800",
        ),
        (
            "发文",
            "与上级文件重复比例",
            "４５％",
            "/demands/0/repeated_share",
            "\"0.45\"",
        ),
        (
            "发文",
            "发文日期",
            "2024.3.4",
            "/demands/0/sent_on",
            "\"2024-03-04\"",
        ),
        ("会议", "结束日期", "无", "/ends_on", "\"none\""),
        (
            "会议",
            "经费数额",
            "2万元",
            "/support/funds/amount",
            "\"20000\"",
        ),
        (
            "会议",
            "经费数额（万元）",
            "1.5",
            "/support/funds/amount",
            "\"15000\"",
        ),
        ("会议", "人员数额", "3人", "/support/staff/amount", "\"3\""),
        (
            "会议",
            "村(社区)代码",
            "３４０３０４１００２０１",
            "/village/code",
            "\"340304100201\"",
        ),
        (
            "会议",
            "派交单位层级",
            "区级",
            "/issuer/level",
            "\"county\"",
        ),
        (
            "会议",
            "派交单位类别",
            "乡镇（街道）",
            "/issuer/kind",
            "\"township\"",
        ),
        (
            "会议",
            "是否强行要求",
            "是",
            "/demands/0/facts/forced",
            "true",
        ),
        (
            "考核评价",
            "考核依据",
            "是否留痕、台账材料",
            "/demands/0/criteria",
            "[\"traces\",\"ledgers\"]",
        ),
        (
            "派交工作事务",
            "事务类别",
            "其他事务",
            "/demands/0/matter",
            "\"other\"",
        ),
    ] {
        let found = value(demand, heading, cell, pointer);
        assert_eq!(found.to_string(), expected, "{heading}: {cell}");
    }
}

#[test]
fn bases_have_rank_title_number_and_clause() {
    let cell = "法律:《中华人民共和国村民委员会组织法》第五条；\
                政策文件：《关于做好〈甲；乙〉工作的通知》 禹农〔2024〕12号 附件2 第6项\n规范性文件";
    assert_eq!(
        value("会议", "依据", cell, "/basis"),
        serde_json::json!([
            {"rank": "law", "title": "中华人民共和国村民委员会组织法", "clause": "第五条"},
            {"rank": "policy_document", "title": "关于做好〈甲；乙〉工作的通知",
             "number": "禹农〔2024〕12号", "clause": "附件2 第6项"},
            {"rank": "normative_document"}
        ])
    );
    assert_eq!(value("会议", "依据", "无", "/basis"), serde_json::json!([]));
    let found = faults("诉求类型,依据\n会议,口头通知:《甲》\n会议,法律:《甲》 乙\n");
    assert!(
        found[0].contains("`口头通知` is no rank of a legal basis; allowed are 宪法"),
        "{found:?}"
    );
    assert!(
        found[1].contains("`乙` is neither a title in 《》"),
        "{found:?}"
    );
}

#[test]
fn acts_have_body_act_day_number_and_outcome() {
    let cell = "区委区政府 统一部署 2024-02-20 禹发〔2024〕3号 同意;\
                禹会区民政局（县级、民政部门） 初审 2024/2/22 ? 不同意 限第2项\n\
                长青乡 人民政府(乡级、乡镇(街道))|审批|无|无|同意|至2024-12-31|限第1、3项";
    assert_eq!(
        value(
            "会议",
            "审批记录",
            &cell.replace("限第2项", "").replace("|限第1、3项", ""),
            "/approvals"
        ),
        serde_json::json!([
            {"act": "unified_deployment",
             "by": {"name": "区委区政府", "level": "county", "kind": "party_committee_and_government"},
             "on": "2024-02-20", "number": "禹发〔2024〕3号", "outcome": "approved"},
            {"act": "preliminary_review",
             "by": {"name": "禹会区民政局", "level": "county", "kind": "civil_affairs"},
             "on": "2024-02-22", "outcome": "rejected"},
            {"act": "approval",
             "by": {"name": "长青乡 人民政府", "level": "township", "kind": "township"},
             "on": "none", "number": "none", "outcome": "approved", "ends_on": "2024-12-31"}
        ])
    );
    let scoped = "申请编号,诉求类型,审批记录\nA,会议,区委区政府 统一部署 限第2项\n,会议,\n";
    let found = proposals(scoped);
    assert_eq!(
        found[0].pointer("/approvals/0/demands"),
        Some(&serde_json::json!([1]))
    );
    let found = faults(
        "诉求类型,审批记录\n会议,区委区政府 点头\n会议,甲局(大) 审批\n会议,甲 审批 2024-2-30\n会议,甲 审批 2024-2-3 乙 同意 丙\n会议,甲 审批 限第3项\n",
    );
    for (fault, part) in found.iter().zip([
        "`点头` is no act; allowed are 统一部署 (`unified_deployment`)",
        "`大` is no level or kind of a body",
        "`2024-2-30` does not exist in the calendar",
        "`丙` is too much",
        "there is no demand 2",
    ]) {
        assert!(fault.contains(part), "{part}: {fault}");
    }
    assert_eq!(found.len(), 5, "{found:#?}");
}

#[test]
fn stock_has_names_with_brackets() {
    let cell = "民兵营部(内部标牌、市级、已备案);农家书屋（内部标牌）\n服务站（所）(不详)；图书室";
    assert_eq!(
        value("会议", "现有牌子", cell, "/village/signboards"),
        serde_json::json!([
            {"name": "民兵营部", "placement": "interior_sign", "sponsor_level": "city", "filed": true},
            {"name": "农家书屋", "placement": "interior_sign"},
            {"name": "服务站（所）"},
            {"name": "图书室"}
        ])
    );
    assert_eq!(
        value(
            "会议",
            "现有机制",
            "河长制（县级、专人专岗）",
            "/village/mechanisms"
        ),
        serde_json::json!([{"name": "河长制", "sponsor_level": "county", "dedicated_post": true}])
    );
    let found = faults("诉求类型,现有工作群\n会议,甲群(大)\n");
    assert!(
        found[0].contains("`大` in the brackets is none of 村级、乡级"),
        "{found:?}"
    );
}
