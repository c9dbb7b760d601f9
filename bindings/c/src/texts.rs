//! The texts of a decision's parts.
//!
//! Most are lent from the decision itself. What must be put together first is put together when it
//! is first read, by whichever thread reads first, and kept with the decision.
#![forbid(unsafe_code)]

use std::sync::OnceLock;

use chrono::NaiveDate;
use zhunru::decision::{Advice, Decision, Finding, MissingFact, Obligation, RuleId, Verdict};
use zhunru::explain::next_step;
use zhunru::model::Coded;
use zhunru::text::LocalText;

use crate::codes::{
    zhunru_advice_field, zhunru_finding_field, zhunru_missing_field, zhunru_obligation_field,
};
use crate::failure::Failure;
use crate::reading::{Reading, at};

/// The texts that a decision does not hold as such, for each entry.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    findings: OnceLock<Vec<ComposedFinding>>,
    obligations: OnceLock<Vec<String>>,
    advice: OnceLock<Vec<Option<String>>>,
}

#[derive(Debug)]
struct ComposedFinding {
    rule: String,
    document_date: Option<String>,
    in_force_from: Option<String>,
    due: Option<String>,
    next_step: OnceLock<String>,
}

impl ComposedFinding {
    fn of(finding: &Finding) -> Self {
        let text = |day: NaiveDate| day.to_string();
        let next = finding.procedure.as_ref().and_then(|one| one.next.as_ref());
        ComposedFinding {
            rule: finding.rule.to_string(),
            document_date: finding.source.date.map(text),
            in_force_from: finding.source.in_force_from.map(text),
            due: next.and_then(|next| next.due).map(text),
            next_step: OnceLock::new(),
        }
    }
}

impl Composed {
    fn finding(&self, decision: &Decision, index: usize) -> Result<&ComposedFinding, Failure> {
        let findings = decision.findings.iter();
        let all = || findings.map(ComposedFinding::of).collect();
        at(self.findings.get_or_init(all), index)
    }

    fn obligation_rule(&self, decision: &Decision, index: usize) -> Result<&str, Failure> {
        let rules = decision.obligations.iter().map(|one| one.rule.to_string());
        Ok(at(self.obligations.get_or_init(|| rules.collect()), index)?)
    }

    fn advice_rule(&self, decision: &Decision, index: usize) -> Result<Option<&str>, Failure> {
        let rules = decision.advice.iter();
        let rules = rules.map(|one| one.rule.as_ref().map(RuleId::to_string));
        Ok(at(self.advice.get_or_init(|| rules.collect()), index)?.as_deref())
    }
}

impl Reading {
    fn local<'a>(&self, text: &'a LocalText) -> &'a str {
        text.get(self.language)
    }

    fn optional<'a>(&self, text: &'a Option<LocalText>) -> Option<&'a str> {
        text.as_ref().map(|text| self.local(text))
    }

    pub(crate) fn finding_text(
        &self,
        index: usize,
        field: zhunru_finding_field,
    ) -> Result<Option<&str>, Failure> {
        let finding: &Finding = at(&self.decision.findings, index)?;
        let source = &finding.source;
        let procedure = finding.procedure.as_ref();
        let next = procedure.and_then(|procedure| procedure.next.as_ref());
        let composed = || self.composed.finding(&self.decision, index);
        Ok(match field {
            zhunru_finding_field::Rule => Some(&composed()?.rule),
            zhunru_finding_field::Outcome => Some(finding.outcome.code()),
            zhunru_finding_field::Modality => Some(finding.modality.code()),
            zhunru_finding_field::Verdict => finding.verdict.map(Verdict::code),
            zhunru_finding_field::Title => Some(self.local(&finding.title)),
            zhunru_finding_field::Message => Some(self.local(&finding.message)),
            zhunru_finding_field::Remedy => self.optional(&finding.remedy),
            zhunru_finding_field::Note => self.optional(&finding.note),
            zhunru_finding_field::Document => Some(self.local(&source.document)),
            zhunru_finding_field::DocumentNumber => source.number.as_deref(),
            zhunru_finding_field::DocumentDate => composed()?.document_date.as_deref(),
            zhunru_finding_field::Issuer => Some(&source.issuer),
            zhunru_finding_field::SourceKind => Some(source.kind.code()),
            zhunru_finding_field::Clause => Some(&source.clause),
            zhunru_finding_field::InForceFrom => composed()?.in_force_from.as_deref(),
            zhunru_finding_field::Procedure => procedure.map(|one| one.id.as_str()),
            zhunru_finding_field::ProcedureTitle => procedure.map(|one| self.local(&one.title)),
            zhunru_finding_field::ProcedureState => {
                procedure.and_then(|one| one.state).map(Coded::code)
            }
            zhunru_finding_field::NextStep => next.map(|next| self.local(&next.title)),
            zhunru_finding_field::NextStepId => next.map(|next| next.id.as_str()),
            zhunru_finding_field::NextStepSentence => match next {
                Some(next) => {
                    let sentence = || next_step(next, self.language);
                    Some(composed()?.next_step.get_or_init(sentence))
                }
                None => None,
            },
            zhunru_finding_field::Due => composed()?.due.as_deref(),
        })
    }

    pub(crate) fn missing_text(
        &self,
        index: usize,
        field: zhunru_missing_field,
    ) -> Result<Option<&str>, Failure> {
        let missing: &MissingFact = at(&self.decision.missing, index)?;
        Ok(match field {
            zhunru_missing_field::Fact => Some(&missing.fact),
            zhunru_missing_field::Question => Some(self.local(&missing.question)),
            zhunru_missing_field::Type => Some(missing.kind),
            zhunru_missing_field::Unit => missing.unit.map(Coded::code),
        })
    }

    pub(crate) fn obligation_text(
        &self,
        index: usize,
        field: zhunru_obligation_field,
    ) -> Result<Option<&str>, Failure> {
        let obligation: &Obligation = at(&self.decision.obligations, index)?;
        let source = &obligation.source;
        Ok(match field {
            zhunru_obligation_field::Id => Some(&obligation.id),
            zhunru_obligation_field::Time => Some(obligation.time.code()),
            zhunru_obligation_field::Status => Some(obligation.status.code()),
            zhunru_obligation_field::Message => Some(self.local(&obligation.message)),
            zhunru_obligation_field::Remedy => self.optional(&obligation.remedy),
            zhunru_obligation_field::Rule => {
                Some(self.composed.obligation_rule(&self.decision, index)?)
            }
            zhunru_obligation_field::Document => Some(self.local(&source.document)),
            zhunru_obligation_field::DocumentNumber => source.number.as_deref(),
            zhunru_obligation_field::Clause => Some(&source.clause),
        })
    }

    pub(crate) fn advice_text(
        &self,
        index: usize,
        field: zhunru_advice_field,
    ) -> Result<Option<&str>, Failure> {
        let advice: &Advice = at(&self.decision.advice, index)?;
        Ok(match field {
            zhunru_advice_field::Code => Some(advice.code.code()),
            zhunru_advice_field::Message => Some(self.local(&advice.message)),
            zhunru_advice_field::Fact => advice.fact.as_deref(),
            zhunru_advice_field::Rule => self.composed.advice_rule(&self.decision, index)?,
        })
    }
}
