//! The conformance suite: proposals and the whole decisions that every implementation and every
//! binding must give. `tests/conformance/README.md` says how a case is made.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use zhunru::model::{Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Engine, Request};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

fn cases() -> Vec<PathBuf> {
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    cases.sort();
    cases
}

/// What comes out for a case: the decision, or the error.
fn decide(engine: &Engine, case: &Map<String, Value>) -> Value {
    let day = case["as_of"]
        .as_str()
        .and_then(parse_date)
        .expect("a case has a date");
    let mut request = Request::on(day);
    if let Some(packs) = case.get("packs").and_then(Value::as_array) {
        request = request.named(packs.iter().filter_map(Value::as_str));
    }
    let proposal = match Proposal::from_json(&case["proposal"].to_string()) {
        Ok(proposal) => proposal,
        Err(errors) => {
            let errors = errors.errors().iter();
            let told = errors.map(|error| json!({"code": error.code, "path": error.path.as_str()}));
            return json!({"errors": told.collect::<Vec<_>>()});
        }
    };
    match engine.decide(&proposal, &request) {
        Ok(decision) => {
            let mut report = serde_json::to_value(decision.report(Language::Zh)).unwrap();
            // The digest changes with every word of a pack; packs have a test of their own for it.
            for pack in report["packs"].as_array_mut().unwrap() {
                pack.as_object_mut().unwrap().remove("digest");
            }
            report
        }
        Err(error) => json!({"error": error.to_string()}),
    }
}

#[test]
fn every_case_comes_out_as_it_must() {
    let packs = zhunru_packs::built_in().unwrap();
    let engine = Engine::builder()
        .packs(packs.iter().cloned())
        .build()
        .unwrap();
    let update = std::env::var_os("ZHUNRU_UPDATE").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 80, "only {} cases are there", cases.len());
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let mut case: Map<String, Value> = serde_json::from_str(&text).unwrap();
        let found = decide(&engine, &case);
        if case.get("expect") == Some(&found) {
            continue;
        }
        if update {
            case.insert("expect".to_owned(), found);
            let text = serde_json::to_string_pretty(&case).unwrap();
            fs::write(&path, text + "\n").unwrap();
        } else {
            wrong.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    assert!(
        wrong.is_empty(),
        "ZHUNRU_UPDATE=1 rewrites what differs: {wrong:#?}"
    );
}

/// What the documents ask for, by place; each has cases that are named after it. The tables of tasks
/// with their deadlines (`county-4`) are decided by no proposal.
const ROWS: [&str; 32] = [
    "yuhui-1",
    "yuhui-2",
    "yuhui-3",
    "yuhui-4",
    "yuhui-5",
    "yuhui-6",
    "yuhui-7",
    "yuhui-8",
    "county-1",
    "county-2",
    "county-3",
    "county-5",
    "tianjin-1",
    "tianjin-2",
    "tianjin-3",
    "tianjin-4",
    "tianjin-5",
    "tianjin-6",
    "gaoping-1",
    "gaoping-2",
    "gaoping-3",
    "list-1",
    "ninghai-1",
    "haicang-1",
    "jiyuan-1",
    "caidian-1",
    "lianyuan-1",
    "jinshi-1",
    "shantou-1",
    "yubei-1",
    "luojiang-1",
    "caojing-1",
];

#[test]
fn every_row_has_a_case_and_every_case_is_named_after_one() {
    let paths = cases();
    let names: Vec<&str> = paths
        .iter()
        .filter_map(|path| path.file_stem().and_then(|name| name.to_str()))
        .collect();
    let is_of = |name: &str, row: &str| {
        let rest = name.strip_prefix(row);
        rest.is_some_and(|rest| rest.len() > 1 && rest.starts_with('-'))
    };
    for row in ROWS {
        assert!(
            names.iter().any(|name| is_of(name, row)),
            "{row} has no case"
        );
    }
    for name in names {
        let known = ROWS.iter().any(|row| is_of(name, row)) || is_of(name, "edge");
        assert!(known, "`{name}` is named after no row");
    }
}

#[test]
fn every_verdict_and_every_demand_type_has_a_case() {
    use zhunru::decision::Verdict;
    use zhunru::model::{Coded, DemandType};
    let texts: Vec<Value> = cases()
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    for verdict in Verdict::ALL {
        assert!(
            texts
                .iter()
                .any(|case| case["expect"]["verdict"] == verdict.code()),
            "no case comes out as {verdict}"
        );
    }
    for demand in DemandType::ALL {
        let has = |case: &&Value| {
            let demands = case["proposal"]["demands"].as_array();
            demands
                .into_iter()
                .flatten()
                .any(|asked| asked["type"] == demand.code())
        };
        assert!(texts.iter().find(has).is_some(), "no case demands {demand}");
    }
}
