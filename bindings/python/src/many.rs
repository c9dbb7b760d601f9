//! `Engine.decide_many`.

use std::collections::VecDeque;
use std::sync::Mutex;

use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::arguments::{Asked, proposal};
use crate::decision::PyDecision;
use crate::engine::PyEngine;
use crate::failure::{Failure, Trouble};
use crate::proposal::PyProposal;

/// So many proposals are decided at a time once it is clear that there are many; the first by
/// itself, so that a source that waits for its answer gets it.
const CHUNK: usize = 256;

/// What becomes of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errors {
    Raise,
    /// It stands in the place of the decision.
    Return,
    /// It stands in a column.
    Column,
}

impl<'py> FromPyObject<'_, 'py> for Errors {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match value.extract::<&str>()? {
            "raise" => Ok(Errors::Raise),
            "return" => Ok(Errors::Return),
            "column" => Ok(Errors::Column),
            other => Err(Failure::argument(format!(
                "`{other}` says nothing of errors; allowed are `raise`, and `return` for proposals \
                 or `column` for tables"
            ))
            .into()),
        }
    }
}

/// Decisions on many proposals, one after the other.
#[pyclass(frozen, module = "zhunru", name = "Decisions")]
pub(crate) struct PyDecisions {
    engine: PyEngine,
    asked: Asked,
    errors: Errors,
    progress: Option<Py<PyAny>>,
    state: Mutex<State>,
}

struct State {
    source: Option<Py<PyIterator>>,
    /// What the source raised, which comes after what it gave before.
    raised: Option<PyErr>,
    ready: VecDeque<Result<PyDecision, Trouble>>,
    chunk: usize,
    row: u64,
}

impl PyDecisions {
    pub(crate) fn new(
        engine: PyEngine,
        source: Py<PyIterator>,
        asked: Asked,
        errors: Errors,
        progress: Option<Py<PyAny>>,
    ) -> Self {
        PyDecisions {
            engine,
            asked,
            errors,
            progress,
            state: Mutex::new(State {
                source: Some(source),
                raised: None,
                ready: VecDeque::new(),
                chunk: 1,
                row: 0,
            }),
        }
    }

    /// Decides the next proposals.
    fn read_on(&self, py: Python<'_>, state: &mut State) -> PyResult<()> {
        let mut read: Vec<Result<PyProposal, Trouble>> = Vec::with_capacity(state.chunk);
        if let Some(source) = &state.source {
            let mut source = source.bind(py).clone();
            while read.len() < state.chunk {
                match source.next() {
                    Some(Ok(value)) => read.push(proposal(&value)),
                    Some(Err(raised)) => {
                        state.raised = Some(raised);
                        break;
                    }
                    None => break,
                }
            }
        }
        if read.len() < state.chunk {
            state.source = None;
        }
        state.chunk = (state.chunk * 2).min(CHUNK);
        let done = read.len();
        let decided: Vec<Result<PyDecision, Trouble>> = py.detach(|| {
            let decide = |proposal| Ok(self.engine.decided(&proposal, &self.asked)?);
            let decided = read.into_iter().map(|read| read.and_then(decide));
            let numbered = decided.zip(state.row + 1..);
            numbered
                .map(|(decided, row)| decided.map_err(|one| of_row(one, row)))
                .collect()
        });
        state.row += u64::try_from(done).unwrap_or(u64::MAX);
        state.ready.extend(decided);
        if let Some(progress) = &self.progress
            && done > 0
        {
            progress.bind(py).call1((done,))?;
        }
        py.check_signals()
    }
}

/// Says which of many proposals it is.
fn of_row(trouble: Trouble, row: u64) -> Trouble {
    match trouble {
        Trouble::Failure(failure) => Trouble::Failure(failure.of_row(row)),
        raised => raised,
    }
}

#[pymethods]
impl PyDecisions {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Ok(mut state) = self.state.try_lock() else {
            return Err(Failure::argument(
                "these decisions are being read already; give each thread its own",
            )
            .into());
        };
        if state.ready.is_empty() {
            if let Some(raised) = state.raised.take() {
                return Err(raised);
            }
            self.read_on(py, &mut state)?;
        }
        match state.ready.pop_front() {
            None => state.raised.take().map_or(Ok(None), Err),
            Some(Ok(decision)) => Ok(Some(Bound::new(py, decision)?.into_any())),
            Some(Err(Trouble::Failure(failure))) if self.errors == Errors::Return => {
                Ok(Some(failure.exception(py)?))
            }
            Some(Err(error)) => Err(error.into()),
        }
    }
}
