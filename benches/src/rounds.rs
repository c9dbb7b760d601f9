//! How long tables that stand in memory take to be decided.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use arrow_array::{RecordBatch, RecordBatchIterator};
use zhunru_table::{Decider, Summary};

use crate::clock;

/// What several rounds over the same batches came to.
#[derive(Debug)]
pub struct Rounds {
    /// The median of the times, as [`clock::now`] tells them.
    pub took: Duration,
    /// The shortest of the times.
    pub least: Duration,
    /// How many rows columns decided.
    pub by_columns: u64,
    /// How many rows had which verdict.
    pub summary: Summary,
    /// What came out of the last round.
    pub decided: Vec<RecordBatch>,
}

impl Rounds {
    /// Decides these batches again and again, at least once.
    ///
    /// # Errors
    /// When there are no batches, or they cannot be decided as a table.
    pub fn of(
        decider: &Decider,
        batches: &[RecordBatch],
        rounds: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let schema = batches.first().ok_or("there are no rows")?.schema();
        let mut times = Vec::with_capacity(rounds);
        let (mut by_columns, mut summary, mut out) = (0, Summary::default(), Vec::new());
        for _ in 0..rounds.max(1) {
            let table = batches.iter().cloned().map(Ok);
            let table = RecordBatchIterator::new(table, Arc::clone(&schema));
            let began = clock::now();
            let mut decided = decider.decide(table)?;
            out = decided.by_ref().collect::<Result<Vec<_>, _>>()?;
            times.push(clock::now().saturating_sub(began));
            by_columns = decided.rows_by_columns();
            summary = decided.summary().clone();
        }
        Ok(Rounds {
            least: times.iter().min().copied().unwrap_or_default(),
            took: clock::median(times),
            by_columns,
            summary,
            decided: out,
        })
    }
}
