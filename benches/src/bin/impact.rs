//! What an amended list flips among 100 000 proposals, and how long telling it takes.
//! `benches/README.md` has the figures and the command.
#![forbid(unsafe_code)]

use std::error::Error;
use std::time::Instant;

use chrono::NaiveDate;
use zhunru::Engine;
use zhunru::impact::{Impact, ImpactTotals};
use zhunru::model::{Proposal, parse_date};
use zhunru_benches::list::{AMENDED_ON, packs};
use zhunru_benches::proposals::proposals;

/// How many proposals, unless the first argument says otherwise.
const COUNT: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let amended = parse_date(AMENDED_ON).ok_or("the amendment has no day")?;
    let before = amended
        .pred_opt()
        .ok_or("the amendment has no day before")?;
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = |day: NaiveDate| {
        let packs = packs.iter().map(|pack| pack.with_lists_as_of(day));
        Engine::builder().packs(packs).build()
    };
    let impact = Impact::new(engine(before)?, engine(amended)?);

    let count = std::env::args()
        .nth(1)
        .map_or(Ok(COUNT), |text| text.parse())?;
    let texts: Vec<String> = proposals(count)
        .map(|proposal| proposal.to_string())
        .collect();
    let reading = Instant::now();
    let mut past = Vec::with_capacity(texts.len());
    for text in &texts {
        let proposal = Proposal::from_json(text)?;
        let day = proposal.submitted_on.ok_or("a proposal has no day")?;
        past.push((proposal, day));
    }
    let reading = reading.elapsed();

    let deciding = Instant::now();
    let mut totals = ImpactTotals::default();
    for one in impact.of_all(&past) {
        totals.add(&one);
    }
    let deciding = deciding.elapsed();

    println!("proposals {}, demands {}", totals.proposals, totals.demands);
    println!(
        "flipped {}, other reasons {}",
        totals.flipped, totals.other_reasons
    );
    println!("newly assignable {}", totals.newly_assignable);
    println!("no longer assignable {}", totals.no_longer_assignable);
    println!("faulty {}", totals.faulty);
    for flip in totals.flips() {
        println!("  {} -> {}: {}", flip.before, flip.after, flip.count);
    }
    println!("read from JSON in {:.2} s", reading.as_secs_f64());
    println!("decided under both in {:.2} s", deciding.as_secs_f64());
    Ok(())
}
