//! A value that a document states, which may be that there is none.

use serde::{Serialize, Serializer};

/// What a document states of a single value: the value, or that there is none.
///
/// Together with `Option` it tells three things apart: `None` is unknown,
/// `Some(Stated::None)` is stated to be absent, `Some(Stated::Value(_))` is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stated<T> {
    /// There is none; `"none"` in JSON, 无 in a table.
    None,
    /// The value.
    Value(T),
}

impl<T> Stated<T> {
    /// The value, unless there is none.
    pub fn value(&self) -> Option<&T> {
        match self {
            Stated::None => None,
            Stated::Value(value) => Some(value),
        }
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Stated::None => serializer.serialize_str("none"),
            Stated::Value(value) => value.serialize(serializer),
        }
    }
}
