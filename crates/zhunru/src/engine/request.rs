//! What is asked of an engine besides the proposal.

use chrono::NaiveDate;
use smol_str::SmolStr;

/// Which packs take part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Those whose place contains the village by its code, and their parents.
    #[default]
    Covering,
    /// Exactly those with these ids, and their parents.
    Named(Vec<SmolStr>),
}

/// The day of the decision, the packs that take part, and how much is told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The day for which is decided.
    pub as_of: NaiveDate,
    /// Which packs take part.
    pub packs: Selection,
    /// Whether rules that do not bear on a demand are told too, with the facts that each rule read.
    pub trace: bool,
}

impl Request {
    /// A decision for this day, by the packs that cover the village.
    pub fn on(as_of: NaiveDate) -> Self {
        Request {
            as_of,
            packs: Selection::Covering,
            trace: false,
        }
    }

    /// The same, by exactly these packs and their parents.
    #[must_use]
    pub fn named<I>(mut self, packs: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<SmolStr>,
    {
        self.packs = Selection::Named(packs.into_iter().map(Into::into).collect());
        self
    }

    /// The same, with a full trace.
    #[must_use]
    pub fn with_trace(mut self) -> Self {
        self.trace = true;
        self
    }
}
