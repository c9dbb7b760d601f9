//! Names of the Python half that the native half calls, and JSON text.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
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
    /// Makes a part of a decision.
    decision_part = "zhunru._decision", "part_of";
    /// Makes the parts of a pack.
    pack_parts = "zhunru._pack", "parts_of";
    /// Makes what a pack's cases came to.
    case_run = "zhunru._pack", "case_run_of";
    /// Makes the versions of a list.
    versions_of = "zhunru._list", "versions_of";
    /// Makes what tells two packs apart.
    difference_of = "zhunru._difference", "difference_of";
    /// Makes the years of a calendar.
    years_of = "zhunru._calendar", "years_of";
    /// Makes the last day of a time limit.
    deadline_of = "zhunru._calendar", "deadline_of";
    /// Makes the facts of a vocabulary.
    facts_of = "zhunru._vocabulary", "facts_of";
    /// Makes the report on a table's columns.
    column_report = "zhunru._table", "column_report_of";
    /// Makes the summary of a table.
    summary_of = "zhunru._table", "summary_of";
    /// Makes what differs between two decisions of a proposal.
    impact_of = "zhunru._impact", "impact_of";
    verdict_class = "zhunru._codes", "Verdict";
    calendar_html = "zhunru._html", "calendar";
    decision_html = "zhunru._html", "decision";
    engine_html = "zhunru._html", "engine";
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
    restore_calendar = "zhunru._pickled", "calendar";
    restore_impact = "zhunru._pickled", "impact";
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
