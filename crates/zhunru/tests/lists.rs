//! Lists over time: versions, comparison, codes, and what a change flips.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use chrono::NaiveDate;
use zhunru::Engine;
use zhunru::decision::{Outcome, Verdict};
use zhunru::impact::{Impact, ImpactTotals};
use zhunru::list::{
    EntryField, ItemList, ListContent, ListEntry, WhileNotLoaded, compare, percent,
};
use zhunru::model::Proposal;
use zhunru::pack::{Pack, PackFiles, load_packs};

const MANIFEST: &str = r#"
format = 1
id = "example"
version = "2024-01-01"
title = "示例县准入规则"
place = { code = "340304", name = "示例县", level = "county" }
in_force = { from = 2024-01-01 }
regulates = [{ on = ["work"], by = "admission" }]
document = [{ id = "notice", kind = "notice", title = "通知", issuer = "示例县民政局" }]
"#;

const SERVICES: &str = r#"
id = "services"
title = "公共服务事项"
kind = "public_services"
source = { document = "notice", clause = "附件" }
declared_count = 3
class = [{ name = "民政", declared_count = 2 }, { name = "教育" }]

[[entry]]
code = "A1"
name = "低保申请协助"
aliases = ["低保代办"]
category = "民政"
lead_unit = "县民政局"

[[entry]]
code = "A2"
name = "高龄津贴认证"
category = "民政"

[[entry]]
code = "B1"
name = "义务教育入学信息核实"
category = "教育"

[[amendment]]
on = 2025-01-01
act = "revise"
entry = "低保代办"
to = { lead_unit = "示例县民政局", materials = ["身份证"] }
by = "示例县人民政府"
document = "关于调整清单的通知"

[[amendment]]
on = 2025-01-01
act = "retire"
entry = "A2"
by = "示例县人民政府"
document = "关于调整清单的通知"

[[amendment]]
on = 2025-01-01
act = "add"
to = { code = "A3", name = "高龄津贴资格认证", category = "民政" }
by = "示例县人民政府"
document = "关于调整清单的通知"

[[amendment]]
on = 2026-01-01
act = "revise"
entry = "B1"
to = { code = "C1" }
by = "示例县人民政府"
document = "关于调整清单的通知"
"#;

fn load(files: &[(&str, &str)]) -> Pack {
    let files = files.iter();
    let files = files.map(|(path, text)| (*path, text.as_bytes().to_vec()));
    let files = PackFiles::collect("example", files).unwrap();
    let loaded = load_packs(&[files], &[]).unwrap_or_else(|found| panic!("{found}"));
    loaded.packs.into_iter().next().unwrap()
}

fn example() -> Pack {
    load(&[("pack.toml", MANIFEST), ("lists/services.toml", SERVICES)])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn names(list: &ItemList, on: &str) -> Vec<String> {
    let version = list.version_on(day(on)).unwrap();
    let entries = version.entries.unwrap().into_iter();
    entries
        .map(|entry| entry.name.as_str().to_owned())
        .collect()
}

#[test]
fn every_past_version_can_be_read() {
    let pack = example();
    let list = &pack.lists[0];
    let first = ["低保申请协助", "高龄津贴认证", "义务教育入学信息核实"];
    assert_eq!(names(list, "2024-01-01"), first);
    assert_eq!(names(list, "2024-12-31"), first);
    let second = ["义务教育入学信息核实", "低保申请协助", "高龄津贴资格认证"];
    assert_eq!(names(list, "2025-01-01"), second);
    assert!(list.version_on(day("2023-12-31")).is_none());

    let versions = list.versions();
    let days = |from: &str, to: Option<&str>| (Some(day(from)), to.map(day));
    let found = versions.iter();
    let found: Vec<_> = found
        .map(|version| (version.in_force.from, version.in_force.to))
        .collect();
    assert_eq!(
        found,
        [
            days("2024-01-01", Some("2024-12-31")),
            days("2025-01-01", Some("2025-12-31")),
            days("2026-01-01", None),
        ]
    );
    let acts = versions[1].amendments.iter();
    let acts: Vec<String> = acts.map(|amendment| amendment.act.to_string()).collect();
    assert_eq!(acts, ["revise", "retire", "add"]);
    let counts = versions[1].count_by_class();
    assert_eq!(counts[0], (Some("民政".into()), 2));
    assert_eq!(counts[1], (Some("教育".into()), 1));
}

#[test]
fn classes_tell_what_they_have_and_what_was_stated() {
    let sizes = |list: &ItemList| -> Vec<(Option<String>, Option<usize>, Option<usize>)> {
        let classes = list.version_on(day("2024-03-04")).unwrap().classes();
        let classes = classes.into_iter();
        let sizes = classes.map(|one| (one.name.map(String::from), one.count, one.declared_count));
        sizes.collect()
    };
    let civil = |count| (Some("民政".to_owned()), count, Some(2));
    let schools = |count| (Some("教育".to_owned()), count, None);
    let mut list = example().lists.swap_remove(0);
    assert_eq!(sizes(&list), [civil(Some(2)), schools(Some(1))]);

    list.content = ListContent::NotLoaded(WhileNotLoaded::Ask);
    assert_eq!(sizes(&list), [civil(None), schools(None)]);

    // Entries of no class come last, and where all are, there are no classes.
    let mut entry = ListEntry::named("防汛值守");
    list.content = ListContent::Loaded(vec![entry.clone()]);
    assert_eq!(
        sizes(&list),
        [civil(Some(0)), schools(Some(0)), (None, Some(1), None)]
    );
    list.classes.clear();
    assert_eq!(sizes(&list), []);
    entry.category = Some("应急".into());
    list.content = ListContent::Loaded(vec![entry]);
    assert_eq!(sizes(&list), [(Some("应急".to_owned()), Some(1), None)]);
}

#[test]
fn versions_are_compared_entry_by_entry() {
    let pack = example();
    let versions = pack.lists[0].versions();
    let change = compare(&versions[0], &versions[1]);
    assert_eq!(change.added.len(), 1);
    assert_eq!(change.retired.len(), 1);
    let fields = change.revised[0].changes.iter();
    let fields: Vec<EntryField> = fields.map(|change| change.field).collect();
    assert_eq!(fields, [EntryField::Materials, EntryField::LeadUnit]);
    let renamed = &change.renamed[0];
    assert_eq!(renamed.before.name.as_str(), "高龄津贴认证");
    assert_eq!(renamed.after.name.as_str(), "高龄津贴资格认证");
    assert_eq!(change.unchanged, 1);
    let lines: Vec<_> = change.lines();
    let lines: Vec<&str> = lines.iter().map(|line| line.zh()).collect();
    assert_eq!(
        lines,
        [
            "条目数：3 → 3（0.00%）",
            "新增：A3 高龄津贴资格认证",
            "取消：A2 高龄津贴认证",
            "调整：A1 低保申请协助，办理材料：无 → 身份证",
            "调整：A1 低保申请协助，牵头单位：县民政局 → 示例县民政局",
            "疑似更名：A2 高龄津贴认证 → A3 高龄津贴资格认证，请核实",
        ]
    );
    let recoded = compare(&versions[1], &versions[2]);
    assert_eq!(recoded.recoded.len(), 1);
    assert!(recoded.revised.is_empty() && recoded.added.is_empty());
    assert!(compare(&versions[0], &versions[0]).is_empty());
}

#[test]
fn lists_without_entries_keep_a_history_of_counts() {
    let kinds = [
        "autonomous_duties",
        "assist",
        "supervision",
        "ledgers_and_reports",
    ];
    let kinds = kinds
        .into_iter()
        .chain(["inspections_and_contests", "certificates_to_issue"]);
    let counts = [(38, 24), (61, 55), (11, 10), (27, 21), (8, 7), (20, 2)];
    let lists: Vec<(String, String)> = kinds
        .zip(counts)
        .map(|(kind, (before, after))| {
            let id = kind.replace('_', "-");
            let text = format!(
                "id = \"{id}\"\ntitle = \"清单\"\nkind = \"{kind}\"\nnot_loaded = \"ask\"\n\
                 source = {{ document = \"notice\", clause = \"一\" }}\ndeclared_count = {before}\n\
                 version = [{{ from = 2025-01-01, declared_count = {after} }}]\n"
            );
            (format!("lists/{id}.toml"), text)
        })
        .collect();
    let mut files = vec![("pack.toml", MANIFEST)];
    files.extend(
        lists
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let pack = load(&files);
    let total = |on: &str| -> usize {
        let lists = pack.lists.iter();
        lists
            .filter_map(|list| list.declared_count_on(day(on)))
            .sum()
    };
    assert_eq!((total("2024-06-01"), total("2025-06-01")), (165, 119));
    assert_eq!(percent(165, 119).unwrap().to_string(), "-27.88");
    let versions = pack.lists[0].versions();
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[1].entries, None);
    let change = compare(&versions[0], &versions[1]);
    assert!(!change.is_loaded && !change.is_empty());
}

#[test]
fn a_change_of_a_list_flips_what_it_touches() {
    let pack = example();
    let engine = |on: &str| {
        let digest = pack.digest();
        let pinned = pack.with_lists_as_of(day(on));
        assert_ne!(pinned.digest(), digest);
        Engine::builder().pack(pinned).build().unwrap()
    };
    let impact = Impact::new(engine("2024-06-01"), engine("2025-06-01"));
    let proposal = |item: &str| {
        let text = format!(
            r#"{{"id": "{item}", "village": {{"code": "340304100201"}},
                "demands": [{{"type": "work", "item": "{item}"}}]}}"#
        );
        (Proposal::from_json(&text).unwrap(), day("2024-03-04"))
    };
    let past = [proposal("A2"), proposal("低保代办"), proposal("毫不相干")];
    let found: Vec<_> = impact.of_all(&past).collect();
    let flipped = found[0].as_ref().unwrap();
    assert!(flipped.is_flipped());
    let demand = &flipped.demands[0];
    assert_eq!(
        (demand.before, demand.after),
        (Verdict::Admit, Verdict::NotCovered)
    );
    let finding = &demand.findings[0];
    assert_eq!(finding.rule.to_string(), "example/services");
    assert_eq!(
        (finding.before, finding.after),
        (Some(Outcome::Satisfied), None)
    );
    assert!(!found[1].as_ref().unwrap().is_changed());

    let mut totals = ImpactTotals::default();
    found.iter().for_each(|one| totals.add(one));
    assert_eq!((totals.proposals, totals.flipped), (3, 1));
    assert_eq!(totals.no_longer_assignable, 1);
    let flips = totals.flips();
    assert_eq!((flips.len(), flips[0].count), (1, 1));
}

#[test]
fn only_the_list_that_is_named_is_pinned() {
    let pack = example();
    assert!(pack.with_list_as_of("nothing", day("2024-06-01")).is_none());
    let pinned = pack.with_list_as_of("services", day("2024-06-01")).unwrap();
    assert_eq!(pinned.lists[0].entries().len(), 3);
    assert_eq!(names(&pinned.lists[0], "2030-01-01").len(), 3);
}

#[test]
fn what_an_entry_says_is_part_of_the_digest_only_where_it_is_said() {
    let plain = example();
    let plain = plain.digest();
    let said = SERVICES.replace(
        "name = \"高龄津贴认证\"",
        "name = \"高龄津贴认证\"\nflow = \"报\"",
    );
    let said = load(&[("pack.toml", MANIFEST), ("lists/services.toml", &said)]);
    assert_ne!(said.digest(), plain);
    let json = serde_json::to_value(&said.lists[0].entries()[1]).unwrap();
    assert_eq!(json["flow"], "报");
    assert!(json.get("standard").is_none());
}

#[test]
fn who_answers_for_an_entry_is_read_from_both_forms() {
    let table = "[[entry]]\nname = \"低保申请协助\"\naccountability = \"由镇纪委约谈\"\n";
    let head = "id = \"services\"\ntitle = \"公共服务事项\"\nkind = \"public_services\"\n\
                source = { document = \"notice\", clause = \"附件\" }\n";
    let load_list = |list: &str, csv: Option<&str>| {
        let list = format!("{head}{list}");
        let mut files = vec![("pack.toml", MANIFEST), ("lists/services.toml", &list)];
        files.extend(csv.map(|csv| ("lists/services.csv", csv)));
        load(&files)
    };
    let csv = "名称,责任追究\n低保申请协助,由镇纪委约谈\n";
    let from_csv = load_list("entries = \"services.csv\"\n", Some(csv));
    let from_table = load_list(table, None);
    for pack in [&from_csv, &from_table] {
        let entry = &pack.lists[0].entries()[0];
        assert_eq!(EntryField::Accountability.values(entry), ["由镇纪委约谈"]);
    }
    let without = load_list("[[entry]]\nname = \"低保申请协助\"\n", None);
    assert_eq!(from_csv.digest(), from_table.digest());
    assert_ne!(from_csv.digest(), without.digest());
}
