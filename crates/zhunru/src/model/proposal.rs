//! The proposal: what one notice asks of one village (准入申请).

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{
    Approval, Demand, DemandBody, DemandType, Issuer, LegalBasis, Stated, Support, Village,
};
use crate::input::{Fields, FromJson, InputErrors, Report};
use crate::json::{Document, Json, Value};

/// The version of the interchange format that this library reads and writes.
pub const FORMAT: i64 = 1;

/// What a document states of a fact by path, before the vocabulary gives it its type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum StatedFact {
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A code, a name, a decimal number, a date, or `none`.
    Text(SmolStr),
}

/// Facts by path, in the order in which they were stated. What hashes the paths differs from process
/// to process, as in [`json::Object`](crate::json::Object).
pub type Facts = IndexMap<SmolStr, StatedFact, foldhash::fast::RandomState>;

impl FromJson for Facts {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let Value::Object(fields) = value else {
            report.expected("an object of facts by path", "以事实路径为键的对象", value);
            return None;
        };
        let mut facts = Facts::with_capacity_and_hasher(fields.count_of_all(), Default::default());
        for (path, place) in *fields {
            let stated = match fields.at(place) {
                Value::Null => continue,
                Value::Boolean(value) => StatedFact::Boolean(value),
                Value::Integer(value) => StatedFact::Integer(value),
                Value::Text(value) => StatedFact::Text(value.into()),
                other => {
                    report.field(path).expected(
                        "a boolean, a whole number, or a string, which other numbers are too, \
                         such as `\"0.6\"`",
                        "布尔值、整数或字符串；小数写在引号里，例如 \"0.6\"",
                        &other,
                    );
                    continue;
                }
            };
            facts.insert(path.into(), stated);
        }
        Some(facts)
    }
}

/// One proposal: a header and one or more demands.
///
/// ```
/// use zhunru::model::Proposal;
/// let proposal = Proposal::from_json(r#"{
///     "id": "2024-031", "submitted_on": "2024-03-04",
///     "village": {"code": "340304100201"},
///     "demands": [{"type": "data_request", "frequency": "weekly"}]
/// }"#)?;
/// assert_eq!(proposal.demands.len(), 1);
///
/// let errors = Proposal::from_json(r#"{"demands": [{"type": "work", "itm": "x"}]}"#).unwrap_err();
/// assert_eq!(errors.errors()[0].path, "demands[0].itm");
/// assert!(errors.errors()[0].message.contains("did you mean `item`?"));
/// # Ok::<(), zhunru::input::InputErrors>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Proposal {
    /// The proposal's number in the sender's books.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<SmolStr>,
    /// The title of the notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<SmolStr>,
    /// The day on which it was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<NaiveDate>,
    /// The first day of the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Stated<NaiveDate>>,
    /// The last day of the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Stated<NaiveDate>>,
    /// Who issues it; for a resident's request, the resident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Issuer>,
    /// The village that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village: Option<Village>,
    /// What it rests on; an empty list says that there is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Vec<LegalBasis>>,
    /// The acts on record; an empty list says that there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approvals: Option<Vec<Approval>>,
    /// The support offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
    /// What it asks for, at least one demand.
    pub demands: Vec<Demand>,
    /// Further facts by path.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub facts: Facts,
}

impl Proposal {
    /// A proposal with one demand of this type, of which nothing is known.
    pub(crate) fn unknown(demand: DemandType) -> Self {
        Proposal {
            demands: vec![Demand::new(DemandBody::unknown(demand))],
            ..Proposal::default()
        }
    }

    /// Reads one proposal from JSON text, noting every fault with its path.
    ///
    /// # Errors
    /// When the text is no JSON, nested too deep, or a field is unknown, missing or of a wrong
    /// value; all faults are given.
    pub fn from_json(text: &str) -> Result<Self, InputErrors> {
        Self::from_document(&Document::from_text(text)?)
    }

    /// Reads one proposal from a JSON document, for callers that make one from something else.
    ///
    /// # Errors
    /// As [`Proposal::from_json`].
    pub fn from_document(document: &Document<'_>) -> Result<Self, InputErrors> {
        Self::read(document)
    }

    /// Reads one proposal from a JSON value, for callers that walk an array themselves.
    ///
    /// # Errors
    /// As [`Proposal::from_json`].
    pub fn from_value(value: &Json) -> Result<Self, InputErrors> {
        Self::read(&value.into())
    }
}

impl FromJson for Proposal {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        const KNOWN: &[&str] = &[
            "format",
            "id",
            "title",
            "submitted_on",
            "starts_on",
            "ends_on",
            "issuer",
            "village",
            "basis",
            "approvals",
            "support",
            "demands",
            "facts",
        ];
        let mut fields = Fields::open(value, report, KNOWN)?;
        if let Some(format) = fields.optional::<i64>("format")
            && format != FORMAT
        {
            fields.report().field("format").error(
                "format",
                format!("format {format} is not supported, this version reads format {FORMAT}"),
                format!("不支持格式版本 {format}，本版本读取格式 {FORMAT}"),
            );
        }
        let proposal = Proposal {
            id: fields.optional("id"),
            title: fields.optional("title"),
            submitted_on: fields.optional("submitted_on"),
            starts_on: fields.optional("starts_on"),
            ends_on: fields.optional("ends_on"),
            issuer: fields.optional("issuer"),
            village: fields.optional("village"),
            basis: fields.optional("basis"),
            approvals: fields.optional("approvals"),
            support: fields.optional("support"),
            demands: fields.required("demands").unwrap_or_default(),
            facts: fields.optional("facts").unwrap_or_default(),
        };
        let demands = match fields.raw("demands") {
            Some(Value::Array(items)) => Some(items.count_of_all()),
            _ => None,
        };
        if demands == Some(0) {
            fields.report().field("demands").error(
                "empty-demands",
                "a proposal needs at least one demand",
                "一份申请至少要有一项诉求",
            );
        }
        let count = demands.unwrap_or_default();
        for (index, approval) in proposal.approvals.iter().flatten().enumerate() {
            for demand in approval
                .demands
                .iter()
                .flatten()
                .filter(|demand| **demand >= count)
            {
                fields
                    .report()
                    .field("approvals")
                    .element(index)
                    .field("demands")
                    .error(
                        "wrong-value",
                        format!(
                            "there is no demand {demand}, the last one is {}",
                            count.saturating_sub(1)
                        ),
                        format!("没有第{demand}项诉求（序号从0起）"),
                    );
            }
        }
        Some(proposal)
    }
}

impl<'de> Deserialize<'de> for Proposal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
