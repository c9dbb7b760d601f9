//! Acts by which bodies deploy, approve or refuse a proposal (审批记录).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::coded::coded;
use super::{Organ, Stated};
use crate::input::{Fields, FromJson, InputErrors, Report};
use crate::json::{Json, Value};

coded! {
    /// What a body did (办理环节).
    pub enum Act ("act") {
        /// A unified deployment.
        UnifiedDeployment = "unified_deployment", "统一部署", "unified deployment";
        /// A first review.
        PreliminaryReview = "preliminary_review", "初审", "preliminary review";
        /// An approval.
        Approval = "approval", "审批", "approval";
        /// A consent.
        Consent = "consent", "同意", "consent";
        /// A filing.
        Filing = "filing", "备案", "filing";
        /// A study by a meeting.
        Study = "study", "研究", "study";
        /// An inquiry into the facts.
        Inquiry = "inquiry", "调查核实", "inquiry";
        /// A deliberation with the villagers.
        Deliberation = "deliberation", "议事协商", "deliberation";
        /// A consultation beforehand.
        Consultation = "consultation", "事前协商", "consultation";
        /// An assessment of whether to admit.
        Assessment = "assessment", "评估审核", "assessment";
        /// A ratification.
        Ratification = "ratification", "审定", "ratification";
        /// A resolution.
        Resolution = "resolution", "决议", "resolution";
    }
}

coded! {
    /// How an act ended (办理结果).
    pub enum ApprovalOutcome ("outcome of an approval") {
        /// It was approved.
        Approved = "approved", "同意", "approved";
        /// It was refused.
        Rejected = "rejected", "不同意", "rejected";
    }
}

/// One act on record: who did what, when, under which number, with which outcome.
///
/// Without `ends_on` it has no end, and without `demands` it covers all demands of the proposal;
/// in every other field absence is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Approval {
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Organ>,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Stated<NaiveDate>>,
    /// Under which document number (文号).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Stated<SmolStr>>,
    /// With which outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ApprovalOutcome>,
    /// The last day on which it counts, if it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Stated<NaiveDate>>,
    /// The demands that it covers, by their index from 0, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demands: Option<Vec<usize>>,
}

impl Approval {
    /// Reads acts on record that stand outside of a proposal, such as those by which a list is
    /// adopted: an array, as under `approvals` of a proposal.
    ///
    /// # Errors
    /// When the value is no such array; every fault is told with its path, such as `[1].on`.
    ///
    /// ```
    /// use zhunru::model::Approval;
    /// let value = serde_json::from_str(r#"[{"act": "study"}, {"act": "studdy"}]"#)?;
    /// let errors = Approval::all_from_value(&value).err().ok_or("there is one")?;
    /// assert_eq!(errors.errors()[0].path, "[1].act");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn all_from_value(value: &Json) -> Result<Vec<Self>, InputErrors> {
        Vec::read(&value.into())
    }

    /// Whether the act covers the demand with this index.
    pub fn covers(&self, demand: usize) -> bool {
        self.demands
            .as_ref()
            .is_none_or(|demands| demands.contains(&demand))
    }

    /// Whether the act has ended before this day.
    pub fn is_past(&self, day: NaiveDate) -> bool {
        self.ends_on
            .and_then(|end| end.value().copied())
            .is_some_and(|end| end < day)
    }
}

impl FromJson for Approval {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        const KNOWN: &[&str] = &["act", "by", "on", "number", "outcome", "ends_on", "demands"];
        let mut fields = Fields::open(value, report, KNOWN)?;
        Some(Approval {
            act: fields.optional("act"),
            by: fields.optional("by"),
            on: fields.optional("on"),
            number: fields.optional("number"),
            outcome: fields.optional("outcome"),
            ends_on: fields.optional("ends_on"),
            demands: fields.optional("demands"),
        })
    }
}

impl<'de> Deserialize<'de> for Approval {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
