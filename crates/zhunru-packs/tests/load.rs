//! The packs of this repository load.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use std::path::PathBuf;

use zhunru::pack::{PackFiles, check_packs};
use zhunru_packs::{built_in, built_in_files, check_folders};

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs")
}

#[test]
fn built_in_packs_are_without_fault() {
    if let Err(faults) = built_in() {
        panic!("{faults}");
    }
    if let Err(faults) = check_packs(&built_in_files().unwrap(), &[]) {
        panic!("{faults}");
    }
}

#[test]
fn the_worked_example_loads_without_a_warning() {
    let loaded = check_folders(&[examples().join("worked-example")]);
    let loaded = loaded.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.warnings.to_string(), "");
    let [pack] = loaded.packs.as_slice() else {
        panic!("one pack")
    };
    assert_eq!(pack.id, "worked-example");
    assert!(!pack.cases().unwrap().is_empty());
    let rules: Vec<&str> = pack.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules.first(), Some(&"duty-1"));
    assert_eq!(pack.lists.len(), 3);
    assert_eq!(pack.lists[0].declared_count, Some(3));
}

/// The TOML examples of the description of the format, each without the fences around it.
fn examples_of_the_description() -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/pack-format.md");
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("```toml\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_examples_of_the_description_make_a_pack() {
    let blocks = examples_of_the_description();
    let names = [
        "pack.toml",
        "facts.toml",
        "rules/prohibitions.toml",
        "lists/assist.toml",
        "lists/services.toml",
        "procedures.toml",
        "calendar.toml",
        "cases/prohibition-6.toml",
    ];
    assert_eq!(blocks.len(), names.len());
    let files = names.iter().zip(blocks);
    let files = files.map(|(name, text)| (*name, text.into_bytes()));
    let files = PackFiles::collect("description", files).unwrap();
    let loaded = check_packs(&[files], &[]).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(loaded.packs[0].id, "example");
}
