//! Time that other programs on the machine disturb little.

use std::fs::read_to_string;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The processor time of this thread where the system tells it, else the time that passes.
pub fn now() -> Duration {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    let began = BEGAN.get_or_init(Instant::now);
    processor_time().unwrap_or_else(|| began.elapsed())
}

fn processor_time() -> Option<Duration> {
    let told = read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The median of these times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
