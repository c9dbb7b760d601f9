//! A decision as the ABI reads it: its report in one language, with texts to lend.
#![forbid(unsafe_code)]

use std::sync::OnceLock;

use zhunru::decision::{Decision, Verdict};
use zhunru::explain::{
    Report, ReportedAdvice, ReportedFinding, ReportedMissing, ReportedObligation, letter, trace,
};
use zhunru::model::{Coded, Proposal};
use zhunru::text::Language;
use zhunru::{Engine, Request};

use crate::codes::{
    zhunru_advice_field, zhunru_decision_field, zhunru_finding_field, zhunru_form,
    zhunru_missing_field, zhunru_obligation_field,
};
use crate::failure::Failure;
use crate::loading::Asked;
use crate::status::zhunru_status;

/// A decision, with all that is needed to render it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) decision: Decision,
    proposal: Proposal,
    engine: Engine,
    language: Language,
    told: OnceLock<Told>,
}

/// The report, and its days as texts.
#[derive(Debug)]
struct Told {
    report: Report,
    as_of: String,
    /// For each finding the last day of its next step.
    due: Vec<Option<String>>,
}

impl Reading {
    /// Decides a proposal given as JSON text.
    pub(crate) fn decide(engine: &Engine, asked: &Asked, json: &str) -> Result<Self, Failure> {
        let proposal = Proposal::from_json(json)?;
        let Some(day) = asked.as_of.or(proposal.submitted_on) else {
            return Err(Failure::new(
                zhunru_status::NoDate,
                "the proposal has no day of submission; give `submitted_on` or a day in the request",
            )
            .chinese("申请没有提交日期；请填写 submitted_on 或在请求中指定日期"));
        };
        let mut request = Request::on(day);
        if !asked.packs.is_empty() {
            request = request.named(asked.packs.iter().cloned());
        }
        if asked.trace {
            request = request.with_trace();
        }
        let decision = engine.decide(&proposal, &request)?;
        Ok(Reading {
            decision,
            proposal,
            engine: engine.clone(),
            language: asked.language,
            told: OnceLock::new(),
        })
    }

    /// The decision in one of its forms.
    pub(crate) fn render(&self, form: zhunru_form) -> Result<String, Failure> {
        let letter = || letter(&self.decision, &self.proposal, self.language);
        match form {
            zhunru_form::Json => self
                .decision
                .to_json(self.language)
                .map_err(|_| Failure::internal()),
            zhunru_form::JsonPretty => self
                .decision
                .to_json_pretty(self.language)
                .map_err(|_| Failure::internal()),
            zhunru_form::Text => Ok(letter().plain()),
            zhunru_form::Markdown => Ok(letter().markdown()),
            zhunru_form::Trace => {
                let vocabulary = self.engine.vocabulary();
                Ok(trace(&self.decision, &self.proposal, vocabulary, self.language).plain())
            }
        }
    }

    fn told(&self) -> &Told {
        // Made once, by whichever thread reads first.
        self.told.get_or_init(|| {
            let report = self.decision.report(self.language);
            let due = report.findings.iter().map(|finding| {
                let procedure = finding.procedure.as_ref();
                let due = procedure.and_then(|procedure| procedure.due);
                due.map(|day| day.to_string())
            });
            Told {
                as_of: report.as_of.to_string(),
                due: due.collect(),
                report,
            }
        })
    }

    pub(crate) fn report(&self) -> &Report {
        &self.told().report
    }

    pub(crate) fn text(&self, field: zhunru_decision_field) -> Option<&str> {
        let told = self.told();
        match field {
            zhunru_decision_field::Proposal => told.report.proposal.as_deref(),
            zhunru_decision_field::AsOf => Some(&told.as_of),
            zhunru_decision_field::Summary => Some(&told.report.summary),
        }
    }

    pub(crate) fn finding_text(
        &self,
        index: usize,
        field: zhunru_finding_field,
    ) -> Result<Option<&str>, Failure> {
        let told = self.told();
        let finding = at(&told.report.findings, index)?;
        if field == zhunru_finding_field::Due {
            return Ok(told.due.get(index).and_then(Option::as_deref));
        }
        Ok(finding_text(finding, field))
    }
}

/// The entry with this index.
pub(crate) fn at<T>(entries: &[T], index: usize) -> Result<&T, Failure> {
    entries.get(index).ok_or_else(|| {
        Failure::new(
            zhunru_status::OutOfRange,
            format!("there is no index {index} among {}", entries.len()),
        )
    })
}

fn finding_text(finding: &ReportedFinding, field: zhunru_finding_field) -> Option<&str> {
    let procedure = finding.procedure.as_ref();
    match field {
        zhunru_finding_field::Rule => Some(&finding.rule),
        zhunru_finding_field::Outcome => Some(finding.outcome.code()),
        zhunru_finding_field::Modality => Some(finding.modality.code()),
        zhunru_finding_field::Verdict => finding.verdict.map(Verdict::code),
        zhunru_finding_field::Title => Some(&finding.title),
        zhunru_finding_field::Message => Some(&finding.message),
        zhunru_finding_field::Remedy => finding.remedy.as_deref(),
        zhunru_finding_field::Note => finding.note.as_deref(),
        zhunru_finding_field::Document => Some(&finding.source.document),
        zhunru_finding_field::DocumentNumber => finding.source.number.as_deref(),
        zhunru_finding_field::Clause => Some(&finding.source.clause),
        zhunru_finding_field::Procedure => procedure.map(|one| one.id.as_str()),
        zhunru_finding_field::NextStep => procedure?.next_title.as_deref(),
        zhunru_finding_field::NextStepId => procedure?.next.as_deref(),
        // Kept beside the report, since there it is no text.
        zhunru_finding_field::Due => None,
    }
}

pub(crate) fn missing_text(missing: &ReportedMissing, field: zhunru_missing_field) -> Option<&str> {
    match field {
        zhunru_missing_field::Fact => Some(&missing.fact),
        zhunru_missing_field::Question => Some(&missing.question),
        zhunru_missing_field::Type => Some(&missing.kind),
        zhunru_missing_field::Unit => missing.unit.map(Coded::code),
    }
}

pub(crate) fn obligation_text(
    obligation: &ReportedObligation,
    field: zhunru_obligation_field,
) -> &str {
    match field {
        zhunru_obligation_field::Id => &obligation.id,
        zhunru_obligation_field::Time => obligation.time.code(),
        zhunru_obligation_field::Status => obligation.status.code(),
        zhunru_obligation_field::Message => &obligation.message,
        zhunru_obligation_field::Rule => &obligation.rule,
    }
}

pub(crate) fn advice_text(advice: &ReportedAdvice, field: zhunru_advice_field) -> Option<&str> {
    match field {
        zhunru_advice_field::Code => Some(advice.code.code()),
        zhunru_advice_field::Message => Some(&advice.message),
        zhunru_advice_field::Fact => advice.fact.as_deref(),
        zhunru_advice_field::Rule => advice.rule.as_deref(),
    }
}
