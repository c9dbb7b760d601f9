//! Rival readings and advice.

use super::Writer;
use crate::decision::{AdviceCode, RuleId};
use crate::explain::letter::{Lines, Role};
use crate::explain::typography::sentence;
use crate::explain::wording;
use crate::text::Language;

impl Writer<'_> {
    /// The points on which a careful reader could read a document otherwise, each once.
    pub(super) fn open_points(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        let mut told = Vec::new();
        for point in &self.decision.open_points {
            if told.contains(&(&point.rule, &point.note)) {
                continue;
            }
            told.push((&point.rule, &point.note));
            let rule = self.named(&point.rule);
            let note = sentence(point.note.get(self.language), self.language);
            lines.push(
                Role::Note,
                &match self.language {
                    Language::Zh => format!("{rule}：{note}"),
                    Language::En => format!("{rule}: {note}"),
                },
            );
        }
        lines
    }

    /// What an official should know besides, each once.
    pub(super) fn advice(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        let mut told = Vec::new();
        for advice in &self.decision.advice {
            // The conclusion has said it already.
            let is_said = advice.code == AdviceCode::EachWayBarred;
            if is_said || told.contains(&(advice.code, &advice.message)) {
                continue;
            }
            told.push((advice.code, &advice.message));
            let message = sentence(advice.message.get(self.language), self.language);
            lines.item(&message);
        }
        lines
    }

    /// A rule by its title and id, or by its id alone when no finding names it.
    fn named(&self, rule: &RuleId) -> String {
        let found = self.decision.findings.iter();
        let title = found
            .filter(|finding| finding.rule == *rule)
            .map(|finding| finding.title.get(self.language))
            .next()
            .unwrap_or_default();
        wording::rule(title, rule, self.language)
    }
}
