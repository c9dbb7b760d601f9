//! Drives a C and a C++ compiler over the built library. `tests/run c` builds the library first:
//!
//! ```sh
//! cargo build -p zhunru-c && cargo test -p zhunru-c --test c -- --nocapture
//! ```
//!
//! Where a tool is missing the test says `skipped: what: why`, which counts as a skip.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot run its programs has failed"
)]

mod conformance;
mod examples;
mod growth;
mod java;
mod packaging;
mod reading;
mod robustness;
mod standards;
mod symbols;
mod tools;
