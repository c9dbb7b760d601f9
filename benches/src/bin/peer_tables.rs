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

use arrow_array::{ArrayRef, Int32Array, RecordBatch};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{Field, Schema};
use zhunru::Engine;
use zhunru_benches::arguments::Arguments;
use zhunru_benches::rounds::Rounds;
use zhunru_benches::workload::{Encoding, Lists, Rows, Table, field, packs};
use zhunru_table::{Decider, Options, OutputColumn};

/// How often each table is decided; the median counts.
const ROUNDS: usize = 5;

/// The levels whose extras are counted.
const LEVELS: [&str; 3] = ["city", "county", "township"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let rows = arguments.number(0, 1_000_000)?;
    let folder = arguments.text(1).map(Path::new);
    let packs = packs().map_err(|faults| faults.to_string())?;
    let lists = Lists::of(&packs)?;
    let engine = Engine::builder().packs(packs).build()?;
    if let Some(folder) = folder {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("lists.json"), lists.keyed().to_string())?;
    }
    let mut options = Options::default();
    options.threads = 1;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    let decider = Decider::new(&engine, options)?;
    for (name, encoding) in Encoding::ALL {
        let batches = Table::new(Rows::new(rows), encoding)?.collect::<Result<Vec<_>, _>>()?;
        let found = Rounds::of(&decider, &batches, ROUNDS)?;
        let each = found.took.as_nanos() as f64 / rows.max(1) as f64;
        println!(
            "zhunru {} {name} {each:.1} ns a row, {} by columns",
            env!("CARGO_PKG_VERSION"),
            found.by_columns
        );
        let Some(folder) = folder else { continue };
        if encoding == Encoding::Codes8 {
            write(&folder.join("decided.arrow"), found.decided.iter())?;
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
