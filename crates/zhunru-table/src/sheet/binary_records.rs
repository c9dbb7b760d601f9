//! Checking the records of an `.xls` workbook (\[MS-XLS\]) before its reader opens it.
//!
//! The reader lays a sheet out as the rectangle around its cells, so one cell in the last
//! corner costs billions; and it repeats a shared text in every cell that names it.

use super::compound::{u16_at, u32_at};
use super::{Limits, SheetError};

const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const MULTIPLE_RK: u16 = 0x00bd;
const LABEL_SHARED: u16 = 0x00fd;
const SHARED_STRINGS: u16 = 0x00fc;
const CONTINUE: u16 = 0x003c;
/// Number, label, rich label, boolean or error, RK, shared label, several RKs, formula: each
/// begins with row and column.
const CELLS: [u16; 8] = [
    0x0203,
    0x0204,
    0x00d6,
    0x0205,
    0x027e,
    LABEL_SHARED,
    MULTIPLE_RK,
    0x0006,
];

/// The rows and columns an `.xls` sheet can have.
const ROWS: u64 = 65_536;
const COLUMNS: u64 = 256;

/// Refuses workbooks whose sheets come to more than `limits`.
pub(super) fn check(workbook: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let mut sheets = Vec::new();
    let mut records = Records { rest: workbook };
    let mut shared_bytes = 0_u64;
    let mut last = 0;
    while let Some((kind, data)) = records.next()? {
        match kind {
            FILE_PASS if u16_at(data, 0)? != 0 => return Err(SheetError::Encrypted),
            BOUND_SHEET => sheets.push(u32_at(data, 0)? as usize),
            SHARED_STRINGS => shared_bytes += data.len() as u64,
            CONTINUE if last == SHARED_STRINGS => shared_bytes += data.len() as u64,
            END => break,
            _ => {}
        }
        if kind != CONTINUE {
            last = kind;
        }
    }
    // No shared text is longer than all of them together, nor than 65 535 characters.
    let longest = shared_bytes.min(3 * 65_535);
    let mut total = Extent::default();
    for start in sheets {
        let sheet = workbook
            .get(start..)
            .ok_or_else(|| SheetError::damaged("a sheet lies beyond the end"))?;
        let extent = extent(sheet)?;
        total.cells = total.cells.saturating_add(extent.cells);
        total.shared_labels = total.shared_labels.saturating_add(extent.shared_labels);
        if total.cells > limits.dense_cells {
            return Err(SheetError::TooLarge {
                what: "the workbook".into(),
                limit: limits.dense_cells,
                unit: "cells",
            });
        }
    }
    // Not a tight bound, but one that an office's workbook does not come near: short texts many
    // times, or long ones a few times.
    let worst = total.shared_labels.saturating_mul(longest);
    if worst > limits.dense_text_bytes.saturating_mul(1024) {
        return Err(SheetError::TooLarge {
            what: "the text of its cells".into(),
            limit: limits.dense_text_bytes,
            unit: "bytes",
        });
    }
    Ok(())
}

#[derive(Default)]
struct Extent {
    /// Cells of the rectangle around all that are used.
    cells: u64,
    shared_labels: u64,
}

fn extent(sheet: &[u8]) -> Result<Extent, SheetError> {
    let mut records = Records { rest: sheet };
    let mut depth = 0_u32;
    let mut found = Extent::default();
    let (mut top, mut bottom, mut left, mut right) = (u64::MAX, 0, u64::MAX, 0);
    while let Some((kind, data)) = records.next()? {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => dimensions(data)?,
            kind if CELLS.contains(&kind) => {
                let (row, column) = (u64::from(u16_at(data, 0)?), u64::from(u16_at(data, 2)?));
                let last = match kind {
                    MULTIPLE_RK => u64::from(u16_at(data, data.len().saturating_sub(2))?),
                    _ => column,
                };
                if last < column {
                    return Err(SheetError::damaged("cells run backwards"));
                }
                (top, bottom) = (top.min(row), bottom.max(row));
                (left, right) = (left.min(column), right.max(last));
                found.shared_labels += u64::from(kind == LABEL_SHARED);
            }
            _ => {}
        }
    }
    if top <= bottom && left <= right {
        found.cells = (bottom - top + 1).saturating_mul(right - left + 1);
    }
    Ok(found)
}

/// The reader sets memory aside for the size that a sheet states, so it must be a possible one.
fn dimensions(data: &[u8]) -> Result<(), SheetError> {
    let (first_row, end_row, first_column, end_column) = if data.len() == 10 {
        (
            u64::from(u16_at(data, 0)?),
            u64::from(u16_at(data, 2)?),
            u64::from(u16_at(data, 4)?),
            u64::from(u16_at(data, 6)?),
        )
    } else {
        (
            u64::from(u32_at(data, 0)?),
            u64::from(u32_at(data, 4)?),
            u64::from(u16_at(data, 8)?),
            u64::from(u16_at(data, 10)?),
        )
    };
    // The reader takes such a first column for the first of all; files with it are about.
    let first_column = if first_column > 0xff || end_column < first_column {
        0
    } else {
        first_column
    };
    let possible = end_row <= ROWS && end_column <= COLUMNS;
    let ordered =
        end_row == 0 || end_column == 0 || (first_row < end_row && first_column < end_column);
    if possible && ordered {
        Ok(())
    } else {
        Err(SheetError::damaged("a sheet states an impossible size"))
    }
}

struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, SheetError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let kind = u16_at(self.rest, 0)?;
        let end = 4 + usize::from(u16_at(self.rest, 2)?);
        let data = self
            .rest
            .get(4..end)
            .ok_or_else(|| SheetError::damaged("it breaks off"))?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(Some((kind, data)))
    }
}
