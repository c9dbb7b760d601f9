//! The native half of the Python package `zhunru` (准入): what `python/zhunru` gives names to.
//!
//! This crate converts: Python values into proposals, packs and tables, decisions into Python
//! values, faults into exceptions. It decides nothing, and it has no tests of its own: what is tested
//! is the installed wheel.
#![forbid(unsafe_code)]

mod arguments;
mod calendar;
mod calendar_parts;
mod comparing;
mod decision;
mod difference;
mod engine;
mod failure;
mod from_python;
mod impact;
mod list_parts;
mod many;
mod missing;
mod pack;
mod pack_held;
mod pack_parts;
mod procedure;
mod procedure_parts;
mod proposal;
mod python;
mod table;
mod table_parts;
mod table_stream;
mod to_python;
mod workbook;

use pyo3::pymodule;

/// The native half of `zhunru`; import from `zhunru` instead.
#[pymodule(gil_used = false)]
mod _zhunru {
    #[pymodule_export]
    use super::calendar::PyWorkingCalendar;
    #[pymodule_export]
    use super::comparing::{compare_versions, entries_called};
    #[pymodule_export]
    use super::decision::PyDecision;
    #[pymodule_export]
    use super::engine::PyEngine;
    #[pymodule_export]
    use super::impact::PyImpact;
    #[pymodule_export]
    use super::many::PyDecisions;
    #[pymodule_export]
    use super::pack::PyPack;
    #[pymodule_export]
    use super::procedure::progress_of;
    #[pymodule_export]
    use super::proposal::PyProposal;
    #[pymodule_export]
    use super::table::PyDecidedTable;
    #[pymodule_export]
    use super::table_stream::{PyDecidedBatch, PyDecidedBatches};
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that Python gives to it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
