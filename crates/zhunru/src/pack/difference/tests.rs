use super::*;
use crate::pack::PackFiles;
use crate::text::Language;

const MANIFEST: &str = r#"
format = 1
id = "e"
version = "2024-01-01"
title = "示例"
place = { name = "示例县", level = "county" }
in_force = { from = 2024-01-01 }
document = [{ id = "d", kind = "notice", title = "通知", issuer = "示例县" }]
regulates = [{ on = ["work", "signboard"], by = "admission" }]
"#;

const RULES: &str = r#"
[[rule]]
id = "own"
title = "自身事务不得交办"
on = ["work"]
modality = "forbidden"
when = "work.own_duty && work.role in ['responsible', 'agent']"
message = "不得交办"
source = { document = "d", clause = "一" }

[[rule]]
id = "signs"
title = "牌子不得过多"
on = ["signboard"]
modality = "forbidden"
when = "count(village.signboards, s, s.placement == 'interior_sign') > 12"
message = "超过限额"
source = { document = "d", clause = "二" }
"#;

const LIST: &str = r#"
id = "assist"
title = "协助事项"
kind = "assist"
source = { document = "d", clause = "附件" }

[[entry]]
code = "A1"
name = "农家书屋管理"

[[entry]]
code = "A2"
name = "义务教育入学信息核实"
category = "教育"
"#;

fn pack(manifest: &str, rules: &str, list: &str) -> Pack {
    let files = [
        ("pack.toml", manifest),
        ("rules/r.toml", rules),
        ("lists/assist.toml", list),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes().to_vec()));
    let files = PackFiles::collect("", files).unwrap();
    Pack::load(&files, &[]).unwrap_or_else(|found| panic!("{found}"))
}

fn told(after: &Pack, language: Language) -> Vec<String> {
    let found = PackDifference::between(&pack(MANIFEST, RULES, LIST), after);
    let changes = found.changes.iter().flat_map(|change| {
        let sentences = change.sentences(language);
        std::iter::once(change.heading(language)).chain(sentences)
    });
    changes.collect()
}

#[test]
fn the_layout_of_files_tells_nothing_apart() {
    let manifest = MANIFEST.replace("id = \"e\"\n", "")
        + "id = \"e\"\n[definitions]\nown = \"work.own_duty\"\n";
    let manifest = manifest
        .replace("id = \"e\"\n[def", "[def")
        .replacen('\n', "\nid = \"e\"\n", 1);
    let rules = RULES.replace("work.own_duty &&", "own && ");
    let same = pack(&manifest, &rules, LIST);
    let found = PackDifference::between(&pack(MANIFEST, RULES, LIST), &same);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(found.before.digest, found.after.digest);
    assert_eq!(found.summary(Language::Zh), "两者内容相同");
}

#[test]
fn changed_keys_say_from_what_to_what() {
    let rules = RULES
        .replace("'responsible', 'agent'", "'agent'")
        .replace("forbidden\"\nwhen = \"count", "advised\"\nwhen = \"count")
        .replace("> 12", "> 9 || village.kind == 'village'");
    assert_eq!(
        told(&pack(MANIFEST, &rules, LIST), Language::Zh),
        [
            "修改规则 own（自身事务不得交办）",
            "适用条件：由“work.own_duty && work.role in ['responsible', 'agent']”改为\
             “work.own_duty && work.role == 'agent'”",
            "修改规则 signs（牌子不得过多）",
            "性质：由“禁止”改为“鼓励”",
            "适用条件：由“count(village.signboards, x, x.placement == 'interior_sign') >= 13”改为\
             “count(village.signboards, x, x.placement == 'interior_sign') >= 10 || village.kind == 'village'”",
        ]
    );
}

#[test]
fn parts_that_come_and_go_are_told_by_their_titles() {
    let manifest = MANIFEST
        .replace("from = 2024-01-01", "from = 2025-01-01")
        .replace("\"work\", \"signboard\"", "\"signboard\", \"meeting\"");
    let rules = RULES.replace("id = \"own\"", "id = \"other\"");
    let list = LIST
        .replace("code = \"A1\"\n", "code = \"A9\"\n")
        .replace("入学信息核实", "学生入学核实")
        .replace("\"教育\"", "\"公共教育\"");
    assert_eq!(
        told(&pack(&manifest, &rules, &list), Language::En),
        [
            "pack e (示例) changed",
            "in force: from “from 2024-01-01” to “from 2025-01-01”",
            "regulation meeting (meeting) added",
            "regulation work (work) removed",
            "rule other (自身事务不得交办) added",
            "rule own (自身事务不得交办) removed",
            "entry assist/义务教育学生入学核实 changed",
            "name: from “义务教育入学信息核实” to “义务教育学生入学核实”",
            "category: from “教育” to “公共教育”",
            "entry assist/农家书屋管理 changed",
            "code: from “A1” to “A9”",
        ]
    );
}

#[test]
fn conditions_are_written_so_that_they_read_as_meant() {
    let told = |when: &str| {
        let rules = RULES.replace(
            "work.own_duty && work.role in ['responsible', 'agent']",
            when,
        );
        let found =
            PackDifference::between(&pack(MANIFEST, RULES, LIST), &pack(MANIFEST, &rules, LIST));
        let key = &found.changes[0].keys[0];
        key.after.as_ref().map(|text| text.zh().to_owned())
    };
    for when in [
        "(work.own_duty || forced) && !(work.role == 'agent')",
        "!(forced && work.own_duty) || basis.exists(x, x.rank == 'law')",
        "!listed('e/assist') && !forced",
        "weekday(submitted_on) in ['monday', 'thursday'] || forced",
    ] {
        // The list of the pack itself is named without it.
        let written = when.replace("e/assist", "assist");
        assert_eq!(told(&written).as_deref(), Some(when), "{when}");
    }
}

#[test]
fn a_report_has_texts_in_one_language() {
    let list = LIST.replace("category = \"教育\"", "category = \"公共教育\"");
    let found =
        PackDifference::between(&pack(MANIFEST, RULES, LIST), &pack(MANIFEST, RULES, &list));
    let report = found.report(Language::En);
    assert_eq!(
        (&report.before, &report.after),
        (&found.before, &found.after)
    );
    let written = serde_json::to_string(&report.changes).unwrap();
    assert_eq!(
        written,
        r#"[{"part":"entry","id":"assist/义务教育入学信息核实","title":"义务教育入学信息核实","#
            .to_owned()
            + r#""change":"changed","keys":[{"key":"category","label":"category","#
            + r#""before":"教育","after":"公共教育"}]}]"#
    );
    let label = |language| found.report(language).changes[0].keys[0].label.clone();
    assert_eq!(label(Language::Zh), found.changes[0].keys[0].label.zh());
}
