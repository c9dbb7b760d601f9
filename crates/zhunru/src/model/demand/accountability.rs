//! Assessments, vetoes, letters of responsibility and inspections.

use super::body::demand_body;
use crate::model::coded::coded;
use crate::model::{AdminLevel, Stated};
use crate::vocabulary::ItemName;

coded! {
    /// What an assessment looks at (考核评价依据).
    pub enum AssessmentCriterion ("criterion of assessment") {
        /// Traces of the work (是否留痕).
        Traces = "traces", "是否留痕", "traces";
        /// Follows of accounts in a chat service.
        Follows = "follows", "微信关注", "follows";
        /// The spreading of an app.
        AppPromotion = "app_promotion", "APP推广", "app promotion";
        /// Screenshots or videos of scenes of work.
        Screenshots = "screenshots", "上传截图或录制视频", "screenshots or videos";
        /// Work groups kept.
        ChatGroups = "chat_groups", "工作群", "chat groups";
        /// Mechanisms set up.
        Mechanisms = "mechanisms", "设立机制", "mechanisms";
        /// Signs put up.
        Signboards = "signboards", "悬挂牌子", "signboards";
        /// Ledgers and forms filled.
        Ledgers = "ledgers", "台账材料", "ledgers";
        /// Satisfaction of the villagers.
        Satisfaction = "satisfaction", "群众满意度", "satisfaction";
        /// Problems solved and results reached.
        Results = "results", "工作实效", "results";
        /// Anything else.
        Other = "other", "其他", "other";
    }
}

coded! {
    /// What an inspection covers (督查检查范围).
    pub enum InspectionScope ("scope of inspection") {
        /// All work of a department in one (综合性检查).
        Comprehensive = "comprehensive", "综合检查", "comprehensive";
        /// One matter (专项检查).
        Special = "special", "专项检查", "special";
        /// Checks in the course of daily work.
        Routine = "routine", "日常检查", "routine";
    }
}

demand_body! {
    /// An assessment of the village (考核评价).
    pub struct AssessmentDemand on [Assessment] prefix "assessment" {
        /// What it looks at; a given list is whole.
        criteria: Vec<AssessmentCriterion>,
            label "考核依据" "criteria",
            ask "考核评价看哪些内容？" "What does the assessment look at?";
        /// The level that runs it.
        run_by: AdminLevel,
            label "考核组织层级" "run by",
            ask "由哪一级组织考核？" "Which level runs the assessment?";
    }
}

demand_body! {
    /// A matter with one-vote veto, or a letter of responsibility (一票否决、责任状).
    pub struct AccountabilityDemand on [OneVoteVeto, ResponsibilityLetter] prefix "accountability" {
        /// The matter, by code or name.
        item: Stated<ItemName>,
            label "否决或责任状事项" "matter of the veto or letter",
            ask "一票否决或责任状的事项名称是什么？" "Which matter does the veto or letter concern?";
    }
}

demand_body! {
    /// An inspection of the village (督查检查).
    pub struct InspectionDemand on [Inspection] prefix "inspection" {
        /// What it covers.
        scope: InspectionScope,
            label "检查范围" "scope of the inspection",
            ask "是综合检查、专项检查还是日常检查？" "What does the inspection cover?";
        /// How many such inspections the department has already held in the calendar year.
        held_this_year: i64, unit Times,
            label "本年度已检查次数" "inspections held this year",
            ask "该部门本年度已开展多少次同类检查？" "How many such inspections has the department held this year?";
        /// Whether it is in the yearly plan.
        in_yearly_plan: bool,
            label "是否列入年度计划" "in the yearly plan",
            ask "是否列入年度督查检查计划？" "Is it in the yearly plan?";
    }
}
