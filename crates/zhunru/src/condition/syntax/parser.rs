//! From tokens to the tree, by recursive descent.
//!
//! A method that reads an expression gives `None` when it has reported an error; it then has also
//! skipped to a token at which the caller can go on (see [`Parser::fail`]), so that one wrong
//! operand does not hide what is wrong with the others.

use std::ops::Range;

use super::chain::connect;
use super::token::{Lexeme, Token};
use super::unsupported::word_help;
use super::{Comparison, Connective, Expression, ExpressionKind, MAX_ERRORS, SyntaxError};
use crate::diagnostic::quoted;

pub(super) struct Parser<'a> {
    pub(super) source: &'a str,
    lexemes: &'a [Lexeme],
    next: usize,
    errors: Vec<SyntaxError>,
}

impl<'a> Parser<'a> {
    /// The brackets of `lexemes` match and are nested to a bounded depth: [`scan`](super::limits::scan)
    /// saw to it, and only brackets make the methods here recurse.
    pub(super) fn new(source: &'a str, lexemes: &'a [Lexeme]) -> Self {
        Self {
            source,
            lexemes,
            next: 0,
            errors: Vec::new(),
        }
    }

    /// Reads the whole text as one condition.
    pub(super) fn condition(mut self) -> Result<Expression, Vec<SyntaxError>> {
        if self.lexemes.is_empty() {
            return Err(vec![
                SyntaxError::new(0..0, "condition is empty")
                    .help("write `true` for a condition that always holds"),
            ]);
        }
        let condition = self.expression();
        // Recovery may stop at a token that cannot go on; only a clean reading blames it.
        if self.errors.is_empty() && self.peek().is_some() {
            self.fail_unexpected();
        }
        match condition {
            Some(condition) if self.errors.is_empty() => Ok(condition),
            _ => {
                self.errors.sort_by_key(|error| error.span.start);
                Err(self.errors)
            }
        }
    }

    pub(super) fn expression(&mut self) -> Option<Expression> {
        self.chain(Connective::Or)
    }

    fn chain(&mut self, connective: Connective) -> Option<Expression> {
        let mut operands = Vec::new();
        let mut failed = false;
        let start = self.place().start;
        loop {
            let operand = match connective {
                Connective::Or => self.chain(Connective::And),
                Connective::And => self.comparison(),
            };
            match operand {
                Some(operand) => operands.push(operand),
                None => failed = true,
            }
            let operator = match connective {
                Connective::Or => Token::Or,
                Connective::And => Token::And,
            };
            if !self.eat(operator) {
                break;
            }
        }
        if failed {
            return None;
        }
        if operands.len() == 1 {
            return operands.pop();
        }
        let mut chain = connect(connective, operands)?;
        chain.span = start..self.end_of_last();
        Some(chain)
    }

    fn comparison(&mut self) -> Option<Expression> {
        let left = self.operand()?;
        let Some(comparison) = self.eat_comparison() else {
            return self.complete(left);
        };
        if comparison == Comparison::Less && self.peek() == Some(Token::Greater) {
            let place = self.end_of_last() - 1..self.place().end;
            return self.fail(SyntaxError::new(place, "unknown operator `<>`").help("write `!=`"));
        }
        let right = self.operand()?;
        let chained = self.place();
        if self.eat_comparison().is_some() {
            let error = SyntaxError::new(chained, "comparisons cannot be chained");
            return self.fail(error.help(
                "join two comparisons with `&&`, as in `1 <= x && x <= 9`, or use parentheses",
            ));
        }
        let span = left.span.start..right.span.end;
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = ExpressionKind::Comparison {
            comparison,
            left,
            right,
        };
        self.complete(Expression { kind, span })
    }

    fn eat_comparison(&mut self) -> Option<Comparison> {
        let comparison = match self.peek()? {
            Token::Equal => Comparison::Equal,
            Token::NotEqual => Comparison::NotEqual,
            Token::Less => Comparison::Less,
            Token::LessOrEqual => Comparison::LessOrEqual,
            Token::Greater => Comparison::Greater,
            Token::GreaterOrEqual => Comparison::GreaterOrEqual,
            Token::In => Comparison::In,
            _ => return None,
        };
        self.next += 1;
        Some(comparison)
    }

    /// Gives the expression if something follows that may, else says what is wrong with it.
    fn complete(&mut self, expression: Expression) -> Option<Expression> {
        match self.peek() {
            Some(token) if !token.follows_operand() => self.fail_unexpected(),
            _ => Some(expression),
        }
    }

    /// Reports the next token, which cannot follow what was read.
    fn fail_unexpected(&mut self) -> Option<Expression> {
        let place = self.place();
        let written = self.written(&place);
        let shown = quoted(written);
        let error = |message: &str, help: &str| {
            SyntaxError::new(place.clone(), message.to_owned()).help(help)
        };
        let error = match self.peek() {
            None => error("condition ends too early", "add an operand, such as a fact"),
            Some(Token::Arithmetic | Token::Minus) => match self.bare_date() {
                Some(date) => {
                    let help = format!("write `date('{}')`", self.written(&date));
                    SyntaxError::new(date, "a date is not written plainly").help(help)
                }
                None => error(
                    &format!("arithmetic with {shown} is not supported"),
                    "compare a fact with a constant, as in `document.characters <= 5000`",
                ),
            },
            Some(Token::Question) => error(
                "the conditional `? :` is not supported",
                "write `(condition && a) || (!condition && b)`",
            ),
            Some(Token::OpenBracket) => error(
                "picking an entry with `[…]` is not supported",
                "ask `list.exists(x, …)`, `list.all(x, …)` or `count(list, x, …)`",
            ),
            Some(Token::OpenBrace) => error(
                "messages and maps with `{…}` are not supported",
                "compare the facts one by one",
            ),
            Some(Token::Dot) => error(
                "only a name can stand before `.`",
                "methods and fields of other expressions are not supported",
            ),
            Some(Token::OpenParenthesis) => error(
                "only the name of a function can stand before `(`",
                "join with `&&` or `||`",
            ),
            Some(Token::Identifier) if word_help(written).is_some() => {
                let help = word_help(written).unwrap_or_default();
                error(&format!("unexpected word {shown}"), help)
            }
            Some(token) if token.starts_operand() => error(
                &format!("operator is missing before {shown}"),
                "join with `&&` or `||`, or compare with `==`",
            ),
            Some(Token::Comma) => error(
                "unexpected `,`",
                "join conditions with `&&` or `||`; a list stands between `[` and `]`",
            ),
            Some(_) => SyntaxError::new(place.clone(), format!("unexpected {shown}")),
        };
        let conditional = self.peek() == Some(Token::Question);
        self.errors_push(error);
        self.skip(conditional);
        None
    }

    /// A date without quotes around the next token, which is its first `-`.
    fn bare_date(&self) -> Option<Range<usize>> {
        let from = self.next.checked_sub(1)?;
        let parts = self.lexemes.get(from..from + 5)?;
        let tokens = [
            Token::Integer,
            Token::Minus,
            Token::Integer,
            Token::Minus,
            Token::Integer,
        ];
        let date = parts.first()?.span.start..parts.last()?.span.end;
        let alike = parts.iter().map(|part| part.token).eq(tokens);
        let year = self.written(&parts.first()?.span).len() == 4;
        (alike && year && date.len() <= 10).then_some(date)
    }

    /// Reports an error and skips to where reading can go on: the next connective, comma or closing
    /// bracket that belongs to what is being read.
    pub(super) fn fail<T>(&mut self, error: SyntaxError) -> Option<T> {
        self.errors_push(error);
        self.skip(false);
        None
    }

    /// Reports an error after which reading goes on where it is.
    pub(super) fn errors_push(&mut self, error: SyntaxError) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }

    /// Skips what is being read; with `connectives` also the operands joined to it.
    pub(super) fn skip(&mut self, connectives: bool) {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            if depth == 0 {
                let joins = matches!(token, Token::And | Token::Or);
                if token.is_close() || token == Token::Comma || (joins && !connectives) {
                    return;
                }
            }
            if token.is_open() {
                depth += 1;
            } else if token.is_close() {
                depth -= 1;
            }
            self.next += 1;
        }
    }

    /// The next token, if there is one.
    pub(super) fn peek(&self) -> Option<Token> {
        self.lexemes.get(self.next).map(|lexeme| lexeme.token)
    }

    /// The place of the next token, or the end of the text.
    pub(super) fn place(&self) -> Range<usize> {
        let end = self.source.len();
        self.lexemes
            .get(self.next)
            .map_or(end..end, |lexeme| lexeme.span.clone())
    }

    /// The end of the token read last.
    pub(super) fn end_of_last(&self) -> usize {
        let last = self
            .next
            .checked_sub(1)
            .and_then(|last| self.lexemes.get(last));
        last.map_or(0, |lexeme| lexeme.span.end)
    }

    pub(super) fn written(&self, place: &Range<usize>) -> &'a str {
        self.source.get(place.clone()).unwrap_or_default()
    }

    /// Goes past the next token.
    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    /// Goes past the next token if it is this one.
    pub(super) fn eat(&mut self, token: Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.next += 1;
        }
        found
    }
}
