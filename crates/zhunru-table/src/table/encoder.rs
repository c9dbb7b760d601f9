//! Decisions as record batches, wherever the proposals came from.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use zhunru::decision::Decision;
use zhunru::model::Proposal;

use super::decide::Decider;
use super::encode::Output;
use super::plan::Plan;

/// So many rows make a batch.
const ROWS: u64 = 1_024;

/// Gathers decisions into record batches of the columns that a [`Decider`] gives, for proposals
/// that came from elsewhere than an Arrow table. A row is a demand; `row` counts the rows.
#[derive(Debug)]
pub struct Encoder {
    plan: Arc<Plan>,
    output: Output,
    rows: u64,
    pending: u64,
}

impl Encoder {
    /// Gathers the columns of a decider.
    pub fn new(decider: &Decider) -> Self {
        let plan = decider.plan();
        Encoder {
            output: Output::new(plan),
            plan: Arc::clone(plan),
            rows: 0,
            pending: 0,
        }
    }

    /// Takes in a decision; gives a batch when one is full.
    ///
    /// # Errors
    /// When a batch cannot be made of the rows.
    pub fn push(
        &mut self,
        proposal: &Proposal,
        decision: &Decision,
    ) -> Result<Option<RecordBatch>, ArrowError> {
        let count = u64::try_from(decision.demands.len()).unwrap_or(u64::MAX);
        self.output
            .rows_of(self.rows + 1, &HashMap::new(), proposal, decision);
        self.rows = self.rows.saturating_add(count);
        self.pending = self.pending.saturating_add(count);
        match self.pending >= ROWS {
            true => self.take(),
            false => Ok(None),
        }
    }

    /// The rows since the last batch, if there are any.
    ///
    /// # Errors
    /// As [`Encoder::push`].
    pub fn take(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        if self.pending == 0 {
            return Ok(None);
        }
        self.pending = 0;
        let output = std::mem::replace(&mut self.output, Output::new(&self.plan));
        Ok(Some(output.finish()?.batch))
    }
}
