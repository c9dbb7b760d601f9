//! What a comparison is about: a fact, or a field of an entry.

use std::ops::Range;

use smol_str::SmolStr;

use super::Errors;
use crate::condition::Test;
use crate::diagnostic::{Code, quoted};
use crate::vocabulary::{FactKind, Value};

/// A fact, or a field of the entry that a macro goes through.
pub(super) struct Subject {
    /// As it is written.
    pub(super) name: SmolStr,
    pub(super) kind: FactKind,
    pub(super) allows_none: bool,
    /// The field's number, when it is a field.
    pub(super) field: Option<usize>,
}

impl Subject {
    /// What the subject says when it stands alone; an error when it is neither true nor false.
    pub(super) fn alone(&self, span: &Range<usize>, errors: &mut Errors) -> Option<Test> {
        let name = &self.name;
        let help = match &self.kind {
            FactKind::Boolean => return Some(Test::OneOf(vec![Value::Boolean(true)])),
            FactKind::List { .. } | FactKind::Approvals => return self.refuse(span, errors),
            FactKind::Enumeration { values, .. } => {
                let code = values.first().map_or("", |value| value.code.as_str());
                format!("compare it, as in `{name} == '{code}'`")
            }
            FactKind::Integer => format!("compare it, as in `{name} >= 1`"),
            FactKind::Decimal => format!("compare it, as in `{name} >= 0.5`"),
            FactKind::Date => format!("compare it, as in `{name} >= date('2024-01-01')`"),
            FactKind::Text | FactKind::Item => format!("compare it, as in `{name} == '…'`"),
        };
        let message = format!(
            "{} is neither true nor false, its type is {}",
            quoted(name),
            self.kind.name()
        );
        errors.push(Code::ConditionType, span, message, Some(help));
        None
    }

    /// The error for a list where a single value is wanted.
    pub(super) fn refuse<T>(&self, span: &Range<usize>, errors: &mut Errors) -> Option<T> {
        let name = &self.name;
        let (message, help) = match &self.kind {
            FactKind::Approvals => (
                "acts on record cannot be read one by one".to_owned(),
                "ask `approved('…')` for a procedure of the pack".to_owned(),
            ),
            _ => (
                format!("{} is a list", quoted(name)),
                format!("ask `{name}.exists(x, …)`, `{name}.all(x, …)` or `count({name}, x, …)`"),
            ),
        };
        errors.push(Code::ConditionType, span, message, Some(help));
        None
    }

    /// Whether the subject has several values.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.kind, FactKind::List { .. } | FactKind::Approvals)
    }
}
