//! What the results look like.

use std::io::{Read, Write};

use crate::scratch::Scratch;
use crate::{DENIED, zhunru_with};

fn decide(arguments: &[&str], variables: &[(&str, &str)]) -> crate::Ran {
    let mut all = vec!["decide", "-"];
    all.extend_from_slice(arguments);
    zhunru_with(&all, DENIED.as_bytes(), variables).exits(0)
}

#[test]
fn colours_obey_the_environment() {
    let escape = "\u{1b}[";
    assert!(!decide(&[], &[]).text().contains(escape));
    let forced = decide(&[], &[("CLICOLOR_FORCE", "1")]).text();
    assert!(forced.contains(escape), "{forced}");
    let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(!decide(&[], &both).text().contains(escape));
    let files = Scratch::new("colours");
    let path = files.path("result.txt");
    decide(&["-o", &path], &[("CLICOLOR_FORCE", "1")]);
    assert!(!std::fs::read_to_string(path).unwrap().contains(escape));
}

#[test]
fn lines_fit_the_width() {
    for (columns, most) in [("60", 60), ("100", 100), ("10", 40), ("500", 120)] {
        for lang in ["zh", "en"] {
            let text = decide(&["--lang", lang], &[("COLUMNS", columns)]).text();
            for line in text.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= most, "{width} > {most}: {line}");
            }
        }
    }
}

#[test]
fn control_characters_are_not_passed_on() {
    let nasty = DENIED.replace("农村人居环境整治周报", "\\u001b[31m周报\\u0007\\n另起");
    for format in ["text", "markdown", "csv"] {
        let arguments = ["decide", "-", "--format", format];
        let text = zhunru_with(&arguments, nasty.as_bytes(), &[])
            .exits(0)
            .text();
        if format != "csv" {
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
        }
    }
}

#[test]
fn tables_have_a_row_for_each_demand() {
    let csv = decide(&["--format", "csv"], &[]).text();
    let mut lines = csv.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("\u{feff}文件,申请编号,标题")
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("<stdin>,2024-031,农村人居环境整治周报")
    );
    let old = decide(&["--format", "csv", "--csv-encoding", "gb18030"], &[]);
    let (decoded, _, faulty) = encoding_rs::GB18030.decode(&old.out);
    assert!(!faulty);
    assert_eq!(decoded, csv.trim_start_matches('\u{feff}'));

    let workbook = decide(&["--format", "xlsx"], &[]).out;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut names = String::new();
    let mut book = zip.by_name("xl/workbook.xml").unwrap();
    book.read_to_string(&mut names).unwrap();
    for name in ["结论", "逐条规则", "汇总"] {
        assert!(names.contains(name), "{names}");
    }
}

#[test]
fn the_form_follows_the_ending_of_the_file() {
    let files = Scratch::new("endings");
    for (name, begins) in [
        ("a.csv", "\u{feff}文件,".as_bytes()),
        ("a.XLSX", b"PK"),
        ("a.json", b"["),
        ("a.jsonl", b"{"),
        ("a.md", b"# "),
        ("a.txt", "不予准入".as_bytes()),
        ("a", "不予准入".as_bytes()),
    ] {
        let path = files.path(name);
        decide(&["-o", &path], &[]);
        let bytes = std::fs::read(&path).unwrap();
        let found = String::from_utf8_lossy(bytes.get(..40).unwrap_or(&bytes));
        assert!(bytes.starts_with(begins), "{name}: {found}");
    }
    let path = files.path("b.csv");
    decide(&["-o", &path, "--format", "json"], &[]);
    assert!(std::fs::read(&path).unwrap().starts_with(b"["));
}

#[test]
fn a_former_result_is_not_replaced_by_nothing() {
    let files = Scratch::new("former");
    for name in ["a.csv", "a.xlsx", "a.json", "a.md", "a.txt"] {
        let path = files.file(name, "former");
        let absent = files.path("absent.json");
        let ran = crate::zhunru(&["decide", &absent, "-o", &path]).exits(1);
        assert!(ran.err.contains("没有写入"), "{}", ran.err);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "former");
    }
    let path = files.path("nowhere/a.csv");
    let ran = zhunru_with(&["decide", "-", "-o", &path], DENIED.as_bytes(), &[]).exits(1);
    assert!(ran.err.contains("所在文件夹不存在"), "{}", ran.err);
}

#[test]
fn an_interrupted_run_leaves_what_stood_there() {
    let files = Scratch::new("interrupted");
    let endings = [
        "parquet", "arrow", "csv", "xlsx", "json", "jsonl", "md", "txt",
    ];
    for name in endings.map(|ending| format!("a.{ending}")) {
        let path = files.file(&name, "former");
        let is_former = || std::fs::read(&path).unwrap() == b"former";
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_zhunru"))
            .args(["decide", "-", "--input-format", "jsonl", "-o", &path])
            .stdin(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let line = format!("{}\n", DENIED.replace('\n', " "));
        let mut input = child.stdin.take().unwrap();
        input.write_all(line.repeat(100).as_bytes()).unwrap();
        // Once the file in the making is there, the run is under way.
        let is_begun = || {
            let folder = std::path::Path::new(&path).parent().unwrap();
            let mut found = std::fs::read_dir(folder).unwrap();
            found.any(|one| {
                let found = one.unwrap().file_name().into_string().unwrap();
                found.starts_with(&format!(".{name}."))
            })
        };
        while !is_begun() && is_former() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_former(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_a_pipe_is_written() {
    let files = Scratch::new("links");
    let (path, link) = (files.file("a.json", "former"), files.path("link.json"));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    zhunru_with(&["decide", "-", "-o", &link], DENIED.as_bytes(), &[]).exits(0);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read(&path).unwrap().starts_with(b"["));
    let to = ["decide", "-", "--format", "json", "-o", "/dev/stdout"];
    let ran = zhunru_with(&to, DENIED.as_bytes(), &[]).exits(0);
    assert_eq!(ran.json()[0]["verdict"], "deny");
}

#[test]
fn json_is_the_interchange_form() {
    let json = decide(&["--format", "json"], &[]).json();
    assert_eq!(json[0]["proposal"], "2024-031");
    assert_eq!(json[0]["verdict"], "deny");
    let lines = decide(&["--format", "jsonl"], &[]).text();
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line, json[0]);
}

#[test]
fn a_workbook_has_the_trace_on_its_sheet_of_findings() {
    let shared = |arguments: &[&str]| {
        let workbook = decide(arguments, &[]).out;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
        let mut texts = String::new();
        let mut strings = zip.by_name("xl/sharedStrings.xml").unwrap();
        strings.read_to_string(&mut texts).unwrap();
        texts
    };
    let traced = shared(&["--format", "xlsx", "--trace"]);
    assert!(traced.contains("读取的情况"), "{traced}");
    assert!(
        traced.contains("issuer.kind：政府部门（government_department）"),
        "{traced}"
    );
    assert!(!shared(&["--format", "xlsx"]).contains("读取的情况"));
}

#[test]
fn readings_that_are_open_are_told_in_text() {
    let text = zhunru_with(&["decide", &crate::example("proposals.json")], b"", &[])
        .exits(0)
        .text();
    assert!(text.contains("  † 可有不同理解（"), "{text}");
    assert!(text.contains("? 须确认"), "{text}");
}
