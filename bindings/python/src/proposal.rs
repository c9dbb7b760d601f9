//! `zhunru.Proposal`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyString, PyTuple};
use serde::Serialize;
use smol_str::SmolStr;
use zhunru::json::Json;
use zhunru::model::{FORMAT, Proposal};

use crate::failure::{Failure, Kind, Trouble};
use crate::from_python::json;
use crate::python::{json_of, proposal_html, restore_proposal, text_of};
use crate::to_python::plain_of;

/// A proposal: what one notice asks of one village (准入申请).
///
/// What is left out, or `None`, is unknown; that there is none is said with `[]`, `"none"` or
/// `"nobody"`. It never changes.
///
/// >>> from zhunru import Proposal
/// >>> proposal = Proposal(
/// ...     id="2024-031",
/// ...     village={"code": "340304100201"},
/// ...     demands=[{"type": "data_request", "frequency": "weekly"}],
/// ... )
/// >>> proposal.id
/// '2024-031'
/// >>> proposal.demands[0]["frequency"]
/// 'weekly'
/// >>> proposal == Proposal.from_json(proposal.to_json())
/// True
#[pyclass(frozen, module = "zhunru", name = "Proposal")]
#[derive(Clone, Debug)]
pub(crate) struct PyProposal {
    pub(crate) proposal: Arc<Proposal>,
}

/// A proposal as it is written: with the version of the format.
#[derive(Serialize)]
struct Document<'a> {
    format: i64,
    #[serde(flatten)]
    proposal: &'a Proposal,
}

impl PyProposal {
    pub(crate) fn new(proposal: Proposal) -> Self {
        PyProposal {
            proposal: Arc::new(proposal),
        }
    }

    fn document(&self) -> Document<'_> {
        Document {
            format: FORMAT,
            proposal: &self.proposal,
        }
    }

    fn read(value: &Json) -> Result<Self, Failure> {
        Ok(Self::new(Proposal::from_value(value)?))
    }
}

/// Reads a proposal from JSON text.
pub(crate) fn from_text(text: &str) -> Result<PyProposal, Failure> {
    Ok(PyProposal::new(Proposal::from_json(text)?))
}

/// The text of an argument that is a string or bytes; nothing when it is neither.
pub(crate) fn text_argument(value: &Bound<'_, PyAny>) -> Result<Option<String>, Trouble> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(text.to_str()?.to_owned()));
    }
    if !value.is_instance_of::<PyBytes>() && !value.is_instance_of::<PyByteArray>() {
        return Ok(None);
    }
    let bytes: Vec<u8> = value.extract()?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(Kind::Proposal, "invalid-utf8", "the text is not UTF-8")
            .chinese("文本不是 UTF-8 编码")
    })?;
    Ok(Some(text))
}

#[pymethods]
impl PyProposal {
    #[new]
    #[pyo3(signature = (*, demands, id=None, title=None, submitted_on=None, starts_on=None,
        ends_on=None, issuer=None, village=None, basis=None, approvals=None, support=None,
        facts=None, format=None))]
    #[allow(
        clippy::too_many_arguments,
        reason = "each is a field, given by its name"
    )]
    fn python_new(
        demands: &Bound<'_, PyAny>,
        id: Option<&Bound<'_, PyAny>>,
        title: Option<&Bound<'_, PyAny>>,
        submitted_on: Option<&Bound<'_, PyAny>>,
        starts_on: Option<&Bound<'_, PyAny>>,
        ends_on: Option<&Bound<'_, PyAny>>,
        issuer: Option<&Bound<'_, PyAny>>,
        village: Option<&Bound<'_, PyAny>>,
        basis: Option<&Bound<'_, PyAny>>,
        approvals: Option<&Bound<'_, PyAny>>,
        support: Option<&Bound<'_, PyAny>>,
        facts: Option<&Bound<'_, PyAny>>,
        format: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let fields = PyDict::new(demands.py());
        let given = [
            ("id", id),
            ("title", title),
            ("submitted_on", submitted_on),
            ("starts_on", starts_on),
            ("ends_on", ends_on),
            ("issuer", issuer),
            ("village", village),
            ("basis", basis),
            ("approvals", approvals),
            ("support", support),
            ("demands", Some(demands)),
            ("facts", facts),
            ("format", format),
        ];
        for (name, value) in given {
            if let Some(value) = value {
                fields.set_item(name, value)?;
            }
        }
        Ok(Self::read(&json(&fields)?)?)
    }

    /// Reads a proposal from a mapping in the interchange form; dates may be `datetime.date` and
    /// amounts `Decimal`. Every fault is told, in one `ProposalError`.
    ///
    /// >>> from zhunru import Proposal, ProposalError
    /// >>> try:
    /// ...     Proposal.from_dict({"titel": "周报", "demands": [{"type": "meeting", "held_on": "4.3.2024"}]})
    /// ... except ProposalError as error:
    /// ...     [fault.path for fault in error.faults]
    /// ['titel', 'demands[0].held_on']
    #[staticmethod]
    fn from_dict(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self::read(&json(value)?)?)
    }

    /// Reads a proposal from JSON text, a string or UTF-8 bytes.
    #[staticmethod]
    fn from_json(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        match text_argument(text)? {
            Some(text) => Ok(from_text(&text)?),
            None => Err(Failure::argument("expected JSON text, a string or bytes").into()),
        }
    }

    /// The proposal's number in the sender's books.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.proposal.id.as_deref()
    }

    /// The title of the notice.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.proposal.title.as_deref()
    }

    /// The day on which it was submitted.
    #[getter]
    fn submitted_on(&self) -> Option<NaiveDate> {
        self.proposal.submitted_on
    }

    /// The first day of the task; `"none"` when it is stated that there is none.
    #[getter]
    fn starts_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        stated_day(py, self.proposal.starts_on.as_ref())
    }

    /// The last day of the task; `"none"` when it is stated that there is none.
    #[getter]
    fn ends_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        stated_day(py, self.proposal.ends_on.as_ref())
    }

    /// Who issues it: one organ, or a list of them for a joint notice.
    #[getter]
    fn issuer<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.issuer)
    }

    /// The village that it concerns, with the stock that rules count.
    #[getter]
    fn village<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.village)
    }

    /// What it rests on.
    #[getter]
    fn basis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.basis)
    }

    /// The acts on record.
    #[getter]
    fn approvals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.approvals)
    }

    /// The support offered.
    #[getter]
    fn support<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.support)
    }

    /// What it asks for, a copy of each demand.
    #[getter]
    fn demands<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.demands)
    }

    /// Further facts by path.
    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.proposal.facts)
    }

    /// The proposal in the interchange form, as plain dictionaries, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &self.document())
    }

    /// The proposal in the interchange form, as JSON text.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, pretty: bool) -> PyResult<String> {
        Ok(text_of(&self.document(), pretty)?)
    }

    /// The proposal with some fields otherwise; `None` makes one unknown.
    ///
    /// >>> from zhunru import Proposal
    /// >>> proposal = Proposal(id="7", demands=[{"type": "meeting"}])
    /// >>> proposal.replace(title="调度会", id=None)
    /// Proposal(title='调度会', demands=[{'type': 'meeting'}])
    #[pyo3(signature = (**changes))]
    fn replace(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut whole = json_of(&self.document())?;
        if let (Json::Object(fields), Some(changes)) = (&mut whole, changes) {
            let Json::Object(changed) = json(changes)? else {
                return Err(Failure::internal().into());
            };
            fields.extend(changed);
        }
        Ok(Self::read(&whole)?)
    }

    /// The proposal with the answer to a question, which `MissingFact.place` puts where it belongs.
    ///
    /// >>> from zhunru import Engine, Proposal
    /// >>> engine = Engine()
    /// >>> proposal = Proposal(village={"code": "340304100201"}, demands=[{"type": "signboard"}])
    /// >>> question = next(
    /// ...     one for one in engine.missing(proposal, as_of="2024-03-04")
    /// ...     if one.fact == "signboard.placement"
    /// ... )
    /// >>> proposal.answer(question, "exterior_sign").demands
    /// [{'type': 'signboard', 'placement': 'exterior_sign'}]
    fn answer(&self, missing: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Some(place) = missing.getattr_opt("place")? else {
            return Err(PyTypeError::new_err(format!(
                "expected a `MissingFact`, as `Engine.missing` gives them, found a `{}`",
                missing.get_type().qualname()?
            )));
        };
        let place: Vec<Key> = place.extract()?;
        let mut whole = json_of(&self.document())?;
        put(&mut whole, &place, json(value)?)?;
        Ok(Self::read(&whole)?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<PyProposal>();
        other.is_ok_and(|other| other.get().proposal == self.proposal)
    }

    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        text_of(&*self.proposal, false)?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let fields = plain_of(py, &*self.proposal)?;
        let mut parts = Vec::new();
        for (name, value) in fields.cast::<PyDict>()?.iter() {
            parts.push(format!("{name}={}", value.repr()?.to_str()?));
        }
        Ok(format!("Proposal({})", parts.join(", ")))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        proposal_html(slf.py())?.call1((slf,))
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let text = text_of(&self.document(), false)?;
        Ok((restore_proposal(py)?.clone(), (text,).into_pyobject(py)?))
    }
}

/// A step on the way to a field of a proposal.
#[derive(Clone, Debug, FromPyObject)]
pub(crate) enum Key {
    Index(usize),
    Name(String),
}

/// Puts a value in its place; objects on the way to it are made where there are none.
fn put(whole: &mut Json, place: &[Key], value: Json) -> Result<(), Failure> {
    let mut at = whole;
    for key in place {
        if *at == Json::Null {
            *at = Json::Object(Default::default());
        }
        at = match (key, at) {
            (Key::Name(name), Json::Object(fields)) => {
                fields.entry(SmolStr::from(name)).or_insert(Json::Null)
            }
            (Key::Index(index), Json::Array(values)) => {
                values.get_mut(*index).ok_or_else(|| {
                    Failure::argument(format!("the proposal has no entry {index} there"))
                })?
            }
            (Key::Name(name), _) => {
                return Err(Failure::argument(format!(
                    "`{name}` is one of several there; use `replace` to state them"
                )));
            }
            (Key::Index(index), _) => {
                return Err(Failure::argument(format!(
                    "the proposal has no entry {index} there"
                )));
            }
        };
    }
    *at = value;
    Ok(())
}

fn stated_day<'py>(
    py: Python<'py>,
    day: Option<&zhunru::model::Stated<NaiveDate>>,
) -> PyResult<Bound<'py, PyAny>> {
    match day {
        None => Ok(py.None().into_bound(py)),
        Some(stated) => match stated.value() {
            Some(day) => Ok(day.into_pyobject(py)?.into_any()),
            None => Ok("none".into_pyobject(py)?.into_any()),
        },
    }
}
