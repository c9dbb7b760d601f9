//! `list show`, and what `pack show` tells of lists.

use std::path::Path;

use crate::{zhunru, zhunru_with};

fn district() -> String {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs/tianjin-district");
    folder.to_string_lossy().into_owned()
}

fn shown(list: &str, lang: &str) -> String {
    let arguments = ["list", "show", list, "--lang", lang];
    let ran = zhunru_with(&arguments, b"", &[("COLUMNS", "72")]);
    ran.exits(0).text()
}

#[test]
fn the_text_of_a_list_stays_as_it_is() {
    let assist = format!("{}/assist", district());
    for (list, lang, expected) in [
        (
            assist.as_str(),
            "zh",
            include_str!("snapshots/list-assist-zh.txt"),
        ),
        (
            "haicang/duties@2019-12-31",
            "zh",
            include_str!("snapshots/list-duties-2019-zh.txt"),
        ),
        (
            "haicang/duties@2020-01-01",
            "en",
            include_str!("snapshots/list-duties-2020-en.txt"),
        ),
    ] {
        let found = shown(list, lang);
        assert_eq!(found, expected, "{list}:\n{found}");
    }
}

#[test]
fn a_list_is_shown_as_it_reads_on_the_day() {
    let list = |day: &str| format!("{}/assist@{day}", district());
    let json = |day: &str| {
        let ran = zhunru(&["list", "show", &list(day), "--format", "json"]);
        ran.exits(0).json()
    };
    let (before, after) = (json("2024-12-31"), json("2025-01-01"));
    for (found, count) in [(&before, 4), (&after, 5)] {
        assert_eq!(found["count"], count);
        assert_eq!(found["entries"].as_array().unwrap().len(), count);
        assert_eq!(found["versions"].as_array().unwrap().len(), 2);
    }
    assert_eq!(
        before["entries"][2]["accountability"],
        "逾期不转交的，由街道约谈经办人员"
    );
    let day = list("1999-01-01");
    let early = zhunru(&["list", "show", &day]).exits(1);
    assert!(early.err.contains("未生效"), "{}", early.err);
}

#[test]
fn the_rows_of_a_list_are_those_that_a_pack_reads() {
    let list = format!("{}/assist@2024-12-31", district());
    let ran = zhunru(&["list", "show", &list, "--format", "csv"]);
    let csv = ran.exits(0).text();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(lines[0].starts_with("编码,名称,别名,类别,流程,"), "{csv}");
    assert!(lines[0].contains(",评价,责任追究"), "{csv}");
    assert!(lines[3].contains(",身份证明;申请表,"), "{csv}");
    let none = zhunru(&["list", "show", "haicang/duties", "--format", "csv"]).exits(1);
    assert!(none.err.contains("未载入"), "{}", none.err);
}

#[test]
fn packs_tell_the_entries_in_force_and_the_stated_counts() {
    // Where lines break depends on the terminal.
    let shown = |pack: &str| {
        let text = zhunru(&["pack", "show", pack]).exits(0).text();
        text.split_whitespace().collect::<String>()
    };
    let haicang = shown("haicang");
    assert!(
        haicang.contains("未载入，文件载明38项，2020-01-01起24项"),
        "{haicang}"
    );
    let district = shown(&district());
    assert!(district.contains("依法协助事项5项"), "{district}");
    assert!(!district.contains("《《"), "{district}");
}
