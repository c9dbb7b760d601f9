//! Authorities and other bodies: who asks, who approves (机构).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::coded::coded;
use super::{Coded, CreditCode};
use crate::input::{Fields, FromJson, Report};
use crate::json::Value;

coded! {
    /// The level of an organ or a place in the state's hierarchy (行政层级), lowest first.
    ///
    /// Municipalities under the central government (直辖市) are `province` and their districts
    /// `county`; cities at county level that a province governs directly (济源) are `county`.
    pub enum AdminLevel ("administrative level", ordered) {
        /// A village or community.
        Village = "village", "村级", "village";
        /// A township, town or street.
        Township = "township", "乡级", "township";
        /// A county, district or county-level city.
        County = "county", "县级", "county";
        /// A prefecture-level city.
        City = "city", "市级", "city";
        /// A province, or a municipality under the central government.
        Province = "province", "省级", "province";
        /// The centre.
        Central = "central", "中央", "central";
    }
}

coded! {
    /// The kind of an organ (机构类别).
    pub enum OrganKind ("kind of organ") {
        /// A party committee.
        PartyCommittee = "party_committee", "党委", "party committee";
        /// A people's government.
        Government = "government", "政府", "government";
        /// A party committee and a government acting in one joint document.
        PartyCommitteeAndGovernment = "party_committee_and_government", "党委和政府", "party committee and government";
        /// A department of a party committee.
        PartyDepartment = "party_department", "党委部门", "party department";
        /// A department of a government.
        GovernmentDepartment = "government_department", "政府部门", "government department";
        /// The civil affairs department.
        CivilAffairs = "civil_affairs", "民政部门", "civil affairs department";
        /// The organization department of a party committee.
        OrganizationDepartment = "organization_department", "组织部门", "organization department";
        /// A centre for grassroots governance.
        GovernanceCentre = "governance_centre", "基层治理中心", "grassroots governance centre";
        /// The executive meeting of a government.
        GovernmentExecutiveMeeting = "government_executive_meeting", "政府常务会", "government executive meeting";
        /// The standing committee of a party committee.
        StandingCommittee = "standing_committee", "党委常委会", "party standing committee";
        /// A mass organisation.
        MassOrganisation = "mass_organisation", "群团组织", "mass organisation";
        /// A public institution.
        PublicInstitution = "public_institution", "事业单位", "public institution";
        /// A joint conference of several organs.
        JointConference = "joint_conference", "联席会议", "joint conference";
        /// A township, town or street office.
        Township = "township", "乡镇（街道）", "township";
        /// The villagers' assembly or the assembly of their representatives.
        VillagersAssembly = "villagers_assembly", "村民会议（代表会议）", "villagers' assembly";
        /// A body of the village itself.
        VillageOrganisation = "village_organisation", "村级组织", "village organisation";
        /// A court.
        Court = "court", "法院", "court";
        /// An enterprise, a bank included.
        Enterprise = "enterprise", "企业", "enterprise";
        /// A resident.
        Resident = "resident", "村（居）民", "resident";
        /// Anything else.
        Other = "other", "其他", "other";
    }
}

impl OrganKind {
    /// Whether rules on party, government and mass organisations (党政群机构) reach such an organ.
    ///
    /// They do not reach courts, enterprises, residents and others, nor the village's own bodies.
    pub fn is_authority(self) -> bool {
        !matches!(
            self,
            OrganKind::VillagersAssembly
                | OrganKind::VillageOrganisation
                | OrganKind::Court
                | OrganKind::Enterprise
                | OrganKind::Resident
                | OrganKind::Other
        )
    }
}

/// An organ: who issues a proposal or acts on it (机构).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organ {
    /// The organ's name as the document gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// Its level; unknown when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AdminLevel>,
    /// Its kind; unknown when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganKind>,
    /// Its unified social credit code (统一社会信用代码, GB 32100).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CreditCode>,
}

impl FromJson for Organ {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(value, report, &["name", "level", "kind", "code"])?;
        Some(Organ {
            name: fields.optional("name"),
            level: fields.optional("level"),
            kind: fields.optional("kind"),
            code: fields.optional("code"),
        })
    }
}

impl<'de> Deserialize<'de> for Organ {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}

/// Who issues a proposal: one organ, or several in a joint notice (联合发文).
///
/// A joint issuer counts at its highest level, and as an authority when one of its organs is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuer {
    organs: Vec<Organ>,
}

impl Issuer {
    /// An issuer of one organ, or of several for a joint notice.
    pub fn new(organs: impl IntoIterator<Item = Organ>) -> Self {
        Issuer {
            organs: organs.into_iter().collect(),
        }
    }

    /// The organs, in the order in which they were named.
    pub fn organs(&self) -> &[Organ] {
        &self.organs
    }

    /// The level at which the issuer counts: the highest of its organs, or unknown while one that
    /// is not known could be higher.
    pub fn level(&self) -> Option<AdminLevel> {
        let known = self.organs.iter().filter_map(|organ| organ.level).max();
        let whole = self.organs.iter().all(|organ| organ.level.is_some());
        known.filter(|level| whole || *level == AdminLevel::Central)
    }

    /// The kind as which the issuer counts: of its authorities the first at the highest known
    /// level, else the first organ's; unknown while an organ of unknown kind could matter.
    pub fn kind(&self) -> Option<OrganKind> {
        let mut authority: Option<&Organ> = None;
        for organ in self
            .organs
            .iter()
            .filter(|organ| organ.kind.is_some_and(OrganKind::is_authority))
        {
            if authority.is_none_or(|best| organ.level > best.level) {
                authority = Some(organ);
            }
        }
        match authority {
            Some(organ) => organ.kind,
            None if self.organs.iter().all(|organ| organ.kind.is_some()) => {
                self.organs.first().and_then(|organ| organ.kind)
            }
            None => None,
        }
    }
}

impl Serialize for Issuer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.organs.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl FromJson for Issuer {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let organs = match value {
            Value::Array(items) if items.count_of_all() == 0 => {
                report.error(
                    "empty-issuer",
                    "an issuer needs at least one organ",
                    "签发单位至少要有一个机构",
                );
                return None;
            }
            Value::Array(_) => Vec::from_json(value, report)?,
            _ => vec![Organ::from_json(value, report)?],
        };
        Some(Issuer { organs })
    }
}

/// The codes of the kinds that rules on 党政群机构 reach, for documentation and checks.
pub fn authority_kinds() -> impl Iterator<Item = OrganKind> {
    OrganKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_authority())
}
