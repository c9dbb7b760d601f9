//! Values that stand for all values of a fact: one for each class that no test tells apart.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use smol_str::SmolStr;

use crate::condition::Test;
use crate::vocabulary::{FactKind, ItemName, Value};

/// A text that no document uses, for "a value like none of those named".
fn fresh_text() -> SmolStr {
    SmolStr::new_static("\u{F0000}")
}

/// The values of a scalar fact that its tests tell apart, each class once.
///
/// Enumerations and booleans give all their values, in their order, tests or not.
pub(crate) fn representatives(kind: &FactKind, allows_none: bool, tests: &[&Test]) -> Vec<Value> {
    let mut values = match kind {
        FactKind::Boolean => return vec![Value::Boolean(false), Value::Boolean(true)],
        FactKind::Enumeration { values, .. } => {
            let mut codes: Vec<Value> = values
                .iter()
                .map(|value| Value::Code(value.code.clone()))
                .collect();
            if allows_none {
                codes.push(Value::None);
            }
            return codes;
        }
        FactKind::Integer => integers(tests),
        FactKind::Decimal => decimals(tests),
        FactKind::Date => dates(tests),
        FactKind::Text => texts(tests, Value::Text(fresh_text())),
        FactKind::Item => texts(tests, Value::Item(ItemName::unlike_any(0))),
        FactKind::List { .. } | FactKind::Approvals => Vec::new(),
    };
    if allows_none {
        values.push(Value::None);
    }
    merged(values, tests)
}

/// The values without those that no test tells from an earlier one.
fn merged(values: Vec<Value>, tests: &[&Test]) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for value in values {
        let results: Vec<bool> = tests.iter().map(|test| test.accepts(&value)).collect();
        if seen.insert(results) {
            kept.push(value);
        }
    }
    kept
}

fn constants<'a>(tests: &'a [&Test]) -> impl Iterator<Item = &'a Value> {
    tests.iter().flat_map(|test| match test {
        Test::OneOf(values) => values.as_slice(),
        Test::Compare(_, bound) => std::slice::from_ref(bound),
        Test::Weekday(_) => &[],
    })
}

fn integers(tests: &[&Test]) -> Vec<Value> {
    let mut numbers = BTreeSet::from([0]);
    for value in constants(tests) {
        if let Value::Integer(number) = value {
            numbers.extend([number.saturating_sub(1), *number, number.saturating_add(1)]);
        }
    }
    numbers.into_iter().map(Value::Integer).collect()
}

fn decimals(tests: &[&Test]) -> Vec<Value> {
    let mut bounds: BTreeSet<Decimal> = BTreeSet::new();
    for value in constants(tests) {
        if let Value::Decimal(number) = value {
            bounds.insert(*number);
        }
    }
    let mut numbers: BTreeSet<Decimal> = bounds.clone();
    numbers.insert(Decimal::ZERO);
    for (low, high) in bounds.iter().zip(bounds.iter().skip(1)) {
        let half = high
            .checked_sub(*low)
            .and_then(|gap| gap.checked_div(Decimal::TWO));
        numbers.extend(half.and_then(|half| low.checked_add(half)));
    }
    numbers.extend(bounds.first().and_then(|low| low.checked_sub(Decimal::ONE)));
    numbers.extend(
        bounds
            .last()
            .and_then(|high| high.checked_add(Decimal::ONE)),
    );
    numbers.into_iter().map(Value::Decimal).collect()
}

fn dates(tests: &[&Test]) -> Vec<Value> {
    let mut bounds: BTreeSet<NaiveDate> = BTreeSet::new();
    for value in constants(tests) {
        if let Value::Date(date) = value {
            bounds.insert(*date);
        }
    }
    if bounds.is_empty() {
        bounds.extend(NaiveDate::from_ymd_opt(2024, 1, 1));
    }
    let mut days = BTreeSet::new();
    for bound in bounds {
        days.insert(bound);
        // A week on either side has every day of the week, as far as the next bound allows.
        for step in 1..=7 {
            days.extend(bound.checked_sub_days(Days::new(step)));
            days.extend(bound.checked_add_days(Days::new(step)));
        }
    }
    days.into_iter().map(Value::Date).collect()
}

fn texts(tests: &[&Test], other: Value) -> Vec<Value> {
    let named = constants(tests)
        .filter(|value| !matches!(value, Value::None))
        .cloned();
    named.chain([other]).collect()
}
