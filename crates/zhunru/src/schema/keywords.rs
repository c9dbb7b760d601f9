//! The few shapes that the schemas are made of.

use serde_json::{Map, Value, json};

use crate::model::Coded;

/// The dialect that every schema names.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A whole schema: what it is called and what it is.
pub(super) fn document(title: &str, description: &str, schema: Value) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), DIALECT.into());
    document.insert("title".to_owned(), title.into());
    document.insert("description".to_owned(), description.into());
    if let Value::Object(schema) = schema {
        document.extend(schema);
    }
    Value::Object(document)
}

/// An object of exactly these properties.
pub(super) fn closed<N: Into<String>>(
    properties: impl IntoIterator<Item = (N, Value)>,
    required: &[&str],
) -> Value {
    let mut schema = open(properties, required);
    if let Value::Object(schema) = &mut schema {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    schema
}

/// An object of these properties and perhaps more.
pub(super) fn open<N: Into<String>>(
    properties: impl IntoIterator<Item = (N, Value)>,
    required: &[&str],
) -> Value {
    let properties: Map<String, Value> = properties
        .into_iter()
        .map(|(name, schema)| (name.into(), schema))
        .collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    Value::Object(schema)
}

/// An array of these.
pub(super) fn array(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// An array of these with one or more.
pub(super) fn some(items: Value) -> Value {
    json!({"type": "array", "items": items, "minItems": 1})
}

/// One of the codes of an enumeration.
pub(super) fn coded<T: Coded>() -> Value {
    let codes: Vec<&str> = T::ALL.iter().map(|value| value.code()).collect();
    json!({"type": "string", "enum": codes})
}

/// This, or `null`.
pub(super) fn nullable(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

/// This, or the statement that there is none.
pub(super) fn or_none(schema: Value) -> Value {
    json!({"anyOf": [schema, {"const": "none"}]})
}

/// A text.
pub(super) fn text() -> Value {
    json!({"type": "string"})
}

/// A text that is not empty.
pub(super) fn filled() -> Value {
    json!({"type": "string", "minLength": 1})
}

/// A boolean.
pub(super) fn boolean() -> Value {
    json!({"type": "boolean"})
}

/// A whole number of at least this.
pub(super) fn from(least: u64) -> Value {
    json!({"type": "integer", "minimum": least})
}

/// A calendar date.
pub(super) fn date() -> Value {
    json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}

/// A decimal number in a string.
pub(super) fn decimal() -> Value {
    json!({"type": "string", "pattern": "^[+-]?[0-9]+(\\.[0-9]+)?$"})
}

/// Another part of the same schema.
pub(super) fn part(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}
