//! Conditions (条件): from their text to a typed tree.

pub mod syntax;
mod tree;
pub(crate) mod typing;

pub use tree::{Comparison, Condition, EntryCondition, ListReference, ProcedureReference, Test};
