//! Packs written down in few words, and their way through the loader.

use std::fmt::Write as _;

use zhunru::pack::{Pack, PackFiles, load_packs};

/// A rule as it will stand in `rules/rules.toml`.
#[derive(Clone, Debug, Default)]
pub struct RuleText {
    /// Its id.
    pub id: String,
    /// The demand types on which it bears, or `all`.
    pub on: Vec<String>,
    /// Its modality.
    pub modality: String,
    /// The procedure of a gate.
    pub procedure: Option<String>,
    /// When it applies.
    pub when: Option<String>,
    /// What lifts it.
    pub unless: Option<String>,
    /// The rules that lift it.
    pub yields_to: Vec<String>,
    /// When an obligation is due.
    pub due: Option<String>,
    /// What shows an obligation met.
    pub met_when: Option<String>,
    /// Its first and last day.
    pub in_force: Option<[Option<String>; 2]>,
    /// The document that it cites, if not the pack's first.
    pub document: Option<String>,
}

/// A rule of this modality on demands of these types, named with spaces between.
pub fn rule(id: &str, on: &str, modality: &str) -> RuleText {
    RuleText {
        id: id.to_owned(),
        on: on.split(' ').map(str::to_owned).collect(),
        modality: modality.to_owned(),
        ..RuleText::default()
    }
}

impl RuleText {
    /// When it applies.
    #[must_use]
    pub fn when(mut self, condition: &str) -> Self {
        self.when = Some(condition.to_owned());
        self
    }

    /// What lifts it.
    #[must_use]
    pub fn unless(mut self, condition: &str) -> Self {
        self.unless = Some(condition.to_owned());
        self
    }

    /// The procedure of a gate.
    #[must_use]
    pub fn procedure(mut self, procedure: &str) -> Self {
        self.procedure = Some(procedure.to_owned());
        self
    }

    /// When an obligation is due, and what shows it met.
    #[must_use]
    pub fn due(mut self, due: &str, met_when: &str) -> Self {
        self.due = Some(due.to_owned());
        self.met_when = (!met_when.is_empty()).then(|| met_when.to_owned());
        self
    }

    /// A rule of the pack that lifts it.
    #[must_use]
    pub fn yields_to(mut self, rule: &str) -> Self {
        self.yields_to.push(rule.to_owned());
        self
    }

    fn write(&self, text: &mut String) {
        let RuleText {
            id, on, modality, ..
        } = self;
        let on = quoted(on);
        let _ = writeln!(
            text,
            "[[rule]]\nid = \"{id}\"\ntitle = \"规则{id}\"\non = [{on}]"
        );
        let _ = writeln!(text, "modality = \"{modality}\"\nmessage = \"按{id}处理\"");
        for (key, value) in [
            ("procedure", &self.procedure),
            ("when", &self.when),
            ("unless", &self.unless),
            ("due", &self.due),
            ("met_when", &self.met_when),
        ] {
            if let Some(value) = value {
                let _ = writeln!(text, "{key} = \"{value}\"");
            }
        }
        if !self.yields_to.is_empty() {
            let _ = writeln!(text, "yields_to = [{}]", quoted(&self.yields_to));
        }
        write_interval(text, self.in_force.as_ref());
        write_source(text, self.document.as_deref());
    }
}

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
    fn text(&self) -> String {
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
        write_interval(&mut text, self.in_force.as_ref());
        write_source(&mut text, None);
        for entry in &self.entries {
            let _ = writeln!(text, "[[entry]]\nname = \"{}\"", entry.name);
            if let Some(code) = &entry.code {
                let _ = writeln!(text, "code = \"{code}\"");
            }
            if !entry.aliases.is_empty() {
                let _ = writeln!(text, "aliases = [{}]", quoted(&entry.aliases));
            }
            write_interval(&mut text, entry.in_force.as_ref());
        }
        text
    }
}

/// A body as a kind and a level.
pub type BodyText = (String, String);

/// A procedure: its id and its steps, each an act and alternatives of bodies that must all approve.
#[derive(Clone, Debug, Default)]
pub struct ProcedureText {
    /// Its id.
    pub id: String,
    /// Its steps; they are named `step-1`, `step-2` and so on.
    pub steps: Vec<(String, Vec<Vec<BodyText>>)>,
}

/// A procedure of one step by one body.
pub fn procedure(id: &str, act: &str, kind: &str, level: &str) -> ProcedureText {
    ProcedureText {
        id: id.to_owned(),
        steps: Vec::new(),
    }
    .step(act, &[&[(kind, level)]])
}

impl ProcedureText {
    /// One more step.
    #[must_use]
    pub fn step(mut self, act: &str, by: &[&[(&str, &str)]]) -> Self {
        let bodies = |bodies: &&[(&str, &str)]| -> Vec<BodyText> {
            let bodies = bodies.iter();
            bodies
                .map(|(kind, level)| ((*kind).to_owned(), (*level).to_owned()))
                .collect()
        };
        self.steps
            .push((act.to_owned(), by.iter().map(bodies).collect()));
        self
    }

    fn write(&self, text: &mut String) {
        let id = &self.id;
        let _ = writeln!(text, "[[procedure]]\nid = \"{id}\"\ntitle = \"程序{id}\"");
        write_source(text, None);
        for (number, (act, by)) in self.steps.iter().enumerate() {
            let number = number + 1;
            let alternatives: Vec<String> = by
                .iter()
                .map(|bodies| {
                    let bodies: Vec<String> = bodies
                        .iter()
                        .map(|(kind, level)| {
                            format!("{{ kind = \"{kind}\", level = \"{level}\" }}")
                        })
                        .collect();
                    format!("[{}]", bodies.join(", "))
                })
                .collect();
            let _ = writeln!(
                text,
                "[[procedure.step]]\nid = \"step-{number}\"\ntitle = \"第{number}步\"\n\
                 act = \"{act}\"\nby = [{}]",
                alternatives.join(", ")
            );
        }
    }
}

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

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(", ")
}

fn write_interval(text: &mut String, interval: Option<&[Option<String>; 2]>) {
    let Some(interval) = interval else {
        return;
    };
    let ends: Vec<String> = ["from", "to"]
        .iter()
        .zip(interval)
        .filter_map(|(key, day)| day.as_ref().map(|day| format!("{key} = {day}")))
        .collect();
    let _ = writeln!(text, "in_force = {{ {} }}", ends.join(", "));
}

fn write_source(text: &mut String, document: Option<&str>) {
    let document = document.unwrap_or("notice");
    let _ = writeln!(
        text,
        "source = {{ document = \"{document}\", clause = \"第一条\" }}"
    );
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
