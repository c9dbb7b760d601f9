//! What is known of a fact.

use super::Value;

/// The fields of one entry of a list, by number; a field that is absent is unknown.
pub type Entry = Box<[Option<Value>]>;

/// What a proposal says of a fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FactState {
    /// Nothing.
    #[default]
    Unknown,
    /// A single value, or that there is none.
    Known(Value),
    /// A list, which is whole.
    Entries(Vec<Entry>),
}

impl FactState {
    /// A single value, unknown when absent.
    pub(crate) fn of(value: Option<Value>) -> Self {
        value.map_or(FactState::Unknown, FactState::Known)
    }
}
