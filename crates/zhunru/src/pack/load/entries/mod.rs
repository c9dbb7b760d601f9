//! The entries of lists, from TOML and from CSV.

mod sheet;
mod table;

use std::collections::BTreeMap;

use smol_str::SmolStr;

pub(super) use self::sheet::from_csv;
pub(super) use self::table::{KEYS, from_toml, patch};
use super::sink::Place;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::list::{EntryField, ListEntry};

/// Most entries in one list.
pub(super) const MOST: usize = 100_000;

/// An entry and where it stands.
pub(super) struct EntryDraft {
    pub(super) entry: ListEntry,
    pub(super) place: Place,
}

/// What some fields of an entry shall say.
pub(super) type Patch = Vec<(EntryField, Vec<SmolStr>)>;

/// The entry with these fields.
pub(super) fn patched(mut entry: ListEntry, patch: Patch) -> ListEntry {
    for (field, values) in patch {
        field.set(&mut entry, values);
    }
    entry
}

/// A code, name or alias names one entry of a list at any one time.
pub(super) fn check_names(entries: &[EntryDraft], push: &dyn Fn(Diagnostic)) {
    let mut known: BTreeMap<SmolStr, Vec<usize>> = BTreeMap::new();
    for (index, draft) in entries.iter().enumerate() {
        let ListEntry { code, in_force, .. } = &draft.entry;
        for item in code.iter().chain(draft.entry.names()) {
            if item.normalised().is_empty() {
                if !item.as_str().is_empty() {
                    let message =
                        format!("{} has neither letters nor digits", quoted(item.as_str()));
                    push(draft.place.error(Code::PackValue, message));
                }
                continue;
            }
            let holders = known.entry(item.normalised().into()).or_default();
            if holders.contains(&index) {
                continue;
            }
            let other = holders
                .iter()
                .filter_map(|&other| entries.get(other))
                .find(|other| other.entry.in_force.overlaps(*in_force));
            if let Some(other) = other {
                let message = format!(
                    "{} is also {} at {}",
                    quoted(item.as_str()),
                    quoted(other.entry.name.as_str()),
                    other.place.named()
                );
                push(draft.place.error(Code::PackDuplicate, message));
            }
            // More than this many of one name are faulty anyhow, and all would be compared with all.
            if holders.len() < 64 {
                holders.push(index);
            }
        }
    }
}
