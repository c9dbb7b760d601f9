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

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695);
        (self.0 >> 33) as usize % sides
    }

    /// XML with bytes replaced, cut out, repeated elsewhere, or numbers made longer.
    fn damage(&mut self, xml: String) -> String {
        let mut bytes = xml.into_bytes();
        let place = self.below(bytes.len());
        let end = (place + self.below(200)).min(bytes.len());
        match self.below(4) {
            0 => bytes[place] = b"0123456789<>/\"= A"[self.below(17)],
            1 => drop(bytes.drain(place..end)),
            2 => {
                let piece = bytes[place..end].to_vec();
                bytes.splice(place..place, piece);
            }
            _ => drop(bytes.splice(place..place, *b"99999")),
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn samples() -> [(Vec<u8>, &'static str); 3] {
    [
        (super::xlsx::sample(), "xlsx"),
        (fixtures::ods(super::ods::TABLES), "ods"),
        (super::xls::sample(false), "xls"),
    ]
}

#[test]
fn files_cut_short_are_refused() {
    for (bytes, extension) in samples() {
        assert!(
            read_bytes(&bytes, extension, &Limits::default()).is_ok(),
            "{extension}"
        );
        for length in (1..bytes.len()).step_by(bytes.len() / 60 + 1) {
            // The end of an .xls may be padding that nobody misses.
            let read = read_bytes(&bytes[..length], extension, &Limits::default());
            assert!(
                read.is_err() || extension == "xls",
                "{extension} cut to {length}"
            );
        }
    }
}

/// Whatever comes out, it comes out: no crash, no endless loop, no filled memory.
#[test]
fn damaged_files_are_read_or_refused() {
    let limits = Limits {
        dense_cells: 100_000,
        ..Limits::default()
    };
    let mut dice = Dice(12_345);
    let parts = [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "content.xml",
    ];
    for (bytes, extension) in samples() {
        for _ in 0..60 {
            let mut changed = bytes.clone();
            let place = dice.below(changed.len());
            changed[place] = dice.below(256) as u8;
            drop(read_bytes(&changed, extension, &limits));
        }
        for _ in 0..60 {
            let changed = if extension == "xls" {
                // The records begin after the header, the sector table and the directory.
                let mut changed = bytes.clone();
                changed[1536 + dice.below(700)] = [0, 1, 0x80, 0xff][dice.below(4)];
                changed
            } else {
                let part = parts[dice.below(parts.len())];
                let dice = std::cell::RefCell::new(&mut dice);
                fixtures::edit(&bytes, part, |xml| dice.borrow_mut().damage(xml))
            };
            drop(read_bytes(&changed, extension, &limits));
        }
    }
}
