//! The walk over a JSON value that collects every fault with its path.

use std::fmt;

use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

use super::{InputError, InputErrors};
use crate::diagnostic::nearest;
use crate::json::{Document, Entries, Value};

/// Where faults are noted while a value is read.
pub(crate) struct Report<'a> {
    path: Path<'a>,
    errors: &'a mut Vec<InputError>,
}

/// The place of a value in a document, put into words only for a fault.
#[derive(Clone, Copy)]
enum Path<'a> {
    /// The whole document.
    Document,
    /// A field of the value at a place.
    Field(&'a Path<'a>, &'a str),
    /// An element of the array at a place.
    Element(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Document => Ok(()),
            Path::Field(Path::Document, name) => f.write_str(name),
            Path::Field(of, name) => write!(f, "{of}.{name}"),
            Path::Element(of, index) => write!(f, "{of}[{index}]"),
        }
    }
}

impl Report<'_> {
    /// Notes a fault at this place.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        message_zh: impl Into<String>,
    ) {
        self.errors.push(InputError {
            code,
            path: format_smolstr!("{}", self.path),
            message: message.into(),
            message_zh: message_zh.into(),
            line: None,
            column: None,
        });
    }

    /// Notes that the value is of another kind than expected.
    pub(crate) fn expected(&mut self, wanted: &str, wanted_zh: &str, found: &Value<'_>) {
        let kind = found.kind();
        self.error(
            "wrong-type",
            format!("expected {wanted}, found {kind}"),
            format!("应为{wanted_zh}"),
        );
    }

    /// The report for a field of the value at this place.
    pub(crate) fn field<'s>(&'s mut self, name: &'s str) -> Report<'s> {
        Report {
            path: Path::Field(&self.path, name),
            errors: self.errors,
        }
    }

    /// The report for an element of the array at this place.
    pub(crate) fn element(&mut self, index: usize) -> Report<'_> {
        Report {
            path: Path::Element(&self.path, index),
            errors: self.errors,
        }
    }
}

/// A type that is read from JSON, noting every fault; nothing comes back from a faulty value.
pub(crate) trait FromJson: Sized {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self>;

    /// Reads a whole document.
    fn read(document: &Document<'_>) -> Result<Self, InputErrors> {
        let mut errors = Vec::new();
        let read = Self::from_json(
            &document.value(),
            &mut Report {
                path: Path::Document,
                errors: &mut errors,
            },
        );
        if let Some(errors) = InputErrors::from_errors(errors) {
            return Err(errors);
        }
        match read {
            Some(read) => Ok(read),
            None => Err(InputErrors::one(InputError {
                code: "json",
                path: SmolStr::default(),
                message: "the value cannot be read".to_owned(),
                message_zh: "无法读取".to_owned(),
                line: None,
                column: None,
            })),
        }
    }
}

/// The most entries of a list of a proposal: far more than any village has signs or acts on record,
/// and few enough for every entry to be compared with every other.
const ENTRIES_LIMIT: usize = 1_000;

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let Value::Array(items) = value else {
            report.expected("an array", "数组", value);
            return None;
        };
        if items.count_of_all() > ENTRIES_LIMIT {
            report.error(
                "too-many",
                format!(
                    "a list has at most {ENTRIES_LIMIT} entries, this one has {}",
                    items.count_of_all()
                ),
                format!(
                    "列表最多{ENTRIES_LIMIT}项，此处有{}项",
                    items.count_of_all()
                ),
            );
            return None;
        }
        let mut read = Vec::with_capacity(items.count_of_all());
        for (index, item) in items.enumerate() {
            read.extend(T::from_json(&item, &mut report.element(index)));
        }
        Some(read)
    }
}

/// Of so many known fields it is kept where they stand; any further are looked for one by one.
const KEPT: usize = 20;

/// Stands for a place that is too far behind to be kept.
const FAR: u16 = u16::MAX;

/// The fields of an object, taken one by one, best in the order in which they are known.
pub(crate) struct Fields<'a, 'b> {
    entries: Entries<'a>,
    known: &'static [&'static str],
    /// Where in the object the value of each known field stands; 0 where it is absent.
    places: [u16; KEPT],
    /// Which known field is probably asked for next.
    next: usize,
    report: Report<'b>,
}

impl<'a, 'b> Fields<'a, 'b> {
    /// Opens an object; a field that is none of `known` is a fault that names the nearest one.
    pub(crate) fn open<'r: 'b>(
        value: &Value<'a>,
        report: &'r mut Report<'_>,
        known: &'static [&'static str],
    ) -> Option<Fields<'a, 'b>> {
        let Value::Object(entries) = value else {
            report.expected("an object", "对象", value);
            return None;
        };
        let mut report = Report {
            path: report.path,
            errors: report.errors,
        };
        let mut places = [0; KEPT];
        let mut next = 0;
        for (name, place) in *entries {
            match number_of(name, known, next) {
                Some(found) => {
                    next = found + 1;
                    if let Some(kept) = places.get_mut(found) {
                        *kept = u16::try_from(place).unwrap_or(FAR);
                    }
                }
                None => unknown_field(name, known, &mut report),
            }
        }
        Some(Fields {
            entries: *entries,
            known,
            places,
            next: 0,
            report,
        })
    }

    /// A field that may be absent or `null`, and then is unknown.
    #[inline]
    pub(crate) fn optional<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        match self.raw(name)? {
            Value::Null => None,
            value => T::from_json(&value, &mut self.report.field(name)),
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        match self.raw(name) {
            None | Some(Value::Null) => {
                self.report.field(name).error(
                    "missing-field",
                    format!("the field `{name}` must be given"),
                    format!("缺少字段“{name}”"),
                );
                None
            }
            Some(value) => T::from_json(&value, &mut self.report.field(name)),
        }
    }

    /// The field's value as it stands.
    #[inline]
    pub(crate) fn raw(&mut self, name: &'static str) -> Option<Value<'a>> {
        let is_next = |next: &&'static str| std::ptr::eq(*next, name);
        let number = match self.known.get(self.next).is_some_and(is_next) {
            true => self.next,
            false => number_of(name, self.known, self.next)?,
        };
        self.next = number + 1;
        match self.places.get(number) {
            Some(0) => None,
            Some(&place) if place != FAR => Some(self.entries.at(place.into())),
            _ => self.entries.get(name),
        }
    }

    /// The report of the object, for faults that concern several fields.
    pub(crate) fn report(&mut self) -> &mut Report<'b> {
        &mut self.report
    }
}

/// The number of a known name, which is probably the next one or follows it.
fn number_of(name: &str, known: &[&str], next: usize) -> Option<usize> {
    let (before, behind) = known.split_at_checked(next)?;
    let is_name = |other: &&str| *other == name;
    let found = behind.iter().position(is_name).map(|found| next + found);
    found.or_else(|| before.iter().position(is_name))
}

#[cold]
fn unknown_field(name: &str, known: &[&str], report: &mut Report<'_>) {
    let (mut message, mut message_zh) = (
        format!("there is no field `{name}` here"),
        format!("此处没有字段“{name}”"),
    );
    if let Some(near) = nearest(name, known.iter().copied()) {
        message.push_str(&format!(", did you mean `{near}`?"));
        message_zh.push_str(&format!("，是否应为“{near}”？"));
    }
    report
        .field(name)
        .error("unknown-field", message, message_zh);
}

/// Reads a type of ours through serde; the faults become one message.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromJson,
    D: serde::Deserializer<'de>,
{
    let document = Document::deserialize(deserializer)?;
    T::read(&document).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERS: &[&str] = &[
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
        "s", "t", "u", "v", "w", "x", "y", "z",
    ];

    /// The letters that an object states, asked for in this order.
    fn read(text: &str, order: impl Iterator<Item = &'static &'static str>) -> Vec<i64> {
        let document = Document::from_text(text).unwrap();
        let mut errors = Vec::new();
        let mut report = Report {
            path: Path::Document,
            errors: &mut errors,
        };
        let mut fields = Fields::open(&document.value(), &mut report, LETTERS).unwrap();
        let read = order.filter_map(|name| fields.optional(name)).collect();
        assert_eq!(errors, []);
        read
    }

    #[test]
    fn fields_are_found_in_any_order_and_however_many_are_known() {
        let text = r#"{"z": 26, "b": 2, "c": null, "y": 25, "a": 1, "t": 20, "u": 21}"#;
        assert_eq!(read(text, LETTERS.iter()), [1, 2, 20, 21, 25, 26]);
        assert_eq!(read(text, LETTERS.iter().rev()), [26, 25, 21, 20, 2, 1]);
    }
}
