//! What tells two packs apart, in a form to be written: texts in one language.

use serde::Serialize;
use smol_str::SmolStr;

use super::{Change, ComparedPack, KeyChange, PackDifference, PackPart, PartChange};
use crate::model::FORMAT;
use crate::text::{Language, LocalText};

/// What tells two packs apart, its texts in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DifferenceReport {
    /// The version of this form.
    pub format: i64,
    /// The earlier pack.
    pub before: ComparedPack,
    /// The later pack.
    pub after: ComparedPack,
    /// The parts that differ.
    pub changes: Vec<ReportedChange>,
}

/// A part that only one pack has, or that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportedChange {
    /// Which part of a pack it is.
    pub part: PackPart,
    /// Its id.
    pub id: SmolStr,
    /// What it is called.
    pub title: SmolStr,
    /// What became of it.
    pub change: PartChange,
    /// The keys that say otherwise, where both have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<ReportedKey>,
}

/// A key of a part that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportedKey {
    /// The key, as the format of packs has it.
    pub key: SmolStr,
    /// What it is called.
    pub label: SmolStr,
    /// What it said; nothing when it was left out.
    pub before: Option<SmolStr>,
    /// What it says; nothing when it is left out.
    pub after: Option<SmolStr>,
}

impl PackDifference {
    /// The difference in a form to be written, its texts in this language.
    pub fn report(&self, language: Language) -> DifferenceReport {
        let changes = self.changes.iter();
        DifferenceReport {
            format: FORMAT,
            before: self.before.clone(),
            after: self.after.clone(),
            changes: changes.map(|change| told(change, language)).collect(),
        }
    }
}

fn told(change: &Change, language: Language) -> ReportedChange {
    let text = |text: &LocalText| SmolStr::from(text.get(language));
    let key = |key: &KeyChange| ReportedKey {
        key: key.key.clone(),
        label: text(&key.label),
        before: key.before.as_ref().map(text),
        after: key.after.as_ref().map(text),
    };
    ReportedChange {
        part: change.part,
        id: change.id.clone(),
        title: text(&change.title),
        change: change.change,
        keys: change.keys.iter().map(key).collect(),
    }
}
