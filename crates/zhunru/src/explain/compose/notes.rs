//! Rival readings and advice.

use super::Writer;
use crate::decision::{AdviceCode, OpenPoint, Outcome, RuleId, Verdict};
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
            let is_told = told.contains(&(&point.rule, &point.note));
            if is_told || self.is_idle(point) {
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

    /// Whether the point is on a rule that does not carry the denial of its demand.
    fn is_idle(&self, point: &OpenPoint) -> bool {
        let findings = self.decision.findings.iter();
        let outcomes = findings
            .filter(|finding| finding.demand == point.demand)
            .filter(|finding| finding.verdict == Some(Verdict::Deny) || finding.rule == point.rule);
        let mut is_barred = false;
        let mut is_objection = false;
        for finding in outcomes.filter(|finding| finding.outcome == Outcome::Violated) {
            is_barred |= finding.verdict == Some(Verdict::Deny);
            is_objection |= finding.rule == point.rule;
        }
        is_barred && !is_objection
    }

    fn is_denied(&self, demand: usize) -> bool {
        let mut demands = self.decision.demands.iter();
        demands.any(|one| one.index == demand && one.verdict == Verdict::Deny)
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
