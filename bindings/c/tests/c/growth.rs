//! A million calls without growth.

use std::process::Command;

use super::tools::{Build, scratch, source, told};

#[test]
fn a_million_calls_do_not_grow() {
    let program = Build::c99().program(&source("growth.c"), &scratch("growth"));
    println!("\n{}", told(&mut Command::new(program)));
}
