//! Reading tables: CSV, XLSX, XLS and ODS, as rows of cells.
//!
//! This is the format layer: it knows files, sheets, headings and the ways
//! in which officials write dates and sums, and nothing of what a row means.
//!
//! ```
//! use zhunru_table::sheet::{self, Cell, Input, Limits};
//!
//! let limits = Limits::default();
//! let input = Input::spool("诉求类型,事项名称\n会议,调度会\n".as_bytes(), &limits)?;
//! let rows: Result<Vec<_>, _> = sheet::read(input, &limits)?.collect();
//! assert_eq!(rows?[1].cell(1), &Cell::Text("调度会".into()));
//! # Ok::<(), zhunru_table::sheet::SheetError>(())
//! ```
//!
//! - [`read`] recognises the format by content, checks the file against [`Limits`] and gives
//!   [`SheetRows`], an iterator of [`SheetRow`].
//! - [`find_header`] finds the row of headings under titles and blank rows.
//! - [`value`] reads dates, sums, counts, and yes or no out of cells.
//!
//! Only rows that hold something are delivered; their numbers are those that the user sees.

#[cfg(feature = "files")]
mod binary_records;
mod cell;
#[cfg(feature = "files")]
mod compound;
#[cfg(feature = "files")]
mod convert;
#[cfg(feature = "files")]
mod delimited;
#[cfg(feature = "files")]
mod encoding;
#[cfg(feature = "files")]
mod error;
mod header;
#[cfg(feature = "files")]
mod input;
#[cfg(feature = "files")]
mod limits;
#[cfg(feature = "files")]
mod merged;
#[cfg(feature = "files")]
mod open_document;
#[cfg(feature = "files")]
mod package;
#[cfg(feature = "files")]
mod read;
#[cfg(feature = "files")]
mod recognise;
pub mod value;
#[cfg(feature = "files")]
mod workbook;

#[cfg(test)]
#[cfg(feature = "files")]
mod tests;

pub use cell::{Cell, Region, Sheet, SheetRow, column_letter};
#[cfg(feature = "files")]
pub use error::{Found, SheetError};
pub use header::{
    HEADER_ROWS, Header, HeaderColumn, HeaderError, Heading, find_header, normalise_heading,
};
#[cfg(feature = "files")]
pub use input::Input;
#[cfg(feature = "files")]
pub use limits::Limits;
#[cfg(feature = "files")]
pub use merged::RepeatMerged;
#[cfg(feature = "files")]
use read::trim_blanks;
#[cfg(feature = "files")]
pub use read::{SheetNote, SheetRows, read};
#[cfg(feature = "files")]
pub use recognise::Format;
