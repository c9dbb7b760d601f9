//! Tables: what a host asks of one, and readers that may stand at the boundary to it.
#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::{Array, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use serde_json::json;
use zhunru::model::{Coded, DemandType};
use zhunru::{Engine, Selection};
use zhunru_table::{Decider, Options, OutputColumn, TableError};

use crate::failure::Failure;
use crate::loading::Asked;
use crate::status::zhunru_status;

/// What is asked of a table besides what is asked of every proposal.
#[derive(Debug, Default)]
pub(crate) struct AskedOfTable {
    /// The columns that come out; the usual ones when there are none.
    columns: Vec<OutputColumn>,
    threads: Option<usize>,
    demand_type: Option<DemandType>,
    pub(crate) check_ids: bool,
    blank_means_none: Vec<String>,
}

impl AskedOfTable {
    pub(crate) fn add_column(&mut self, name: &str) -> Result<(), Failure> {
        self.columns.push(name.parse().map_err(of_argument)?);
        Ok(())
    }

    pub(crate) fn add_blank_means_none(&mut self, name: &str) {
        self.blank_means_none.push(name.to_owned());
    }

    pub(crate) fn set_threads(&mut self, threads: usize) {
        self.threads = Some(threads);
    }

    pub(crate) fn set_demand_type(&mut self, code: &str) -> Result<(), Failure> {
        let Some(found) = DemandType::from_code(code) else {
            let codes: Vec<&str> = DemandType::ALL.iter().map(|one| one.code()).collect();
            return Err(Failure::new(
                zhunru_status::InvalidArgument,
                format!(
                    "`{code}` is no type of demand; there are {}",
                    codes.join(", ")
                ),
            ));
        };
        self.demand_type = Some(found);
        Ok(())
    }

    /// What decides tables as is asked.
    pub(crate) fn decider(&self, engine: &Engine, asked: &Asked) -> Result<TableDecider, Failure> {
        let mut options = Options::default();
        options.as_of = asked.as_of;
        options.language = asked.language;
        if !asked.packs.is_empty() {
            options.packs = Selection::Named(asked.packs.clone());
        }
        if !self.columns.is_empty() {
            options.columns.clone_from(&self.columns);
        }
        options.threads = self.threads.unwrap_or(options.threads);
        options.demand_type = self.demand_type;
        options.check_ids = self.check_ids;
        options.blank_means_none.clone_from(&self.blank_means_none);
        let decider = Decider::new(engine, options).map_err(of_argument)?;
        Ok(TableDecider(decider))
    }
}

/// Decides tables.
pub(crate) struct TableDecider(Decider);

impl TableDecider {
    /// The decisions of a table, as a reader that a host may call.
    pub(crate) fn decide(
        &self,
        table: impl RecordBatchReader + Send + 'static,
    ) -> Result<Box<dyn RecordBatchReader + Send>, Failure> {
        let decided = self.0.decide(Checked(table)).map_err(of_table)?;
        Ok(Box::new(Contained {
            reader: decided,
            ended: false,
        }))
    }

    /// What would become of the columns of a table, as JSON.
    pub(crate) fn columns(&self, schema: &Schema) -> Result<String, Failure> {
        let report = self.0.columns(schema).map_err(of_table)?;
        let found = report.found.iter().map(|column| {
            json!({ "name": column.name, "paths": column.paths, "problem": column.problem })
        });
        let ignored = report
            .ignored
            .iter()
            .map(|column| json!({ "name": column.name, "nearest": column.nearest }));
        let (found, ignored) = (found.collect::<Vec<_>>(), ignored.collect::<Vec<_>>());
        Ok(json!({ "found": found, "ignored": ignored }).to_string())
    }
}

fn of_argument(error: TableError) -> Failure {
    Failure::new(zhunru_status::InvalidArgument, error.to_string()).chinese(error.chinese())
}

fn of_table(error: TableError) -> Failure {
    Failure::new(zhunru_status::InvalidTable, error.to_string()).chinese(error.chinese())
}

/// The failure of a stream that cannot be begun.
pub(crate) fn unreadable(message: &str) -> Failure {
    Failure::new(zhunru_status::UnreadableStream, message).chinese("无法读取该记录批次流")
}

/// Batches of a host, whose texts and dictionaries may not be what their types say.
///
/// What they point at cannot be checked: that is the host's promise.
struct Checked<R>(R);

impl<R: Iterator<Item = Result<RecordBatch, ArrowError>>> Iterator for Checked<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.0.next()?;
        Some(batch.and_then(|batch| {
            for column in batch.columns() {
                column.to_data().validate_full()?;
            }
            Ok(batch)
        }))
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Checked<R> {
    fn schema(&self) -> SchemaRef {
        self.0.schema()
    }
}

/// A reader that a host may call: no panic leaves it, and the texts of its errors are C strings.
struct Contained<R> {
    reader: R,
    ended: bool,
}

impl<R: RecordBatchReader> Iterator for Contained<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        // After an error nothing more is read, so nothing half-done can be seen.
        let next = catch_unwind(AssertUnwindSafe(|| self.reader.next()));
        let next = next.unwrap_or_else(|payload| {
            std::mem::forget(payload);
            let internal = "a fault of the library itself; please report it";
            Some(Err(ArrowError::ComputeError(internal.to_owned())))
        });
        self.ended = !matches!(next, Some(Ok(_)));
        // A text with a NUL inside would be none to C.
        next.map(|batch| {
            batch.map_err(|error| {
                ArrowError::ComputeError(error.to_string().replace('\0', "\u{fffd}"))
            })
        })
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Contained<R> {
    fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test must stop where something is not as it was assumed to be"
)]
mod tests {
    use std::sync::Arc;

    use arrow_array::RecordBatch;
    use arrow_schema::{ArrowError, Schema, SchemaRef};

    use super::{Contained, RecordBatchReader};

    struct Faulty(Option<ArrowError>);

    impl Iterator for Faulty {
        type Item = Result<RecordBatch, ArrowError>;

        fn next(&mut self) -> Option<Self::Item> {
            match self.0.take() {
                Some(error) => Some(Err(error)),
                None => panic!("planted"),
            }
        }
    }

    impl RecordBatchReader for Faulty {
        fn schema(&self) -> SchemaRef {
            Arc::new(Schema::empty())
        }
    }

    fn errors(first: Option<ArrowError>) -> Vec<String> {
        let reader = Contained {
            reader: Faulty(first),
            ended: false,
        };
        reader.map(|batch| batch.unwrap_err().to_string()).collect()
    }

    #[test]
    fn a_panic_of_the_reader_becomes_its_last_error() {
        let told = errors(None);
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("a fault of the library itself"),
            "{told:?}"
        );
    }

    #[test]
    fn an_error_is_told_once_and_as_a_c_string() {
        let told = errors(Some(ArrowError::ParseError("a\0b".to_owned())));
        assert_eq!(told.len(), 1);
        assert!(
            !told[0].contains('\0') && told[0].contains("a\u{fffd}b"),
            "{told:?}"
        );
    }
}
