//! JSON Schema (draft 2020-12) of what goes in and what comes out (数据格式定义).
//!
//! The schemas are made from the vocabulary and the enumerations, so they say what the library
//! reads and writes.

mod decision;
mod keywords;
mod pack;
mod proposal;

pub use decision::decision;
pub use pack::pack;
pub use proposal::proposal;
