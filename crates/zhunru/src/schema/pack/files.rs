//! The files of a pack, one schema each.

use serde_json::{Map, Value, json};

use crate::decision::{Outcome, Verdict};
use crate::model::{Act, AdminLevel, Coded, DemandType, FORMAT, OrganKind};
use crate::pack::{Due, Modality, SourceKind};
use crate::procedure::MAX_WORKING_DAYS;
use crate::schema::keywords::{
    array, boolean, closed, coded, date, filled, open, part, some, text,
};
use crate::vocabulary::Unit;

/// What several files share.
pub(super) fn parts() -> Value {
    let mut demand_types: Vec<&str> = DemandType::ALL.iter().map(|one| one.code()).collect();
    demand_types.push("all");
    json!({
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "on": some(json!({"enum": demand_types})),
        "interval": closed([("from", date()), ("to", date())], &[]),
        "source": closed(
            [("document", part("id")), ("clause", filled())],
            &["document", "clause"],
        ),
    })
}

/// Adds texts, each with its English form under the same key with `_en` behind it.
pub(super) fn with_texts<'a>(
    properties: impl IntoIterator<Item = (&'a str, Value)>,
    texts: &[&str],
) -> Map<String, Value> {
    let mut all: Map<String, Value> = properties
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    for name in texts {
        all.insert((*name).to_owned(), filled());
        all.insert(format!("{name}_en"), filled());
    }
    all
}

pub(super) fn manifest() -> Value {
    let place = closed(
        with_texts(
            [
                (
                    "code",
                    json!({"type": "string", "pattern": "^[0-9]{6}([0-9]{6})?$"}),
                ),
                ("level", coded::<AdminLevel>()),
            ],
            &["name"],
        ),
        &["name", "level"],
    );
    let document = closed(
        with_texts(
            [
                ("id", part("id")),
                ("kind", coded::<SourceKind>()),
                ("issuer", filled()),
                ("number", filled()),
                ("date", date()),
            ],
            &["title", "note"],
        ),
        &["id", "kind", "title", "issuer"],
    );
    let regulation = closed(
        with_texts(
            [
                ("id", part("id")),
                ("on", part("on")),
                ("by", json!({"enum": ["admission", "limits"]})),
                ("source", part("source")),
            ],
            &["message"],
        ),
        &["on", "by"],
    );
    let presumption = closed(
        with_texts(
            [
                ("fact", filled()),
                // An empty list is presumed of lists.
                (
                    "value",
                    json!({"type": ["boolean", "string", "number", "array"]}),
                ),
                ("on", part("on")),
            ],
            &["reason"],
        ),
        &["fact", "value", "reason"],
    );
    closed(
        with_texts(
            [
                ("format", json!({"const": FORMAT})),
                ("id", part("id")),
                ("version", filled()),
                ("parents", array(part("id"))),
                ("place", place),
                (
                    "in_force",
                    closed([("from", date()), ("to", date())], &["from"]),
                ),
                ("document", array(document)),
                ("regulates", array(regulation)),
                (
                    "definitions",
                    json!({"type": "object", "additionalProperties": {"type": "string"}}),
                ),
                ("presume", array(presumption)),
            ],
            &["title", "note"],
        ),
        &["format", "id", "version", "title", "place", "in_force"],
    )
}

pub(super) fn facts() -> Value {
    let value = || {
        closed(
            with_texts([("code", filled())], &["label"]),
            &["code", "label"],
        )
    };
    let kinds = json!({"enum": ["boolean", "enum", "integer", "decimal", "date", "text"]});
    let fact = closed(
        with_texts(
            [
                ("path", filled()),
                ("type", kinds),
                ("on", part("on")),
                ("unit", coded::<Unit>()),
                ("allows_none", boolean()),
                ("ordered", boolean()),
                ("values", array(value())),
            ],
            &["label", "question"],
        ),
        &["path", "type", "label", "question"],
    );
    closed([("fact", array(fact)), ("matter", array(value()))], &[])
}

pub(super) fn rules() -> Value {
    let rule = closed(
        with_texts(
            [
                ("id", part("id")),
                ("on", part("on")),
                ("modality", coded::<Modality>()),
                ("procedure", filled()),
                ("when", text()),
                ("unless", text()),
                ("yields_to", array(part("id"))),
                ("due", coded::<Due>()),
                ("even_when_denied", boolean()),
                ("met_when", text()),
                ("source", part("source")),
                ("in_force", part("interval")),
            ],
            &["title", "message", "remedy", "note"],
        ),
        &["id", "title", "on", "modality", "message", "source"],
    );
    closed([("rule", array(rule))], &[])
}

pub(super) fn procedures() -> Value {
    let mut levels: Vec<&str> = AdminLevel::ALL.iter().map(|one| one.code()).collect();
    levels.push("issuer");
    let body = closed(
        [
            ("kind", coded::<OrganKind>()),
            ("level", json!({"enum": levels})),
        ],
        &["kind", "level"],
    );
    let step = closed(
        with_texts(
            [
                ("id", part("id")),
                (
                    "act",
                    json!({"anyOf": [coded::<Act>(), some(coded::<Act>())]}),
                ),
                (
                    "by",
                    json!({"anyOf": [{"const": "not_named"}, some(some(body))]}),
                ),
                (
                    "working_days",
                    json!({"type": "integer", "minimum": 1, "maximum": MAX_WORKING_DAYS}),
                ),
            ],
            &["title"],
        ),
        &["id", "title", "act", "by"],
    );
    let procedure = closed(
        with_texts(
            [
                ("id", part("id")),
                ("source", part("source")),
                ("step", some(step)),
            ],
            &["title"],
        ),
        &["id", "title", "source", "step"],
    );
    closed([("procedure", array(procedure))], &[])
}

pub(super) fn calendar() -> Value {
    let holiday = closed(
        with_texts([("from", date()), ("to", date())], &["name"]),
        &["name", "from"],
    );
    let year = closed(
        [
            (
                "year",
                json!({"type": "integer", "minimum": 1901, "maximum": 9998}),
            ),
            ("source", part("source")),
            ("holidays", array(holiday)),
            ("make_up_days", array(date())),
        ],
        &["year", "source"],
    );
    closed([("year", some(year))], &["year"])
}

pub(super) fn cases() -> Value {
    // The proposals in them are described by the schema of proposals.
    let proposal = || json!({"type": "object"});
    let outcomes = json!({"type": "object", "additionalProperties": coded::<Outcome>()});
    let expectation = closed(
        [
            ("verdict", coded::<Verdict>()),
            ("assignable", boolean()),
            ("possible", array(coded::<Verdict>())),
            ("rules", outcomes),
            ("missing", array(filled())),
            ("next", filled()),
            ("obligations", array(filled())),
        ],
        &[],
    );
    let demand = open([("type", coded::<DemandType>())], &["type"]);
    let case = closed(
        [
            ("name", filled()),
            ("rule", filled()),
            ("outcome", coded::<Outcome>()),
            ("as_of", date()),
            ("proposal", proposal()),
            ("demands", some(demand)),
            ("expect", expectation),
        ],
        &["name", "expect"],
    );
    closed(
        [
            ("as_of", date()),
            ("base", proposal()),
            ("case", array(case)),
        ],
        &[],
    )
}
