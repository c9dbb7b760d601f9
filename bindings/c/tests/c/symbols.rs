//! What the library exports and what it needs.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::tools::{home, library_folder, told};

#[test]
fn the_library_exports_the_listed_symbols_and_no_other() {
    let library = library_folder().join("libzhunru.so");
    let listed = fs::read_to_string(home().join("symbols.txt")).unwrap();
    let listed: BTreeSet<&str> = listed.lines().collect();
    let exported = told(
        Command::new("nm")
            .args(["--dynamic", "--defined-only", "--format=posix"])
            .arg(library),
    );
    let exported: BTreeSet<&str> = exported
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(exported, listed);
}
