//! Which field of a demand is its item.

use super::DemandType;

impl DemandType {
    /// The fact that holds the demand's item, which `listed('…')` looks up in lists (事项所在字段).
    ///
    /// An assessment and an inspection have none: they are not looked up in lists.
    ///
    /// ```
    /// use zhunru::model::DemandType;
    /// assert_eq!(DemandType::DedicatedPost.item_path(), Some("mechanism.name"));
    /// assert_eq!(DemandType::Inspection.item_path(), None);
    /// ```
    pub fn item_path(self) -> Option<&'static str> {
        match self {
            DemandType::Work => Some("work.item"),
            DemandType::DataRequest => Some("data_request.item"),
            DemandType::Mechanism | DemandType::DedicatedPost => Some("mechanism.name"),
            DemandType::Signboard => Some("signboard.name"),
            DemandType::Certificate | DemandType::CertificateRequest => Some("certificate.item"),
            DemandType::OneVoteVeto | DemandType::ResponsibilityLetter => {
                Some("accountability.item")
            }
            DemandType::DigitalTool | DemandType::ChatGroup => Some("digital_tool.name"),
            DemandType::Document => Some("document.title"),
            DemandType::Meeting => Some("meeting.title"),
            DemandType::SealUse => Some("seal.purpose"),
            DemandType::Assessment | DemandType::Inspection => None,
        }
    }
}
