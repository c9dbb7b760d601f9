//! What one proposal asks of a village: its demands (诉求), one struct for each kind.

mod accountability;
mod body;
mod certificate;
mod digital;
mod item;
mod kind;
mod mechanism;
mod notice;
mod work;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

pub use accountability::{
    AccountabilityDemand, AssessmentCriterion, AssessmentDemand, InspectionDemand, InspectionScope,
};
pub use certificate::{CertificateDemand, SealUseDemand};
pub use digital::{DigitalToolDemand, ToolAsk};
pub use kind::{DemandType, DemandTypes};
pub use mechanism::{MechanismDemand, SignboardDemand};
pub use notice::{DocumentDemand, MeetingDemand};
pub use work::{DataRequestDemand, Frequency, WorkDemand, WorkRole};

use super::{Facts, LegalBasis, Support};
use crate::input::{Fields, FromJson, Report};
use crate::json::Value;
use crate::vocabulary::{Fact, FactState, Told};

/// What the bodies of all demand types have in common: fields, JSON, facts.
pub(crate) trait Body: Sized + Default {
    /// The names of the fields in JSON, in the order of their facts.
    const FIELDS: &'static [&'static str];

    /// The names of all fields of the demand's object, in the order in which they are read.
    const KNOWN: &'static [&'static str];

    /// Reads the fields out of the demand's object.
    fn from_fields(fields: &mut Fields<'_, '_>) -> Self;

    /// Takes over the fields that another states; gives whether none was stated otherwise before.
    fn overlay(&mut self, other: &Self) -> bool;

    /// Adds the facts of the fields to the vocabulary, in the order of the fields.
    fn describe(facts: &mut Vec<Fact>);

    /// Hands out what is known of each fact, in the same order.
    fn states(&self, sink: &mut dyn FnMut(FactState));

    /// The same, borrowed.
    fn tell<'a>(&'a self, sink: &mut impl FnMut(Told<'a>));
}

macro_rules! bodies {
    ($( $(#[$meta:meta])* $variant:ident($body:ty); )+) => {
        /// The part of a demand that its type brings.
        #[derive(Clone, Debug, PartialEq)]
        pub enum DemandBody {
            $( $(#[$meta])* $variant($body), )+
        }

        impl DemandBody {
            /// The type of the demand.
            pub fn demand_type(&self) -> DemandType {
                match self { $( DemandBody::$variant(_) => DemandType::$variant, )+ }
            }

            /// The body of a demand of this type of which nothing is known.
            pub fn unknown(demand: DemandType) -> Self {
                match demand { $( DemandType::$variant => DemandBody::$variant(Default::default()), )+ }
            }

            /// Takes over what another body of the same type states, where this one states nothing;
            /// gives whether the two agree. Bodies of different types do not.
            ///
            /// ```
            /// use zhunru::model::{DemandBody, DemandType};
            /// use zhunru::model::demand::WorkDemand;
            /// let mut work = DemandBody::unknown(DemandType::Work);
            /// let own = |own_duty| DemandBody::Work(WorkDemand { own_duty, ..Default::default() });
            /// assert!(work.overlay(&own(Some(true))));
            /// assert!(!work.overlay(&own(Some(false))));
            /// assert_eq!(work, own(Some(true)));
            /// ```
            pub fn overlay(&mut self, other: &DemandBody) -> bool {
                match (self, other) {
                    $( (DemandBody::$variant(body), DemandBody::$variant(other)) => body.overlay(other), )+
                    _ => false,
                }
            }

            /// The names that a demand of this type may carry in JSON.
            pub(crate) fn field_names(demand: DemandType) -> &'static [&'static str] {
                match demand { $( DemandType::$variant => <$body as Body>::FIELDS, )+ }
            }

            fn known(demand: DemandType) -> &'static [&'static str] {
                match demand { $( DemandType::$variant => <$body as Body>::KNOWN, )+ }
            }

            fn from_fields(demand: DemandType, fields: &mut Fields<'_, '_>) -> Self {
                match demand {
                    $( DemandType::$variant => DemandBody::$variant(Body::from_fields(fields)), )+
                }
            }

            /// Hands out what is known of the body's facts, in the order of its fields.
            pub(crate) fn states(&self, sink: &mut dyn FnMut(FactState)) {
                match self { $( DemandBody::$variant(body) => body.states(sink), )+ }
            }

            /// The same, borrowed.
            pub(crate) fn tell<'a>(&'a self, sink: &mut impl FnMut(Told<'a>)) {
                match self { $( DemandBody::$variant(body) => body.tell(sink), )+ }
            }

            fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $( DemandBody::$variant(body) => serde_json::to_value(body), )+ }
            }
        }
    };
}

bodies! {
    /// Work handed down (派交工作事务).
    Work(WorkDemand);
    /// Forms, figures, material or ledgers asked for (填表报数、提供材料、台账).
    DataRequest(DataRequestDemand);
    /// A mechanism to be set up (设立工作机制).
    Mechanism(MechanismDemand);
    /// A post or person to be dedicated (专人专岗).
    DedicatedPost(MechanismDemand);
    /// A sign to be put up (挂牌).
    Signboard(SignboardDemand);
    /// A certificate that an office requires of the village (要求出具证明).
    Certificate(CertificateDemand);
    /// A certificate that a resident asks for (村民申请出具证明).
    CertificateRequest(CertificateDemand);
    /// An assessment of the village (考核评价).
    Assessment(AssessmentDemand);
    /// A matter with one-vote veto (一票否决).
    OneVoteVeto(AccountabilityDemand);
    /// A letter of responsibility to sign (责任状).
    ResponsibilityLetter(AccountabilityDemand);
    /// An inspection or check (督查检查).
    Inspection(InspectionDemand);
    /// An app or business system to use (APP、业务系统).
    DigitalTool(DigitalToolDemand);
    /// A work group in a chat service (工作群).
    ChatGroup(DigitalToolDemand);
    /// A document sent (发文).
    Document(DocumentDemand);
    /// A meeting called (会议).
    Meeting(MeetingDemand);
    /// The village's seal to be used (使用公章).
    SealUse(SealUseDemand);
}

/// One demand of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// What is asked for.
    pub body: DemandBody,
    /// The demand's own legal bases, which stand for it instead of the proposal's.
    pub basis: Option<Vec<LegalBasis>>,
    /// The demand's own support, which stands for it instead of the proposal's.
    pub support: Option<Support>,
    /// The demand's own facts, each of which stands for it instead of the proposal's.
    pub facts: Facts,
}

impl Demand {
    /// A demand with this body that takes everything else from the proposal.
    pub fn new(body: DemandBody) -> Self {
        Demand {
            body,
            basis: None,
            support: None,
            facts: Facts::default(),
        }
    }

    /// The type of the demand.
    pub fn demand_type(&self) -> DemandType {
        self.body.demand_type()
    }
}

/// The facts of all demand bodies, body by body, each once.
pub(crate) fn describe_bodies() -> Vec<Fact> {
    let mut facts = Vec::new();
    WorkDemand::describe(&mut facts);
    DataRequestDemand::describe(&mut facts);
    MechanismDemand::describe(&mut facts);
    SignboardDemand::describe(&mut facts);
    CertificateDemand::describe(&mut facts);
    AssessmentDemand::describe(&mut facts);
    AccountabilityDemand::describe(&mut facts);
    InspectionDemand::describe(&mut facts);
    DigitalToolDemand::describe(&mut facts);
    DocumentDemand::describe(&mut facts);
    MeetingDemand::describe(&mut facts);
    SealUseDemand::describe(&mut facts);
    facts
}

impl Serialize for Demand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = self.body.to_json().map_err(serde::ser::Error::custom)?;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.demand_type())?;
        if let serde_json::Value::Object(fields) = &body {
            for name in DemandBody::field_names(self.demand_type()) {
                if let Some(value) = fields.get(*name) {
                    map.serialize_entry(name, value)?;
                }
            }
        }
        if let Some(basis) = &self.basis {
            map.serialize_entry("basis", basis)?;
        }
        if let Some(support) = &self.support {
            map.serialize_entry("support", support)?;
        }
        if !self.facts.is_empty() {
            map.serialize_entry("facts", &self.facts)?;
        }
        map.end()
    }
}

impl FromJson for Demand {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        // The type decides which other fields there may be, so it is read before them.
        let Value::Object(object) = value else {
            report.expected("an object", "对象", value);
            return None;
        };
        let demand = match object.get("type") {
            Some(name) => DemandType::from_json(&name, &mut report.field("type"))?,
            None => {
                report.field("type").error(
                    "missing-field",
                    "the field `type` must be given",
                    "缺少字段“type”（诉求类型）",
                );
                return None;
            }
        };
        let mut fields = Fields::open(value, report, DemandBody::known(demand))?;
        Some(Demand {
            body: DemandBody::from_fields(demand, &mut fields),
            basis: fields.optional("basis"),
            support: fields.optional("support"),
            facts: fields.optional("facts").unwrap_or_default(),
        })
    }
}

impl<'de> Deserialize<'de> for Demand {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
