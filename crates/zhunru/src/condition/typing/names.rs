//! What the names in conditions of a pack may mean.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::condition::{Condition, ListReference, ProcedureReference};
use crate::vocabulary::Vocabulary;

/// A definition that was typed; without a condition when it is faulty, which is told at its place.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) condition: Option<Condition>,
    /// How many parts the condition has.
    pub(crate) size: usize,
}

/// What a condition may name.
pub(crate) struct Names<'a> {
    /// The facts.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The definitions of the pack by name.
    pub(crate) definitions: &'a BTreeMap<SmolStr, Definition>,
    /// The lists as they are written: `list`, or `parent/list`.
    pub(crate) lists: &'a BTreeMap<SmolStr, ListReference>,
    /// The procedures as they are written: `procedure`, or `parent/procedure`.
    pub(crate) procedures: &'a BTreeMap<SmolStr, ProcedureReference>,
}
