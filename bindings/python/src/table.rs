//! `Engine.decide_table`: a table decided as a whole.

use std::str::FromStr;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyInt, PyTuple};
use pyo3_arrow::ffi::to_schema_pycapsule;
use pyo3_arrow::input::AnyRecordBatch;
use zhunru::Engine;
use zhunru::model::{Coded, DemandType};
use zhunru_table::{ColumnReport, Decided, Decider, Options, OutputColumn, RowError, Summary};

use crate::arguments::{Day, Names, Speech, selection};
use crate::failure::{Failure, Kind};
use crate::many::Errors;
use crate::python::{column_report, summary_of, table_html};
use crate::table_parts;
use crate::table_stream::exported;
use crate::to_python::plain_of;

/// A table that Python handed over.
pub(crate) type Source = Box<dyn RecordBatchReader + Send>;

/// As many faults are told by one exception.
const MOST_FAULTS: usize = 1_000;

/// How many threads decide; 0 as many as the machine has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads(pub(crate) usize);

/// More threads than any machine has use for only take its memory.
const MOST_THREADS: usize = 1_024;

impl<'py> FromPyObject<'_, 'py> for Threads {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let given = value.cast::<PyInt>()?;
        match given.extract::<usize>() {
            Ok(threads) if threads <= MOST_THREADS => Ok(Threads(threads)),
            _ => Err(Failure::argument(format!(
                "`threads` is from 0 (as many as the machine has) to {MOST_THREADS}, found {}",
                given.str()?
            ))
            .into()),
        }
    }
}

/// How a table is decided, as Python says it.
pub(crate) struct TableArguments<'a> {
    pub(crate) as_of: Option<Day>,
    pub(crate) packs: Option<Names>,
    pub(crate) demand_type: Option<&'a str>,
    pub(crate) columns: Option<Names>,
    pub(crate) language: Speech,
    pub(crate) threads: Threads,
    pub(crate) check_ids: bool,
    pub(crate) blank_means_none: Names,
    pub(crate) errors: Errors,
}

impl TableArguments<'_> {
    fn options(self) -> Result<Options, Failure> {
        let mut options = Options::default();
        options.as_of = self.as_of.map(|day| day.0);
        options.packs = selection(self.packs);
        options.demand_type = demand_type(self.demand_type)?;
        options.language = self.language.0;
        options.threads = self.threads.0;
        options.check_ids = self.check_ids;
        options.blank_means_none = self.blank_means_none.0;
        if let Some(Names(columns)) = self.columns {
            if columns.is_empty() {
                return Err(Failure::argument("`columns` names at least one column"));
            }
            let columns = columns.iter().map(|name| OutputColumn::from_str(name));
            options.columns = columns.collect::<Result<_, _>>()?;
            // Asked to stand in a column, they would be lost without it.
            if self.errors == Errors::Column && !options.columns.contains(&OutputColumn::Errors) {
                options.columns.push(OutputColumn::Errors);
            }
        }
        Ok(options)
    }
}

/// The type of demands with this code or label.
pub(crate) fn demand_type(name: Option<&str>) -> Result<Option<DemandType>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let found = DemandType::from_code_or_label(name);
    found.map(Some).ok_or_else(|| {
        let codes: Vec<&str> = DemandType::ALL.iter().map(|one| one.code()).collect();
        Failure::argument(format!(
            "`{name}` is no type of demand; allowed are {}",
            codes.join(", ")
        ))
    })
}

/// A table on its way through an engine.
pub(crate) struct Run {
    decided: Decided<Source>,
    errors: Errors,
    progress: Option<Py<PyAny>>,
    /// The rows that were told to `progress`.
    told: u64,
}

impl Run {
    /// Begins to decide what Python handed over.
    pub(crate) fn start(
        py: Python<'_>,
        engine: &Engine,
        table: &Bound<'_, PyAny>,
        arguments: TableArguments<'_>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        let errors = arguments.errors;
        if errors == Errors::Return {
            return Err(Failure::argument(
                "`return` is for proposals; for a table, `errors` is `raise` or `column`",
            )
            .into());
        }
        let options = arguments.options()?;
        let source = source(table)?;
        let decided = py.detach(|| Decider::new(engine, options)?.decide(source));
        Ok(Run {
            decided: decided.map_err(Failure::from)?,
            errors,
            progress,
            told: 0,
        })
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        self.decided.schema()
    }

    pub(crate) fn columns(&self) -> &ColumnReport {
        self.decided.columns()
    }

    pub(crate) fn summary(&self) -> &Summary {
        self.decided.summary()
    }

    /// The next batch, decided without the interpreter's lock.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        let batch = py.detach(|| self.decided.next());
        let Some(batch) = batch else { return Ok(None) };
        let batch = batch.map_err(|error| unreadable(&error))?;
        let is_fatal = |error: &&RowError| error.code.is_fatal();
        if self.errors == Errors::Raise && self.decided.errors().iter().any(|one| is_fatal(&one)) {
            let faulty = self.decided.errors().iter().filter(is_fatal);
            return Err(Failure::of_rows(faulty.take(MOST_FAULTS)).into());
        }
        let summary = self.decided.summary();
        let done = summary.rows.saturating_add(summary.faulty_rows);
        if let Some(progress) = &self.progress {
            progress.bind(py).call1((done.saturating_sub(self.told),))?;
        }
        self.told = done;
        py.check_signals()?;
        Ok(Some(batch))
    }
}

/// What is wrong with a stream of batches that breaks off.
fn unreadable(error: &ArrowError) -> Failure {
    Failure::new(
        Kind::Table,
        "unreadable-table",
        format!("the table cannot be read on: {error}"),
    )
    .chinese(format!("表格无法继续读取：{error}"))
}

/// The batches of a table of any library.
fn source(table: &Bound<'_, PyAny>) -> PyResult<Source> {
    if !table.hasattr("__arrow_c_stream__")? && !table.hasattr("__arrow_c_array__")? {
        let name = table.get_type().qualname()?;
        return Err(pyo3::exceptions::PyTypeError::new_err(format!(
            "expected a table with `__arrow_c_stream__` or `__arrow_c_array__`, such as one of \
             pyarrow, polars, pandas or duckdb, found `{name}`"
        )));
    }
    table.extract::<AnyRecordBatch>()?.into_reader()
}

/// Decides a table as a whole.
pub(crate) fn decide_table(
    py: Python<'_>,
    engine: &Engine,
    table: &Bound<'_, PyAny>,
    arguments: TableArguments<'_>,
    progress: Option<Py<PyAny>>,
) -> PyResult<PyDecidedTable> {
    let mut run = Run::start(py, engine, table, arguments, progress)?;
    let mut batches = Vec::new();
    while let Some(batch) = run.next(py)? {
        batches.push(batch);
    }
    Ok(PyDecidedTable {
        schema: run.schema(),
        batches,
        columns: run.columns().clone(),
        summary: run.summary().clone(),
    })
}

/// A table of decisions: one row for each row of the table that was decided, in the same order.
///
/// It has `__arrow_c_stream__`, so `pyarrow.table(decided)`, `polars.DataFrame(decided)` and the like
/// read it without copying.
#[pyclass(frozen, module = "zhunru", name = "DecidedTable")]
#[derive(Debug)]
pub(crate) struct PyDecidedTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    columns: ColumnReport,
    summary: Summary,
}

#[pymethods]
impl PyDecidedTable {
    /// What became of the columns of the table that was decided.
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        column_report(py)?.call1((plain_of(py, &table_parts::columns(&self.columns))?,))
    }

    /// How many rows had which verdict, by issuer and by rule.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        summary_of(py)?.call1((plain_of(py, &table_parts::summary(&self.summary))?,))
    }

    /// The names of the columns that came out.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.schema.fields().iter().map(|field| field.name()))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let columns: Vec<&str> = self
            .schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        format!(
            "DecidedTable(rows={}, columns=[{}])",
            self.__len__(),
            columns.join(", ")
        )
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table_html(slf.py())?.call1((slf,))
    }

    /// The types of the columns, for libraries that read Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The batches, for libraries that read Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let batches = self.batches.clone().into_iter().map(Ok);
        exported(py, Box::new(batches), &self.schema, requested_schema)
    }
}
