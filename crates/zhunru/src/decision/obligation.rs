//! What is owed with a task.

use smol_str::SmolStr;

use super::{Citation, MissingFact, RuleId};
use crate::model::coded::coded;
use crate::pack::Due;
use crate::text::LocalText;

coded! {
    /// Whether an obligation is met (履行状态).
    pub enum ObligationStatus ("status of an obligation") {
        /// It is not met.
        Unmet = "unmet", "未落实", "unmet";
        /// It is not known to apply or to be met.
        ToBeConfirmed = "to_be_confirmed", "待确认", "to be confirmed";
        /// It is met.
        Met = "met", "已落实", "met";
    }
}

/// Something owed with a task, by a rule that requires it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Obligation {
    /// The index of the demand.
    pub demand: usize,
    /// The id of the obligation: that of the rule within its pack.
    pub id: SmolStr,
    /// When it is due.
    pub time: Due,
    /// Whether it is met.
    pub status: ObligationStatus,
    /// What is owed.
    pub message: LocalText,
    /// What would meet it.
    pub remedy: Option<LocalText>,
    /// While it is to be confirmed, the facts that would settle it; none where nothing on record
    /// could.
    pub confirm: Vec<MissingFact>,
    /// The rule that requires it.
    pub rule: RuleId,
    /// Where the document says so.
    pub source: Citation,
}
