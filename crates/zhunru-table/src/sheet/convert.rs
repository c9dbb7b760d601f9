//! Turning a workbook reader's values into cells.

use calamine::{DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Cell;

/// Days that a spreadsheet date may count: up to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// The cell for a value of XLSX or XLS.
pub(super) fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Integer(*number),
        DataRef::Float(number) => Cell::number(*number),
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(truth) => Cell::Boolean(*truth),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(text) => iso_date(text),
        DataRef::DurationIso(text) => Cell::text(text.as_str()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A serial date of either date system (counting from 1900 or from 1904).
fn date(moment: ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !DAYS.contains(&serial) {
        return Cell::Error(format!("#NUM! ({serial})"));
    }
    let seconds = (serial * 86_400.0).round();
    if moment.is_duration() || serial < 1.0 {
        return Cell::Text(time(seconds as u64));
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| {
            let (hour, minute, second) = (u32::from(hour), u32::from(minute), u32::from(second));
            date.and_hms_milli_opt(hour, minute, second, u32::from(milli))
        })
        // Floats miss the second by a little; halves go up.
        .and_then(|at| at.checked_add_signed(TimeDelta::milliseconds(500)))
        .map_or_else(
            || Cell::Error(format!("{year}-{month:02}-{day:02}")),
            whole_seconds,
        )
}

fn whole_seconds(moment: NaiveDateTime) -> Cell {
    let whole = moment.and_utc().timestamp();
    chrono::DateTime::from_timestamp(whole, 0)
        .map_or(Cell::Blank, |at| date_or_moment(at.naive_utc()))
}

fn date_or_moment(moment: NaiveDateTime) -> Cell {
    if moment.time() == NaiveTime::MIN {
        Cell::Date(moment.date())
    } else {
        Cell::DateTime(moment)
    }
}

/// A time of day or a duration, which needs no date: `8:30:00`.
fn time(seconds: u64) -> String {
    format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// A date as ODS and strict XLSX write it.
fn iso_date(text: &str) -> Cell {
    let moment = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map(|date| date.and_time(NaiveTime::MIN))
        .or_else(|_| {
            NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y-%m-%dT%H:%M:%S%.f")
        });
    match moment {
        Ok(moment) => whole_seconds(moment),
        Err(_) => Cell::Error(text.to_owned()),
    }
}

/// ODS keeps a formula's error as the text that it shows.
pub(super) fn error_text(cell: Cell) -> Cell {
    const ERRORS: [&str; 7] = [
        "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
    ];
    match cell {
        Cell::Text(text) if ERRORS.contains(&text.as_str()) || text.starts_with("Err:") => {
            Cell::Error(text)
        }
        other => other,
    }
}
