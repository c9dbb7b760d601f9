//! Writing tables: CSV, XLSX, Markdown, and text laid out for a terminal.
//!
//! Like [`crate::sheet`] it knows formats only. What is written depends on nothing but what is
//! given: no clock, no locale, so the same table gives the same bytes every time.
//!
//! - [`OutSheet`] is a table with headings; [`OutCell`] a value in it.
//! - [`CsvWriter`] writes row by row; [`write_xlsx`] a whole workbook.
//! - [`escape_markdown`] and [`markdown_table`] for Markdown.
//! - [`display_width`], [`wrap()`], [`Paragraph`] and [`PlainTable`] for text, with Chinese
//!   characters two columns wide and Chinese rules for line breaks.

mod cell;
mod csv;
mod error;
mod markdown;
mod plain;
mod width;
mod wrap;
mod xlsx;

#[cfg(test)]
mod tests;

pub(crate) use cell::{OutCell, OutSheet};
pub(crate) use csv::{CsvEncoding, CsvWriter};
pub(crate) use error::WriteError;
pub(crate) use markdown::{escape_markdown, markdown_table};
pub(crate) use plain::{Paragraph, PlainTable};
pub(crate) use width::{display_width, pad};
#[cfg(test)]
pub(crate) use wrap::wrap;
pub(crate) use xlsx::{LongText, write_xlsx};
