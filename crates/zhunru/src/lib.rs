//! Decides whether a task may be assigned to a village organisation (准入).
#![forbid(unsafe_code)]

pub mod condition;
pub mod decision;
pub mod diagnostic;
mod engine;
pub mod input;
pub mod json;
pub mod list;
pub mod model;
pub mod pack;
pub mod procedure;
pub mod text;
pub mod vocabulary;

pub use engine::{DecideError, Engine, EngineBuilder, EngineError, Request, Selection};
