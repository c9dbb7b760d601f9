//! Rules, written down in few words.

use std::fmt::Write as _;

use super::toml::{quoted, write_interval, write_source};

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
    /// Whether an obligation is owed with what is denied.
    pub even_when_denied: bool,
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

    /// An obligation that is owed also with what is denied.
    #[must_use]
    pub fn even_when_denied(mut self) -> Self {
        self.even_when_denied = true;
        self
    }

    /// A rule of the pack that lifts it.
    #[must_use]
    pub fn yields_to(mut self, rule: &str) -> Self {
        self.yields_to.push(rule.to_owned());
        self
    }

    pub(super) fn write(&self, text: &mut String) {
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
        if self.even_when_denied {
            text.push_str("even_when_denied = true\n");
        }
        if !self.yields_to.is_empty() {
            let _ = writeln!(text, "yields_to = [{}]", quoted(&self.yields_to));
        }
        write_interval(text, self.in_force.as_ref());
        write_source(text, self.document.as_deref());
    }
}
