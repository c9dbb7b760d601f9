//! Tables of proposals, decided.
#![forbid(unsafe_code)]

mod columns;
mod fault;
pub mod files;
mod incoming;
pub mod proposals;
pub mod sheet;
pub mod sheet_out;
mod table;
pub mod telling;

pub use fault::{At, Fault, both, place};
pub use incoming::{Fields, Incoming, Origin, Received};
pub use table::{
    ArrowProposals, ColumnPlaces, ColumnReport, Decided, Decider, Encoder, FoundColumn,
    IgnoredColumn, Options, OutputColumn, RowError, RowErrorCode, Summary, TableError,
    VerdictCounts,
};
