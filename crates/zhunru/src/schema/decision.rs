//! The schema of a decision, as [`crate::explain::Report`] writes it.

use serde_json::{Value, json};

use super::keywords::{
    array, boolean, coded, date, document, filled, from, nullable, open, part, text,
};
use crate::decision::{AdviceCode, ObligationStatus, Outcome, ProcedureState, Verdict};
use crate::model::FORMAT;
use crate::pack::{Due, Modality, SourceKind};
use crate::vocabulary::Unit;

/// The JSON Schema (draft 2020-12) of a decision; readers ignore properties that it does not name.
///
/// ```
/// let schema = zhunru::schema::decision();
/// assert_eq!(schema["properties"]["format"]["const"], 1);
/// ```
pub fn decision() -> Value {
    let rules = || array(part("rule"));
    let verdicts = || json!({"type": "array", "items": part("verdict"), "uniqueItems": true});
    let index = || from(0);
    let mut schema = whole(vec![
        ("format", json!({"const": FORMAT})),
        ("language", json!({"enum": ["zh", "en"]})),
        ("proposal", nullable(text())),
        ("verdict", part("verdict")),
        ("assignable", boolean()),
        ("as_of", date()),
        ("summary", text()),
        ("possible", verdicts()),
        (
            "open_points",
            array(whole(vec![
                ("demand", index()),
                ("rule", part("rule")),
                ("note", text()),
            ])),
        ),
        (
            "demands",
            array(whole(vec![
                ("index", index()),
                ("verdict", part("verdict")),
                ("assignable", boolean()),
                ("possible", verdicts()),
                ("missing", array(filled())),
                ("grants", rules()),
            ])),
        ),
        (
            "packs",
            array(whole(vec![
                ("id", filled()),
                ("version", filled()),
                ("digest", text()),
            ])),
        ),
        ("findings", array(part("finding"))),
        ("missing", array(part("missing"))),
        ("obligations", array(obligation())),
        (
            "advice",
            array(open(
                [
                    ("demand", index()),
                    ("code", coded::<AdviceCode>()),
                    ("fact", filled()),
                    ("rule", part("rule")),
                    ("message", text()),
                ],
                &["code", "message"],
            )),
        ),
    ]);
    if let Value::Object(schema) = &mut schema {
        let parts = json!({
            "verdict": coded::<Verdict>(),
            "rule": {"type": "string", "pattern": "^[^/]+/[^/]+$"},
            "source": source(),
            "finding": finding(),
            "missing": missing(),
        });
        schema.insert("$defs".to_owned(), parts);
    }
    document("zhunru decision", "A decision in one language.", schema)
}

/// An object that has all of these properties, and perhaps more.
fn whole(properties: Vec<(&str, Value)>) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    open(properties.iter().cloned(), &names)
}

fn finding() -> Value {
    let fact = open(
        [
            ("fact", filled()),
            ("value", nullable(text())),
            ("text", text()),
        ],
        &["fact", "value"],
    );
    open(
        [
            ("demand", from(0)),
            ("rule", part("rule")),
            ("outcome", coded::<Outcome>()),
            ("modality", coded::<Modality>()),
            ("verdict", nullable(part("verdict"))),
            ("procedure", procedure()),
            ("title", text()),
            ("message", text()),
            ("remedy", nullable(text())),
            ("source", part("source")),
            ("note", nullable(text())),
            ("facts", array(fact)),
        ],
        &[
            "demand", "rule", "outcome", "modality", "verdict", "title", "message", "remedy",
            "source", "note",
        ],
    )
}

fn obligation() -> Value {
    let question = whole(vec![("fact", filled()), ("question", text())]);
    open(
        [
            ("demand", from(0)),
            ("id", filled()),
            ("time", coded::<Due>()),
            ("status", coded::<ObligationStatus>()),
            ("message", text()),
            ("remedy", nullable(text())),
            ("confirm", array(question)),
            ("rule", part("rule")),
            ("source", part("source")),
        ],
        &[
            "demand", "id", "time", "status", "message", "remedy", "rule", "source",
        ],
    )
}

/// How far the procedure of a gate has come.
fn procedure() -> Value {
    let act = || {
        whole(vec![
            ("by", text()),
            ("on", date()),
            ("number", nullable(text())),
        ])
    };
    let step = || {
        whole(vec![
            ("id", filled()),
            ("title", text()),
            ("on", nullable(date())),
            ("acts", array(act())),
        ])
    };
    let always = [
        ("id", filled()),
        ("done", array(filled())),
        ("next", nullable(filled())),
        ("state", nullable(coded::<ProcedureState>())),
        ("title", text()),
        ("next_title", nullable(text())),
        ("bodies", array(array(text()))),
        ("working_days", nullable(from(1))),
        ("due", nullable(date())),
        ("overdue", boolean()),
        ("years_without_calendar", array(from(0))),
        ("steps_done", array(step())),
        ("refused", nullable(step())),
    ];
    let names: Vec<&str> = always.iter().map(|(name, _)| *name).collect();
    let sometimes = [("next_acts", array(act()))];
    open(always.iter().chain(&sometimes).cloned(), &names)
}

fn source() -> Value {
    open(
        [
            ("document", text()),
            ("clause", text()),
            ("kind", coded::<SourceKind>()),
            ("issuer", filled()),
            ("number", text()),
            ("date", date()),
            ("in_force_from", nullable(date())),
        ],
        &["document", "clause", "kind", "in_force_from"],
    )
}

fn missing() -> Value {
    // A membership of which only similar entries are known is asked for as an entry.
    let kinds = json!({"enum": [
        "boolean", "enum", "integer", "decimal", "date", "text", "item", "list", "approvals",
        "entry"
    ]});
    open(
        [
            ("fact", filled()),
            ("demand", from(0)),
            ("question", text()),
            ("type", kinds),
            ("unit", coded::<Unit>()),
            ("values", array(text())),
            ("decides", array(part("rule"))),
            ("allows_none", boolean()),
        ],
        &[
            "fact",
            "demand",
            "question",
            "type",
            "values",
            "decides",
            "allows_none",
        ],
    )
}
