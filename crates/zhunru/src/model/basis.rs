//! Legal bases of a proposal (法律法规政策依据).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::coded::coded;
use super::{Approval, Stated};
use crate::input::{Fields, FromJson, Report};
use crate::json::Value;

coded! {
    /// The rank of a document that a proposal rests on (依据效力层级).
    ///
    /// Ranks are named values without an order; rules ask for sets of them. 法律法规 means
    /// constitution, law, administrative regulation and local regulation.
    pub enum BasisRank ("rank of a legal basis") {
        /// The constitution.
        Constitution = "constitution", "宪法", "constitution";
        /// A law of the National People's Congress or its standing committee.
        Law = "law", "法律", "law";
        /// An administrative regulation of the State Council.
        AdministrativeRegulation = "administrative_regulation", "行政法规", "administrative regulation";
        /// A decision of the State Council.
        StateCouncilDecision = "state_council_decision", "国务院决定", "State Council decision";
        /// A document of the party's centre.
        CentralPartyDocument = "central_party_document", "党中央文件", "central party document";
        /// A joint document of the party's centre and the State Council, or of their offices.
        CentralJointDocument = "central_joint_document", "党中央国务院联合文件", "central joint document";
        /// A local regulation of a people's congress.
        LocalRegulation = "local_regulation", "地方性法规", "local regulation";
        /// A rule of a ministry.
        MinistryRule = "ministry_rule", "部门规章", "ministry rule";
        /// A rule of a local government.
        LocalGovernmentRule = "local_government_rule", "地方政府规章", "local government rule";
        /// A normative document (规范性文件).
        NormativeDocument = "normative_document", "规范性文件", "normative document";
        /// Any other policy document.
        PolicyDocument = "policy_document", "政策文件", "policy document";
    }
}

/// One document that a proposal or demand rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LegalBasis {
    /// The rank of the document; unknown when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<BasisRank>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Stated<SmolStr>>,
    /// Its number (文号).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Stated<SmolStr>>,
    /// The clause relied on (条款).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Stated<SmolStr>>,
    /// Whether it is the very document by which the task was deployed or approved (部署、审批文件本身);
    /// absent, its number is compared with those of the acts on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment: Option<bool>,
}

impl LegalBasis {
    /// Whether it is the document of an act on record: it is stated, or the numbers are the same.
    /// Statutes, rules and central documents are none, nor is one whose number is not given; nothing
    /// while the acts or their numbers are unknown.
    pub fn is_deployment(&self, approvals: Option<&[Approval]>) -> Option<bool> {
        use BasisRank as R;
        if self.deployment.is_some() {
            return self.deployment;
        }
        if !matches!(
            self.rank,
            None | Some(R::NormativeDocument | R::PolicyDocument)
        ) {
            return Some(false);
        }
        let Some(Stated::Value(number)) = &self.number else {
            return Some(false);
        };
        let mut open = false;
        for approval in approvals? {
            match &approval.number {
                Some(Stated::Value(other)) if other == number => return Some(true),
                Some(_) => {}
                None => open = true,
            }
        }
        (!open).then_some(false)
    }
}

impl FromJson for LegalBasis {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(
            value,
            report,
            &["rank", "title", "number", "clause", "deployment"],
        )?;
        Some(LegalBasis {
            rank: fields.optional("rank"),
            title: fields.optional("title"),
            number: fields.optional("number"),
            clause: fields.optional("clause"),
            deployment: fields.optional("deployment"),
        })
    }
}

impl<'de> Deserialize<'de> for LegalBasis {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
