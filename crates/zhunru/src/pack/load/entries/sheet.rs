//! The entries that stand in a CSV file beside the list.

use std::collections::BTreeMap;
use std::ops::Range;

use smol_str::SmolStr;

use super::{EntryDraft, MOST, patched};
use crate::diagnostic::{Code, Diagnostic, SourceText, quoted};
use crate::list::{EntryField, ListEntry};
use crate::model::{Coded, Interval, parse_date};
use crate::pack::load::sink::{Place, Sink};

/// Reads a CSV file.
pub(in crate::pack::load) fn from_csv(source: &SourceText, sink: &Sink) -> Vec<EntryDraft> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(source.text().as_bytes());
    let Some(columns) = columns(&mut reader, source, sink) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let message = format!("the row cannot be read: {error}");
                sink.push(Diagnostic::error(Code::PackSyntax, message).in_file(source.name()));
                break;
            }
        }
        let place = Place {
            source: source.clone(),
            span: line_span(source, record.position()),
        };
        if entries.len() >= MOST {
            sink.push(place.error(
                Code::PackTooLarge,
                format!("a list has at most {MOST} entries"),
            ));
            break;
        }
        if record.len() > columns.count {
            let message = format!(
                "the row has {} cells, the heading has {}",
                record.len(),
                columns.count
            );
            sink.push(
                place
                    .error(Code::PackSyntax, message)
                    .help("put quotes around a cell that holds a comma"),
            );
            continue;
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        entries.extend(row(&record, &columns, place, sink));
    }
    entries
}

/// In which column each heading stands.
struct Columns {
    at: BTreeMap<EntryField, usize>,
    count: usize,
}

fn columns(reader: &mut csv::Reader<&[u8]>, source: &SourceText, sink: &Sink) -> Option<Columns> {
    let place = Place {
        source: source.clone(),
        span: 0..source.text().lines().next().map_or(0, str::len),
    };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            sink.push(place.error(
                Code::PackSyntax,
                format!("the heading cannot be read: {error}"),
            ));
            return None;
        }
    };
    let mut at = BTreeMap::new();
    for (index, heading) in header.iter().enumerate() {
        let mut fields = EntryField::ALL.iter().copied();
        let known = fields.find(|field| field.code() == heading || field.label_zh() == heading);
        match known {
            Some(field) => {
                if at.insert(field, index).is_some() {
                    let message = format!("the column {} stands twice", quoted(heading));
                    sink.push(place.error(Code::PackDuplicate, message));
                }
            }
            None => {
                let names = EntryField::ALL.iter();
                let names = names.flat_map(|field| [field.code(), field.label_zh()]);
                let message = format!("unknown column {}", quoted(heading));
                sink.push(
                    place
                        .error(Code::PackUnknownKey, message)
                        .suggest(heading, names),
                );
            }
        }
    }
    if !at.contains_key(&EntryField::Name) {
        sink.push(place.error(
            Code::PackMissingKey,
            "the column `name` (名称) must be given",
        ));
        return None;
    }
    Some(Columns {
        at,
        count: header.len(),
    })
}

fn row(
    record: &csv::StringRecord,
    columns: &Columns,
    place: Place,
    sink: &Sink,
) -> Option<EntryDraft> {
    let cell = |field: EntryField| {
        let index = *columns.at.get(&field)?;
        record.get(index).filter(|text| !text.is_empty())
    };
    let date = |field: EntryField| {
        let text = cell(field)?;
        let date = parse_date(text);
        if date.is_none() {
            let message = format!("{} is no date of the form `2024-01-01`", quoted(text));
            sink.push(place.error(Code::PackValue, message));
        }
        date
    };
    let in_force = Interval {
        from: date(EntryField::From),
        to: date(EntryField::To),
    };
    if let (Some(from), Some(to)) = (in_force.from, in_force.to)
        && to < from
    {
        sink.push(place.error(
            Code::PackValue,
            format!("the interval ends on {to}, before it begins"),
        ));
    }
    let Some(name) = cell(EntryField::Name) else {
        sink.push(place.error(Code::PackMissingKey, "the row has no name"));
        return None;
    };
    let fields = EntryField::ALL.iter().copied();
    let patch = fields.filter_map(|field| {
        let text = cell(field)?;
        let values = if field.holds_several() {
            let parts = text.split([';', '\u{ff1b}']).map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .map(SmolStr::new)
                .collect()
        } else {
            vec![SmolStr::new(text)]
        };
        Some((field, values))
    });
    let mut entry = patched(ListEntry::named(name), patch.collect());
    entry.in_force = in_force;
    Some(EntryDraft { entry, place })
}

/// The line on which a row begins, without its line break.
fn line_span(source: &SourceText, position: Option<&csv::Position>) -> Range<usize> {
    let text = source.text();
    let start = position.and_then(|position| usize::try_from(position.byte()).ok());
    let start = text.floor_char_boundary(start.unwrap_or(0));
    let rest = text.get(start..).unwrap_or_default();
    // The reader counts the line breaks before a row as its own.
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let line = rest
        .get(blank..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    start + blank..start + blank + line.len()
}
