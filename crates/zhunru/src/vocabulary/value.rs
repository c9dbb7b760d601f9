//! Values of facts.

use std::cmp::Ordering;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::input::{FromJson, Report};
use crate::json;
use crate::list::{is_normal, normalise_name, without_places};

/// The name or code of an item as a document gives it, with the form in which it is compared.
///
/// Two names are the same item when their normalised forms are equal, so that is how they compare.
#[derive(Clone, Debug)]
pub struct ItemName {
    text: SmolStr,
    normalised: SmolStr,
}

impl ItemName {
    /// Takes a name or code and normalises it once.
    pub fn new(text: impl Into<SmolStr>) -> Self {
        let text = text.into();
        let normalised = match is_normal(&text) {
            // Shared, where a new one would have to be allocated.
            true => text.clone(),
            false => normalise_name(&text),
        };
        ItemName { text, normalised }
    }

    /// A name like none that a document or a list could hold, one for each number.
    ///
    /// Its characters are of a private area, which [`normalise_name`] leaves out of all names.
    pub(crate) fn unlike_any(number: usize) -> Self {
        let mut text = String::from('\u{F0000}');
        for digit in number.to_string().bytes() {
            text.extend(char::from_u32(0xF0001 + u32::from(digit)));
        }
        ItemName {
            normalised: SmolStr::from(&text),
            text: SmolStr::from(text),
        }
    }

    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name in the form in which names are compared.
    pub fn normalised(&self) -> &str {
        &self.normalised
    }

    /// The same name, compared without the names of these places in front of it.
    #[must_use]
    pub fn without_places(mut self, places: &[SmolStr]) -> ItemName {
        self.strip_places(places);
        self
    }

    /// Leaves out the names of these places in front, for comparing.
    pub(crate) fn strip_places(&mut self, places: &[SmolStr]) {
        if let Some(normalised) = without_places(&self.normalised, places) {
            self.normalised = normalised;
        }
    }
}

impl PartialEq for ItemName {
    fn eq(&self, other: &Self) -> bool {
        self.normalised == other.normalised
    }
}

impl Eq for ItemName {}

impl Serialize for ItemName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl FromJson for ItemName {
    fn from_json(value: &json::Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        SmolStr::from_json(value, report).map(ItemName::new)
    }
}

/// The matter that work belongs to, by the code that a pack declares, or `other`.
///
/// Whether the code is declared is known only to the engine, which refuses one that is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Matter(pub SmolStr);

impl FromJson for Matter {
    fn from_json(value: &json::Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        SmolStr::from_json(value, report).map(Matter)
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// It is stated that there is none.
    None,
    /// True or false.
    Boolean(bool),
    /// The code of an enumeration's value.
    Code(SmolStr),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A calendar date.
    Date(NaiveDate),
    /// A text.
    Text(SmolStr),
    /// An item.
    Item(ItemName),
}

impl Value {
    /// How two values of one fact compare, where they have an order.
    ///
    /// Codes have the order that their enumeration gives them, which this does not know; texts,
    /// items and booleans have none, and neither has "none" with anything.
    pub fn compare(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
            (Value::Decimal(left), Value::Decimal(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::None => f.write_str("none"),
            Value::Boolean(value) => write!(f, "{value}"),
            Value::Code(value) | Value::Text(value) => f.write_str(value),
            Value::Integer(value) => write!(f, "{value}"),
            Value::Decimal(value) => write!(f, "{value}"),
            Value::Date(value) => write!(f, "{value}"),
            Value::Item(value) => f.write_str(value.as_str()),
        }
    }
}
