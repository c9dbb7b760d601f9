//! Time that other programs on the machine disturb little.

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
