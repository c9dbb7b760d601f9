use super::fixtures::{at, label, number, record, xls};
use super::*;

fn cells() -> Vec<u8> {
    [
        record(
            0x0200,
            &[[0_u32, 9].map(u32::to_le_bytes).concat(), at(0, 4, 0)].concat(),
        ),
        label(1, 0, 0),
        label(1, 2, 1),
        number(2, 0, 0, 340_304_100_201.0),
        number(2, 1, 0, 2.5),
        number(2, 2, 1, 45_355.0),
        record(0x0205, &[at(3, 0, 0), vec![1, 0]].concat()),
        record(0x0205, &[at(3, 1, 0), vec![0x2a, 1]].concat()),
        // Cells C4 and D4 in one record: 100 and 7 as small integers.
        record(
            0x00bd,
            &[at(3, 2, 0), vec![0x92, 1, 0, 0, 0, 0, 0x1e, 0, 0, 0, 3, 0]].concat(),
        ),
        record(0x00e5, &[1_u16, 1, 2, 0, 1].map(u16::to_le_bytes).concat()),
    ]
    .concat()
}

pub(super) fn sample(is_1904: bool) -> Vec<u8> {
    let sheets = [
        ("名单", 0, cells()),
        ("隐", 1, label(0, 0, 0)),
        ("乙", 0, label(4, 1, 1)),
    ];
    xls(is_1904, &["下洪村", "日期"], &sheets)
}

#[test]
fn cells_merges_and_hidden_sheets_are_read() {
    let table = read_bytes(&sample(false), "xls", &Limits::default()).unwrap();
    let cells: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.row, row.cells.clone()))
        .collect();
    let expected = [
        (2, vec![text("下洪村"), Cell::Blank, text("日期")]),
        (
            3,
            vec![
                Cell::Integer(340_304_100_201),
                Cell::Decimal("2.5".into()),
                date(2024, 3, 4),
            ],
        ),
        (
            4,
            vec![
                Cell::Boolean(true),
                Cell::Error("#N/A".into()),
                Cell::Integer(100),
                Cell::Integer(7),
            ],
        ),
        (5, vec![Cell::Blank, text("日期")]),
    ];
    assert_eq!(cells, expected);
    assert_eq!(table.notes, [SheetNote::Hidden("隐".into())]);
    let region = Region {
        first_row: 2,
        last_row: 3,
        first_column: 0,
        last_column: 1,
    };
    assert_eq!(table.rows[0].sheet.merged, [region]);
    let old = read_bytes(&sample(true), "xls", &Limits::default()).unwrap();
    assert_eq!(old.rows[1].cells[2], date(2028, 3, 5));
}

#[test]
fn sheets_that_would_fill_the_memory_are_refused() {
    let limits = Limits::default();
    let corner = [label(0, 0, 0), label(65_535, 65_535, 0)].concat();
    let error = read_bytes(&xls(false, &["x"], &[("a", 0, corner)]), "xls", &limits).unwrap_err();
    assert!(
        matches!(error, SheetError::TooLarge { unit: "cells", .. }),
        "{error}"
    );
    for data in [
        [
            &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff][..],
            &[0, 0, 0xff, 0xff, 0, 0],
        ]
        .concat(),
        [&[9, 0, 0, 0, 3, 0, 0, 0][..], &[0, 0, 4, 0, 0, 0]].concat(),
    ] {
        let cells = [record(0x0200, &data), label(0, 0, 0)].concat();
        let error =
            read_bytes(&xls(false, &["x"], &[("a", 0, cells)]), "xls", &limits).unwrap_err();
        assert!(matches!(error, SheetError::Damaged(_)), "{error}");
    }
    let small = Limits {
        xls_bytes: 1000,
        ..Limits::default()
    };
    let error = read_bytes(&sample(false), "xls", &small).unwrap_err();
    assert!(
        matches!(error, SheetError::TooLarge { limit: 1000, .. }),
        "{error}"
    );
}

#[test]
fn a_stated_size_with_a_senseless_column_is_let_through() {
    // Rows 0 to 192, columns 512 to 75, as a program in use writes them.
    let size = record(0x0200, &[0, 0, 192, 0, 0, 2, 75, 0, 0, 0]);
    let cells = [size, label(0, 0, 0)].concat();
    let bytes = xls(false, &["x"], &[("a", 0, cells)]);
    assert_eq!(
        read_bytes(&bytes, "xls", &Limits::default())
            .unwrap()
            .rows
            .len(),
        1
    );
}

#[test]
fn sectors_in_a_circle_are_refused() {
    let damage = |place: usize, number: u32| {
        let mut bytes = sample(false);
        bytes[place..place + 4].copy_from_slice(&number.to_le_bytes());
        read_bytes(&bytes, "xls", &Limits::default())
    };
    // The directory follows itself; the workbook claims 4 GB; its table of tables follows itself.
    for (place, number) in [
        (512 + 4, 1),
        (1024 + 128 + 120, u32::MAX),
        (68, 3),
        (512 + 8, 90),
    ] {
        let error = damage(place, number).unwrap_err();
        assert!(matches!(error, SheetError::Damaged(_)), "{place}: {error}");
    }
}

#[test]
fn a_protected_workbook_is_named_so() {
    let stream = [
        record(0x0809, &[0, 6, 5, 0]),
        record(0x002f, &[1, 0, 1, 0]),
        vec![0; 4096],
    ]
    .concat();
    let bytes = fixtures::compound("Workbook", &stream);
    let error = read_bytes(&bytes, "xls", &Limits::default()).unwrap_err();
    assert!(matches!(error, SheetError::Encrypted), "{error}");
}

#[test]
fn a_panic_of_the_library_becomes_an_error() {
    // A sheet's entry that ends after its first four bytes, which the library reads beyond.
    let stream = [
        record(0x0809, &[[0, 6, 5, 0].as_slice(), &[0; 12]].concat()),
        record(0x0085, &[0, 0, 0, 0]),
        record(0x000a, &[]),
    ]
    .concat();
    let stream = [stream, vec![0; 4096]].concat();
    let bytes = fixtures::compound("Workbook", &stream);
    let error = read_bytes(&bytes, "xls", &Limits::default()).unwrap_err();
    assert!(matches!(error, SheetError::ReaderFailed), "{error}");
}
