//! `zhunru list show`.

use std::io::Write;

use serde::Serialize;
use zhunru::list::{ClassSize, EntryField, ItemList, ListEntry, ListVersion};
use zhunru::model::{Coded, Interval};
use zhunru::pack::Pack;

use super::named::Named;
use super::show_text;
use crate::arguments::{Lang, ListFormat, ListShowArguments};
use crate::failure::Failure;
use crate::{cited, terminal};
use zhunru_table::sheet_out::{CsvEncoding, CsvWriter, OutCell};

/// A version of a list as JSON has it.
#[derive(Serialize)]
struct Shown<'a> {
    format: u32,
    pack: &'a str,
    list: &'a str,
    title: &'a str,
    kind: &'static str,
    source: String,
    is_loaded: bool,
    /// The count that a document last stated by the first day of the version.
    declared_count: Option<usize>,
    /// How many entries the version has, or as many as its document states.
    count: Option<usize>,
    in_force: Interval,
    classes: Vec<ClassSize>,
    versions: Vec<ShownVersion>,
    inherits: Option<String>,
    entries: Option<&'a [&'a ListEntry]>,
}

/// A version and its size.
#[derive(Serialize)]
struct ShownVersion {
    in_force: Interval,
    count: Option<usize>,
}

/// The pack and the list in whose place a list stands, as `PACK/LIST`.
pub(super) fn inherits(list: &ItemList) -> Option<String> {
    let inherits = list.inherits.as_ref()?;
    Some(format!("{}/{}", inherits.pack, inherits.list))
}

/// Shows a list as it reads on a day.
pub(super) fn run(arguments: &ListShowArguments) -> Result<bool, Failure> {
    let named = Named::find(&arguments.list)?;
    let version = named.version()?;
    let lang = arguments.lang;
    let mut output = terminal::text();
    match arguments.format {
        ListFormat::Text => {
            let text = show_text::text(named.pack(), &version, lang, terminal::width());
            output.write_all(text.as_bytes())?;
        }
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut output, &shown(named.pack(), &version, lang))?;
            output.write_all(b"\n")?;
        }
        ListFormat::Csv => {
            let Some(entries) = &version.entries else {
                return Err(Failure::fault(
                    format_args!(
                        "the list `{}` is not loaded: there are no entries to write as rows",
                        arguments.list
                    ),
                    format_args!("清单“{}”未载入，没有可以列出的事项", arguments.list),
                ));
            };
            csv(entries, lang, &mut output)?;
        }
    }
    output.flush()?;
    Ok(true)
}

fn shown<'a>(pack: &'a Pack, version: &'a ListVersion<'a>, lang: Lang) -> Shown<'a> {
    let list = version.list;
    let versions = list.versions();
    let versions = versions.iter().map(|version| ShownVersion {
        in_force: version.in_force,
        count: version.count(),
    });
    Shown {
        format: 1,
        pack: &pack.id,
        list: &list.id,
        title: list.title.get(lang.language()),
        kind: list.kind.code(),
        source: cited::source(pack, &list.source, lang),
        is_loaded: list.is_loaded(),
        declared_count: version.declared_count,
        count: version.count(),
        in_force: version.in_force,
        classes: version.classes(),
        versions: versions.collect(),
        inherits: inherits(list),
        entries: version.entries.as_deref(),
    }
}

/// The entries as rows, in the columns of which some entry has something, so that a pack can read
/// them again.
fn csv(entries: &[&ListEntry], lang: Lang, output: &mut dyn Write) -> Result<(), Failure> {
    let is_used = |field: &EntryField| {
        *field == EntryField::Name || entries.iter().any(|entry| !field.values(entry).is_empty())
    };
    let fields = EntryField::ALL.iter().copied().filter(is_used);
    let fields: Vec<EntryField> = fields.collect();
    let headings = fields
        .iter()
        .map(|field| lang.pick(field.label_zh(), field.code()).to_owned());
    let headings: Vec<String> = headings.collect();
    let mut writer = CsvWriter::new(output, CsvEncoding::Utf8WithMark);
    writer.write_headings(&headings)?;
    for entry in entries {
        let cells = fields
            .iter()
            .map(|field| OutCell::from(field.values(entry).join(";")));
        writer.write_row(&cells.collect::<Vec<_>>())?;
    }
    writer.finish()?;
    Ok(())
}
