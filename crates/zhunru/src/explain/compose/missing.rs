//! What to ask for before a decision can be given.

use super::Writer;
use crate::decision::MissingFact;
use crate::explain::letter::{Lines, Role};
use crate::explain::typography::{join, line, sentence};
use crate::explain::wording::label;
use crate::text::Language;

impl Writer<'_> {
    /// The questions, each once, the most wanted first.
    pub(super) fn missing(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        for (missing, demands) in self.questions() {
            let question = sentence(missing.question.get(self.language), self.language);
            let demands: Vec<String> = demands.iter().map(|one| self.ordinal(*one)).collect();
            let demands = join(&demands, self.language);
            lines.item(&match (self.language, self.decision.demands.len() > 1) {
                (_, false) => question,
                (Language::Zh, true) => format!("{question}（{demands}）"),
                (Language::En, true) => format!("{question} ({demands})"),
            });
            if let Some(answers) = self.answers(missing) {
                lines.push(Role::Detail, &answers);
            }
        }
        lines
    }

    /// What is missing, with the demands that ask for it; a fact of the header is asked for once.
    fn questions(&self) -> Vec<(&MissingFact, Vec<usize>)> {
        let mut questions: Vec<(&MissingFact, Vec<usize>)> = Vec::new();
        let demands = self.decision.demands.iter();
        for missing in demands.flat_map(|demand| &demand.missing) {
            let known = questions.iter_mut().find(|(known, _)| {
                known.fact == missing.fact
                    && known.question == missing.question
                    && known.of_header
                    && missing.of_header
            });
            match known {
                Some((_, demands)) => demands.push(missing.demand),
                None => questions.push((missing, vec![missing.demand])),
            }
        }
        questions
    }

    /// The answers among which to choose, or the unit of a number.
    fn answers(&self, missing: &MissingFact) -> Option<String> {
        let language = self.language;
        let values = missing.values.iter();
        let mut answers: Vec<String> = values
            .map(|value| line(value.label.get(language), language))
            .collect();
        if missing.kind == "boolean" && missing.allows_none {
            answers.extend(match language {
                Language::Zh => ["是".to_owned(), "否".to_owned()],
                Language::En => ["yes".to_owned(), "no".to_owned()],
            });
        }
        // Whoever is asked whether something is so knows the answers, and many a question names them.
        let question = line(missing.question.get(language), language);
        if !missing.allows_none && answers.iter().all(|answer| question.contains(answer)) {
            answers.clear();
        }
        if missing.allows_none && !answers.is_empty() {
            answers.push(match language {
                Language::Zh => "无".to_owned(),
                Language::En => "none".to_owned(),
            });
        }
        if !answers.is_empty() {
            let answers = join(&answers, language);
            return Some(match language {
                Language::Zh => format!("可选：{answers}。"),
                Language::En => format!("Choose from: {answers}."),
            });
        }
        let unit = missing.unit.map(|unit| label(unit, language))?;
        Some(match language {
            Language::Zh => format!("单位：{unit}。"),
            Language::En => format!("Unit: {unit}."),
        })
    }
}
