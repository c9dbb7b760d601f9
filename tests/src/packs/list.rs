//! Lists, written down in few words.

use std::fmt::Write as _;

use super::toml::{quoted, write_interval, write_source};

/// A list as it will stand in a file of its own.
#[derive(Clone, Debug, Default)]
pub struct ListText {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The demand types on which it bears; none for those of its kind.
    pub on: Vec<String>,
    /// `ask` or `presume_absent` when it is not loaded.
    pub not_loaded: Option<String>,
    /// Its entries.
    pub entries: Vec<EntryText>,
    /// The list of a parent that it inherits.
    pub inherits: Option<String>,
    /// Its first and last day.
    pub in_force: Option<[Option<String>; 2]>,
}

/// An entry of a list.
#[derive(Clone, Debug, Default)]
pub struct EntryText {
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Its aliases.
    pub aliases: Vec<String>,
    /// The entry of the parent's list that it refines.
    pub refines: Option<String>,
    /// Its first and last day.
    pub in_force: Option<[Option<String>; 2]>,
}

/// A loaded list with entries of these names.
pub fn list(id: &str, kind: &str, names: &[&str]) -> ListText {
    ListText {
        id: id.to_owned(),
        kind: kind.to_owned(),
        entries: names.iter().map(|name| entry(name)).collect(),
        ..ListText::default()
    }
}

/// An entry of this name.
pub fn entry(name: &str) -> EntryText {
    EntryText {
        name: name.to_owned(),
        ..EntryText::default()
    }
}

/// A list that is not loaded.
pub fn not_loaded(id: &str, kind: &str, meanwhile: &str) -> ListText {
    ListText {
        not_loaded: Some(meanwhile.to_owned()),
        ..list(id, kind, &[])
    }
}

impl ListText {
    pub(super) fn text(&self) -> String {
        let ListText { id, kind, .. } = self;
        let mut text = format!("id = \"{id}\"\ntitle = \"清单{id}\"\nkind = \"{kind}\"\n");
        if !self.on.is_empty() {
            let _ = writeln!(text, "on = [{}]", quoted(&self.on));
        }
        if let Some(meanwhile) = &self.not_loaded {
            let _ = writeln!(text, "not_loaded = \"{meanwhile}\"");
        } else if self.entries.is_empty() {
            text.push_str("entry = []\n");
        }
        if let Some(parent) = &self.inherits {
            let _ = writeln!(text, "inherits = \"{parent}\"");
        }
        write_interval(&mut text, self.in_force.as_ref());
        write_source(&mut text, None);
        for entry in &self.entries {
            let _ = writeln!(text, "[[entry]]\nname = \"{}\"", entry.name);
            if let Some(code) = &entry.code {
                let _ = writeln!(text, "code = \"{code}\"");
            }
            if let Some(refined) = &entry.refines {
                let _ = writeln!(text, "refines = \"{refined}\"");
            }
            if !entry.aliases.is_empty() {
                let _ = writeln!(text, "aliases = [{}]", quoted(&entry.aliases));
            }
            write_interval(&mut text, entry.in_force.as_ref());
        }
        text
    }
}
