//! Progress on a terminal, for runs that take a while.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown before, so that short runs stay quiet.
const QUIET: Duration = Duration::from_millis(1500);
/// The time between two showings.
const BETWEEN: Duration = Duration::from_millis(200);
/// Asking for the time costs more than deciding some proposals, so it is asked once in so many.
const STRIDE: u64 = 16;
/// Back to the beginning of the line, and nothing on it.
const WIPE: &str = "\r\x1b[K";

/// A line on standard error that says how many proposals were decided.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: bool,
    next: Option<Instant>,
    began: Instant,
    count: u64,
}

impl Progress {
    /// Starts; on anything but a terminal nothing is ever shown, nor where the results
    /// themselves run over the terminal.
    pub(crate) fn start(results_elsewhere: bool) -> Self {
        let wanted = results_elsewhere && io::stderr().is_terminal();
        Progress::started(wanted, Instant::now())
    }

    fn started(wanted: bool, began: Instant) -> Self {
        Progress {
            shown: false,
            next: wanted.then(|| began + QUIET),
            began,
            count: 0,
        }
    }

    /// Counts one more proposal.
    pub(crate) fn step(&mut self) {
        if let Some(line) = self.stepped(Instant::now) {
            // That it cannot be shown is nobody's business.
            let _ = io::stderr().write_all(line.as_bytes());
        }
    }

    /// Counts so many more proposals.
    pub(crate) fn steps(&mut self, count: u64) {
        for _ in 0..count {
            self.step();
        }
    }

    /// Counts one more proposal; gives what to show, if it is time to.
    fn stepped(&mut self, now: impl FnOnce() -> Instant) -> Option<String> {
        self.count += 1;
        let next = self.next?;
        if !self.count.is_multiple_of(STRIDE) {
            return None;
        }
        let now = now();
        if now < next {
            return None;
        }
        self.shown = true;
        self.next = Some(now + BETWEEN);
        Some(line(self.count, now - self.began))
    }

    /// Wipes the line away, before a message or at the end.
    pub(crate) fn clear(&mut self) {
        if let Some(wipe) = self.cleared() {
            let _ = io::stderr().write_all(wipe.as_bytes());
        }
    }

    /// What wipes the line away, if there is one.
    fn cleared(&mut self) -> Option<&'static str> {
        std::mem::take(&mut self.shown).then_some(WIPE)
    }
}

/// The line that stands instead of the one before.
fn line(count: u64, elapsed: Duration) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a rate to look at, not to count with"
    )]
    let rate = count as f64 / elapsed.as_secs_f64().max(0.001);
    format!("{WIPE}已决 decided: {count}  ({rate:.0}/s)")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts so many proposals at a time after the beginning; gives what was shown.
    fn steps(progress: &mut Progress, number: u64, milliseconds: u64) -> Vec<String> {
        let now = progress.began + Duration::from_millis(milliseconds);
        (0..number)
            .filter_map(|_| progress.stepped(|| now))
            .collect()
    }

    #[test]
    fn a_short_run_stays_quiet() {
        let mut progress = Progress::started(true, Instant::now());
        assert!(steps(&mut progress, 1_000, 1_499).is_empty());
        assert_eq!(progress.cleared(), None);
    }

    #[test]
    fn a_long_run_shows_count_and_rate_on_one_line() {
        let mut progress = Progress::started(true, Instant::now());
        assert!(steps(&mut progress, 4_008, 1_000).is_empty());
        // Of all that are counted at one time the first that asks for it is shown.
        let shown = steps(&mut progress, 100, 2_000);
        assert_eq!(shown, ["\r\x1b[K已决 decided: 4016  (2008/s)"]);
        assert!(steps(&mut progress, 100, 2_199).is_empty());
        assert_eq!(steps(&mut progress, 100, 2_200).len(), 1);
    }

    #[test]
    fn the_line_is_wiped_once_and_comes_back() {
        let mut progress = Progress::started(true, Instant::now());
        assert_eq!(steps(&mut progress, 16, 1_500).len(), 1);
        assert_eq!(progress.cleared(), Some(WIPE));
        assert_eq!(progress.cleared(), None);
        assert_eq!(steps(&mut progress, 16, 1_700).len(), 1);
        assert_eq!(progress.cleared(), Some(WIPE));
    }

    #[test]
    fn nothing_is_shown_where_there_is_no_terminal() {
        let mut progress = Progress::started(false, Instant::now());
        assert!(steps(&mut progress, 1_000, 60_000).is_empty());
        assert_eq!(progress.cleared(), None);
    }

    #[test]
    fn a_rate_is_shown_whatever_the_time() {
        assert_eq!(
            line(16, Duration::ZERO),
            "\r\x1b[K已决 decided: 16  (16000/s)"
        );
    }
}
