//! Text literals: what stands between the quotes.

use std::str::CharIndices;

use smol_str::{SmolStr, SmolStrBuilder};

use super::SyntaxError;
use crate::diagnostic::quoted;

/// The text that a literal stands for, quotes removed and escapes resolved. `start` is the place
/// of `literal` in the condition.
pub(super) fn unescape(literal: &str, start: usize) -> Result<SmolStr, SyntaxError> {
    let inner = literal
        .get(1..literal.len().saturating_sub(1))
        .unwrap_or_default();
    let start = start + 1;
    let mut text = SmolStrBuilder::new();
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => text.push(escape(&mut letters, at, start, inner)?),
            '\t' => text.push(letter),
            _ if letter.is_control() => {
                let place = start + at..start + at + letter.len_utf8();
                let help = format!("write `\\u{:04x}` if it is meant", u32::from(letter));
                return Err(SyntaxError::new(place, "control character in a text").help(help));
            }
            _ => text.push(letter),
        }
    }
    Ok(text.finish())
}

/// Resolves the escape whose backslash at `at` was just read.
fn escape(
    letters: &mut CharIndices<'_>,
    at: usize,
    start: usize,
    inner: &str,
) -> Result<char, SyntaxError> {
    let (_, letter) = letters.next().unwrap_or((at, '\\'));
    match letter {
        '\\' | '\'' | '"' => Ok(letter),
        'n' => Ok('\n'),
        't' => Ok('\t'),
        'u' => unicode(letters, at, start, inner),
        _ => {
            let place = start + at..start + at + 1 + letter.len_utf8();
            let written = format!("\\{letter}");
            Err(
                SyntaxError::new(place, format!("unknown escape {}", quoted(&written))).help(
                    "known are `\\\\`, `\\'`, `\\\"`, `\\n`, `\\t` and `\\u` with four hexadecimal \
                 digits; a backslash itself is written `\\\\`",
                ),
            )
        }
    }
}

fn unicode(
    letters: &mut CharIndices<'_>,
    at: usize,
    start: usize,
    inner: &str,
) -> Result<char, SyntaxError> {
    let mut value = 0;
    for read in 0..4 {
        let mut ahead = letters.clone();
        let Some(digit) = ahead.next().and_then(|(_, letter)| letter.to_digit(16)) else {
            let place = start + at..start + at + 2 + read;
            return Err(
                SyntaxError::new(place, "`\\u` needs four hexadecimal digits")
                    .help("write for example `\\u4e00`"),
            );
        };
        *letters = ahead;
        value = value * 16 + digit;
    }
    char::from_u32(value).ok_or_else(|| {
        let place = start + at..start + at + 6;
        let written = inner.get(at..at + 6).unwrap_or_default();
        SyntaxError::new(place, format!("{} is half a character", quoted(written)))
            .help("write the character itself")
    })
}

/// Writes a text as a literal: single quotes, with escapes only where they are needed.
pub(super) fn write_literal(
    formatter: &mut std::fmt::Formatter<'_>,
    text: &str,
) -> std::fmt::Result {
    use std::fmt::Write;
    formatter.write_char('\'')?;
    for letter in text.chars() {
        match letter {
            '\\' | '\'' => write!(formatter, "\\{letter}")?,
            '\n' => formatter.write_str("\\n")?,
            '\t' => formatter.write_str("\\t")?,
            // Control characters end at U+009F, so four digits are enough.
            _ if letter.is_control() => write!(formatter, "\\u{:04x}", u32::from(letter))?,
            _ => formatter.write_char(letter)?,
        }
    }
    formatter.write_char('\'')
}
