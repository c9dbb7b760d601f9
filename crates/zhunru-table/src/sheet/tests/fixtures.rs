//! Files for the tests, made by hand where no library makes what is needed.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A zip package with these entries.
pub(super) fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// `bytes` with the entry `name` changed by `change`.
pub(super) fn edit(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let entry_name = entry.name().unwrap().into_owned();
        if entry_name == name {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        entries.push((entry_name, content));
    }
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    package(&entries)
}

/// An ODS file with these tables (the XML inside `office:spreadsheet`).
pub(super) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>\
         <office:automatic-styles><style:style style:name=\"hidden\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    ods_with_content(content.as_bytes())
}

/// An ODS file with this `content.xml`.
pub(super) fn ods_with_content(content: &[u8]) -> Vec<u8> {
    package(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content),
    ])
}

const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

/// An OLE file with one stream of at least 4096 bytes and fewer than 60 000: sector 0 is the
/// sector table, 1 the directory, 2 and following the stream.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    assert!((4096..60_000).contains(&stream.len()));
    let sectors = stream.len().div_ceil(512) as u32;
    let mut file = vec![0_u8; 512];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[24..34].copy_from_slice(b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00");
    for (place, number) in [
        (44, 1),
        (48, 1),
        (56, 4096),
        (60, END),
        (64, 0),
        (68, END),
        (72, 0),
        (76, 0),
    ] {
        file[place..place + 4].copy_from_slice(&u32::to_le_bytes(number));
    }
    file[80..512].fill(0xff);
    let mut table = vec![0xffff_fffd, END];
    table.extend((0..sectors).map(|n| if n + 1 == sectors { END } else { n + 3 }));
    table.resize(128, FREE);
    file.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    file.extend(entry("Root Entry", 5, END, 0));
    file.extend(entry(name, 2, 2, stream.len() as u32));
    file.extend([0; 256]);
    file.extend(stream);
    file.resize(512 * (3 + sectors as usize), 0);
    file
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> [u8; 128] {
    let mut entry = [0; 128];
    for (index, unit) in name.encode_utf16().enumerate() {
        entry[2 * index..2 * index + 2].copy_from_slice(&unit.to_le_bytes());
    }
    entry[64] = 2 * (name.len() as u8 + 1);
    entry[66] = kind;
    entry[68..80].fill(0xff);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
    entry
}

/// A record of an `.xls` workbook.
pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

/// Row, column and format index, with which every cell record begins.
pub(super) fn at(row: u16, column: u16, format: u16) -> Vec<u8> {
    [row, column, format]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// A cell that names a shared text.
pub(super) fn label(row: u16, column: u16, index: u32) -> Vec<u8> {
    record(
        0x00fd,
        &[at(row, column, 0), index.to_le_bytes().to_vec()].concat(),
    )
}

/// A cell with a number; format 1 is a date.
pub(super) fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    record(
        0x0203,
        &[at(row, column, format), value.to_le_bytes().to_vec()].concat(),
    )
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// An `.xls` file: sheet names with hidden state (0 or 1) and cell records, and shared texts.
pub(super) fn xls(is_1904: bool, shared: &[&str], sheets: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[&[0, 6, kind, 0][..], &[0; 12]].concat());
    let mut globals = begin(5);
    globals.extend(record(0x0022, &[u8::from(is_1904), 0]));
    for format in [0_u16, 14] {
        let mut data = vec![0; 20];
        data[2..4].copy_from_slice(&format.to_le_bytes());
        globals.extend(record(0x00e0, &data));
    }
    let mut texts = [(shared.len() as u32).to_le_bytes(); 2].concat();
    for text in shared {
        texts.extend((text.encode_utf16().count() as u16).to_le_bytes());
        texts.push(1);
        texts.extend(utf16(text));
    }
    let tail = [record(0x00fc, &texts), record(0x000a, &[])].concat();
    let bound = |name: &str, hidden: u8, start: usize| {
        let mut data = (start as u32).to_le_bytes().to_vec();
        data.extend([hidden, 0, name.encode_utf16().count() as u8, 1]);
        data.extend(utf16(name));
        record(0x0085, &data)
    };
    let names: usize = sheets
        .iter()
        .map(|(name, hidden, _)| bound(name, *hidden, 0).len())
        .sum();
    let mut start = globals.len() + names + tail.len();
    let mut bodies = Vec::new();
    for (name, hidden, cells) in sheets {
        globals.extend(bound(name, *hidden, start));
        let body = [begin(0x10), cells.clone(), record(0x000a, &[])].concat();
        start += body.len();
        bodies.extend(body);
    }
    let mut stream = [globals, tail, bodies].concat();
    // Below this size it would belong in the small sectors.
    stream.resize(stream.len().max(4096), 0);
    compound("Workbook", &stream)
}
