//! One proposal of the workload, field by field, and its JSON.

use chrono::{DateTime, Days, NaiveDate};
use serde_json::{Map, Value as Json, json};
use zhunru::input::InputErrors;
use zhunru::model::Proposal;

use super::field::{self, FIELDS, Value};
use super::stock::{STOCKS, Sign};
use crate::random::Numbers;

/// What a proposal states, by the places of [`FIELDS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    values: [Option<Value>; FIELDS.len()],
}

impl Default for Row {
    fn default() -> Self {
        Row {
            values: [None; FIELDS.len()],
        }
    }
}

/// These always stay known: without them there is nothing to decide by.
const KEPT: [usize; 3] = [field::TYPE, field::SUBMITTED_ON, field::VILLAGE_CODE];

impl Row {
    /// What is stated at a place.
    pub fn get(&self, place: usize) -> Option<Value> {
        self.values.get(place).copied().flatten()
    }

    /// The code stated at a place; empty where there is none.
    pub fn text(&self, place: usize) -> &'static str {
        match self.get(place) {
            Some(Value::Code(code)) => code,
            _ => "",
        }
    }

    /// Whether yes is stated at a place.
    pub fn is(&self, place: usize) -> bool {
        self.get(place) == Some(Value::Flag(true))
    }

    /// The day stated at a place, counted from the first of 1970; 0 where there is none.
    pub fn days(&self, place: usize) -> i32 {
        match self.get(place) {
            Some(Value::Day(day)) => day,
            _ => 0,
        }
    }

    /// The signs that hang; none where nothing is stated.
    pub fn signs(&self) -> &'static [Sign] {
        match self.get(field::STOCK) {
            Some(Value::Stock(place)) => {
                STOCKS.get(usize::from(place)).copied().unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// How many fields are stated.
    pub fn stated(&self) -> usize {
        self.values.iter().flatten().count()
    }

    pub(super) fn code(&mut self, place: usize, code: &'static str) {
        self.set(place, Value::Code(code));
    }

    pub(super) fn flag(&mut self, place: usize, flag: bool) {
        self.set(place, Value::Flag(flag));
    }

    pub(super) fn day(&mut self, place: usize, day: i32) {
        self.set(place, Value::Day(day));
    }

    pub(super) fn stock(&mut self, place: usize, stock: u8) {
        self.set(place, Value::Stock(stock));
    }

    fn set(&mut self, place: usize, value: Value) {
        if let Some(slot) = self.values.get_mut(place) {
            *slot = Some(value);
        }
    }

    /// Leaves each fact unknown in so many of a hundred cases.
    pub(super) fn forget(&mut self, percent: usize, numbers: &mut Numbers) {
        for (place, value) in self.values.iter_mut().enumerate() {
            let forgotten = value.is_some() && numbers.percent(percent);
            if forgotten && !KEPT.contains(&place) {
                *value = None;
            }
        }
    }

    /// The proposal in the interchange form, without blanks.
    pub fn json(&self) -> String {
        self.value().to_string()
    }

    /// The proposal as the library's users build it.
    ///
    /// # Errors
    /// When it is no proposal, with its faults.
    pub fn proposal(&self) -> Result<Proposal, InputErrors> {
        Proposal::from_json(&self.json())
    }

    fn value(&self) -> Json {
        let mut proposal = Map::new();
        let (mut basis, mut act) = (Map::new(), Map::new());
        let (mut demand, mut facts) = (Map::new(), Map::new());
        for (place, field) in FIELDS.iter().enumerate() {
            let Some(value) = self.get(place).map(json_of) else {
                continue;
            };
            match field.path.split_once('.') {
                Some(("basis", name)) => insert(&mut basis, name, value),
                Some(("approval", name)) => insert(&mut act, name, value),
                Some(("issuer" | "village" | "support", _)) | None if is_header(field.path) => {
                    insert(&mut proposal, field.path, value);
                }
                Some((_, "criteria")) => insert(&mut demand, "criteria", listed(&value)),
                Some((_, name)) => insert(&mut demand, name, value),
                None if place == field::TYPE => insert(&mut demand, "type", value),
                None => insert(&mut facts, field.path, value),
            }
        }
        for (name, entry) in [("basis", basis), ("approvals", act)] {
            if !entry.is_empty() {
                proposal.insert(name.to_owned(), json!([entry]));
            }
        }
        proposal.insert("demands".to_owned(), json!([demand]));
        if !facts.is_empty() {
            proposal.insert("facts".to_owned(), Json::Object(facts));
        }
        Json::Object(proposal)
    }
}

fn is_header(path: &str) -> bool {
    path.contains('.') || path == "submitted_on"
}

/// Puts a value at a path, making the objects on the way.
fn insert(object: &mut Map<String, Json>, path: &str, value: Json) {
    let Some((first, rest)) = path.split_once('.') else {
        object.insert(path.to_owned(), value);
        return;
    };
    let inner = object
        .entry(first)
        .or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(inner) = inner {
        insert(inner, rest, value);
    }
}

fn json_of(value: Value) -> Json {
    match value {
        Value::Code(code) => code.into(),
        Value::Flag(flag) => flag.into(),
        Value::Day(day) => date(day).map(|day| day.to_string()).into(),
        Value::Stock(place) => {
            let signs = STOCKS.get(usize::from(place)).copied().unwrap_or_default();
            let sign = |sign: &Sign| {
                json!({
                    "name": sign.name, "placement": "interior_sign", "sponsor_level": sign.level,
                    "statutorily_required": sign.statutory,
                })
            };
            signs.iter().map(sign).collect()
        }
    }
}

/// Codes parted by semicolons as a list of them.
fn listed(value: &Json) -> Json {
    let codes = value.as_str().unwrap_or_default();
    codes.split(';').collect()
}

/// The day that is so many days after the first of 1970.
pub(super) fn date(day: i32) -> Option<NaiveDate> {
    let epoch = DateTime::from_timestamp(0, 0)?.date_naive();
    epoch.checked_add_days(Days::new(u64::try_from(day).ok()?))
}
