//! Writing tables that officials open: CSV and XLSX.
//!
//! Like [`crate::sheet`] it knows formats only. What is written depends on nothing but what is
//! given: no clock, no locale, so the same table gives the same bytes every time.
//!
//! - [`OutSheet`] is a table with headings; [`OutCell`] a value in it.
//! - [`CsvWriter`] writes row by row; [`write_xlsx`] a whole workbook.

mod cell;
mod csv;
mod error;
#[cfg(test)]
mod tests;
mod xlsx;

pub use cell::{OutCell, OutSheet};
pub use csv::{CsvEncoding, CsvWriter};
pub use error::WriteError;
pub use xlsx::{LongText, write_xlsx};
