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
