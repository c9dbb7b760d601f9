//! From a decision to its interchange form.

use smol_str::{SmolStr, format_smolstr};

use super::{
    Report, ReportedAdvice, ReportedDemand, ReportedFact, ReportedFinding, ReportedMissing,
    ReportedObligation, ReportedOpenPoint, ReportedProcedure, ReportedQuestion, ReportedSource,
    ReportedStep, ReportedStepAct,
};
use crate::decision::{
    Advice, Citation, Decision, DemandDecision, Finding, MissingFact, Obligation,
    ProcedureProgress, RuleId, StepAct, TakenStep,
};
use crate::explain::summary::summary;
use crate::input::{InputError, InputErrors};
use crate::json::Json;
use crate::model::FORMAT;
use crate::text::{Language, LocalText};

impl Decision {
    /// The decision in the interchange form, its texts in this language.
    pub fn report(&self, language: Language) -> Report {
        let text = Texts(language);
        Report {
            format: FORMAT,
            language,
            proposal: self.proposal.clone(),
            verdict: self.verdict,
            assignable: self.assignable,
            as_of: self.as_of,
            summary: summary(self, language),
            possible: self.possible.iter().collect(),
            open_points: self
                .open_points
                .iter()
                .map(|point| ReportedOpenPoint {
                    demand: point.demand,
                    rule: rule(&point.rule),
                    note: text.of(&point.note),
                })
                .collect(),
            demands: self.demands.iter().map(demand).collect(),
            packs: self.packs.to_vec(),
            findings: self.findings.iter().map(|one| text.finding(one)).collect(),
            missing: self.missing.iter().map(|one| text.missing(one)).collect(),
            obligations: self
                .obligations
                .iter()
                .map(|one| text.obligation(one))
                .collect(),
            advice: self.advice.iter().map(|one| text.advice(one)).collect(),
        }
    }

    /// The decision as JSON text on one line, its texts in this language.
    ///
    /// # Errors
    /// Never for a decision that the engine gave; the signature is serde's.
    pub fn to_json(&self, language: Language) -> Result<String, serde_json::Error> {
        match self.written.text(self, language) {
            Some(text) => Ok(text),
            None => serde_json::to_string(&self.report(language)),
        }
    }

    /// The decision as JSON text with line breaks and indents, its texts in this language.
    ///
    /// # Errors
    /// As [`Decision::to_json`].
    pub fn to_json_pretty(&self, language: Language) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&self.report(language))
    }
}

impl ProcedureProgress {
    /// How far the procedure has come in the interchange form, its texts in this language.
    pub fn report(&self, language: Language) -> ReportedProcedure {
        Texts(language).procedure(self)
    }
}

impl Report {
    /// Reads a report back from JSON text; fields that are not known are ignored.
    ///
    /// # Errors
    /// When the text is no report, or one of another version of the format.
    pub fn from_json(text: &str) -> Result<Self, InputErrors> {
        let value: Json = serde_json::from_str(text)?;
        if let Json::Object(fields) = &value
            && let Some(Json::Integer(format)) = fields.get("format")
            && *format != FORMAT
        {
            return Err(InputErrors::one(InputError {
                code: "format",
                path: SmolStr::new_static("format"),
                message: format!(
                    "format {format} is not supported, this version reads format {FORMAT}"
                ),
                message_zh: format!("不支持格式版本 {format}，本版本读取格式 {FORMAT}"),
                line: None,
                column: None,
            }));
        }
        Ok(serde_json::from_str(text)?)
    }
}

/// How far a procedure has come, in the interchange form.
pub(super) fn procedure(progress: &ProcedureProgress, language: Language) -> ReportedProcedure {
    Texts(language).procedure(progress)
}

fn rule(id: &RuleId) -> SmolStr {
    format_smolstr!("{id}")
}

fn demand(demand: &DemandDecision) -> ReportedDemand {
    ReportedDemand {
        index: demand.index,
        verdict: demand.verdict,
        assignable: demand.assignable,
        possible: demand.possible.iter().collect(),
        missing: demand
            .missing
            .iter()
            .map(|missing| missing.fact.clone())
            .collect(),
        grants: demand.grants.iter().map(rule).collect(),
    }
}

/// Takes texts in one language.
struct Texts(Language);

impl Texts {
    fn of(&self, text: &LocalText) -> SmolStr {
        SmolStr::from(text.get(self.0))
    }

    fn optional(&self, text: &Option<LocalText>) -> Option<SmolStr> {
        text.as_ref().map(|text| self.of(text))
    }

    fn finding(&self, finding: &Finding) -> ReportedFinding {
        ReportedFinding {
            demand: finding.demand,
            rule: rule(&finding.rule),
            outcome: finding.outcome,
            modality: finding.modality,
            verdict: finding.verdict,
            procedure: finding.procedure.as_ref().map(|one| self.procedure(one)),
            title: self.of(&finding.title),
            message: self.of(&finding.message),
            remedy: self.optional(&finding.remedy),
            source: self.source(&finding.source),
            note: self.optional(&finding.note),
            facts: finding
                .facts
                .iter()
                .map(|read| ReportedFact {
                    fact: read.fact.clone(),
                    value: read.value.clone(),
                    text: self.of(&read.text),
                })
                .collect(),
        }
    }

    fn procedure(&self, procedure: &ProcedureProgress) -> ReportedProcedure {
        let next = procedure.next.as_ref();
        ReportedProcedure {
            id: procedure.id.clone(),
            done: procedure.done.iter().map(|step| step.id.clone()).collect(),
            next: next.map(|next| next.id.clone()),
            state: procedure.state,
            title: self.of(&procedure.title),
            next_title: next.map(|next| self.of(&next.title)),
            bodies: next.map_or_else(Vec::new, |next| {
                let names =
                    |bodies: &Vec<LocalText>| bodies.iter().map(|one| self.of(one)).collect();
                next.bodies.iter().map(names).collect()
            }),
            next_acts: next.map_or_else(Vec::new, |next| self.acts(&next.acts)),
            working_days: next.and_then(|next| next.working_days),
            due: next.and_then(|next| next.due),
            overdue: next.is_some_and(|next| next.overdue),
            years_without_calendar: next
                .map(|next| next.years_without_calendar.clone())
                .unwrap_or_default(),
            steps_done: procedure.done.iter().map(|step| self.step(step)).collect(),
            refused: procedure.refused.as_ref().map(|step| self.step(step)),
        }
    }

    fn step(&self, step: &TakenStep) -> ReportedStep {
        ReportedStep {
            id: step.id.clone(),
            title: self.of(&step.title),
            on: step.on,
            acts: self.acts(&step.acts),
        }
    }

    fn acts(&self, acts: &[StepAct]) -> Vec<ReportedStepAct> {
        let acts = acts.iter().map(|act| ReportedStepAct {
            by: self.of(&act.by),
            on: act.on,
            number: act.number.clone(),
        });
        acts.collect()
    }

    fn source(&self, source: &Citation) -> ReportedSource {
        ReportedSource {
            document: self.of(&source.document),
            clause: source.clause.clone(),
            kind: source.kind,
            issuer: source.issuer.clone(),
            number: source.number.clone(),
            date: source.date,
            in_force_from: source.in_force_from,
        }
    }

    fn missing(&self, missing: &MissingFact) -> ReportedMissing {
        ReportedMissing {
            fact: missing.fact.clone(),
            demand: missing.demand,
            question: self.of(&missing.question),
            kind: SmolStr::new_static(missing.kind),
            unit: missing.unit,
            values: missing
                .values
                .iter()
                .map(|value| value.code.clone())
                .collect(),
            decides: missing.decides.iter().map(rule).collect(),
            allows_none: missing.allows_none,
        }
    }

    fn obligation(&self, obligation: &Obligation) -> ReportedObligation {
        ReportedObligation {
            demand: obligation.demand,
            id: obligation.id.clone(),
            time: obligation.time,
            status: obligation.status,
            message: self.of(&obligation.message),
            remedy: self.optional(&obligation.remedy),
            confirm: obligation
                .confirm
                .iter()
                .map(|fact| ReportedQuestion {
                    fact: fact.fact.clone(),
                    question: self.of(&fact.question),
                })
                .collect(),
            rule: rule(&obligation.rule),
            source: self.source(&obligation.source),
        }
    }

    fn advice(&self, advice: &Advice) -> ReportedAdvice {
        ReportedAdvice {
            demand: advice.demand,
            code: advice.code,
            fact: advice.fact.clone(),
            rule: advice.rule.as_ref().map(rule),
            message: self.of(&advice.message),
        }
    }
}
