//! JSON that keeps the order of keys and refuses a key that comes twice: values to make and change,
//! and documents to read once.

mod document;
mod keys;
mod value;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

pub use document::Document;
pub(crate) use value::{Entries, Value};

/// Any JSON value.
///
/// Numbers keep their kind: an integer stays one, all others are floating point and only ever
/// reported, since money and shares are decimal strings.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without fraction that fits 64 bits.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    Text(SmolStr),
    /// An array.
    Array(Vec<Json>),
    /// An object, its keys in their order.
    Object(Object),
}

/// The fields of an object, in their order. What hashes them differs from process to process, so
/// that nobody can choose keys that all meet in one place.
pub type Object = IndexMap<SmolStr, Json, foldhash::fast::RandomState>;

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Boolean(value) => serializer.serialize_bool(*value),
            Json::Integer(value) => serializer.serialize_i64(*value),
            Json::Float(value) => serializer.serialize_f64(*value),
            Json::Text(value) => serializer.serialize_str(value),
            Json::Array(values) => values.serialize(serializer),
            Json::Object(fields) => fields.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Document::deserialize(deserializer)?;
        Ok(document.value().into())
    }
}
