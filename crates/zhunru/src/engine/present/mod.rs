//! From what rules came to, to what people are told.

mod advice;
mod findings;
mod obligations;
mod open_points;
mod outcome;
mod progress;
mod trace;

pub(crate) use advice::advice;
pub(crate) use findings::{findings, grants};
pub(crate) use obligations::obligations;
pub(crate) use open_points::open_points;
pub(crate) use outcome::{is_undetermined, outcome};
