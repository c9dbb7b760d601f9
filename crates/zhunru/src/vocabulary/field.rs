//! The types that fields of proposals may have, as facts.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::fact::{AllowedValue, EntryField};
use super::told::{closed, codes};
use super::{FactKind, FactState, ItemName, Matter, Told, Value};
use crate::input::FromJson;
use crate::model::{Coded, Stated};
use crate::text::LocalText;

/// A type of a field that is a fact.
pub(crate) trait FactField: FromJson {
    /// Whether it may be stated that there is none.
    const ALLOWS_NONE: bool = false;

    /// The type of the fact.
    fn kind() -> FactKind;

    /// What an optional field of this type says of the fact.
    fn state(field: &Option<Self>) -> FactState;

    /// The same, borrowed.
    fn told(field: &Option<Self>) -> Told<'_>;
}

/// A type of a field whose fact has a single value.
pub(crate) trait Single: FromJson + Clone {
    fn kind() -> FactKind;
    fn value(&self) -> Value;
    fn told(&self) -> Told<'_>;
}

impl Single for bool {
    fn kind() -> FactKind {
        FactKind::Boolean
    }
    fn value(&self) -> Value {
        Value::Boolean(*self)
    }
    fn told(&self) -> Told<'_> {
        Told::boolean(*self)
    }
}

impl Single for i64 {
    fn kind() -> FactKind {
        FactKind::Integer
    }
    fn value(&self) -> Value {
        Value::Integer(*self)
    }
    fn told(&self) -> Told<'_> {
        Told::Integer(*self)
    }
}

impl Single for Decimal {
    fn kind() -> FactKind {
        FactKind::Decimal
    }
    fn value(&self) -> Value {
        Value::Decimal(*self)
    }
    fn told(&self) -> Told<'_> {
        Told::Decimal(*self)
    }
}

impl Single for NaiveDate {
    fn kind() -> FactKind {
        FactKind::Date
    }
    fn value(&self) -> Value {
        Value::Date(*self)
    }
    fn told(&self) -> Told<'_> {
        Told::Date(*self)
    }
}

impl Single for SmolStr {
    fn kind() -> FactKind {
        FactKind::Text
    }
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn told(&self) -> Told<'_> {
        Told::Text(self)
    }
}

impl Single for ItemName {
    fn kind() -> FactKind {
        FactKind::Item
    }
    fn value(&self) -> Value {
        Value::Item(self.clone())
    }
    fn told(&self) -> Told<'_> {
        Told::Item(self)
    }
}

impl Single for Matter {
    fn kind() -> FactKind {
        let other = AllowedValue {
            code: SmolStr::new_static("other"),
            label: LocalText::fixed("其他事务", "another matter"),
        };
        FactKind::Enumeration {
            values: vec![other],
            ordered: false,
        }
    }
    fn value(&self) -> Value {
        Value::Code(self.0.clone())
    }
    fn told(&self) -> Told<'_> {
        Told::Text(&self.0)
    }
}

impl<T: Coded> Single for T {
    fn kind() -> FactKind {
        FactKind::enumeration::<T>()
    }
    fn value(&self) -> Value {
        Value::Code(SmolStr::new_static(self.code()))
    }
    fn told(&self) -> Told<'_> {
        Told::Closed(closed(*self))
    }
}

impl<T: Single> FactField for T {
    fn kind() -> FactKind {
        T::kind()
    }
    fn state(field: &Option<Self>) -> FactState {
        FactState::of(field.as_ref().map(Single::value))
    }
    fn told(field: &Option<Self>) -> Told<'_> {
        Told::of(field.as_ref())
    }
}

impl<T: Single> FactField for Stated<T> {
    const ALLOWS_NONE: bool = true;

    fn kind() -> FactKind {
        T::kind()
    }
    fn state(field: &Option<Self>) -> FactState {
        FactState::of(field.as_ref().map(stated))
    }
    fn told(field: &Option<Self>) -> Told<'_> {
        Told::stated(field.as_ref())
    }
}

impl<T: Coded> FactField for Vec<T> {
    fn kind() -> FactKind {
        let code = EntryField {
            name: SmolStr::default(),
            kind: FactKind::enumeration::<T>(),
            allows_none: false,
            label: LocalText::default(),
        };
        FactKind::List {
            fields: vec![code],
            stock: false,
        }
    }
    fn state(field: &Option<Self>) -> FactState {
        let Some(values) = field else {
            return FactState::Unknown;
        };
        FactState::Entries(
            values
                .iter()
                .map(|value| vec![Some(Single::value(value))].into_boxed_slice())
                .collect(),
        )
    }
    fn told(field: &Option<Self>) -> Told<'_> {
        field.as_ref().map_or(Told::Unknown, |values| codes(values))
    }
}

/// The value that is stated, or that there is none.
pub(crate) fn stated<T: Single>(stated: &Stated<T>) -> Value {
    stated.value().map_or(Value::None, Single::value)
}
