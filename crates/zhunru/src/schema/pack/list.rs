//! The file of a list.

use serde_json::{Map, Value, json};

use super::files::with_texts;
use crate::list::{AmendmentAct, EntryField, ListKind};
use crate::model::Coded;
use crate::schema::keywords::{array, closed, coded, date, filled, from, part};

/// The schema of a list's TOML file.
pub(super) fn list() -> Value {
    let entry_with_days = || {
        let mut fields = entry();
        fields.insert("in_force".to_owned(), part("interval"));
        fields
    };
    let class = closed(
        [
            ("name", filled()),
            ("code", filled()),
            ("declared_count", from(0)),
        ],
        &["name"],
    );
    let version = closed(
        [
            ("from", date()),
            ("declared_count", from(0)),
            ("source", part("source")),
        ],
        &["from", "declared_count"],
    );
    let amendment = closed(
        with_texts(
            [
                ("on", date()),
                ("act", coded::<AmendmentAct>()),
                ("entry", filled()),
                ("to", closed(entry(), &[])),
                ("by", filled()),
                ("document", filled()),
                ("number", filled()),
                // Acts on record are described by the schema of proposals.
                ("approvals", array(json!({"type": "object"}))),
            ],
            &["reason"],
        ),
        &["on", "act", "by", "document"],
    );
    let codes = closed(
        [("pattern", filled()), ("spent", array(filled()))],
        &["pattern"],
    );
    closed(
        with_texts(
            [
                ("id", part("id")),
                ("kind", coded::<ListKind>()),
                ("on", part("on")),
                ("source", part("source")),
                ("declared_count", from(0)),
                ("class", array(class)),
                ("version", array(version)),
                ("inherits", filled()),
                ("amended_by", filled()),
                ("amendment", array(amendment)),
                ("codes", codes),
                ("in_force", part("interval")),
                ("not_loaded", json!({"enum": ["ask", "presume_absent"]})),
                ("entries", filled()),
                ("entry", array(closed(entry_with_days(), &["name"]))),
            ],
            &["title", "message", "remedy", "note"],
        ),
        &["id", "title", "kind", "source"],
    )
}

/// The fields of an entry without its days.
fn entry() -> Map<String, Value> {
    let supervision = [
        EntryField::SupervisedBy,
        EntryField::SupervisionOf,
        EntryField::SupervisionHow,
    ];
    let mut fields = Map::new();
    for &field in EntryField::ALL {
        let is_day = matches!(field, EntryField::From | EntryField::To);
        if is_day || supervision.contains(&field) {
            continue;
        }
        let schema = match field.holds_several() {
            true => array(filled()),
            false => filled(),
        };
        fields.insert(field.code().to_owned(), schema);
    }
    let supervision = closed([("by", filled()), ("of", filled()), ("how", filled())], &[]);
    fields.insert("supervision".to_owned(), supervision);
    fields
}
