//! How long a table of the workload takes a row, once its batches stand in memory, and how many of its rows
//! columns decide. `benches/README.md` has the figures and the command.
//!
//! Arguments: rows, percent of facts unknown, rounds, `codes8`, `codes32` or `plain`, columns that come out
//! parted by commas. One thread.
#![forbid(unsafe_code)]

use std::error::Error;
use std::time::Duration;

use zhunru::Engine;
use zhunru::model::Coded;
use zhunru_benches::arguments::Arguments;
use zhunru_benches::rounds::Rounds;
use zhunru_benches::workload::{Encoding, Rows, Table, packs};
use zhunru_table::{Decider, Options, OutputColumn};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (rows, unknown, rounds) = (number(0, 1_000_000)?, number(1, 0)?, number(2, 5)?);
    let asked = arguments.text(3).unwrap_or("codes8");
    let encoding = Encoding::ALL.into_iter().find(|(name, _)| *name == asked);
    let (_, encoding) = encoding.ok_or_else(|| format!("no encoding `{asked}`"))?;
    let mut options = Options::default();
    options.threads = 1;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    if let Some(columns) = arguments.text(4) {
        let columns = columns.split(',').map(str::parse);
        options.columns = columns.collect::<Result<_, _>>()?;
    }
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs).build()?;
    let decider = Decider::new(&engine, options)?;
    let table = Table::new(Rows::with_unknown(rows, unknown), encoding)?;
    let batches = table.collect::<Result<Vec<_>, _>>()?;
    let found = Rounds::of(&decider, &batches, rounds)?;

    let summary = &found.summary;
    println!("rows {}, faulty {}", summary.rows, summary.faulty_rows);
    for (verdict, count) in summary.verdicts.iter() {
        println!("  {} {count}", verdict.code());
    }
    println!("decided by columns {}", found.by_columns);
    let each = |took: Duration| took.as_nanos() as f64 / rows.max(1) as f64;
    let (took, least) = (each(found.took), each(found.least));
    println!("{took:.1} ns a row, {least:.1} at best");
    Ok(())
}
