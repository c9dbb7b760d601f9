//! The files of a list, as they are written into a pack.

use std::collections::BTreeSet;

use zhunru::condition::ProcedureReference;
use zhunru::list::{ItemList, ListKind};
use zhunru::model::{Coded, DemandTypes, Interval};
use zhunru::text::LocalText;

use super::codes::Scheme;
use crate::failure::Failure;
use crate::list_import::{Entry, Field};
use zhunru_table::sheet_out::{CsvEncoding, CsvWriter, OutCell};

/// A list to be written.
pub(super) struct Composed<'a> {
    /// The id of its pack, if that is there.
    pub(super) pack: &'a str,
    /// Its id.
    pub(super) id: &'a str,
    /// What it is called.
    pub(super) title: &'a str,
    /// Its kind.
    pub(super) kind: ListKind,
    /// The document that holds it.
    pub(super) document: &'a str,
    /// Where in the document it stands.
    pub(super) clause: &'a str,
    /// How many entries the document says there are.
    pub(super) declared_count: Option<usize>,
    /// The first day on which it is in force, if it is not that of the pack.
    pub(super) from: Option<chrono::NaiveDate>,
    /// The file of its entries, beside it.
    pub(super) entries_file: &'a str,
    /// The list in whose place it stands; what it says besides its entries is kept.
    pub(super) before: Option<&'a ItemList>,
    /// The scheme of codes.
    pub(super) scheme: Option<&'a Scheme>,
    /// How many entries the document says there are from a later day on.
    pub(super) later_count: Option<(chrono::NaiveDate, usize)>,
}

/// The text of the list's TOML file.
pub(super) fn toml(list: &Composed<'_>) -> String {
    let mut text = String::new();
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("id", quoted(list.id));
    line("title", quoted(list.title));
    if let Some(english) = list.before.and_then(|before| before.title.en()) {
        line("title_en", quoted(english));
    }
    line("kind", quoted(list.kind.code()));
    if let Some(before) = list.before
        && before.on != list.kind.demand_types()
    {
        line("on", types(before.on));
    }
    let (document, clause) = (quoted(list.document), quoted(list.clause));
    line(
        "source",
        format!("{{ document = {document}, clause = {clause} }}"),
    );
    if let Some(count) = list.declared_count {
        line("declared_count", count.to_string());
    }
    if let Some(before) = list.before {
        let texts = [
            ("message", &before.message),
            ("remedy", &before.remedy),
            ("note", &before.note),
        ];
        for (key, both) in texts {
            local(key, both.as_ref(), &mut line);
        }
    }
    let to = list.before.and_then(|before| before.in_force.to);
    if list.from.is_some() || to.is_some() {
        line(
            "in_force",
            interval(Interval {
                from: list.from,
                to,
            }),
        );
    }
    if let Some(inherits) = list.before.and_then(|before| before.inherits.as_ref()) {
        line(
            "inherits",
            quoted(&format!("{}/{}", inherits.pack, inherits.list)),
        );
    }
    if let Some(procedure) = list.before.and_then(|before| before.amended_by.as_ref()) {
        line("amended_by", quoted(&amended_by(procedure, list.pack)));
    }
    line("entries", quoted(list.entries_file));
    text.push_str(&tables(list));
    text
}

/// The procedure as a pack names it: its own by id, another's with that pack in front.
fn amended_by(procedure: &ProcedureReference, pack: &str) -> String {
    match procedure.pack == pack {
        true => procedure.procedure.to_string(),
        false => format!("{}/{}", procedure.pack, procedure.procedure),
    }
}

/// Classes, later counts and the scheme of codes.
fn tables(list: &Composed<'_>) -> String {
    let mut text = String::new();
    let known = list.before.map(|before| before.classes.as_slice());
    let classes = match list.scheme {
        Some(scheme) if !scheme.classes.is_empty() => scheme.classes.as_slice(),
        _ => known.unwrap_or_default(),
    };
    for class in classes {
        text.push_str(&format!("\n[[class]]\nname = {}\n", quoted(&class.name)));
        if let Some(code) = &class.code {
            text.push_str(&format!("code = {}\n", quoted(code)));
        }
        if let Some(count) = class.declared_count {
            text.push_str(&format!("declared_count = {count}\n"));
        }
    }
    let later = list
        .before
        .map(|before| before.declared_versions.as_slice());
    for version in later.unwrap_or_default() {
        if list
            .later_count
            .is_some_and(|(from, _)| from <= version.from)
        {
            continue;
        }
        text.push_str(&format!(
            "\n[[version]]\nfrom = {}\ndeclared_count = {}\n",
            version.from, version.declared_count
        ));
        if let Some(source) = &version.source {
            let (document, clause) = (quoted(&source.document), quoted(&source.clause));
            text.push_str(&format!(
                "source = {{ document = {document}, clause = {clause} }}\n"
            ));
        }
    }
    if let Some((from, count)) = list.later_count {
        text.push_str(&format!(
            "\n[[version]]\nfrom = {from}\ndeclared_count = {count}\n"
        ));
    }
    if let Some(scheme) = list.scheme {
        let scheme = &scheme.scheme;
        text.push_str(&format!(
            "\n[codes]\npattern = {}\n",
            quoted(scheme.pattern())
        ));
        if !scheme.spent.is_empty() {
            let spent: Vec<String> = scheme.spent.iter().map(|code| quoted(code)).collect();
            text.push_str(&format!("spent = [{}]\n", spent.join(", ")));
        }
    }
    text
}

fn local(key: &str, both: Option<&LocalText>, line: &mut impl FnMut(&str, String)) {
    let Some(both) = both else { return };
    line(key, quoted(both.zh()));
    if let Some(english) = both.en() {
        line(&format!("{key}_en"), quoted(english));
    }
}

fn interval(interval: Interval) -> String {
    let day = |key: &str, day: Option<chrono::NaiveDate>| day.map(|day| format!("{key} = {day}"));
    let days = [day("from", interval.from), day("to", interval.to)];
    let days: Vec<String> = days.into_iter().flatten().collect();
    format!("{{ {} }}", days.join(", "))
}

/// The CSV file of the entries: the columns of which some entry has something, with Chinese
/// headings, in UTF-8 with the mark by which spreadsheet programs recognise it.
///
/// # Errors
/// None in practice: it is written to memory.
pub(super) fn csv(entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let mut used: BTreeSet<Field> = BTreeSet::from([Field::Name]);
    for entry in entries {
        used.extend(entry.values.keys());
        used.extend(entry.from.map(|_| Field::From));
        used.extend(entry.to.map(|_| Field::To));
    }
    let mut writer = CsvWriter::new(Vec::new(), CsvEncoding::Utf8WithMark);
    let headings: Vec<String> = used
        .iter()
        .map(|field| field.label_zh().to_owned())
        .collect();
    writer.write_headings(&headings)?;
    for entry in entries {
        let cells: Vec<OutCell> = used.iter().map(|field| cell(entry, *field)).collect();
        writer.write_row(&cells)?;
    }
    Ok(writer.finish()?)
}

fn cell(entry: &Entry, field: Field) -> OutCell {
    let day = |day: Option<chrono::NaiveDate>| day.map_or(OutCell::Blank, OutCell::Date);
    match field {
        Field::From => day(entry.from),
        Field::To => day(entry.to),
        _ => {
            let values = entry
                .values
                .get(&field)
                .map(Vec::as_slice)
                .unwrap_or_default();
            // What goes over several rows of a sheet is one text here.
            let between = if field.holds_several() { ";" } else { "；" };
            OutCell::from(values.join(between))
        }
    }
}

/// A text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Demand types as a TOML array.
pub(super) fn types(on: DemandTypes) -> String {
    let codes: Vec<String> = on.iter().map(|demand| quoted(demand.code())).collect();
    format!("[{}]", codes.join(", "))
}
