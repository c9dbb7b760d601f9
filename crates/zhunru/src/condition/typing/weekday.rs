//! Days of the week: `weekday(date.fact) in ['wednesday', …]`.

use std::ops::Range;

use chrono::Weekday;

use super::{Errors, Logic, Scope};
use crate::condition::Test;
use crate::condition::syntax::{Comparison, Expression, ExpressionKind, Literal};
use crate::diagnostic::{Code, nearest, quoted};
use crate::vocabulary::FactKind;

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
pub(super) fn weekday<S: Scope>(
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
