//! The entries that stand in the list's own TOML file.

use smol_str::SmolStr;

use super::{EntryDraft, Patch, patched};
use crate::list::{EntryField, ListEntry};
use crate::model::Coded;
use crate::pack::load::table::Table;

/// The keys of an entry.
pub(in crate::pack::load) const KEYS: &[&str] = &[
    "code",
    "name",
    "aliases",
    "category",
    "flow",
    "basis",
    "standard",
    "conditions",
    "materials",
    "lead_unit",
    "support",
    "execution",
    "supervision",
    "publicity",
    "evaluation",
    "accountability",
    "refines",
    "in_force",
];

/// Reads `[[entry]]`.
pub(in crate::pack::load) fn from_toml(root: &Table<'_>) -> Vec<EntryDraft> {
    let mut entries = Vec::new();
    for table in root.tables("entry", KEYS) {
        let name = table.required_text("name");
        let mut entry = patched(ListEntry::named(name), patch(&table));
        entry.in_force = table.in_force().unwrap_or_default();
        entries.push(EntryDraft {
            entry,
            place: table.place_of("name"),
        });
    }
    entries
}

/// The fields of an entry that a table gives, without its days.
pub(in crate::pack::load) fn patch(table: &Table<'_>) -> Patch {
    let mut patch = Patch::new();
    for field in EntryField::ALL.iter().copied() {
        let Some(node) = table.get(field.code()) else {
            continue;
        };
        let values: Vec<SmolStr> = if field.holds_several() {
            let elements = node.elements();
            elements.iter().filter_map(|node| node.text()).collect()
        } else {
            node.text().into_iter().collect()
        };
        patch.push((field, values));
    }
    let supervision = table.get("supervision");
    if let Some(table) = supervision.and_then(|node| node.table(&["by", "of", "how"])) {
        for (key, field) in [
            ("by", EntryField::SupervisedBy),
            ("of", EntryField::SupervisionOf),
            ("how", EntryField::SupervisionHow),
        ] {
            if let Some(node) = table.get(key) {
                patch.push((field, node.text().into_iter().collect()));
            }
        }
    }
    patch
}
