//! The entries of lists, from TOML and from CSV.

use std::collections::BTreeMap;
use std::ops::Range;

use smol_str::SmolStr;

use super::sink::{Place, Sink};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, SourceText, quoted};
use crate::list::ListEntry;
use crate::model::{Interval, parse_date};
use crate::vocabulary::ItemName;

/// Most entries in one list.
const MOST: usize = 100_000;

/// An entry and where it stands.
pub(super) struct EntryDraft {
    pub(super) entry: ListEntry,
    pub(super) place: Place,
}

/// The headings of a CSV file, in English and in Chinese.
const HEADINGS: [(&str, &str); 6] = [
    ("code", "编码"),
    ("name", "名称"),
    ("aliases", "别名"),
    ("category", "类别"),
    ("from", "生效日期"),
    ("to", "失效日期"),
];

/// Reads `[[entry]]`.
pub(super) fn from_toml(root: &Table<'_>) -> Vec<EntryDraft> {
    let known = &["code", "name", "aliases", "category", "in_force"];
    let mut entries = Vec::new();
    for table in root.tables("entry", known) {
        let name = table.required_text("name");
        let aliases = table.get("aliases").map(|node| node.elements());
        let aliases = aliases.iter().flatten().filter_map(|node| node.text());
        entries.push(EntryDraft {
            entry: ListEntry {
                code: table
                    .get("code")
                    .and_then(|node| node.text())
                    .map(ItemName::new),
                aliases: aliases.map(ItemName::new).collect(),
                name: ItemName::new(name),
                category: table.get("category").and_then(|node| node.text()),
                in_force: table.in_force().unwrap_or_default(),
            },
            place: table.place_of("name"),
        });
    }
    check_names(&entries, &|diagnostic| root.push(diagnostic));
    entries
}

/// Reads a CSV file.
pub(super) fn from_csv(source: &SourceText, sink: &Sink) -> Vec<EntryDraft> {
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
    check_names(&entries, &|diagnostic| sink.push(diagnostic));
    entries
}

/// In which column each heading stands.
struct Columns {
    at: [Option<usize>; HEADINGS.len()],
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
    let mut at = [None; HEADINGS.len()];
    for (index, heading) in header.iter().enumerate() {
        let known = HEADINGS
            .iter()
            .position(|(en, zh)| *en == heading || *zh == heading);
        match known.and_then(|known| at.get_mut(known)) {
            Some(Some(_)) => {
                let message = format!("the column {} stands twice", quoted(heading));
                sink.push(place.error(Code::PackDuplicate, message));
            }
            Some(column) => *column = Some(index),
            None => {
                let names = HEADINGS.iter().flat_map(|(en, zh)| [*en, *zh]);
                let message = format!("unknown column {}", quoted(heading));
                sink.push(
                    place
                        .error(Code::PackUnknownKey, message)
                        .suggest(heading, names),
                );
            }
        }
    }
    if at.get(1).is_none_or(Option::is_none) {
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
    let cell = |column: usize| {
        let index = columns.at.get(column).copied().flatten()?;
        record.get(index).filter(|text| !text.is_empty())
    };
    let date = |column: usize| {
        let text = cell(column)?;
        let date = parse_date(text);
        if date.is_none() {
            let message = format!("{} is no date of the form `2024-01-01`", quoted(text));
            sink.push(place.error(Code::PackValue, message));
        }
        date
    };
    let in_force = Interval {
        from: date(4),
        to: date(5),
    };
    if let (Some(from), Some(to)) = (in_force.from, in_force.to)
        && to < from
    {
        sink.push(place.error(
            Code::PackValue,
            format!("the interval ends on {to}, before it begins"),
        ));
    }
    let Some(name) = cell(1) else {
        sink.push(place.error(Code::PackMissingKey, "the row has no name"));
        return None;
    };
    let aliases = cell(2).unwrap_or_default().split([';', '\u{ff1b}']);
    Some(EntryDraft {
        entry: ListEntry {
            code: cell(0).map(ItemName::new),
            name: ItemName::new(name),
            aliases: aliases
                .map(str::trim)
                .filter(|alias| !alias.is_empty())
                .map(ItemName::new)
                .collect(),
            category: cell(3).map(SmolStr::new),
            in_force,
        },
        place,
    })
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

/// A code, name or alias names one entry of a list at any one time.
fn check_names(entries: &[EntryDraft], push: &dyn Fn(Diagnostic)) {
    let mut known: BTreeMap<SmolStr, Vec<usize>> = BTreeMap::new();
    for (index, draft) in entries.iter().enumerate() {
        let ListEntry {
            code,
            name,
            aliases,
            in_force,
            ..
        } = &draft.entry;
        for item in code.iter().chain([name]).chain(aliases) {
            if item.normalised().is_empty() {
                if !item.as_str().is_empty() {
                    let message =
                        format!("{} has neither letters nor digits", quoted(item.as_str()));
                    push(draft.place.error(Code::PackValue, message));
                }
                continue;
            }
            let holders = known.entry(item.normalised().into()).or_default();
            if holders.contains(&index) {
                continue;
            }
            let other = holders
                .iter()
                .filter_map(|&other| entries.get(other))
                .find(|other| other.entry.in_force.overlaps(*in_force));
            if let Some(other) = other {
                let message = format!(
                    "{} is also {} at {}",
                    quoted(item.as_str()),
                    quoted(other.entry.name.as_str()),
                    other.place.named()
                );
                push(draft.place.error(Code::PackDuplicate, message));
            }
            // More than this many of one name are faulty anyhow, and all would be compared with all.
            if holders.len() < 64 {
                holders.push(index);
            }
        }
    }
}
