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

#[test]
fn wrong_usage_is_told_in_chinese_too() {
    let files = Scratch::new("usage-zh");
    let file = files.file("one.json", DENIED);
    for (arguments, expected) in [
        (vec!["decide"], "错误: 缺少必需的参数"),
        (vec!["decide", &file, "--format", "pdf"], "“pdf”不是"),
        (
            vec!["decide", &file, "--as-of", "03/04/2024"],
            "年月日次序不明",
        ),
        (vec!["decide", &file, "--pack", "yuhi"], "是否应为“yuhui”？"),
        (vec!["decide", &file, "-o", &file], "结果会覆盖输入文件"),
        (
            vec!["decide", &file, "--trace", "--format", "csv"],
            "放不下 --trace 的审查轨迹",
        ),
    ] {
        let ran = zhunru(&arguments).exits(2);
        assert!(ran.err.contains(expected), "{expected}: {}", ran.err);
    }
    let ran = zhunru(&["decide", "--lang", "en"]).exits(2);
    assert!(!ran.err.contains("错误"), "{}", ran.err);
    let ran = zhunru(&[
        "decide", &file, "--lang", "en", "--trace", "--format", "csv",
    ])
    .exits(2);
    assert!(ran.err.contains("no place for `--trace`"), "{}", ran.err);
    assert!(!ran.err.contains("轨迹"), "{}", ran.err);
    let help = zhunru(&["--help"]).exits(0);
    assert!(help.err.is_empty(), "{}", help.err);
}
