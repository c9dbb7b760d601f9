//! `zhunru.Engine`.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use zhunru::pack::Pack;
use zhunru::{Engine, schema};

use crate::arguments::{
    Asked, Day, Names, Speech, proposal as read_proposal, proposals as read_proposals,
};
use crate::calendar::PyWorkingCalendar;
use crate::decision::PyDecision;
use crate::failure::Failure;
use crate::many::{Errors, PyDecisions};
use crate::pack::PyPack;
use crate::pack_held::built;
use crate::proposal::PyProposal;
use crate::python::{column_report, engine_html, facts_of, restore_engine};
use crate::table::{PyDecidedTable, TableArguments, Threads, decide_table};
use crate::table_parts;
use crate::table_stream::{PyDecidedBatches, batches, report, schema_of};
use crate::to_python::plain_of;
use crate::workbook;

/// A set of rule packs, compiled; it decides proposals and tables of them.
///
/// `Engine()` has the built-in packs; `packs` stand beside them, or instead of one with the same id,
/// and with `built_in=False` alone. An engine never changes, holds no clock, may be used by any number
/// of threads at once, and can be pickled.
///
/// >>> from zhunru import Engine
/// >>> engine = Engine()
/// >>> decision = engine.decide(
/// ...     {"village": {"code": "340304100201"}, "demands": [{"type": "mechanism"}]},
/// ...     as_of="2024-03-04",
/// ... )
/// >>> decision.verdict
/// <Verdict.NEEDS_INFORMATION: 'needs_information'>
#[pyclass(frozen, module = "zhunru", name = "Engine")]
#[derive(Clone)]
pub(crate) struct PyEngine {
    pub(crate) engine: Engine,
    packs: Arc<Vec<PyPack>>,
}

impl PyEngine {
    fn build(mut packs: Vec<PyPack>, with_built_in: bool) -> Result<Self, Failure> {
        if with_built_in {
            let given = packs.len();
            for pack in built()? {
                let own = packs.get(..given).unwrap_or_default();
                if own.iter().all(|other| other.held.pack.id != pack.id) {
                    packs.push(PyPack::of_built_in(pack));
                }
            }
        }
        let all = packs.iter().map(|one| Arc::clone(&one.held.pack));
        let engine = Engine::builder().packs(all).build()?;
        // As the engine has them, so that order does not hang on what was given.
        let mut sorted = Vec::with_capacity(packs.len());
        for pack in engine.packs() {
            sorted.extend(packs.iter().find(|one| same(&one.held.pack, pack)).cloned());
        }
        Ok(PyEngine {
            engine,
            packs: Arc::new(sorted),
        })
    }

    /// Decides a proposal.
    pub(crate) fn decided(
        &self,
        proposal: &PyProposal,
        asked: &Asked,
    ) -> Result<PyDecision, Failure> {
        let request = asked.request(&proposal.proposal)?;
        let decision = self.engine.decide(&proposal.proposal, &request)?;
        Ok(PyDecision::new(
            decision,
            Arc::clone(&proposal.proposal),
            self.engine.clone(),
            asked.language,
        ))
    }
}

fn same(one: &Pack, other: &Pack) -> bool {
    one.id == other.id
}

#[pymethods]
impl PyEngine {
    #[new]
    #[pyo3(signature = (packs=None, *, built_in=true))]
    fn python_new(
        py: Python<'_>,
        packs: Option<&Bound<'_, PyAny>>,
        built_in: bool,
    ) -> PyResult<Self> {
        let mut given = Vec::new();
        if let Some(packs) = packs {
            if packs.is_instance_of::<PyPack>() {
                return Err(PyTypeError::new_err(
                    "expected an iterable of packs, found one; put it into a list",
                ));
            }
            for pack in packs.try_iter()? {
                let pack = pack?;
                let Ok(pack) = pack.cast::<PyPack>() else {
                    return Err(PyTypeError::new_err(format!(
                        "expected packs, as `Pack.built_in` and `Pack.from_folder` give them, found \
                         a `{}`",
                        pack.get_type().qualname()?
                    )));
                };
                given.push(pack.get().clone());
            }
        }
        Ok(py.detach(|| Self::build(given, built_in))?)
    }

    /// The packs, by level of their place and id.
    #[getter]
    fn packs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.packs.iter().cloned())
    }

    /// The facts that rules may read: those built in, and those that the packs declare.
    #[getter]
    fn vocabulary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let facts: Vec<_> = self.engine.vocabulary().facts().collect();
        facts_of(py)?.call1((plain_of(py, &facts)?,))
    }

    /// The calendar by which the working days of a pack's procedures are counted: its own, or else
    /// its nearest parent's, or else Monday to Friday.
    fn calendar(&self, pack: &str) -> Result<PyWorkingCalendar, Failure> {
        let Some(calendar) = self.engine.calendar(pack) else {
            let known = self.engine.packs().map(|one| one.id.as_str());
            let what = format!("the engine has no pack `{pack}`");
            return Err(Failure::unknown(&what, pack, known));
        };
        Ok(PyWorkingCalendar::new(calendar.clone()))
    }

    /// JSON Schema (draft 2020-12) of a `proposal` with the facts that the packs declare, of a
    /// `decision`, or of a `pack`.
    fn schema<'py>(&self, py: Python<'py>, document: &str) -> PyResult<Bound<'py, PyAny>> {
        let found = match document {
            "proposal" => schema::proposal(self.engine.vocabulary()),
            "decision" => schema::decision(),
            "pack" => schema::pack(),
            other => {
                return Err(Failure::argument(format!(
                    "`{other}` has no schema; allowed are `proposal`, `decision`, `pack`"
                ))
                .into());
            }
        };
        plain_of(py, &found)
    }

    /// Decides a proposal: a `Proposal`, a mapping in the interchange form, or JSON text.
    ///
    /// `as_of` is the day for which is decided, else that of the submission. `packs` names exactly
    /// the packs that take part, with their parents; else those that cover the village do. `trace`
    /// also tells the rules that do not bear on a demand, and the facts that each rule read.
    ///
    /// A denial is a value. What cannot be decided raises `ProposalError` or `RequestError`.
    #[pyo3(signature = (proposal, *, as_of=None, packs=None, language=Speech::default(), trace=false),
        text_signature = "($self, proposal, *, as_of=None, packs=None, language='zh', trace=False)")]
    fn decide(
        &self,
        proposal: &Bound<'_, PyAny>,
        as_of: Option<Day>,
        packs: Option<Names>,
        language: Speech,
        trace: bool,
    ) -> PyResult<PyDecision> {
        let asked = Asked::new(as_of, packs, language, trace);
        Ok(self.decided(&read_proposal(proposal)?, &asked)?)
    }

    /// The facts to ask for next, most wanted first; none when the verdict stands. With
    /// `Proposal.answer` it drives an interview.
    ///
    /// >>> from zhunru import Engine, Proposal
    /// >>> engine = Engine()
    /// >>> proposal = Proposal(village={"code": "340304100201"}, demands=[{"type": "assessment"}])
    /// >>> [question.label for question in engine.missing(proposal, as_of="2024-03-04")][:2]
    /// ['派交单位类别', '考核依据']
    #[pyo3(signature = (proposal, *, as_of=None, packs=None, language=Speech::default()),
        text_signature = "($self, proposal, *, as_of=None, packs=None, language='zh')")]
    fn missing<'py>(
        &self,
        py: Python<'py>,
        proposal: &Bound<'_, PyAny>,
        as_of: Option<Day>,
        packs: Option<Names>,
        language: Speech,
    ) -> PyResult<Bound<'py, PyAny>> {
        let asked = Asked::new(as_of, packs, language, false);
        let decision = Bound::new(py, self.decided(&read_proposal(proposal)?, &asked)?)?;
        decision.getattr("missing")
    }

    /// Decides many proposals, one after the other as the result is read; the lock of the interpreter
    /// is released meanwhile.
    ///
    /// With `errors="raise"` the first proposal that cannot be decided raises, and its faults say
    /// which it is (`row`, from 1); with `errors="return"` the exception stands in its place.
    /// `progress` is called with the number of proposals done since it was called last, as `update`
    /// of a `tqdm` bar wants it.
    ///
    /// >>> from zhunru import Engine
    /// >>> meeting = {"village": {"code": "340304100201"}, "demands": [{"type": "meeting"}]}
    /// >>> decided = Engine().decide_many([meeting, {}], as_of="2024-03-04", errors="return")
    /// >>> [type(one).__name__ for one in decided]
    /// ['Decision', 'ProposalError']
    #[pyo3(signature = (proposals, *, as_of=None, packs=None, language=Speech::default(), trace=false,
        errors=Errors::Raise, progress=None),
        text_signature = "($self, proposals, *, as_of=None, packs=None, language='zh', trace=False, \
        errors='raise', progress=None)")]
    #[allow(
        clippy::too_many_arguments,
        reason = "each is an option, given by its name"
    )]
    fn decide_many(
        &self,
        proposals: &Bound<'_, PyAny>,
        as_of: Option<Day>,
        packs: Option<Names>,
        language: Speech,
        trace: bool,
        errors: Errors,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<PyDecisions> {
        if errors == Errors::Column {
            return Err(Failure::argument(
                "`column` is for tables; for proposals, `errors` is `raise` or `return`",
            )
            .into());
        }
        let asked = Asked::new(as_of, packs, language, trace);
        let source = read_proposals(proposals)?.unbind();
        Ok(PyDecisions::new(
            self.clone(),
            source,
            asked,
            errors,
            progress,
        ))
    }

    /// Decides a table of proposals, one row for each demand: anything with `__arrow_c_stream__` or
    /// `__arrow_c_array__`, such as a table of pyarrow, polars, pandas or DuckDB. What comes out has
    /// one row for each row, in the same order, and `__arrow_c_stream__`.
    ///
    /// A column is headed with the path of a fact (`issuer.level`) or with its Chinese or English
    /// label; a null is unknown. `type` is the type of all demands of a table without a column for it.
    /// `columns` names the columns that come out. `threads` is how many threads decide, 0 as many as
    /// the machine has. `check_ids` looks for ids that come again in the whole table.
    /// `blank_means_none` names list columns of which a blank cell means that there is none.
    ///
    /// With `errors="raise"` a faulty row raises a `TableError` that names row and column; with
    /// `errors="column"` it comes out without a verdict, and the column `errors` says why.
    /// `progress` is called with the number of rows done since it was called last.
    #[pyo3(signature = (table, *, as_of=None, packs=None, r#type=None, columns=None,
        language=Speech::default(), threads=Threads(0), check_ids=false, blank_means_none=Names(Vec::new()),
        errors=Errors::Raise, progress=None),
        text_signature = "($self, table, *, as_of=None, packs=None, type=None, columns=None, \
        language='zh', threads=0, check_ids=False, blank_means_none=(), errors='raise', \
        progress=None)")]
    #[allow(
        clippy::too_many_arguments,
        reason = "each is an option, given by its name"
    )]
    fn decide_table(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        as_of: Option<Day>,
        packs: Option<Names>,
        r#type: Option<&str>,
        columns: Option<Names>,
        language: Speech,
        threads: Threads,
        check_ids: bool,
        blank_means_none: Names,
        errors: Errors,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<PyDecidedTable> {
        let arguments = TableArguments {
            as_of,
            packs,
            demand_type: r#type,
            columns,
            language,
            threads,
            check_ids,
            blank_means_none,
            errors,
        };
        decide_table(py, &self.engine, table, arguments, progress)
    }

    /// The same batch by batch, as they are asked for: memory is bounded by the batch, and a table of
    /// any size can be decided. The batches, or the whole as `__arrow_c_stream__`, can be read once.
    #[pyo3(signature = (table, *, as_of=None, packs=None, r#type=None, columns=None,
        language=Speech::default(), threads=Threads(0), check_ids=false, blank_means_none=Names(Vec::new()),
        errors=Errors::Raise, progress=None),
        text_signature = "($self, table, *, as_of=None, packs=None, type=None, columns=None, \
        language='zh', threads=0, check_ids=False, blank_means_none=(), errors='raise', \
        progress=None)")]
    #[allow(
        clippy::too_many_arguments,
        reason = "each is an option, given by its name"
    )]
    fn decide_batches(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        as_of: Option<Day>,
        packs: Option<Names>,
        r#type: Option<&str>,
        columns: Option<Names>,
        language: Speech,
        threads: Threads,
        check_ids: bool,
        blank_means_none: Names,
        errors: Errors,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<PyDecidedBatches> {
        let arguments = TableArguments {
            as_of,
            packs,
            demand_type: r#type,
            columns,
            language,
            threads,
            check_ids,
            blank_means_none,
            errors,
        };
        batches(py, &self.engine, table, arguments, progress)
    }

    /// What would become of the columns of a table, or of an object with `__arrow_c_schema__`: which
    /// facts are found, which columns are not read, and what they may have been meant for.
    #[pyo3(signature = (table, *, r#type=None), text_signature = "($self, table, *, type=None)")]
    fn column_report<'py>(
        &self,
        table: &Bound<'py, PyAny>,
        r#type: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = table.py();
        let found = report(&self.engine, schema_of(table)?.as_ref(), r#type)?;
        column_report(py)?.call1((plain_of(py, &table_parts::columns(&found))?,))
    }

    /// Reads proposals from a table as offices keep them: CSV (UTF-8 or GB18030), XLSX, XLS or ODS,
    /// with Chinese headings. Gives the proposals, and what is wrong with the others; one faulty row
    /// never hides the rest.
    #[pyo3(signature = (path, *, blank_means_none=Names(Vec::new())),
        text_signature = "($self, path, *, blank_means_none=())")]
    fn read_proposals<'py>(
        &self,
        py: Python<'py>,
        path: PathBuf,
        blank_means_none: Names,
    ) -> PyResult<(Bound<'py, PyList>, Bound<'py, PyTuple>)> {
        workbook::read(py, &self.engine, &path, &blank_means_none.0)
    }

    pub(crate) fn __repr__(&self) -> String {
        let ids: Vec<&str> = self
            .packs
            .iter()
            .map(|one| one.held.pack.id.as_str())
            .collect();
        format!("Engine(packs=[{}])", ids.join(", "))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        engine_html(slf.py())?.call1((slf,))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<PyEngine>() {
            Ok(other) => self.packs(py)?.eq(other.get().packs(py)?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.packs(py)?.hash()
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        Ok((restore_engine(py)?.clone(), self.packs(py)?))
    }
}
