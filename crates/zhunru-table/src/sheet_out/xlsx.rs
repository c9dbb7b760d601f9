//! XLSX workbooks.

use std::collections::BTreeSet;

use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::{OutCell, OutSheet, WriteError};
use crate::sheet::column_letter;

/// What to do with a text that is longer than a cell can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongText {
    /// Refuse to write the workbook.
    Refuse,
    /// Cut it off and say so at its end.
    Cut,
}

/// The most UTF-16 units that a cell holds.
const CELL_UNITS: usize = 32_767;
const CUT_MARK: &str = "……（已截断，全文见 JSON 或 CSV）";
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
const NAME_UNITS: usize = 31;

/// Widths in characters of the sheet's font.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;

/// Whole numbers up to here keep their digits; spreadsheet programs hold only 15.
const EXACT: u64 = 999_999_999_999_999;

/// Writes a workbook with `sheets`, of which there must be at least one for it to be valid.
///
/// The heading row is set off, stays in sight and can be filtered by; columns are as wide as
/// their content, up to a limit beyond which text is wrapped. Text is always written as text.
/// The creation date is fixed, so equal tables give equal bytes.
///
/// # Errors
///
/// [`WriteError::CellTooLong`] with [`LongText::Refuse`], [`WriteError::SheetTooLarge`],
/// [`WriteError::Workbook`].
pub fn write_xlsx(sheets: &[OutSheet], long: LongText) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(library)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let styles = Styles::new();
    let mut names = BTreeSet::new();
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet
            .set_name(sheet_name(&sheet.name, &mut names))
            .map_err(library)?;
        fill(worksheet, sheet, long, &styles)?;
    }
    workbook.save_to_buffer().map_err(library)
}

struct Styles {
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
}

impl Styles {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_EBF7))
                .set_border_bottom(FormatBorder::Thin),
            // `@` is the format of text: editing such a cell leaves it text.
            text: top.clone().set_text_wrap().set_num_format("@"),
            number: top.clone(),
            date: top.set_num_format("yyyy-mm-dd"),
        }
    }
}

fn fill(
    worksheet: &mut Worksheet,
    sheet: &OutSheet,
    long: LongText,
    styles: &Styles,
) -> Result<(), WriteError> {
    let width = sheet
        .rows
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .max(sheet.headings.len());
    let height = sheet.rows.len().saturating_add(1);
    let too_large = || WriteError::SheetTooLarge {
        sheet: sheet.name.clone(),
        rows: height,
        columns: width,
    };
    if width > COLUMNS || height > ROWS {
        return Err(too_large());
    }
    let mut widths = vec![NARROWEST; width];
    for (column, heading) in sheet.headings.iter().enumerate() {
        let place = place(0, column).ok_or_else(too_large)?;
        let heading = fit(heading, sheet, place, long)?;
        widen(&mut widths, column, &heading, 4);
        worksheet
            .write_string_with_format(place.0, place.1, heading, &styles.heading)
            .map_err(library)?;
    }
    for (index, row) in sheet.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let place = place(index + 1, column).ok_or_else(too_large)?;
            write_cell(worksheet, sheet, place, cell, long, styles)?;
            widen(&mut widths, column, &cell.to_string(), 2);
        }
    }
    for (column, width) in widths.iter().enumerate() {
        let column = u16::try_from(column).map_err(|_| too_large())?;
        let width = u16::try_from(*width).map_err(|_| too_large())?;
        worksheet.set_column_width(column, width).map_err(library)?;
    }
    if let Some((last_row, last_column)) = place(height - 1, width.saturating_sub(1)) {
        worksheet.set_freeze_panes(1, 0).map_err(library)?;
        if width > 0 {
            worksheet
                .autofilter(0, 0, last_row, last_column)
                .map_err(library)?;
        }
    }
    Ok(())
}

type Place = (u32, u16);

fn place(row: usize, column: usize) -> Option<Place> {
    Some((u32::try_from(row).ok()?, u16::try_from(column).ok()?))
}

fn write_cell(
    worksheet: &mut Worksheet,
    sheet: &OutSheet,
    place: Place,
    cell: &OutCell,
    long: LongText,
    styles: &Styles,
) -> Result<(), WriteError> {
    let (row, column) = place;
    let number = match cell {
        OutCell::Blank => return Ok(()),
        OutCell::Date(date) => {
            let day = u16::try_from(date.year())
                .ok()
                .zip(u8::try_from(date.month()).ok())
                .zip(u8::try_from(date.day()).ok())
                .and_then(|((y, m), d)| ExcelDateTime::from_ymd(y, m, d).ok());
            // Spreadsheets have no dates before 1900.
            if let Some(day) = day {
                let written = worksheet.write_datetime_with_format(row, column, day, &styles.date);
                return written.map(drop).map_err(library);
            }
            None
        }
        OutCell::Integer(number) if number.unsigned_abs() <= EXACT => number.to_f64(),
        OutCell::Decimal(number) if number.mantissa().unsigned_abs() <= u128::from(EXACT) => {
            number.to_f64()
        }
        _ => None,
    };
    if let Some(number) = number {
        let written = worksheet.write_number_with_format(row, column, number, &styles.number);
        return written.map(drop).map_err(library);
    }
    let text = fit(&cell.to_string(), sheet, place, long)?;
    worksheet
        .write_string_with_format(row, column, text, &styles.text)
        .map(drop)
        .map_err(library)
}

/// `text` without control characters, which a workbook cannot hold, and cut if it is too long.
fn fit(text: &str, sheet: &OutSheet, place: Place, long: LongText) -> Result<String, WriteError> {
    let mut text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let length = text.encode_utf16().count();
    if length <= CELL_UNITS {
        return Ok(text);
    }
    if long == LongText::Refuse {
        return Err(WriteError::CellTooLong {
            sheet: sheet.name.clone(),
            cell: format!("{}{}", column_letter(usize::from(place.1)), place.0 + 1),
            length,
            limit: CELL_UNITS,
        });
    }
    let keep = CELL_UNITS - CUT_MARK.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > keep
    });
    text.truncate(end.map_or(text.len(), |(end, _)| end));
    text.push_str(CUT_MARK);
    Ok(text)
}

fn widen(widths: &mut [usize], column: usize, text: &str, margin: usize) {
    // Sheets are shown in Chinese fonts, where quotation marks and dashes are wide.
    let widest = text
        .lines()
        .map(UnicodeWidthStr::width_cjk)
        .max()
        .unwrap_or(0);
    if let Some(width) = widths.get_mut(column) {
        *width = (*width).max(widest.saturating_add(margin)).min(WIDEST);
    }
}

/// A name that is allowed for a sheet and not taken yet.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = wanted
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') {
                '_'
            } else {
                c
            }
        })
        .filter(|c| !c.is_control())
        .collect();
    let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let clean = if clean.is_empty() { "表" } else { clean };
    let mut number = 1;
    loop {
        let suffix = if number == 1 {
            String::new()
        } else {
            format!("({number})")
        };
        let mut units = suffix.len();
        let start: String = clean
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= NAME_UNITS
            })
            .collect();
        let name = format!("{}{suffix}", start.trim_end_matches('\''));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

fn library(error: XlsxError) -> WriteError {
    WriteError::Workbook(error.to_string())
}
