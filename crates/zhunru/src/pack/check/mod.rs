//! Checks of a whole pack, once all its names are looked up.

mod amendments;
mod codes;
mod contradiction;
mod counts;
mod exception;
mod formula;
mod inheritance;
mod presumption;
mod yields;

use super::load::Resolved;
use super::load::sink::Sink;

/// Checks a pack as a whole; faults and doubts are noted.
pub(crate) fn check(resolved: &Resolved, sink: &Sink) {
    counts::check(resolved, sink);
    codes::check(resolved, sink);
    amendments::check(resolved, sink);
    inheritance::check(resolved, sink);
    contradiction::check(resolved, sink);
    exception::check(resolved, sink);
    // What yields in a circle never comes to rest, so nothing further is worked out from it.
    if yields::check(resolved, sink) {
        presumption::check(resolved, sink);
    }
}
