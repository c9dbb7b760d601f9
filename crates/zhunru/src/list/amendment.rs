//! Amendments, by which alone a list changes.

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::model::Approval;
use crate::model::coded::coded;
use crate::text::LocalText;

coded! {
    /// What an amendment does (调整方式).
    pub enum AmendmentAct ("act of an amendment") {
        /// It adds an entry.
        Add = "add", "新增", "add";
        /// It changes what an entry says.
        Revise = "revise", "调整", "revise";
        /// It takes an entry off.
        Retire = "retire", "取消", "retire";
    }
}

/// A change of a list (动态调整): which entry, from which day, by whom and under which document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Amendment {
    /// The first day on which the list reads so.
    pub on: NaiveDate,
    /// What is done.
    pub act: AmendmentAct,
    /// The position among the list's entries of the form that ends, for one revised or retired.
    pub before: Option<usize>,
    /// The position among the list's entries of the form that begins, for one added or revised.
    pub after: Option<usize>,
    /// The body that decided it (调整主体).
    pub by: SmolStr,
    /// The document that says so.
    pub document: SmolStr,
    /// The document's number (文号), where it has one.
    pub number: Option<SmolStr>,
    /// Why, for people.
    pub reason: Option<LocalText>,
    /// The acts on record by which it was decided.
    pub approvals: Vec<Approval>,
}
