//! The packs of this repository load.

use std::path::PathBuf;

use zhunru_packs::{built_in, load_folders};

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs")
}

#[test]
fn built_in_packs_are_without_fault() {
    if let Err(faults) = built_in() {
        panic!("{faults}");
    }
}

#[test]
fn the_worked_example_loads_without_a_warning() {
    let loaded = load_folders(&[examples().join("worked-example")]);
    let loaded = loaded.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.warnings.to_string(), "");
    let [pack] = loaded.packs.as_slice() else {
        panic!("one pack")
    };
    assert_eq!(pack.id, "worked-example");
    assert_eq!(pack.cases.len(), 3);
    let rules: Vec<&str> = pack.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules.first(), Some(&"duty-1"));
    assert_eq!(pack.lists.len(), 3);
    assert_eq!(pack.lists[0].declared_count, Some(3));
}
