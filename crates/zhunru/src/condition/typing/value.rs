//! Constants, given the type of what they are compared with.

use std::ops::Range;

use super::Errors;
use super::subject::Subject;
use crate::condition::syntax::{Expression, ExpressionKind, Literal};
use crate::diagnostic::{Code, nearest, quoted};
use crate::model::parse_date;
use crate::vocabulary::{FactKind, ItemName, Value};

/// The value of a constant that the subject is compared with.
pub(super) fn value(
    subject: &Subject,
    constant: &Expression,
    errors: &mut Errors,
) -> Option<Value> {
    if let ExpressionKind::Call { name, arguments } = &constant.kind
        && name.text == "date"
    {
        let date = date(arguments, &constant.span, errors)?;
        if subject.kind != FactKind::Date {
            return wrong_type(subject, "a date", &constant.span, errors);
        }
        return Some(date);
    }
    let ExpressionKind::Literal(literal) = &constant.kind else {
        let message = "expected a single value here";
        errors.push(Code::ConditionType, &constant.span, message, None);
        return None;
    };
    literal_value(subject, literal, &constant.span, errors)
}

fn literal_value(
    subject: &Subject,
    literal: &Literal,
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<Value> {
    match (literal, &subject.kind) {
        (Literal::Text(text), FactKind::Enumeration { .. }) => code(subject, text, span, errors),
        (Literal::Text(text), kind)
            if text == "none" && !matches!(kind, FactKind::Boolean | FactKind::List { .. }) =>
        {
            if subject.allows_none {
                return Some(Value::None);
            }
            let message = format!(
                "there is always some {}, it is never `none`",
                quoted(&subject.name)
            );
            errors.push(Code::ConditionValue, span, message, None);
            None
        }
        (Literal::Boolean(value), FactKind::Boolean) => Some(Value::Boolean(*value)),
        (Literal::Integer(value), FactKind::Integer) => Some(Value::Integer(*value)),
        (Literal::Integer(value), FactKind::Decimal) => Some(Value::Decimal((*value).into())),
        (Literal::Decimal(value), FactKind::Decimal) => Some(Value::Decimal(*value)),
        (Literal::Text(text), FactKind::Text) => Some(Value::Text(text.clone())),
        (Literal::Text(text), FactKind::Item) => {
            let item = ItemName::new(text.clone());
            if item.normalised().is_empty() {
                let message = format!("{} has neither letters nor digits", quoted(text));
                errors.push(Code::ConditionValue, span, message, None);
                return None;
            }
            Some(Value::Item(item))
        }
        (Literal::Text(text), FactKind::Date) => {
            let help = format!("write `date('{text}')`");
            let message = format!("{} is a date, compared with a text", quoted(&subject.name));
            let help = parse_date(text).map(|_| help);
            errors.push(Code::ConditionType, span, message, help);
            None
        }
        (literal, _) => {
            let found = match literal {
                Literal::Boolean(_) => "a boolean",
                Literal::Integer(_) => "a whole number",
                Literal::Decimal(_) => "a decimal number",
                Literal::Text(_) => "a text",
            };
            wrong_type(subject, found, span, errors)
        }
    }
}

fn wrong_type<T>(
    subject: &Subject,
    found: &str,
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<T> {
    let message = format!(
        "{} is of type {}, compared with {found}",
        quoted(&subject.name),
        subject.kind.name()
    );
    errors.push(Code::ConditionType, span, message, None);
    None
}

/// One of the codes of an enumeration.
fn code(subject: &Subject, text: &str, span: &Range<usize>, errors: &mut Errors) -> Option<Value> {
    if subject.kind.position(text).is_some() {
        return Some(Value::Code(text.into()));
    }
    if text == "none" && subject.allows_none {
        return Some(Value::None);
    }
    let codes: Vec<&str> = subject
        .kind
        .allowed_values()
        .iter()
        .map(|value| value.code.as_str())
        .collect();
    let message = format!(
        "{} is no value of {}; allowed are `{}`",
        quoted(text),
        quoted(&subject.name),
        codes.join("`, `")
    );
    let help = nearest(text, codes).map(|near| format!("did you mean {}?", quoted(near)));
    errors.push(Code::ConditionValue, span, message, help);
    None
}

/// `date('2024-01-01')`.
fn date(arguments: &[Expression], span: &Range<usize>, errors: &mut Errors) -> Option<Value> {
    let text = match arguments {
        [
            Expression {
                kind: ExpressionKind::Literal(Literal::Text(text)),
                ..
            },
        ] => text,
        _ => {
            let message = "`date` takes one text, as in `date('2024-01-01')`";
            errors.push(Code::ConditionArguments, span, message, None);
            return None;
        }
    };
    let date = parse_date(text);
    if date.is_none() {
        let message = format!("{} is no date of the form `2024-01-01`", quoted(text));
        errors.push(Code::ConditionValue, span, message, None);
    }
    date.map(Value::Date)
}
