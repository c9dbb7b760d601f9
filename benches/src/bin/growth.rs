//! How time and memory grow with the rules of an engine and with the rows of a table. `benches/README.md` has the
//! figures and the command.
//!
//! Tables are those of the workload, with keys of one byte, drawn batch by batch and never held; a first pass that only
//! draws is subtracted. Memory is the most that the process had up to then, drawing included, which it tells where the
//! system does. Of generated packs the time to build is that from a finished pack, which is copied; the bytes are those
//! on the heap that a new engine holds, the pack among them. Decisions, by an evaluator and with their findings, are told
//! after a first pass over the same proposals. Rows have columns of codes, numbers too, and yes and no.
//!
//! Arguments: `ten-million` for a table of 10 000 000 rows too.
#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use allocation_counter::measure;
use arrow_array::RecordBatch;
use zhunru::{DecideError, Engine};
use zhunru_benches::arguments::Arguments;
use zhunru_benches::generated::{Row, Rows, batch, pack};
use zhunru_benches::rounds::Rounds;
use zhunru_benches::workload::{Encoding, Table, packs};
use zhunru_benches::{clock, memory, workload};
use zhunru_table::{Decider, Options, OutputColumn};

/// So many proposals are decided one by one, and so many rows as a table.
const PROPOSALS: usize = 1_000;
const ROWS: usize = 40_000;

/// So often the rows follow each other, so that a round is long enough to be told.
const REPEATED: usize = 5;

/// So many rounds are made; the median counts.
const ROUNDS: usize = 7;

/// So many rows make a batch.
const BATCH: usize = 8_192;

fn main() -> Result<(), Box<dyn Error>> {
    let mut rows = vec![10_000, 100_000, 1_000_000];
    match Arguments::of_process().text(0) {
        None => {}
        Some("ten-million") => rows.push(10_000_000),
        Some(other) => return Err(format!("no such argument: `{other}`").into()),
    }
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs).build()?;
    for rows in rows {
        tell_table(&engine, rows)?;
    }
    drop(engine);
    for rules in [10, 100, 1_000] {
        tell_rules(rules)?;
    }
    Ok(())
}

fn options() -> Options {
    let mut options = Options::default();
    options.threads = 1;
    options.columns = vec![OutputColumn::Verdict, OutputColumn::RuleFlags];
    options
}

/// Decides a table of the workload, which nothing holds.
fn tell_table(engine: &Engine, rows: usize) -> Result<(), Box<dyn Error>> {
    let table = || Table::new(workload::Rows::new(rows), Encoding::Codes8);
    let began = clock::now();
    for batch in table()? {
        black_box(batch?);
    }
    let drawn = clock::now();
    let mut decided = Decider::new(engine, options())?.decide(table()?)?;
    for batch in decided.by_ref() {
        black_box(batch?);
    }
    let both = clock::now().saturating_sub(drawn);
    let took = both.saturating_sub(drawn.saturating_sub(began));
    println!(
        "table of {rows} rows: {:.0} ns a row, peak memory {}",
        nanoseconds(took, rows),
        memory::peak().unwrap_or_else(|| "absent: this system does not tell".to_owned()),
    );
    Ok(())
}

/// Builds an engine of so many generated rules, and decides with it.
fn tell_rules(rules: usize) -> Result<(), Box<dyn Error>> {
    let mut built = Ok(None);
    let bytes = measure(|| built = engine_of(rules).map(Some)).bytes_current;
    let engine = built?.ok_or("no engine")?;
    let pack = pack(rules)?;
    let building = clock::rounds(
        ROUNDS,
        || Ok(pack.clone()),
        |pack| Engine::builder().pack(pack.clone()).build(),
    )?;

    let rows = Rows::new(PROPOSALS).map(|row| Ok((row.proposal()?, row.request()?)));
    let rows = rows.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let mut evaluator = engine.evaluator();
    let mut violated = 0;
    for (proposal, request) in &rows {
        violated += evaluator.evaluate(proposal, request)?.violations().count();
        engine.decide(proposal, request)?;
    }
    let nothing = || Ok::<_, DecideError>(());
    let evaluating = clock::rounds(ROUNDS, nothing, |()| {
        for (proposal, request) in &rows {
            black_box(evaluator.evaluate(proposal, request)?.verdict());
        }
        Ok(())
    })?;
    let deciding = clock::rounds(ROUNDS, nothing, |()| {
        for (proposal, request) in &rows {
            black_box(engine.decide(proposal, request)?);
        }
        Ok(())
    })?;

    let rows: Vec<Row> = Rows::new(ROWS).collect();
    let batches = rows.chunks(BATCH).map(batch);
    let batches = batches.collect::<Result<Vec<RecordBatch>, _>>()?;
    let repeated: Vec<RecordBatch> = vec![batches; REPEATED].concat();
    let table = Rounds::of(&Decider::new(&engine, options())?, &repeated, ROUNDS)?;
    println!(
        "{rules} rules: engine built in {:.3} ms and holds {} KiB; {:.1} rules violated; verdict and rules \
         {:.2} µs, decision {:.2} µs, row of a table {:.1} ns, {:.1} of 100 by columns",
        building.as_secs_f64() * 1e3,
        bytes / 1024,
        violated as f64 / PROPOSALS as f64,
        nanoseconds(evaluating, PROPOSALS) / 1e3,
        nanoseconds(deciding, PROPOSALS) / 1e3,
        nanoseconds(table.took, ROWS * REPEATED),
        100.0 * table.by_columns as f64 / (ROWS * REPEATED) as f64,
    );
    Ok(())
}

fn engine_of(rules: usize) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::builder().pack(pack(rules)?).build()?)
}

fn nanoseconds(took: Duration, count: usize) -> f64 {
    took.as_nanos() as f64 / count.max(1) as f64
}
