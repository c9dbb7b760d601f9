//! `zhunru.Decision`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};
use zhunru::Engine;
use zhunru::decision::{Decision, Verdict};
use zhunru::explain::{Letter, Report, ReportedMissing, letter, summary, trace};
use zhunru::model::{Coded, Proposal};
use zhunru::text::Language;

use crate::failure::Failure;
use crate::missing::{Asking, asking};
use crate::python::{decision_html, decision_part, read, restore_decision, text_of, verdict};
use crate::to_python::plain_of;

/// The decision on a proposal (准入结论): the verdict, why, what is missing and what is owed.
///
/// Engines give decisions; they never change, are equal when they say the same in the same language,
/// and can be pickled. Parts are made when they are first read.
///
/// >>> from zhunru import Engine
/// >>> decision = Engine().decide({
/// ...     "submitted_on": "2024-03-04",
/// ...     "village": {"code": "340304100201"},
/// ...     "issuer": {"level": "county", "kind": "government_department"},
/// ...     "demands": [{"type": "data_request", "frequency": "weekly", "sole_means": True}],
/// ... })
/// >>> decision
/// Decision(verdict='deny', as_of='2024-03-04', demands=1)
/// >>> decision.findings[0].rule, decision.findings[0].outcome
/// ('yuhui/prohibition-4', 'violated')
#[pyclass(frozen, module = "zhunru", name = "Decision")]
pub(crate) struct PyDecision {
    said: Said,
    parts: [PyOnceLock<Py<PyAny>>; PARTS],
    text: OnceLock<String>,
}

/// A part of a decision, which is made when it is first read.
#[derive(Clone, Copy, Debug)]
enum Part {
    Demands,
    Findings,
    Missing,
    Obligations,
    Advice,
    OpenPoints,
    Packs,
}

/// How many of them there are.
const PARTS: usize = Part::Packs as usize + 1;

/// What a decision says: as the engine gave it, or as it was pickled.
enum Said {
    Live(Box<Live>),
    Told(Box<Told>),
}

/// A decision with all that is needed to render it.
struct Live {
    decision: Decision,
    proposal: Arc<Proposal>,
    engine: Engine,
    language: Language,
    report: OnceLock<Report>,
}

/// A decision rendered in every form that it has.
#[derive(Serialize, Deserialize)]
struct Told {
    report: Report,
    asking: Vec<Asking>,
    letter: String,
    markdown: String,
    trace: String,
}

/// A question, with what it says beside the interchange form.
#[derive(Serialize)]
struct Question<'a> {
    #[serde(flatten)]
    missing: &'a ReportedMissing,
    #[serde(flatten)]
    asking: &'a Asking,
}

impl Live {
    fn report(&self) -> &Report {
        self.report
            .get_or_init(|| self.decision.report(self.language))
    }

    fn text(&self) -> Result<String, Failure> {
        let text = self.decision.to_json(self.language);
        text.map_err(|_| Failure::internal())
    }

    fn letter(&self) -> Letter {
        letter(&self.decision, &self.proposal, self.language)
    }

    fn trace(&self) -> String {
        let vocabulary = self.engine.vocabulary();
        trace(&self.decision, &self.proposal, vocabulary, self.language).plain()
    }

    fn asking(&self) -> Vec<Asking> {
        asking(&self.engine, &self.decision.missing, self.language)
    }

    fn told(&self) -> Told {
        let letter = self.letter();
        Told {
            report: self.report().clone(),
            asking: self.asking(),
            letter: letter.plain(),
            markdown: letter.markdown(),
            trace: self.trace(),
        }
    }
}

impl PyDecision {
    pub(crate) fn new(
        decision: Decision,
        proposal: Arc<Proposal>,
        engine: Engine,
        language: Language,
    ) -> Self {
        Self::of(Said::Live(Box::new(Live {
            decision,
            proposal,
            engine,
            language,
            report: OnceLock::new(),
        })))
    }

    fn of(said: Said) -> Self {
        PyDecision {
            said,
            parts: [const { PyOnceLock::new() }; PARTS],
            text: OnceLock::new(),
        }
    }

    fn worst(&self) -> Verdict {
        match &self.said {
            Said::Live(live) => live.decision.verdict,
            Said::Told(told) => told.report.verdict,
        }
    }

    fn day(&self) -> NaiveDate {
        match &self.said {
            Said::Live(live) => live.decision.as_of,
            Said::Told(told) => told.report.as_of,
        }
    }

    fn language(&self) -> Language {
        match &self.said {
            Said::Live(live) => live.language,
            Said::Told(told) => told.report.language,
        }
    }

    fn report(&self) -> &Report {
        match &self.said {
            Said::Live(live) => live.report(),
            Said::Told(told) => &told.report,
        }
    }

    /// The interchange form, on one line.
    fn text(&self) -> Result<&str, Failure> {
        if let Some(text) = self.text.get() {
            return Ok(text);
        }
        let text = match &self.said {
            Said::Live(live) => live.text()?,
            Said::Told(told) => text_of(&told.report, false)?,
        };
        Ok(self.text.get_or_init(|| text))
    }

    /// A part, which is made when it is first asked for.
    fn part<'py>(&self, py: Python<'py>, part: Part) -> PyResult<Bound<'py, PyAny>> {
        let make = || {
            let report = self.report();
            let (name, data) = match part {
                Part::Demands => ("demands", plain_of(py, &report.demands)?),
                Part::Findings => ("findings", plain_of(py, &report.findings)?),
                Part::Missing => ("missing", self.questions(py)?),
                Part::Obligations => ("obligations", plain_of(py, &report.obligations)?),
                Part::Advice => ("advice", plain_of(py, &report.advice)?),
                Part::OpenPoints => ("open_points", plain_of(py, &report.open_points)?),
                Part::Packs => ("packs", plain_of(py, &report.packs)?),
            };
            decision_part(py)?.call1((name, data)).map(Bound::unbind)
        };
        match self.parts.get(part as usize) {
            Some(made) => Ok(made.get_or_try_init(py, make)?.bind(py).clone()),
            None => Err(Failure::internal().into()),
        }
    }

    fn questions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let made;
        let asking = match &self.said {
            Said::Live(live) => {
                made = live.asking();
                &made
            }
            Said::Told(told) => &told.asking,
        };
        let missing = self.report().missing.iter().zip(asking);
        let questions = missing.map(|(missing, asking)| Question { missing, asking });
        plain_of(py, &questions.collect::<Vec<_>>())
    }
}

#[pymethods]
impl PyDecision {
    /// The proposal's id, if it has one.
    #[getter]
    fn proposal(&self) -> Option<&str> {
        match &self.said {
            Said::Live(live) => live.decision.proposal.as_deref(),
            Said::Told(told) => told.report.proposal.as_deref(),
        }
    }

    /// The worst verdict of the demands.
    #[getter]
    fn verdict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        verdict(py, self.worst())
    }

    /// Whether all demands may be assigned now.
    #[getter]
    fn assignable(&self) -> bool {
        match &self.said {
            Said::Live(live) => live.decision.assignable,
            Said::Told(told) => told.report.assignable,
        }
    }

    /// The day for which it was decided.
    #[getter]
    fn as_of(&self) -> NaiveDate {
        self.day()
    }

    /// The language of its texts, `zh` or `en`.
    #[getter(language)]
    fn python_language(&self) -> &'static str {
        match self.language() {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// The decision in one sentence.
    #[getter]
    fn summary(&self) -> String {
        match &self.said {
            Said::Live(live) => summary(&live.decision, live.language),
            Said::Told(told) => told.report.summary.clone(),
        }
    }

    /// The verdicts that are still possible, worst first; the verdict alone when nothing is open.
    #[getter]
    fn possible<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let possible: Vec<Verdict> = match &self.said {
            Said::Live(live) => live.decision.possible.iter().collect(),
            Said::Told(told) => told.report.possible.clone(),
        };
        let members = possible.into_iter().map(|one| verdict(py, one));
        PyTuple::new(py, members.collect::<PyResult<Vec<_>>>()?)
    }

    /// The decision on each demand, in the order of the proposal.
    #[getter]
    fn demands<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Demands)
    }

    /// What each rule that was touched came to, by demand, severity, pack and rule.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Findings)
    }

    /// The facts to ask for, most wanted first, when the verdict is `needs_information`.
    #[getter]
    fn missing<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Missing)
    }

    /// What is owed.
    #[getter]
    fn obligations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Obligations)
    }

    /// What an official should know besides.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Advice)
    }

    /// The points on which a careful reader could read a document otherwise.
    #[getter]
    fn open_points<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::OpenPoints)
    }

    /// The packs that took part.
    #[getter]
    fn packs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, Part::Packs)
    }

    /// The decision in the interchange form, as plain dictionaries, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, self.report())
    }

    /// The decision in the interchange form, as JSON text; the bytes that Rust and C give.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, pretty: bool) -> PyResult<String> {
        Ok(match pretty {
            false => self.text()?.to_owned(),
            true => text_of(self.report(), true)?,
        })
    }

    /// The reply to those who asked (答复意见), as plain text.
    fn letter(&self) -> String {
        match &self.said {
            Said::Live(live) => live.letter().plain(),
            Said::Told(told) => told.letter.clone(),
        }
    }

    /// The reply to those who asked (答复意见), as Markdown.
    fn letter_markdown(&self) -> String {
        match &self.said {
            Said::Live(live) => live.letter().markdown(),
            Said::Told(told) => told.markdown.clone(),
        }
    }

    /// What every rule read and came to, as plain text; it tells most for a decision that was asked
    /// for with `trace=True`.
    fn trace(&self) -> String {
        match &self.said {
            Said::Live(live) => live.trace(),
            Said::Told(told) => told.trace.clone(),
        }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<PyDecision>() {
            Ok(other) => Ok(self.text()? == other.get().text()?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.text()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let demands = match &self.said {
            Said::Live(live) => live.decision.demands.len(),
            Said::Told(told) => told.report.demands.len(),
        };
        let proposal = match self.proposal() {
            Some(id) => format!("proposal={}, ", id.into_pyobject(py)?.repr()?),
            None => String::new(),
        };
        Ok(format!(
            "Decision({proposal}verdict='{}', as_of='{}', demands={demands})",
            self.worst().code(),
            self.day()
        ))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        decision_html(slf.py())?.call1((slf,))
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let text = match &self.said {
            Said::Live(live) => text_of(&live.told(), false)?,
            Said::Told(told) => text_of(&**told, false)?,
        };
        Ok((restore_decision(py)?.clone(), (text,).into_pyobject(py)?))
    }

    /// What was pickled, restored.
    #[staticmethod]
    fn _restore(text: &str) -> PyResult<Self> {
        Ok(Self::of(Said::Told(Box::new(read(text)?))))
    }
}
