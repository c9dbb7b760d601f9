use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;

fn moment(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

pub(super) fn sample() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let sheet = workbook.add_worksheet().set_name("名单").unwrap();
    let centre = Format::new();
    sheet
        .merge_range(0, 0, 0, 3, "2024年提案", &centre)
        .unwrap();
    sheet.write_string(2, 0, "村").unwrap();
    sheet.write_string(2, 3, "日期").unwrap();
    sheet.merge_range(3, 0, 4, 0, "下洪村", &centre).unwrap();
    sheet.write_number(3, 1, 340_304_100_201.0).unwrap();
    sheet.write_number(3, 2, 0.1 + 0.2).unwrap();
    sheet
        .write_datetime_with_format(3, 3, moment(2024, 3, 4), &day)
        .unwrap();
    sheet.write_boolean(4, 1, true).unwrap();
    sheet
        .write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    let time = moment(2024, 3, 4).and_hms(8, 30, 0).unwrap();
    sheet.write_datetime_with_format(4, 3, time, &day).unwrap();
    sheet
        .write_formula(5, 1, Formula::new("=\"a\"&\"b\"").set_result("ab"))
        .unwrap();
    sheet
        .write_number_with_format(5, 2, 0.354_166_666_7, &Format::new().set_num_format("h:mm"))
        .unwrap();
    sheet.write_string(5, 3, "两\n行").unwrap();
    workbook
        .add_worksheet()
        .set_name("隐藏")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "x")
        .unwrap();
    workbook.add_worksheet().set_name("空").unwrap();
    workbook
        .add_worksheet()
        .set_name("乙")
        .unwrap()
        .write(9, 1, "末")
        .unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn cells_of_every_kind_are_read() {
    let table = read_bytes(&sample(), "xlsx", &Limits::default()).unwrap();
    let time = chrono::NaiveDate::from_ymd_opt(2024, 3, 4)
        .unwrap()
        .and_hms_opt(8, 30, 0)
        .unwrap();
    let cells = table.cells();
    let expected = [
        (1, vec![text("2024年提案")]),
        (3, vec![text("村"), Cell::Blank, Cell::Blank, text("日期")]),
        (
            4,
            vec![
                text("下洪村"),
                Cell::Integer(340_304_100_201),
                Cell::Decimal("0.3".into()),
                date(2024, 3, 4),
            ],
        ),
        (
            5,
            vec![
                Cell::Blank,
                Cell::Boolean(true),
                Cell::Error("#DIV/0!".into()),
                Cell::DateTime(time),
            ],
        ),
        (
            6,
            vec![Cell::Blank, text("ab"), text("8:30:00"), text("两\n行")],
        ),
        (10, vec![Cell::Blank, text("末")]),
    ];
    assert_eq!(cells, expected);
    assert_eq!(table.notes, [SheetNote::Hidden("隐藏".into())]);
    assert_eq!(table.encoding, None);
    assert_eq!(table.rows[2].address(3), "名单!D4");
    assert_eq!(table.rows[5].address(1), "乙!B10");
}

#[test]
fn merged_cells_can_be_repeated() {
    let limits = Limits::default();
    let rows = read(Input::spool(sample().as_slice(), &limits).unwrap(), &limits).unwrap();
    let rows: Vec<SheetRow> = RepeatMerged::new(rows).collect::<Result<_, _>>().unwrap();
    assert_eq!(rows[0].cells, vec![text("2024年提案"); 4]);
    assert_eq!(rows[2].cell(0), &text("下洪村"));
    assert_eq!(rows[3].cell(0), &text("下洪村"));
    assert_eq!(rows[4].cell(0), &Cell::Blank);
    let region = Region {
        first_row: 4,
        last_row: 5,
        first_column: 0,
        last_column: 0,
    };
    assert!(rows[0].sheet.merged.contains(&region));
}

#[test]
fn dates_counted_from_1904_are_the_same_days() {
    let old = fixtures::edit(&sample(), "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let table = read_bytes(&old, "xlsx", &Limits::default()).unwrap();
    // The same number of days, but counted from 1 462 days later.
    assert_eq!(table.rows[2].cells[3], date(2028, 3, 5));
}

#[test]
fn dates_that_cannot_be_are_errors() {
    let with = |serial: f64| {
        let mut workbook = Workbook::new();
        let format = Format::new().set_num_format("yyyy-mm-dd");
        workbook
            .add_worksheet()
            .write_number_with_format(0, 0, serial, &format)
            .unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        read_bytes(&bytes, "", &Limits::default()).unwrap().rows[0].cells[0].clone()
    };
    assert_eq!(with(45_355.0), date(2024, 3, 4));
    assert_eq!(with(45_354.999_999_99), date(2024, 3, 4));
    assert_eq!(with(1.0), date(1900, 1, 1));
    assert_eq!(with(59.0), date(1900, 2, 28));
    // The day that Excel invented.
    assert!(matches!(with(60.0), Cell::Error(_)));
    assert_eq!(with(61.0), date(1900, 3, 1));
    assert!(matches!(with(-5.0), Cell::Error(_)));
    assert!(matches!(with(1e12), Cell::Error(_)));
}

#[test]
fn numbers_keep_their_plain_form() {
    for (value, cell) in [
        (20_000.0, Cell::Integer(20_000)),
        (-3.0, Cell::Integer(-3)),
        (1234.5, Cell::Decimal("1234.5".into())),
        (1e-7, Cell::Decimal("0.0000001".into())),
        (1e20, Cell::Decimal("100000000000000000000".into())),
        (2.999_999_999_999_999_6, Cell::Integer(3)),
        (f64::NAN, Cell::Error("#NUM!".into())),
    ] {
        assert_eq!(Cell::number(value), cell, "{value}");
    }
}

#[test]
fn rows_and_columns_are_bounded() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write(1_048_575, 16_383, "角")
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let error = read_bytes(&bytes, "xlsx", &Limits::default()).unwrap_err();
    assert!(
        matches!(error, SheetError::TooManyColumns { row: 1_048_576, .. }),
        "{error}"
    );
    let limits = Limits {
        columns: 20_000,
        ..Limits::default()
    };
    assert_eq!(
        read_bytes(&bytes, "xlsx", &limits).unwrap().rows[0].address(16_383),
        "Sheet1!XFD1048576"
    );
    let limits = Limits {
        record_bytes: 5,
        ..Limits::default()
    };
    let error = read_bytes(&sample(), "xlsx", &limits).unwrap_err();
    assert!(
        matches!(error, SheetError::RowTooLong { row: 1, limit: 5 }),
        "{error}"
    );
}

#[test]
fn a_workbook_is_read_whatever_its_name() {
    for extension in ["csv", "xls", ""] {
        assert!(read_bytes(&sample(), extension, &Limits::default()).is_ok());
    }
}

#[test]
fn reading_may_stop_early() {
    let limits = Limits::default();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..5_000 {
        sheet.write(row, 0, row).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let mut rows = read(Input::spool(bytes.as_slice(), &limits).unwrap(), &limits).unwrap();
    assert_eq!(rows.next().unwrap().unwrap().cells, [Cell::Integer(0)]);
    drop(rows);
    assert_eq!(
        read_bytes(&bytes, "xlsx", &limits).unwrap().rows.len(),
        5_000
    );
}
