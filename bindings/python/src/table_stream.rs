//! `Engine.decide_batches`: a table decided batch by batch, and tables handed to other libraries.

use std::sync::{Arc, Mutex, MutexGuard};

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::PySchema;
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};
use pyo3_arrow::input::AnyRecordBatch;
use zhunru::Engine;
use zhunru_table::{ColumnReport, Decider, Options};

use crate::failure::Failure;
use crate::python::{column_report, summary_of};
use crate::table::{Run, TableArguments, demand_type};
use crate::table_parts;
use crate::to_python::plain_of;

/// Hands batches to another library.
pub(crate) fn exported<'py>(
    py: Python<'py>,
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>,
    schema: &SchemaRef,
    requested_schema: Option<Bound<'py, PyCapsule>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let arrays = batches.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
    let arrays = ArrayIterator::new(arrays, Arc::new(as_struct(schema)));
    Ok(to_stream_pycapsule(py, Box::new(arrays), requested_schema)?)
}

/// A batch's columns as one field, in which form they are handed over.
fn as_struct(schema: &Schema) -> Field {
    Field::new_struct("", schema.fields().clone(), false).with_metadata(schema.metadata().clone())
}

/// The columns of a table, or of a schema alone.
pub(crate) fn schema_of(table: &Bound<'_, PyAny>) -> PyResult<SchemaRef> {
    if table.hasattr("__arrow_c_schema__")? {
        return Ok(table.extract::<PySchema>()?.into_inner());
    }
    table.extract::<AnyRecordBatch>()?.schema()
}

/// What would become of columns.
pub(crate) fn report(
    engine: &Engine,
    schema: &Schema,
    demand: Option<&str>,
) -> Result<ColumnReport, Failure> {
    let mut options = Options::default();
    options.demand_type = demand_type(demand)?;
    Ok(Decider::new(engine, options)?.columns(schema)?)
}

/// Begins to decide a table batch by batch.
pub(crate) fn batches(
    py: Python<'_>,
    engine: &Engine,
    table: &Bound<'_, PyAny>,
    arguments: TableArguments<'_>,
    progress: Option<Py<PyAny>>,
) -> PyResult<PyDecidedBatches> {
    let run = Run::start(py, engine, table, arguments, progress)?;
    Ok(PyDecidedBatches {
        schema: run.schema(),
        columns: run.columns().clone(),
        state: Arc::new(Mutex::new(State {
            run: Some(run),
            summary: None,
            is_handed_on: false,
        })),
    })
}

/// Decisions on a table, batch by batch as they are asked for.
///
/// Read it once: as an iterator of `DecidedBatch`, or as a whole through `__arrow_c_stream__`.
#[pyclass(frozen, module = "zhunru", name = "DecidedBatches")]
pub(crate) struct PyDecidedBatches {
    schema: SchemaRef,
    columns: ColumnReport,
    state: Arc<Mutex<State>>,
}

struct State {
    run: Option<Run>,
    summary: Option<Py<PyAny>>,
    /// Whether another library reads the batches.
    is_handed_on: bool,
}

impl State {
    /// The next batch; after an error or the last one there are none.
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        let Some(run) = &mut self.run else {
            return Ok(None);
        };
        let next = run.next(py);
        if !matches!(next, Ok(Some(_))) {
            self.summary = Some(summary(py, run)?);
            self.run = None;
        }
        next
    }
}

fn summary(py: Python<'_>, run: &Run) -> PyResult<Py<PyAny>> {
    let parts = plain_of(py, &table_parts::summary(run.summary()))?;
    Ok(summary_of(py)?.call1((parts,))?.unbind())
}

fn locked(state: &Mutex<State>) -> PyResult<MutexGuard<'_, State>> {
    state.try_lock().map_err(|_| {
        Failure::argument("these batches are being read already; read them in one thread").into()
    })
}

#[pymethods]
impl PyDecidedBatches {
    /// What became of the columns of the table.
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        column_report(py)?.call1((plain_of(py, &table_parts::columns(&self.columns))?,))
    }

    /// How many rows of the batches so far had which verdict, by issuer and by rule.
    #[getter(summary)]
    fn python_summary(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let state = locked(&self.state)?;
        match (&state.run, &state.summary) {
            (Some(run), _) => summary(py, run),
            (None, Some(summary)) => Ok(summary.clone_ref(py)),
            (None, None) => Err(Failure::internal().into()),
        }
    }

    /// The names of the columns that come out.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.schema.fields().iter().map(|field| field.name()))
    }

    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<PyDecidedBatch>> {
        let mut state = locked(&self.state)?;
        if state.is_handed_on {
            return Err(handed_on().into());
        }
        Ok(state.next(py)?.map(PyDecidedBatch))
    }

    /// The types of the columns, for libraries that read Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The batches that were not read yet, for libraries that read Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let mut state = locked(&self.state)?;
        if state.is_handed_on {
            return Err(handed_on().into());
        }
        state.is_handed_on = true;
        let shared = Arc::clone(&self.state);
        // The other library tells a failure in its own way; ours would have no way through it.
        let batches = std::iter::from_fn(move || {
            Python::attach(|py| {
                let next = locked(&shared).and_then(|mut state| state.next(py));
                next.map_err(|error| ArrowError::ExternalError(Box::new(error)))
                    .transpose()
            })
        });
        exported(py, Box::new(batches), &self.schema, requested_schema)
    }

    fn __repr__(&self) -> String {
        let columns: Vec<&str> = self
            .schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        format!("DecidedBatches(columns=[{}])", columns.join(", "))
    }
}

fn handed_on() -> Failure {
    Failure::argument("these batches were handed to another reader; decide the table again")
}

/// Some rows of decisions, for libraries that read Arrow.
#[pyclass(frozen, module = "zhunru", name = "DecidedBatch")]
#[derive(Debug)]
pub(crate) struct PyDecidedBatch(RecordBatch);

#[pymethods]
impl PyDecidedBatch {
    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("DecidedBatch(rows={})", self.0.num_rows())
    }

    /// The types of the columns, for libraries that read Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.0.schema_ref().as_ref())?)
    }

    /// The columns, for libraries that read Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let array = StructArray::from(self.0.clone());
        let field = Arc::new(as_struct(self.0.schema_ref()));
        Ok(to_array_pycapsules(py, field, &array, requested_schema)?)
    }
}
