//! How long a table of the workload takes a row, once its batches stand in memory, and how many of its rows
//! columns decide. `benches/README.md` has the figures and the command.
//!
//! Arguments: rows, percent of facts unknown, passes, `codes8`, `codes32` or `plain`, columns that come out
//! parted by commas, threads.
#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ArrowError;
use zhunru::Engine;
use zhunru_benches::arguments::Arguments;
use zhunru_benches::workload::{Encoding, Rows, Table, packs};
use zhunru_table::{Decider, Options, OutputColumn};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (rows, unknown, passes) = (number(0, 1_000_000)?, number(1, 0)?, number(2, 5)?);
    let encoding = match arguments.text(3) {
        None | Some("codes8") => Encoding::Codes8,
        Some("codes32") => Encoding::Codes32,
        Some("plain") => Encoding::Plain,
        Some(other) => return Err(format!("no encoding `{other}`").into()),
    };
    let mut options = Options::default();
    options.threads = number(5, 1)?;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    if let Some(columns) = arguments.text(4) {
        let columns = columns.split(',').map(str::parse);
        options.columns = columns.collect::<Result<_, _>>()?;
    }
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs).build()?;
    let decider = Decider::new(&engine, options)?;
    let table = Table::new(Rows::with_unknown(rows, unknown), encoding)?;
    let schema = table.schema();
    let batches: Vec<RecordBatch> = table.collect::<Result<_, ArrowError>>()?;

    let mut taken: Vec<Duration> = Vec::with_capacity(passes);
    for pass in 0..passes.max(1) {
        let batches = batches.iter().cloned().map(Ok);
        let table = RecordBatchIterator::new(batches, schema.clone());
        let began = Instant::now();
        let mut decided = decider.decide(table)?;
        for batch in decided.by_ref() {
            black_box(batch?);
        }
        taken.push(began.elapsed());
        if pass == 0 {
            let summary = decided.summary();
            println!("rows {}, faulty {}", summary.rows, summary.faulty_rows);
            for error in decided.errors().iter().take(3) {
                println!("  {}", error.message);
            }
            for (verdict, count) in summary.verdicts.iter() {
                println!("  {} {count}", zhunru::model::Coded::code(verdict));
            }
            println!("decided by columns {}", decided.rows_by_columns());
        }
    }
    taken.sort_unstable();
    let median = taken.get(taken.len() / 2).copied().unwrap_or_default();
    let least = taken.first().copied().unwrap_or_default();
    let each = |taken: Duration| taken.as_secs_f64() * 1e9 / rows.max(1) as f64;
    println!("{:.1} ns a row, {:.1} at best", each(median), each(least));
    Ok(())
}
