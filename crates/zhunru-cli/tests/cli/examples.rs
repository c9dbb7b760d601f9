//! The example workbook, table and JSON say the same and are decided the same.

use crate::{example, zhunru};

/// Decisions as values, from files of the examples.
fn decisions(arguments: &[&str]) -> serde_json::Value {
    let mut all = vec!["decide", "--format", "json"];
    all.extend_from_slice(arguments);
    zhunru(&all).exits(0).json()
}

#[test]
fn the_same_proposals_are_decided_the_same_in_every_form() {
    let json = decisions(&[&example("proposals.json")]);
    let count = json.as_array().unwrap().len();
    assert!(count >= 60, "{count}");
    for name in ["proposals.xlsx", "proposals-gb18030.csv"] {
        let table = decisions(&[&example(name)]);
        for (left, right) in json
            .as_array()
            .unwrap()
            .iter()
            .zip(table.as_array().unwrap())
        {
            assert_eq!(left, right, "{name}: {}", left["proposal"]);
        }
        assert_eq!(table.as_array().unwrap().len(), count, "{name}");
    }
}

#[test]
fn every_broken_row_is_told_and_the_others_are_decided() {
    let file = example("broken-rows.xlsx");
    let ran = zhunru(&["decide", "--format", "json", &file]).exits(1);
    let decided: Vec<String> = ran
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["proposal"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(decided, ["B-01", "B-15"]);
    for (cell, found) in [
        (
            "row 4, column D (提交日期)",
            "`2024年2月30日` does not exist in the calendar",
        ),
        (
            "row 5, column Q (承担方式)",
            "`包办` is no role of the village; allowed are 责任主体",
        ),
        (
            "row 6, column O (诉求类型)",
            "the type of the demand is missing",
        ),
        (
            "row 7, column H (村(社区)代码)",
            "a division code has 6 or 12 digits",
        ),
        (
            "row 8, column H (村(社区)代码)",
            "a division code has digits only",
        ),
        (
            "row 9, column T (挂牌位置)",
            "a demand of the type work has no `挂牌位置`",
        ),
        (
            "row 10, column K (审批记录)",
            "`点头` is no act; allowed are 统一部署",
        ),
        ("row 11, column N (经费数额)", "an amount is 0 or more"),
        (
            "row 12, column R (是否党政群机构自身权责)",
            "`大概是` is neither yes nor no",
        ),
        (
            "row 13, column O (诉求类型)",
            "`布置任务` is no type of demand",
        ),
        (
            "row 15, column D (提交日期)",
            "`2024-03-05` contradicts `2024-03-04`",
        ),
        (
            "row 16, column L (依据)",
            "`口头通知` is no rank of a legal basis",
        ),
        ("row 17, column U (会议日期)", "`03/04/2024` is ambiguous"),
    ] {
        let line = ran.err.lines().find(|line| line.contains(cell));
        assert!(
            line.is_some_and(|line| line.contains(found)),
            "{cell}: {found}\n{}",
            ran.err
        );
    }
    let errors = ran.err.lines().filter(|line| line.starts_with("error: "));
    assert_eq!(errors.count(), 13, "{}", ran.err);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let file = example("proposals.xlsx");
    for format in ["text", "json", "jsonl", "csv", "xlsx", "markdown"] {
        let run = || zhunru(&["decide", "--format", format, &file]).exits(0).out;
        let first = run();
        assert!(!first.is_empty());
        assert!(first == run(), "{format}");
    }
}
