//! placeholder
#![forbid(unsafe_code)]

pub mod condition;
pub mod diagnostic;
