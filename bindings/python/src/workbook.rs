//! `Engine.read_proposals`: proposals out of the tables that offices keep.

use std::path::Path;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use smol_str::SmolStr;
use zhunru::Engine;
use zhunru::text::Language;
use zhunru_table::proposals::{Reading, TableProposals};
use zhunru_table::sheet::{self, Input, Limits, SheetError};
use zhunru_table::{At, Fault, Incoming, place};

use crate::failure::{Column, Failure, Fault as Told, Kind};
use crate::proposal::PyProposal;

/// So many rows' proposals are read between two looks at whether the user wants to stop.
const CHUNK: usize = 1_024;

/// Reads the proposals of a file; gives them, and what is wrong with the others.
pub(crate) fn read<'py>(
    py: Python<'py>,
    engine: &Engine,
    path: &Path,
    blank_means_none: &[String],
) -> PyResult<(Bound<'py, PyList>, Bound<'py, PyTuple>)> {
    let reading = Reading::new(engine.vocabulary(), blank_means_none)
        .map_err(|error| Failure::from(zhunru_table::TableError::from(error)))?;
    let name: Arc<str> = path.to_string_lossy().into();
    let limits = Limits::default();
    let rows = py.detach(|| sheet::read(Input::open(path, &limits)?, &limits));
    let rows = rows.map_err(|error| unreadable(&name, &error))?;
    let mut source = TableProposals::new(Arc::clone(&name), &reading, rows);
    let mut proposals = Vec::new();
    let mut faults = Vec::new();
    loop {
        let chunk: Vec<Incoming> = py.detach(|| source.by_ref().take(CHUNK).collect());
        let is_last = chunk.len() < CHUNK;
        for one in chunk {
            match one {
                Incoming::Proposal(received) => {
                    proposals.push(PyProposal::new(received.proposal));
                }
                Incoming::Faulty(found) => faults.extend(found.iter().map(|one| told(one, true))),
                Incoming::Note(note) => faults.push(told(&note, false)),
            }
        }
        py.check_signals()?;
        if is_last {
            break;
        }
    }
    let faults = match faults.is_empty() {
        true => PyTuple::empty(py),
        false => {
            let failure = Failure {
                kind: Kind::Table,
                faults,
            };
            failure.exception(py)?.getattr("faults")?.cast_into()?
        }
    };
    Ok((PyList::new(py, proposals)?, faults))
}

fn told(fault: &Fault, is_fault: bool) -> Told {
    let (row, column) = match &fault.at {
        At::Row { row, .. } => (Some(u64::from(*row)), None),
        At::Cell { row, heading, .. } => {
            let column = Some(Column::Name(heading.clone()));
            (Some(u64::from(*row)), column)
        }
        _ => (None, None),
    };
    Told {
        code: match is_fault {
            true => SmolStr::new_static("faulty-rows"),
            false => SmolStr::new_static("note"),
        },
        message: fault.en.clone(),
        message_zh: Some(fault.zh.clone()),
        path: Some(place(&fault.at, Language::En)),
        file: Some(fault.file.to_string()),
        row,
        column,
        ..Told::default()
    }
}

fn unreadable(name: &Arc<str>, error: &SheetError) -> Failure {
    let mut failure =
        Failure::new(Kind::Table, "unreadable-table", error.to_string()).chinese(error.chinese());
    if let Some(fault) = failure.faults.first_mut() {
        fault.file = Some(name.to_string());
    }
    failure
}
