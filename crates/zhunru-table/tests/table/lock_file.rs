//! What the lock file holds.

/// Batches of one Arrow are none of another, so a program may hold one only.
#[test]
fn there_is_one_arrow() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
    let lock = std::fs::read_to_string(path).unwrap();
    for name in [
        "arrow-array",
        "arrow-buffer",
        "arrow-data",
        "arrow-ipc",
        "arrow-schema",
        "arrow-select",
        "parquet",
    ] {
        let package = format!("name = \"{name}\"\n");
        assert_eq!(lock.matches(&package).count(), 1, "{name}");
    }
}

/// All of Arrow goes by one number, that of pyo3-arrow.
#[test]
fn all_of_arrow_has_one_major() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
    let lock = std::fs::read_to_string(path).unwrap();
    let mut seen = 0;
    for package in lock.split("[[package]]\n") {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(name));
            line.map(|value| value.trim_matches('"').to_owned())
        };
        let Some(name) = field("name = ") else {
            continue;
        };
        if name.starts_with("arrow-") || name == "arrow" || name == "parquet" {
            let version = field("version = ").unwrap();
            assert!(version.starts_with("59."), "{name} {version}");
            seen += 1;
        }
    }
    assert!(seen >= 7, "{seen}");
}
