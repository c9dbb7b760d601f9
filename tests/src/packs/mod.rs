//! Packs written down in few words, and their way through the loader.

mod list;
mod procedure;
mod rule;
mod toml;

use std::fmt::Write as _;

use zhunru::pack::{Pack, PackFiles, load_packs};

pub use list::{EntryText, ListText, entry, list, not_loaded};
pub use procedure::{BodyText, ProcedureText, procedure};
pub use rule::{RuleText, rule};

use toml::{quoted, write_source};

/// A pack.
#[derive(Clone, Debug, Default)]
pub struct PackText {
    /// Its id.
    pub id: String,
    /// The ids of its parents.
    pub parents: Vec<String>,
    /// The code of its place; the pack applies only by name without one.
    pub place: Option<String>,
    /// Its first and last day.
    pub in_force: [Option<String>; 2],
    /// The demand types that it regulates by admission.
    pub admission: Vec<String>,
    /// The demand types that it regulates by limits, each with the id of the limit.
    pub limits: Vec<(String, Vec<String>)>,
    /// Presumptions: the fact, the value in TOML, the demand types or none for all.
    pub presumptions: Vec<(String, String, Vec<String>)>,
    /// Definitions: name and condition.
    pub definitions: Vec<(String, String)>,
    /// Declared facts, as TOML tables without their texts.
    pub facts: Vec<String>,
    /// Declared matters.
    pub matters: Vec<String>,
    /// Its rules.
    pub rules: Vec<RuleText>,
    /// Its lists.
    pub lists: Vec<ListText>,
    /// Its procedures.
    pub procedures: Vec<ProcedureText>,
}

/// A pack of one county, in force from the first day of 2024.
pub fn pack(id: &str) -> PackText {
    PackText {
        id: id.to_owned(),
        place: Some("340304".to_owned()),
        in_force: [Some("2024-01-01".to_owned()), None],
        ..PackText::default()
    }
}

impl PackText {
    /// The same pack with these rules.
    #[must_use]
    pub fn rules(mut self, rules: impl IntoIterator<Item = RuleText>) -> Self {
        self.rules.extend(rules);
        self
    }

    /// The same pack with this list.
    #[must_use]
    pub fn list(mut self, list: ListText) -> Self {
        self.lists.push(list);
        self
    }

    /// The same pack with this procedure.
    #[must_use]
    pub fn procedure(mut self, procedure: ProcedureText) -> Self {
        self.procedures.push(procedure);
        self
    }

    /// The same pack with a presumption for all demand types that have the fact.
    #[must_use]
    pub fn presume(mut self, fact: &str, value: &str) -> Self {
        self.presumptions
            .push((fact.to_owned(), value.to_owned(), Vec::new()));
        self
    }

    /// The same pack with a parent.
    #[must_use]
    pub fn parent(mut self, parent: &str) -> Self {
        self.parents.push(parent.to_owned());
        self
    }

    /// The same pack, which regulates demands of a type by limits.
    #[must_use]
    pub fn limits(mut self, id: &str, on: &str) -> Self {
        self.limits.push((id.to_owned(), vec![on.to_owned()]));
        self
    }

    /// The files of the pack, by their paths.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![("pack.toml".to_owned(), self.manifest())];
        let mut facts = String::new();
        for fact in &self.facts {
            let _ = writeln!(
                facts,
                "[[fact]]\n{fact}\nlabel = \"事实\"\nquestion = \"如何?\""
            );
        }
        for matter in &self.matters {
            let _ = writeln!(
                facts,
                "[[matter]]\ncode = \"{matter}\"\nlabel = \"事务{matter}\""
            );
        }
        if !facts.is_empty() {
            files.push(("facts.toml".to_owned(), facts));
        }
        let mut rules = String::new();
        self.rules.iter().for_each(|rule| rule.write(&mut rules));
        if !rules.is_empty() {
            files.push(("rules/rules.toml".to_owned(), rules));
        }
        let mut procedures = String::new();
        self.procedures
            .iter()
            .for_each(|procedure| procedure.write(&mut procedures));
        if !procedures.is_empty() {
            files.push(("procedures.toml".to_owned(), procedures));
        }
        for list in &self.lists {
            files.push((format!("lists/{}.toml", list.id), list.text()));
        }
        files
    }

    fn manifest(&self) -> String {
        let id = &self.id;
        let level = match self.place.as_deref() {
            Some(code) if code.ends_with("0000") => "province",
            Some(code) if code.ends_with("00") => "city",
            _ => "county",
        };
        let mut text = format!(
            "format = 1\nid = \"{id}\"\nversion = \"2024-01-01\"\ntitle = \"规则包{id}\"\n\
             parents = [{}]\n[place]\nname = \"示例\"\nlevel = \"{level}\"\n",
            quoted(&self.parents)
        );
        if let Some(code) = &self.place {
            let _ = writeln!(text, "code = \"{code}\"");
        }
        text.push_str("[in_force]\n");
        for (key, day) in ["from", "to"].iter().zip(&self.in_force) {
            if let Some(day) = day {
                let _ = writeln!(text, "{key} = {day}");
            }
        }
        let from = self.in_force[0].as_deref().unwrap_or("2024-01-01");
        let _ = writeln!(
            text,
            "[[document]]\nid = \"notice\"\nkind = \"notice\"\ntitle = \"通知\"\n\
             issuer = \"示例县民政局\"\ndate = {from}"
        );
        if !self.admission.is_empty() {
            let on = quoted(&self.admission);
            let _ = writeln!(text, "[[regulates]]\non = [{on}]\nby = \"admission\"");
        }
        for (limit, on) in &self.limits {
            let on = quoted(on);
            let _ = writeln!(
                text,
                "[[regulates]]\nid = \"{limit}\"\non = [{on}]\nby = \"limits\"\nmessage = \"可\""
            );
            write_source(&mut text, None);
        }
        if !self.definitions.is_empty() {
            text.push_str("[definitions]\n");
            for (name, condition) in &self.definitions {
                let _ = writeln!(text, "{name} = \"{condition}\"");
            }
        }
        for (fact, value, on) in &self.presumptions {
            let _ = writeln!(
                text,
                "[[presume]]\nfact = \"{fact}\"\nvalue = {value}\nreason = \"推定\""
            );
            if !on.is_empty() {
                let _ = writeln!(text, "on = [{}]", quoted(on));
            }
        }
        text
    }
}

/// Takes packs through the loader; they come back in the order of their ids.
///
/// # Errors
/// What the loader says against them.
pub fn load(packs: &[PackText]) -> Result<Vec<Pack>, String> {
    let files: Vec<PackFiles> = packs
        .iter()
        .map(|pack| {
            let files = pack.files().into_iter();
            let files = files.map(|(path, text)| (path, text.into_bytes()));
            PackFiles::collect(pack.id.clone(), files).map_err(|found| found.to_string())
        })
        .collect::<Result<_, _>>()?;
    load_packs(&files, &[])
        .map(|loaded| loaded.packs)
        .map_err(|found| found.to_string())
}
