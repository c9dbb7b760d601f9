//! What a decision says, for machines and for people (结论说明).
//!
//! - [`Report`] is the decision in the interchange form, in one language: `decision.report(language)`.
//! - [`letter`] is the reply to those who asked (答复意见); [`trace`] shows what every rule read.
//!   Both give a [`Letter`], whose parts carry their roles: render it with [`Letter::plain`] or
//!   [`Letter::markdown`], or lay it out otherwise.
//! - [`summary`] is the decision in one sentence; [`conclusion`] is the sentence that says what the
//!   verdict on one demand means.
//! - [`next_step`] says what comes next in a procedure, by whom and by when.
//!
//! The same decision gives the same bytes.

mod compose;
mod letter;
mod markdown;
mod plain;
mod procedure;
mod report;
mod subject;
mod summary;
mod trace;
mod typography;
mod wording;

pub use compose::{conclusion, letter};
pub use letter::{Letter, Line, Role, Section};
pub use procedure::{bodies, next_step};
pub(crate) use report::Written;
pub use report::{
    Report, ReportedAdvice, ReportedDemand, ReportedFact, ReportedFinding, ReportedMissing,
    ReportedObligation, ReportedOpenPoint, ReportedProcedure, ReportedQuestion, ReportedSource,
    ReportedStep, ReportedStepAct,
};
pub use subject::demand_kind;
pub use summary::summary;
pub use trace::trace;
pub use typography::{line as one_line, title as title_marks};
pub use wording::document;
