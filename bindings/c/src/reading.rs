//! A decision as the ABI reads it: with what is needed to render it, and texts to lend.
#![forbid(unsafe_code)]

use std::sync::OnceLock;

use zhunru::decision::Decision;
use zhunru::explain::{letter, summary, trace};
use zhunru::model::Proposal;
use zhunru::text::Language;
use zhunru::{Engine, Request};

use crate::codes::{zhunru_decision_field, zhunru_form};
use crate::failure::Failure;
use crate::loading::Asked;
use crate::status::zhunru_status;
use crate::texts::Composed;

/// A decision, with all that is needed to render it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) decision: Decision,
    proposal: Proposal,
    engine: Engine,
    pub(crate) language: Language,
    as_of: OnceLock<String>,
    summary: OnceLock<String>,
    pub(crate) composed: Composed,
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
            as_of: OnceLock::new(),
            summary: OnceLock::new(),
            composed: Composed::default(),
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

    pub(crate) fn text(&self, field: zhunru_decision_field) -> Option<&str> {
        let decision = &self.decision;
        match field {
            zhunru_decision_field::Proposal => decision.proposal.as_deref(),
            zhunru_decision_field::AsOf => {
                Some(self.as_of.get_or_init(|| decision.as_of.to_string()))
            }
            zhunru_decision_field::Summary => {
                let sentence = || summary(decision, self.language);
                Some(self.summary.get_or_init(sentence))
            }
        }
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
