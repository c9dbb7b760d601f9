//! What is accepted: precedence, places and the canonical form.

mod bounds;
mod messages;
mod properties;

use super::*;

/// The tree with every operator in brackets of its own.
fn shape(expression: &Expression) -> String {
    let all = |expressions: &[Expression]| -> String {
        expressions.iter().map(shape).collect::<Vec<_>>().join(" ")
    };
    match &expression.kind {
        ExpressionKind::Literal(literal) => literal.to_string(),
        ExpressionKind::List(elements) => format!("[{}]", all(elements)),
        ExpressionKind::Path(path) => path.to_string(),
        ExpressionKind::Not(operand) => format!("(! {})", shape(operand)),
        ExpressionKind::Binary {
            connective,
            left,
            right,
        } => {
            format!("({} {} {})", connective.as_str(), shape(left), shape(right))
        }
        ExpressionKind::Comparison {
            comparison,
            left,
            right,
        } => {
            format!("({} {} {})", comparison.as_str(), shape(left), shape(right))
        }
        ExpressionKind::Call { name, arguments } => format!("({} {})", name.text, all(arguments)),
        ExpressionKind::Macro {
            receiver,
            quantifier,
            variable,
            predicate,
            ..
        } => {
            let name = quantifier.as_str();
            format!("({name} {receiver} {} {})", variable.text, shape(predicate))
        }
    }
}

fn assert_shape(source: &str, expected: &str) {
    let expression = parse(source).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
    assert_eq!(shape(&expression), expected, "{source}");
}

#[test]
fn precedence_is_that_of_cel() {
    for (source, expected) in [
        ("a || b && c", "(|| a (&& b c))"),
        ("a && b || c && d", "(|| (&& a b) (&& c d))"),
        ("(a || b) && c", "(&& (|| a b) c)"),
        ("!a == b", "(== (! a) b)"),
        ("!(a == b)", "(! (== a b))"),
        ("!a.b && c", "(&& (! a.b) c)"),
        ("!a in ['x']", "(in (! a) ['x'])"),
        ("!a.exists(x, x)", "(! (exists a x x))"),
        ("!(!a)", "(! (! a))"),
        ("a == 1 && b != 2", "(&& (== a 1) (!= b 2))"),
        (
            "a < 1 || b <= 2 || c > 3 && d >= 4",
            "(|| (|| (< a 1) (<= b 2)) (&& (> c 3) (>= d 4)))",
        ),
        ("(a == b) == c", "(== (== a b) c)"),
        ("a == (b == c)", "(== a (== b c))"),
        ("a == -1", "(== a -1)"),
        ("a == - 1.50", "(== a -1.5)"),
        (
            "count(list, x, x.y == 1) >= 3",
            "(>= (count list x (== x.y 1)) 3)",
        ),
        (
            "weekday(a.b) in ['monday']",
            "(in (weekday a.b) ['monday'])",
        ),
        ("f() && g(1, 'a', [])", "(&& (f ) (g 1 'a' []))"),
        ("a.b.all(x, x.c || d)", "(all a.b x (|| x.c d))"),
        ("[1, [2, -3],]", "[1 [2 -3]]"),
        ("((((a))))", "a"),
        ("intern", "intern"),
        ("a in['x']", "(in a ['x'])"),
        ("truely.nullable", "truely.nullable"),
        ("a . b\n.c // comment", "a.b.c"),
        ("// only then\na", "a"),
        ("007", "7"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("1.0", "1.0"),
        ("-0.0", "0.0"),
        ("0.1000", "0.1"),
    ] {
        assert_shape(source, expected);
    }
}

#[test]
fn chains_are_balanced_and_grouping_inside_them_is_dropped() {
    assert_shape("a && b && c", "(&& (&& a b) c)");
    assert_shape("a && b && c && d", "(&& (&& a b) (&& c d))");
    assert_shape("a && (b && (c && d))", "(&& (&& a b) (&& c d))");
    assert_shape("a || (b && c) || (d || e)", "(|| (|| a (&& b c)) (|| d e))");
    let long = vec!["a"; 900].join("||");
    let text = parse(&long).unwrap().to_string();
    assert_eq!(text, vec!["a"; 900].join(" || "));
}

#[test]
fn texts_and_their_escapes() {
    for (source, expected) in [
        ("'村级'", "村级"),
        ("\"it's\"", "it's"),
        (r#"'say "hi"'"#, "say \"hi\""),
        (r"'\\ \' \n \t \u4e00'", "\\ ' \n \t 一"),
        (r#"'\"'"#, "\""),
        (r#""\"""#, "\""),
        ("'a\tb'", "a\tb"),
        ("''", ""),
        ("'// no comment'", "// no comment"),
        ("'（，）'", "（，）"),
    ] {
        let expression = parse(source).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
        let ExpressionKind::Literal(Literal::Text(text)) = &expression.kind else {
            panic!("{source}: {expression:?}");
        };
        assert_eq!(text, expected, "{source}");
        assert_eq!(
            parse(&expression.to_string()).unwrap(),
            expression,
            "{source}"
        );
    }
    assert_eq!(
        parse(r"'\u0007\u009f\n'").unwrap().to_string(),
        r"'\u0007\u009f\n'"
    );
}

#[test]
fn places_are_bytes_of_the_source() {
    let source = "f('村', a . b) && (list.all(x, x == -1))";
    let at = |span: &Range<usize>| source.get(span.clone()).expect("a span inside the source");
    let whole = parse(source).unwrap();
    assert_eq!(whole.span, 0..source.len());
    let operands = whole.operands();
    let ExpressionKind::Call { name, arguments } = &operands[0].kind else {
        panic!()
    };
    assert_eq!(at(&operands[0].span), "f('村', a . b)");
    assert_eq!(at(&name.span), "f");
    assert_eq!(at(&arguments[0].span), "'村'");
    let ExpressionKind::Path(path) = &arguments[1].kind else {
        panic!()
    };
    assert_eq!((path.text.as_str(), at(&path.span())), ("a.b", "a . b"));
    assert_eq!(path.names().zip(&path.segments).count(), 2);
    assert_eq!(at(&path.segments[1]), "b");
    assert_eq!(at(&operands[1].span), "(list.all(x, x == -1))");
    let ExpressionKind::Macro {
        variable,
        predicate,
        receiver,
        ..
    } = &operands[1].kind
    else {
        panic!()
    };
    assert_eq!(at(&receiver.span()), "list");
    assert_eq!(at(&variable.span), "x");
    assert_eq!(at(&predicate.span), "x == -1");
    let ExpressionKind::Comparison { right, .. } = &predicate.kind else {
        panic!()
    };
    assert_eq!(at(&right.span), "-1");

    let grouped = parse("(a) || (b || (c))").unwrap();
    assert_eq!(grouped.span, 0..17);
    let negated = parse(" !(a)").unwrap();
    assert_eq!(negated.span, 1..5);
}

#[test]
fn the_canonical_form_has_no_needless_parentheses() {
    for (source, expected) in [
        ("((a)&&((b)||c))", "a && (b || c)"),
        ("(a&&b)||c", "a && b || c"),
        ("!((a))", "!a"),
        ("!( a==1 )", "!(a == 1)"),
        ("(!a)==b", "!a == b"),
        ("!(!a)", "!(!a)"),
        ("(a<b)==(c&&d)", "(a < b) == (c && d)"),
        ("[\"x\" , 'y',]", "['x', 'y']"),
        ("l . exists ( x , (x.y) )", "l.exists(x, x.y)"),
        ("f( 1,2.50 )", "f(1, 2.5)"),
        ("2.0 == a", "2.0 == a"),
    ] {
        let expression = parse(source).unwrap();
        assert_eq!(expression.to_string(), expected);
        assert_eq!(parse(expected).unwrap(), expression);
    }
}

#[test]
fn equality_is_of_meaning_not_of_place() {
    assert_eq!(
        parse("a.b=='c'").unwrap(),
        parse("(a . b) == \"c\"").unwrap()
    );
    assert_ne!(parse("a == 1").unwrap(), parse("a == 1.0").unwrap());
    assert_ne!(parse("a == '1'").unwrap(), parse("a == 1").unwrap());
    assert_ne!(parse("a && b").unwrap(), parse("b && a").unwrap());
}

#[test]
fn an_error_becomes_a_diagnostic_of_its_file() {
    let text = "title = '标题'\nwhen = \"级别 == 1\"\n";
    let offset = text.find("级别").unwrap();
    let source = SourceText::new("rules/a.toml", text);
    let errors = parse("级别 == 1").unwrap_err();
    assert_eq!(
        errors[0].diagnostic(&source, offset).to_string(),
        "error[condition-syntax]: `级别` is not a name of a fact
 --> rules/a.toml:2:9
  |
2 | when = \"级别 == 1\"
  |         ^^^^
  = help: a text stands between single quotes: `'级别'`
"
    );
}
