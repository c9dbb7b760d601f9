//! Checking the content of an OpenDocument spreadsheet before its reader opens it.
//!
//! A cell or row may say that it is repeated a million times, and the reader writes repetitions
//! out; it also waits for ever for a table that never ends. So the XML is walked once here: it
//! must be well formed, and what it amounts to is counted. Merged regions are found on the way.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cell::Region;
use super::{Limits, SheetError};

/// Merged regions of one table, by the table's place in the file.
pub(super) type MergedByTable = Vec<Vec<Region>>;

/// Checks `content.xml` against `limits`, and gives the merged regions of each table.
pub(super) fn check<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    limits: &Limits,
) -> Result<MergedByTable, SheetError> {
    if is_protected(archive)? {
        return Err(SheetError::Encrypted);
    }
    let entry = archive
        .by_name("content.xml")
        .map_err(SheetError::damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(entry));
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::new(limits);
    let mut buffer = Vec::new();
    let mut depth = 0_u32;
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .map_err(SheetError::damaged)?
        {
            Event::Start(element) => {
                depth += 1;
                walk.start(&element)?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                walk.end(element.name().as_ref())?;
            }
            Event::Text(text) => walk.text(text.len() as u64)?,
            Event::CData(text) => walk.text(text.len() as u64)?,
            Event::GeneralRef(_) => walk.text(4)?,
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 {
        return Err(SheetError::damaged("`content.xml` breaks off"));
    }
    Ok(walk.merged)
}

/// Whether the manifest says how to decrypt entries; then they are no XML.
fn is_protected<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<bool, SheetError> {
    let entry = archive
        .by_name("META-INF/manifest.xml")
        .map_err(SheetError::damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(entry));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .map_err(SheetError::damaged)?
        {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "encryption-data" =>
            {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

struct Walk<'a> {
    limits: &'a Limits,
    merged: MergedByTable,
    tables: u32,
    /// Cells as written in all tables, with repetition within the row but not of rows.
    written: u64,
    /// Cells of the tables that are done, laid out densely.
    dense: u64,
    text_bytes: u64,
    row: u64,
    last_used_row: u64,
    width: u64,
    row_repeat: u64,
    column: u64,
    used_columns: u64,
    cell_repeat: u64,
    in_cell: bool,
}

impl<'a> Walk<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            merged: Vec::new(),
            tables: 0,
            written: 0,
            dense: 0,
            text_bytes: 0,
            row: 0,
            last_used_row: 0,
            width: 0,
            row_repeat: 1,
            column: 0,
            used_columns: 0,
            cell_repeat: 1,
            in_cell: false,
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), SheetError> {
        match element.name().as_ref() {
            "table:table" => {
                if self.tables > 0 {
                    return Err(SheetError::damaged("a table stands inside another one"));
                }
                self.tables = 1;
                self.merged.push(Vec::new());
                (self.row, self.last_used_row, self.width) = (0, 0, 0);
            }
            "table:table-row" => {
                self.row_repeat = count(element, "table:number-rows-repeated")?;
                (self.column, self.used_columns) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(element)?,
            "text:s" => {
                let spaces = count(element, "text:c")?;
                self.text(spaces)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), SheetError> {
        self.in_cell = true;
        self.cell_repeat = count(element, "table:number-columns-repeated")?;
        let across = count(element, "table:number-columns-spanned")?;
        let down = count(element, "table:number-rows-spanned")?;
        if across > 1 || down > 1 {
            self.merge(across, down);
        }
        let mut used = false;
        let mut bytes = 0;
        for attribute in element.attributes() {
            let attribute = attribute.map_err(SheetError::damaged)?;
            let name: &str = attribute.key.as_ref();
            if name.starts_with("office:") || name == "table:formula" {
                used = true;
                bytes += attribute.value.len() as u64;
            }
        }
        self.column = self.column.saturating_add(self.cell_repeat);
        if used {
            self.used_columns = self.column;
        }
        self.text(bytes)
    }

    fn merge(&mut self, across: u64, down: u64) {
        let at = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let region = Region {
            first_row: at(self.row + 1),
            last_row: at(self.row.saturating_add(down)),
            first_column: at(self.column),
            last_column: at(self.column.saturating_add(across).saturating_sub(1)),
        };
        if let Some(table) = self
            .merged
            .last_mut()
            .filter(|t| t.len() < self.limits.merged_regions)
        {
            table.push(region);
        }
    }

    fn text(&mut self, bytes: u64) -> Result<(), SheetError> {
        if !self.in_cell {
            return Ok(());
        }
        let written_out = bytes
            .saturating_mul(self.cell_repeat)
            .saturating_mul(self.row_repeat);
        self.text_bytes = self.text_bytes.saturating_add(written_out);
        bound(
            "the text of its cells",
            self.text_bytes,
            self.limits.dense_text_bytes,
            "bytes",
        )
    }

    fn end(&mut self, name: &str) -> Result<(), SheetError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.in_cell = false,
            "table:table-row" => {
                self.row = self.row.saturating_add(self.row_repeat);
                self.written = self.written.saturating_add(self.used_columns);
                if self.used_columns > 0 {
                    self.last_used_row = self.row;
                    self.width = self.width.max(self.used_columns);
                }
                let dense = self
                    .dense
                    .saturating_add(self.last_used_row.saturating_mul(self.width));
                bound(
                    "the workbook",
                    self.written.max(dense),
                    self.limits.dense_cells,
                    "cells",
                )?;
            }
            "table:table" => {
                self.tables = 0;
                self.dense = self
                    .dense
                    .saturating_add(self.last_used_row.saturating_mul(self.width));
            }
            _ => {}
        }
        Ok(())
    }
}

fn bound(what: &str, found: u64, limit: u64, unit: &'static str) -> Result<(), SheetError> {
    if found > limit {
        return Err(SheetError::TooLarge {
            what: what.into(),
            limit,
            unit,
        });
    }
    Ok(())
}

/// A counting attribute, 1 if it is not there.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u64, SheetError> {
    let Some(attribute) = element
        .try_get_attribute(name)
        .map_err(SheetError::damaged)?
    else {
        return Ok(1);
    };
    let text: &str = attribute.value.as_ref();
    text.trim()
        .parse()
        .map_err(|_| SheetError::damaged(format!("`{name}` is not a number: `{text}`")))
}
