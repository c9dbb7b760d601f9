//! The reader of decisions over a reader of proposals.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use chrono::NaiveDate;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use zhunru::model::DemandType;
use zhunru::{Engine, Selection};

use super::blocks::{Blocks, ReadOn};
use super::decode::Decoder;
use super::encode::{Encoded, Output};
use super::evaluate::Evaluate;
use super::layout::Layout;
use super::plan::Plan;
use super::rows::Rows;
use super::wide::Wide;
use super::{ColumnReport, Options, RowError, Summary, TableError};
use crate::proposals::Reading;

/// So many rows are read at a time, however large the batches are.
pub(super) const ROWS: usize = 8_192;
/// So many proposals make a batch that comes out, where some of them are decided one by one and threads
/// may share them; else a block does. It does not hang on the number of threads, so that the same table gives
/// the same batches.
const PROPOSALS: usize = 1_024;

/// Decides tables of proposals: Arrow record batches in, record batches of decisions out.
///
/// One row is one demand; rows of one `id` that follow each other are one proposal, also across
/// batches, and a row without an id is a proposal of its own. Every row that goes in comes out as
/// one row, in the same order, so that the columns of both can be set side by side.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::cast::AsArray;
/// use arrow_array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchIterator, StringArray};
/// use zhunru_table::{Decider, Options};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let engine = zhunru::Engine::builder().packs(zhunru_packs::built_in()?.iter().cloned()).build()?;
/// let text = |values: Vec<&str>| -> ArrayRef { Arc::new(StringArray::from(values)) };
/// let batch = RecordBatch::try_from_iter([
///     ("id", text(vec!["2024-031", "2024-032"])),
///     ("submitted_on", text(vec!["2024-03-04", "2024-03-05"])),
///     ("village.code", text(vec!["340304100201", "340304100202"])),
///     ("派交单位层级", text(vec!["县级", "county"])),
///     ("issuer.kind", text(vec!["government_department", "政府部门"])),
///     ("type", text(vec!["data_request", "挂牌"])),
///     ("data_request.sole_means", Arc::new(BooleanArray::from(vec![Some(true), None])) as ArrayRef),
/// ])?;
/// let schema = batch.schema();
/// let table = RecordBatchIterator::new([Ok(batch)], schema);
///
/// let mut decided = Decider::new(&engine, Options::default())?.decide(table)?;
/// assert!(decided.columns().ignored.is_empty());
/// let first = decided.next().ok_or("no batch")??;
/// let verdicts = first["verdict"].as_any_dictionary();
/// let codes = verdicts.values().as_string::<i32>();
/// assert_eq!(codes.value(verdicts.normalized_keys()[0]), "deny");
///
/// // Of the last proposal rows might have followed, so it comes by itself.
/// assert_eq!(decided.next().ok_or("no batch")??.num_rows(), 1);
/// assert_eq!(decided.summary().rows, 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Decider {
    pub(super) engine: Engine,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) packs: Selection,
    pub(super) reading: Arc<Reading>,
    pub(super) plan: Arc<Plan>,
    pub(super) pool: Option<Arc<ThreadPool>>,
    pub(super) demand_type: Option<DemandType>,
    pub(super) check_ids: bool,
}

impl Decider {
    /// Decides by the packs of an engine.
    ///
    /// # Errors
    /// When a name in `blank_means_none` is no list column, or threads are too many or cannot be
    /// started.
    pub fn new(engine: &Engine, options: Options) -> Result<Self, TableError> {
        let Options {
            as_of,
            packs,
            demand_type,
            columns,
            language,
            threads,
            check_ids,
            blank_means_none,
        } = options;
        let pool = match threads {
            1 => None,
            asked if asked > Options::MOST_THREADS => {
                let most = Options::MOST_THREADS;
                return Err(TableError::TooManyThreads { asked, most });
            }
            threads => {
                let built = ThreadPoolBuilder::new().num_threads(threads).build();
                let built = built.map_err(|error| TableError::Threads(error.to_string()))?;
                Some(Arc::new(built))
            }
        };
        Ok(Decider {
            engine: engine.clone(),
            as_of,
            packs,
            reading: Arc::new(Reading::new(engine.vocabulary(), &blank_means_none)?),
            plan: Arc::new(Plan::new(engine, &columns, language)),
            pool,
            demand_type,
            check_ids,
        })
    }

    /// The types of the columns that come out.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.plan.schema)
    }

    pub(crate) fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// What would become of the columns of a table.
    ///
    /// # Errors
    /// As [`Decider::decide`].
    pub fn columns(&self, schema: &Schema) -> Result<ColumnReport, TableError> {
        let layout = Layout::of(schema, &self.reading.columns, self.demand_type)?;
        Ok(layout.report)
    }

    /// Decides a table, batch by batch as its decisions are asked for.
    ///
    /// # Errors
    /// When the table has no column of demand types and none was given, or its ids or types cannot
    /// be read; what is wrong with single rows is told with these.
    pub fn decide<R: RecordBatchReader>(&self, table: R) -> Result<Decided<R>, TableError> {
        let schema = table.schema();
        let layout = Layout::of(&schema, &self.reading.columns, self.demand_type)?;
        let evaluator = self.evaluator(&layout);
        let decoder = Decoder::new(
            Arc::new(layout),
            Arc::clone(&self.reading),
            self.demand_type,
            self.check_ids,
        );
        Ok(Decided {
            decider: self.clone(),
            evaluator,
            blocks: Blocks::new(table, decoder, ROWS),
            ready: VecDeque::new(),
            summary: Summary::default(),
            errors: Vec::new(),
            by_columns: 0,
            failure: None,
            ended: false,
        })
    }

    /// What decides a table of a layout: by columns where these tell all that is to come out.
    fn evaluator(&self, layout: &Layout) -> Box<dyn Evaluate> {
        let (engine, packs) = (&self.engine, self.packs.clone());
        let mut columns = self.plan.columns.iter();
        match columns.all(|column| column.is_of_verdicts()) {
            true => Box::new(Wide::new(
                engine,
                self.as_of,
                packs,
                layout,
                &self.plan,
                self.pool.is_some(),
            )),
            false => Box::new(Rows::new(engine.clone(), self.as_of, packs, false)),
        }
    }
}

/// Decisions, batch by batch: a reader over a reader of proposals.
///
/// Batches hold whole proposals, so they are not cut where those of the table are. In memory are
/// the batch at hand, what was decided of it, and the distinct values of its columns.
#[derive(Debug)]
pub struct Decided<R> {
    decider: Decider,
    evaluator: Box<dyn Evaluate>,
    blocks: Blocks<R>,
    ready: VecDeque<Encoded>,
    summary: Summary,
    errors: Vec<RowError>,
    by_columns: u64,
    failure: Option<ArrowError>,
    ended: bool,
}

impl<R: RecordBatchReader> Decided<R> {
    /// What became of the table's columns.
    pub fn columns(&self) -> &ColumnReport {
        &self.blocks.layout().report
    }

    /// How many rows of the batches so far had which verdict, by issuer and by rule.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What is wrong with rows of the batch that came last, in their order.
    pub fn errors(&self) -> &[RowError] {
        &self.errors
    }

    /// How many rows of the batches so far were decided column by column, at a small part of the cost;
    /// the others went the single path, with the same result. Only rows that are proposals of their
    /// own can be, with no more acts on record than one in columns of its own, whose facts settle every
    /// rule; and none where texts on single decisions are to come out (`message`, `next_step`,
    /// `obligations`).
    pub fn rows_by_columns(&self) -> u64 {
        self.by_columns
    }

    /// Reads on by a block, and decides it.
    fn read_on(&mut self) {
        let read = self.blocks.read_on();
        self.evaluate();
        match read {
            ReadOn::Block => {}
            ReadOn::End => self.ended = true,
            ReadOn::BrokenOff(error) => {
                self.failure.get_or_insert(error);
                self.ended = true;
            }
        }
    }

    /// Decides the proposals that are complete.
    fn evaluate(&mut self) {
        let decoded = self.blocks.block();
        let evaluator = &mut self.evaluator;
        match &self.decider.pool {
            None => evaluator.prepare(&decoded),
            Some(pool) => pool.install(|| evaluator.prepare(&decoded)),
        }
        let proposals = &decoded.block.proposals;
        let size = match evaluator.is_quick() {
            true => proposals.len().max(1),
            false => PROPOSALS,
        };
        let chunks = proposals.chunks(size);
        let decide = |proposals: &[_]| {
            let mut output = Output::new(&self.decider.plan);
            self.evaluator.evaluate(&decoded, proposals, &mut output);
            output.finish()
        };
        let done: Vec<Result<Encoded, ArrowError>> = match &self.decider.pool {
            None => chunks.map(decide).collect(),
            Some(pool) => pool.install(|| proposals.par_chunks(size).map(decide).collect()),
        };
        for done in done {
            match done {
                Ok(encoded) => self.ready.push_back(encoded),
                Err(error) => {
                    self.failure = Some(error);
                    self.ended = true;
                }
            }
        }
    }
}

impl<R: RecordBatchReader> Iterator for Decided<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(Encoded {
                batch,
                summary,
                errors,
                by_columns,
            }) = self.ready.pop_front()
            {
                self.summary.merge(summary);
                self.errors = errors;
                self.by_columns += by_columns;
                return Some(Ok(batch));
            }
            if let Some(error) = self.failure.take() {
                return Some(Err(error));
            }
            if self.ended {
                return None;
            }
            self.read_on();
        }
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Decided<R> {
    fn schema(&self) -> SchemaRef {
        self.decider.schema()
    }
}
