//! Conditions as JSON: an object with one key, which names the kind of the part.

use chrono::Weekday;

use super::parts::{array, object, text};
use crate::condition::{Comparison, Condition, EntryCondition, ListReference, Test};
use crate::json::Json;
use crate::vocabulary::Value;

/// A condition.
pub(super) fn condition(one: &Condition) -> Json {
    match one {
        Condition::Constant(value) => Json::Boolean(*value),
        Condition::Not(inner) => object([("not", Some(condition(inner)))]),
        Condition::And(parts) => object([("and", array(parts, condition))]),
        Condition::Or(parts) => object([("or", array(parts, condition))]),
        Condition::Fact { path, test: of } => {
            object([("fact", text(path)), ("test", Some(test(of)))])
        }
        Condition::Listed(list) => object([("listed", reference(list))]),
        Condition::Approved(one) => {
            object([("approved", text(&format!("{}/{}", one.pack, one.procedure)))])
        }
        Condition::Exists { list, predicate } => {
            object([("exists", text(list)), ("entry", Some(entry(predicate)))])
        }
        Condition::CountAtLeast {
            list,
            predicate,
            least,
        } => object([
            ("count", text(list)),
            ("entry", Some(entry(predicate))),
            ("least", Some(Json::Integer(i64::from(*least)))),
        ]),
    }
}

fn reference(list: &ListReference) -> Option<Json> {
    text(&format!("{}/{}", list.pack, list.list))
}

fn entry(one: &EntryCondition) -> Json {
    match one {
        EntryCondition::Constant(value) => Json::Boolean(*value),
        EntryCondition::Not(inner) => object([("not", Some(entry(inner)))]),
        EntryCondition::And(parts) => object([("and", array(parts, entry))]),
        EntryCondition::Or(parts) => object([("or", array(parts, entry))]),
        EntryCondition::Field { field, test: of } => object([
            ("field", i64::try_from(*field).ok().map(Json::Integer)),
            ("test", Some(test(of))),
        ]),
        EntryCondition::Listed { field, list } => object([
            ("field", i64::try_from(*field).ok().map(Json::Integer)),
            ("listed", reference(list)),
        ]),
    }
}

fn test(test: &Test) -> Json {
    match test {
        Test::OneOf(values) => object([("in", array(values, value))]),
        Test::Compare(comparison, bound) => {
            let key = match comparison {
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::Greater => ">",
                Comparison::AtLeast => ">=",
            };
            object([(key, Some(value(bound)))])
        }
        Test::Weekday(days) => {
            let mut days: Vec<&Weekday> = days.iter().collect();
            days.sort_by_key(|day| day.num_days_from_monday());
            object([(
                "weekday",
                array(days, |day| Json::Text(day.to_string().into())),
            )])
        }
    }
}

/// A value with its type, so that no two values look alike.
pub(super) fn value(value: &Value) -> Json {
    let shown = || text(&value.to_string());
    match value {
        Value::None => Json::Null,
        Value::Boolean(value) => Json::Boolean(*value),
        Value::Integer(value) => Json::Integer(*value),
        Value::Code(_) => object([("code", shown())]),
        // 1.50 and 1.5 are the same number.
        Value::Decimal(number) => object([("decimal", text(&number.normalize().to_string()))]),
        Value::Date(_) => object([("date", shown())]),
        Value::Text(_) => object([("text", shown())]),
        Value::Item(_) => object([("item", shown())]),
    }
}
