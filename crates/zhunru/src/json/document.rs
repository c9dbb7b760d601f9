//! A JSON document for reading once: its values one behind another, its texts borrowed.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Json;
use super::keys::{Keys, Look};
use super::value::Value;

/// A JSON document that is read once and then dropped, such as a proposal on its way in.
///
/// Where [`Json`] is a tree of its own, this is one row of values that borrows the texts it is read
/// from, which takes a fraction of the time to make. An object that has a key twice is refused.
///
/// ```
/// use zhunru::json::Document;
/// use zhunru::model::Proposal;
/// let document = Document::from_text(r#"{"id": "7", "demands": [{"type": "meeting"}]}"#)?;
/// assert_eq!(Proposal::from_document(&document)?.id.as_deref(), Some("7"));
/// # Ok::<(), zhunru::input::InputErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    /// The texts that cannot be borrowed, such as those with escapes.
    pub(super) held: String,
}

/// A value, or the key in front of one. Those in an array or object follow it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'t> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// A number of any other kind.
    Float(f64),
    /// A text that stands elsewhere.
    Text(&'t str),
    /// A text that the document holds, from one byte to another.
    Held(usize, usize),
    /// So many elements, in so many nodes.
    Array(usize, usize),
    /// So many entries, in so many nodes.
    Object(usize, usize),
}

/// About as many bytes of text make one node; a guess that spares growing step by step.
const BYTES_OF_A_NODE: usize = 8;

/// About so many nodes make one field of a proposal; such a guess too.
const NODES_OF_A_FIELD: usize = 16;

/// At most so many nodes are made room for before anything is read.
const NODES_AT_ONCE: usize = 4096;

impl<'t> Document<'t> {
    /// Reads JSON text.
    ///
    /// # Errors
    /// When the text is no JSON, nested deeper than 128, or an object has a key twice.
    pub fn from_text(text: &'t str) -> Result<Self, crate::input::InputErrors> {
        let nodes = (text.len() / BYTES_OF_A_NODE).min(NODES_AT_ONCE) + 1;
        let mut document = Document::with_capacity(nodes);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Reader(&mut document).deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(document)
    }

    fn with_capacity(nodes: usize) -> Self {
        Document {
            nodes: Vec::with_capacity(nodes),
            held: String::new(),
        }
    }

    /// The value that the document is.
    pub(crate) fn value(&self) -> Value<'_> {
        Value::first(self, &self.nodes)
    }

    /// The keys of so many entries that follow an object's node.
    pub(super) fn keys_behind(
        &self,
        object: usize,
        count: usize,
    ) -> impl Iterator<Item = &Node<'t>> {
        let mut next = object + 1;
        (0..count).map_while(move |_| {
            let key = self.nodes.get(next)?;
            next += 1 + self.nodes.get(next + 1)?.length();
            Some(key)
        })
    }

    fn hold(&mut self, text: &str) -> Node<'t> {
        let start = self.held.len();
        self.held.push_str(text);
        Node::Held(start, self.held.len())
    }

    /// Makes room for the node of an array or object, which is put in when it is closed.
    fn open(&mut self) -> usize {
        self.nodes.push(Node::Null);
        self.nodes.len() - 1
    }

    /// Puts in how much follows an array or object, once all of it is there.
    fn close(&mut self, at: usize, closed: impl FnOnce(usize) -> Node<'t>) {
        let nodes = self.nodes.len() - at - 1;
        if let Some(node) = self.nodes.get_mut(at) {
            *node = closed(nodes);
        }
    }

    fn push_json(&mut self, value: &'t Json) {
        let node = match value {
            Json::Null => Node::Null,
            Json::Boolean(value) => Node::Boolean(*value),
            Json::Integer(value) => Node::Integer(*value),
            Json::Float(value) => Node::Float(*value),
            Json::Text(text) => Node::Text(text),
            Json::Array(values) => {
                let at = self.open();
                for value in values {
                    self.push_json(value);
                }
                return self.close(at, |nodes| Node::Array(values.len(), nodes));
            }
            Json::Object(fields) => {
                let at = self.open();
                for (key, value) in fields {
                    self.nodes.push(Node::Text(key));
                    self.push_json(value);
                }
                return self.close(at, |nodes| Node::Object(fields.len(), nodes));
            }
        };
        self.nodes.push(node);
    }
}

impl<'t> From<&'t Json> for Document<'t> {
    fn from(value: &'t Json) -> Self {
        let nodes = match value {
            Json::Object(fields) => fields.len() * NODES_OF_A_FIELD,
            _ => 1,
        };
        let mut document = Document::with_capacity(nodes.min(NODES_AT_ONCE));
        document.push_json(value);
        document
    }
}

impl<'de> Deserialize<'de> for Document<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut document = Document::with_capacity(0);
        Reader(&mut document).deserialize(deserializer)?;
        Ok(document)
    }
}

/// Appends the value that is read to a document.
struct Reader<'d, 't>(&'d mut Document<'t>);

impl<'t> Reader<'_, 't> {
    fn push<E>(self, node: Node<'t>) -> Result<(), E> {
        self.0.nodes.push(node);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.push(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.push(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.push(Node::Boolean(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.push(Node::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        // A number past 64 signed bits is no count or code of ours; it is reported as a float is.
        #[allow(clippy::cast_precision_loss, reason = "only shown in a message")]
        self.push(i64::try_from(value).map_or(Node::Float(value as f64), Node::Integer))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.push(Node::Float(value))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<(), E> {
        self.push(Node::Text(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        let node = self.0.hold(value);
        self.push(node)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let document = self.0;
        let at = document.open();
        let mut count = 0;
        while elements.next_element_seed(Reader(document))?.is_some() {
            count += 1;
        }
        document.close(at, |nodes| Node::Array(count, nodes));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let document = self.0;
        let at = document.open();
        let mut keys = Keys::default();
        loop {
            let key = document.nodes.len();
            let Some(look) = entries.next_key_seed(KeyReader(document))? else {
                break;
            };
            entries.next_value_seed(Reader(document))?;
            if keys.has_twice(look, document, at, key) {
                let twice = document.nodes.get(key).map(|key| key.text(document));
                return Err(de::Error::custom(format_args!(
                    "the key `{}` comes twice",
                    twice.unwrap_or_default()
                )));
            }
        }
        document.close(at, |nodes| Node::Object(keys.count(), nodes));
        Ok(())
    }
}

/// Appends the key that is read to a document, and gives its look.
struct KeyReader<'d, 't>(&'d mut Document<'t>);

impl<'de> DeserializeSeed<'de> for KeyReader<'_, 'de> {
    type Value = Look;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Look, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeyReader<'_, 'de> {
    type Value = Look;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Look, E> {
        let look = Look::of(key);
        self.0.nodes.push(Node::Text(key));
        Ok(look)
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Look, E> {
        let look = Look::of(key);
        let node = self.0.hold(key);
        self.0.nodes.push(node);
        Ok(look)
    }
}
