use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::*;

fn csv(encoding: CsvEncoding, rows: &[&[OutCell]]) -> Result<Vec<u8>, WriteError> {
    let mut writer = CsvWriter::new(Vec::new(), encoding);
    for row in rows {
        writer.write_row(row)?;
    }
    writer.finish()
}

fn csv_text(cells: &[OutCell]) -> String {
    String::from_utf8(csv(CsvEncoding::Utf8, &[cells]).unwrap()).unwrap()
}

#[test]
fn csv_quotes_what_needs_it() {
    let line = csv_text(&[
        "甲".into(),
        "a,b".into(),
        "说\"是\"".into(),
        "两\n行".into(),
        " x".into(),
    ]);
    assert_eq!(line, "甲,\"a,b\",\"说\"\"是\"\"\",\"两\n行\",\" x\"\r\n");
    assert_eq!(csv_text(&[OutCell::Blank]), "\"\"\r\n");
    let date = NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    let values = [
        OutCell::Integer(-5),
        OutCell::Date(date),
        OutCell::Boolean(true),
        OutCell::Blank,
    ];
    assert_eq!(csv_text(&values), "-5,2024-03-04,是,\r\n");
}

#[test]
fn csv_text_is_never_a_formula() {
    for text in [
        "=1+1",
        "+cmd",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "\t=1",
        "\r=1",
        " =1",
        "=HYPERLINK(\"x\")",
    ] {
        let line = csv_text(&[text.into()]);
        assert!(
            line.trim_start_matches('"').starts_with('\''),
            "{text:?} gives {line:?}"
        );
    }
    for text in ["-5", "+3.5", "1=1", "a@b", "无"] {
        assert_eq!(csv_text(&[text.into()]), format!("{text}\r\n"));
    }
}

#[test]
fn csv_encodings_carry_their_marks() {
    let row = [OutCell::from("村")];
    let marked = csv(CsvEncoding::Utf8WithMark, &[&row, &row]).unwrap();
    assert_eq!(marked, "\u{feff}村\r\n村\r\n".as_bytes());
    let gb = csv(CsvEncoding::Gb18030, &[&row]).unwrap();
    assert_eq!(gb, b"\xb4\xe5\r\n");
    let outside = [OutCell::Blank, OutCell::from("a\u{e5e5}")];
    let error = csv(CsvEncoding::Gb18030, &[&row, &outside]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "row 2, column B: GB18030 has no character U+E5E5; write UTF-8"
    );
}

fn sample() -> OutSheet {
    let date = NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    OutSheet {
        name: "决定".into(),
        headings: vec![
            "事项".into(),
            "日期".into(),
            "经费".into(),
            "代码".into(),
            "可行".into(),
        ],
        rows: vec![
            vec![
                "=HYPERLINK(\"http://x\")".into(),
                OutCell::Date(date),
                OutCell::Decimal(Decimal::new(123_450, 2)),
                OutCell::Integer(340_304_100_201),
                OutCell::Boolean(false),
            ],
            vec![
                "长".repeat(200).into(),
                OutCell::Blank,
                OutCell::Integer(i64::MAX),
            ],
        ],
    }
}

#[test]
fn xlsx_values_come_back() {
    let bytes = write_xlsx(&[sample()], LongText::Refuse).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range("决定").unwrap();
    let value = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(value(0, 4), Data::String("可行".into()));
    assert_eq!(value(1, 0), Data::String("=HYPERLINK(\"http://x\")".into()));
    assert_eq!(value(1, 1).to_string(), "45355");
    assert!(matches!(value(1, 1), Data::DateTime(_)));
    assert_eq!(value(1, 2), Data::Float(1234.5));
    assert_eq!(value(1, 3), Data::Float(340_304_100_201.0));
    assert_eq!(value(1, 4), Data::String("否".into()));
    assert_eq!(value(2, 2), Data::String(i64::MAX.to_string()));
    assert!(workbook.worksheet_formula("决定").unwrap().is_empty());
}

#[test]
fn xlsx_is_the_same_every_time_and_styled() {
    let bytes = write_xlsx(&[sample()], LongText::Refuse).unwrap();
    assert_eq!(bytes, write_xlsx(&[sample()], LongText::Refuse).unwrap());
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    assert!(part("docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("ySplit=\"1\""));
    assert!(sheet.contains("<autoFilter ref=\"A1:E3\""));
    // The column of the 200 characters is as wide as allowed, and its text wrapped.
    assert!(
        sheet.contains("<col min=\"1\" max=\"1\" width=\"60."),
        "{sheet}"
    );
    assert!(part("xl/styles.xml").contains("wrapText=\"1\""));
}

#[test]
fn xlsx_limits_are_kept() {
    let long = OutSheet {
        name: "表".into(),
        headings: vec!["甲".into()],
        rows: vec![vec!["字".repeat(32_768).into()]],
    };
    let error = write_xlsx(std::slice::from_ref(&long), LongText::Refuse).unwrap_err();
    assert!(
        matches!(&error, WriteError::CellTooLong { cell, length: 32_768, .. } if cell == "A2"),
        "{error}"
    );
    let bytes = write_xlsx(&[long], LongText::Cut).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range("表").unwrap();
    let text = range.get_value((1, 0)).unwrap().to_string();
    assert_eq!(text.chars().count(), 32_767);
    assert!(text.ends_with("（已截断，全文见 JSON 或 CSV）"));
    let wide = OutSheet {
        headings: vec![String::new(); 16_385],
        ..OutSheet::default()
    };
    assert!(matches!(
        write_xlsx(&[wide], LongText::Cut),
        Err(WriteError::SheetTooLarge {
            columns: 16_385,
            ..
        })
    ));
}

#[test]
fn xlsx_sheet_names_are_made_valid() {
    let names = [
        "a/b[c]",
        "A/B[C]",
        "",
        "'x'",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙",
    ];
    let sheets: Vec<OutSheet> = names
        .iter()
        .map(|name| OutSheet {
            name: (*name).into(),
            ..OutSheet::default()
        })
        .collect();
    let bytes = write_xlsx(&sheets, LongText::Refuse).unwrap();
    let workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let expected = [
        "a_b_c_",
        "A_B_C_(2)",
        "表",
        "x",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲",
    ];
    assert_eq!(workbook.sheet_names(), expected);
}

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
