//! From the values of Python to the values of the interchange form.

use std::fmt::Write;

use chrono::NaiveDate;
use pyo3::exceptions::PyRecursionError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use smol_str::SmolStr;
use zhunru::json::{Json, Object};

use crate::failure::{Failure, Fault, Kind, Trouble};
use crate::python::{date_class, decimal_class, mapping_class, sequence_class};

/// As deep as JSON text may be nested.
const MAX_DEPTH: usize = 128;

/// Reads a value.
///
/// Beside what JSON has, dates become ISO 8601 text (of a time, its day), `Decimal` becomes decimal
/// text, and scalars of numpy what they hold.
///
/// # Errors
/// A `ProposalError` that tells every value that has no such form, with its path.
pub(crate) fn json(value: &Bound<'_, PyAny>) -> Result<Json, Trouble> {
    let mut reader = Reader {
        path: String::new(),
        depth: 0,
        faults: Vec::new(),
    };
    let read = reader.value(value)?;
    if reader.faults.is_empty() {
        return Ok(read);
    }
    Err(Failure {
        kind: Kind::Proposal,
        faults: reader.faults,
    }
    .into())
}

struct Reader {
    /// The JSON path of the value at hand.
    path: String,
    depth: usize,
    faults: Vec<Fault>,
}

impl Reader {
    fn value(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Json> {
        if value.is_none() {
            return Ok(Json::Null);
        }
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(match text.to_str() {
                Ok(text) => Json::Text(text.into()),
                Err(_) => self.no_text(),
            });
        }
        if let Ok(value) = value.cast::<PyBool>() {
            return Ok(Json::Boolean(value.is_true()));
        }
        if let Ok(number) = value.cast::<PyInt>() {
            return Ok(match number.extract::<i64>() {
                Ok(number) => Json::Integer(number),
                // No count of ours is so large; it is reported as a number.
                Err(_) => Json::Float(f64::INFINITY),
            });
        }
        if let Ok(number) = value.cast::<PyFloat>() {
            return Ok(Json::Float(number.extract()?));
        }
        if value.is_instance_of::<PyDict>() {
            return self.inside(|reader| reader.object(value));
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            return self.inside(|reader| reader.array(value));
        }
        // To ask this runs code of Python, where Ctrl-C may come; casts would lose it.
        let py = value.py();
        if value.is_instance(mapping_class(py)?)? {
            return self.inside(|reader| reader.object(value));
        }
        if value.is_instance(sequence_class(py)?)? {
            return self.inside(|reader| reader.array(value));
        }
        self.other(value)
    }

    fn inside(&mut self, read: impl FnOnce(&mut Self) -> PyResult<Json>) -> PyResult<Json> {
        if self.depth == MAX_DEPTH {
            return Err(PyRecursionError::new_err(format!(
                "values are nested deeper than {MAX_DEPTH}"
            )));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn object(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Json> {
        let mut fields = Object::default();
        if let Ok(dict) = value.cast::<PyDict>() {
            // A copy, for reading a value may run code of Python, which may change the original.
            for (name, value) in dict.copy()?.iter() {
                self.field(&mut fields, &name, &value)?;
            }
        } else {
            for item in value.call_method0("items")?.try_iter()? {
                let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item?.extract()?;
                self.field(&mut fields, &name, &value)?;
            }
        }
        Ok(Json::Object(fields))
    }

    fn field(
        &mut self,
        fields: &mut Object,
        name: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let Ok(name) = name.cast::<PyString>() else {
            self.unfit("a string for a key", "字符串键", name);
            return Ok(());
        };
        let Ok(name) = name.to_str() else {
            self.no_text();
            return Ok(());
        };
        let end = self.path.len();
        if end > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let value = self.value(value);
        self.path.truncate(end);
        fields.insert(name.into(), value?);
        Ok(())
    }

    fn array(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Json> {
        let mut values = Vec::new();
        for (index, value) in value.try_iter()?.enumerate() {
            let end = self.path.len();
            // Writing to a string cannot fail.
            let _ = write!(self.path, "[{index}]");
            let value = self.value(&value?);
            self.path.truncate(end);
            values.push(value?);
        }
        Ok(Json::Array(values))
    }

    fn other(&mut self, value: &Bound<'_, PyAny>) -> PyResult<Json> {
        let py = value.py();
        if value.is_instance(date_class(py)?)? {
            if let Ok(day) = value.extract::<NaiveDate>() {
                return Ok(Json::Text(day.to_string().into()));
            }
        } else if value.is_instance(decimal_class(py)?)? {
            let text = value.call_method1("__format__", ("f",))?;
            return Ok(Json::Text(text.extract::<String>()?.into()));
        } else if value.get_type().module()?.to_str()? == "numpy"
            && let Ok(held) = value.call_method0("item")
            && !held.get_type().is(value.get_type())
        {
            return self.value(&held);
        }
        self.unfit(
            "None, a boolean, a number, a string, a date, a Decimal, a list or a mapping",
            "空值、布尔值、数字、字符串、日期、列表或映射",
            value,
        );
        Ok(Json::Null)
    }

    /// Notes a string that holds what no text can, such as half a character.
    fn no_text(&mut self) -> Json {
        self.faults.push(Fault {
            code: SmolStr::new_static("invalid-utf8"),
            message: "the string cannot be written in UTF-8".to_owned(),
            message_zh: Some("字符串无法用 UTF-8 表示".to_owned()),
            path: Some(self.path.clone()),
            ..Fault::default()
        });
        Json::Null
    }

    fn unfit(&mut self, wanted: &str, wanted_zh: &str, found: &Bound<'_, PyAny>) {
        let name = found.get_type().qualname();
        let name = name.map_or_else(|_| "another type".to_owned(), |name| name.to_string());
        self.faults.push(Fault {
            code: SmolStr::new_static("wrong-type"),
            message: format!("expected {wanted}, found a value of the type `{name}`"),
            message_zh: Some(format!("应为{wanted_zh}")),
            path: Some(self.path.clone()),
            ..Fault::default()
        });
    }
}
