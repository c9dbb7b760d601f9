//! Random texts that are conditions, or nearly.

use proptest::prelude::*;

/// Pieces of text that turn a condition into another one, or into none.
pub(crate) const PIECES: &[&str] = &[
    " ",
    "\n",
    "//",
    "!",
    "-",
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    "'",
    "\"",
    "\\",
    "\\u0041",
    "==",
    "<",
    " in ",
    "&&",
    "||",
    "a",
    "true",
    "0",
    "1.5",
    "e1",
    "x",
    "u",
    ".exists(x, x)",
    "r'",
    "()",
    "a.b",
    "{",
    "?",
    ":",
    "+",
    "null",
    "as",
    "has(",
    "村",
    "\u{b}",
    "\u{c}",
    "\r",
    "=",
];

/// Sources of conditions after our grammar, with spaces, comments, needless parentheses, quotes and
/// escapes as they come.
pub(crate) fn conditions() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "'([ -&(-\\[\\]-~\t村级“”，]|\\\\[\\\\'\"nt]|\\\\u[0-9a-cA-C][0-9a-fA-F]{3}){0,8}'",
        "\"([ !#-\\[\\]-~村级🏠]|\\\\[\\\\'\"nt]|\\\\u[0-7][0-9a-fA-F]{3}){0,8}\"",
    ];
    let leaf = prop_oneof![
        4 => path(),
        1 => "true|false",
        1 => "(- ?)?[0-9]{1,18}",
        1 => Just("-9223372036854775808".to_owned()),
        1 => "-?[0-9]{1,12}\\.[0-9]{1,12}",
        2 => text,
    ];
    leaf.prop_recursive(4, 60, 4, move |inner| {
        let arguments = prop::collection::vec(inner.clone(), 0..4);
        let primary = prop_oneof![
            3 => path(),
            1 => "-?[0-9]{1,3}",
            3 => (inner.clone(), space()).prop_map(|(inner, space)| format!("({space}{inner})")),
            1 => (arguments.clone(), any::<bool>()).prop_map(|(elements, trailing)| {
                let comma = if trailing && !elements.is_empty() { "," } else { "" };
                format!("[{}{comma}]", elements.join(" , "))
            }),
            1 => (name(), space(), arguments).prop_map(|(name, space, arguments)| {
                format!("call_{name}{space}({})", arguments.join(","))
            }),
            1 => (path(), "exists|all", name(), inner, space()).prop_map(
                |(list, name, variable, predicate, space)| {
                    format!("{list}.{name}{space}({variable},{space}{predicate})")
                }
            ),
        ];
        let unary = ("!?", space(), primary)
            .prop_map(|(not, space, primary)| format!("{not}{space}{primary}"));
        let right = ("==|!=|<|<=|>|>=| in ", space(), unary.clone())
            .prop_map(|(operator, space, right)| format!("{operator}{space}{right}"));
        let relation = (unary, prop::option::of(right))
            .prop_map(|(left, right)| format!("{left}{}", right.unwrap_or_default()));
        let and = prop::collection::vec(relation, 1..4).prop_map(|chain| chain.join("&&"));
        prop::collection::vec(and, 1..4).prop_map(|chain| chain.join(" || "))
    })
    .prop_filter("within our bounds", |source| source.len() < 4000)
}

fn space() -> &'static str {
    " | |\n|\t|  | // note\n"
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_][a-z0-9_]{0,4}".prop_filter("reserved", |name| !is_word(name))
}

fn path() -> impl Strategy<Value = String> {
    (prop::collection::vec(name(), 1..4), "\\.| \\. ?").prop_map(|(names, dot)| names.join(&dot))
}

/// Words that no name can be.
fn is_word(name: &str) -> bool {
    [
        "true", "false", "null", "in", "as", "for", "if", "let", "var", "else", "loop", "void",
    ]
    .contains(&name)
        || ["break", "const", "while"].contains(&name)
}
