//! Decides one proposal many times, for a profiler or an instruction counter:
//!
//! ```sh
//! valgrind --tool=callgrind --toggle-collect='*Engine::decide' \
//!     target/release/hot known 1000
//! ```
#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use zhunru::{Engine, Request};
use zhunru_benches::{KNOWN, UNKNOWN, proposal};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = match arguments.next().as_deref() {
        None | Some("known") => KNOWN,
        Some("unknown") => UNKNOWN,
        Some(other) => return Err(format!("expected `known` or `unknown`, found `{other}`").into()),
    };
    let times: u32 = arguments.next().map_or(Ok(10_000), |times| times.parse())?;
    let day = NaiveDate::from_ymd_opt(2024, 3, 4).ok_or("no such day")?;
    let packs = zhunru_packs::built_in().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs.iter().cloned()).build()?;
    let (proposal, request) = (proposal(text)?, Request::on(day));
    let start = Instant::now();
    for _ in 0..times {
        black_box(engine.decide(black_box(&proposal), &request)?);
    }
    let took = start.elapsed();
    println!(
        "{times} decisions in {took:.2?}, {:.2?} each",
        took / times.max(1)
    );
    Ok(())
}
