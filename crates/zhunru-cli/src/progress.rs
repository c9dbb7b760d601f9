//! Progress on a terminal, for runs that take a while.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown before, so that short runs stay quiet.
const QUIET: Duration = Duration::from_millis(1500);
/// The time between two showings.
const BETWEEN: Duration = Duration::from_millis(200);

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
        let began = Instant::now();
        let wanted = results_elsewhere && io::stderr().is_terminal();
        Progress {
            shown: false,
            next: wanted.then(|| began + QUIET),
            began,
            count: 0,
        }
    }

    /// Counts one more proposal.
    pub(crate) fn step(&mut self) {
        self.count += 1;
        let Some(next) = self.next else { return };
        // Asking for the time costs more than deciding some proposals.
        if !self.count.is_multiple_of(16) {
            return;
        }
        let now = Instant::now();
        if now < next {
            return;
        }
        let elapsed = (now - self.began).as_secs_f64();
        #[allow(
            clippy::cast_precision_loss,
            reason = "a rate to look at, not to count with"
        )]
        let rate = self.count as f64 / elapsed.max(0.001);
        let _ = write!(
            io::stderr(),
            "\r\x1b[K已决 decided: {}  ({rate:.0}/s)",
            self.count
        );
        self.shown = true;
        self.next = Some(now + BETWEEN);
    }

    /// Wipes the line away, before a message or at the end.
    pub(crate) fn clear(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.shown = false;
        }
    }
}
