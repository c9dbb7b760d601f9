//! What one rule came to for one demand.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::{ProcedureProgress, Verdict};
use crate::model::coded::coded;
use crate::pack::{Modality, SourceKind};
use crate::text::LocalText;

/// A rule, list or limit of a pack, written `pack/rule`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleId {
    /// The pack's id.
    pub pack: SmolStr,
    /// The id of the rule, list or limit within the pack.
    pub rule: SmolStr,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pack, self.rule)
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

coded! {
    /// What a rule came to (规则结果).
    pub enum Outcome ("outcome of a rule") {
        /// It objects, its gate is not cleared, or its obligation is not met.
        Violated = "violated", "不符合", "violated";
        /// What is not known decides whether it applies or is met.
        Undetermined = "undetermined", "待核实", "undetermined";
        /// It advises, and the advice is not known to be followed.
        Advised = "advised", "建议", "advised";
        /// Its exception lifts it.
        Excepted = "excepted", "属于例外", "excepted";
        /// It grants, its gate is cleared, or its obligation is met.
        Satisfied = "satisfied", "符合", "satisfied";
        /// It does not bear on the demand; found in a full trace only.
        NotApplicable = "not_applicable", "不适用", "not applicable";
    }
}

/// The document and clause behind a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The title of the document.
    pub document: LocalText,
    /// Who issued it (发布机关); empty for a document that the pack does not describe.
    pub issuer: SmolStr,
    /// Its number (文号), where it has one.
    pub number: Option<SmolStr>,
    /// Its date (成文日期), where it is known.
    pub date: Option<NaiveDate>,
    /// The clause.
    pub clause: SmolStr,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The day from which it binds, where it is known.
    pub in_force_from: Option<NaiveDate>,
}

/// What one rule came to for one demand.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The index of the demand.
    pub demand: usize,
    /// The rule.
    pub rule: RuleId,
    /// What it came to.
    pub outcome: Outcome,
    /// What the rule does.
    pub modality: Modality,
    /// The verdict to which the rule alone would lead; nothing where it leads to none.
    pub verdict: Option<Verdict>,
    /// How far the gate's procedure has come.
    pub procedure: Option<ProcedureProgress>,
    /// What the rule says in short.
    pub title: LocalText,
    /// Whether a list makes the rule, whose title it then has.
    pub of_list: bool,
    /// What it says of this demand.
    pub message: LocalText,
    /// What would make the demand admissible.
    pub remedy: Option<LocalText>,
    /// Where the document says so.
    pub source: Citation,
    /// How a careful reader could read the document otherwise.
    pub note: Option<LocalText>,
    /// The facts that the rule read, with what was known of them; in a full trace only.
    pub facts: Vec<FactRead>,
}

/// A fact that a rule read, and what was known of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FactRead {
    /// Its path.
    pub fact: SmolStr,
    /// Its value by codes, such as `county` or `[law/?]` for a list whose entry has an unknown
    /// field; nothing while it is unknown.
    pub value: Option<SmolStr>,
    /// What was known in words, codes behind their labels.
    pub text: LocalText,
}
