//! Properties that hold of any text.

use proptest::prelude::*;

use super::super::*;

/// What every reading of any text must keep to.
fn check(source: &str) -> Result<(), TestCaseError> {
    match parse(source) {
        Ok(expression) => {
            prop_assert_eq!(
                source.get(expression.span.clone()).map(str::is_empty),
                Some(false)
            );
            let printed = expression.to_string();
            let again = parse(&printed).map_err(|errors| {
                TestCaseError::fail(format!("{source} prints as {printed}: {errors:?}"))
            })?;
            prop_assert_eq!(&again, &expression, "{} prints as {}", source, &printed);
            prop_assert_eq!(again.to_string(), printed);
        }
        Err(errors) => {
            prop_assert!((1..=16).contains(&errors.len()));
            let mut last = 0;
            for error in errors {
                prop_assert!(source.get(error.span.clone()).is_some(), "{:?}", error);
                prop_assert!(
                    error.span.start >= last,
                    "errors come in the order of the text"
                );
                last = error.span.start;
                let shown = error
                    .diagnostic(&SourceText::new("x", source), 0)
                    .to_string();
                prop_assert!(shown.chars().count() < 1500);
            }
        }
    }
    Ok(())
}

/// Pieces of conditions, of full CEL and of neither.
const PIECES: &[&str] = &[
    "a",
    "b.c",
    "x",
    "true",
    "false",
    "null",
    "in",
    "if",
    "1",
    "-2",
    "1.5",
    ".5",
    "1e5",
    "0x1",
    "2u",
    "'t'",
    "\"u\"",
    "'",
    "\"",
    "'\\u4e00'",
    "'\\q'",
    "r'",
    "b\"",
    "'''",
    "`",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
    "!",
    "-",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    "?",
    ":",
    "+",
    "=",
    "&",
    "|",
    "//",
    "\n",
    " ",
    "\t",
    "has(",
    "f(",
    "a.exists(x, ",
    "a.all(x,",
    ".map(",
    "count(",
    "（",
    "村",
    "\u{301}",
    "\\",
    "#",
    "not",
    "and",
];

/// The source of a condition, with spaces, parentheses and quotes as they come.
fn conditions() -> impl Strategy<Value = String> {
    let operand = prop_oneof![
        Just("true".to_owned()),
        "-?[0-9]{1,18}",
        "-?[0-9]{1,9}\\.[0-9]{1,9}",
        "'[ -&(-\\[\\]-~村组]{0,6}'",
        "[A-Z_]{1,3}( ?\\. ?[x-z_][0-9X-Z_]{0,2}){0,3}",
        Just("'\\u0000\\\\\\n'".to_owned()),
    ];
    operand.prop_recursive(5, 60, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 0..4);
        let chain = prop::collection::vec(inner.clone(), 2..6);
        prop_oneof![
            inner.clone().prop_map(|inner| format!("({inner})")),
            inner.clone().prop_map(|inner| format!("! ({inner})")),
            (chain.clone(), prop::bool::ANY).prop_map(|(chain, and)| format!(
                "({})",
                chain.join(if and { "&&" } else { "||" })
            )),
            (inner.clone(), inner.clone(), "==|!=|<|<=|>|>=| in ")
                .prop_map(|(left, right, operator)| format!("(({left}){operator}({right}))")),
            some.clone()
                .prop_map(|some| format!("[{}]", some.join(" ,"))),
            some.prop_map(|some| format!("f({})", some.join(","))),
            inner.prop_map(|inner| format!("A.B.exists(X, {inner})")),
        ]
    })
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,80}") {
        check(&text)?;
    }

    #[test]
    fn random_pieces_never_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        spaces in any::<bool>(),
    ) {
        check(&pieces.join(if spaces { " " } else { "" }))?;
    }

    #[test]
    fn conditions_are_read_back_from_their_canonical_form(source in conditions()) {
        prop_assert!(parse(&source).is_ok(), "{}: {:?}", source, parse(&source));
        check(&source)?;
    }

    #[test]
    fn a_condition_with_a_piece_put_in_never_panics(
        source in conditions(),
        piece in prop::sample::select(PIECES),
        at in any::<prop::sample::Index>(),
    ) {
        let mut source = source;
        let at = source.floor_char_boundary(at.index(source.len() + 1));
        source.insert_str(at, piece);
        check(&source)?;
    }
}
