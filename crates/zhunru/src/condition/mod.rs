//! Conditions: from their text to a typed tree.

mod tree;

pub use tree::{Comparison, Condition, EntryCondition, ListReference, ProcedureReference, Test};
