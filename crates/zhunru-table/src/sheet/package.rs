//! Checking a zip package before any reader opens it.
//!
//! The sizes that a zip archive states are the sender's word, so every entry is inflated once
//! into a small buffer and counted.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::Found;
use super::open_document::{self, MergedByTable};
use super::recognise::Format;
use super::{Limits, SheetError};

const ODS_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Refuses archives that are damaged, protected, ambiguous or too large, and tells which kind
/// of workbook it is. For ODS the merged regions come along, since its content is walked anyway.
pub(super) fn check(file: &File, limits: &Limits) -> Result<(Format, MergedByTable), SheetError> {
    let mut archive = ZipArchive::new(BufReader::new(file.try_clone()?)).map_err(zip_error)?;
    if archive.len() > limits.package_entries {
        return Err(SheetError::TooLarge {
            what: "the package".into(),
            limit: limits.package_entries as u64,
            unit: "entries",
        });
    }
    if archive.has_duplicate_names() {
        return Err(SheetError::damaged(
            "two entries of the package have the same name",
        ));
    }
    if archive.has_overlapping_files().map_err(zip_error)? {
        return Err(SheetError::damaged("entries of the package overlap"));
    }
    let mut names = BTreeSet::new();
    let mut media_type = Vec::new();
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let raw = archive.by_index_raw(index).map_err(zip_error)?;
        let name = raw.name().map_err(zip_error)?.into_owned();
        if raw.encrypted() {
            return Err(SheetError::Encrypted);
        }
        drop(raw);
        // Readers look names up without regard to case.
        if !names.insert(name.to_lowercase()) {
            return Err(SheetError::damaged(format!(
                "two entries are named `{name}`"
            )));
        }
        let entry = archive.by_index(index).map_err(zip_error)?;
        let keep = if name == "mimetype" {
            Some(&mut media_type)
        } else {
            None
        };
        total += count(entry, &name, total, keep, limits)?;
    }
    let format = kind(&names, &media_type)?;
    let merged = match format {
        Format::Ods => open_document::check(&mut archive, limits)?,
        _ => Vec::new(),
    };
    Ok((format, merged))
}

/// Inflates one entry and gives its size; at most 128 bytes go to `keep`.
fn count(
    mut entry: impl Read,
    name: &str,
    before: u64,
    mut keep: Option<&mut Vec<u8>>,
    limits: &Limits,
) -> Result<u64, SheetError> {
    let mut buffer = [0; 16 * 1024];
    let mut size = 0_u64;
    loop {
        let read = match entry.read(&mut buffer) {
            Ok(0) => return Ok(size),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(SheetError::damaged(format!("entry `{name}`: {error}")));
            }
        };
        size += read as u64;
        if let Some(kept) = keep.as_deref_mut().filter(|kept| kept.len() < 128) {
            kept.extend(buffer.iter().take(read.min(128)));
        }
        let (what, limit) = if size > limits.entry_bytes {
            (format!("entry `{name}` of the package"), limits.entry_bytes)
        } else if before + size > limits.package_bytes {
            (
                format!("the package (at entry `{name}`)"),
                limits.package_bytes,
            )
        } else {
            continue;
        };
        return Err(SheetError::TooLarge {
            what,
            limit,
            unit: "bytes after inflation",
        });
    }
}

fn kind(names: &BTreeSet<String>, media_type: &[u8]) -> Result<Format, SheetError> {
    if media_type.starts_with(ODS_TYPE) {
        return Ok(Format::Ods);
    }
    let has = |suffix: &str| names.iter().any(|name| name.ends_with(suffix));
    if has("workbook.xml") && has("[content_types].xml") {
        return Ok(Format::Xlsx);
    }
    let open_document = media_type.starts_with(b"application/vnd.oasis.opendocument.");
    Err(SheetError::NotATable(if has("workbook.bin") {
        Found::BinaryWorkbook
    } else if has("word/document.xml") || (open_document && media_type.ends_with(b"text")) {
        Found::WordDocument
    } else if has("ppt/presentation.xml") || open_document {
        Found::Presentation
    } else {
        Found::Archive
    }))
}

fn zip_error(error: ZipError) -> SheetError {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            SheetError::Io(error)
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetError::Encrypted,
        other => SheetError::damaged(other),
    }
}
