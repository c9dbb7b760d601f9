//! The exports, one module for each handle.
#![allow(
    unsafe_code,
    reason = "a C ABI takes raw pointers; README.md lists what the caller promises"
)]
#![allow(
    clippy::missing_safety_doc,
    reason = "the promises are those of README.md for every function alike, and the header has them"
)]

mod buffer;
mod decision;
mod decision_parts;
mod engine;
mod error;
mod pack;
pub(crate) mod pointer;
mod request;
mod stream;
mod table;
mod version;
