//! Names of the Python half that the native half calls, and plain values on their way to Python.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zhunru::decision::Verdict;
use zhunru::json::Json;
use zhunru::model::Coded;

use crate::failure::Failure;

/// A function or class of the Python half, looked up once.
macro_rules! named {
    ($($(#[$meta:meta])* $name:ident = $module:literal, $attribute:literal;)+) => {$(
        $(#[$meta])*
        pub(crate) fn $name<'py>(py: Python<'py>) -> PyResult<&'py Bound<'py, PyAny>> {
            static FOUND: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
            FOUND.import(py, $module, $attribute)
        }
    )+};
}

named! {
    /// Makes an exception of faults.
    error_of = "zhunru._errors", "error_of";
    /// Makes the parts of a decision.
    decision_parts = "zhunru._decision", "parts_of";
    /// Makes the parts of a pack.
    pack_parts = "zhunru._pack", "parts_of";
    /// Makes what a pack's cases came to.
    case_run = "zhunru._pack", "case_run_of";
    /// Makes the facts of a vocabulary.
    facts_of = "zhunru._vocabulary", "facts_of";
    /// Makes the report on a table's columns.
    column_report = "zhunru._table", "column_report_of";
    /// Makes the summary of a table.
    summary_of = "zhunru._table", "summary_of";
    /// Makes what differs between two decisions of a proposal.
    impact_of = "zhunru._impact", "impact_of";
    verdict_class = "zhunru._codes", "Verdict";
    decision_html = "zhunru._html", "decision";
    pack_html = "zhunru._html", "pack";
    table_html = "zhunru._html", "table";
    proposal_html = "zhunru._html", "proposal";
    decimal_class = "decimal", "Decimal";
    date_class = "datetime", "date";
    mapping_class = "collections.abc", "Mapping";
    sequence_class = "collections.abc", "Sequence";
    restore_proposal = "zhunru._pickled", "proposal";
    restore_decision = "zhunru._pickled", "decision";
    restore_pack = "zhunru._pickled", "pack";
    restore_engine = "zhunru._pickled", "engine";
}

/// The member of `zhunru.Verdict`.
pub(crate) fn verdict(py: Python<'_>, verdict: Verdict) -> PyResult<Bound<'_, PyAny>> {
    static MEMBERS: PyOnceLock<Vec<Py<PyAny>>> = PyOnceLock::new();
    let members = MEMBERS.get_or_try_init(py, || {
        let class = verdict_class(py)?;
        let members = Verdict::ALL.iter().map(|one| class.call1((one.code(),)));
        members
            .map(|one| one.map(Bound::unbind))
            .collect::<PyResult<_>>()
    })?;
    match members.get(verdict as usize) {
        Some(member) => Ok(member.bind(py).clone()),
        None => Err(Failure::internal().into()),
    }
}

/// A value of the interchange form as Python has it.
pub(crate) fn plain<'py>(py: Python<'py>, value: &Json) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Json::Null => py.None().into_bound(py),
        Json::Boolean(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Json::Integer(value) => value.into_pyobject(py)?.into_any(),
        Json::Float(value) => value.into_pyobject(py)?.into_any(),
        Json::Text(value) => value.as_str().into_pyobject(py)?.into_any(),
        Json::Array(values) => {
            let list = PyList::empty(py);
            for value in values {
                list.append(plain(py, value)?)?;
            }
            list.into_any()
        }
        Json::Object(fields) => {
            let dict = PyDict::new(py);
            for (name, value) in fields {
                dict.set_item(name.as_str(), plain(py, value)?)?;
            }
            dict.into_any()
        }
    })
}

/// JSON text of what can be written so.
pub(crate) fn text_of(value: &impl Serialize, pretty: bool) -> Result<String, Failure> {
    let written = match pretty {
        true => serde_json::to_string_pretty(value),
        false => serde_json::to_string(value),
    };
    written.map_err(|_| Failure::internal())
}

/// What JSON text of ours says.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::internal())
}

/// The value that has this JSON text, keys in their order.
pub(crate) fn json_of(value: &impl Serialize) -> Result<Json, Failure> {
    read(&text_of(value, false)?)
}

/// The same as plain Python values.
pub(crate) fn plain_of<'py>(
    py: Python<'py>,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    plain(py, &json_of(value)?)
}
