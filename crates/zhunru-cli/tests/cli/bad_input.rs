//! Input that cannot be decided is told, and loses nothing else.

use crate::scratch::Scratch;
use crate::{DENIED, example, zhunru, zhunru_with};

#[test]
fn files_that_hold_no_proposals_are_named() {
    let files = Scratch::new("bad-input");
    let xlsx = std::fs::read(example("proposals.xlsx")).unwrap();
    let (gb18030, _, _) = encoding_rs::GB18030.encode(DENIED);
    for (name, bytes, expected) in [
        ("empty.json", &b""[..], "is empty; proposals as JSON"),
        ("blank.jsonl", b" \n\n ", "is empty; proposals as JSON"),
        ("empty.xlsx", b"", "is empty; proposals as JSON"),
        (
            "cut.xlsx",
            &xlsx[..xlsx.len() / 2],
            "is damaged or incomplete",
        ),
        ("gb.json", &gb18030, "is not UTF-8 (broken at byte offset"),
        ("binary", b"\x01\x02\x00\x03\xff", "is binary data"),
        ("text.csv", "甲,乙\n1,2\n".as_bytes(), "has no heading row"),
        ("page.xls", b"<html><table></table></html>", "is a web page"),
    ] {
        let ran = zhunru(&["decide", &files.file(name, bytes)]).exits(1);
        let expected = format!("{name}: {expected}");
        assert!(ran.err.contains(&expected), "{expected}\n{}", ran.err);
        assert_eq!(
            ran.text(),
            "已决 0 件；另有 1 件有误（共 1 处），未作结论\n"
        );
    }
    let ran = zhunru(&["decide", &files.path("")]).exits(1);
    assert!(ran.err.contains("is a folder"), "{}", ran.err);
    let ran = zhunru(&["decide", &files.path("absent.json")]).exits(1);
    assert!(
        ran.err.contains("absent.json: cannot be read"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("absent.json：文件不存在"), "{}", ran.err);
    let absent = files.path("absent.json");
    let ran = zhunru(&["decide", "--lang", "en", &absent]).exits(1);
    assert!(!ran.err.contains("不存在"), "{}", ran.err);
}

#[test]
fn nesting_and_sizes_are_bounded() {
    let files = Scratch::new("bad-input-bounds");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let ran = zhunru(&["decide", &files.file("deep.json", &deep)]).exits(1);
    assert!(
        ran.err.contains("values are nested deeper than 128"),
        "{}",
        ran.err
    );
    let lines = format!("{}\n{}\n", deep, DENIED.replace('\n', ""));
    let ran = zhunru(&[
        "decide",
        "--format",
        "jsonl",
        &files.file("deep.jsonl", &lines),
    ])
    .exits(1);
    assert!(ran.err.contains("line 1"), "{}", ran.err);
    assert!(ran.err.contains("nested deeper than 128"), "{}", ran.err);
    assert_eq!(ran.text().lines().count(), 1);

    let long = format!("{{\"title\": \"{}\"}}", "x".repeat(17 * 1024 * 1024));
    let array = format!("[{long}, {DENIED}]");
    let ran = zhunru(&[
        "decide",
        "--format",
        "jsonl",
        &files.file("long.json", &array),
    ])
    .exits(1);
    assert!(
        ran.err
            .contains("element 1, line 1, column 2: the value has more than"),
        "{}",
        ran.err
    );
    assert_eq!(ran.text().lines().count(), 1);
    let lines = format!("{long}\n{}\n", DENIED.replace('\n', ""));
    let ran = zhunru(&[
        "decide",
        "--format",
        "jsonl",
        &files.file("long.jsonl", &lines),
    ])
    .exits(1);
    assert!(
        ran.err.contains("line 1, column 1: the line has more than"),
        "{}",
        ran.err
    );
    assert_eq!(ran.text().lines().count(), 1);
}

#[test]
fn a_faulty_element_does_not_lose_the_others() {
    let array = format!(
        "[{DENIED},\n {{\"demands\": [{{\"type\": \"work\", \"itm\": 1}}]}},\n {{\"id\": 1,}},\n \
         {{\"demands\": [{{\"type\": \"wrk\"}}]}},\n{DENIED}]"
    );
    let ran = zhunru_with(&["decide", "-", "--format", "json"], array.as_bytes(), &[]).exits(1);
    assert_eq!(ran.json().as_array().unwrap().len(), 2);
    for expected in [
        "<stdin>, element 2, line 6, demands[0].itm: there is no field `itm` here, did you mean `item`?",
        "<stdin>, element 3, line 7, column 11: not valid JSON: trailing comma",
        "<stdin>, element 4, line 8, demands[0].type: `wrk` is no type of demand; allowed are `work`",
    ] {
        assert!(ran.err.contains(expected), "{expected}\n{}", ran.err);
    }
    assert!(
        ran.err
            .contains("已决 2 件：不予准入 2；另有 3 件有误（共 3 处），未作结论"),
        "{}",
        ran.err
    );
}

#[test]
fn broken_characters_are_told_where_they_stand() {
    let mut text = b"[{\"title\": \"\xe5\x91\xa8\xe6\x8a\xa5 \xff\"},\n".to_vec();
    text.extend_from_slice(DENIED.as_bytes());
    text.push(b']');
    let ran = zhunru_with(&["decide", "-", "--format", "jsonl"], &text, &[]).exits(1);
    assert!(
        ran.err
            .contains("element 1, line 1, column 16: the text is not UTF-8 here"),
        "{}",
        ran.err
    );
    assert_eq!(ran.text().lines().count(), 1);
}

#[test]
fn a_truncated_array_gives_its_whole_elements() {
    let text = format!("[{DENIED},\n{{\"id\": \"x");
    let ran = zhunru_with(&["decide", "-", "--format", "jsonl"], text.as_bytes(), &[]).exits(1);
    assert!(
        ran.err
            .contains("element 2, line 6, column 10: the text ends here"),
        "{}",
        ran.err
    );
    assert_eq!(ran.text().lines().count(), 1);
}

#[test]
fn a_proposal_without_a_day_or_place_is_an_error() {
    let undated = DENIED.replace("\"submitted_on\": \"2024-03-04\",", "");
    let ran = zhunru_with(&["decide", "-"], undated.as_bytes(), &[]).exits(1);
    assert!(
        ran.err.contains("give `submitted_on` or `--as-of`"),
        "{}",
        ran.err
    );
    zhunru_with(
        &["decide", "-", "--as-of", "2024年3月4日"],
        undated.as_bytes(),
        &[],
    )
    .exits(0);
    let nowhere = DENIED.replace("\"code\": \"340304100201\",", "");
    let ran = zhunru_with(&["decide", "-"], nowhere.as_bytes(), &[]).exits(1);
    assert!(
        ran.err
            .contains("the village has no code and no pack is named"),
        "{}",
        ran.err
    );
    zhunru_with(&["decide", "-", "--pack", "yuhui"], nowhere.as_bytes(), &[]).exits(0);
    let ran = zhunru_with(
        &["decide", "-", "--pack", "tianjin"],
        DENIED.as_bytes(),
        &[],
    )
    .exits(1);
    assert!(
        ran.err.contains("the village 340304100201 does not lie"),
        "{}",
        ran.err
    );
}

#[test]
fn strict_stops_at_the_first_fault() {
    let array = format!("[{DENIED}, 1, {DENIED}]");
    let ran = zhunru_with(
        &["decide", "-", "--strict", "--format", "json"],
        array.as_bytes(),
        &[],
    )
    .exits(1);
    assert_eq!(ran.json().as_array().unwrap().len(), 1);
    let told = "另有 1 件有误（共 1 处），未作结论；其余未读";
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn faults_of_one_kind_are_told_ten_times_and_counted() {
    let files = Scratch::new("bad-input-cap");
    let mut table = String::from("申请编号,诉求类型,提交日期\n");
    for row in 1..=25 {
        table.push_str(&format!("{row},派交工作事务,第{row}天\n"));
    }
    let file = files.file("many.csv", &table);
    let ran = zhunru(&["decide", &file]).exits(1);
    assert_eq!(
        ran.err.matches("不是日期；请写成").count(),
        11,
        "{}",
        ran.err
    );
    assert!(ran.err.contains("另有 15 处与此同类"), "{}", ran.err);
    assert!(ran.err.contains("用 --all-faults 逐处列出"), "{}", ran.err);
    assert!(
        ran.text().contains("另有 25 件有误（共 25 处）"),
        "{}",
        ran.text()
    );
    let all = zhunru(&["decide", &file, "--all-faults"]).exits(1);
    assert_eq!(
        all.err.matches("不是日期；请写成").count(),
        25,
        "{}",
        all.err
    );
    assert!(!all.err.contains("与此同类"), "{}", all.err);
}
