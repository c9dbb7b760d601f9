//! What is owed with a demand.

use super::Writer;
use super::demand::is_admission;
use crate::decision::{DemandDecision, Obligation, ObligationStatus, Verdict};
use crate::explain::letter::{Lines, Role};
use crate::explain::typography::{capitalised, clause, sentence};
use crate::explain::wording::label;
use crate::pack::Due;
use crate::text::Language;

impl Writer<'_> {
    /// What is owed, by the time at which it is due; what is already met comes in one line.
    pub(super) fn owed(&self, lines: &mut Lines, demand: &DemandDecision) {
        let owed = self.decision.obligations.iter();
        let owed: Vec<&Obligation> = owed.filter(|one| one.demand == demand.index).collect();
        let admitted = is_admission(demand.verdict);
        // What is owed with a denied demand is owed because it is denied, whenever it is due.
        let mut denied = false;
        for (due, zh, en, zh_if, en_if) in [
            (
                Due::Before,
                "事前须落实：",
                "Due beforehand:",
                "如获准入，事前还须落实：",
                "Once admitted, due beforehand:",
            ),
            (
                Due::After,
                "事后须落实：",
                "Due afterwards:",
                "如获准入，事后还须落实：",
                "Once admitted, due afterwards:",
            ),
            (
                Due::Standing,
                "办理期间须遵守：",
                "To be kept to throughout:",
                "如获准入，办理期间还须遵守：",
                "Once admitted, to be kept to throughout:",
            ),
        ] {
            let open = owed.iter().filter(|one| one.time == due && one.is_open());
            for (number, obligation) in open.enumerate() {
                match (number, demand.verdict) {
                    (0, Verdict::Deny) if !denied => {
                        denied = true;
                        lines.label("虽不予准入，仍须办理：", "Owed though it is denied:");
                    }
                    (_, Verdict::Deny) => {}
                    (0, _) if admitted => lines.label(zh, en),
                    (0, _) => lines.label(zh_if, en_if),
                    _ => {}
                }
                lines.item(&self.obligation(obligation));
                self.confirm(lines, demand, obligation);
                if let Some(remedy) = &obligation.remedy {
                    let remedy = sentence(remedy.get(self.language), self.language);
                    lines.push(Role::Detail, &format!("→ {remedy}"));
                }
                self.source(lines, &obligation.source);
            }
        }
        let met = owed.iter().filter(|one| !one.is_open());
        let met: Vec<String> = met
            .map(|one| clause(one.message.get(self.language), self.language))
            .collect();
        if !met.is_empty() && admitted {
            lines.push(
                Role::Paragraph,
                &match self.language {
                    Language::Zh => format!("已落实：{}。", met.join("；")),
                    Language::En => format!("Met already: {}.", met.join("; ")),
                },
            );
        }
    }

    /// What would settle an obligation, unless it is asked for already.
    fn confirm(&self, lines: &mut Lines, demand: &DemandDecision, obligation: &Obligation) {
        let is_asked = |fact: &str| demand.missing.iter().any(|one| one.fact == fact);
        let questions: Vec<String> = obligation
            .confirm
            .iter()
            .filter(|one| !is_asked(&one.fact))
            .map(|one| sentence(one.question.get(self.language), self.language))
            .collect();
        if questions.is_empty() {
            return;
        }
        lines.push(
            Role::Detail,
            &match self.language {
                Language::Zh => format!("须确认：{}", questions.concat()),
                Language::En => format!("To be confirmed: {}", questions.join(" ")),
            },
        );
    }

    fn obligation(&self, obligation: &Obligation) -> String {
        let message = clause(obligation.message.get(self.language), self.language);
        let status = label(obligation.status, self.language);
        // Nothing on record could confirm a standing duty, so its status says nothing.
        let says_nothing = obligation.time == Due::Standing
            && obligation.status == ObligationStatus::ToBeConfirmed;
        match self.language {
            Language::Zh if says_nothing => format!("{message}。"),
            Language::Zh => format!("{message}（{status}）。"),
            Language::En => {
                let message = capitalised(&message);
                match says_nothing {
                    true => format!("{message}."),
                    false => format!("{message} ({status})."),
                }
            }
        }
    }
}

impl Obligation {
    fn is_open(&self) -> bool {
        self.status != ObligationStatus::Met
    }
}
