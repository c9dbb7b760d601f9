//! From the values of Python to the values of the interchange form.

use std::fmt;

use chrono::NaiveDate;
use pyo3::exceptions::PyRecursionError;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple,
};
use smol_str::SmolStr;
use zhunru::json::{Json, Object};

use crate::failure::{Failure, Fault, Kind, Trouble};
use crate::python::{date_class, decimal_class, mapping_class, sequence_class};

/// As deep as JSON text may be nested.
const MAX_DEPTH: usize = 128;

/// Reads a value.
///
/// Beside what JSON has, dates become ISO 8601 text (of a time, its day), `Decimal` becomes decimal
/// text, scalars of numpy what they hold, and what pandas has for missing values null.
///
/// # Errors
/// A `ProposalError` that tells every value that has no such form, with its path.
pub(crate) fn json(value: &Bound<'_, PyAny>) -> Result<Json, Trouble> {
    let mut reader = Reader { faults: Vec::new() };
    let read = reader.value(value, Path::Whole)?;
    if reader.faults.is_empty() {
        return Ok(read);
    }
    Err(Failure {
        kind: Kind::Proposal,
        faults: reader.faults,
    }
    .into())
}

/// Where a value stands. It is written out only when something is wrong there.
#[derive(Clone, Copy)]
enum Path<'a> {
    Whole,
    Field(&'a Path<'a>, &'a str),
    Entry(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// In how many values it stands.
    fn depth(&self) -> usize {
        match self {
            Path::Whole => 0,
            Path::Field(outer, _) | Path::Entry(outer, _) => outer.depth() + 1,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Whole => Ok(()),
            Path::Field(Path::Whole, name) => f.write_str(name),
            Path::Field(outer, name) => write!(f, "{outer}.{name}"),
            Path::Entry(outer, index) => write!(f, "{outer}[{index}]"),
        }
    }
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn value(&mut self, value: &Bound<'_, PyAny>, path: Path<'_>) -> PyResult<Json> {
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(match text.to_str() {
                Ok(text) => Json::Text(text.into()),
                Err(_) => self.no_text(path),
            });
        }
        if value.is_none() {
            return Ok(Json::Null);
        }
        if let Ok(value) = value.cast::<PyBool>() {
            return Ok(Json::Boolean(value.is_true()));
        }
        if let Ok(dict) = value.cast::<PyDict>() {
            too_deep(path)?;
            return self.dict(dict, path);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            too_deep(path)?;
            return self.array(value, path);
        }
        if let Ok(number) = value.cast::<PyInt>() {
            return Ok(match number.extract::<i64>() {
                Ok(number) => Json::Integer(number),
                // No count of ours is so large; it is reported as a number.
                Err(_) => Json::Float(f64::INFINITY),
            });
        }
        if let Ok(number) = value.cast::<PyFloat>() {
            let number: f64 = number.extract()?;
            return Ok(match number.is_nan() {
                // So pandas and numpy say that a value is missing, in columns of any type.
                true => Json::Null,
                false => Json::Float(number),
            });
        }
        // Python takes bytes for a sequence of numbers, which nobody means.
        if value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() {
            return self.other(value, path);
        }
        // To ask this runs code of Python, where Ctrl-C may come; casts would lose it.
        let py = value.py();
        if value.is_instance(mapping_class(py)?)? {
            too_deep(path)?;
            return self.mapping(value, path);
        }
        if value.is_instance(sequence_class(py)?)? {
            too_deep(path)?;
            return self.array(value, path);
        }
        self.other(value, path)
    }

    fn dict(&mut self, dict: &Bound<'_, PyDict>, path: Path<'_>) -> PyResult<Json> {
        // A copy, for reading a value may run code of Python, which may change the original.
        let dict = dict.copy()?;
        let mut fields = Object::with_capacity_and_hasher(dict.len(), Default::default());
        for (name, value) in dict.iter() {
            self.field(&mut fields, &name, &value, path)?;
        }
        Ok(Json::Object(fields))
    }

    fn mapping(&mut self, value: &Bound<'_, PyAny>, path: Path<'_>) -> PyResult<Json> {
        let mut fields = Object::default();
        for item in value.call_method0("items")?.try_iter()? {
            let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item?.extract()?;
            self.field(&mut fields, &name, &value, path)?;
        }
        Ok(Json::Object(fields))
    }

    fn field(
        &mut self,
        fields: &mut Object,
        name: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
        path: Path<'_>,
    ) -> PyResult<()> {
        let Ok(name) = name.cast::<PyString>() else {
            self.unfit("a string for a key", "字符串键", name, path);
            return Ok(());
        };
        let Ok(name) = name.to_str() else {
            self.no_text(path);
            return Ok(());
        };
        let value = self.value(value, Path::Field(&path, name))?;
        fields.insert(name.into(), value);
        Ok(())
    }

    fn array(&mut self, value: &Bound<'_, PyAny>, path: Path<'_>) -> PyResult<Json> {
        let mut values = Vec::new();
        for (index, value) in value.try_iter()?.enumerate() {
            values.push(self.value(&value?, Path::Entry(&path, index))?);
        }
        Ok(Json::Array(values))
    }

    fn other(&mut self, value: &Bound<'_, PyAny>, path: Path<'_>) -> PyResult<Json> {
        let py = value.py();
        if is_missing(value)? {
            return Ok(Json::Null);
        } else if value.is_instance(date_class(py)?)? {
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
            return self.value(&held, path);
        }
        self.unfit(
            "None, a boolean, a number, a string, a date, a Decimal, a list or a mapping",
            "空值、布尔值、数字、字符串、日期、列表或映射",
            value,
            path,
        );
        Ok(Json::Null)
    }

    /// Notes a string that holds what no text can, such as half a character.
    fn no_text(&mut self, path: Path<'_>) -> Json {
        self.faults.push(Fault {
            code: SmolStr::new_static("invalid-utf8"),
            message: "the string cannot be written in UTF-8".to_owned(),
            message_zh: Some("字符串无法用 UTF-8 表示".to_owned()),
            path: Some(path.to_string()),
            ..Fault::default()
        });
        Json::Null
    }

    fn unfit(&mut self, wanted: &str, wanted_zh: &str, found: &Bound<'_, PyAny>, path: Path<'_>) {
        let name = found.get_type().qualname();
        let name = name.map_or_else(|_| "another type".to_owned(), |name| name.to_string());
        self.faults.push(Fault {
            code: SmolStr::new_static("wrong-type"),
            message: format!("expected {wanted}, found a value of the type `{name}`"),
            message_zh: Some(format!("应为{wanted_zh}")),
            path: Some(path.to_string()),
            ..Fault::default()
        });
    }
}

/// Whether it is what pandas has for a missing value: `NA`, or `NaT`, which pretends to be a date.
pub(crate) fn is_missing(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let of = value.get_type();
    let name = of.qualname()?;
    let name = name.to_str()?;
    Ok((name == "NaTType" || name == "NAType") && of.module()?.to_str()?.starts_with("pandas."))
}

/// Whether a value that has values may stand here.
fn too_deep(path: Path<'_>) -> PyResult<()> {
    if path.depth() < MAX_DEPTH {
        return Ok(());
    }
    Err(PyRecursionError::new_err(format!(
        "values are nested deeper than {MAX_DEPTH}"
    )))
}
