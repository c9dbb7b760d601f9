//! Lists as JSON. What only some lists have is there only where it is given.

use super::parts::{
    array, code, date, interval, local, number, object, source, string, text, types,
};
use crate::json::Json;
use crate::list::{
    Amendment, CodeScheme, DeclaredVersion, EntryField, ItemList, ListClass, ListContent,
    ListEntry, WhileNotLoaded,
};
use crate::model::Coded;

/// A list with its entries.
pub(super) fn list(list: &ItemList) -> Json {
    let (entries, not_loaded) = match &list.content {
        ListContent::Loaded(entries) => (array(entries, entry), None),
        ListContent::NotLoaded(WhileNotLoaded::Ask) => (None, text("ask")),
        ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent) => (None, text("presume_absent")),
    };
    let inherits = list.inherits.as_ref();
    let amended_by = list.amended_by.as_ref();
    object([
        ("id", text(&list.id)),
        ("title", local(&list.title)),
        ("kind", code(list.kind)),
        ("on", types(list.on)),
        ("entries", entries),
        ("not_loaded", not_loaded),
        ("declared_count", list.declared_count.and_then(number)),
        ("classes", some(&list.classes, class)),
        ("versions", some(&list.declared_versions, version)),
        ("amendments", some(&list.amendments, amendment)),
        (
            "inherits",
            inherits.and_then(|one| text(&format!("{}/{}", one.pack, one.list))),
        ),
        (
            "amended_by",
            amended_by.and_then(|one| text(&format!("{}/{}", one.pack, one.procedure))),
        ),
        ("codes", list.codes.as_ref().map(codes)),
        ("message", list.message.as_ref().and_then(local)),
        ("remedy", list.remedy.as_ref().and_then(local)),
        ("source", source(&list.source)),
        ("note", list.note.as_ref().and_then(local)),
        ("in_force", interval(list.in_force)),
    ])
}

/// An array, unless it is empty.
fn some<T>(values: &[T], each: impl Fn(&T) -> Json) -> Option<Json> {
    array(values, each).filter(|_| !values.is_empty())
}

fn class(class: &ListClass) -> Json {
    object([
        ("name", text(&class.name)),
        ("code", class.code.as_ref().map(string)),
        ("declared_count", class.declared_count.and_then(number)),
    ])
}

fn version(version: &DeclaredVersion) -> Json {
    object([
        ("from", Some(date(version.from))),
        ("declared_count", number(version.declared_count)),
        ("source", version.source.as_ref().and_then(source)),
    ])
}

fn amendment(amendment: &Amendment) -> Json {
    // The acts on record are in the form in which proposals have them, which is canonical too.
    let approvals = serde_json::to_value(&amendment.approvals);
    let approvals = approvals.and_then(serde_json::from_value::<Json>);
    object([
        ("on", Some(date(amendment.on))),
        ("act", code(amendment.act)),
        ("before", amendment.before.and_then(number)),
        ("after", amendment.after.and_then(number)),
        ("by", text(&amendment.by)),
        ("document", text(&amendment.document)),
        ("number", amendment.number.as_ref().map(string)),
        ("reason", amendment.reason.as_ref().and_then(local)),
        (
            "approvals",
            approvals.ok().filter(|_| !amendment.approvals.is_empty()),
        ),
    ])
}

fn codes(codes: &CodeScheme) -> Json {
    object([
        ("pattern", text(codes.pattern())),
        ("spent", some(&codes.spent, string)),
    ])
}

fn entry(entry: &ListEntry) -> Json {
    let fields = EntryField::ALL.iter().filter_map(|&field| {
        let values = field.values(entry);
        let value = match field {
            EntryField::From | EntryField::To => None,
            EntryField::Aliases => array(&values, string),
            _ if values.is_empty() => None,
            _ if field.holds_several() => array(&values, string),
            _ => values.first().map(string),
        };
        Some((smol_str::SmolStr::new_static(field.code()), value?))
    });
    let in_force = interval(entry.in_force).map(|days| ("in_force".into(), days));
    Json::Object(fields.chain(in_force).collect())
}
