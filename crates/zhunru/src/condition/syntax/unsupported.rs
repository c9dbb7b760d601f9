//! What to say of text that is no condition, and of the parts of CEL that are left out.

use std::ops::Range;

use super::SyntaxError;
use super::token::Token;
use crate::diagnostic::quoted;

/// The error for a token that is never part of a condition.
pub(super) fn lexical(token: Token, source: &str, span: &Range<usize>) -> Option<SyntaxError> {
    let written = source.get(span.clone()).unwrap_or_default();
    let (message, help) = match token {
        Token::OddNumber => return Some(odd_number(written, span.clone())),
        Token::BareFraction => {
            let before = source.get(..span.start).unwrap_or_default();
            if before.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_') {
                (
                    format!(
                        "neither a name nor a number goes on with {}",
                        quoted(written)
                    ),
                    "a name starts with a letter, and a number has one point".to_owned(),
                )
            } else {
                (
                    format!("number {} starts with its point", quoted(written)),
                    format!("write {}", quoted(&format!("0{written}"))),
                )
            }
        }
        Token::OpenText => {
            let quote = written.get(..1).unwrap_or_default();
            (
                "text is never closed".to_owned(),
                format!("add {}", quoted(quote)),
            )
        }
        Token::TripleQuote => (
            "texts over several lines are not supported".to_owned(),
            "put the text between single quotes, with `\\n` for a line break".to_owned(),
        ),
        Token::PrefixedText => {
            let quote = written.find(['\'', '"']).unwrap_or_default();
            let plain = quoted(written.get(quote..).unwrap_or_default());
            if written
                .get(..quote)
                .unwrap_or_default()
                .contains(['b', 'B'])
            {
                (
                    "bytes are not supported".to_owned(),
                    format!("write the text {plain}"),
                )
            } else {
                let help = format!("write {plain}, with `\\\\` for each backslash");
                ("raw texts are not supported".to_owned(), help)
            }
        }
        Token::SingleEqual
            if source
                .get(span.end..)
                .is_some_and(|rest| rest.starts_with(['<', '>'])) =>
        {
            let help = "write `>=` or `<=` to compare".to_owned();
            ("`=` before `<` or `>`".to_owned(), help)
        }
        Token::SingleEqual => ("single `=`".to_owned(), "write `==` to compare".to_owned()),
        Token::SingleAnd => ("single `&`".to_owned(), "write `&&` for and".to_owned()),
        Token::SingleOr => ("single `|`".to_owned(), "write `||` for or".to_owned()),
        Token::EscapedIdentifier => (
            "names in backticks are not supported".to_owned(),
            "write the name plainly, or a text between single quotes".to_owned(),
        ),
        Token::NotAscii => return Some(not_ascii(written, span.clone())),
        _ => return None,
    };
    Some(SyntaxError::new(span.clone(), message).help(help))
}

/// The error for a character that no token has.
pub(super) fn character(source: &str, span: Range<usize>) -> SyntaxError {
    let written = source.get(span.clone()).unwrap_or_default();
    let message = format!("unexpected character {}", quoted(written));
    let error = SyntaxError::new(span, message);
    match written {
        "#" => error.help("a comment starts with `//`"),
        ";" => error.help("join conditions with `&&` or `||`"),
        _ => error,
    }
}

fn odd_number(written: &str, span: Range<usize>) -> SyntaxError {
    let number = quoted(written);
    let lower = written.to_ascii_lowercase();
    let digits_end = lower.find(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    let (digits, letters) = lower
        .split_at_checked(digits_end.unwrap_or(0))
        .unwrap_or_default();
    if let Some(hexadecimal) = lower.strip_prefix("0x") {
        let error = SyntaxError::new(
            span,
            format!("hexadecimal number {number} is not supported"),
        );
        return match i64::from_str_radix(hexadecimal.trim_end_matches('u'), 16) {
            Ok(value) => error.help(format!("write `{value}`")),
            Err(_) => error.help("write it in decimal digits"),
        };
    }
    if letters == "u" {
        return SyntaxError::new(span, format!("unsigned number {number} is not supported"))
            .help(format!("write {}", quoted(digits)));
    }
    let exponent = letters.strip_prefix('e');
    if exponent.is_some_and(|rest| rest.bytes().all(|digit| digit.is_ascii_digit())) {
        return SyntaxError::new(
            span,
            format!("number {number} with an exponent is not supported"),
        )
        .help("write all its digits");
    }
    SyntaxError::new(span, format!("number {number} has letters in it"))
        .help("a name starts with a letter, and a text stands between single quotes")
}

/// Text outside ASCII where none may stand: mostly punctuation typed with a Chinese keyboard, or
/// a text without quotes.
fn not_ascii(written: &str, span: Range<usize>) -> SyntaxError {
    let first = written.chars().next().unwrap_or_default();
    if half_width(first).is_none() {
        // Report up to the punctuation; that it is full-width too is found in the next reading.
        let end = written
            .find(|letter| half_width(letter).is_some())
            .unwrap_or(written.len());
        let word = written.get(..end).unwrap_or_default();
        let message = format!("{} is not a name of a fact", quoted(word));
        return SyntaxError::new(span.start..span.start + end, message).help(format!(
            "a text stands between single quotes: {}",
            quoted(&format!("'{word}'"))
        ));
    }
    let end = written
        .find(|letter| half_width(letter).is_none())
        .unwrap_or(written.len());
    let marks = written.get(..end).unwrap_or_default();
    let plain: String = marks.chars().filter_map(half_width).collect();
    let error = SyntaxError::new(
        span.start..span.start + end,
        format!("full-width {}", quoted(marks)),
    );
    if plain.trim().is_empty() {
        error.help("write an ordinary space")
    } else {
        error.help(format!("write {}", quoted(&plain)))
    }
}

/// The ASCII character that a character of a Chinese keyboard stands for.
fn half_width(letter: char) -> Option<char> {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        '\u{3000}' | '\u{a0}' => Some(' '),
        '“' | '”' | '‘' | '’' => Some('\''),
        '、' => Some(','),
        '。' => Some('.'),
        '【' => Some('['),
        '】' => Some(']'),
        _ => None,
    }
}

/// What to write instead of a method of full CEL; `None` for one that CEL does not have either.
pub(super) fn method_help(name: &str) -> Option<&'static str> {
    Some(match name {
        "exists_one" | "existsOne" => "write `count(list, x, …) == 1`",
        "filter" | "map" => {
            "ask `list.exists(x, …)`, `list.all(x, …)` or `count(list, x, …)` instead"
        }
        "size" => "write `count(list, x, true)`",
        "contains" => {
            "write `list.exists(x, x == …)`; texts are compared whole or by `listed('…')`"
        }
        "startsWith" | "endsWith" | "matches" => {
            "texts are compared whole, or matched by `listed('…')`"
        }
        "getDayOfWeek" => "write `weekday(date.fact) == 'monday'`",
        _ => return None,
    })
}

/// What to write instead of a function of full CEL that is not supported.
pub(super) fn function_help(name: &str) -> Option<&'static str> {
    Some(match name {
        "has" => "simply use the fact: a fact that is not known is dealt with by the engine",
        "size" => "write `count(list, x, true)`",
        "exists" | "all" => "write it behind the list: `list.exists(x, …)` or `list.all(x, …)`",
        "timestamp" => "write `date('2024-01-01')`",
        "duration" => "compare dates, as in `starts_on >= date('2024-01-01')`",
        "int" | "uint" | "double" | "string" | "bool" | "bytes" | "type" | "dyn" => {
            "a fact has one type, and is compared with a constant of that type"
        }
        _ => return None,
    })
}

/// What to write for a word that other languages use as an operator.
pub(super) fn word_help(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "and" => "write `&&` for and",
        "or" => "write `||` for or",
        "not" => "write `!` for not; `x not in list` is `!(x in list)`",
        "is" | "eq" => "write `==` to compare",
        _ => return None,
    })
}
