//! What the library exports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::tools::{home, library_folder, told};

/// The symbols that a library should export.
pub(super) fn listed() -> BTreeSet<String> {
    let listed = fs::read_to_string(home().join("symbols.txt")).unwrap();
    listed.lines().map(str::to_owned).collect()
}

/// The symbols that a library exports.
pub(super) fn exported(library: &Path) -> BTreeSet<String> {
    let told = told(
        Command::new("nm")
            .args(["--dynamic", "--defined-only", "--format=posix"])
            .arg(library),
    );
    let names = told
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_library_exports_the_listed_symbols_and_no_other() {
    assert_eq!(exported(&library_folder().join("libzhunru.so")), listed());
}
