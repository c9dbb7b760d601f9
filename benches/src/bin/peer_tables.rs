//! Decides the workload as tables, tells how long that takes, and writes what the peers of
//! `benches/peers/tables.py` decide: the tables, the lists, and what this library decided.
//!
//! Times are processor time of the one thread, the median of the rounds. Arguments: rows, the folder to
//! write to.
#![forbid(unsafe_code)]

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use arrow_array::{ArrayRef, Int32Array, RecordBatch, RecordBatchIterator};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{Field, Schema};
use zhunru::Engine;
use zhunru_benches::clock;
use zhunru_benches::workload::{Encoding, Lists, Rows, Table, field, packs};
use zhunru_table::{Decider, Options, OutputColumn};

/// How often each table is decided; the median counts.
const ROUNDS: usize = 5;

/// The levels whose extras are counted.
const LEVELS: [&str; 3] = ["city", "county", "township"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows = arguments
        .first()
        .map_or(Ok(1_000_000), |rows| rows.parse())?;
    let folder = arguments.get(1).map(Path::new);
    let packs = packs().map_err(|faults| faults.to_string())?;
    let lists = Lists::of(&packs)?;
    let engine = Engine::builder().packs(packs).build()?;
    if let Some(folder) = folder {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("lists.json"), lists.keyed().to_string())?;
    }
    let encodings = [
        ("codes8", Encoding::Codes8),
        ("codes32", Encoding::Codes32),
        ("plain", Encoding::Plain),
    ];
    for (name, encoding) in encodings {
        let batches = Table::new(Rows::new(rows), encoding)?.collect::<Result<Vec<_>, _>>()?;
        let (took, by_columns, decided) = decide(&engine, &batches)?;
        let each = took.as_nanos() as f64 / rows.max(1) as f64;
        println!(
            "zhunru {} {name} {each:.1} ns a row, {by_columns} by columns",
            env!("CARGO_PKG_VERSION")
        );
        let Some(folder) = folder else { continue };
        if encoding == Encoding::Codes8 {
            write(&folder.join("decided.arrow"), decided.iter())?;
        }
        if encoding != Encoding::Codes32 {
            let mut counted = Rows::new(rows);
            let batches = batches
                .iter()
                .map(|batch| with_counts(batch, &mut counted, &lists));
            let batches = batches.collect::<Result<Vec<_>, _>>()?;
            write(&folder.join(format!("{name}.arrow")), batches.iter())?;
        }
    }
    Ok(())
}

/// The median time of deciding on one thread, how many rows were decided by columns, and the verdicts and
/// rules that came out.
fn decide(
    engine: &Engine,
    batches: &[RecordBatch],
) -> Result<(Duration, u64, Vec<RecordBatch>), Box<dyn Error>> {
    let mut options = Options::default();
    options.threads = 1;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    let schema = batches.first().ok_or("there are no rows")?.schema();
    let (mut times, mut by_columns, mut out) = (Vec::new(), 0, Vec::new());
    for _ in 0..ROUNDS {
        let table = batches.iter().cloned().map(Ok);
        let table = RecordBatchIterator::new(table, Arc::clone(&schema));
        let began = clock::now();
        let mut decided = Decider::new(engine, options.clone())?.decide(table)?;
        out = decided.by_ref().collect::<Result<Vec<_>, _>>()?;
        times.push(clock::now().saturating_sub(began));
        by_columns = decided.rows_by_columns();
    }
    Ok((clock::median(times), by_columns, out))
}

/// The columns without the signs that hang, and how many they are instead, as the peers read them.
fn with_counts(
    batch: &RecordBatch,
    rows: &mut Rows,
    lists: &Lists,
) -> Result<RecordBatch, Box<dyn Error>> {
    let rows: Vec<_> = rows.take(batch.num_rows()).collect();
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for (place, (field, column)) in batch
        .schema()
        .fields()
        .iter()
        .zip(batch.columns())
        .enumerate()
    {
        if place != field::STOCK {
            fields.push(field.as_ref().clone());
            columns.push(Arc::clone(column));
        }
    }
    let mut add = |name: String, counts: Vec<usize>| -> Result<(), Box<dyn Error>> {
        let counts = counts
            .into_iter()
            .map(i32::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        columns.push(Arc::new(Int32Array::from(counts)) as ArrayRef);
        fields.push(Field::new(name, arrow_schema::DataType::Int32, false));
        Ok(())
    };
    add(
        "hanging.interior".to_owned(),
        rows.iter().map(|row| row.signs().len()).collect(),
    )?;
    for level in LEVELS {
        let extras = rows.iter().map(|row| lists.extras(row.signs(), level));
        add(format!("hanging.{level}"), extras.collect())?;
    }
    Ok(RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns,
    )?)
}

fn write<'a>(
    path: &Path,
    batches: impl Iterator<Item = &'a RecordBatch>,
) -> Result<(), Box<dyn Error>> {
    let mut batches = batches.peekable();
    let schema = batches.peek().ok_or("there are no rows")?.schema();
    let mut writer = FileWriter::try_new_buffered(File::create(path)?, &schema)?;
    for batch in batches {
        writer.write(batch)?;
    }
    Ok(writer.finish()?)
}
