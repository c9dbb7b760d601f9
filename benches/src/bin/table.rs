//! Decides a generated table, and tells how many rows a second and how much memory it took.
//! `benches/README.md` has the figures and the command.
//!
//! Arguments: rows, percent of facts unknown, threads, `coded` or `plain`, columns parted by commas.
#![forbid(unsafe_code)]

use std::error::Error;
use std::time::{Duration, Instant};

use zhunru::Engine;
use zhunru::model::Coded;
use zhunru_benches::arguments::Arguments;
use zhunru_benches::memory;
use zhunru_benches::table::{Table, Texts};
use zhunru_table::{Decider, Options, OutputColumn};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (rows, unknown, threads) = (number(0, 100_000)?, number(1, 0)?, number(2, 1)?);
    let texts = match arguments.text(3) {
        Some("plain") => Texts::Plain,
        _ => Texts::Coded,
    };
    let mut options = Options::default();
    options.threads = threads;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    if let Some(columns) = arguments.text(4) {
        options.columns = columns
            .split(',')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
    }
    let packs = zhunru_packs::built_in().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs.iter().cloned()).build()?;

    // How long drawing the rows takes is told apart.
    let began = Instant::now();
    for batch in Table::new(rows, unknown, texts)? {
        batch?;
    }
    let drawing = began.elapsed();

    let began = Instant::now();
    let table = Table::new(rows, unknown, texts)?;
    let mut decided = Decider::new(&engine, options)?.decide(table)?;
    for batch in decided.by_ref() {
        batch?;
    }
    let deciding = began.elapsed().saturating_sub(drawing);

    let summary = decided.summary();
    println!("rows {}, faulty {}", summary.rows, summary.faulty_rows);
    for (verdict, count) in summary.verdicts.iter() {
        println!("  {} {count}", verdict.code());
    }
    println!("drawn in {drawing:.2?}, decided in {deciding:.2?}");
    println!("{} ns a row", nanoseconds(deciding, summary.rows));
    if let Some(peak) = memory::peak() {
        println!("peak memory {peak}");
    }
    Ok(())
}

fn nanoseconds(elapsed: Duration, rows: u64) -> u128 {
    elapsed
        .as_nanos()
        .checked_div(u128::from(rows))
        .unwrap_or_default()
}
