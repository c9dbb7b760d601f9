//! Tables as Arrow batches: what they decide, and what is told of faulty ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

mod arrays;
mod columns;
mod drafts;
mod example;
mod faults;
mod files;
mod generated;
mod lock_file;
mod places;
mod property;
mod what_if;

use std::sync::{Arc, LazyLock};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::ArrowError;
use zhunru::Engine;
use zhunru_table::{Decided, Decider, Options, RowError};

/// An engine of all built-in packs.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let packs = zhunru_packs::built_in().unwrap().iter().cloned();
    Engine::builder().packs(packs).build().unwrap()
});

type Batches = RecordBatchIterator<std::vec::IntoIter<Result<RecordBatch, ArrowError>>>;

/// A reader of these batches, which have the columns of the first.
fn reader(batches: Vec<RecordBatch>) -> Batches {
    let schema = batches[0].schema();
    let batches: Vec<_> = batches.into_iter().map(Ok).collect();
    RecordBatchIterator::new(batches.into_iter(), schema)
}

fn decide(options: Options, batches: Vec<RecordBatch>) -> Decided<Batches> {
    let decider = Decider::new(&ENGINE, options).unwrap();
    decider.decide(reader(batches)).unwrap()
}

/// All rows that come out as one batch, and all that was told of faulty ones.
fn all(decided: &mut Decided<Batches>) -> (RecordBatch, Vec<RowError>) {
    let mut batches = Vec::new();
    let mut errors = Vec::new();
    while let Some(batch) = decided.next() {
        batches.push(batch.unwrap());
        errors.extend_from_slice(decided.errors());
    }
    let schema = batches[0].schema();
    let batch = arrow_select::concat::concat_batches(&schema, &batches).unwrap();
    (batch, errors)
}

fn text<const N: usize>(values: [Option<&str>; N]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

/// A column of texts or codes that came out.
fn texts<'a>(batch: &'a RecordBatch, column: &str) -> Vec<Option<&'a str>> {
    let array = batch.column_by_name(column).unwrap();
    if let Some(texts) = array.as_string_opt::<i32>() {
        return texts.iter().collect();
    }
    let dictionary = array.as_any_dictionary();
    let values = dictionary.values().as_string::<i32>();
    let keys = dictionary.normalized_keys();
    let value = |(row, key): (usize, usize)| (!array.is_null(row)).then(|| values.value(key));
    keys.into_iter().enumerate().map(value).collect()
}

/// The texts of a list at a row that came out.
fn list(batch: &RecordBatch, column: &str, row: usize) -> Option<Vec<String>> {
    let array = batch.column_by_name(column).unwrap().as_list::<i32>();
    let value = (!array.is_null(row)).then(|| array.value(row))?;
    let texts = value.as_string::<i32>().iter();
    Some(texts.map(|text| text.unwrap().to_owned()).collect())
}
