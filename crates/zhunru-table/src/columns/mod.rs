//! The columns that a table of proposals may have, and how their cells are read.
//!
//! One catalogue serves tables of every kind, from an official's workbook to Arrow columns: which
//! heading means which field, and which words stand for which value.

mod approvals;
mod basis;
mod brackets;
mod catalogue;
mod cells;
mod form;
mod headings;
mod stock;
mod wrong;

pub(crate) use catalogue::{Columns, Content, Field, Scope};
pub(crate) use cells::{choose, is_unknown, read, text};
pub(crate) use form::{Choice, Form, list_paths};
pub(crate) use wrong::{Wrong, not_of_type};
