//! Comparing packs, choosing them by place and day, and the impact of a change.

use crate::scratch::Scratch;
use crate::zhunru;

const MANIFEST: &str = r#"
format = 1
id = "testxian"
version = "2024-01-01"
title = "测试县准入规则"

[place]
code = "340304"
name = "测试县"
level = "county"

[in_force]
from = 2024-01-01

[[document]]
id = "notice"
kind = "notice"
title = "测试通知"
issuer = "测试县民政局"

[[regulates]]
on = ["work"]
by = "admission"
"#;

const RULES: &str = r#"
[[rule]]
id = "own-duty"
title = "自身权责事务不得交办"
on = ["work"]
modality = "forbidden"
when = "work.own_duty && work.role == 'responsible'"
message = "不得将自身权责事务交由村级承担"
source = { document = "notice", clause = "第一条" }
"#;

const LIST: &str = r#"
id = "assist"
title = "协助事项清单"
kind = "assist"
source = { document = "notice", clause = "附件" }

[[entry]]
name = "农家书屋管理"
in_force = { to = 2024-12-31 }

[[entry]]
name = "防汛值守"
"#;

fn pack(scratch: &Scratch, folder: &str, rules: &str, list: &str) -> String {
    scratch.file(&format!("{folder}/pack.toml"), MANIFEST);
    scratch.file(&format!("{folder}/rules/work.toml"), rules);
    scratch.file(&format!("{folder}/lists/assist.toml"), list);
    scratch.path(folder)
}

#[test]
fn packs_are_compared_in_words() {
    let scratch = Scratch::new("pack-diff");
    let before = pack(&scratch, "before", RULES, LIST);
    let rules = RULES.replace("== 'responsible'", "in ['responsible', 'agent']");
    let list = LIST.replace("防汛值守", "防汛抗旱值守与巡查");
    let after = pack(&scratch, "after", &rules, &list);
    let text = zhunru(&["pack", "diff", &before, &after]).exits(0).text();
    for part in [
        "修改规则 own-duty（自身权责事务不得交办）",
        "适用条件：",
        "新增清单事项 assist/防汛抗旱值守与巡查",
        "删除清单事项 assist/防汛值守",
        "新增 1 处，删除 1 处，修改 1 处",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let markdown = [
        "pack", "diff", &before, &after, "--format", "markdown", "--lang", "en",
    ];
    let markdown = zhunru(&markdown).exits(0).text();
    assert!(
        markdown.contains("\n## rule\n\n- rule own-duty"),
        "{markdown}"
    );
    let json = zhunru(&["pack", "diff", &before, &after, "--format", "json"])
        .exits(0)
        .json();
    let rule = &json["changes"][0];
    assert_eq!(rule["keys"][0]["key"], "when");
    assert_eq!(
        rule["keys"][0]["after"],
        "work.own_duty && work.role in ['responsible', 'agent']"
    );
    let same = zhunru(&["pack", "diff", &before, &before]).exits(0).text();
    assert!(same.ends_with("两者内容相同\n"), "{same}");
    let unknown = zhunru(&["pack", "diff", &before, "yuhi"]).exits(2);
    assert!(
        unknown.err.contains("did you mean `yuhui`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn packs_are_listed_by_place_and_day() {
    let scratch = Scratch::new("pack-list");
    let own = pack(&scratch, "own", RULES, LIST);
    let ids = |more: &[&str]| -> Vec<String> {
        let arguments = [&["pack", "list", own.as_str(), "--format", "json"], more].concat();
        let listed = zhunru(&arguments).exits(0).json();
        let ids = listed.as_array().unwrap().iter();
        ids.map(|pack| pack["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let village = ["--village", "340304100201"];
    let covering = ids(&village);
    assert!(
        covering.contains(&"testxian".into()) && covering.contains(&"yuhui".into()),
        "{covering:?}"
    );
    assert!(!covering.contains(&"tianjin".into()), "{covering:?}");
    let earlier = ids(&["--village", "340304100201", "--as-of", "2023-07-01"]);
    assert!(
        earlier.contains(&"yuhui".into()) && !earlier.contains(&"testxian".into()),
        "{earlier:?}"
    );
    assert!(ids(&["--village", "120113001001"]).contains(&"tianjin".into()));
    let all = zhunru(&["pack", "list", &own, "--format", "json"])
        .exits(0)
        .json();
    let own = all
        .as_array()
        .unwrap()
        .iter()
        .find(|pack| pack["id"] == "testxian")
        .unwrap();
    assert_eq!(
        (&own["documents"], &own["code"]),
        (&1.into(), &"340304".into())
    );
}

const PAST: &str = r#"{"id": "P-1", "title": "书屋", "submitted_on": "2024-03-04",
"issuer": {"level": "county", "kind": "government_department"},
"village": {"code": "340304100201", "kind": "village"}, "basis": [], "approvals": [],
"demands": [{"type": "work", "item": "农家书屋管理", "role": "assist", "own_duty": false}]}
{"id": "P-2", "submitted_on": "2024-03-04",
"issuer": {"level": "county", "kind": "government_department"},
"village": {"code": "340304100201", "kind": "village"}, "basis": [], "approvals": [],
"demands": [{"type": "work", "item": "防汛值守", "role": "assist", "own_duty": false}]}"#;

#[test]
fn the_impact_of_a_change_is_told_with_its_reasons() {
    let scratch = Scratch::new("list-impact");
    let pack = pack(&scratch, "pack", RULES, LIST);
    let past = scratch.file("past.jsonl", PAST.replace(",\n", ", "));
    let (before, after) = (
        format!("{pack}/assist@2024-06-01"),
        format!("{pack}@2025-06-01"),
    );
    let arguments = ["list", "impact", &before, &after, &past];
    let text = zhunru(&arguments).exits(0).text();
    for part in [
        "判定申请 2 份，其中结论变化 1 份",
        "改为不得派交 1 项",
        "P-1  书屋  2024-03-04",
        "第 1 项：准予准入 → 规则未覆盖",
        "testxian/assist 协助事项清单：",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("P-2"), "{text}");
    let json = zhunru(&[&arguments[..], &["--format", "json"]].concat())
        .exits(0)
        .json();
    assert_eq!(json["flips"][0]["count"], 1);
    assert_eq!(json["proposals"][0]["demands"][0]["before"], "admit");
    let csv = zhunru(&[&arguments[..], &["--format", "csv", "--lang", "en"]].concat())
        .exits(0)
        .text();
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let undated = zhunru(&["list", "impact", &format!("{pack}/assist"), &after, &past]).exits(2);
    assert!(undated.err.contains("@DATE"), "{}", undated.err);
    let faulty = scratch.file("faulty.json", r#"{"demands": [{"type": "work"}]}"#);
    zhunru(&["list", "impact", &before, &after, &faulty]).exits(1);
}

#[test]
fn lists_are_found_by_their_several_names() {
    let scratch = Scratch::new("list-names");
    let pack = pack(&scratch, "pack", RULES, LIST);
    let file = format!("{pack}/lists/assist.toml");
    for (before, after) in [(&pack, &file), (&file, &format!("{pack}/assist"))] {
        let text = zhunru(&["list", "diff", before, after]).exits(0).text();
        assert!(text.contains("两者相同"), "{text}");
    }
    let ran = zhunru(&["list", "diff", &format!("{pack}/asist"), &pack]).exits(2);
    assert!(ran.err.contains("did you mean `assist`?"), "{}", ran.err);
    let ran = zhunru(&["list", "diff", &format!("{pack}/assist@2024"), &pack]).exits(2);
    assert!(ran.err.contains("2024"), "{}", ran.err);
    let ran = zhunru(&["list", "diff", &format!("{pack}/assist@2020-01-01"), &pack]).exits(1);
    assert!(ran.err.contains("未生效"), "{}", ran.err);
    let counts = [
        "list",
        "diff",
        "yuhui/assist",
        "tianjin/assist",
        "--format",
        "json",
    ];
    assert_eq!(zhunru(&counts).exits(0).json()["is_loaded"], false);
}
