//! What our conditions mean is what CEL means: the published `cel` crate reads every condition that
//! we accept, and into the same tree.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, also outside the functions marked as tests"
)]

mod sources;
mod tree;

use cel::common::ast::{Expr, IdedExpr};
use proptest::prelude::*;
use zhunru::condition::syntax::{Expression, ExpressionKind, parse};

use sources::{PIECES, conditions};
use tree::{ours, path_of, theirs};

fn read_by_cel(source: &str) -> IdedExpr {
    let read = cel::parser::Parser::new().parse(source);
    // Its errors are not printed whole: that panics on long lines.
    read.unwrap_or_else(|errors| panic!("{source}: {}", errors.errors[0].msg))
}

/// The source as written and its canonical form both mean the same to both parsers.
fn assert_same(source: &str) {
    let expression = parse(source).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
    let tree = ours(&expression);
    assert_eq!(theirs(&read_by_cel(source)), tree, "{source}");
    let printed = expression.to_string();
    assert_eq!(
        theirs(&read_by_cel(&printed)),
        tree,
        "{source} prints as {printed}"
    );
}

/// The other parser takes its time, so that fewer cases than usual are run; `PROPTEST_CASES` sets the
/// usual number. No findings are kept in files: one that teaches something joins the chosen conditions.
fn runs() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases.div_ceil(4),
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn random_conditions_mean_the_same(source in conditions()) {
        assert_same(&source);
    }

    #[test]
    fn what_we_accept_of_random_text_means_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..10),
    ) {
        let source = pieces.concat();
        if parse(&source).is_ok() {
            assert_same(&source);
        }
    }

    #[test]
    fn what_we_accept_of_changed_conditions_means_the_same(
        source in conditions(),
        piece in prop::sample::select(PIECES),
        at in any::<prop::sample::Index>(),
    ) {
        let mut source: String = source.chars().take(200).collect();
        source.insert_str(source.floor_char_boundary(at.index(source.len() + 1)), piece);
        if parse(&source).is_ok() {
            assert_same(&source);
        }
    }
}

#[test]
fn chosen_conditions_mean_the_same() {
    for source in [
        "!a == b",
        "!a in ['x'] || !b.exists(x, x)",
        "a || b && c || d",
        "(a || b) && (c || d && e)",
        "(a == b) == c",
        "a == (b == c)",
        "a == -1 && b >= - 2.50 && !(-1 in [-1, 2,])",
        "count(basis, b, b.rank in ['law', 'regulation']) >= 2",
        "weekday(meeting.date) in ['wednesday'] && starts_on >= date('2024-01-01')",
        "basis.all(b, approved('x') && b.items.exists(i, i == b))",
        "007 == 7 && -0.0 == 0.0 && 1.10 == 1.1",
        "a in['x']//c",
        r#"'\'\"\\\n\t\u6751' == "\'\"\\\n\t\u6751""#,
        "'' == \"\" && '//' != '#'",
        "'\u{85}\u{2028}' == '\\u0085\\u2028'",
    ] {
        if source.contains('\u{85}') {
            // A control character is to be escaped; CEL does not ask for that.
            assert!(parse(source).is_err());
            assert_same(&source.replace('\u{85}', ""));
        } else {
            assert_same(source);
        }
    }
}

/// A chain without parentheses has the very same tree in both.
#[test]
fn chains_have_the_same_shape() {
    fn our_shape(expression: &Expression) -> String {
        match &expression.kind {
            ExpressionKind::Binary { left, right, .. } => {
                format!("({} {})", our_shape(left), our_shape(right))
            }
            _ => expression.to_string(),
        }
    }
    fn their_shape(expression: &IdedExpr) -> String {
        match &expression.expr {
            Expr::Call(call) => {
                format!(
                    "({} {})",
                    their_shape(&call.args[0]),
                    their_shape(&call.args[1])
                )
            }
            _ => path_of(expression),
        }
    }
    for length in 2..40 {
        let names: Vec<String> = (0..length).map(|index| format!("a{index}")).collect();
        for operator in ["&&", "||"] {
            let source = names.join(operator);
            let expression = parse(&source).expect("a chain of names");
            assert_eq!(
                our_shape(&expression),
                their_shape(&read_by_cel(&source)),
                "{source}"
            );
        }
    }
}

/// The largest conditions that we read are not too large for other CEL parsers.
#[test]
fn conditions_at_our_bounds_are_read_by_cel() {
    use zhunru::condition::syntax::{MAX_DEPTH, MAX_LIST, MAX_TOKENS};
    let depth = MAX_DEPTH;
    for source in [
        format!("{}a{}", "(".repeat(depth), ")".repeat(depth)),
        format!("{}a{}", "!(".repeat(depth), ")".repeat(depth)),
        format!("{}a{}", "x.all(x, ".repeat(depth), ")".repeat(depth)),
        format!("a in [{}]", vec!["'b'"; MAX_LIST].join(", ")),
        vec!["a"; MAX_TOKENS / 2].join(" || "),
    ] {
        // Deep trees need more room than the thread of a test has when nothing is optimised.
        let large = std::thread::Builder::new().stack_size(256 << 20);
        let run = large.spawn(move || assert_same(&source)).expect("a thread");
        run.join().expect("the same tree");
    }
}

/// What we refuse as no CEL, CEL refuses too: our reserved words are its own.
#[test]
fn reserved_words_are_those_of_cel() {
    for word in [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "namespace",
        "package",
        "return",
        "var",
        "void",
        "while",
        "in",
    ] {
        assert!(parse(word).is_err(), "{word}");
        assert!(cel::parser::Parser::new().parse(word).is_err(), "{word}");
    }
}
