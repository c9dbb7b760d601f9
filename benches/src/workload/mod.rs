//! The workload on which this library is measured beside what a user could pick instead.
//!
//! Seeded proposals of 禹会区, one demand each, of about 26 stated fields and 670 bytes of JSON, on
//! which the thirteen prohibitions, the lists and the limits of signs bear: as rows of fields, as
//! JSON, as typed proposals and as Arrow tables. Every fact is known, or so many of a hundred are not.
//!
//! ```
//! use zhunru::model::Coded;
//! use zhunru_benches::workload::{Rows, packs};
//! let engine = zhunru::Engine::builder().packs(packs().map_err(|faults| faults.to_string())?).build()?;
//! for row in Rows::new(3) {
//!     let proposal = row.proposal()?;
//!     let day = proposal.submitted_on.ok_or("no day")?;
//!     let decision = engine.decide(&proposal, &zhunru::Request::on(day))?;
//!     println!("{} of {}", decision.verdict.code(), row.json());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codes;
mod columns;
mod draw;
pub mod field;
mod row;
pub mod stock;

pub use codes::{ASSIST, AUTONOMOUS, ELSEWHERE, NOT_TO_BEAR, packs};
pub use columns::{Encoding, Table};
pub use row::Row;

use crate::random::Numbers;

/// So many proposals, the same ones on every run.
#[derive(Clone, Debug)]
pub struct Rows {
    left: usize,
    unknown: usize,
    numbers: Numbers,
    forgetting: Numbers,
}

impl Rows {
    /// So many proposals, all of whose facts are known.
    pub fn new(count: usize) -> Self {
        Rows::with_unknown(count, 0)
    }

    /// The same proposals, each fact unknown in so many of a hundred cases.
    pub fn with_unknown(count: usize, percent: usize) -> Self {
        Rows {
            left: count,
            unknown: percent,
            numbers: Numbers::from_seed(340_304),
            forgetting: Numbers::from_seed(26),
        }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.left = self.left.checked_sub(1)?;
        let mut row = draw::row(&mut self.numbers);
        if self.unknown > 0 {
            row.forget(self.unknown, &mut self.forgetting);
        }
        Some(row)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Rows {}
