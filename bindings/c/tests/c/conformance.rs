//! The conformance suite through C: the expected files, and the bytes that Rust gives.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use zhunru::decision::Decision;
use zhunru::model::{Proposal, parse_date};
use zhunru::text::Language;
use zhunru::{Engine, Request};

use super::tools::{Build, project, scratch, source};

pub(super) struct Case {
    pub(super) name: String,
    value: Value,
    proposal: String,
}

pub(super) fn cases() -> Vec<Case> {
    let folder = project().join("tests/conformance");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "json") {
            let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            cases.push(Case {
                name: path.file_name().unwrap().to_string_lossy().into_owned(),
                proposal: value["proposal"].to_string(),
                value,
            });
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() >= 80, "only {} cases are there", cases.len());
    cases
}

/// The packs that a case names, as the C program reads them.
fn packs(case: &Case) -> Vec<&str> {
    let named = case.value.get("packs").and_then(Value::as_array);
    named
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// What a C program that reads cases writes for these.
pub(super) fn fed(name: &str, cases: &[Case], language: Language) -> Vec<u8> {
    let program = Build::c99().program(&source(name), &scratch("conformance"));
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = Vec::new();
    let number = match language {
        Language::Zh => 1,
        Language::En => 2,
    };
    for case in cases {
        let packs = match packs(case).join(",") {
            none if none.is_empty() => "-".to_owned(),
            packs => packs,
        };
        let day = case.value["as_of"].as_str().unwrap();
        let length = case.proposal.len();
        writeln!(input, "{number} {day} {packs} {length}").unwrap();
        input.extend(case.proposal.as_bytes());
    }
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(
        output.status.success(),
        "the C program ended with {}",
        output.status
    );
    output.stdout
}

/// Each answer of `conform.c`: a status and bytes.
fn answers(cases: &[Case], language: Language) -> Vec<(i32, String)> {
    let told = fed("conform.c", cases, language);
    let mut rest = told.as_slice();
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap();
        let head = std::str::from_utf8(&rest[..end]).unwrap();
        let (status, length) = head.split_once(' ').unwrap();
        let length: usize = length.parse().unwrap();
        let text = String::from_utf8(rest[end + 1..end + 1 + length].to_vec()).unwrap();
        answers.push((status.parse().unwrap(), text));
        rest = &rest[end + 2 + length..];
    }
    assert_eq!(answers.len(), cases.len());
    answers
}

pub(super) fn engine() -> Engine {
    let packs = zhunru_packs::built_in().unwrap();
    Engine::builder()
        .packs(packs.iter().cloned())
        .build()
        .unwrap()
}

/// What Rust gives for a case.
pub(super) fn decided(engine: &Engine, case: &Case) -> Option<Decision> {
    let proposal = Proposal::from_json(&case.proposal).ok()?;
    let mut request = Request::on(parse_date(case.value["as_of"].as_str()?)?);
    if case.value.get("packs").is_some() {
        request = request.named(packs(case));
    }
    engine.decide(&proposal, &request).ok()
}

/// An answer in the form of the expected files.
///
/// Faults that only the decision finds are one error there, each fault on a line.
fn expectation(status: i32, text: &str, expected: &Value) -> Value {
    let mut value: Value = serde_json::from_str(text).unwrap();
    match status {
        0 => {
            for pack in value["packs"].as_array_mut().unwrap() {
                pack.as_object_mut().unwrap().remove("digest");
            }
            value
        }
        10 if expected.get("error").is_some() => {
            let faults = value["faults"].as_array().unwrap().iter();
            let told = faults.map(|fault| match fault["path"].as_str().unwrap() {
                "" => fault["message"].as_str().unwrap().to_owned(),
                path => format!("{path}: {}", fault["message"].as_str().unwrap()),
            });
            json!({"error": told.collect::<Vec<_>>().join("\n")})
        }
        10 => {
            let faults = value["faults"].as_array().unwrap().iter();
            let told = faults.map(|fault| json!({"code": fault["code"], "path": fault["path"]}));
            json!({"errors": told.collect::<Vec<_>>()})
        }
        _ => json!({"error": value["faults"][0]["message"]}),
    }
}

#[test]
fn every_case_comes_out_as_it_must_and_as_in_rust() {
    let cases = cases();
    let engine = engine();
    let mut wrong = Vec::new();
    for language in [Language::Zh, Language::En] {
        for (case, (status, text)) in cases.iter().zip(answers(&cases, language)) {
            let in_rust = decided(&engine, case);
            assert_eq!(in_rust.is_some(), status == 0, "{}", case.name);
            if in_rust.is_some_and(|decision| decision.to_json(language).unwrap() != text) {
                wrong.push(format!("{}: not the bytes of Rust", case.name));
            }
            let found = expectation(status, &text, &case.value["expect"]);
            if language == Language::Zh && case.value["expect"] != found {
                wrong.push(format!("{}: not as expected", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
