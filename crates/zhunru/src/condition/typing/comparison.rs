//! Comparisons: of a fact, a weekday or a count with a constant.

use std::ops::Range;

use chrono::Weekday;

use super::subject::Subject;
use super::value::value;
use super::{Errors, Logic, Scope};
use crate::condition::syntax::{Comparison, Connective, Expression, ExpressionKind, Literal, Path};
use crate::condition::{Comparison as Order, Test};
use crate::diagnostic::{Code, nearest, quoted};
use crate::vocabulary::{FactKind, Value};

/// `count(list, x, …)`, a comparison and a number.
pub(super) struct Count<'a> {
    pub(super) arguments: &'a [Expression],
    pub(super) span: &'a Range<usize>,
    pub(super) comparison: Comparison,
    pub(super) number: &'a Expression,
}

/// What stands on one side of a comparison.
enum Side<'a> {
    Constant,
    Path(&'a Path),
    Weekday(&'a [Expression]),
    Count(&'a [Expression]),
    Other,
}

fn side(expression: &Expression) -> Side<'_> {
    match &expression.kind {
        ExpressionKind::Literal(_) | ExpressionKind::List(_) => Side::Constant,
        ExpressionKind::Path(path) => Side::Path(path),
        ExpressionKind::Call { name, arguments } => match name.text.as_str() {
            "date" => Side::Constant,
            "weekday" => Side::Weekday(arguments),
            "count" => Side::Count(arguments),
            _ => Side::Other,
        },
        _ => Side::Other,
    }
}

/// Types a comparison; the constant may stand on either side.
pub(super) fn compare<S: Scope>(
    scope: &S,
    comparison: Comparison,
    left: &Expression,
    right: &Expression,
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<S::Tree> {
    let (comparison, subject, constant) = match (side(left), side(right)) {
        (Side::Constant, Side::Constant) => {
            let message = "two constants are compared, which is the same whatever the facts";
            errors.push(Code::ConditionConstant, span, message, None);
            return None;
        }
        (_, Side::Constant) => (comparison, left, right),
        (Side::Constant, _) if comparison == Comparison::In => {
            return in_list(scope, left, right, errors);
        }
        (Side::Constant, _) => (flipped(comparison), right, left),
        _ => {
            let message = "a fact compares with constants only";
            let help =
                "write a boolean fact without a comparison, and join conditions with `&&` or `||`";
            errors.push(Code::ConditionType, span, message, Some(help.to_owned()));
            return None;
        }
    };
    match side(subject) {
        Side::Path(path) => {
            if let Some(named) = scope.named(path, errors) {
                named?;
                let message = format!(
                    "{} is a definition, which is true or false",
                    quoted(&path.text)
                );
                let help = format!("write `{0}` or `!{0}`", path.text);
                errors.push(Code::ConditionType, span, message, Some(help));
                return None;
            }
            let subject = scope.subject(path, errors)?;
            let (test, negated) = test(&subject, comparison, constant, &path.span(), errors)?;
            let leaf = scope.leaf(&subject, test);
            Some(if negated { leaf.not() } else { leaf })
        }
        Side::Weekday(arguments) => weekday(
            scope,
            arguments,
            comparison,
            constant,
            &subject.span,
            errors,
        ),
        Side::Count(arguments) => scope.count(
            Count {
                arguments,
                span: &subject.span,
                comparison,
                number: constant,
            },
            errors,
        ),
        Side::Constant | Side::Other => {
            // The other side is typed for its own faults first.
            super::boolean(scope, subject, errors)?;
            let message = "what is true or false is not compared";
            let help = "write it alone, or with `!` before it".to_owned();
            errors.push(Code::ConditionType, span, message, Some(help));
            None
        }
    }
}

/// `'x' in …`, which CEL has for lists and we do not.
fn in_list<S: Scope>(
    scope: &S,
    left: &Expression,
    right: &Expression,
    errors: &mut Errors,
) -> Option<S::Tree> {
    let help = match &right.kind {
        ExpressionKind::Path(path) => {
            let subject = scope.subject(path, errors)?;
            if subject.is_list() {
                format!("write `{}.exists(x, x == {left})`", path.text)
            } else {
                format!("write `{} == {left}`", path.text)
            }
        }
        _ => "write `fact in ['…', '…']`".to_owned(),
    };
    let message = "behind `in` stands a list of constants";
    errors.push(Code::ConditionType, &right.span, message, Some(help));
    None
}

fn flipped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        other => other,
    }
}

/// The test that a comparison is, and whether its opposite is meant.
fn test(
    subject: &Subject,
    comparison: Comparison,
    constant: &Expression,
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<(Test, bool)> {
    if subject.is_list() {
        return subject.refuse(span, errors);
    }
    let order = match comparison {
        Comparison::Equal | Comparison::NotEqual => {
            let value = value(subject, constant, errors)?;
            return Some((Test::OneOf(vec![value]), comparison == Comparison::NotEqual));
        }
        Comparison::In => {
            let ExpressionKind::List(elements) = &constant.kind else {
                let message = "behind `in` stands a list of constants";
                let help = format!("write `in [{constant}]`");
                errors.push(Code::ConditionType, &constant.span, message, Some(help));
                return None;
            };
            return Some((
                Test::OneOf(values(subject, elements, &constant.span, errors)?),
                false,
            ));
        }
        Comparison::Less => Order::Less,
        Comparison::LessOrEqual => Order::AtMost,
        Comparison::Greater => Order::Greater,
        Comparison::GreaterOrEqual => Order::AtLeast,
    };
    ordered(subject, order, constant, errors).map(|test| (test, false))
}

fn values(
    subject: &Subject,
    elements: &[Expression],
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<Vec<Value>> {
    if elements.is_empty() {
        let message = "the list is empty, so nothing is in it";
        errors.push(Code::ConditionConstant, span, message, None);
        return None;
    }
    let mut values = Vec::with_capacity(elements.len());
    let mut whole = true;
    for element in elements {
        match value(subject, element, errors) {
            Some(value) if values.contains(&value) => {}
            Some(value) => values.push(value),
            None => whole = false,
        }
    }
    whole.then_some(values)
}

fn ordered(
    subject: &Subject,
    order: Order,
    constant: &Expression,
    errors: &mut Errors,
) -> Option<Test> {
    let bound = value(subject, constant, errors)?;
    let has_order = match &subject.kind {
        FactKind::Integer | FactKind::Decimal | FactKind::Date => true,
        FactKind::Enumeration { ordered, .. } => *ordered,
        _ => false,
    };
    if !has_order || bound == Value::None {
        let (message, help) = if bound == Value::None {
            (
                "`none` is neither greater nor less than anything".to_owned(),
                "use `==` or `!=`",
            )
        } else {
            (
                format!("the values of {} have no order", quoted(&subject.name)),
                "use `==`, `!=` or `in`",
            )
        };
        errors.push(
            Code::ConditionType,
            &constant.span,
            message,
            Some(help.to_owned()),
        );
        return None;
    }
    let Value::Code(code) = &bound else {
        return Some(Test::Compare(order, bound));
    };
    let position = subject.kind.position(code)?;
    let all = subject.kind.allowed_values();
    let passing: Vec<Value> = all
        .iter()
        .enumerate()
        .filter(|(index, _)| match order {
            Order::Less => *index < position,
            Order::AtMost => *index <= position,
            Order::Greater => *index > position,
            Order::AtLeast => *index >= position,
        })
        .map(|(_, value)| Value::Code(value.code.clone()))
        .collect();
    if passing.is_empty() || passing.len() == all.len() {
        let says = if passing.is_empty() {
            "no value"
        } else {
            "every value"
        };
        let message = format!("{says} of {} passes this comparison", quoted(&subject.name));
        errors.push(Code::ConditionConstant, &constant.span, message, None);
        return None;
    }
    Some(Test::OneOf(passing))
}

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// `weekday(date.fact) == 'monday'` or `in ['monday', …]`.
fn weekday<S: Scope>(
    scope: &S,
    arguments: &[Expression],
    comparison: Comparison,
    constant: &Expression,
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<S::Tree> {
    let [
        Expression {
            kind: ExpressionKind::Path(path),
            ..
        },
    ] = arguments
    else {
        let message = "`weekday` takes one date, as in `weekday(meeting.held_on)`";
        errors.push(Code::ConditionArguments, span, message, None);
        return None;
    };
    let subject = scope.subject(path, errors)?;
    if subject.kind != FactKind::Date {
        let message = format!(
            "`weekday` takes a date, {} is of type {}",
            quoted(&path.text),
            subject.kind.name()
        );
        errors.push(Code::ConditionType, &path.span(), message, None);
        return None;
    }
    let single = std::slice::from_ref(constant);
    let (elements, negated) = match (comparison, &constant.kind) {
        (Comparison::Equal, ExpressionKind::Literal(_)) => (single, false),
        (Comparison::NotEqual, ExpressionKind::Literal(_)) => (single, true),
        (Comparison::In, ExpressionKind::List(elements)) if !elements.is_empty() => {
            (elements.as_slice(), false)
        }
        _ => {
            let message = "a day of the week is asked with `==`, `!=` or `in`";
            let help = "as in `weekday(meeting.held_on) in ['wednesday', 'thursday']`".to_owned();
            errors.push(Code::ConditionType, &constant.span, message, Some(help));
            return None;
        }
    };
    let mut days = Vec::new();
    let mut whole = true;
    for element in elements {
        match day(element, errors) {
            Some(day) if days.contains(&day) => {}
            Some(day) => days.push(day),
            None => whole = false,
        }
    }
    whole.then(|| {
        let leaf = scope.leaf(&subject, Test::Weekday(days));
        if negated { leaf.not() } else { leaf }
    })
}

fn day(element: &Expression, errors: &mut Errors) -> Option<Weekday> {
    let text = match &element.kind {
        ExpressionKind::Literal(Literal::Text(text)) => text.as_str(),
        _ => "",
    };
    let names = DAYS.iter().map(|(name, _)| *name);
    let found = DAYS.iter().find(|(name, _)| *name == text);
    if found.is_none() {
        let message =
            format!("expected a day of the week, `monday` to `sunday`, found `{element}`");
        let help = nearest(text, names).map(|near| format!("did you mean {}?", quoted(near)));
        errors.push(Code::ConditionValue, &element.span, message, help);
    }
    found.map(|(_, day)| *day)
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
