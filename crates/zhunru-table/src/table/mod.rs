//! Tables as Arrow record batches: proposals in, decisions out.

mod block;
mod blocks;
mod builder;
mod column;
mod column_state;
mod decide;
mod decode;
mod encode;
mod encoder;
mod error;
mod evaluate;
mod flags;
mod ids;
mod layout;
mod options;
mod overlay;
mod patch;
mod plan;
mod readings;
mod received;
mod report;
mod row_error;
mod rows;
mod summary;
mod symbols;
mod value;
mod wide;

pub use column::OutputColumn;
pub use decide::{Decided, Decider};
pub use encoder::Encoder;
pub use error::TableError;
pub use options::Options;
pub use received::{ArrowProposals, ColumnPlaces};
pub use report::{ColumnReport, FoundColumn, IgnoredColumn};
pub use row_error::{RowError, RowErrorCode};
pub use summary::{Summary, VerdictCounts};
