//! `rules/*.toml`: rules as they are written.

use smol_str::SmolStr;

use super::condition_text::ConditionText;
use super::document::{Document, source_text};
use super::manifest::source;
use super::sink::{Located, Place, Sink};
use super::table::Table;
use crate::condition::Condition;
use crate::diagnostic::{Code, quoted};
use crate::model::{Coded, Interval};
use crate::pack::{Due, Modality, PackFiles, Rule};

const KEYS: &[&str] = &[
    "id",
    "title",
    "title_en",
    "on",
    "modality",
    "procedure",
    "when",
    "unless",
    "yields_to",
    "due",
    "even_when_denied",
    "met_when",
    "message",
    "message_en",
    "remedy",
    "remedy_en",
    "source",
    "note",
    "note_en",
    "in_force",
];

/// A rule as it is written: what refers to something else stands beside it, still unresolved.
pub(super) struct RuleDraft {
    pub(super) rule: Rule,
    /// Where the id stands.
    pub(super) place: Place,
    pub(super) source: Place,
    pub(super) when: Option<ConditionText>,
    pub(super) unless: Option<ConditionText>,
    pub(super) met_when: Option<ConditionText>,
    pub(super) procedure: Option<Located<SmolStr>>,
    pub(super) yields_to: Vec<Located<SmolStr>>,
    /// The interval, if it is the rule's own.
    pub(super) in_force: Option<Located<Interval>>,
}

/// Reads the rules of one file.
pub(super) fn read(files: &PackFiles, path: &str, sink: &Sink, rules: &mut Vec<RuleDraft>) {
    let Some(text) = source_text(files, path, sink) else {
        return;
    };
    let file = Document::parse(&text, sink);
    let root = file.root(&["rule"]);
    rules.extend(root.tables("rule", KEYS).iter().map(rule));
}

fn rule(table: &Table<'_>) -> RuleDraft {
    let id = table.required_id();
    let title = table.required_local_text("title");
    let on = table.required_types("on");
    let message = table.required_local_text("message");
    let remedy = table.local_text("remedy");
    let note = table.local_text("note");
    let source = source(table);
    let when = condition(table, "when");
    let unless = condition(table, "unless");
    let met_when = condition(table, "met_when");
    let procedure = table.get("procedure").and_then(|node| node.located_text());
    let yields_to = yields_to(table);
    let due = table.get("due").and_then(|node| node.coded::<Due>());
    let even_when_denied = table
        .get("even_when_denied")
        .and_then(|node| node.boolean());
    let in_force = table.in_force().map(|value| Located {
        value,
        place: table.place_of("in_force"),
    });
    let modality: Option<Modality> = table.required_code("modality");
    if let Some(modality) = modality {
        check_keys(table, modality, due);
    }
    RuleDraft {
        rule: Rule {
            id,
            title,
            on,
            // The rest of a rule without one is still looked at.
            modality: modality.unwrap_or(Modality::Advised),
            when: Condition::Constant(true),
            unless: Condition::Constant(false),
            yields_to: yields_to.iter().map(|id| id.value.clone()).collect(),
            procedure: None,
            due,
            even_when_denied: even_when_denied.unwrap_or_default(),
            met_when: None,
            message,
            remedy,
            source: source.value,
            note,
            in_force: Interval::default(),
        },
        place: table.place_of("id"),
        source: source.place,
        when,
        unless,
        met_when,
        procedure,
        yields_to,
        in_force,
    }
}

fn condition(table: &Table<'_>, key: &str) -> Option<ConditionText> {
    ConditionText::read(&table.get(key)?)
}

fn yields_to(table: &Table<'_>) -> Vec<Located<SmolStr>> {
    let Some(node) = table.get("yields_to") else {
        return Vec::new();
    };
    let mut ids: Vec<Located<SmolStr>> = Vec::new();
    for element in node.elements() {
        let Some(id) = element.located_text() else {
            continue;
        };
        if ids.iter().any(|known| known.value == id.value) {
            let message = format!("{} is named twice", quoted(&id.value));
            element.error(Code::PackDuplicate, message);
        } else {
            ids.push(id);
        }
    }
    ids
}

/// The keys that a modality needs, and those that mean nothing with it.
fn check_keys(table: &Table<'_>, modality: Modality, due: Option<Due>) {
    let why = format!("for a rule that is `{}`", modality.code());
    match modality {
        Modality::ForbiddenWithout => {
            table.required("procedure");
        }
        Modality::InPrincipleForbidden => {}
        _ => table.refuse("procedure", &why),
    }
    if modality != Modality::Required {
        table.refuse("even_when_denied", &why);
    }
    match modality {
        Modality::Required => {
            table.required("due");
            if matches!(due, Some(Due::Before | Due::After)) {
                table.required("met_when");
            }
        }
        Modality::Advised => table.refuse("due", &why),
        _ => {
            table.refuse("due", &why);
            table.refuse("met_when", &why);
        }
    }
}
