//! Recognising a file by what it holds; its name only settles what is left open.

use std::io::{Read, Seek, SeekFrom};

use super::error::Found;
use super::input::Input;
use super::open_document::MergedByTable;
use super::{Limits, SheetError, compound, package};

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with commas or tabs between cells.
    Delimited,
    /// Office Open XML workbook (ISO/IEC 29500).
    Xlsx,
    /// Binary workbook of Excel 97 to 2003.
    Xls,
    /// OpenDocument spreadsheet (ISO/IEC 26300).
    Ods,
}

/// Bytes looked at when telling text from rubbish.
const SAMPLE: u64 = 64 * 1024;

/// Finds out the format of `input`, and checks the container of a workbook against `limits`.
pub(super) fn recognise(
    input: &mut Input,
    limits: &Limits,
) -> Result<(Format, MergedByTable), SheetError> {
    let mut sample = Vec::new();
    input.file.seek(SeekFrom::Start(0))?;
    Read::by_ref(&mut input.file)
        .take(SAMPLE)
        .read_to_end(&mut sample)?;
    if sample.is_empty() {
        return Err(SheetError::Empty);
    }
    if sample.starts_with(b"PK\x03\x04") {
        return package::check(&input.file, limits);
    }
    if sample.starts_with(compound::MAGIC) {
        compound::check(&input.file, limits)?;
        return Ok((Format::Xls, Vec::new()));
    }
    if let Some(found) = known_magic(&sample) {
        return Err(SheetError::NotATable(found));
    }
    text(&sample, input.extension.as_deref()).map(|format| (format, Vec::new()))
}

/// Formats that are told by their first bytes and are no tables.
fn known_magic(sample: &[u8]) -> Option<Found> {
    const MAGIC: [(&[u8], Found); 16] = [
        (b"%PDF", Found::Pdf),
        (b"\x89PNG", Found::Picture),
        (b"\xff\xd8\xff", Found::Picture),
        (b"GIF8", Found::Picture),
        (b"II*\0", Found::Picture),
        (b"MM\0*", Found::Picture),
        (b"PK\x05\x06", Found::Archive),
        (b"PK\x07\x08", Found::Archive),
        (b"Rar!", Found::Archive),
        (b"7z\xbc\xaf\x27\x1c", Found::Archive),
        (b"\x1f\x8b", Found::Archive),
        (b"BZh", Found::Archive),
        (b"\x7fELF", Found::Program),
        (b"SQLite format 3\0", Found::Program),
        (b"{\\rtf", Found::WordDocument),
        (b"\xfd7zXZ\0", Found::Archive),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| sample.starts_with(magic))
        .map(|(_, found)| *found)
}

fn text(sample: &[u8], extension: Option<&str>) -> Result<Format, SheetError> {
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return Ok(Format::Delimited);
    }
    let body = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample);
    // Tabs, line ends and the form feed belong to text, and the end mark of old systems (0x1a).
    let strange = body
        .iter()
        .filter(|b| matches!(b, 0..=8 | 0x0b | 0x0e..=0x19 | 0x1b..=0x1f))
        .count();
    if body.contains(&0) || strange * 100 > body.len() {
        return Err(SheetError::NotATable(Found::Binary));
    }
    let start: Vec<u8> = body
        .iter()
        .skip_while(|b| b.is_ascii_whitespace())
        .take(64)
        .map(u8::to_ascii_lowercase)
        .collect();
    let named_text = matches!(extension, Some("csv" | "tsv" | "txt"));
    let markup = [
        b"<html".as_slice(),
        b"<!doctype html",
        b"<table",
        b"<meta",
        b"<head",
    ];
    if markup.iter().any(|mark| start.starts_with(mark)) {
        return Err(SheetError::NotATable(Found::Html));
    }
    if start.starts_with(b"<?xml") {
        return Err(SheetError::NotATable(Found::Xml));
    }
    if !named_text && (start.starts_with(b"{") || start.starts_with(b"[")) {
        return Err(SheetError::NotATable(Found::Json));
    }
    // Anything can pass for text, so a workbook's name weighs more than it.
    if matches!(
        extension,
        Some("xlsx" | "xlsm" | "xlsb" | "xls" | "et" | "ods")
    ) {
        return Err(SheetError::NotATable(Found::PlainText));
    }
    Ok(Format::Delimited)
}
