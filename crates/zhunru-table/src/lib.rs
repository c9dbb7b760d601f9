//! Tables of proposals, decided: Arrow record batches in, Arrow record batches out.
//!
//! An analyst decides a year of proposals at once, and again for every draft of a list. The table is
//! read batch by batch, so memory is bounded by the batch and not by the file; every row that goes in
//! comes out as one row, in the same order. What a table decides is what its rows decide one by one
//! through [`zhunru::Engine`].
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::cast::AsArray;
//! use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, StringArray};
//! use zhunru_table::{Decider, Options, OutputColumn};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let packs = zhunru_packs::built_in()?.iter().cloned();
//! let engine = zhunru::Engine::builder().packs(packs).build()?;
//! let column = |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value])) };
//! let batch = RecordBatch::try_from_iter([
//!     ("提交日期", column("2024-03-04")),
//!     ("村代码", column("340304100201")),
//!     ("诉求类型", column("挂牌")),
//!     ("signboard.placement", column("exterior_sign")),
//! ])?;
//! let schema = batch.schema();
//! let table = RecordBatchIterator::new([Ok(batch)], schema);
//!
//! let mut options = Options::default();
//! options.columns = vec![OutputColumn::Missing, OutputColumn::Errors];
//! let mut decided = Decider::new(&engine, options)?.decide(table)?;
//! let first = decided.next().ok_or("no batch")??;
//! let missing = first["missing"].as_list::<i32>().value(0);
//! assert!(missing.as_string::<i32>().iter().flatten().any(|fact| fact == "signboard.name"));
//! assert!(decided.errors().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! # Overview
//!
//! | | |
//! |---|---|
//! | [`Decider`] | decides tables by an engine and [`Options`]; tells what becomes of columns |
//! | [`Decided`] | the decisions, a reader of record batches, with the [`Summary`] and faulty rows so far |
//! | [`KeptTable`], [`WhatIf`] | a table kept, to be decided again and again by other versions of packs |
//! | [`OutputColumn`] | what can come out |
//! | [`files`] | Parquet and Arrow IPC, and files that take their name once they are whole |
//! | [`sheet`], [`sheet_out`] | CSV (UTF-8, GB18030), XLSX, XLS and ODS as rows of cells; CSV and XLSX written |
//! | [`proposals`] | proposals out of the tables of officials, with the cell of every fault |
//! | [`ArrowProposals`], [`Encoder`] | proposals out of batches, and decisions into batches, one by one |
//! | [`telling`] | the reasons of a decision in words |
//!
//! # Columns
//!
//! A column's name is the path of a fact (`issuer.level`), its label in Chinese (派交单位层级) or
//! English, or another heading of the catalogue that serves CSV and workbooks too. Texts may be plain,
//! views or dictionaries; there are booleans, numbers, decimals, dates, lists, and lists of structs for
//! acts on record, bases and stock. A column that is missing and a null are unknown facts. The
//! project's `docs/tables.md` describes all of it.
//!
//! # Faults
//!
//! One faulty row never hides the others: it comes out without a verdict, and its [`RowError`]s name
//! row and column, what was found and what would be right. Only a table that cannot be read as a whole
//! is refused ([`TableError`]).
//!
//! # Features
//!
//! `files`, on by itself, reads and writes files: [`files`], [`sheet_out`], [`sheet::read`] and
//! [`proposals::TableProposals`]. Without it there are Arrow batches alone.
//!
//! # What is not here
//!
//! Decisions: those are the engine's. Nested columns for issuer, village and support: their facts have
//! columns of their own, by path. Time zones: a day is a day of the calendar.
#![forbid(unsafe_code)]

mod columns;
mod fault;
#[cfg(feature = "files")]
pub mod files;
mod incoming;
pub mod proposals;
pub mod sheet;
#[cfg(feature = "files")]
pub mod sheet_out;
mod table;
pub mod telling;

pub use fault::{At, Fault, both, place};
pub use incoming::{Fields, Incoming, Origin, Received};
pub use table::{
    ArrowProposals, ColumnPlaces, ColumnReport, Decided, Decider, Encoder, Flips, FoundColumn,
    IgnoredColumn, KeepError, KeptTable, Options, OutputColumn, RowError, RowErrorCode, RowRules,
    Summary, TableError, VerdictCounts, WhatIf,
};
