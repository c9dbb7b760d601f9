//! Reports, letters and traces of small proposals, one for each verdict.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod letters;
mod open_points;
mod owed;
mod reports;
mod schemas;
mod validator;

use std::fs;
use std::path::PathBuf;

use zhunru::decision::Decision;
use zhunru::model::{Proposal, parse_date};
use zhunru::pack::{Pack, PackFiles};
use zhunru::{Engine, Request};

/// The example county's pack, which the tests decide by.
fn engine() -> Engine {
    let file = |path: &'static str, text: &'static str| (path, text.as_bytes());
    let files = PackFiles::collect(
        "",
        [
            file("pack.toml", include_str!("pack/pack.toml")),
            file("procedures.toml", include_str!("pack/procedures.toml")),
            file("rules/rules.toml", include_str!("pack/rules/rules.toml")),
            file("lists/assist.toml", include_str!("pack/lists/assist.toml")),
        ],
    )
    .unwrap();
    let pack = match Pack::load(&files, &[]) {
        Ok(pack) => pack,
        Err(found) => panic!("{found}"),
    };
    Engine::builder().pack(pack).build().unwrap()
}

/// A proposal with this header and these demands.
fn proposal(header: &str, demands: &str) -> Proposal {
    let text = format!(
        r#"{{"id": "2024-031", "title": "人居环境整治工作安排",
            "issuer": {{"name": "示例县农业农村局", "level": "county", "kind": "government_department"}},
            "village": {{"code": "340304100201", "name": "下洪村", "kind": "village"}},
            {header} "demands": [{demands}]}}"#
    );
    Proposal::from_json(&text).unwrap()
}

fn decide(proposal: &Proposal) -> Decision {
    decide_on(proposal, "2024-03-04", false)
}

fn decide_on(proposal: &Proposal, day: &str, trace: bool) -> Decision {
    let mut request = Request::on(parse_date(day).unwrap());
    request.trace = trace;
    engine().decide(proposal, &request).unwrap()
}

/// Compares with the file of this name; `ZHUNRU_UPDATE=1` writes it instead.
fn assert_snapshot(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/explain/letters")
        .join(name);
    if std::env::var_os("ZHUNRU_UPDATE").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, found,
        "{name} differs; ZHUNRU_UPDATE=1 rewrites it"
    );
}
