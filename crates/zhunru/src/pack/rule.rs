//! One rule of a pack.

use smol_str::SmolStr;

use super::Source;
use crate::condition::{Condition, ProcedureReference};
use crate::model::coded::coded;
use crate::model::{DemandTypes, Interval};
use crate::text::LocalText;

coded! {
    /// What a rule does when it applies and is not excepted (规范性质).
    pub enum Modality ("modality") {
        /// It objects: 不得, 一律不得, 禁止.
        Forbidden = "forbidden", "禁止", "forbidden";
        /// A gate that a procedure clears: 未经…不得.
        ForbiddenWithout = "forbidden_without", "未经程序不得", "forbidden without a procedure";
        /// A gate that a written justification and an approval clear: 原则上不得.
        InPrincipleForbidden = "in_principle_forbidden", "原则上不得", "in principle forbidden";
        /// It obliges: 应, 须.
        Required = "required", "应当", "required";
        /// It grants: 可.
        Permitted = "permitted", "允许", "permitted";
        /// It advises: 一般应, 鼓励, 探索.
        Advised = "advised", "鼓励", "advised";
    }
}

coded! {
    /// When an obligation is due (履行时间).
    pub enum Due ("time of an obligation") {
        /// Before the task is handed down.
        Before = "before", "事前", "before";
        /// After it.
        After = "after", "事后", "after";
        /// As long as it lasts.
        Standing = "standing", "持续", "standing";
    }
}

/// A rule: on which demands it bears, when it applies, what lifts it, what it does, where it stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rule {
    /// Its id within the pack.
    pub id: SmolStr,
    /// What it says in short.
    pub title: LocalText,
    /// The demand types on which it bears.
    pub on: DemandTypes,
    /// What it does.
    pub modality: Modality,
    /// When it applies.
    pub when: Condition,
    /// What lifts it.
    pub unless: Condition,
    /// The rules of the same pack that lift it where they apply and are not lifted themselves.
    pub yields_to: Vec<SmolStr>,
    /// The procedure of a gate; a gate without one has a body that the document does not name.
    pub procedure: Option<ProcedureReference>,
    /// When an obligation is due.
    pub due: Option<Due>,
    /// Whether an obligation is owed also with a demand that is denied (不予准入仍须履行), such as
    /// to explain the denial or to report that it was asked.
    pub even_when_denied: bool,
    /// What shows that an obligation is met or an advice followed.
    pub met_when: Option<Condition>,
    /// What it says to those concerned.
    pub message: LocalText,
    /// What would make the demand admissible.
    pub remedy: Option<LocalText>,
    /// Where the document says so.
    pub source: Source,
    /// How a careful reader could read the document otherwise (†).
    pub note: Option<LocalText>,
    /// When it is in force, within the pack's own interval.
    pub in_force: Interval,
}
