//! What tells two packs apart, in words (规则包对比).
//!
//! The packs are compared by what they say, in their canonical form: conditions after their
//! definitions are written out, whatever the layout of files. Every part of a pack that has an id is
//! compared with the one of the same id.
//!
//! ```
//! use zhunru::pack::{Pack, PackDifference, PackFiles};
//! use zhunru::text::Language;
//!
//! let pack = |title: &str| {
//!     let text = format!(
//!         "format = 1\nid = 'e'\nversion = '1'\ntitle = '{title}'\n\
//!          place = {{ name = '示例县', level = 'county' }}\nin_force = {{ from = 2024-01-01 }}\n"
//!     );
//!     let files = PackFiles::collect("", [("pack.toml", text.into_bytes())])?;
//!     Pack::load(&files, &[])
//! };
//! let found = PackDifference::between(&pack("旧名")?, &pack("新名")?);
//! assert_eq!(found.changes.len(), 1);
//! assert_eq!(found.changes[0].sentences(Language::En), ["title: from “旧名” to “新名”"]);
//! # Ok::<(), zhunru::diagnostic::Diagnostics>(())
//! ```

mod item;
mod label;
mod report;
mod shown;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use self::item::{Item, Parts};
pub use self::report::{DifferenceReport, ReportedChange, ReportedKey};
use super::{Pack, canonical, natural_order};
use crate::json::Json;
use crate::model::coded::coded;
use crate::text::LocalText;

coded! {
    /// A part of a pack that is compared by itself (规则包组成部分).
    pub enum PackPart ("part of a pack") {
        /// What the pack is, and where and when it binds.
        Manifest = "manifest", "规则包", "pack";
        /// A document.
        Document = "document", "文件", "document";
        /// How a type of demand is regulated.
        Regulation = "regulation", "规制方式", "regulation";
        /// A declared fact.
        Fact = "fact", "事实", "fact";
        /// A declared matter.
        Matter = "matter", "事务类别", "matter";
        /// A presumption.
        Presumption = "presumption", "推定", "presumption";
        /// A rule.
        Rule = "rule", "规则", "rule";
        /// A list, apart from its entries.
        List = "list", "清单", "list";
        /// An entry of a list.
        Entry = "entry", "清单事项", "entry";
        /// A procedure.
        Procedure = "procedure", "程序", "procedure";
        /// A year of the calendar of working days.
        Calendar = "calendar", "工作日历", "calendar";
        /// Anything else.
        Other = "other", "其他", "other";
    }
}

coded! {
    /// What became of a part (变动方式).
    pub enum PartChange ("change") {
        /// Only the later pack has it.
        Added = "added", "新增", "added";
        /// Only the earlier pack has it.
        Removed = "removed", "删除", "removed";
        /// Both have it and it says otherwise.
        Changed = "changed", "修改", "changed";
    }
}

/// A pack that was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedPack {
    /// Its id.
    pub id: SmolStr,
    /// Its version.
    pub version: SmolStr,
    /// The digest of its canonical form.
    pub digest: SmolStr,
}

/// A key of a part that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The key, as the format of packs has it.
    pub key: SmolStr,
    /// What it is called.
    pub label: LocalText,
    /// What it said; nothing when it was left out.
    pub before: Option<LocalText>,
    /// What it says; nothing when it is left out.
    pub after: Option<LocalText>,
}

/// A part that only one pack has, or that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which part of a pack it is.
    pub part: PackPart,
    /// Its id; for entries that of the list and the name, such as `assist/农家书屋管理`.
    pub id: SmolStr,
    /// What it is called, of the later pack where both have it.
    pub title: LocalText,
    /// What became of it.
    pub change: PartChange,
    /// The keys that say otherwise, where both have it.
    pub keys: Vec<KeyChange>,
}

/// What tells two packs apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackDifference {
    /// The earlier pack.
    pub before: ComparedPack,
    /// The later pack.
    pub after: ComparedPack,
    /// The parts that differ: by kind of part, then in natural order of their ids.
    pub changes: Vec<Change>,
}

impl PackDifference {
    /// Compares two packs, usually two versions of one.
    pub fn between(before: &Pack, after: &Pack) -> Self {
        let (old, mut new) = (keyed(before), keyed(after));
        item::pair_by_code(&old, &mut new);
        let mut changes: Vec<Change> = Vec::new();
        for (key, item) in &new {
            match old.get(key) {
                None => changes.push(item.alone(PartChange::Added)),
                Some(known) => changes.extend(changed(known, item)),
            }
        }
        let gone = old.iter().filter(|(key, _)| !new.contains_key(*key));
        changes.extend(gone.map(|(_, item)| item.alone(PartChange::Removed)));
        changes.sort_by(|one, other| {
            let ids = natural_order(&one.id, &other.id);
            one.part
                .cmp(&other.part)
                .then(ids)
                .then(one.change.cmp(&other.change))
        });
        PackDifference {
            before: compared(before),
            after: compared(after),
            changes,
        }
    }

    /// Whether both packs say the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

fn compared(pack: &Pack) -> ComparedPack {
    ComparedPack {
        id: pack.id.clone(),
        version: pack.version.clone(),
        digest: pack.digest().clone(),
    }
}

/// The parts of a pack by what they are matched by.
fn keyed(pack: &Pack) -> Parts {
    let mut keyed = BTreeMap::new();
    for item in item::items(canonical::json(pack)) {
        // Of several that are matched by the same, as forms of one entry, each has a number.
        let mut key = (item.part, item.key.clone());
        let mut number = 1;
        while keyed.contains_key(&key) {
            number += 1;
            key.1 = format!("{} {number}", item.key);
        }
        keyed.insert(key, item);
    }
    keyed
}

/// The change of a part that both packs have, if it says otherwise.
fn changed(before: &Item, after: &Item) -> Option<Change> {
    let mut keys: Vec<&SmolStr> = before.fields.keys().collect();
    keys.extend(
        after
            .fields
            .keys()
            .filter(|key| !before.fields.contains_key(*key)),
    );
    let changes = keys.into_iter().filter_map(|key| {
        let (old, new) = (before.fields.get(key), after.fields.get(key));
        if text(old) == text(new) {
            return None;
        }
        let told = |value: Option<&Json>| value.map(|value| shown::shown(after.part, key, value));
        Some(KeyChange {
            key: key.clone(),
            label: label::label(after.part, key),
            before: told(old),
            after: told(new),
        })
    });
    let keys: Vec<KeyChange> = changes.collect();
    (!keys.is_empty()).then(|| Change {
        keys,
        ..after.alone(PartChange::Changed)
    })
}

fn text(value: Option<&Json>) -> Option<String> {
    let mut text = String::new();
    canonical::write(value?, &mut text);
    Some(text)
}
