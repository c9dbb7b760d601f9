//! The walk over a JSON value that collects every fault with its path.

use std::fmt;

use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

use super::{InputError, InputErrors};
use crate::diagnostic::nearest;
use crate::json::{Json, Object};

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
    pub(crate) fn expected(&mut self, wanted: &str, wanted_zh: &str, found: &Json) {
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
    fn from_json(value: &Json, report: &mut Report<'_>) -> Option<Self>;

    /// Reads a whole document.
    fn read(value: &Json) -> Result<Self, InputErrors> {
        let mut errors = Vec::new();
        let read = Self::from_json(
            value,
            &mut Report {
                path: Path::Document,
                errors: &mut errors,
            },
        );
        match (read, InputErrors::from_errors(errors)) {
            (_, Some(errors)) => Err(errors),
            (Some(read), None) => Ok(read),
            (None, None) => Err(InputErrors::one(InputError {
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
    fn from_json(value: &Json, report: &mut Report<'_>) -> Option<Self> {
        let Json::Array(items) = value else {
            report.expected("an array", "数组", value);
            return None;
        };
        if items.len() > ENTRIES_LIMIT {
            report.error(
                "too-many",
                format!(
                    "a list has at most {ENTRIES_LIMIT} entries, this one has {}",
                    items.len()
                ),
                format!("列表最多{ENTRIES_LIMIT}项，此处有{}项", items.len()),
            );
            return None;
        }
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            read.extend(T::from_json(item, &mut report.element(index)));
        }
        Some(read)
    }
}

/// The fields of an object, taken one by one.
pub(crate) struct Fields<'a, 'b> {
    fields: &'a Object,
    report: Report<'b>,
}

impl<'a, 'b> Fields<'a, 'b> {
    /// Opens an object; a field that is none of `known` is a fault that names the nearest one.
    pub(crate) fn open<'r: 'b>(
        value: &'a Json,
        report: &'r mut Report<'_>,
        known: &[&str],
    ) -> Option<Fields<'a, 'b>> {
        let Json::Object(fields) = value else {
            report.expected("an object", "对象", value);
            return None;
        };
        let mut report = Report {
            path: report.path,
            errors: report.errors,
        };
        for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
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
        Some(Fields { fields, report })
    }

    /// A field that may be absent or `null`, and then is unknown.
    pub(crate) fn optional<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.raw(name)? {
            Json::Null => None,
            value => T::from_json(value, &mut self.report.field(name)),
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.raw(name) {
            None | Some(Json::Null) => {
                self.report.field(name).error(
                    "missing-field",
                    format!("the field `{name}` must be given"),
                    format!("缺少字段“{name}”"),
                );
                None
            }
            Some(value) => T::from_json(value, &mut self.report.field(name)),
        }
    }

    /// The field's value as it stands.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a Json> {
        self.fields.get(name)
    }

    /// The report of the object, for faults that concern several fields.
    pub(crate) fn report(&mut self) -> &mut Report<'b> {
        &mut self.report
    }
}

/// Reads a type of ours through serde; the faults become one message.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromJson,
    D: serde::Deserializer<'de>,
{
    let value = Json::deserialize(deserializer)?;
    T::read(&value).map_err(serde::de::Error::custom)
}
