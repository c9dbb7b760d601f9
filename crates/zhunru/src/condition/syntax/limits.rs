//! Bounds on the size of a condition, and the one pass that keeps them.

use std::ops::Range;

use logos::Logos;

use super::brackets::{Brackets, Fault};
use super::token::{Lexeme, Token};
use super::unsupported::{character, lexical};
use super::{MAX_ERRORS, SyntaxError};

/// Longest condition in bytes of UTF-8 (条件最大长度).
pub const MAX_BYTES: usize = 8 * 1024;

/// Most tokens in a condition (最多词数).
pub const MAX_TOKENS: usize = 2_000;

/// Most brackets inside one another in a condition (最大嵌套层数).
pub const MAX_DEPTH: usize = 64;

/// Most elements in one list of a condition (列表最多元素数).
pub const MAX_LIST: usize = 512;

/// Splits `source` into tokens after a first pass that keeps the bounds and builds nothing.
pub(super) fn scan(source: &str) -> Result<Vec<Lexeme>, Vec<SyntaxError>> {
    let count = check(source)?;
    let mut lexemes = Vec::with_capacity(count);
    for (token, span) in Token::lexer(source).spanned() {
        // INVARIANT: the check let only whole tokens through.
        if let Ok(token) = token {
            lexemes.push(Lexeme { token, span });
        }
    }
    Ok(lexemes)
}

/// Counts the tokens and finds what no condition can hold.
fn check(source: &str) -> Result<usize, Vec<SyntaxError>> {
    if source.len() > MAX_BYTES {
        let length = source.len();
        return too_large(
            source.floor_char_boundary(MAX_BYTES)..length,
            format!("condition is {length} bytes long, at most {MAX_BYTES} are read"),
        );
    }
    let mut errors = Vec::new();
    let mut brackets = Brackets::new();
    let mut mismatch = None;
    let mut count = 0;
    for (token, span) in Token::lexer(source).spanned() {
        count += 1;
        if count > MAX_TOKENS {
            return too_large(span, format!("condition has more than {MAX_TOKENS} tokens"));
        }
        let fault = match token {
            Ok(token) => lexical(token, source, &span),
            Err(()) => Some(character(source, span.clone())),
        };
        if let Some(error) = fault {
            if errors.len() < MAX_ERRORS {
                errors.push(error);
            }
            if token.is_ok_and(Token::hides_what_follows) {
                break;
            }
        }
        let Ok(token) = token else { continue };
        if mismatch.is_none() {
            match brackets.take(token, &span) {
                Ok(()) => {}
                Err(Fault::Mismatch(error)) => mismatch = Some(error),
                Err(Fault::TooLarge(error)) => return Err(vec![error]),
            }
        }
    }
    if !errors.is_empty() {
        // A wrong character is often a bracket in another script, so that the brackets around it
        // only seem not to match.
        return Err(errors);
    }
    if let Some(error) = mismatch.or_else(|| brackets.unclosed(source)) {
        return Err(vec![error]);
    }
    Ok(count)
}

fn too_large<T>(span: Range<usize>, message: String) -> Result<T, Vec<SyntaxError>> {
    Err(vec![SyntaxError::new(span, message).help(
        "split it into named definitions, or put long enumerations into a list",
    )])
}
