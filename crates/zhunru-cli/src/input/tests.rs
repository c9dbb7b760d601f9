//! The bounds of JSON values, and how formats are told apart.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails where something is not as it says"
)]

use super::lines::Lines;
use super::recognise::{Format, Sample};
use super::values::{TextFault, VALUE_BYTES, Values};

/// What comes out of a text: the values, or the faults with line and column.
fn pieces(text: &str) -> Vec<Result<String, (TextFault, u64, u64)>> {
    // A small buffer, so that values cross its edges.
    let reader = std::io::BufReader::with_capacity(3, text.as_bytes());
    let mut values = Values::new(reader);
    let mut found = Vec::new();
    while let Some(piece) = values.next_value().unwrap() {
        let position = piece.position;
        found.push(match piece.content {
            Ok(bytes) => Ok(String::from_utf8(bytes).unwrap()),
            Err(fault) => Err((fault, position.line, position.column)),
        });
    }
    found
}

fn ok(text: &str) -> Result<String, (TextFault, u64, u64)> {
    Ok(text.to_owned())
}

#[test]
fn elements_are_parted_outside_of_strings_and_brackets() {
    let text = r#" [ {"a": "],\\\"{"} , [1, {"b": []}], 12 ,"x,y", null ] "#;
    let expected = [
        ok(r#"{"a": "],\\\"{"}"#),
        ok(r#"[1, {"b": []}]"#),
        ok("12"),
        ok(r#""x,y""#),
        ok("null"),
    ];
    assert_eq!(pieces(text), expected);
    assert_eq!(pieces("[]"), []);
    assert_eq!(pieces("{\"a\": 1}\n"), [ok("{\"a\": 1}")]);
}

#[test]
fn faults_between_elements_lose_no_others() {
    assert_eq!(
        pieces("[{},\n {} {}]"),
        [
            ok("{}"),
            ok("{}"),
            Err((TextFault::NoComma, 2, 5)),
            ok("{}")
        ]
    );
    assert_eq!(
        pieces("[{},,{}]"),
        [ok("{}"), Err((TextFault::NoValue, 1, 5)), ok("{}")]
    );
    assert_eq!(pieces("[{},]"), [ok("{}"), Err((TextFault::NoValue, 1, 5))]);
}

#[test]
fn what_has_no_bounds_ends_the_reading() {
    assert_eq!(pieces("  "), [Err((TextFault::Empty, 1, 3))]);
    assert_eq!(pieces("[{}"), [ok("{}"), Err((TextFault::CutOff, 1, 4))]);
    assert_eq!(
        pieces("[{},\n{\"a\": [1, \"牌"),
        [ok("{}"), Err((TextFault::CutOff, 2, 13))]
    );
    assert_eq!(
        pieces("[{\"a\": [1}, {}]"),
        [Err((TextFault::Unmatched, 1, 10))]
    );
    assert_eq!(
        pieces("[{\"a\": \"x\n\"}, {}]"),
        [Err((TextFault::OpenString, 1, 10))]
    );
    assert_eq!(
        pieces("{} {}"),
        [ok("{}"), Err((TextFault::Trailing, 1, 4))]
    );
}

#[test]
fn values_past_the_limits_are_skipped_whole() {
    let deep = format!("[{}1{}, {{}}]", "[".repeat(1000), "]".repeat(1000));
    assert_eq!(pieces(&deep), [Err((TextFault::TooDeep, 1, 130)), ok("{}")]);
    let open = "[".repeat(100_000);
    assert_eq!(pieces(&open), [Err((TextFault::TooDeep, 1, 130))]);
    let long = format!("[\n\"{}\", {{}}]", "x".repeat(VALUE_BYTES));
    let mut values = Values::new(long.as_bytes());
    let first = values.next_value().unwrap().unwrap();
    assert_eq!(first.content.unwrap_err(), TextFault::TooLong);
    assert_eq!((first.position.line, first.position.column), (2, 1));
    let second = values.next_value().unwrap().unwrap();
    assert_eq!(second.content.unwrap(), b"{}");
    assert_eq!(second.element, Some(1));
}

#[test]
fn lines_past_the_limit_are_skipped() {
    let text = format!("\n{{}}\r\n{}\n{{}}", " ".repeat(VALUE_BYTES + 1));
    let mut lines = Lines::new(text.as_bytes());
    let mut found = Vec::new();
    while let Some(line) = lines.next_line().unwrap() {
        found.push((line.number, line.bytes.map(|bytes| bytes.len())));
    }
    assert_eq!(found, [(2, Some(3)), (3, None), (4, Some(2))]);
}

#[test]
fn formats_are_told_by_content() {
    let format = |text: &str, whole: bool, extension: Option<&str>| {
        Sample::new(
            text.as_bytes().to_vec(),
            whole,
            extension.map(str::to_owned),
        )
        .format()
    };
    for (text, expected) in [
        ("\u{feff} [1]", Format::Json),
        ("{\n  \"id\": 1\n}\n", Format::Json),
        ("{\"id\": 1}\n", Format::Json),
        ("{\"id\": 1}\n\n{\"id\": 2}\n", Format::Lines),
        ("{\"id\": 1}\n{\"id\": ", Format::Lines),
        ("{\"id\": 1", Format::Json),
        ("诉求类型,事项名称\n", Format::Table),
    ] {
        assert_eq!(format(text, true, None), expected, "{text}");
    }
    assert_eq!(format("{\"id\": 1}\n", false, None), Format::Lines);
    assert_eq!(format("{\"id\": 1", false, None), Format::Lines);
    assert_eq!(format("x", true, Some("json")), Format::Json);
    assert_eq!(format("x", true, Some("ndjson")), Format::Lines);
}

#[test]
fn other_encodings_are_named() {
    let sample = |bytes: &[u8]| Sample::new(bytes.to_vec(), true, None).wrong_encoding();
    let (gb18030, _, _) =
        encoding_rs::GB18030.encode("[{\"title\": \"关于开展村级台账普查的通知\"}]");
    let (en, _) = sample(&gb18030).unwrap();
    assert!(en.contains("it seems to be GB18030"), "{en}");
    assert_eq!(sample("[{\"title\": \"通知\"}]".as_bytes()), None);
    assert!(sample(b"\xff\xfe[\0").unwrap().0.contains("UTF-16"));
    // One broken character is told where it stands.
    assert_eq!(sample(b"[{\"title\": \"\xff\"}, {}]"), None);
}
