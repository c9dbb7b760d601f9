use super::*;

#[test]
fn markdown_shows_text_as_it_is() {
    assert_eq!(
        escape_markdown("a|b\\*c*\n<b>&"),
        "a\\|b\\\\\\*c\\*<br>&lt;b&gt;&amp;"
    );
    assert_eq!(
        escape_markdown("[x](https://e.cn)"),
        "\\[x\\](https&#58;//e.cn)"
    );
    let table = markdown_table(
        &["甲", "乙"],
        &[vec!["1".into()], vec!["|".into(), "2".into(), "3".into()]],
    );
    assert_eq!(table, "| 甲 | 乙 |\n| --- | --- |\n| 1 |  |\n| \\| | 2 |\n");
}

#[test]
fn widths_count_chinese_twice() {
    assert_eq!(display_width("下洪村 a1（元）"), 17 - 2);
    assert_eq!(pad("村", 4), "村  ");
    assert_eq!(pad("下洪村", 4), "下洪村");
}

#[test]
fn lines_break_by_chinese_rules() {
    assert_eq!(wrap("村级组织工作事务", 8), ["村级组织", "工作事务"]);
    // The full stop may not begin a line, so a character goes with it.
    assert_eq!(wrap("村级组织。工作", 8), ["村级组", "织。工作"]);
    // The opening mark may not end one.
    assert_eq!(wrap("村级组（织）", 8), ["村级组", "（织）"]);
    assert_eq!(wrap("甲乙丙——丁", 7), ["甲乙", "丙——丁"]);
    assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]);
    assert_eq!(
        wrap("编号 2024-031 的通知", 8),
        ["编号", "2024-031", "的通知"]
    );
    assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert_eq!(wrap("一\n\n二", 10), ["一", "", "二"]);
    assert_eq!(wrap("", 10), [""]);
    assert_eq!(wrap("。。。。。", 4), ["。。", "。。", "。"]);
}

#[test]
fn no_line_is_too_wide_or_begins_badly() {
    let text = "经县委、县政府同意，可以统一部署（见《通知》第4项）；其他部门不得自行要求，“一票否决”除外……请按期报送 report-2024.xlsx。";
    for width in 6..60 {
        let lines = wrap(text, width);
        for line in &lines {
            assert!(display_width(line) <= width, "{width}: {line}");
        }
        if width >= 20 {
            let bad =
                |line: &&String| line.starts_with(['，', '。', '、', '；', '）', '》', '”', '…']);
            assert_eq!(lines.iter().find(bad), None, "{width}");
        }
        let joined: String = lines.concat();
        assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
    }
}

#[test]
fn paragraphs_and_tables_line_up() {
    let set = Paragraph::hanging("1. ", 11).set("村级组织工作");
    assert_eq!(set, "1. 村级组织\n   工作\n");
    let mut table = PlainTable::new(&["项", "说明"]);
    table.push(["一", "经同意可以部署"]);
    table.push(["aa", "无"]);
    assert_eq!(
        table.set(12),
        "项  说明\n--  --------\n一  经同意可\n    以部署\naa  无\n"
    );
    assert!(table.set(80).lines().all(|line| display_width(line) <= 18));
    assert_eq!(table.set(80).lines().count(), 4);
}
