use encoding_rs::GB18030;

use super::*;

fn table(bytes: &[u8]) -> Result<Table, SheetError> {
    read_bytes(bytes, "csv", &Limits::default())
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (
        number,
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

#[test]
fn encodings_are_found() {
    let content = "事项,经费\n农村人居环境整治周报,2万元\n㐀𠀀,\n";
    let expected = [
        row(1, &["事项", "经费"]),
        row(2, &["农村人居环境整治周报", "2万元"]),
        row(3, &["㐀𠀀"]),
    ];
    let gb = GB18030.encode(content).0;
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(content.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let utf16_big: Vec<u8> = format!("\u{feff}{content}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    for (bytes, encoding) in [
        (content.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{feff}{content}").into_bytes(), "UTF-8"),
        (gb.to_vec(), "GB18030"),
        (utf16, "UTF-16LE"),
        (utf16_big, "UTF-16BE"),
    ] {
        let table = table(&bytes).unwrap();
        assert_eq!(table.texts(), expected, "{encoding}");
        assert_eq!(table.encoding, Some(encoding));
    }
}

#[test]
fn broken_text_is_refused_with_its_offset() {
    let mut utf8 = "农村人居环境整治周报,".repeat(20_000).into_bytes();
    let offset = utf8.len() as u64 - 100;
    utf8[offset as usize] = 0xff;
    // The broken byte may stand inside a character, which begins up to two bytes before.
    let error = table(&utf8).unwrap_err();
    let SheetError::BrokenUtf8 { offset: found } = error else {
        panic!("{error}")
    };
    assert!(
        (offset - 2..=offset).contains(&found),
        "{found} for {offset}"
    );

    let mut gb = b"abc,".to_vec();
    gb.extend_from_slice(&GB18030.encode("村庄").0);
    gb.extend_from_slice(b"\xd5\x20,x");
    let error = table(&gb).unwrap_err();
    let expected = SheetError::UnknownEncoding {
        utf8_offset: 4,
        gb18030_offset: 8,
    };
    assert_eq!(error.to_string(), expected.to_string());

    // Cut off within a character: not to be taken for GB18030.
    let cut = &"村级,事".as_bytes()[..8];
    assert!(matches!(
        table(cut),
        Err(SheetError::BrokenUtf8 { offset: 7 })
    ));
    assert!(matches!(
        table(b"\xff\xfea\x00\x00\xd8"),
        Err(SheetError::BrokenUtf16 { .. })
    ));
}

#[test]
fn lines_are_counted_inside_quotes() {
    let content = "甲,乙\r\n\"一\r\n二\",\"说\"\"是\"\"\"\r\n\r\n,,\r\n丙,\"a,b\"\r\n";
    let expected = [
        row(1, &["甲", "乙"]),
        row(2, &["一\r\n二", "说\"是\""]),
        row(6, &["丙", "a,b"]),
    ];
    assert_eq!(table(content.as_bytes()).unwrap().texts(), expected);
    assert_eq!(
        table(content.replace("\r\n", "\n").as_bytes())
            .unwrap()
            .texts()[2]
            .0,
        6,
        "line feeds alone"
    );
    assert_eq!(table(b"a\rb\r\rc").unwrap().texts()[2], row(4, &["c"]));
    assert_eq!(table(b"a").unwrap().texts(), [row(1, &["a"])]);
    let place = &table(content.as_bytes()).unwrap().rows[2];
    assert_eq!(place.address(1), "B6");
}

#[test]
fn quotes_across_pieces_keep_their_lines() {
    // Long enough for several pieces, so that state must survive from one to the next.
    let long = "很长的说明\n".repeat(20_000);
    let content = format!("甲\n\"{long}\",乙\n丙\n");
    let limits = Limits {
        record_bytes: 8 << 20,
        ..Limits::default()
    };
    let table = read_bytes(content.as_bytes(), "csv", &limits).unwrap();
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[1].cells, [text(&long), text("乙")]);
    assert_eq!(table.rows[2].row, 20_003);
}

#[test]
fn an_open_quotation_mark_is_found() {
    for (content, line) in [
        ("a,b\n1,\"2\n3,4\n", 2),
        ("a\n\"x\ny\",\"z\nw", 3),
        ("\"", 1),
        ("a\n\"", 2),
        ("a\n\n\"\n", 3),
    ] {
        let error = table(content.as_bytes()).unwrap_err();
        assert!(
            matches!(error, SheetError::UnterminatedQuote { line: found } if found == line),
            "{content:?}: {error}"
        );
    }
    assert_eq!(table(b"a,\"b\"").unwrap().texts(), [row(1, &["a", "b"])]);
}

#[test]
fn rows_are_bounded() {
    let limits = Limits {
        record_bytes: 1000,
        columns: 100,
        ..Limits::default()
    };
    let read = |content: &str| read_bytes(content.as_bytes(), "csv", &limits);
    assert!(read(&"x".repeat(1000)).is_ok());
    let error = read(&format!("a\n{}", "x".repeat(1001))).unwrap_err();
    assert!(
        matches!(
            error,
            SheetError::RowTooLong {
                row: 2,
                limit: 1000
            }
        ),
        "{error}"
    );
    assert_eq!(read(&"x,".repeat(99)).unwrap().rows[0].cells.len(), 99);
    let error = read(&"x,".repeat(100)).unwrap_err();
    assert!(
        matches!(error, SheetError::TooManyColumns { row: 1, limit: 100 }),
        "{error}"
    );
}

#[test]
fn rows_before_a_fault_are_delivered_and_none_after_it() {
    let limits = Limits::default();
    let input = Input::spool(&b"a\nb\n\"c\n"[..], &limits).unwrap();
    let mut rows = read(input, &limits).unwrap();
    assert_eq!(rows.next().unwrap().unwrap().row, 1);
    assert_eq!(rows.next().unwrap().unwrap().row, 2);
    assert!(rows.next().unwrap().is_err());
    assert!(rows.next().is_none());
}

#[test]
fn tabs_part_cells_where_there_are_more_of_them() {
    let table = table("甲\t乙\n一,二\t三\n".as_bytes()).unwrap();
    assert_eq!(
        table.texts(),
        [row(1, &["甲", "乙"]), row(2, &["一,二", "三"])]
    );
}

#[test]
fn nul_is_refused_wherever_it_stands() {
    let content = format!("{}\nx\0y\n", "a\n".repeat(70_000));
    let error = table(content.as_bytes()).unwrap_err();
    assert!(
        matches!(error, SheetError::NulCharacter { line: 70_002 }),
        "{error}"
    );
}
