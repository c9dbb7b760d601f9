//! Brackets that match, nested not too deep, around lists not too long.

use std::ops::Range;

use super::token::Token;
use super::{MAX_DEPTH, MAX_LIST, SyntaxError};

/// The brackets open at a point of the text. Of fixed size, so that checking builds nothing.
pub(super) struct Brackets {
    open: [Open; MAX_DEPTH],
    depth: usize,
}

#[derive(Clone, Copy)]
struct Open {
    token: Token,
    start: usize,
    commas: usize,
}

/// What is wrong with a bracket.
pub(super) enum Fault {
    Mismatch(SyntaxError),
    TooLarge(SyntaxError),
}

impl Brackets {
    pub(super) fn new() -> Self {
        let none = Open {
            token: Token::OpenParenthesis,
            start: 0,
            commas: 0,
        };
        Self {
            open: [none; MAX_DEPTH],
            depth: 0,
        }
    }

    /// Takes note of the next token of the text.
    pub(super) fn take(&mut self, token: Token, span: &Range<usize>) -> Result<(), Fault> {
        if token.is_open() {
            let Some(slot) = self.open.get_mut(self.depth) else {
                let message = format!("brackets are nested more than {MAX_DEPTH} deep");
                let error = SyntaxError::new(span.clone(), message);
                return Err(Fault::TooLarge(
                    error.help("move parts into named definitions"),
                ));
            };
            *slot = Open {
                token,
                start: span.start,
                commas: 0,
            };
            self.depth += 1;
        } else if token.is_close() {
            return self.close(token, span);
        } else if token == Token::Comma
            && let Some(innermost) = self.innermost()
        {
            innermost.commas += 1;
            if innermost.token == Token::OpenBracket && innermost.commas > MAX_LIST {
                return Err(Fault::TooLarge(too_long(innermost.start..span.end)));
            }
        }
        Ok(())
    }

    fn close(&mut self, token: Token, span: &Range<usize>) -> Result<(), Fault> {
        let Some(innermost) = self.innermost() else {
            let message = format!("{} closes nothing", shown(token));
            return Err(Fault::Mismatch(SyntaxError::new(span.clone(), message)));
        };
        let Open { token: opening, .. } = *innermost;
        if opening.closing() != Some(token) {
            let message = format!("{} cannot be closed by {}", shown(opening), shown(token));
            let error = SyntaxError::new(span.clone(), message);
            let help = opening.closing().map_or("", shown);
            return Err(Fault::Mismatch(error.help(format!("write {help}"))));
        }
        self.depth -= 1;
        Ok(())
    }

    /// The error for a bracket still open at the end of the text.
    pub(super) fn unclosed(&mut self, source: &str) -> Option<SyntaxError> {
        let innermost = self.innermost()?;
        let start = innermost.start.min(source.len());
        let message = format!("{} is never closed", shown(innermost.token));
        let help = innermost.token.closing().map_or("", shown);
        Some(SyntaxError::new(start..start + 1, message).help(format!("add {help}")))
    }

    fn innermost(&mut self) -> Option<&mut Open> {
        self.open.get_mut(self.depth.checked_sub(1)?)
    }
}

/// The error for a list with more elements than are read.
pub(super) fn too_long(span: Range<usize>) -> SyntaxError {
    SyntaxError::new(span, format!("list has more than {MAX_LIST} elements"))
        .help("put the elements into a list of the pack and ask `listed('…')`")
}

fn shown(bracket: Token) -> &'static str {
    match bracket {
        Token::OpenParenthesis => "`(`",
        Token::CloseParenthesis => "`)`",
        Token::OpenBracket => "`[`",
        Token::CloseBracket => "`]`",
        Token::OpenBrace => "`{`",
        _ => "`}`",
    }
}
