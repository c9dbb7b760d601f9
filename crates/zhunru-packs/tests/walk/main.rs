//! A walk over all that the packs of this repository say: each part names its source and speaks to
//! its readers, nothing of the web pages around the documents came along, and the packs' own cases
//! show each rule from both sides.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where something is not as it says"
)]

mod coverage;
mod residue;
mod sources;
mod texts;

use std::fs;
use std::path::PathBuf;

use zhunru::pack::Pack;

/// The built-in packs and those under `examples/packs`.
fn packs() -> Vec<Pack> {
    let built_in = zhunru_packs::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs");
    let mut folders: Vec<PathBuf> = fs::read_dir(examples)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut packs = built_in.to_vec();
    for folder in folders {
        let loaded = zhunru_packs::check_folders(&[folder]);
        packs.extend(loaded.unwrap_or_else(|error| panic!("{error}")).packs);
    }
    packs
}

/// Fails with all that was found.
fn none_found(found: &[String]) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}
