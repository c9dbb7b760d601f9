//! What is said of text that is no condition.

use super::super::*;

/// The errors as `written|message|help`, where `written` is what the span covers.
fn errors(source: &str) -> Vec<String> {
    let errors = parse(source).expect_err(source);
    assert!(!errors.is_empty(), "{source}");
    errors
        .iter()
        .map(|error| {
            let written = source
                .get(error.span.clone())
                .expect("a span inside the source");
            format!(
                "{written}|{}|{}",
                error.message,
                error.help.as_deref().unwrap_or_default()
            )
        })
        .collect()
}

fn assert_error(source: &str, written: &str, message: &str, help: &str) {
    assert_eq!(
        errors(source),
        [format!("{written}|{message}|{help}")],
        "{source}"
    );
}

#[test]
fn the_rest_of_cel_is_named_with_what_to_write_instead() {
    let compare = "compare a fact with a constant, as in `document.characters <= 5000`";
    let quantify = "ask `list.exists(x, …)`, `list.all(x, …)` or `count(list, x, …)`";
    for (source, written, message, help) in [
        (
            "a ? b && c : d",
            "?",
            "the conditional `? :` is not supported",
            "write `(condition && a) || (!condition && b)`",
        ),
        (
            "a + 1 == 2",
            "+",
            "arithmetic with `+` is not supported",
            compare,
        ),
        (
            "a == b - 1",
            "-",
            "arithmetic with `-` is not supported",
            compare,
        ),
        (
            "a * 2 > b",
            "*",
            "arithmetic with `*` is not supported",
            compare,
        ),
        (
            "a / 2 > b",
            "/",
            "arithmetic with `/` is not supported",
            compare,
        ),
        (
            "a % 2 == 0",
            "%",
            "arithmetic with `%` is not supported",
            compare,
        ),
        (
            "a[0] == 1",
            "[",
            "picking an entry with `[…]` is not supported",
            quantify,
        ),
        (
            "has(a.b)",
            "has",
            "function `has` is not supported",
            "simply use the fact: a fact that is not known is dealt with by the engine",
        ),
        (
            "a in {'b': 1}",
            "{",
            "maps with `{…}` are not supported",
            "write a list, as in `['a', 'b']`",
        ),
        (
            "a.B{c: 1}",
            "{",
            "messages and maps with `{…}` are not supported",
            "compare the facts one by one",
        ),
        (
            "a == b'x'",
            "b'x'",
            "bytes are not supported",
            "write the text `'x'`",
        ),
        (
            r"a == r'x\d'",
            r"r'x\d'",
            "raw texts are not supported",
            r"write `'x\d'`, with `\\` for each backslash",
        ),
        (
            "a == '''x'''",
            "'''",
            "texts over several lines are not supported",
            r"put the text between single quotes, with `\n` for a line break",
        ),
        (
            "a == null",
            "null",
            "`null` is not supported",
            "a fact that is not known is dealt with by the engine; that there is none is written \
             `'none'`",
        ),
        (
            "a == 0x1F",
            "0x1F",
            "hexadecimal number `0x1F` is not supported",
            "write `31`",
        ),
        (
            "a == 5u",
            "5u",
            "unsigned number `5u` is not supported",
            "write `5`",
        ),
        (
            "a == 1e5",
            "1e5",
            "number `1e5` with an exponent is not supported",
            "write all its digits",
        ),
        (
            "a == .5",
            ".5",
            "number `.5` starts with its point",
            "write `0.5`",
        ),
        (
            "`a-b` == 1",
            "`a-b`",
            "names in backticks are not supported",
            "write the name plainly, or a text between single quotes",
        ),
        (
            "a.map(x, x)",
            "map",
            "method `map` is not supported",
            "ask `list.exists(x, …)`, `list.all(x, …)` or `count(list, x, …)` instead",
        ),
        (
            "a.size() > 1",
            "size",
            "method `size` is not supported",
            "write `count(list, x, true)`",
        ),
        (
            "a.exits(x, x)",
            "exits",
            "method `exits` is not supported",
            "did you mean `exists`?",
        ),
        (
            "exists(a, x, x)",
            "exists",
            "function `exists` is not supported",
            "write it behind the list: `list.exists(x, …)` or `list.all(x, …)`",
        ),
        (
            "f(a).b == 1",
            ".",
            "only a name can stand before `.`",
            "methods and fields of other expressions are not supported",
        ),
        (
            "!!a",
            "!!",
            "doubled `!`",
            "two of them say nothing: write none, or one",
        ),
        (
            "-a == 1",
            "-",
            "`-` can only stand before a number",
            "compare a fact with a constant, as in `x < -1`",
        ),
    ] {
        assert_error(source, written, message, help);
    }
}

#[test]
fn slips_are_named_with_what_was_meant() {
    let chained = "join two comparisons with `&&`, as in `1 <= x && x <= 9`, or use parentheses";
    let missing = "join with `&&` or `||`, or compare with `==`";
    let reserved = "it cannot be a name; a text stands between single quotes";
    for (source, written, message, help) in [
        ("a = 1", "=", "single `=`", "write `==` to compare"),
        (
            "a => 1",
            "=",
            "`=` before `<` or `>`",
            "write `>=` or `<=` to compare",
        ),
        ("a & b", "&", "single `&`", "write `&&` for and"),
        ("a | b", "|", "single `|`", "write `||` for or"),
        ("a <> b", "<>", "unknown operator `<>`", "write `!=`"),
        (
            "1 <= a <= 3",
            "<=",
            "comparisons cannot be chained",
            chained,
        ),
        (
            "a == b in c",
            "in",
            "comparisons cannot be chained",
            chained,
        ),
        (
            "a and b",
            "and",
            "unexpected word `and`",
            "write `&&` for and",
        ),
        ("a OR b", "OR", "unexpected word `OR`", "write `||` for or"),
        (
            "a not in b",
            "not",
            "unexpected word `not`",
            "write `!` for not; `x not in list` is `!(x in list)`",
        ),
        ("a 'x'", "'x'", "operator is missing before `'x'`", missing),
        ("a b", "b", "operator is missing before `b`", missing),
        (
            "a >= 2024-01-15",
            "2024-01-15",
            "a date is not written plainly",
            "write `date('2024-01-15')`",
        ),
        ("a == 'x", "'x", "text is never closed", "add `'`"),
        ("a == \"x'", "\"x'", "text is never closed", "add `\"`"),
        ("(a", "(", "`(` is never closed", "add `)`"),
        ("a)", ")", "`)` closes nothing", ""),
        ("f(a]", "]", "`(` cannot be closed by `]`", "write `)`"),
        (
            "a # b",
            "#",
            "unexpected character `#`",
            "a comment starts with `//`",
        ),
        ("if == 1", "if", "`if` is a reserved word", reserved),
        (
            "a.package",
            "package",
            "`package` is a reserved word",
            reserved,
        ),
        ("a.in == 1", "in", "`in` is a reserved word", reserved),
        (
            "a.exists(for, true)",
            "for",
            "`for` is a reserved word",
            reserved,
        ),
        (
            "a.",
            "",
            "name expected behind `.`, found the end",
            "write the whole path of the fact, as in `issuer.level`",
        ),
        (
            "a, b",
            ",",
            "unexpected `,`",
            "join conditions with `&&` or `||`; a list stands between `[` and `]`",
        ),
        (
            "a in ('x', 'y')",
            ",",
            "unexpected `,` between parentheses",
            "a list stands between `[` and `]`",
        ),
        ("a : b", ":", "unexpected `:`", ""),
        (
            "a.0b == 1",
            ".0b",
            "neither a name nor a number goes on with `.0b`",
            "a name starts with a letter, and a number has one point",
        ),
        (
            "5a == 1",
            "5a",
            "number `5a` has letters in it",
            "a name starts with a letter, and a text stands between single quotes",
        ),
        (
            "a == 9223372036854775808",
            "9223372036854775808",
            "number is too large",
            "numbers go from -9223372036854775808 to 9223372036854775807",
        ),
        (
            "a == 0.12345678901234567890123456789",
            "0.12345678901234567890123456789",
            "number has too many digits",
            "28 digits are the most",
        ),
    ] {
        assert_error(source, written, message, help);
    }
}

#[test]
fn an_operand_that_is_not_there() {
    let kinds = "an operand is a fact, a constant, a list or a function call";
    let early = "add an operand, such as a fact or a constant";
    assert_error(
        "",
        "",
        "condition is empty",
        "write `true` for a condition that always holds",
    );
    assert_error(
        " \n// x",
        "",
        "condition is empty",
        "write `true` for a condition that always holds",
    );
    assert_error("a &&", "", "condition ends too early", early);
    assert_error("a ==", "", "condition ends too early", early);
    assert_error("!", "", "condition ends too early", early);
    assert_error("a == == b", "==", "operand expected, found `==`", kinds);
    assert_error("()", ")", "operand expected, found `)`", kinds);
    assert_error("f(a,)", ")", "operand expected, found `)`", kinds);
    assert_error("[,]", ",", "operand expected, found `,`", kinds);
    assert_error(
        "a && .b",
        ".",
        "a name cannot start with `.`",
        "write the whole path of the fact, as in `issuer.level`",
    );
}

#[test]
fn macros_take_a_name_and_a_condition() {
    let help = "write `exists(x, …)`, with a name for one entry";
    let two = "`exists` takes a name and a condition";
    let name = "a plain name for one entry is needed here";
    assert_error("a.exists(x)", "exists(x)", two, help);
    assert_error("a.exists()", "exists()", two, help);
    assert_error("a.exists(x, y, z)", "exists(x, y, z)", two, help);
    assert_error("a.exists('x', y)", "'x'", name, help);
    assert_error("a.exists(x.y, y)", "x.y", name, help);
}

#[test]
fn escapes_that_are_not_known() {
    let help = "known are `\\\\`, `\\'`, `\\\"`, `\\n`, `\\t` and `\\u` with four hexadecimal \
                digits; a backslash itself is written `\\\\`";
    assert_error(r"a == '一\x41'", r"\x", r"unknown escape `\x`", help);
    assert_error(r"'\村'", r"\村", r"unknown escape `\村`", help);
    let four = "`\\u` needs four hexadecimal digits";
    assert_error(r"'\u4e'", r"\u4e", four, r"write for example `\u4e00`");
    assert_error(r"'\u村'", r"\u", four, r"write for example `\u4e00`");
    let half = "write the character itself";
    assert_error(
        r"'\ud83d\ude00'",
        r"\ud83d",
        r"`\ud83d` is half a character",
        half,
    );
    assert_error(
        "'a\u{7}'",
        "\u{7}",
        "control character in a text",
        r"write `\u0007` if it is meant",
    );
    assert_eq!(errors("'a\nb'").len(), 1);
}

#[test]
fn a_chinese_keyboard() {
    for (source, written, message, help) in [
        ("a ＝＝ 1", "＝＝", "full-width `＝＝`", "write `==`"),
        ("a == ‘x", "‘", "full-width `‘`", "write `'`"),
        (
            "a　== 1",
            "　",
            "full-width `　`",
            "write an ordinary space",
        ),
        (
            "村庄 == 1",
            "村庄",
            "`村庄` is not a name of a fact",
            "a text stands between single quotes: `'村庄'`",
        ),
    ] {
        assert_error(source, written, message, help);
    }
    // The bracket that only seems to close nothing is not reported.
    assert_eq!(
        errors("listed（'assist')"),
        ["（|full-width `（`|write `(`"]
    );
    assert_eq!(errors("a ＝ 1 ＆＆ b").len(), 2);
}

#[test]
fn one_error_does_not_hide_the_others() {
    let found = errors("a + 1 == 2 && (b ? c : d) && e.map(x, y) || [f[0], null, g] == h <= 3");
    let written: Vec<&str> = found
        .iter()
        .filter_map(|error| error.split('|').next())
        .collect();
    assert_eq!(written, ["+", "?", "map", "[", "null"]);
    assert_eq!(errors("a = 1 && b = 2").len(), 2);
    assert_eq!(errors("f(null, -a, !!b) && c.exists(x, null)").len(), 4);
    assert_eq!(errors(&vec!["null"; 500].join("||")).len(), 16);
    assert_eq!(errors(&"= ".repeat(999)).len(), 16);
}
