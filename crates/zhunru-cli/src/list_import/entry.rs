//! One entry that was read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use zhunru::list::normalise_name;

use super::{At, Field};

/// An entry of a list as a sheet has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where it stands.
    pub(crate) at: At,
    /// What the columns hold, without blanks; single values but for [`Field::holds_several`].
    pub(crate) values: BTreeMap<Field, Vec<String>>,
    /// The first day in force.
    pub(crate) from: Option<NaiveDate>,
    /// The last day in force.
    pub(crate) to: Option<NaiveDate>,
}

impl Entry {
    /// The single value of a field, or the first of several; empty where there is none.
    pub(crate) fn value(&self, field: Field) -> &str {
        let values = self.values.get(&field);
        values
            .and_then(|values| values.first())
            .map_or("", |value| value)
    }

    /// The name.
    pub(crate) fn name(&self) -> &str {
        self.value(Field::Name)
    }

    /// The code, where there is one.
    pub(crate) fn code(&self) -> Option<&str> {
        Some(self.value(Field::Code)).filter(|code| !code.is_empty())
    }

    /// The class, where there is one.
    pub(crate) fn category(&self) -> Option<&str> {
        Some(self.value(Field::Category)).filter(|class| !class.is_empty())
    }

    /// Code, name and aliases in the form in which the core compares them.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (String, &str)> {
        [Field::Code, Field::Name, Field::Aliases]
            .into_iter()
            .filter_map(|field| self.values.get(&field))
            .flatten()
            .map(|text| (normalise_name(text).to_string(), text.as_str()))
            .filter(|(key, _)| !key.is_empty())
    }

    /// Sets a field to a single value.
    pub(crate) fn set(&mut self, field: Field, value: impl Into<String>) {
        self.values.insert(field, vec![value.into()]);
    }

    /// Adds to a field what another row says of the same entry.
    pub(super) fn extend(&mut self, field: Field, values: Vec<String>) {
        let known = self.values.entry(field).or_default();
        for value in values {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    /// Whether both may be in force on one day.
    pub(crate) fn overlaps(&self, other: &Entry) -> bool {
        self.interval().overlaps(other.interval())
    }

    /// When it is in force.
    pub(crate) fn interval(&self) -> zhunru::model::Interval {
        zhunru::model::Interval {
            from: self.from,
            to: self.to,
        }
    }
}
