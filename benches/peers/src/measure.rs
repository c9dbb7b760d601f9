//! Medians of rounds over all proposals.

use std::error::Error;

use zhunru_benches::clock;

/// Rounds over all proposals.
const ROUNDS: usize = 7;

/// The median processor time that one of so many takes in a round over all of them, in nanoseconds.
///
/// # Errors
/// What the round says.
pub fn each(
    count: usize,
    mut round: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<f64, Box<dyn Error>> {
    round()?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = clock::now();
        round()?;
        times.push(clock::now().saturating_sub(began));
    }
    Ok(clock::median(times).as_secs_f64() * 1e9 / count.max(1) as f64)
}
