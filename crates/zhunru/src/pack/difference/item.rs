//! The parts of a pack's canonical form that are compared each by itself.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::{Change, PackPart, PartChange};
use crate::json::{Json, Object};
use crate::list::normalise_name;
pub(super) use crate::pack::canonical::text;
use crate::text::LocalText;

/// A part of a pack.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) part: PackPart,
    /// By what it is matched with that of the other pack.
    pub(super) key: String,
    /// The code of an entry with its list, by which it is matched when it has another name.
    pub(super) code: Option<String>,
    pub(super) id: SmolStr,
    pub(super) title: LocalText,
    /// What it says, by key.
    pub(super) fields: Object,
}

/// The parts of a pack by what they are matched by.
pub(super) type Parts = BTreeMap<(PackPart, String), Item>;

impl Item {
    /// This part by itself.
    pub(super) fn alone(&self, change: PartChange) -> Change {
        Change {
            part: self.part,
            id: self.id.clone(),
            title: self.title.clone(),
            change,
            keys: Vec::new(),
        }
    }
}

/// The parts of a pack.
pub(super) fn items(pack: Json) -> Vec<Item> {
    let Json::Object(fields) = pack else {
        return Vec::new();
    };
    let mut items: Vec<Item> = Vec::new();
    let mut manifest = Object::default();
    let whole = fields.get("in_force").cloned();
    for (key, value) in fields {
        match (key.as_str(), value) {
            ("format", _) => {}
            ("documents", value) => items.extend(each(value, PackPart::Document, "id")),
            ("regulates", value) => items.extend(regulations(value)),
            ("facts", value) => items.extend(each(value, PackPart::Fact, "path")),
            ("matters", value) => items.extend(each(value, PackPart::Matter, "code")),
            ("presumptions", value) => items.extend(each(value, PackPart::Presumption, "fact")),
            ("rules", value) => items.extend(each(value, PackPart::Rule, "id")),
            ("lists", value) => items.extend(lists(value)),
            ("procedures", value) => items.extend(each(value, PackPart::Procedure, "id")),
            ("calendar", value) => items.extend(each(value, PackPart::Calendar, "year")),
            (_, value) => drop(manifest.insert(key, value)),
        }
    }
    for item in &mut items {
        // What binds as long as the pack does says nothing of its own.
        if item.fields.get("in_force") == whole.as_ref() {
            item.fields.shift_remove("in_force");
        }
    }
    items.push(Item {
        part: PackPart::Manifest,
        key: String::new(),
        code: None,
        id: text(manifest.get("id")),
        title: title(&manifest),
        fields: manifest,
    });
    items
}

/// Matches entries whose name the other pack does not know with the one of their code there, if that
/// one's name is not known here.
pub(super) fn pair_by_code(old: &Parts, new: &mut Parts) {
    let unknown = |known: &Parts, item: &Item| {
        item.part == PackPart::Entry && !known.contains_key(&(item.part, item.key.clone()))
    };
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for item in old.values().filter(|item| unknown(new, item)) {
        if let Some(code) = &item.code {
            codes.insert(code.clone(), item.key.clone());
        }
    }
    let renamed = new.iter().filter(|(_, item)| unknown(old, item));
    let renamed: Vec<((PackPart, String), String)> = renamed
        .filter_map(|(key, item)| Some((key.clone(), codes.remove(item.code.as_ref()?)?)))
        .collect();
    for (key, before) in renamed {
        if let Some(mut item) = new.remove(&key) {
            item.key = before.clone();
            new.insert((PackPart::Entry, before), item);
        }
    }
}

/// The objects of an array, each with the id that it has under a key.
fn each(array: Json, part: PackPart, id: &'static str) -> impl Iterator<Item = Item> {
    let objects = match array {
        Json::Array(values) => values,
        _ => Vec::new(),
    };
    objects.into_iter().filter_map(move |value| {
        let Json::Object(mut fields) = value else {
            return None;
        };
        let title = title(&fields);
        let id = text(fields.shift_remove(id).as_ref());
        Some(Item {
            part,
            key: id.to_string(),
            code: None,
            id,
            title,
            fields,
        })
    })
}

/// One part for each type of demand that is regulated.
fn regulations(array: Json) -> Vec<Item> {
    let mut items = Vec::new();
    let regulations = each(array, PackPart::Regulation, "");
    for Item { fields, .. } in regulations {
        let Some(Json::Array(types)) = fields.get("on").cloned() else {
            continue;
        };
        for demand in types {
            let mut fields = fields.clone();
            fields.shift_remove("on");
            let code = text(Some(&demand));
            items.push(Item {
                part: PackPart::Regulation,
                key: code.to_string(),
                code: None,
                title: super::shown::shown(PackPart::Regulation, "on", &Json::Array(vec![demand])),
                id: code,
                fields,
            });
        }
    }
    items
}

/// The lists, and their entries beside them.
fn lists(array: Json) -> Vec<Item> {
    let mut items = Vec::new();
    for mut list in each(array, PackPart::List, "id") {
        if let Some(entries) = list.fields.shift_remove("entries") {
            let mark = SmolStr::new_static("loaded");
            list.fields.insert(mark, Json::Boolean(true));
            for mut entry in each(entries, PackPart::Entry, "name") {
                let code = entry.fields.get("code").map(|code| text(Some(code)));
                let name = entry.id;
                let within = |text: &str| format!("{}/{}", list.id, normalise_name(text));
                entry.key = within(&name);
                entry.code = code.map(|code| within(&code));
                entry.id = format!("{}/{name}", list.id).into();
                entry.title = LocalText::chinese(name.clone());
                // An entry that is matched by its code may have another name.
                entry
                    .fields
                    .shift_insert(0, "name".into(), Json::Text(name));
                items.push(entry);
            }
        }
        items.push(list);
    }
    items
}

fn title(fields: &Object) -> LocalText {
    let title = ["title", "label"].iter().find_map(|key| fields.get(*key));
    title.and_then(local).unwrap_or_default()
}

/// A text in two languages.
pub(super) fn local(value: &Json) -> Option<LocalText> {
    let Json::Object(fields) = value else {
        return None;
    };
    let Some(Json::Text(zh)) = fields.get("zh") else {
        return None;
    };
    let english = fields.get("en").map(|en| text(Some(en)));
    Some(LocalText::chinese(zh.clone()).with_english(english))
}
