//! Rows that are decided anew from the batches of their table.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, UInt64Array};
use arrow_schema::{ArrowError, Field, Schema};
use arrow_select::take::take_record_batch;
use foldhash::fast::RandomState;
use smol_str::SmolStr;
use zhunru::decision::Verdict;
use zhunru::model::Coded;

use super::{KeepError, Rows};
use crate::table::plan::Plan;
use crate::table::{Decider, OutputColumn, Summary};

/// A row that is decided anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Open {
    /// Its number in the table.
    pub(super) row: u64,
    /// The number of the first row of its proposal.
    pub(super) proposal: u64,
    /// Where its verdict belongs: in which part, and at which place there.
    pub(super) part: usize,
    pub(super) place: usize,
}

/// Rows that were decided anew.
#[derive(Debug)]
pub(super) struct Anew {
    decider: Decider,
    /// The rows in their order.
    pub(super) open: Vec<Open>,
    pub(super) summary: Summary,
}

impl Anew {
    /// Decides these rows of a kept table, which stand in their order, and tells the verdicts.
    pub(super) fn decide(
        decider: &Decider,
        rows: &Rows,
        open: Vec<Open>,
        mut tell: impl FnMut(&Open, Verdict),
    ) -> Result<Self, KeepError> {
        let mut anew = Anew {
            decider: decider.clone(),
            open,
            summary: Summary::default(),
        };
        let summary = anew.each(rows, OutputColumn::Verdict, |column, open| {
            let verdicts = column.as_dictionary_opt::<Int8Type>();
            for (row, open) in open.iter().enumerate() {
                let key = verdicts.and_then(|verdicts| verdicts.key(row));
                if let Some(verdict) = key.and_then(|key| Verdict::ALL.get(key)) {
                    tell(open, *verdict);
                }
            }
        })?;
        anew.summary = summary;
        Ok(anew)
    }

    /// Tells each row that violates a rule with the number of the rule among these ids, in the order of rows and
    /// findings; the rules are added to the ids.
    pub(super) fn tell_rules(
        &self,
        rows: &Rows,
        ids: &mut Vec<SmolStr>,
        mut tell: impl FnMut(u64, usize),
    ) -> Result<(), KeepError> {
        let mut known: HashMap<SmolStr, usize, RandomState> = HashMap::default();
        self.each(rows, OutputColumn::Rules, |column, open| {
            let Some(rules) = column.as_list_opt::<i32>() else {
                return;
            };
            let texts = rules.values().as_string_opt::<i32>();
            let mut texts = texts.iter().flat_map(|texts| texts.iter());
            for (open, ends) in open.iter().zip(rules.value_offsets().windows(2)) {
                let &[start, end] = ends else { continue };
                let count = usize::try_from(end - start).unwrap_or_default();
                for id in texts.by_ref().take(count).flatten() {
                    let number = known.get(id).copied().unwrap_or_else(|| {
                        known.insert(id.into(), ids.len());
                        ids.push(id.into());
                        ids.len() - 1
                    });
                    tell(open.row, number);
                }
            }
        })?;
        Ok(())
    }

    /// Decides the rows, and tells some of them after others what comes out in a column.
    fn each(
        &self,
        rows: &Rows,
        column: OutputColumn,
        mut tell: impl FnMut(&ArrayRef, &[Open]),
    ) -> Result<Summary, KeepError> {
        let mut taken = taken(rows, &self.open);
        let Some(first) = taken.next().transpose()? else {
            return Ok(Summary::default());
        };
        let schema = first.schema();
        let table = RecordBatchIterator::new(std::iter::once(Ok(first)).chain(taken), schema);
        let Decider { engine, plan, .. } = &self.decider;
        let decider = Decider {
            plan: Arc::new(Plan::new(engine, &[column], plan.language)),
            check_ids: false,
            ..self.decider.clone()
        };
        let mut decided = decider.decide(table)?;
        let mut rest = self.open.as_slice();
        for batch in decided.by_ref() {
            let batch = batch?;
            let count = batch.num_rows();
            let (own, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            if let [column] = batch.columns() {
                tell(column, own);
            }
            rest = behind;
        }
        Ok(decided.summary().clone())
    }
}

/// These rows, taken out of one batch after another as they are asked for.
fn taken<'r>(
    rows: &'r Rows,
    open: &'r [Open],
) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + 'r {
    let (mut rest, mut next) = (open, 0);
    rows.batches.iter().filter_map(move |batch| {
        let (first, end) = (next, next + batch.num_rows() as u64);
        let own = rest.partition_point(|one| one.row < end);
        let (own, behind) = rest.split_at_checked(own).unwrap_or((rest, &[]));
        (rest, next) = (behind, end);
        (!own.is_empty()).then(|| take(batch, first, own, rows.id))
    })
}

/// Some rows of a batch, whose first has this number.
fn take(
    batch: &RecordBatch,
    first: u64,
    open: &[Open],
    id: Option<usize>,
) -> Result<RecordBatch, ArrowError> {
    let places = open.iter().map(|one| one.row - first);
    let taken = take_record_batch(batch, &UInt64Array::from_iter_values(places))?;
    let Some(id) = id else {
        return Ok(taken);
    };
    // Rows between which others stood are not of one proposal, though they may have one id.
    let numbers = open.iter().map(|one| one.proposal);
    let numbers: ArrayRef = Arc::new(UInt64Array::from_iter_values(numbers));
    let (schema, mut columns, _) = taken.into_parts();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    if let (Some(field), Some(column)) = (fields.get_mut(id), columns.get_mut(id)) {
        *field = Arc::new(Field::new(field.name(), numbers.data_type().clone(), true));
        *column = numbers;
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}
