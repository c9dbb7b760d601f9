//! Work, forms and reports handed down.

use super::body::demand_body;
use crate::model::Stated;
use crate::model::coded::coded;
use crate::vocabulary::{ItemName, Matter};

coded! {
    /// In which role the village is to take the work (承担方式).
    pub enum WorkRole ("role of the village") {
        /// As the responsible body.
        Responsible = "responsible", "责任主体", "responsible body";
        /// Assisting the body that is responsible.
        Assist = "assist", "协助", "assisting";
        /// Handling it as an agent for another body.
        Agent = "agent", "代办", "agent";
        /// As an affair of its own.
        Autonomous = "autonomous", "自治", "autonomous";
    }
}

coded! {
    /// How often figures or forms are due (报送频次).
    pub enum Frequency ("frequency") {
        /// Once.
        Once = "once", "一次性", "once";
        /// Without a fixed rhythm.
        Irregular = "irregular", "不定期", "irregular";
        /// Every day.
        Daily = "daily", "每日", "daily";
        /// Every week.
        Weekly = "weekly", "每周", "weekly";
        /// Every month.
        Monthly = "monthly", "每月", "monthly";
        /// Every quarter.
        Quarterly = "quarterly", "每季度", "quarterly";
        /// Every half year.
        HalfYearly = "half_yearly", "每半年", "half-yearly";
        /// Every year.
        Yearly = "yearly", "每年", "yearly";
    }
}

demand_body! {
    /// Work handed down to the village (派交工作事务).
    pub struct WorkDemand on [Work] prefix "work" {
        /// The item of a list that the work is, by code or name.
        item: Stated<ItemName>,
            label "工作事项" "work item",
            ask "这项工作在清单上的编码或名称是什么？" "What is the item's code or name on the lists?";
        /// The matter that the work belongs to, one that a pack declares or `other`.
        matter: Stated<Matter>,
            label "事务类别" "matter",
            ask "这项工作属于哪类事务？" "To which matter does the work belong?";
        /// In which role the village takes it.
        role: WorkRole,
            label "承担方式" "role of the village",
            ask "村级组织以何种身份承担（责任主体、协助、代办、自治）？" "In which role does the village take the work?";
        /// Whether it is a duty of a party or government body, whoever passes it on.
        own_duty: bool,
            label "是否党政群机构自身权责" "own duty of an authority",
            ask "这项工作是否属于党政群机构自身的权责事项？" "Is the work a duty of a party or government body itself?";
    }
}

demand_body! {
    /// Forms, figures, material or ledgers asked of the village (填表报数、提供材料、台账).
    pub struct DataRequestDemand on [DataRequest] prefix "data_request" {
        /// The form or ledger, by code or name.
        item: Stated<ItemName>,
            label "表格台账名称" "form or ledger",
            ask "表格、台账或材料的名称是什么？" "What is the form, ledger or material called?";
        /// How often it is due.
        frequency: Frequency,
            label "报送频次" "frequency",
            ask "多久报送一次？" "How often is it due?";
        /// Whether forms are the only means by which the work is directed.
        sole_means: bool,
            label "是否仅以填表报数调度" "forms are the only means",
            ask "是否只靠填表报数、提供台账来调度这项工作？" "Are forms and ledgers the only means of directing the work?";
        /// Whether a system already holds the data.
        in_existing_system: bool,
            label "现有系统是否已有数据" "data held by a system",
            ask "现有信息系统是否已经掌握这些数据？" "Does an existing system already hold the data?";
    }
}
