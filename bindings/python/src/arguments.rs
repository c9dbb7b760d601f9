//! Arguments that several calls take.

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use zhunru::model::{Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Request, Selection};

use crate::failure::{Failure, Kind, Trouble};
use crate::from_python::json;
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
        packs: Option<Vec<String>>,
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
pub(crate) fn selection(packs: Option<Vec<String>>) -> Selection {
    match packs {
        None => Selection::Covering,
        Some(names) => Selection::Named(names.into_iter().map(Into::into).collect()),
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
