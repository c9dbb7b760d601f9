//! The part of a letter on one demand.

use super::Writer;
use crate::decision::{Decision, DemandDecision, Finding, Outcome, Verdict};
use crate::explain::letter::{Lines, Role};
use crate::explain::procedure::{next_step, progress};
use crate::explain::typography::{clause, sentence};
use crate::explain::wording::{self, Denial};
use crate::model::{DemandType, Proposal};
use crate::pack::Modality;
use crate::text::Language;

/// What the verdict on one demand means for those who asked (结论含义): whether it may be done, by
/// the verb that fits what is asked and who asks, and which verdicts are still possible where
/// something is missing. One sentence, without the verdict's label.
///
/// The demand is one of the decision's, the proposal that on which it was decided.
pub fn conclusion(
    decision: &Decision,
    proposal: &Proposal,
    demand: &DemandDecision,
    language: Language,
) -> String {
    let writer = Writer {
        decision,
        proposal,
        language,
    };
    writer.conclusion(demand, &writer.objections(demand))
}

impl Writer<'_> {
    fn conclusion(&self, demand: &DemandDecision, objections: &[&Finding]) -> String {
        let asked = self.proposal.demands.get(demand.index);
        let verb = self.verb(asked.map_or(DemandType::Work, |one| one.demand_type()));
        wording::conclusion(demand, verb, denial(objections), self.language)
    }

    /// Conclusion, reasons, what would make it admissible, what is owed.
    pub(super) fn demand(&self, demand: &DemandDecision) -> Lines {
        let mut lines = Lines::new(self.language);
        let objections = self.objections(demand);
        let head = wording::verdict(demand.verdict, self.language);
        let conclusion = self.conclusion(demand, &objections);
        lines.push(
            Role::Verdict(demand.verdict),
            &match self.language {
                Language::Zh => format!("{head}：{conclusion}"),
                Language::En => format!("{head}: {conclusion}"),
            },
        );
        if is_admission(demand.verdict) {
            let grants = self.findings(demand).filter(|finding| is_grant(finding));
            self.reasons(&mut lines, ["准入依据：", "Granted by:"], grants);
        } else {
            let reasons = objections.iter().copied();
            self.reasons(&mut lines, ["理由：", "Reasons:"], reasons);
            self.open_rules(&mut lines, demand, objections.is_empty());
            self.ways(&mut lines, &objections);
        }
        self.owed(&mut lines, demand);
        lines
    }

    fn findings(&self, demand: &DemandDecision) -> impl Iterator<Item = &Finding> {
        let index = demand.index;
        let findings = self.decision.findings.iter();
        findings.filter(move |finding| finding.demand == index)
    }

    /// The findings that object for certain, worst first as the decision has them.
    fn objections(&self, demand: &DemandDecision) -> Vec<&Finding> {
        self.findings(demand)
            .filter(|finding| {
                finding.outcome == Outcome::Violated
                    && matches!(
                        finding.verdict,
                        Some(Verdict::Deny | Verdict::NeedsApproval)
                    )
            })
            .collect()
    }

    fn reasons<'f>(
        &self,
        lines: &mut Lines,
        [zh, en]: [&str; 2],
        findings: impl Iterator<Item = &'f Finding>,
    ) {
        for (number, finding) in findings.enumerate() {
            if number == 0 {
                lines.label(zh, en);
            }
            lines.item(&self.reason(finding));
            if matches!(finding.outcome, Outcome::Violated | Outcome::Satisfied)
                && let Some(procedure) = &finding.procedure
            {
                lines.push(Role::Detail, &progress(procedure, self.language));
            }
            self.source(lines, &finding.source);
        }
    }

    /// A rule's title and what it says of the demand, or the one if they are the same.
    fn reason(&self, finding: &Finding) -> String {
        let title = finding.title.get(self.language);
        let rule = self.rule(finding);
        let message = finding.message.get(self.language);
        if clause(title, self.language) == clause(message, self.language) {
            return sentence(&rule, self.language);
        }
        let message = sentence(message, self.language);
        match self.language {
            Language::Zh => format!("{rule}：{message}"),
            Language::En => format!("{rule}: {message}"),
        }
    }

    fn rule(&self, finding: &Finding) -> String {
        wording::rule(
            &finding.title,
            finding.of_list,
            &finding.rule,
            self.language,
        )
    }

    /// The rules of which it is not known whether they object or grant.
    fn open_rules(&self, lines: &mut Lines, demand: &DemandDecision, alone: bool) {
        let counts = match demand.verdict {
            Verdict::NeedsInformation => true,
            // Each way is barred, or leads to a procedure, though no single rule is certain.
            Verdict::Deny | Verdict::NeedsApproval => alone,
            _ => false,
        };
        let rank = |finding: &&Finding| match finding.modality {
            Modality::Forbidden => 0,
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden => 1,
            _ => 2,
        };
        let mut open: Vec<&Finding> = self
            .findings(demand)
            .filter(|finding| {
                counts
                    && finding.outcome == Outcome::Undetermined
                    && !matches!(finding.modality, Modality::Required | Modality::Advised)
            })
            .collect();
        open.sort_by_key(rank);
        for (number, finding) in open.into_iter().enumerate() {
            if number == 0 {
                lines.label("待核实是否适用的规定：", "Rules that may apply:");
            }
            lines.item(&sentence(&self.rule(finding), self.language));
            self.source(lines, &finding.source);
        }
    }

    /// What would make the demand admissible: remedies, and the next steps.
    fn ways(&self, lines: &mut Lines, objections: &[&Finding]) {
        let mut ways: Vec<String> = Vec::new();
        let mut add = |way: String| {
            if !ways.contains(&way) {
                ways.push(way);
            }
        };
        for finding in objections {
            if let Some(remedy) = &finding.remedy {
                add(sentence(remedy.get(self.language), self.language));
            }
            let next = finding.procedure.as_ref();
            if let Some(next) = next.and_then(|procedure| procedure.next.as_ref()) {
                let next = next_step(next, self.language);
                add(match self.language {
                    Language::Zh => format!("下一步：{next}。"),
                    Language::En => format!("Next step: {next}."),
                });
            }
        }
        for (number, way) in ways.iter().enumerate() {
            if number == 0 {
                lines.label("办理建议：", "What to do:");
            }
            lines.item(way);
        }
    }

    pub(super) fn source(&self, lines: &mut Lines, source: &crate::decision::Citation) {
        let source = wording::source(source, self.language);
        lines.push(
            Role::Source,
            &match self.language {
                Language::Zh => format!("依据：{source}"),
                Language::En => format!("Source: {source}"),
            },
        );
    }
}

pub(super) fn is_admission(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Admit | Verdict::AdmitWithConditions)
}

/// Whether the rule grants the demand for certain.
fn is_grant(finding: &Finding) -> bool {
    finding.outcome == Outcome::Satisfied && finding.verdict == Some(Verdict::Admit)
}

/// Why a demand with these objections is denied, if it is.
fn denial(objections: &[&Finding]) -> Denial {
    let denying = objections
        .iter()
        .filter(|finding| finding.verdict == Some(Verdict::Deny));
    let mut denial = Denial::EachWayBarred;
    for finding in denying {
        match finding.procedure {
            None => return Denial::Prohibited,
            Some(_) => denial = Denial::Refused,
        }
    }
    denial
}
