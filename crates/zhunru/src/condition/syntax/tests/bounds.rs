//! The bounds: what is just small enough is read, what is larger gives one error.

use super::super::*;

fn only_error(source: &str) -> SyntaxError {
    let mut errors = parse(source).expect_err("too large");
    assert_eq!(errors.len(), 1);
    let error = errors.remove(0);
    assert!(source.get(error.span.clone()).is_some());
    assert!(error.message.len() < 200);
    error
}

#[test]
fn length() {
    let fits = format!("'{}'", "a".repeat(MAX_BYTES - 2));
    assert!(parse(&fits).is_ok());
    assert_eq!(
        only_error(&format!("{fits} ")).message,
        "condition is 8193 bytes long, at most 8192 are read"
    );
    let chinese = "村".repeat(100_000);
    assert_eq!(only_error(&chinese).span, 8190..300_000);
    for character in ["(", "!", "a.", "'", "[", "村", "-", "\u{301}"] {
        only_error(&character.repeat(100_000));
    }
}

#[test]
fn tokens() {
    // A thousand names and the connectives between them are one token less than the bound.
    assert!(parse(&vec!["a"; MAX_TOKENS / 2].join("||")).is_ok());
    assert_eq!(
        only_error(&"! ".repeat(MAX_TOKENS + 1)).message,
        "condition has more than 2000 tokens"
    );
    assert_eq!(
        only_error(&vec!["a"; MAX_TOKENS / 2 + 1].join("||")).message,
        "condition has more than 2000 tokens"
    );
}

#[test]
fn depth() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(parse(&nested(MAX_DEPTH)).unwrap().to_string(), "a");
    let error = only_error(&nested(MAX_DEPTH + 1));
    assert_eq!(error.message, "brackets are nested more than 64 deep");
    assert_eq!(error.span, 64..65);
    for (open, close) in [
        ("[", "]"),
        ("f(", ")"),
        ("!(", ")"),
        ("a.all(x, ", ")"),
        ("a == (", ")"),
    ] {
        let nested = |depth: usize| format!("{}a{}", open.repeat(depth), close.repeat(depth));
        let expression = parse(&nested(MAX_DEPTH)).unwrap();
        assert_eq!(parse(&expression.to_string()).unwrap(), expression);
        assert_eq!(only_error(&nested(MAX_DEPTH + 1)).message, error.message);
    }
    only_error(&"(".repeat(1000));
}

#[test]
fn lists() {
    let list = |length: usize| format!("a in [{}]", vec!["1"; length].join(","));
    assert!(parse(&list(MAX_LIST)).is_ok());
    assert!(parse(&list(MAX_LIST).replace(']', ",]")).is_ok());
    for length in [MAX_LIST + 1, MAX_LIST + 2, MAX_LIST + 100] {
        assert_eq!(
            only_error(&list(length)).message,
            "list has more than 512 elements"
        );
    }
    // Only the commas of the list itself count.
    let pairs = vec!["[1,1]"; 300].join(",");
    assert!(parse(&format!("[{pairs}]")).is_ok());
}
