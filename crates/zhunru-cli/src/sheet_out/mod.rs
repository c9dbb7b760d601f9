//! Tables and texts laid out: Markdown, and text for a terminal.
//!
//! Like the tables of [`zhunru_table::sheet_out`], what is written depends on nothing but what is
//! given: no clock, no locale, so the same table gives the same bytes every time.
//!
//! - [`escape_markdown`] and [`markdown_table`] for Markdown.
//! - [`display_width`], [`wrap()`], [`Paragraph`] and [`PlainTable`] for text, with Chinese
//!   characters two columns wide and Chinese rules for line breaks.

mod markdown;
mod plain;
mod width;
mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use markdown::{escape_markdown, markdown_table};
pub(crate) use plain::{Paragraph, PlainTable};
pub(crate) use width::{display_width, pad};
#[cfg(test)]
pub(crate) use wrap::wrap;
