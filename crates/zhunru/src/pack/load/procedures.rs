//! `procedures.toml`: procedures and their steps.

use smol_str::SmolStr;

use super::document::{Document, source_text};
use super::manifest::source;
use super::node::Node;
use super::sink::{Place, Sink};
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::model::{Act, AdminLevel, Coded, OrganKind};
use crate::pack::PackFiles;
use crate::procedure::{Body, BodyLevel, MAX_WORKING_DAYS, Procedure, Step};

/// What stands for the bodies of a step where the document names none.
const NOT_NAMED: &str = "not_named";

/// A procedure and where its id and its source stand.
pub(super) struct ProcedureDraft {
    pub(super) procedure: Procedure,
    pub(super) place: Place,
    pub(super) source: Place,
}

/// Reads `procedures.toml`, if it is there.
pub(super) fn read(files: &PackFiles, sink: &Sink) -> Vec<ProcedureDraft> {
    let Some(text) = source_text(files, "procedures.toml", sink) else {
        return Vec::new();
    };
    let file = Document::parse(&text, sink);
    let root = file.root(&["procedure"]);
    let known = &["id", "title", "title_en", "source", "step"];
    root.tables("procedure", known)
        .iter()
        .map(procedure)
        .collect()
}

fn procedure(table: &Table<'_>) -> ProcedureDraft {
    let source = source(table);
    let steps = steps(table);
    ProcedureDraft {
        procedure: Procedure {
            id: table.required_id(),
            title: table.required_local_text("title"),
            steps,
            source: source.value,
        },
        place: table.place_of("id"),
        source: source.place,
    }
}

fn steps(table: &Table<'_>) -> Vec<Step> {
    let known = &["id", "title", "title_en", "act", "by", "working_days"];
    let mut steps: Vec<Step> = Vec::new();
    let Some(node) = table.required("step") else {
        return steps;
    };
    let tables = node.tables(known);
    if tables.is_empty() {
        node.error(Code::PackMissingKey, "a procedure has one step or more");
    }
    for table in &tables {
        let id: SmolStr = table.required_id();
        let title = table.required_local_text("title");
        let acts = table.required("act").map(|node| acts(&node));
        let by = table.required("by").map(|node| alternatives(&node));
        let working_days = table
            .get("working_days")
            .and_then(|node| working_days(&node));
        if !id.is_empty() && steps.iter().any(|step| step.id == id) {
            let message = format!("the step {} is given twice", quoted(&id));
            table.push(table.place_of("id").error(Code::PackDuplicate, message));
        }
        steps.push(Step {
            id,
            title,
            // A step whose act is at fault is still there for the cases that name it.
            acts: acts.unwrap_or_default(),
            by: by.unwrap_or_default(),
            working_days,
        });
    }
    steps
}

/// A time limit, which is that of a procedure and not of a lifetime.
fn working_days(node: &Node<'_>) -> Option<u32> {
    let days = node.count(1)?;
    if days > MAX_WORKING_DAYS {
        let message = format!("expected {MAX_WORKING_DAYS} or less, found {days}");
        node.error(Code::PackValue, message);
        return None;
    }
    Some(days)
}

/// An act, or several of which one suffices.
fn acts(node: &Node<'_>) -> Vec<Act> {
    if !node.is_array() {
        return node.coded().into_iter().collect();
    }
    let acts = node.elements();
    if acts.is_empty() {
        node.error(Code::PackValue, "no act is named");
    }
    acts.iter().filter_map(Node::coded).collect()
}

/// Alternatives, each of bodies that must all approve; `not_named` where the document names none.
fn alternatives(node: &Node<'_>) -> Vec<Vec<Body>> {
    if !node.is_array() {
        if let Some(text) = node.text()
            && text != NOT_NAMED
        {
            node.not_allowed(&text, "no body", [NOT_NAMED].into_iter());
        }
        return Vec::new();
    }
    let alternatives = node.elements();
    if alternatives.is_empty() {
        node.error(Code::PackValue, "no body is named that takes the step");
    }
    alternatives
        .iter()
        .map(|alternative| {
            let bodies = alternative.tables(&["kind", "level"]);
            if bodies.is_empty() {
                alternative.error(Code::PackValue, "the alternative names no body");
            }
            bodies.iter().filter_map(body).collect()
        })
        .collect()
}

fn body(table: &Table<'_>) -> Option<Body> {
    let kind: Option<OrganKind> = table.required_code("kind");
    let node = table.required("level")?;
    let text = node.text()?;
    let level = match AdminLevel::from_code(&text) {
        Some(level) => BodyLevel::Fixed(level),
        None if text == "issuer" => BodyLevel::Issuer,
        None => {
            let codes = AdminLevel::ALL.iter().map(|level| level.code());
            node.not_allowed(&text, "no level of a body", codes.chain(["issuer"]));
            return None;
        }
    };
    Some(Body { kind: kind?, level })
}
