//! Conditions: from their text to a typed tree.

pub mod syntax;
mod tree;

pub use tree::{Comparison, Condition, EntryCondition, ListReference, ProcedureReference, Test};
