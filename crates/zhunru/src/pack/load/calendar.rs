//! `calendar.toml`: the holidays and make-up working days of years.

use super::document::{Document, source_text};
use super::manifest::source;
use super::sink::{Place, Sink};
use super::table::Table;
use crate::diagnostic::Code;
use crate::pack::{PackFiles, Source};
use crate::procedure::{CalendarError, Holiday, WorkingCalendar};

/// A calendar and where each of its years names its source.
pub(super) struct CalendarDraft {
    pub(super) calendar: WorkingCalendar,
    pub(super) sources: Vec<(Source, Place)>,
}

/// Reads `calendar.toml`, if it is there.
pub(super) fn read(files: &PackFiles, sink: &Sink) -> Option<CalendarDraft> {
    let text = source_text(files, "calendar.toml", sink)?;
    let file = Document::parse(&text, sink);
    let root = file.root(&["year"]);
    let mut draft = CalendarDraft {
        calendar: WorkingCalendar::monday_to_friday(),
        sources: Vec::new(),
    };
    root.required("year");
    let known = &["year", "source", "holidays", "make_up_days"];
    for table in root.tables("year", known) {
        year(&table, &mut draft);
    }
    Some(draft)
}

fn year(table: &Table<'_>, draft: &mut CalendarDraft) {
    let cited = source(table);
    draft.sources.push((cited.value.clone(), cited.place));
    let holidays = table.tables("holidays", &["name", "name_en", "from", "to"]);
    let holidays: Vec<(Holiday, Place)> = holidays.iter().filter_map(holiday).collect();
    let make_up_days = table.get("make_up_days").map(|node| node.elements());
    let Some(node) = table.required("year") else {
        return;
    };
    let Some(year) = node.count(0).and_then(|year| i32::try_from(year).ok()) else {
        return;
    };
    let calendar = &mut draft.calendar;
    if let Err(error) = calendar.cover(year, cited.value) {
        table.push(node.fault(code(&error), error.to_string()));
        return;
    }
    for (holiday, place) in holidays {
        if let Err(error) = calendar.add_holiday(year, holiday) {
            table.push(place.error(code(&error), error.to_string()));
        }
    }
    for node in make_up_days.into_iter().flatten() {
        let Some(day) = node.date() else { continue };
        if let Err(error) = calendar.add_make_up_day(year, day) {
            table.push(node.fault(code(&error), error.to_string()));
        }
    }
}

/// A holiday; one without `to` is a single day.
fn holiday(table: &Table<'_>) -> Option<(Holiday, Place)> {
    let name = table.required_local_text("name");
    let from = table.required("from").and_then(|node| node.date());
    let to = table.get("to").map(|node| node.date());
    let holiday = Holiday {
        name,
        from: from?,
        to: match to {
            Some(to) => to?,
            None => from?,
        },
    };
    Some((holiday, table.place()))
}

fn code(error: &CalendarError) -> Code {
    match error {
        CalendarError::YearTwice { .. }
        | CalendarError::HolidayTwice { .. }
        | CalendarError::MakeUpDayTwice { .. } => Code::PackDuplicate,
        _ => Code::PackValue,
    }
}
