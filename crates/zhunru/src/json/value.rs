//! The values of a document, as they are looked at.

use super::Json;
use super::document::{Document, Node};

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'d> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(&'d str),
    Array(Elements<'d>),
    Object(Entries<'d>),
}

impl<'d> Value<'d> {
    /// The value at the front of these nodes.
    pub(super) fn first(document: &'d Document<'d>, nodes: &'d [Node<'d>]) -> Self {
        match nodes.first() {
            None | Some(Node::Null) => Value::Null,
            Some(Node::Boolean(value)) => Value::Boolean(*value),
            Some(Node::Integer(value)) => Value::Integer(*value),
            Some(Node::Float(value)) => Value::Float(*value),
            Some(text @ (Node::Text(_) | Node::Held(..))) => Value::Text(text.text(document)),
            Some(Node::Array(count, inner)) => Value::Array(Elements {
                document,
                nodes: nodes.get(1..=*inner).unwrap_or_default(),
                count: *count,
            }),
            Some(Node::Object(count, inner)) => Value::Object(Entries {
                document,
                nodes: nodes.get(1..=*inner).unwrap_or_default(),
                next: 0,
                count: *count,
            }),
        }
    }

    /// What the value is, for messages, with its article.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Text(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

impl From<Value<'_>> for Json {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Boolean(value) => Json::Boolean(value),
            Value::Integer(value) => Json::Integer(value),
            Value::Float(value) => Json::Float(value),
            Value::Text(text) => Json::Text(text.into()),
            Value::Array(elements) => Json::Array(elements.map(Json::from).collect()),
            Value::Object(entries) => {
                let field = |(key, place): (&str, usize)| (key.into(), entries.at(place).into());
                Json::Object(entries.map(field).collect())
            }
        }
    }
}

impl<'t> Node<'t> {
    /// The text that the node is; empty for any other.
    #[inline]
    pub(super) fn text<'d>(&self, document: &'d Document<'t>) -> &'d str {
        match *self {
            Node::Text(text) => text,
            Node::Held(start, end) => document.held.get(start..end).unwrap_or_default(),
            _ => "",
        }
    }

    /// How many nodes the value takes, with itself.
    #[inline]
    pub(super) fn length(&self) -> usize {
        match self {
            Node::Array(_, nodes) | Node::Object(_, nodes) => nodes + 1,
            _ => 1,
        }
    }
}

/// The elements of an array, from the first on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements<'d> {
    document: &'d Document<'d>,
    nodes: &'d [Node<'d>],
    count: usize,
}

impl Elements<'_> {
    /// How many the array has.
    pub(crate) fn count_of_all(&self) -> usize {
        self.count
    }
}

impl<'d> Iterator for Elements<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        let length = self.nodes.first()?.length();
        let value = Value::first(self.document, self.nodes);
        self.nodes = self.nodes.get(length..).unwrap_or_default();
        Some(value)
    }
}

/// The entries of an object, from the first on: each its key and the place of its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries<'d> {
    document: &'d Document<'d>,
    nodes: &'d [Node<'d>],
    next: usize,
    count: usize,
}

impl<'d> Entries<'d> {
    /// How many the object has.
    pub(crate) fn count_of_all(&self) -> usize {
        self.count
    }

    /// The value that stands at a place of the object.
    pub(crate) fn at(&self, place: usize) -> Value<'d> {
        Value::first(self.document, self.nodes.get(place..).unwrap_or_default())
    }

    /// The value of the entry with this key.
    pub(crate) fn get(mut self, key: &str) -> Option<Value<'d>> {
        let (_, place) = self.find(|(other, _)| *other == key)?;
        Some(self.at(place))
    }
}

impl<'d> Iterator for Entries<'d> {
    /// The key, and where in the object the value stands: never at 0, where the first key does.
    type Item = (&'d str, usize);

    #[inline]
    fn next(&mut self) -> Option<(&'d str, usize)> {
        let key = self.nodes.get(self.next)?.text(self.document);
        let place = self.next + 1;
        self.next = place + self.nodes.get(place)?.length();
        Some((key, place))
    }
}
