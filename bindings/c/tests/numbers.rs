//! The numbers of statuses, fields, forms and verdicts: never changed, never reused.
//!
//! `numbers.txt` holds each as `enumeration variant number`. `ZHUNRU_UPDATE=1` adds the new ones at its
//! end. A variant that goes stays there with `retired` behind its number.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read the source has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Expr, Item, Lit};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The number of each variant in the source.
fn found() -> Vec<(String, i64)> {
    let mut found = Vec::new();
    for name in ["status.rs", "codes.rs"] {
        let text = fs::read_to_string(home().join("src").join(name)).unwrap();
        for item in syn::parse_file(&text).unwrap().items {
            let Item::Enum(item) = item else { continue };
            for variant in item.variants {
                let Some((_, Expr::Lit(number))) = &variant.discriminant else {
                    panic!("{}::{} has no number", item.ident, variant.ident);
                };
                let Lit::Int(number) = &number.lit else {
                    panic!("{}::{} has no number", item.ident, variant.ident);
                };
                let name = format!("{} {}", item.ident, variant.ident);
                found.push((name, number.base10_parse().unwrap()));
            }
        }
    }
    assert!(found.len() > 80, "only {} numbers are there", found.len());
    found
}

#[test]
fn no_number_is_changed_or_reused() {
    let path = home().join("numbers.txt");
    let mut committed = fs::read_to_string(&path).unwrap_or_default();
    let found = found();
    let by_name: BTreeMap<&str, i64> = found.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    let mut names = Vec::new();
    for line in committed.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let name = format!("{} {}", words[0], words[1]);
        let number: i64 = words[2].parse().unwrap();
        if words.get(3) == Some(&"retired") {
            let heir = found
                .iter()
                .find(|(other, n)| *n == number && other.split(' ').next() == Some(words[0]));
            assert_eq!(heir, None, "the number of {name} is reused");
            assert_eq!(by_name.get(&*name), None, "{name} is retired");
        } else {
            assert_eq!(by_name.get(&*name), Some(&number), "{name} had {number}");
        }
        names.push(name);
    }
    let new = found.iter().filter(|(name, _)| !names.contains(name));
    let new: Vec<String> = new
        .map(|(name, number)| format!("{name} {number}\n"))
        .collect();
    if std::env::var_os("ZHUNRU_UPDATE").is_some() {
        committed.extend(new);
        fs::write(&path, committed).unwrap();
    } else {
        assert!(
            new.is_empty(),
            "numbers.txt lacks (ZHUNRU_UPDATE=1 adds it) {new:?}"
        );
    }
}
