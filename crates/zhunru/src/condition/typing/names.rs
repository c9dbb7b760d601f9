//! What the names in conditions of a pack may mean.

use std::collections::BTreeMap;
use std::ops::Range;

use smol_str::SmolStr;

use super::Errors;
use crate::condition::{Condition, ListReference, ProcedureReference};
use crate::diagnostic::{Code, nearest, quoted};
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

impl Names<'_> {
    /// The list that is written so; an error at its place when there is none.
    pub(super) fn list(
        &self,
        id: &str,
        span: &Range<usize>,
        errors: &mut Errors,
    ) -> Option<&ListReference> {
        let list = self.lists.get(id);
        if list.is_none() {
            let help = nearest(id, self.lists.keys().map(|id| id.as_str()))
                .map(|near| format!("did you mean {}?", quoted(near)));
            let message = format!("there is no list {}", quoted(id));
            errors.push(Code::ConditionUnknownList, span, message, help);
        }
        list
    }
}
