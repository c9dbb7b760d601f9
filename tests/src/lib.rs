//! What the tests of the project share: a slow reference for decisions, and random packs and
//! proposals.
//!
//! Nothing here is part of the library. A broken assumption stops the test that made it.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test must stop where something is not as it was assumed to be"
)]

pub mod answers;
pub mod compare;
pub mod conformance;
pub mod packs;
pub mod random;
pub mod reference;
