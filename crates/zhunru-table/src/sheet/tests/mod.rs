//! Tests of the readers as a whole, on files made here.

mod delimited;
mod fixtures;
mod hostile;
mod ods;
mod xls;
mod xlsx;

use super::*;

/// Reads `bytes` as if they came from a file with this extension.
fn read_bytes(bytes: &[u8], extension: &str, limits: &Limits) -> Result<Table, SheetError> {
    let mut input = Input::spool(bytes, limits)?;
    input.extension = Some(extension.into()).filter(|e: &String| !e.is_empty());
    let mut rows = read(input, limits)?;
    let mut table = Vec::new();
    for row in rows.by_ref() {
        table.push(row?);
    }
    Ok(Table {
        rows: table,
        notes: rows.notes().to_vec(),
        encoding: rows.encoding(),
    })
}

/// All of a table.
#[derive(Debug)]
struct Table {
    rows: Vec<SheetRow>,
    notes: Vec<SheetNote>,
    encoding: Option<&'static str>,
}

impl Table {
    /// Each row as its number and the texts of its cells.
    fn texts(&self) -> Vec<(u32, Vec<String>)> {
        let texts = |row: &SheetRow| row.cells.iter().map(ToString::to_string).collect();
        self.rows.iter().map(|row| (row.row, texts(row))).collect()
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn date(year: i32, month: u32, day: u32) -> Cell {
    Cell::Date(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

#[test]
fn what_is_no_table_is_named() {
    let limits = Limits::default();
    let found = |bytes: &[u8], extension: &str| match read_bytes(bytes, extension, &limits) {
        Err(SheetError::NotATable(found)) => found,
        other => panic!("{other:?}"),
    };
    assert!(matches!(
        read_bytes(b"", "csv", &limits),
        Err(SheetError::Empty)
    ));
    assert_eq!(found(b"%PDF-1.7\n", "xlsx"), Found::Pdf);
    assert_eq!(found(b"\x89PNG\r\n\x1a\n", "csv"), Found::Picture);
    assert_eq!(found(b"<html><table>", "xls"), Found::Html);
    assert_eq!(
        found("\u{feff}<?xml version='1.0'?>".as_bytes(), "xls"),
        Found::Xml
    );
    assert_eq!(found(b"[{\"id\": 1}]", ""), Found::Json);
    assert_eq!(found(b"\x01\x02\x00\x03", "csv"), Found::Binary);
    assert_eq!(found(b"a,b\n1,2\n", "xlsx"), Found::PlainText);
    assert_eq!(
        found(&fixtures::package(&[("a.txt", b"x")]), "xlsx"),
        Found::Archive
    );
    assert_eq!(
        found(&fixtures::package(&[("word/document.xml", b"x")]), "xlsx"),
        Found::WordDocument
    );
    assert_eq!(
        found(&fixtures::package(&[("xl/workbook.bin", b"x")]), "xlsx"),
        Found::BinaryWorkbook
    );
    assert_eq!(
        found(&fixtures::compound("WordDocument", &[0; 4096]), "xls"),
        Found::WordDocument
    );
    let protected = fixtures::compound("EncryptedPackage", &[0; 4096]);
    assert!(matches!(
        read_bytes(&protected, "xlsx", &limits),
        Err(SheetError::Encrypted)
    ));
}

#[test]
fn folders_and_missing_files_are_told_apart() {
    let limits = Limits::default();
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Input::open(folder.path(), &limits),
        Err(SheetError::Folder)
    ));
    let missing = folder.path().join("无.csv");
    assert!(matches!(
        Input::open(&missing, &limits),
        Err(SheetError::Io(_))
    ));
    let named = folder.path().join("表.CSV");
    std::fs::write(&named, "甲,乙\n").unwrap();
    let rows = read(Input::open(&named, &limits).unwrap(), &limits).unwrap();
    assert_eq!(rows.format(), Format::Delimited);
    assert_eq!(rows.count(), 1);
}

#[test]
fn standard_input_is_bounded() {
    let limits = Limits {
        spool_bytes: 10,
        ..Limits::default()
    };
    assert!(Input::spool(&b"0123456789"[..], &limits).is_ok());
    let error = Input::spool(&b"0123456789a"[..], &limits).unwrap_err();
    assert!(matches!(error, SheetError::TooLarge { limit: 10, .. }));
}

#[test]
fn every_error_is_said_in_chinese_too() {
    let errors = [
        SheetError::Empty,
        SheetError::NotATable(Found::Pdf),
        SheetError::UnterminatedQuote { line: 3 },
        SheetError::Encrypted,
    ];
    for error in errors {
        assert!(
            error.chinese().chars().any(|c| ('一'..='龥').contains(&c)),
            "{error}"
        );
    }
    assert!(
        SheetError::UnterminatedQuote { line: 3 }
            .chinese()
            .contains("第 3 行")
    );
}
