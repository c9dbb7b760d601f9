//! Certificates by the village, and the use of its seal.

use super::body::demand_body;
use crate::model::Stated;
use crate::vocabulary::ItemName;

demand_body! {
    /// A certificate asked of the village, by an office or by a resident (出具证明).
    pub struct CertificateDemand on [Certificate, CertificateRequest] prefix "certificate" {
        /// The item, by code or name.
        item: Stated<ItemName>,
            label "证明事项" "certificate item",
            ask "证明事项的编码或名称是什么？" "What is the certificate's code or name?";
        /// Whether the village is able to verify what it would certify.
        able_to_verify: bool,
            label "村级组织能否核实" "able to verify",
            ask "村级组织是否有能力核实所证明的内容？" "Is the village able to verify what it would certify?";
        /// Whether it may touch a major matter or carry a legal risk.
        major_or_risky: bool,
            label "是否涉及重大问题或法律风险" "major matter or legal risk",
            ask "是否可能涉及重大问题或者存在法律风险？" "May it touch a major matter or carry a legal risk?";
        /// Whether the seal would bear legal or joint economic liability.
        seal_liability: bool,
            label "盖章是否承担法律或经济责任" "liability carried by the seal",
            ask "盖章是否会承担法律责任或者经济连带责任？" "Would the seal carry legal or joint economic liability?";
        /// Whether it concerns the work, study or life of residents.
        for_work_study_or_life: bool,
            label "是否涉及工作学习生活" "for work, study or life",
            ask "是否涉及村民群众工作、学习、生活等方面？" "Does it concern the work, study or life of residents?";
        /// Whether the asking office has published the time limit.
        published_time_limit: bool,
            label "是否公开出具时限" "time limit published",
            ask "要求出具证明的部门是否已公开出具时限？" "Has the asking office published the time limit?";
        /// Whether the asking office has published the use.
        published_use: bool,
            label "是否公开办理用途" "use published",
            ask "要求出具证明的部门是否已公开办理用途？" "Has the asking office published the use?";
        /// Whether the asking office has published the steps.
        published_steps: bool,
            label "是否公开办理流程" "steps published",
            ask "要求出具证明的部门是否已公开办理流程？" "Has the asking office published the steps?";
        /// Whether the asking office has published the legal basis.
        published_basis: bool,
            label "是否公开法律法规依据" "basis published",
            ask "要求出具证明的部门是否已公开法律法规依据？" "Has the asking office published the legal basis?";
        /// Whether the asking office has published a uniform form.
        published_form: bool,
            label "是否公开统一表单" "form published",
            ask "要求出具证明的部门是否已提供并公开统一规范的表单样本？" "Has the asking office published a uniform form?";
    }
}

demand_body! {
    /// The village's seal to be used (使用公章).
    pub struct SealUseDemand on [SealUse] prefix "seal" {
        /// For what.
        purpose: Stated<ItemName>,
            label "用章事由" "purpose of the seal",
            ask "公章用于什么事项？" "For what is the seal to be used?";
        /// Whether the seal would bear legal or joint economic liability.
        liability: bool,
            label "用章是否承担责任" "liability carried by the seal's use",
            ask "用章是否会承担法律责任或者经济连带责任？" "Would the seal carry legal or joint economic liability?";
    }
}
