//! Proposals on which the rules of a generated pack bear.

use std::error::Error;

use serde_json::{Map, Value, json};
use zhunru::Request;
use zhunru::model::{Proposal, parse_date};

use super::{
    ACT, BEARERS, DAY, FLAGS, ITEMS, KINDS, LEVELS, NUMBERS, ROLES, VILLAGE, flag, item, number,
};
use crate::random::Numbers;

/// A proposal of one demand of work, everything that rules read known.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) item: usize,
    pub(super) level: &'static str,
    pub(super) kind: &'static str,
    pub(super) role: &'static str,
    pub(super) bearer: &'static str,
    pub(super) flags: [bool; FLAGS],
    pub(super) numbers: [usize; NUMBERS],
}

impl Row {
    fn draw(numbers: &mut Numbers) -> Self {
        Row {
            item: numbers.below(ITEMS),
            level: numbers.one_of(LEVELS),
            kind: numbers.one_of(KINDS),
            role: numbers.one_of(ROLES),
            bearer: numbers.one_of(BEARERS),
            flags: std::array::from_fn(|_| numbers.percent(30)),
            numbers: std::array::from_fn(|_| numbers.below(10)),
        }
    }

    /// As a typed proposal.
    ///
    /// # Errors
    /// When it is none, which it is.
    pub fn proposal(&self) -> Result<Proposal, zhunru::input::InputErrors> {
        let flags = self.flags.iter().enumerate();
        let flags = flags.map(|(place, value)| (flag(place), json!(value)));
        let numbers = self.numbers.iter().enumerate();
        let numbers = numbers.map(|(place, value)| (number(place), json!(value)));
        let facts: Map<String, Value> = flags.chain(numbers).collect();
        let text = json!({
            "submitted_on": DAY,
            "village": {"code": VILLAGE},
            "issuer": {"level": self.level, "kind": self.kind},
            "approvals": [{"act": ACT, "by": {"level": "county", "kind": "government_department"},
                "on": DAY, "number": "1", "outcome": "approved"}],
            "support": {"funds": {"borne_by": self.bearer}},
            "demands": [{"type": "work", "item": item(self.item), "role": self.role, "facts": facts}],
        });
        Proposal::from_json(&text.to_string())
    }

    /// The request to decide it.
    ///
    /// # Errors
    /// When the day is none, which it is.
    pub fn request(&self) -> Result<Request, Box<dyn Error>> {
        Ok(Request::on(parse_date(DAY).ok_or("no day")?))
    }
}

/// So many proposals, the same ones on every run.
#[derive(Clone, Debug)]
pub struct Rows {
    left: usize,
    numbers: Numbers,
}

impl Rows {
    /// So many proposals.
    pub fn new(count: usize) -> Self {
        Rows {
            left: count,
            numbers: Numbers::from_seed(349_901),
        }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.left = self.left.checked_sub(1)?;
        Some(Row::draw(&mut self.numbers))
    }
}
