//! The proposals of the conformance suite.

use std::fs;
use std::path::Path;

use serde_json::Value;
use zhunru::Request;
use zhunru::model::{Proposal, parse_date};

/// The proposals of the suite that can be read, by the names of their files, with what is asked.
pub fn decidable() -> Vec<(String, Value, Request)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let files = fs::read_dir(folder).unwrap();
    let mut cases = Vec::new();
    for path in files.map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let mut case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let day = case["as_of"].as_str().and_then(parse_date).unwrap();
        let mut request = Request::on(day);
        if let Some(packs) = case.get("packs").and_then(Value::as_array) {
            request = request.named(packs.iter().filter_map(Value::as_str));
        }
        let proposal = case["proposal"].take();
        if Proposal::from_json(&proposal.to_string()).is_ok() {
            cases.push((path.display().to_string(), proposal, request));
        }
    }
    cases.sort_by(|left, right| left.0.cmp(&right.0));
    cases
}
