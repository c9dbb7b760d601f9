//! Time that other programs on the machine disturb little.

use std::hint::black_box;
use std::time::Duration;

/// The processor time of this thread where the system tells it, else the time that passes.
#[cfg(unix)]
pub fn now() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    let told = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID);
    told.map(Duration::from).unwrap_or_default()
}

/// The time that passes.
#[cfg(not(unix))]
pub fn now() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed()
}

/// The median of these times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The median of so many rounds of what is done with what was made ready; making it ready and letting go of all are
/// outside of the time.
///
/// # Errors
/// When a round fails.
pub fn rounds<P, T, E>(
    rounds: usize,
    ready: impl Fn() -> Result<P, E>,
    mut run: impl FnMut(&P) -> Result<T, E>,
) -> Result<Duration, E> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds.max(1) {
        let ready = ready()?;
        let began = now();
        let made = black_box(run(&ready)?);
        times.push(now().saturating_sub(began));
        drop((made, ready));
    }
    Ok(median(times))
}
