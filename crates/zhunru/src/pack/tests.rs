#![allow(
    clippy::unwrap_used,
    reason = "a test fails where something is not as it says"
)]

use super::{Pack, PackFiles, check_packs, load_packs};
use crate::Engine;

const MANIFEST: &str = r#"
format = 1
id = "example"
version = "1"
title = "示例"
place = { name = "示例县", code = "349901", level = "county" }
in_force = { from = 2024-01-01 }

[[document]]
id = "notice"
kind = "notice"
title = "通知"
issuer = "示例县"
date = 2024-01-01
"#;

const CASE: &str = r#"
[[case]]
name = "nothing is granted"
as_of = 2024-03-04
proposal = { village = { code = "349901101201" } }
demands = [{ type = "data_request" }]
expect = { verdict = "not_covered" }
"#;

fn files(case: &str) -> [PackFiles; 1] {
    let files = [("pack.toml", MANIFEST), ("cases/one.toml", case)];
    let files = files.map(|(path, text)| (path, text.as_bytes().to_vec()));
    [PackFiles::collect("", files).unwrap()]
}

fn loaded(case: &str) -> Pack {
    load_packs(&files(case), &[]).unwrap().packs.remove(0)
}

#[test]
fn faults_of_cases_are_told_when_cases_are_asked_for() {
    for fault in [
        CASE.replace("verdict = \"not", "verdikt = \"not"),
        CASE.replace("349901101201", "34990110120"),
        CASE.replace(
            "expect = {",
            "expect = { rules = { absent = \"violated\" },",
        ),
        CASE.replace("expect = {", "expect = { next = \"absent\","),
        CASE.replace("[[case]]", "[[case]"),
    ] {
        let checked = check_packs(&files(&fault), &[]).unwrap_err();
        let pack = loaded(&fault);
        assert!(Engine::builder().pack(pack.clone()).build().is_ok());
        assert_eq!(pack.cases().unwrap_err(), &checked);
    }
}

#[test]
fn cases_are_the_same_whenever_they_are_read() {
    let checked = check_packs(&files(CASE), &[]).unwrap().packs.remove(0);
    let pack = loaded(CASE);
    let (found, now) = (pack.cases().unwrap(), checked.cases().unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!(format!("{found:?}"), format!("{now:?}"));
}

#[test]
fn a_digest_is_worked_out_when_it_is_asked_for() {
    let pack = loaded(CASE);
    let engine = Engine::builder().pack(pack.clone()).build().unwrap();
    let held = engine.packs().next().unwrap();
    assert!(pack.digest.get().is_none() && held.digest.get().is_none());
    assert_eq!(pack.digest(), held.digest());
    assert!(pack.digest.get().is_some());
}
