//! placeholder
#![forbid(unsafe_code)]

#[allow(
    dead_code,
    unused_imports,
    reason = "the commands that use it come next"
)]
mod sheet;
#[allow(
    dead_code,
    unused_imports,
    reason = "the commands that use it come next"
)]
mod sheet_out;

fn main() {}
