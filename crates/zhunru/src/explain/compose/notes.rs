//! Rival readings and advice.

use super::Writer;
use crate::decision::{AdviceCode, Verdict};
use crate::explain::letter::{Lines, Role};
use crate::explain::typography::sentence;
use crate::explain::wording;
use crate::text::Language;

impl Writer<'_> {
    /// The points on which a careful reader could read a document otherwise, each once.
    pub(super) fn open_points(&self) -> Lines {
        let mut lines = Lines::new(self.language);
        for point in self.decision.bearing_open_points() {
            let rule = wording::rule(&point.title, point.of_list, &point.rule, self.language);
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
        for advice in self.decision.advice.iter() {
            // The conclusion has said it already.
            let is_said = advice.code == AdviceCode::EachWayBarred;
            // A presumption never bars, so what is denied is denied without it.
            let is_idle = advice.code == AdviceCode::Presumed
                && advice.demand.is_some_and(|demand| self.is_denied(demand));
            if is_said || is_idle || told.contains(&(advice.code, &advice.message)) {
                continue;
            }
            told.push((advice.code, &advice.message));
            let message = sentence(advice.message.get(self.language), self.language);
            lines.item(&message);
        }
        lines
    }

    fn is_denied(&self, demand: usize) -> bool {
        let mut demands = self.decision.demands.iter();
        demands.any(|one| one.index == demand && one.verdict == Verdict::Deny)
    }
}
