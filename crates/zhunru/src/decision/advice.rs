//! What an official should know besides the findings.

use smol_str::SmolStr;

use super::RuleId;
use crate::model::coded::coded;
use crate::text::LocalText;

coded! {
    /// Why an advice is given (提示类别).
    pub enum AdviceCode ("kind of advice") {
        /// A fact was presumed while unknown.
        Presumed = "presumed", "推定", "presumed";
        /// A statement on a list's membership disagrees with the list and was set aside.
        StatementSetAside = "statement_set_aside", "陈述与清单不符", "statement set aside";
        /// A rule advises something.
        Advised = "advised", "建议", "advised";
        /// The task had started before the date of decision.
        AlreadyStarted = "already_started", "任务已开始", "already started";
        /// No pack is in force for the place on the day.
        NoPack = "no_pack", "无适用规则包", "no pack in force";
        /// Every completion of the facts denies, though no single rule is certain.
        EachWayBarred = "each_way_barred", "各种情形均不予准入", "each way barred";
        /// Too much is unknown for an exact answer.
        NotExact = "not_exact", "非精确结果", "not exact";
    }
}

/// One advice; it never changes the verdict.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Advice {
    /// The index of the demand that it concerns; nothing when it concerns the whole proposal.
    pub demand: Option<usize>,
    /// Why it is given.
    pub code: AdviceCode,
    /// The fact that it concerns.
    pub fact: Option<SmolStr>,
    /// The rule that it comes from.
    pub rule: Option<RuleId>,
    /// What it says.
    pub message: LocalText,
}

/// A point on which a careful reader could read a document otherwise.
///
/// The rule was touched, or a presumption alone kept it from a demand whose outcome it could have
/// changed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OpenPoint {
    /// The index of the demand.
    pub demand: usize,
    /// The rule that was read one way.
    pub rule: RuleId,
    /// What the rule says in short.
    pub title: LocalText,
    /// Whether a list makes the rule, whose title it then has.
    pub of_list: bool,
    /// The rival reading.
    pub note: LocalText,
}
