//! Reading proposals: every fault with its JSON path, none hiding another.

mod error;
mod fields;
mod scalar;

pub use error::{InputError, InputErrors};
pub(crate) use fields::{Fields, FromJson, Report, deserialize};
pub(crate) use scalar::allowed_codes;
