//! Packages that are built, or broken, to do harm.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "甲").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// A workbook with one more entry of `size` zero bytes, which deflate to almost nothing.
fn bomb(size: usize) -> Vec<u8> {
    fixtures::edit(&workbook(), "xl/theme/theme1.xml", |_| "\0".repeat(size))
}

#[test]
fn inflated_bytes_are_counted_whatever_the_headers_say() {
    let limits = Limits {
        entry_bytes: 100_000,
        package_bytes: 150_000,
        ..Limits::default()
    };
    let bytes = bomb(5_000_000);
    assert!(bytes.len() < 20_000);
    let error = read_bytes(&bytes, "xlsx", &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "entry `xl/theme/theme1.xml` of the package is larger than 100000 bytes after inflation, \
         the most that is read"
    );
    // Stated as 10 bytes in the local and in the central header.
    let mut lying = bytes;
    let truth = 5_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4)
        .filter(|&i| lying[i..i + 4] == truth)
        .collect();
    assert_eq!(places.len(), 2);
    for place in places {
        lying[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let error = read_bytes(&lying, "xlsx", &limits).unwrap_err();
    assert!(
        matches!(error, SheetError::TooLarge { .. } | SheetError::Damaged(_)),
        "{error}"
    );

    assert!(read_bytes(&bomb(90_000), "xlsx", &limits).is_ok());
    let limits = Limits {
        package_bytes: 90_000,
        ..limits
    };
    let error = read_bytes(&bomb(90_000), "xlsx", &limits).unwrap_err();
    assert!(
        error.to_string().starts_with("the package (at entry `"),
        "{error}"
    );
    let limits = Limits {
        package_entries: 3,
        ..Limits::default()
    };
    let error = read_bytes(&workbook(), "xlsx", &limits).unwrap_err();
    assert!(
        matches!(
            error,
            SheetError::TooLarge {
                limit: 3,
                unit: "entries",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn entries_that_could_be_mistaken_are_refused() {
    let twice = fixtures::package(&[("xl/workbook.xml", b"a"), ("XL/Workbook.xml", b"b")]);
    let error = read_bytes(&twice, "xlsx", &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("two entries"), "{error}");

    // The same name twice: written as different ones, then made equal.
    let mut same = fixtures::package(&[("xl/workbook.xml", b"a"), ("xl/workbooK.xml", b"b")]);
    for at in 0..same.len() - 15 {
        if &same[at..at + 15] == b"xl/workbooK.xml" {
            same[at + 10] = b'k';
        }
    }
    let error = read_bytes(&same, "xlsx", &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("same name"), "{error}");

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("xl/a", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(&[7; 1000]).unwrap();
    writer.shallow_copy_file("xl/a", "xl/b").unwrap();
    let overlapping = writer.finish().unwrap().into_inner();
    let error = read_bytes(&overlapping, "xlsx", &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("overlap"), "{error}");
}

#[test]
fn an_encrypted_entry_is_named_so() {
    // The flag of encryption in the local and the central header.
    let mut bytes = workbook();
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    let error = read_bytes(&bytes, "xlsx", &Limits::default()).unwrap_err();
    assert!(matches!(error, SheetError::Encrypted), "{error}");
}

/// Every file cut short, and many with one byte changed: each is read or refused.
#[test]
fn damaged_files_neither_crash_nor_hang() {
    let tables = "<table:table table:name=\"a\"><table:table-row><table:table-cell \
                  office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let cells = [
        fixtures::label(0, 0, 0),
        fixtures::number(1, 1, 1, 45_355.0),
    ]
    .concat();
    let limits = Limits {
        dense_cells: 100_000,
        ..Limits::default()
    };
    for (bytes, extension) in [
        (workbook(), "xlsx"),
        (fixtures::ods(tables), "ods"),
        (fixtures::xls(false, &["甲"], &[("a", 0, cells)]), "xls"),
    ] {
        assert!(
            read_bytes(&bytes, extension, &limits).is_ok(),
            "{extension}"
        );
        for length in (1..bytes.len()).step_by(bytes.len() / 60 + 1) {
            // The end of an .xls may be padding that nobody misses.
            let read = read_bytes(&bytes[..length], extension, &limits);
            assert!(
                read.is_err() || extension == "xls",
                "{extension} cut to {length}"
            );
        }
        let mut state = 12_345_u64;
        for _ in 0..300 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695);
            let mut changed = bytes.clone();
            let place = (state >> 33) as usize % changed.len();
            changed[place] = (state >> 20) as u8;
            drop(read_bytes(&changed, extension, &limits));
        }
    }
}
