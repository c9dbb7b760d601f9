//! Arguments that several calls take.

use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyIterator, PyString};
use zhunru::model::{Coded, Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Request, Selection};

use crate::failure::{Failure, Kind, Trouble};
use crate::from_python::{is_missing, json};
use crate::proposal::{PyProposal, from_text, text_argument};

/// A day: a `datetime.date`, or text such as `2024-03-04`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day(pub(crate) NaiveDate);

impl<'py> FromPyObject<'_, 'py> for Day {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            let text = text.to_str()?;
            let found = parse_date(text).ok_or_else(|| {
                Failure::argument(format!("`{text}` is no calendar date such as `2024-03-04`"))
                    .chinese(format!("“{text}”不是日期；日期写作 2024-03-04"))
            })?;
            return Ok(Day(found));
        }
        if is_missing(&value)? {
            return Err(PyTypeError::new_err(
                "expected a date, found a value that pandas has for a missing one",
            ));
        }
        Ok(Day(value.extract()?))
    }
}

/// The language of texts: `zh` or `en`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Speech(pub(crate) Language);

impl<'py> FromPyObject<'_, 'py> for Speech {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match value.extract::<&str>()? {
            "zh" => Ok(Speech(Language::Zh)),
            "en" => Ok(Speech(Language::En)),
            other => Err(Failure::argument(format!(
                "`{other}` is no language; allowed are `zh`, `en`"
            ))
            .into()),
        }
    }
}

/// One of the codes of an enumeration, such as `county`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code<T>(pub(crate) T);

impl<'py, T: Coded> FromPyObject<'_, 'py> for Code<T> {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Code(of_code(value.extract::<&str>()?)?))
    }
}

/// The value that has this code.
///
/// # Errors
/// When there is none.
pub(crate) fn of_code<T: Coded>(code: &str) -> Result<T, Failure> {
    T::from_code(code).ok_or_else(|| {
        let codes = T::ALL.iter().map(|one| one.code());
        Failure::argument(format!(
            "`{code}` is no {}; allowed are `{}`",
            T::NAME,
            codes.collect::<Vec<_>>().join("`, `")
        ))
    })
}

/// The parts of one class of ours in an iterable; `mark` is an attribute that only they have.
///
/// # Errors
/// A `TypeError` that names the class, where something else is among them.
pub(crate) fn parts<'py, T>(values: &Bound<'py, PyAny>, class: &str, mark: &str) -> PyResult<Vec<T>>
where
    T: for<'a> FromPyObject<'a, 'py, Error = PyErr>,
{
    let mut read = Vec::new();
    for value in values.try_iter()? {
        let value = value?;
        if !value.hasattr(mark)? {
            return Err(PyTypeError::new_err(format!(
                "expected values of the class `{class}`, found a `{}`",
                value.get_type().qualname()?
            )));
        }
        read.push(value.extract()?);
    }
    Ok(read)
}

/// Names: a list of strings, never one string, whose letters would be taken for names.
#[derive(Clone, Debug)]
pub(crate) struct Names(pub(crate) Vec<String>);

impl<'py> FromPyObject<'_, 'py> for Names {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(name) = value.cast::<PyString>() {
            let name = name.to_string_lossy();
            return Err(PyTypeError::new_err(format!(
                "expected a list of names such as ['{name}'], found the string '{name}'"
            )));
        }
        Ok(Names(value.extract()?))
    }
}

/// The proposals of an iterable.
pub(crate) fn proposals<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyIterator>> {
    let is_one = value.is_instance_of::<PyDict>()
        || value.is_instance_of::<PyString>()
        || value.is_instance_of::<PyBytes>()
        || value.is_instance_of::<PyByteArray>()
        || value.is_instance_of::<PyProposal>();
    if is_one {
        return Err(PyTypeError::new_err(format!(
            "expected an iterable of proposals, found a `{}`, which is one; put it into a list",
            value.get_type().qualname()?
        )));
    }
    value.try_iter()
}

/// What is asked of an engine besides the proposal.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) packs: Selection,
    pub(crate) language: Language,
    pub(crate) trace: bool,
}

impl Asked {
    pub(crate) fn new(
        as_of: Option<Day>,
        packs: Option<Names>,
        language: Speech,
        trace: bool,
    ) -> Self {
        Asked {
            as_of: as_of.map(|day| day.0),
            packs: selection(packs),
            language: language.0,
            trace,
        }
    }

    /// The request for a proposal: for the day that was asked for, or that of its submission.
    pub(crate) fn request(&self, proposal: &Proposal) -> Result<Request, Failure> {
        let Some(day) = self.as_of.or(proposal.submitted_on) else {
            return Err(Failure::new(
                Kind::Request,
                "no-date",
                "the proposal has no day of submission; give `submitted_on` or `as_of`",
            )
            .chinese("申请没有提交日期；请填写 submitted_on 或指定 as_of"));
        };
        let mut request = Request::on(day);
        request.packs = self.packs.clone();
        request.trace = self.trace;
        Ok(request)
    }
}

/// The packs by name, or those that cover the village.
pub(crate) fn selection(packs: Option<Names>) -> Selection {
    match packs {
        None => Selection::Covering,
        Some(names) => Selection::Named(names.0.into_iter().map(Into::into).collect()),
    }
}

/// A proposal in any of the forms in which it is taken: itself, a mapping, or JSON text.
pub(crate) fn proposal(value: &Bound<'_, PyAny>) -> Result<PyProposal, Trouble> {
    if let Ok(proposal) = value.cast::<PyProposal>() {
        return Ok(proposal.get().clone());
    }
    if !value.is_instance_of::<PyDict>()
        && let Some(text) = text_argument(value)?
    {
        return Ok(from_text(&text)?);
    }
    Ok(PyProposal::new(Proposal::from_value(&json(value)?)?))
}
