//! `zhunru.Impact`.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use zhunru::impact::{Flip, Impact, ImpactTotals, ProposalImpact};
use zhunru::text::Language;

use crate::arguments::{
    Asked, Day, Names, Speech, proposal as read_proposal, proposals as read_proposals, selection,
};
use crate::engine::PyEngine;
use crate::failure::{Failure, Trouble};
use crate::proposal::PyProposal;
use crate::python::{impact_of, restore_impact};
use crate::to_python::plain_of;

/// So many proposals are decided between two looks at whether the user wants to stop.
const CHUNK: usize = 256;

/// What a change of lists or rules would alter (影响分析): the same proposals, decided by two engines.
///
/// `packs_before` and `packs_after` name exactly the packs that take part; else those that cover the
/// village do.
///
/// >>> from zhunru import Engine, Impact, Pack
/// >>> before = Engine([Pack.built_in("yuhui").with_lists_as_of("2023-12-31")])
/// >>> meeting = {"village": {"code": "340304100201"}, "demands": [{"type": "meeting"}]}
/// >>> Impact(before, Engine()).of_many([meeting], as_of="2024-03-04").totals.flipped
/// 0
#[pyclass(frozen, module = "zhunru", name = "Impact")]
pub(crate) struct PyImpact {
    impact: Impact,
    before: PyEngine,
    after: PyEngine,
    packs_before: Option<Names>,
    packs_after: Option<Names>,
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    impact: &'a ProposalImpact,
    flipped: bool,
    changed: bool,
    /// Titles and messages of the findings of each demand, which the core leaves out of JSON.
    texts: Vec<Vec<(&'a str, &'a str)>>,
}

#[derive(Serialize)]
struct Told<'a> {
    totals: ImpactTotals,
    flips: Vec<Flip>,
    proposals: Vec<Shown<'a>>,
}

fn shown(impact: &ProposalImpact, language: Language) -> Shown<'_> {
    Shown {
        impact,
        flipped: impact.is_flipped(),
        changed: impact.is_changed(),
        texts: impact
            .demands
            .iter()
            .map(|demand| {
                let findings = demand.findings.iter();
                findings
                    .map(|one| (one.title.get(language), one.message.get(language)))
                    .collect()
            })
            .collect(),
    }
}

impl PyImpact {
    /// What it is made of.
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let names = |names: &Option<Names>| {
            let names = names.as_ref().map(|names| PyTuple::new(py, &names.0));
            names.transpose()
        };
        let (before, after) = (names(&self.packs_before)?, names(&self.packs_after)?);
        (self.before.clone(), self.after.clone(), before, after).into_pyobject(py)
    }

    fn one(&self, proposal: &PyProposal, asked: &Asked) -> Result<ProposalImpact, Failure> {
        let day = asked.request(&proposal.proposal)?.as_of;
        Ok(self.impact.of(&proposal.proposal, day)?)
    }
}

#[pymethods]
impl PyImpact {
    #[new]
    #[pyo3(signature = (before, after, *, packs_before=None, packs_after=None))]
    fn python_new(
        before: &Bound<'_, PyEngine>,
        after: &Bound<'_, PyEngine>,
        packs_before: Option<Names>,
        packs_after: Option<Names>,
    ) -> Self {
        let (before, after) = (before.get().clone(), after.get().clone());
        let impact = Impact::new(before.engine.clone(), after.engine.clone()).selecting(
            selection(packs_before.clone()),
            selection(packs_after.clone()),
        );
        PyImpact {
            impact,
            before,
            after,
            packs_before,
            packs_after,
        }
    }

    /// The engine before the change.
    #[getter]
    fn before(&self) -> PyEngine {
        self.before.clone()
    }

    /// The engine after it.
    #[getter]
    fn after(&self) -> PyEngine {
        self.after.clone()
    }

    /// What differs for one proposal, decided by both for a day.
    #[pyo3(signature = (proposal, *, as_of=None, language=Speech::default()),
        text_signature = "($self, proposal, *, as_of=None, language='zh')")]
    fn of<'py>(
        &self,
        py: Python<'py>,
        proposal: &Bound<'py, PyAny>,
        as_of: Option<Day>,
        language: Speech,
    ) -> PyResult<Bound<'py, PyAny>> {
        let asked = Asked::new(as_of, None, language, false);
        let found = self.one(&read_proposal(proposal)?, &asked)?;
        let told = Told {
            totals: ImpactTotals::default(),
            flips: Vec::new(),
            proposals: vec![shown(&found, language.0)],
        };
        let report = impact_of(py)?.call1((plain_of(py, &told)?,))?;
        report.getattr("proposals")?.get_item(0)
    }

    /// What differs for many: figures, which verdict became which, and the proposals that flip.
    /// Those that cannot be decided are counted as `faulty`. `progress` is called with the number of
    /// proposals done since it was called last.
    #[pyo3(signature = (proposals, *, as_of=None, language=Speech::default(), progress=None),
        text_signature = "($self, proposals, *, as_of=None, language='zh', progress=None)")]
    fn of_many<'py>(
        &self,
        py: Python<'py>,
        proposals: &Bound<'py, PyAny>,
        as_of: Option<Day>,
        language: Speech,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let asked = Asked::new(as_of, None, language, false);
        let mut totals = ImpactTotals::default();
        let mut flipped = Vec::new();
        let mut source = read_proposals(proposals)?;
        loop {
            let mut read = Vec::with_capacity(CHUNK);
            for value in source.by_ref().take(CHUNK) {
                match read_proposal(&value?) {
                    Err(Trouble::Raised(error)) => return Err(error),
                    Err(Trouble::Failure(failure)) => read.push(Err(failure)),
                    Ok(proposal) => read.push(Ok(proposal)),
                }
            }
            let done = read.len();
            py.detach(|| {
                for proposal in read {
                    let found = proposal.and_then(|proposal| self.one(&proposal, &asked));
                    totals.add(&found);
                    flipped.extend(found.ok().filter(ProposalImpact::is_flipped));
                }
            });
            if let Some(progress) = progress
                && done > 0
            {
                progress.call1((done,))?;
            }
            py.check_signals()?;
            if done < CHUNK {
                break;
            }
        }
        let told = Told {
            flips: totals.flips(),
            totals,
            proposals: flipped.iter().map(|one| shown(one, language.0)).collect(),
        };
        impact_of(py)?.call1((plain_of(py, &told)?,))
    }

    fn __repr__(&self) -> String {
        format!(
            "Impact(before={}, after={})",
            self.before.__repr__(),
            self.after.__repr__()
        )
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<PyImpact>() {
            Ok(other) => Ok(self.parts(py)?.eq(other.get().parts(py)?)?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.parts(py)?.hash()
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        Ok((restore_impact(py)?.clone(), self.parts(py)?))
    }
}
