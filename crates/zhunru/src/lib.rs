//! placeholder
#![forbid(unsafe_code)]
pub mod condition;
pub mod diagnostic;
pub mod input;
pub mod json;
pub mod list;
pub mod model;
pub mod text;
pub mod vocabulary;
