use unicode_width::UnicodeWidthStr;

use super::*;

fn unknown(source: &SourceText, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::ConditionUnknownFact, "unknown fact").at(source, span)
}

/// The part of the shown line above the carets.
fn above_caret(excerpt: &Excerpt) -> String {
    let caret = excerpt.caret();
    let start = caret.len() - caret.trim_start().len();
    let mut column = 0;
    let mut above = String::new();
    for letter in excerpt.text().chars() {
        if (start..caret.len()).contains(&column) {
            above.push(letter);
        }
        column += letter.to_string().width();
    }
    above
}

#[test]
fn columns_count_characters_and_lines_end_either_way() {
    let source = SourceText::new("a", "甲乙\r\nab\n\n丙");
    for (offset, expected) in [
        (0, "1:1"),
        (3, "1:2"),
        (4, "1:2"),
        (8, "2:1"),
        (10, "2:3"),
        (11, "3:1"),
        (12, "4:1"),
    ] {
        assert_eq!(
            source.line_column(offset).to_string(),
            expected,
            "offset {offset}"
        );
    }
    assert_eq!(source.line_column(15).to_string(), "4:2");
    assert_eq!(source.line_column(usize::MAX).to_string(), "4:2");
    assert_eq!(SourceText::new("a", "").line_column(0).to_string(), "1:1");
    assert_eq!(
        SourceText::new("a", "\u{feff}x").line_column(3).to_string(),
        "1:1"
    );
}

#[test]
fn caret_stands_under_the_place_behind_chinese_text_and_tabs() {
    let text = "\t标题 = '村级组织'\twhen = 'x'";
    let source = SourceText::new("rules.toml", text);
    let start = text.find("when").unwrap();
    let diagnostic = unknown(&source, start..start + 4);
    assert_eq!(
        diagnostic.to_string(),
        "error[condition-unknown-fact]: unknown fact
 --> rules.toml:1:14
  |
1 |     标题 = '村级组织'    when = 'x'
  |                          ^^^^
"
    );
    let start = text.find("组织").unwrap();
    let diagnostic = unknown(&source, start..start + 6);
    assert_eq!(above_caret(&diagnostic.place.unwrap().excerpt), "组织");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!(
        "{}LEFT here RIGHT{}",
        "长".repeat(50_000),
        "x".repeat(50_000)
    );
    let source = SourceText::new("a", text.clone());
    let start = text.find("here").unwrap();
    let excerpt = unknown(&source, start..start + 4).place.unwrap().excerpt;
    assert_eq!(above_caret(&excerpt), "here");
    assert!(excerpt.text().width() <= 106, "{}", excerpt.text());
    assert!(excerpt.text().starts_with("...长") && excerpt.text().ends_with("x..."));
    assert!(excerpt.text().contains("LEFT here RIGHT"));

    // The whole line as the place, or a place at its end, keeps the output small as well.
    for span in [0..text.len(), text.len()..text.len()] {
        assert!(unknown(&source, span).to_string().chars().count() < 400);
    }
    let zero_width = SourceText::new("a", "\u{301}".repeat(10_000));
    assert!(unknown(&zero_width, 5000..5002).to_string().chars().count() < 1000);
}

#[test]
fn a_line_of_just_the_greatest_width_is_whole() {
    let text = "x".repeat(100);
    let source = SourceText::new("a", text.clone());
    for start in [0, 50, 99, 100] {
        let excerpt = unknown(&source, start..start + 1).place.unwrap().excerpt;
        assert_eq!(excerpt.text(), text);
        assert_eq!(excerpt.caret().len(), start + 1);
    }
}

#[test]
fn a_place_over_several_lines_is_marked_on_its_first() {
    let source = SourceText::new("a", "one\r\ntwo\nthree");
    let diagnostic = unknown(&source, 2..12);
    assert_eq!(diagnostic.line(), Some(1));
    let excerpt = diagnostic.place.unwrap().excerpt;
    assert_eq!((excerpt.text(), excerpt.caret().as_str()), ("one", "  ^"));
}

#[test]
fn wrong_spans_do_not_panic() {
    let source = SourceText::new("a", "村\n村");
    for start in 0..12 {
        for end in 0..12 {
            let shown = unknown(&source, start..end).to_string();
            assert!(shown.contains('^'), "{start}..{end}");
        }
    }
}

#[test]
fn nothing_harmful_reaches_the_terminal() {
    let source = SourceText::new("a\u{1b}[2J", "x = '\u{1b}[31m\u{202e}'");
    let shown = unknown(&source, 0..1).help("write \u{7}x").to_string();
    assert!(
        shown
            .chars()
            .all(|letter| letter == '\n' || !letter.is_control()),
        "{shown:?}"
    );
    assert!(!shown.contains('\u{202e}'));
    assert_eq!(quoted("a\u{1b}b"), "`a\u{fffd}b`");
}

#[test]
fn all_parts_are_printed() {
    let diagnostic = Diagnostic::warning(Code::ProposalUnknownField, "unknown field `itm`")
        .in_file("proposal.json")
        .at_path("demands[1].itm")
        .message_zh("未知字段 `itm`")
        .suggest("itm", ["type", "item"]);
    assert_eq!(
        diagnostic.to_string(),
        "warning[proposal-unknown-field]: unknown field `itm`
 --> proposal.json
  = at: demands[1].itm
  = 中文: 未知字段 `itm`
  = help: did you mean `item`?
"
    );
}

#[test]
fn diagnostics_come_by_file_and_place() {
    let early = SourceText::new("a.toml", "one two\nthree");
    let late = SourceText::new("b.toml", "one");
    let mut found = Diagnostics::new();
    found.push(unknown(&late, 0..1));
    found.push(unknown(&early, 8..9));
    found.push(unknown(&early, 4..5));
    found.push(Diagnostic::warning(Code::PackMissingFile, "no rules"));
    found.push(Diagnostic::warning(Code::PackUnknownFile, "nothing reads it").in_file("b.toml"));
    let expected = [
        (None, None),
        (Some("a.toml"), Some(5)),
        (Some("a.toml"), Some(1)),
        (Some("b.toml"), None),
        (Some("b.toml"), Some(1)),
    ];
    let places: Vec<_> = found
        .sorted()
        .into_iter()
        .map(|each| (each.file.as_deref(), each.column()))
        .collect();
    assert_eq!(places, expected);
    let printed = found.to_string();
    let owned: Vec<Diagnostic> = found.clone().into_iter().collect();
    let joined: Vec<String> = owned.iter().map(ToString::to_string).collect();
    assert_eq!(printed, joined.join("\n"));
    assert!(found.has_errors());
    assert_eq!(found.clone().into_result(1), Err(found));
    let warnings: Diagnostics = owned
        .into_iter()
        .filter(|each| each.severity == Severity::Warning)
        .collect();
    assert!(!warnings.has_errors() && warnings.len() == 2 && !warnings.is_empty());
    assert_eq!(warnings.into_result(1), Ok(1));
}

#[test]
fn codes_are_distinct_and_read_back() {
    let mut texts: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for code in Code::ALL {
        assert_eq!(code.as_str().parse(), Ok(*code));
    }
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Code::ALL.len());
    assert!(
        texts
            .iter()
            .all(|text| text.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()))
    );
    assert_eq!("no-such".parse::<Code>(), Err(UnknownCode));
}

#[test]
fn nearest_names() {
    let known = [
        "deny",
        "admit",
        "issuer.level",
        "issuer.kind",
        "county-deployment",
        "村务公开",
    ];
    for (name, expected) in [
        ("issuer.levle", Some("issuer.level")),
        ("Issuer.Level", Some("issuer.level")),
        ("county_deployment", Some("county-deployment")),
        ("level", Some("issuer.level")),
        ("dney", Some("deny")),
        ("村务公开栏", Some("村务公开")),
        ("village.kind", None),
        ("x", None),
        ("", None),
    ] {
        assert_eq!(nearest(name, known), expected, "{name}");
    }
    assert_eq!(nearest("ax", ["bx", "cx", "ac"]), Some("ac"));
    assert_eq!(nearest("ax", ["cx", "ac", "bx"]), Some("ac"));
    assert_eq!(nearest("kind", ["a.kind", "b.kind"]), None);
    assert_eq!(nearest(&"a".repeat(100_000), ["a"]), None);
    assert_eq!(nearest("a", [&*"a".repeat(100_000)]), None);
}

#[test]
fn serialised_for_programs() {
    let source = SourceText::new("a.toml", "x\ny");
    let json = serde_json::to_value(unknown(&source, 2..3)).unwrap();
    assert_eq!(json["code"], "condition-unknown-fact");
    assert_eq!(json["severity"], "error");
    assert_eq!(json["file"], "a.toml");
    assert_eq!(
        (&json["place"]["line"], &json["place"]["column"]),
        (&2.into(), &1.into())
    );
}
