//! Wrong usage is told as such.

use crate::scratch::Scratch;
use crate::{DENIED, example, zhunru, zhunru_with};

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let files = Scratch::new("usage");
    let file = files.file("one.json", DENIED);
    for (arguments, expected) in [
        (vec!["decide"], "required arguments"),
        (
            vec!["decide", &file, "--format", "pdf"],
            "invalid value 'pdf'",
        ),
        (vec!["decide", &file, "--as-of", "03/04/2024"], "ambiguous"),
        (
            vec!["decide", &file, "--pack", "yuhi"],
            "did you mean `yuhui`?",
        ),
        (
            vec!["decide", &file, "--blank-means-none", "title"],
            "is no list column",
        ),
        (vec!["decide", &file, "-o", &file], "written over the input"),
        (vec!["decide", "-", "-"], "can be read once only"),
        (
            vec!["pack", "show", "nowhere"],
            "neither a folder nor one of the built-in packs",
        ),
        (
            vec!["pack", "check", "nowhere"],
            "neither a folder nor one of the built-in packs",
        ),
        (
            vec!["pack", "test", "nowhere"],
            "neither a folder nor one of the built-in packs",
        ),
    ] {
        let ran = zhunru(&arguments).exits(2);
        assert!(ran.err.contains(expected), "{expected}: {}", ran.err);
        assert!(ran.out.is_empty());
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), DENIED);
}

#[test]
fn a_forced_format_must_be_the_one_that_is_found() {
    let file = example("proposals.xlsx");
    let ran = zhunru(&["decide", "--input-format", "ods", &file]).exits(1);
    assert!(
        ran.err.contains("is not ODS, as `--input-format` says"),
        "{}",
        ran.err
    );
    zhunru_with(
        &["decide", "--input-format", "json", "-"],
        DENIED.as_bytes(),
        &[],
    )
    .exits(0);
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_is_no_fault() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhunru"))
        .args(["vocabulary"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
