//! Procedures, written down in few words.

use std::fmt::Write as _;

use super::toml::write_source;

/// A body as a kind and a level.
pub type BodyText = (String, String);

/// A procedure: its id and its steps, each an act, or several with `|` between
/// them, and alternatives of bodies that must all approve; of none when the body is not named.
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

    pub(super) fn write(&self, text: &mut String) {
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
            let acts: Vec<String> = act.split('|').map(|act| format!("\"{act}\"")).collect();
            let act = match acts.as_slice() {
                [act] => act.clone(),
                acts => format!("[{}]", acts.join(", ")),
            };
            let by = match alternatives.is_empty() {
                true => "\"not_named\"".to_owned(),
                false => format!("[{}]", alternatives.join(", ")),
            };
            let _ = writeln!(
                text,
                "[[procedure.step]]\nid = \"step-{number}\"\ntitle = \"第{number}步\"\n\
                 act = {act}\nby = {by}"
            );
        }
    }
}
