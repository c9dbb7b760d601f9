//! A fact that could change the outcome.

use smol_str::SmolStr;

use super::RuleId;
use crate::text::LocalText;
use crate::vocabulary::{AllowedValue, Unit};

/// A fact to ask for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MissingFact {
    /// Its path, with the index of a list's entry where it is a field of one, such as
    /// `village.signboards[3].sponsor_level`; a fact of another demand of the same proposal has
    /// `demands[1].` in front.
    pub fact: SmolStr,
    /// The index of the demand for which it is asked.
    pub demand: usize,
    /// Whether it is a fact of the header, which all demands share.
    pub of_header: bool,
    /// What it is called.
    pub label: LocalText,
    /// The question to ask.
    pub question: LocalText,
    /// The name of its type.
    pub kind: &'static str,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// The values among which to choose; for a membership the similar entries of the list.
    pub values: Vec<AllowedValue>,
    /// Whether it may be answered that there is none.
    pub allows_none: bool,
    /// The rules that it may decide.
    pub decides: Vec<RuleId>,
}
