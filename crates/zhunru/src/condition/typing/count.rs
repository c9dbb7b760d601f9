//! Counts: `count(list, x, …)` compared with a number.

use std::ops::Range;

use super::{Errors, Logic};
use crate::condition::syntax::{Comparison, Connective, Expression, ExpressionKind, Literal};
use crate::diagnostic::Code;

/// `count(list, x, …)`, a comparison and a number.
pub(super) struct Count<'a> {
    pub(super) arguments: &'a [Expression],
    pub(super) span: &'a Range<usize>,
    pub(super) comparison: Comparison,
    pub(super) number: &'a Expression,
}

/// The number that a count is compared with.
pub(super) fn number(count: &Count<'_>, errors: &mut Errors) -> Option<u32> {
    let help = "as in `count(basis, b, b.rank == 'law') >= 2`".to_owned();
    let ExpressionKind::Literal(Literal::Integer(number)) = &count.number.kind else {
        let message = "a count compares with a whole number";
        errors.push(Code::ConditionType, &count.number.span, message, Some(help));
        return None;
    };
    if count.comparison == Comparison::In {
        let message = "a count is not compared with `in`";
        errors.push(Code::ConditionType, &count.number.span, message, Some(help));
        return None;
    }
    let small = u32::try_from(*number).ok();
    if small.is_none() {
        let message = "a count is 0 or more, and less than 4 294 967 296";
        errors.push(Code::ConditionValue, &count.number.span, message, None);
    }
    small
}

/// Writes a comparison of a count with `at_least`, which says that the count is so great or greater.
pub(super) fn count_comparison<T: Logic + Clone>(
    comparison: Comparison,
    number: u32,
    at_least: impl Fn(u32) -> T,
) -> T {
    let reaches = |least: u32| match least {
        0 => T::constant(true),
        least => at_least(least),
    };
    // No count goes beyond the greatest number.
    let exceeds = |number: u32| {
        number
            .checked_add(1)
            .map_or_else(|| T::constant(false), &reaches)
    };
    let equal = || {
        T::connect(
            Connective::And,
            vec![reaches(number), exceeds(number).not()],
        )
    };
    match comparison {
        Comparison::GreaterOrEqual => reaches(number),
        Comparison::Greater => exceeds(number),
        Comparison::Less => reaches(number).not(),
        Comparison::LessOrEqual => exceeds(number).not(),
        Comparison::NotEqual => equal().not(),
        Comparison::Equal | Comparison::In => equal(),
    }
}
