//! The types of a condition (条件类型检查): from what was parsed to the typed tree.
//!
//! Every fault of a condition is found at once. What is the same whatever the facts is a fault too,
//! for it is never what its author meant; only the literals `true` and `false`, and counts that
//! compare trivially with a number, become constants.

mod comparison;
mod entry;
mod logic;
mod names;
mod rule;
mod subject;
mod value;

use std::ops::Range;

pub(crate) use logic::Logic;
pub(crate) use names::{Definition, Names};

use super::Condition;
use super::syntax::{Expression, ExpressionKind, Literal};
use crate::diagnostic::Code;
use crate::model::DemandTypes;

/// Most parts in a condition with its definitions written out (展开后条件大小上限).
pub(crate) const MAX_SIZE: usize = 10_000;

/// Most connectives inside one another in a condition with its definitions written out.
pub(crate) const MAX_DEPTH: usize = 256;

/// A place at which a condition does not fit the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeError {
    /// What kind of fault it is.
    pub(crate) code: Code,
    /// The bytes of the condition that are meant.
    pub(crate) span: Range<usize>,
    /// What is wrong, in English.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: Option<String>,
}

/// Types a condition of a rule that bears on the demand types `on`; of a definition, which may be
/// used anywhere, when that is `None`.
///
/// # Errors
/// All faults; none at all when only a definition that it uses is at fault.
pub(crate) fn type_condition(
    expression: &Expression,
    on: Option<DemandTypes>,
    names: &Names<'_>,
) -> Result<Condition, Vec<TypeError>> {
    let mut errors = Errors::default();
    let condition = boolean(&rule::RuleScope { names, on }, expression, &mut errors);
    let too_deep = |condition: &Condition| condition.depth() > MAX_DEPTH;
    if errors.1 > MAX_SIZE || condition.as_ref().is_some_and(too_deep) {
        let message = format!(
            "with its definitions written out the condition has more than {MAX_SIZE} parts, or \
             more than {MAX_DEPTH} inside one another"
        );
        errors.push(Code::PackTooLarge, &expression.span, message, None);
    }
    condition.filter(|_| errors.0.is_empty()).ok_or(errors.0)
}

/// The faults found so far, and how large the typed tree has become.
#[derive(Default)]
struct Errors(Vec<TypeError>, usize);

impl Errors {
    fn push(
        &mut self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.0.push(TypeError {
            code,
            span: span.clone(),
            message: message.into(),
            help,
        });
    }

    /// Takes room for a part of this size; nothing when there is none left.
    fn room(&mut self, size: usize) -> Option<()> {
        self.1 = self.1.saturating_add(size);
        (self.1 <= MAX_SIZE).then_some(())
    }
}

/// What names mean at a place: among the facts of a demand, or inside a macro.
trait Scope {
    /// The tree that is built there.
    type Tree: Logic;

    /// A condition that a path names by itself.
    fn named(&self, path: &super::syntax::Path, errors: &mut Errors) -> Option<Option<Self::Tree>>;

    /// The fact or field that a path names.
    fn subject(&self, path: &super::syntax::Path, errors: &mut Errors) -> Option<subject::Subject>;

    /// The test of a fact or field.
    fn leaf(&self, subject: &subject::Subject, test: super::Test) -> Self::Tree;

    /// A call that is true or false, a macro, or a comparison of `count(…)`.
    fn function(&self, expression: &Expression, errors: &mut Errors) -> Option<Self::Tree>;

    /// `count(list, x, …)` compared with a number.
    fn count(&self, count: comparison::Count<'_>, errors: &mut Errors) -> Option<Self::Tree>;
}

/// Types what must be true or false.
fn boolean<S: Scope>(scope: &S, expression: &Expression, errors: &mut Errors) -> Option<S::Tree> {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Boolean(value)) => Some(S::Tree::constant(*value)),
        ExpressionKind::Literal(_) | ExpressionKind::List(_) => {
            let message = "a value alone is no condition";
            let help = "compare a fact with it".to_owned();
            errors.push(Code::ConditionType, &expression.span, message, Some(help));
            None
        }
        ExpressionKind::Path(path) => {
            if let Some(named) = scope.named(path, errors) {
                return named;
            }
            let subject = scope.subject(path, errors)?;
            let test = subject.alone(&expression.span, errors)?;
            Some(scope.leaf(&subject, test))
        }
        ExpressionKind::Not(inner) => Some(boolean(scope, inner, errors)?.not()),
        ExpressionKind::Binary { connective, .. } => {
            let operands = expression.operands();
            let count = operands.len();
            let parts: Vec<S::Tree> = operands
                .into_iter()
                .filter_map(|operand| boolean(scope, operand, errors))
                .collect();
            (parts.len() == count).then(|| S::Tree::connect(*connective, parts))
        }
        ExpressionKind::Comparison {
            comparison,
            left,
            right,
        } => comparison::compare(scope, *comparison, left, right, &expression.span, errors),
        ExpressionKind::Call { .. } | ExpressionKind::Macro { .. } => {
            scope.function(expression, errors)
        }
    }
}

#[cfg(test)]
mod tests;
