//! The command line as its users meet it: arguments, files, streams, exit status.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where something is not as it says"
)]

mod bad_input;
mod batches;
mod comparing;
mod examples;
#[allow(
    dead_code,
    clippy::indexing_slicing,
    reason = "files are made byte by byte, and not every kind of them here"
)]
#[path = "../../../zhunru-table/src/sheet/tests/fixtures.rs"]
mod fixtures;
mod import;
mod list_show;
mod output;
mod packs;
mod scratch;
mod snapshots;
mod usage;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the command came to.
struct Ran {
    status: i32,
    out: Vec<u8>,
    err: String,
}

impl Ran {
    /// Standard output as text.
    fn text(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }

    /// Standard output as JSON.
    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    /// Checks the exit status.
    fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.err, self.text());
        self
    }
}

/// Runs the command with nothing on standard input.
fn zhunru(arguments: &[&str]) -> Ran {
    zhunru_with(arguments, b"", &[])
}

/// Runs the command with these bytes on standard input and these variables.
fn zhunru_with(arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunru"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let mut child = command
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A command that does not read all of it closes the pipe, which is no failure.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: output.stdout,
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The folder of the examples.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/data")
}

/// The path of an example.
fn example(name: &str) -> String {
    examples().join(name).to_string_lossy().into_owned()
}

/// A proposal that is denied by the pack of Yuhui.
const DENIED: &str = r#"{"id": "2024-031", "title": "农村人居环境整治周报", "submitted_on": "2024-03-04",
"issuer": {"name": "禹会区农业农村水利局", "level": "county", "kind": "government_department"},
"village": {"code": "340304100201", "name": "下洪村", "kind": "village"},
"basis": [], "approvals": [],
"demands": [{"type": "data_request", "item": "人居环境整治周报表", "frequency": "weekly", "sole_means": true}]}"#;
