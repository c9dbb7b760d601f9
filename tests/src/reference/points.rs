//! Values of a type that stand for all others: one of each kind that conditions can tell apart.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use zhunru::condition::Test;
use zhunru::vocabulary::{FactKind, ItemName, Value};

/// A text that is in no pack and like none.
pub(super) const FRESH: &str = "qzxwvk";

/// Values of a type among which every test is passed and failed wherever some value does so.
pub(super) fn points(kind: &FactKind, allows_none: bool, tests: &[Test]) -> Vec<Value> {
    let constants = constants(tests);
    let mut values: Vec<Value> = match kind {
        FactKind::Boolean => vec![Value::Boolean(false), Value::Boolean(true)],
        FactKind::Enumeration { values, .. } => values
            .iter()
            .map(|value| Value::Code(value.code.clone()))
            .collect(),
        FactKind::Integer => integers(&constants),
        FactKind::Decimal => decimals(&constants),
        FactKind::Date => dates(&constants),
        FactKind::Text => constants
            .iter()
            .filter(|value| matches!(value, Value::Text(_)))
            .cloned()
            .chain([Value::Text(FRESH.into())])
            .collect(),
        FactKind::Item => constants
            .iter()
            .filter(|value| matches!(value, Value::Item(_)))
            .cloned()
            .chain([Value::Item(ItemName::new(FRESH))])
            .collect(),
        FactKind::List { .. } | FactKind::Approvals => Vec::new(),
    };
    if allows_none {
        values.push(Value::None);
    }
    values
}

/// One value of each class that no test tells apart.
pub(super) fn merge(values: Vec<Value>, tests: &[Test]) -> Vec<Value> {
    merge_by(values, |value| {
        tests
            .iter()
            .map(|test| test.accepts(value))
            .collect::<Vec<_>>()
    })
}

/// One value of each class with the same key.
pub(super) fn merge_by<V, K: PartialEq>(values: Vec<V>, key: impl Fn(&V) -> K) -> Vec<V> {
    let mut kept: Vec<(K, V)> = Vec::new();
    for value in values {
        let key = key(&value);
        if kept.iter().all(|(other, _)| *other != key) {
            kept.push((key, value));
        }
    }
    kept.into_iter().map(|(_, value)| value).collect()
}

/// Every constant with which the tests compare.
fn constants(tests: &[Test]) -> Vec<Value> {
    let mut all = Vec::new();
    for test in tests {
        match test {
            Test::OneOf(values) => all.extend(values.iter().cloned()),
            Test::Compare(_, bound) => all.push(bound.clone()),
            Test::Weekday(_) => {}
        }
    }
    all
}

fn integers(constants: &[Value]) -> Vec<Value> {
    let mut numbers = vec![0];
    for constant in constants {
        if let Value::Integer(number) = constant {
            numbers.extend([number - 1, *number, number + 1]);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(Value::Integer).collect()
}

fn decimals(constants: &[Value]) -> Vec<Value> {
    let mut bounds: Vec<Decimal> = constants
        .iter()
        .filter_map(|constant| match constant {
            Value::Decimal(number) => Some(*number),
            _ => None,
        })
        .collect();
    bounds.sort_unstable();
    bounds.dedup();
    let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else {
        return vec![Value::Decimal(Decimal::ONE)];
    };
    let mut numbers = vec![first - Decimal::ONE, last + Decimal::ONE];
    numbers.extend(
        bounds
            .windows(2)
            .map(|pair| (pair[0] + pair[1]) / Decimal::TWO),
    );
    numbers.extend(bounds.iter().copied());
    numbers.into_iter().map(Value::Decimal).collect()
}

/// Ten days to each side of every constant: whatever day of the week lies between two constants is
/// among them.
fn dates(constants: &[Value]) -> Vec<Value> {
    let mut bounds: Vec<NaiveDate> = constants
        .iter()
        .filter_map(|constant| match constant {
            Value::Date(date) => Some(*date),
            _ => None,
        })
        .collect();
    if bounds.is_empty() {
        bounds.push(NaiveDate::from_ymd_opt(2024, 1, 1).unwrap());
    }
    let mut days: Vec<NaiveDate> = bounds
        .iter()
        .flat_map(|bound| (0..=20).map(|day| *bound + Days::new(day) - Days::new(10)))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(Value::Date).collect()
}
