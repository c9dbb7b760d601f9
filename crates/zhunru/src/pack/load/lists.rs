//! `lists/*.toml`: lists, whose entries stand there or in a CSV file.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::document::{Document, source_text};
use super::entries::{EntryDraft, from_csv, from_toml};
use super::manifest::source;
use super::sink::{Located, Place, Sink};
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::list::{ItemList, ListContent, ListEffect, ListKind, WhileNotLoaded};
use crate::model::{DemandTypes, Interval};
use crate::pack::PackFiles;

const KEYS: &[&str] = &[
    "id",
    "title",
    "title_en",
    "kind",
    "on",
    "source",
    "declared_count",
    "message",
    "message_en",
    "remedy",
    "remedy_en",
    "note",
    "note_en",
    "in_force",
    "not_loaded",
    "entries",
    "entry",
];

/// A list as it is written.
pub(super) struct ListDraft {
    pub(super) list: ItemList,
    /// Where the id stands.
    pub(super) place: Place,
    pub(super) source: Place,
    /// Where each entry stands, in the order of the entries.
    pub(super) entries: Vec<Place>,
    /// The interval, if it is the list's own.
    pub(super) in_force: Option<Located<Interval>>,
}

/// Reads the list of one file; takes note of the CSV file that it names.
pub(super) fn read(
    files: &PackFiles,
    path: &str,
    sink: &Sink,
    named: &mut BTreeMap<SmolStr, Place>,
) -> Option<ListDraft> {
    let text = source_text(files, path, sink)?;
    let file = Document::parse(&text, sink);
    let root = file.root(KEYS);
    let id = root.required_id();
    let title = root.required_local_text("title");
    let message = root.local_text("message");
    let remedy = root.local_text("remedy");
    let note = root.local_text("note");
    let source = source(&root);
    let on = root
        .get("on")
        .map(|node| node.demand_types().unwrap_or_default());
    let declared_count = root.get("declared_count").and_then(|node| node.count(0));
    let in_force = root.in_force().map(|value| Located {
        value,
        place: root.place_of("in_force"),
    });
    let entries = entries(&root, files, path, sink, named);
    let not_loaded = root
        .get("not_loaded")
        .and_then(|node| match node.text()?.as_str() {
            "ask" => Some(WhileNotLoaded::Ask),
            "presume_absent" => Some(WhileNotLoaded::PresumeAbsent),
            other => {
                let allowed = ["ask", "presume_absent"];
                node.not_allowed(
                    other,
                    "no way to treat a list that is not loaded",
                    allowed.into_iter(),
                );
                None
            }
        });
    // A list without a kind or entries is still there for those that name it.
    let kind: Option<ListKind> = root.required_code("kind");
    let kind = kind.unwrap_or(ListKind::Responsibilities);
    let on = on.unwrap_or_else(|| kind.demand_types());
    check_types(&root, kind, on);
    let places = entries
        .iter()
        .flatten()
        .map(|entry| entry.place.clone())
        .collect();
    let content =
        content(&root, entries, not_loaded).unwrap_or(ListContent::NotLoaded(WhileNotLoaded::Ask));
    check_count(&root, declared_count, &content);
    Some(ListDraft {
        list: ItemList {
            id,
            title,
            kind,
            on,
            content,
            declared_count: declared_count.and_then(|count| usize::try_from(count).ok()),
            message,
            remedy,
            source: source.value,
            note,
            in_force: Interval::default(),
        },
        place: root.place_of("id"),
        source: source.place,
        entries: places,
        in_force,
    })
}

/// The entries from the file itself or from the CSV file that it names.
fn entries(
    root: &Table<'_>,
    files: &PackFiles,
    path: &str,
    sink: &Sink,
    named: &mut BTreeMap<SmolStr, Place>,
) -> Option<Vec<EntryDraft>> {
    let inline = root.get("entry").map(|_| from_toml(root));
    let Some(node) = root.get("entries") else {
        return inline;
    };
    if inline.is_some() {
        node.error(
            Code::PackDuplicate,
            "the list has entries of its own besides those of the file",
        );
    }
    let name = node.text()?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = SmolStr::from(format!("{folder}/{name}"));
    if files.bytes(&file).is_none() {
        let near = files
            .paths()
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        let message = format!("there is no file {} beside the list", quoted(&name));
        sink.push(
            node.fault(Code::PackMissingFile, message)
                .suggest(&name, near),
        );
        return None;
    }
    if let Some(other) = named.insert(file.clone(), node.place()) {
        let message = format!("{} already takes its entries from this file", other.named());
        node.error(Code::PackDuplicate, message);
    }
    let text = source_text(files, &file, sink)?;
    Some(from_csv(&text, sink))
}

fn content(
    root: &Table<'_>,
    entries: Option<Vec<EntryDraft>>,
    not_loaded: Option<WhileNotLoaded>,
) -> Option<ListContent> {
    let has_entries = root.get("entry").is_some() || root.get("entries").is_some();
    match (has_entries, root.get("not_loaded")) {
        (true, Some(node)) => {
            node.error(Code::PackValue, "the list has entries, so it is loaded");
            None
        }
        (true, None) => {
            let entries = entries?.into_iter().map(|entry| entry.entry);
            Some(ListContent::Loaded(entries.collect()))
        }
        (false, Some(_)) => Some(ListContent::NotLoaded(not_loaded?)),
        (false, None) => {
            root.push(
                root.place()
                    .error(Code::PackMissingKey, "the list has no entries")
                    .help(
                        "give `[[entry]]`, `entries = \"….csv\"`, `not_loaded = \"ask\"` or \
                         `not_loaded = \"presume_absent\"`; `entry = []` means that there is none",
                    ),
            );
            None
        }
    }
}

fn check_count(root: &Table<'_>, declared: Option<u32>, content: &ListContent) {
    if let (Some(declared), ListContent::Loaded(entries)) = (declared, content)
        && usize::try_from(declared).ok() != Some(entries.len())
    {
        let message = format!(
            "the document says {declared} entries, the list has {}",
            entries.len()
        );
        root.push(
            root.place_of("declared_count")
                .error(Code::PackCount, message),
        );
    }
}

/// A list that decides must bear on demands that have an item to look up.
fn check_types(root: &Table<'_>, kind: ListKind, on: DemandTypes) {
    if kind.effect() == ListEffect::Informs {
        return;
    }
    for demand in on.iter().filter(|demand| demand.item_path().is_none()) {
        let message = format!("a demand `{demand}` has no item that a list could hold");
        root.push(root.place_of("on").error(Code::PackValue, message));
    }
    if kind.effect() == ListEffect::ForbidsResponsibility
        && let Some(demand) = on
            .iter()
            .find(|demand| *demand != crate::model::DemandType::Work)
    {
        let message =
            format!("a demand `{demand}` has no role in which the village is responsible");
        root.push(root.place_of("on").error(Code::PackValue, message));
    }
}
