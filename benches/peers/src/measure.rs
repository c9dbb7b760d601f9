//! Medians of rounds over all proposals.

use std::error::Error;
use std::time::{Duration, Instant};

use zhunru_benches::clock;

/// Rounds, of which the median counts.
const ROUNDS: usize = 7;

/// A round takes at least so long, since the clock of processor time may tick in milliseconds.
const ROUND: Duration = Duration::from_millis(200);

/// The median processor time that one of so many takes in a pass over all of them, in nanoseconds.
///
/// # Errors
/// What the pass says.
pub fn each(
    count: usize,
    mut pass: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<f64, Box<dyn Error>> {
    let began = Instant::now();
    let mut passes = 0_u32;
    while passes == 0 || began.elapsed() < ROUND {
        pass()?;
        passes += 1;
    }
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = clock::now();
        for _ in 0..passes {
            pass()?;
        }
        times.push(clock::now().saturating_sub(began));
    }
    let median = clock::median(times).as_secs_f64();
    Ok(median * 1e9 / f64::from(passes) / count.max(1) as f64)
}
