//! A proposal in a shape that suits the engines: flat, its days numbers, the signs inside counted.

use serde::{Deserialize, Serialize};
use zhunru_benches::workload::{Lists, Row, field as place};

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "the names are the codes of the interchange form")]
        pub enum $name { $($variant),+ }
    };
}

codes! {
    /// A level.
    Level { Central, Province, City, County, Township, Village }
}
codes! {
    /// A kind of organ.
    Kind {
        PartyCommittee, Government, PartyCommitteeAndGovernment, PartyDepartment, GovernmentDepartment,
        MassOrganisation, Township, VillagersAssembly, VillageOrganisation, Court, Enterprise, Resident, Other,
    }
}
codes! {
    /// A rank of a legal basis.
    Rank {
        Constitution, Law, AdministrativeRegulation, StateCouncilDecision, CentralPartyDocument,
        CentralJointDocument, LocalRegulation, MinistryRule, LocalGovernmentRule, NormativeDocument,
        PolicyDocument,
    }
}
codes! {
    /// An act.
    Act { UnifiedDeployment, Consent, Filing, Study, Approval }
}
codes! {
    /// How an act came out.
    Outcome { Approved, Rejected }
}
codes! {
    /// Who bears support.
    Bearer { Issuer, Superior, Township, Village, Nobody }
}
codes! {
    /// The village's role.
    Role { Responsible, Assist, Agent, Autonomous }
}
codes! {
    /// A placement.
    Placement { ExteriorSign, ExteriorIdentifier, InteriorSign, FunctionRoomSign }
}
codes! {
    /// A criterion.
    Criterion { Traces, Follows, AppPromotion, Mechanisms, Signboards, Satisfaction, Results }
}

/// Who issues.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Issuer {
    /// Its level.
    pub level: Level,
    /// Its kind.
    pub kind: Kind,
}

/// The legal basis.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Basis {
    /// Its rank.
    pub rank: Rank,
    /// Whether it is the deployment itself.
    pub deployment: bool,
}

/// The act on record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// What was done.
    pub act: Act,
    /// At which level.
    pub level: Level,
    /// By what kind of organ.
    pub kind: Kind,
    /// On which day, counted from the first of 1970.
    pub on: i32,
    /// The document.
    pub number: String,
    /// How it came out.
    pub outcome: Outcome,
}

/// Who bears what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Support {
    /// The funds.
    pub funds: Bearer,
    /// The staff.
    pub staff: Bearer,
    /// The equipment, which only mechanisms state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Bearer>,
}

/// The facts that bear on any demand.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(
    missing_docs,
    clippy::struct_excessive_bools,
    reason = "the facts by their paths"
)]
pub struct Any {
    pub forced: bool,
    pub lawful: bool,
    pub practical_effect: bool,
    pub accepted_by_villagers: bool,
    pub sole_yardstick: bool,
    pub arranged_by_mechanism_only: bool,
}

/// How many signs hang inside, and how many of them are extras of a level.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the counts by their levels")]
pub struct Hanging {
    pub interior: i64,
    pub city: i64,
    pub county: i64,
    pub township: i64,
}

/// The demand.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(
    missing_docs,
    clippy::struct_excessive_bools,
    reason = "the facts by their paths"
)]
pub enum Demand {
    Work {
        item: String,
        matter: String,
        role: Role,
        own_duty: bool,
    },
    DataRequest {
        sole_means: bool,
        in_existing_system: bool,
    },
    Mechanism {
        centrally_required: bool,
        statutorily_required: bool,
        existing_body_can_carry: bool,
    },
    Signboard {
        name: String,
        placement: Placement,
        sponsor_level: Level,
        counterpart: bool,
        typical_work: bool,
        filed: bool,
        statutorily_required: bool,
        hanging: Hanging,
    },
    Certificate {
        item: String,
        able_to_verify: bool,
    },
    Assessment {
        criteria: Vec<Criterion>,
    },
}

impl Demand {
    /// The code of its type.
    pub fn code(&self) -> &'static str {
        match self {
            Demand::Work { .. } => "work",
            Demand::DataRequest { .. } => "data_request",
            Demand::Mechanism { .. } => "mechanism",
            Demand::Signboard { .. } => "signboard",
            Demand::Certificate { .. } => "certificate",
            Demand::Assessment { .. } => "assessment",
        }
    }
}

/// A proposal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// The day on which it was submitted, counted from the first of 1970.
    pub day: i32,
    /// The village's code.
    pub village: String,
    /// Village or community.
    pub village_kind: String,
    /// Who issues.
    pub issuer: Issuer,
    /// The legal basis.
    pub basis: Basis,
    /// The act on record.
    pub record: Record,
    /// Who bears what.
    pub support: Support,
    /// What bears on any demand.
    pub any: Any,
    /// The demand.
    pub demand: Demand,
}

impl Facts {
    /// The facts of a proposal, all of which are known.
    ///
    /// # Errors
    /// When a code is none of the above.
    pub fn of(row: &Row, lists: &Lists) -> Result<Self, serde_json::Error> {
        serde_json::from_value(shaped(row, lists))
    }

    /// The text in which the engines get it.
    ///
    /// # Errors
    /// None that are known.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

fn shaped(row: &Row, lists: &Lists) -> serde_json::Value {
    let extras = |level| lists.extras(row.signs(), level);
    let demand = match row.text(place::TYPE) {
        "work" => serde_json::json!({
            "type": "work", "item": row.text(place::WORK_ITEM), "matter": row.text(place::WORK_MATTER),
            "role": row.text(place::WORK_ROLE), "own_duty": row.is(place::WORK_OWN_DUTY),
        }),
        "data_request" => serde_json::json!({
            "type": "data_request", "sole_means": row.is(place::DATA_SOLE_MEANS),
            "in_existing_system": row.is(place::DATA_IN_SYSTEM),
        }),
        "mechanism" => serde_json::json!({
            "type": "mechanism", "centrally_required": row.is(place::MECHANISM_CENTRAL),
            "statutorily_required": row.is(place::MECHANISM_STATUTORY),
            "existing_body_can_carry": row.is(place::MECHANISM_EXISTING_BODY),
        }),
        "signboard" => serde_json::json!({
            "type": "signboard", "name": row.text(place::SIGN_NAME),
            "placement": row.text(place::SIGN_PLACEMENT), "sponsor_level": row.text(place::SIGN_LEVEL),
            "counterpart": row.is(place::SIGN_COUNTERPART), "typical_work": row.is(place::SIGN_TYPICAL),
            "filed": row.is(place::SIGN_FILED), "statutorily_required": row.is(place::SIGN_STATUTORY),
            "hanging": {
                "interior": row.signs().len(), "city": extras("city"), "county": extras("county"),
                "township": extras("township"),
            },
        }),
        "certificate" => serde_json::json!({
            "type": "certificate", "item": row.text(place::CERTIFICATE_ITEM),
            "able_to_verify": row.is(place::CERTIFICATE_VERIFY),
        }),
        _ => serde_json::json!({
            "type": "assessment", "criteria": row.text(place::CRITERIA).split(';').collect::<Vec<_>>(),
        }),
    };
    serde_json::json!({
        "day": row.days(place::SUBMITTED_ON),
        "village": row.text(place::VILLAGE_CODE), "village_kind": row.text(place::VILLAGE_KIND),
        "issuer": {"level": row.text(place::ISSUER_LEVEL), "kind": row.text(place::ISSUER_KIND)},
        "basis": {"rank": row.text(place::BASIS_RANK), "deployment": row.is(place::BASIS_DEPLOYMENT)},
        "record": {
            "act": row.text(place::ACT), "level": row.text(place::ACT_LEVEL),
            "kind": row.text(place::ACT_KIND), "on": row.days(place::ACT_ON),
            "number": row.text(place::ACT_NUMBER), "outcome": row.text(place::ACT_OUTCOME),
        },
        "support": {
            "funds": row.text(place::FUNDS), "staff": row.text(place::STAFF),
            "equipment": row.get(place::EQUIPMENT).map(|_| row.text(place::EQUIPMENT)),
        },
        "any": {
            "forced": row.is(place::FORCED), "lawful": row.is(place::LAWFUL),
            "practical_effect": row.is(place::EFFECT), "accepted_by_villagers": row.is(place::ACCEPTED),
            "sole_yardstick": row.is(place::YARDSTICK),
            "arranged_by_mechanism_only": row.is(place::ARRANGED),
        },
        "demand": demand,
    })
}
