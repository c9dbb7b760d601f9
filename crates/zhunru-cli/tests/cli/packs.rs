//! The commands on packs, the vocabulary and the schemas.

use crate::scratch::Scratch;
use crate::{DENIED, zhunru, zhunru_with};

const PACK: &str = r#"
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
on = ["data_request"]
by = "admission"
"#;

const RULES: &str = r#"
[[rule]]
id = "weekly"
title = "不得每周报表"
on = ["data_request"]
modality = "forbidden"
when = "data_request.frequency == 'weekly'"
message = "不得要求每周报表"
source = { document = "notice", clause = "第一条" }
"#;

const CASES: &str = r#"
as_of = 2024-03-04

[base]
village = { code = "340304100201" }

[[case]]
name = "weekly is denied"
rule = "weekly"
outcome = "violated"
demands = [{ type = "data_request", frequency = "weekly" }]
expect = { verdict = "deny" }

[[case]]
name = "monthly is not"
rule = "weekly"
outcome = "not_applicable"
demands = [{ type = "data_request", frequency = "monthly" }]
expect = { verdict = "admit" }
"#;

/// A folder with a pack of one rule and two cases, of which the second is wrong.
fn pack(name: &str, rules: &str) -> (Scratch, String) {
    let folder = Scratch::new(name);
    folder.file("pack/pack.toml", PACK);
    folder.file("pack/rules/weekly.toml", rules);
    folder.file("pack/cases/weekly.toml", CASES);
    let path = folder.path("pack");
    (folder, path)
}

#[test]
fn built_in_packs_are_listed_shown_and_sound() {
    let list = zhunru(&["pack", "list", "--format", "json"])
        .exits(0)
        .json();
    let ids: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|pack| pack["id"].as_str().unwrap())
        .collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for id in ["tianjin", "yuhui"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    let text = zhunru_with(&["pack", "list"], b"", &[("COLUMNS", "400")]);
    let text = text.exits(0).text();
    assert!(text.starts_with("规则包"), "{text}");
    assert_eq!(text.lines().count(), 2 + ids.len(), "{text}");
    let shown = zhunru(&["pack", "show", "yuhui", "--lang", "en"])
        .exits(0)
        .text();
    for part in [
        "yuhui  ",
        "Documents",
        "Rules",
        "Lists",
        "Procedures",
        "sm3:",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let checked = zhunru(&["pack", "check"]).exits(0).text();
    let closing = checked.lines().last().unwrap();
    assert!(
        closing.starts_with(&format!("{} packs checked, 0 errors, ", ids.len())),
        "{checked}"
    );
    let one = zhunru(&["pack", "check", "yuhui"]).exits(0).text();
    assert!(one.contains("1 pack checked, 0 errors, "), "{one}");
    let one = zhunru(&["pack", "test", "yuhui"]).exits(0).text();
    assert_eq!(one.lines().count(), 2, "{one}");
    let tested = zhunru(&["pack", "test"]).exits(0).text();
    let closing = tested.lines().last().unwrap();
    assert!(closing.ends_with(" passed, 0 failed"), "{tested}");
}

#[test]
fn faults_of_cases_are_told_by_what_reads_them() {
    let (folder, path) = pack("pack-cases", RULES);
    folder.file(
        "pack/cases/weekly.toml",
        CASES.replace("verdict", "verdikt"),
    );
    let fault = "unknown key `verdikt`";
    let checked = zhunru(&["pack", "check", &path]).exits(1).text();
    assert!(checked.contains(fault), "{checked}");
    for arguments in [["pack", "test", &path], ["pack", "list", &path]] {
        let told = zhunru(&arguments).exits(1).err;
        assert!(told.contains(fault), "{told}");
    }
    let shown = zhunru(&["pack", "show", &path, "--lang", "en"]).exits(0);
    assert!(shown.text().contains("weekly"));
}

#[test]
fn a_pack_is_shown_with_its_steps_bodies_and_time_limits() {
    let (folder, path) = pack("pack-show", RULES);
    folder.file(
        "pack/procedures.toml",
        r#"
[[procedure]]
id = "adoption"
title = "清单审定"
source = { document = "notice", clause = "第二条" }
[[procedure.step]]
id = "study"
title = "研究"
act = "study"
by = [[{ kind = "government_executive_meeting", level = "county" }]]
working_days = 5
[[procedure.step]]
id = "approve"
title = "批准"
act = "approval"
by = [
  [{ kind = "party_committee_and_government", level = "issuer" }],
  [{ kind = "party_committee", level = "issuer" }, { kind = "government", level = "issuer" }],
]
"#,
    );
    folder.file(
        "pack/calendar.toml",
        r#"
[[year]]
year = 2024
source = { document = "notice", clause = "第三条" }
holidays = [{ name = "端午节", from = 2024-06-10 }]
"#,
    );
    // Where lines break depends on the terminal.
    let squeezed = |text: String| text.split_whitespace().collect::<String>();
    let zh = squeezed(zhunru(&["pack", "show", &path]).exits(0).text());
    for part in [
        "1.study研究研究，由县级政府常务会办理，5个工作日内办结",
        "2.approve批准审批，由同级党委和政府，或者由同级党委、同级政府分别办理，文件未定期限",
        "2024节假日1个，调休上班0天",
    ] {
        assert!(zh.contains(part), "{part}\n{zh}");
    }
    let en = zhunru(&["pack", "show", &path, "--lang", "en"]);
    let en = squeezed(en.exits(0).text());
    for part in [
        "bythegovernmentexecutivemeetingatcountylevel,within5workingdays",
        "1holidays,0make-up",
    ] {
        assert!(en.contains(part), "{part}\n{en}");
    }
}

#[test]
fn failing_cases_are_told_with_what_was_found() {
    let (_folder, path) = pack("pack-test", RULES);
    let text = zhunru(&["pack", "test", &path, "--coverage"])
        .exits(1)
        .text();
    assert_eq!(
        text,
        "FAILED testxian/cases/weekly.toml:14: monthly is not\n    \
             verdict: expected admit, found not_covered\n\
         testxian: 1 of 2 cases passed\n\
         rule    hit  not hit  lifted  unknown\n\
         ------  ---  -------  ------  -------\n\
         weekly  yes  -        -       -\n\
         1 passed, 1 failed\n"
    );
}

#[test]
fn a_faulty_pack_shows_all_its_faults() {
    let faulty = RULES
        .replace("frequency ==", "frequenzy ==")
        .replace("\"forbidden\"", "\"forbiden\"");
    let (_folder, path) = pack("pack-check", &faulty);
    let text = zhunru(&["pack", "check", &path]).exits(1).text();
    assert!(text.contains("did you mean `forbidden`?"), "{text}");
    assert!(text.contains("data_request.frequency"), "{text}");
    assert!(text.contains("^"), "{text}");
    assert!(text.ends_with("2 errors, 0 warnings\n"), "{text}");
    let ran = zhunru_with(&["decide", "-", "--pack", &path], DENIED.as_bytes(), &[]).exits(1);
    assert!(ran.err.contains("did you mean `forbidden`?"), "{}", ran.err);
    assert!(ran.err.starts_with("error["), "{}", ran.err);
}

#[test]
fn a_pack_of_a_folder_decides() {
    let (_folder, path) = pack("pack-decide", RULES);
    let arguments = ["decide", "-", "--pack", &path, "--format", "json"];
    let decided = zhunru_with(&arguments, DENIED.as_bytes(), &[])
        .exits(0)
        .json();
    assert_eq!(decided[0]["findings"][0]["rule"], "testxian/weekly");
    assert_eq!(decided[0]["packs"].as_array().unwrap().len(), 1);
}

#[test]
fn the_vocabulary_has_the_facts_of_packs() {
    let json = zhunru(&["vocabulary", "--format", "json"]).exits(0).json();
    let has = |json: &serde_json::Value, path: &str| {
        json.as_array()
            .unwrap()
            .iter()
            .any(|fact| fact["path"] == path)
    };
    assert!(has(&json, "issuer.level"));
    assert!(has(&json, "listed.tianjin.assist"));
    let yuhui = zhunru(&["vocabulary", "--pack", "yuhui", "--format", "json"])
        .exits(0)
        .json();
    assert!(has(&yuhui, "issuer.level"));
    assert!(!has(&yuhui, "listed.tianjin.assist"));
    let markdown = zhunru(&["vocabulary", "--format", "markdown", "--lang", "en"])
        .exits(0)
        .text();
    assert!(markdown.starts_with("| fact | label |"), "{markdown}");
    let text = zhunru(&["vocabulary"]).exits(0).text();
    assert!(text.contains("派交单位是哪一级"), "{text}");
}

#[test]
fn schemas_are_json_schemas() {
    for document in ["proposal", "decision", "pack"] {
        let schema = zhunru(&["schema", document]).exits(0).json();
        assert!(schema.get("$schema").is_some(), "{document}");
    }
}

#[test]
fn the_vocabulary_is_chinese_with_codes_behind_labels() {
    let text = zhunru(&["vocabulary"]).exits(0).text();
    for expected in [
        "县级（county）",
        "选项：",
        "是非；",
        "，可为无（none）",
        "效力层级（rank）",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    for english in ["enum", "boolean; ", "list:", "date;"] {
        assert!(!text.contains(english), "{english}");
    }
}

#[test]
fn packs_are_listed_on_a_narrow_terminal() {
    let columns = |columns| {
        zhunru_with(&["pack", "list"], b"", &[("COLUMNS", columns)])
            .exits(0)
            .text()
    };
    let wide = columns("120");
    assert!(wide.starts_with("规则包"), "{wide}");
    assert!(wide.contains("----"), "{wide}");
    let narrow = columns("40");
    assert!(!narrow.contains("----"), "{narrow}");
    assert!(
        narrow.contains("规则包：yuhui\n  地区：蚌埠市禹会区\n  代码：340304\n"),
        "{narrow}"
    );
}

#[test]
fn notes_on_packs_and_documents_are_shown() {
    let text = zhunru(&["pack", "show", "tianjin"]).exits(0).text();
    assert!(
        text.contains("  说明：本规则包依据实施方案的问答解读"),
        "{text}"
    );
    let text = zhunru(&["pack", "show", "yuhui", "--lang", "en"])
        .exits(0)
        .text();
    assert!(
        text.contains("note: the deadlines of the list of tasks"),
        "{text}"
    );
}
