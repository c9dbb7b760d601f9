//! The types of demand, and sets of them.

use std::fmt;

use crate::model::Coded;
use crate::model::coded::coded;

coded! {
    /// The type of a demand (诉求类型).
    pub enum DemandType ("type of demand") {
        /// Work handed down.
        Work = "work", "派交工作事务", "work";
        /// Forms, figures, material or ledgers asked for.
        DataRequest = "data_request", "填表报数", "data request";
        /// A mechanism to be set up.
        Mechanism = "mechanism", "设立工作机制", "mechanism";
        /// A post or person to be dedicated.
        DedicatedPost = "dedicated_post", "专人专岗", "dedicated post";
        /// A sign to be put up.
        Signboard = "signboard", "挂牌", "signboard";
        /// A certificate that an office requires of the village.
        Certificate = "certificate", "要求出具证明", "certificate required";
        /// A certificate that a resident asks for.
        CertificateRequest = "certificate_request", "村民申请证明", "certificate requested by a resident";
        /// An assessment of the village.
        Assessment = "assessment", "考核评价", "assessment";
        /// A matter with one-vote veto.
        OneVoteVeto = "one_vote_veto", "一票否决", "one-vote veto";
        /// A letter of responsibility.
        ResponsibilityLetter = "responsibility_letter", "责任状", "letter of responsibility";
        /// An inspection.
        Inspection = "inspection", "督查检查", "inspection";
        /// An app or business system.
        DigitalTool = "digital_tool", "政务APP或业务系统", "digital tool";
        /// A work group in a chat service.
        ChatGroup = "chat_group", "工作群", "chat group";
        /// A document.
        Document = "document", "发文", "document";
        /// A meeting.
        Meeting = "meeting", "会议", "meeting";
        /// Use of the village's seal.
        SealUse = "seal_use", "使用公章", "use of the seal";
    }
}

/// A set of demand types.
///
/// ```
/// use zhunru::model::{DemandType, DemandTypes};
/// let types = DemandTypes::of(&[DemandType::Work, DemandType::Meeting]);
/// assert!(types.contains(DemandType::Work));
/// assert_eq!(types.to_string(), "work, meeting");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DemandTypes(u32);

impl DemandTypes {
    /// No type.
    pub const NONE: DemandTypes = DemandTypes(0);
    /// Every type.
    pub const ALL: DemandTypes = DemandTypes((1 << DemandType::ALL.len()) - 1);

    /// The set of these types.
    pub fn of(types: &[DemandType]) -> Self {
        types
            .iter()
            .fold(DemandTypes::NONE, |set, &demand| set.with(demand))
    }

    /// This set and one more type.
    #[must_use]
    pub fn with(self, demand: DemandType) -> Self {
        DemandTypes(self.0 | 1 << demand as u32)
    }

    /// Whether the type is in the set.
    pub fn contains(self, demand: DemandType) -> bool {
        self.0 & (1 << demand as u32) != 0
    }

    /// Whether every type of `other` is in this set.
    pub fn includes(self, other: DemandTypes) -> bool {
        other.0 & !self.0 == 0
    }

    /// The types in both sets.
    #[must_use]
    pub fn and(self, other: DemandTypes) -> Self {
        DemandTypes(self.0 & other.0)
    }

    /// The types in either set.
    #[must_use]
    pub fn or(self, other: DemandTypes) -> Self {
        DemandTypes(self.0 | other.0)
    }

    /// Whether no type is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types in the set, in their own order.
    pub fn iter(self) -> impl Iterator<Item = DemandType> {
        DemandType::ALL
            .iter()
            .copied()
            .filter(move |&demand| self.contains(demand))
    }
}

impl fmt::Display for DemandTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, demand) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(demand.code())?;
        }
        Ok(())
    }
}
