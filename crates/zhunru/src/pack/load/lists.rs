//! `lists/*.toml`: lists, whose entries stand there or in a CSV file.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::amendments;
use super::document::{Document, source_text};
use super::entries::{EntryDraft, check_names, from_csv, from_toml};
use super::list_parts::{classes, codes, declared_versions};
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
    "class",
    "version",
    "inherits",
    "amended_by",
    "amendment",
    "codes",
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
    pub(super) places: ListPlaces,
    /// The interval, if it is the list's own.
    pub(super) in_force: Option<Located<Interval>>,
    /// The list of a parent that it names.
    pub(super) inherits: Option<Located<SmolStr>>,
    /// The procedure that it names for amendments.
    pub(super) amended_by: Option<Located<SmolStr>>,
}

/// Where the parts of a list stand.
#[derive(Clone)]
pub(crate) struct ListPlaces {
    /// Each entry, in the order of the entries.
    pub(crate) entries: Vec<Place>,
    /// The declared count, or the list.
    pub(crate) declared_count: Place,
    /// The declared count of each class, or its name.
    pub(crate) classes: Vec<Place>,
    /// The day of each later count.
    pub(crate) versions: Vec<Place>,
    /// The day of each amendment.
    pub(crate) amendments: Vec<Place>,
    /// The list of a parent that it names, or the list.
    pub(crate) inherits: Place,
    /// The demand types, or the list.
    pub(crate) on: Place,
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
    let mut entries = entries(&root, files, path, sink, named);
    let amendments = match &mut entries {
        Some(entries) => amendments::apply(&root, entries),
        None => Vec::new(),
    };
    if let Some(entries) = &entries {
        check_names(entries, &|diagnostic| root.push(diagnostic));
    }
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
    let classes = classes(&root);
    let versions = declared_versions(&root);
    let place_of_each = |entry: &EntryDraft| entry.place.clone();
    let places = ListPlaces {
        entries: entries.iter().flatten().map(place_of_each).collect(),
        declared_count: root.place_of("declared_count"),
        classes: classes.iter().map(|class| class.place.clone()).collect(),
        versions: versions
            .iter()
            .map(|version| version.place.clone())
            .collect(),
        amendments: amendments.iter().map(|one| one.place.clone()).collect(),
        inherits: root.place_of("inherits"),
        on: root.place_of("on"),
    };
    let located = |key: &str| root.get(key).and_then(|node| node.located_text());
    let content =
        content(&root, entries, not_loaded).unwrap_or(ListContent::NotLoaded(WhileNotLoaded::Ask));
    Some(ListDraft {
        list: ItemList {
            id,
            title,
            kind,
            on,
            content,
            declared_count: declared_count.and_then(|count| usize::try_from(count).ok()),
            classes: classes.into_iter().map(|class| class.value).collect(),
            declared_versions: versions.into_iter().map(|version| version.value).collect(),
            amendments: amendments.into_iter().map(|one| one.amendment).collect(),
            // Filled in when the names of other packs are looked up.
            amended_by: None,
            inherits: None,
            codes: codes(&root),
            message,
            remedy,
            source: source.value,
            note,
            in_force: Interval::default(),
        },
        place: root.place_of("id"),
        source: source.place,
        places,
        in_force,
        inherits: located("inherits"),
        amended_by: located("amended_by"),
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
        (false, Some(_)) => {
            root.refuse("amendment", "where the entries are not there to be amended");
            Some(ListContent::NotLoaded(not_loaded?))
        }
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
