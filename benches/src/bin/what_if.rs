//! How long a kept table of the workload takes a row to be decided by another version of its packs, how long
//! keeping takes, and how much room. `benches/README.md` has the figures and the command.
//!
//! Arguments: rows, percent of facts unknown, rounds, `codes8`, `codes32` or `plain`. One thread. Each round has an
//! engine of its own, so that nothing is known of it before; the versions take turns.
#![forbid(unsafe_code)]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{RecordBatch, RecordBatchIterator};
use zhunru::Engine;
use zhunru::condition::Condition;
use zhunru::model::Coded;
use zhunru::pack::Pack;
use zhunru_benches::arguments::Arguments;
use zhunru_benches::clock;
use zhunru_benches::workload::{Encoding, Rows, Table, packs};
use zhunru_table::{Decider, KeptTable, Options, OutputColumn, WhatIf};

/// The prohibition that versions change.
const CHANGED: &str = "prohibition-4";

/// What a version changes in a pack.
type Changes = fn(&mut Pack);

/// Versions of the packs, by name: the same once more, a rule left out, a rule that applies where it did not, and a
/// list with an entry less.
const VERSIONS: [(&str, Changes); 4] = [
    ("the same", |_| {}),
    ("a prohibition left out", |pack| {
        pack.rules.retain(|rule| rule.id != CHANGED);
    }),
    ("a prohibition turned round", |pack| {
        for rule in pack.rules.iter_mut().filter(|rule| rule.id == CHANGED) {
            rule.when = Condition::Not(Box::new(rule.when.clone()));
        }
    }),
    ("an entry struck off a list", |pack| {
        for list in &mut pack.lists {
            if let zhunru::list::ListContent::Loaded(entries) = &mut list.content
                && list.id == "assist"
            {
                entries.pop();
            }
        }
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (rows, unknown, rounds) = (number(0, 1_000_000)?, number(1, 0)?, number(2, 9)?);
    let asked = arguments.text(3).unwrap_or("codes8");
    let encoding = Encoding::ALL.into_iter().find(|(name, _)| *name == asked);
    let (_, encoding) = encoding.ok_or_else(|| format!("no encoding `{asked}`"))?;
    let loaded = packs().map_err(|faults| faults.to_string())?;
    let loaded: Vec<Arc<Pack>> = loaded.into_iter().map(Arc::new).collect();
    let decider = decider(&loaded, |_| {})?;
    let table = Table::new(Rows::with_unknown(rows, unknown), encoding)?;
    let batches = table.collect::<Result<Vec<_>, _>>()?;
    let each = |took: Duration| took.as_nanos() as f64 / rows.max(1) as f64;

    let kept = keep(&decider, &batches)?;
    let began = clock::now();
    drop(keep(&decider, &batches)?);
    let took = clock::now().saturating_sub(began);
    let bytes = kept.bytes() as f64 / rows.max(1) as f64;
    println!(
        "{} rows kept, {:.1} ns and {bytes:.1} bytes a row",
        kept.rows(),
        each(took)
    );
    let now = kept.decide(&decider)?;
    for (verdict, count) in now.verdicts().iter() {
        println!("  {} {count}", verdict.code());
    }
    // A round takes less than the system tells processor time by, so these are of time that passes.
    for (name, change) in VERSIONS {
        let mut times = Vec::with_capacity(rounds);
        let mut found = None;
        for _ in 0..=rounds {
            let version = self::decider(&loaded, change)?;
            let began = Instant::now();
            found = Some(kept.decide(&version)?);
            times.push(began.elapsed());
        }
        let first = times.remove(0);
        report(name, found, &now)?;
        // Once more by the same engine, whose programs are put together by then.
        let version = self::decider(&loaded, change)?;
        let again = (0..=rounds).map(|_| {
            let began = Instant::now();
            kept.decide(&version)?;
            Ok(began.elapsed())
        });
        let again = again.skip(1).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        println!(
            "  {:.2} ns a row, {:.2} the first time; {:.2} by an engine that decided it before, {:.2} at best",
            each(clock::median(times)),
            each(first),
            each(clock::median(again.clone())),
            each(again.into_iter().min().unwrap_or_default())
        );
    }
    Ok(())
}

fn report(name: &str, found: Option<WhatIf>, now: &WhatIf) -> Result<(), Box<dyn Error>> {
    let found = found.ok_or("there is no round")?;
    let flips = found.flips(now).ok_or("another table")?;
    println!(
        "{name}: {} rows flip, {} decided anew",
        flips.total(),
        found.rows_anew()
    );
    for (from, to, count) in flips.iter() {
        let code = |verdict: Option<zhunru::decision::Verdict>| verdict.map_or("-", Coded::code);
        println!("  {} to {}: {count}", code(from), code(to));
    }
    Ok(())
}

fn keep(decider: &Decider, batches: &[RecordBatch]) -> Result<KeptTable, Box<dyn Error>> {
    let schema = batches.first().ok_or("there are no rows")?.schema();
    let table = RecordBatchIterator::new(batches.iter().cloned().map(Ok), schema);
    Ok(decider.keep(table)?)
}

/// Decides by a version of the packs; the others are shared.
fn decider(packs: &[Arc<Pack>], change: Changes) -> Result<Decider, Box<dyn Error>> {
    let packs = packs.iter().map(|pack| {
        if pack.id != "yuhui" {
            return Arc::clone(pack);
        }
        let mut draft = (**pack).clone();
        change(&mut draft);
        Arc::new(draft)
    });
    let engine = Engine::builder().packs(packs).build()?;
    let mut options = Options::default();
    options.threads = 1;
    options.columns = vec![OutputColumn::Verdict];
    Ok(Decider::new(&engine, options)?)
}
