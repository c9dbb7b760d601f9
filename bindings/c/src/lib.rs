//! The C ABI of zhunru (准入): what `include/zhunru.h` declares and `README.md` explains.
//!
//! `abi` holds the exports, and nothing else holds `unsafe` code: there, raw pointers become
//! references and safe types, and every body runs inside [`guarded!`]. All other modules are safe.
//! This crate translates; it decides nothing.
#![allow(
    non_camel_case_types,
    reason = "the types carry the names that the header gives them"
)]
// A dynamic library has no Rust users, so nothing here is reachable as Rust sees it.
#![allow(
    unreachable_pub,
    reason = "the header generator reads only public items"
)]

// A panic must be caught before it leaves an export.
#[cfg(not(panic = "unwind"))]
compile_error!("the C ABI needs `panic = \"unwind\"`, so that a panic becomes a status");

mod abi;
mod codes;
mod failure;
mod guard;
mod loading;
mod reading;
mod status;
mod table;
mod texts;

pub use status::zhunru_status;

use guard::guarded;
