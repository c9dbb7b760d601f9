//! `pack.toml`: what the pack is, where and when it binds, its documents and definitions.

use indexmap::IndexMap;
use smol_str::SmolStr;

use super::condition_text::ConditionText;
use super::document::{Document as File, source_text};
use super::node::Node;
use super::presume::{PresumptionDraft, presumption};
use super::sink::{Located, Sink};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, SourceText, quoted};
use crate::model::{AdminLevel, DemandTypes, DivisionCode, Interval};
use crate::pack::{Document, PackFiles, Place as PackPlace, Regulation, Source, SourceKind};
use crate::text::LocalText;

const KEYS: &[&str] = &[
    "format",
    "id",
    "version",
    "title",
    "title_en",
    "note",
    "note_en",
    "parents",
    "place",
    "in_force",
    "document",
    "regulates",
    "definitions",
    "presume",
];

/// The version of the pack format that this library reads.
const FORMAT: i64 = 1;

/// What `pack.toml` says.
pub(super) struct Manifest {
    pub(super) id: Located<SmolStr>,
    pub(super) version: SmolStr,
    pub(super) title: LocalText,
    pub(super) note: Option<LocalText>,
    pub(super) parents: Vec<Located<SmolStr>>,
    pub(super) place: Option<PackPlace>,
    pub(super) in_force: Interval,
    pub(super) documents: IndexMap<SmolStr, Document>,
    pub(super) regulates: Vec<Located<Regulation>>,
    pub(super) definitions: Vec<(Located<SmolStr>, ConditionText)>,
    pub(super) presumptions: Vec<PresumptionDraft>,
}

/// Reads `pack.toml`; nothing when it is not there.
pub(super) fn read(files: &PackFiles, sink: &Sink) -> Option<Manifest> {
    let Some(source) = source_text(files, "pack.toml", sink) else {
        if files.bytes("pack.toml").is_none() {
            sink.push(
                Diagnostic::error(Code::PackMissingFile, "there is no file `pack.toml`")
                    .in_file(files.file_name("pack.toml"))
                    .help("it holds the pack's id, version, place and documents"),
            );
        }
        return None;
    };
    Some(manifest(&source, sink))
}

fn manifest(source: &SourceText, sink: &Sink) -> Manifest {
    let file = File::parse(source, sink);
    let root = file.root(KEYS);
    if let Some(node) = root.required("format")
        && let Some(format) = node.integer()
        && format != FORMAT
    {
        node.error(
            Code::PackValue,
            format!("format {format} is not supported, this version reads format {FORMAT}"),
        );
    }
    let documents = documents(&root);
    Manifest {
        id: Located {
            value: root.required_id(),
            place: root.place_of("id"),
        },
        version: root.required_text("version"),
        title: root.required_local_text("title"),
        note: root.local_text("note"),
        parents: root
            .get("parents")
            .map(|node| parents(&node))
            .unwrap_or_default(),
        place: root.required("place").and_then(|node| place(&node)),
        in_force: in_force(&root),
        regulates: regulates(&root),
        definitions: definitions(&root),
        presumptions: root
            .tables("presume", super::presume::KEYS)
            .iter()
            .filter_map(presumption)
            .collect(),
        documents,
    }
}

fn parents(node: &Node<'_>) -> Vec<Located<SmolStr>> {
    node.elements()
        .iter()
        .filter_map(|element| {
            Some(Located {
                value: element.id()?,
                place: element.place(),
            })
        })
        .collect()
}

fn in_force(root: &Table<'_>) -> Interval {
    let Some(node) = root.required("in_force") else {
        return Interval::default();
    };
    let interval = node.interval().unwrap_or_default();
    if interval.from.is_none()
        && let Some(table) = node.table(&["from", "to"])
    {
        table.required("from");
    }
    interval
}

fn place(node: &Node<'_>) -> Option<PackPlace> {
    let table = node.table(&["code", "name", "name_en", "level"])?;
    let code = table.get("code").and_then(|node| {
        let text = node.text()?;
        let code = DivisionCode::parse(&text);
        code.map_err(|error| node.error(Code::PackValue, error.to_string()))
            .ok()
    });
    let name = table.required_local_text("name");
    let level: AdminLevel = table.required_code("level")?;
    if let Some(code) = &code
        && code.level() != level
    {
        table.push(table.place_of("level").error(
            Code::PackValue,
            format!(
                "the code `{code}` is that of a place at level `{}`",
                code.level()
            ),
        ));
    }
    Some(PackPlace { code, name, level })
}

fn documents(root: &Table<'_>) -> IndexMap<SmolStr, Document> {
    let known = &[
        "id", "kind", "title", "title_en", "issuer", "number", "date", "note", "note_en",
    ];
    let mut documents = IndexMap::new();
    for table in root.tables("document", known) {
        let id = table.required_id();
        let title = table.required_local_text("title");
        let issuer = table.required_text("issuer");
        let kind: Option<SourceKind> = table.required_code("kind");
        let number = table.get("number").and_then(|node| node.text());
        let date = table.get("date").and_then(|node| node.date());
        let document = Document {
            id: id.clone(),
            // A document whose kind is at fault is still there for those that cite it.
            kind: kind.unwrap_or(SourceKind::Report),
            title,
            issuer,
            number,
            date,
            note: table.local_text("note"),
        };
        if !id.is_empty() && documents.insert(id.clone(), document).is_some() {
            let message = format!("the document {} is given twice", quoted(&id));
            table.push(table.place_of("id").error(Code::PackDuplicate, message));
        }
    }
    documents
}

/// Reads `source = { document, clause }`. Whether the document is there is checked later.
pub(super) fn source(table: &Table<'_>) -> Located<Source> {
    let node = table.required("source");
    let inner = node
        .as_ref()
        .and_then(|node| node.table(&["document", "clause"]));
    let (document, clause, place) = match &inner {
        Some(inner) => (
            inner.required_text("document"),
            inner.required_text("clause"),
            inner.place_of("document"),
        ),
        None => (SmolStr::default(), SmolStr::default(), table.place()),
    };
    Located {
        value: Source { document, clause },
        place,
    }
}

fn regulates(root: &Table<'_>) -> Vec<Located<Regulation>> {
    let known = &["id", "on", "by", "message", "message_en", "source"];
    let mut all = Vec::new();
    let mut taken = DemandTypes::NONE;
    for table in root.tables("regulates", known) {
        let on = table.required_types("on");
        let twice = taken.and(on);
        if !twice.is_empty() {
            let message = format!("`{twice}` is regulated twice");
            table.push(table.place_of("on").error(Code::PackDuplicate, message));
        }
        taken = taken.or(on);
        let Some(node) = table.required("by") else {
            continue;
        };
        let Some(by) = node.text() else { continue };
        let value = match by.as_str() {
            "admission" => {
                for key in ["id", "message", "message_en", "source"] {
                    table.refuse(key, "where a grant is needed");
                }
                Regulation::Admission { on }
            }
            "limits" => Regulation::Limits {
                id: table.required_id(),
                on,
                source: source(&table).value,
                message: table.required_local_text("message"),
            },
            other => {
                node.not_allowed(
                    other,
                    "no way to regulate",
                    ["admission", "limits"].into_iter(),
                );
                continue;
            }
        };
        let place = match &value {
            Regulation::Admission { .. } => table.place(),
            Regulation::Limits { .. } => table.place_of("id"),
        };
        all.push(Located { value, place });
    }
    all
}

/// The definitions, whose keys are names that the pack chooses.
fn definitions(root: &Table<'_>) -> Vec<(Located<SmolStr>, ConditionText)> {
    let entries = root.get("definitions").and_then(|node| node.open_entries());
    let mut all = Vec::new();
    for (name, place, node) in entries.into_iter().flatten() {
        if !is_name(&name) {
            let message = format!(
                "{} is no name for a definition; names are made of up to 64 lower-case letters, \
                 digits and underscores, a letter first",
                quoted(&name)
            );
            root.push(place.error(Code::PackValue, message));
        } else if let Some(text) = ConditionText::read(&node) {
            all.push((Located { value: name, place }, text));
        }
    }
    all
}

fn is_name(name: &str) -> bool {
    let first = name.bytes().next();
    let of_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    first.is_some_and(|byte| byte.is_ascii_lowercase())
        && name.bytes().all(of_name)
        && name.len() <= 64
}
