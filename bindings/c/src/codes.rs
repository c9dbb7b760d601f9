//! The numbers that parameters and outputs carry.
//!
//! Functions take them as `int32_t`, so that any number that a host passes can be refused.
#![forbid(unsafe_code)]

use zhunru::decision::Verdict;
use zhunru::text::Language;

use crate::failure::Failure;
use crate::status::zhunru_status;

/// Finds a value of an enumeration by its number. The enumerations themselves stand outside of any
/// macro, where the header generator reads them.
macro_rules! numbered {
    ($($name:ident { $($variant:ident),+ })+) => {$(
        impl $name {
            /// The value with this number.
            pub(crate) fn of(number: i32) -> Result<Self, Failure> {
                // A variant that is not named here would not compile.
                let _ = |value: $name| match value { $($name::$variant => ()),+ };
                let all = [$($name::$variant),+];
                let found = all.into_iter().find(|value| *value as i32 == number);
                found.ok_or_else(|| unknown(stringify!($name), number))
            }
        }
    )+};
}

fn unknown(name: &str, number: i32) -> Failure {
    Failure::new(
        zhunru_status::InvalidArgument,
        format!("{number} is no `{name}`"),
    )
}

numbered! {
    zhunru_language { Zh, En }
    zhunru_form { Json, JsonPretty, Text, Markdown, Trace }
    zhunru_schema { Proposal, Decision, Pack }
    zhunru_pack_field { Id, Version, Title, Digest, PlaceName, PlaceCode, Note, Warnings }
    zhunru_error_field { Code, Message, MessageZh, Path, File, Help }
    zhunru_decision_field { Proposal, AsOf, Summary }
    zhunru_finding_field {
        Rule, Outcome, Modality, Verdict, Title, Message, Remedy, Note, Document, DocumentNumber,
        DocumentDate, Issuer, SourceKind, Clause, InForceFrom, Procedure, ProcedureTitle,
        ProcedureState, NextStep, NextStepId, NextStepSentence, Due
    }
    zhunru_missing_field { Fact, Question, Type, Unit }
    zhunru_obligation_field {
        Id, Time, Status, Message, Remedy, Rule, Document, DocumentNumber, Clause
    }
    zhunru_advice_field { Code, Message, Fact, Rule }
}

/// The language of the texts of a decision.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_language {
    /// Chinese; the default.
    Zh = 1,
    /// English.
    En = 2,
}

impl From<zhunru_language> for Language {
    fn from(language: zhunru_language) -> Self {
        match language {
            zhunru_language::Zh => Language::Zh,
            zhunru_language::En => Language::En,
        }
    }
}

/// The forms in which a decision can be had.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_form {
    /// The interchange form, JSON on one line.
    Json = 1,
    /// The interchange form, JSON with line breaks and indents.
    JsonPretty = 2,
    /// The reply to those who asked, plain text.
    Text = 3,
    /// The reply to those who asked, Markdown.
    Markdown = 4,
    /// What each rule read and came to, plain text; tells most for a request with a trace.
    Trace = 5,
}

/// The documents of which there is a JSON Schema.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_schema {
    /// A proposal, with the facts that the engine's packs declare.
    Proposal = 1,
    /// A decision.
    Decision = 2,
    /// The files of a pack.
    Pack = 3,
}

/// The verdicts, from worst to best.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_verdict {
    /// A prohibition is hit, or a required procedure was refused (不予准入).
    Deny = 1,
    /// Something unknown could change the outcome (补正材料).
    NeedsInformation = 2,
    /// Allowed only after a procedure (须报批).
    NeedsApproval = 3,
    /// No rule grants it and none objects: a person must judge (规则未覆盖).
    NotCovered = 4,
    /// Admitted, with obligations open (附条件准入).
    AdmitWithConditions = 5,
    /// Admitted (准予准入).
    Admit = 6,
}

impl From<Verdict> for zhunru_verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Deny => Self::Deny,
            Verdict::NeedsInformation => Self::NeedsInformation,
            Verdict::NeedsApproval => Self::NeedsApproval,
            Verdict::NotCovered => Self::NotCovered,
            Verdict::AdmitWithConditions => Self::AdmitWithConditions,
            Verdict::Admit => Self::Admit,
        }
    }
}

/// The texts of a pack.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_pack_field {
    /// Its id, such as `yuhui`.
    Id = 1,
    /// Its version, by convention the date of its newest document.
    Version = 2,
    /// What it is called, in Chinese.
    Title = 3,
    /// The digest of what it says: `sm3:` and 64 hexadecimal digits.
    Digest = 4,
    /// The name of the place in which it binds, in Chinese.
    PlaceName = 5,
    /// The division code of that place; absent for a pack that applies only by name.
    PlaceCode = 6,
    /// What its users should know, in Chinese; absent when there is nothing.
    Note = 7,
    /// What its authors should look at, one diagnostic after the other; absent when there is none.
    Warnings = 8,
}

/// The texts of one fault of an error.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_error_field {
    /// A stable code, such as `unknown-field`.
    Code = 1,
    /// What is wrong, in English.
    Message = 2,
    /// What is wrong, in Chinese; absent where only English is told.
    MessageZh = 3,
    /// The JSON path of the fault, such as `demands[1].itm`; empty for the whole document, absent
    /// where the fault is in no document.
    Path = 4,
    /// The file of the fault; absent where it is in none.
    File = 5,
    /// What to do about it; absent where nothing can be told.
    Help = 6,
}

/// The texts of a decision as a whole.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_decision_field {
    /// The proposal's id; absent when it has none.
    Proposal = 1,
    /// The day for which was decided, such as `2024-03-04`.
    AsOf = 2,
    /// The decision in one sentence.
    Summary = 3,
}

/// The texts of a finding: what one rule came to for one demand.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_finding_field {
    /// The rule, as `pack/rule`.
    Rule = 1,
    /// The code of what it came to, such as `violated`.
    Outcome = 2,
    /// The code of what the rule does, such as `forbidden`.
    Modality = 3,
    /// The code of the verdict to which the rule alone would lead; absent when to none.
    Verdict = 4,
    /// What the rule says in short.
    Title = 5,
    /// What it says of this demand.
    Message = 6,
    /// What would make the demand admissible; absent when nothing would.
    Remedy = 7,
    /// How a careful reader could read the document otherwise; absent when in no way.
    Note = 8,
    /// The title of the document.
    Document = 9,
    /// The document's number; absent when it has none.
    DocumentNumber = 10,
    /// The document's date, such as `2024-03-04`; absent where it is not known.
    DocumentDate = 11,
    /// Who issued the document, in Chinese; empty where the pack does not say.
    Issuer = 12,
    /// The code of the kind of source, such as `notice`.
    SourceKind = 13,
    /// The clause.
    Clause = 14,
    /// The day from which the document binds; absent where it is not known.
    InForceFrom = 15,
    /// The id of the procedure that the rule asks for; absent when it asks for none.
    Procedure = 16,
    /// What that procedure is called.
    ProcedureTitle = 17,
    /// The code of its state, such as `incomplete`; absent where that is not known.
    ProcedureState = 18,
    /// What the next step of that procedure is; absent when none is open.
    NextStep = 19,
    /// The id of that step.
    NextStepId = 20,
    /// What that step is, who takes it and by when, in one sentence without a full stop.
    NextStepSentence = 21,
    /// The last day of that step's time limit; absent when there is none or it is not known.
    Due = 22,
}

/// The texts of a fact to ask for.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_missing_field {
    /// Its path.
    Fact = 1,
    /// The question.
    Question = 2,
    /// The name of its type.
    Type = 3,
    /// The code of the unit of a number; absent when it has none.
    Unit = 4,
}

/// The texts of an obligation.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_obligation_field {
    /// Its id.
    Id = 1,
    /// The code of when it is due, such as `before`.
    Time = 2,
    /// The code of whether it is met, such as `unmet`.
    Status = 3,
    /// What is owed.
    Message = 4,
    /// What would meet it; absent when nothing can be told.
    Remedy = 5,
    /// The rule that requires it, as `pack/rule`.
    Rule = 6,
    /// The title of the document.
    Document = 7,
    /// The document's number; absent when it has none.
    DocumentNumber = 8,
    /// The clause.
    Clause = 9,
}

/// The texts of an advice.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum zhunru_advice_field {
    /// The code of why it is given, such as `presumed`.
    Code = 1,
    /// What it says.
    Message = 2,
    /// The fact that it concerns; absent when it concerns none.
    Fact = 3,
    /// The rule that it comes from; absent when it comes from none.
    Rule = 4,
}
