//! The documents that rules cite.

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::model::coded::coded;
use crate::text::LocalText;

coded! {
    /// What kind of source a document is (文件性质).
    pub enum SourceKind ("kind of source") {
        /// A regulation.
        Regulation = "regulation", "规范性规定", "regulation";
        /// A notice, which binds those it is sent to.
        Notice = "notice", "通知", "notice";
        /// An official explanation in questions and answers.
        Explanation = "explanation", "政策解读", "official explanation";
        /// A case study or press article about local practice.
        Report = "report", "案例报道", "report";
    }
}

/// A document that a pack rests on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// Its id within the pack.
    pub id: SmolStr,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Its title.
    pub title: LocalText,
    /// Who issued it.
    pub issuer: SmolStr,
    /// Its number (文号), where it has one.
    pub number: Option<SmolStr>,
    /// Its date, from which it binds, where it is known.
    pub date: Option<NaiveDate>,
    /// What users should know of it, such as that it prints no date.
    pub note: Option<LocalText>,
}

/// Where a rule stands: a document of the pack and the clause in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The document's id.
    pub document: SmolStr,
    /// The clause, such as 附件2 第4项.
    pub clause: SmolStr,
}
