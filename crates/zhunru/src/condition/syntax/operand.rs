//! Operands: literals, lists, paths, calls and macros.

use std::ops::Range;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::parser::Parser;
use super::text::unescape;
use super::token::{RESERVED, Token};
use super::unsupported::{function_help, method_help, word_help};
use super::{
    Expression, ExpressionKind, Identifier, Literal, MAX_LIST, Path, Quantifier, SyntaxError,
    brackets,
};
use crate::diagnostic::{nearest, quoted};

impl Parser<'_> {
    pub(super) fn operand(&mut self) -> Option<Expression> {
        let place = self.place();
        match self.peek() {
            Some(Token::Not) => self.not(place),
            Some(Token::Minus) => self.negative(place),
            Some(Token::True | Token::False) => {
                let value = self.peek() == Some(Token::True);
                self.advance();
                Some(literal(Literal::Boolean(value), place))
            }
            Some(Token::Integer | Token::Decimal) => self.number(place),
            Some(Token::Text) => self.text(place),
            Some(Token::OpenBracket) => self.list(place),
            Some(Token::OpenParenthesis) => self.group(place),
            Some(Token::Identifier) => self.named(),
            _ => self.fail_operand(place),
        }
    }

    /// Reports the next token, which stands where an operand is needed.
    fn fail_operand<T>(&mut self, place: Range<usize>) -> Option<T> {
        let shown = quoted(self.written(&place));
        let error = match self.peek() {
            None => SyntaxError::new(place, "condition ends too early")
                .help("add an operand, such as a fact or a constant"),
            Some(Token::Null) => SyntaxError::new(place, "`null` is not supported").help(
                "a fact that is not known is dealt with by the engine; that there is none is \
                 written `'none'`",
            ),
            Some(Token::OpenBrace) => SyntaxError::new(place, "maps with `{…}` are not supported")
                .help("write a list, as in `['a', 'b']`"),
            Some(Token::Dot) => SyntaxError::new(place, "a name cannot start with `.`")
                .help("write the whole path of the fact, as in `issuer.level`"),
            Some(_) => SyntaxError::new(place, format!("operand expected, found {shown}"))
                .help("an operand is a fact, a constant, a list or a function call"),
        };
        self.fail(error)
    }

    fn not(&mut self, place: Range<usize>) -> Option<Expression> {
        self.advance();
        if self.peek() == Some(Token::Not) {
            let error = SyntaxError::new(place.start..self.place().end, "doubled `!`");
            return self.fail(error.help("two of them say nothing: write none, or one"));
        }
        let operand = Box::new(self.operand()?);
        let span = place.start..operand.span.end;
        Some(Expression {
            kind: ExpressionKind::Not(operand),
            span,
        })
    }

    fn negative(&mut self, place: Range<usize>) -> Option<Expression> {
        self.advance();
        match self.peek() {
            Some(Token::Integer | Token::Decimal) => self.number(place),
            _ => self.fail(
                SyntaxError::new(place, "`-` can only stand before a number")
                    .help("compare a fact with a constant, as in `x < -1`"),
            ),
        }
    }

    /// Reads the number that is the next token; `start` is its place, or that of its sign.
    fn number(&mut self, start: Range<usize>) -> Option<Expression> {
        let digits = self.place();
        let whole = self.peek() == Some(Token::Integer);
        let sign = if start == digits { "" } else { "-" };
        let written = format!("{sign}{}", self.written(&digits));
        self.advance();
        let value = if whole {
            written.parse().ok().map(Literal::Integer)
        } else {
            Decimal::from_str_exact(&written).ok().map(Literal::Decimal)
        };
        let span = start.start..digits.end;
        match value {
            Some(value) => Some(literal(value, span)),
            None if whole => {
                self.fail(SyntaxError::new(span, "number is too large").help(format!(
                    "numbers go from {} to {}",
                    i64::MIN,
                    i64::MAX
                )))
            }
            None => self.fail(
                SyntaxError::new(span, "number has too many digits").help("28 digits are the most"),
            ),
        }
    }

    fn text(&mut self, place: Range<usize>) -> Option<Expression> {
        self.advance();
        match unescape(self.written(&place), place.start) {
            Ok(text) => Some(literal(Literal::Text(text), place)),
            Err(error) => self.fail(error),
        }
    }

    fn group(&mut self, open: Range<usize>) -> Option<Expression> {
        self.advance();
        let inner = self.expression();
        let close = self.place();
        if inner.is_some() && self.peek() == Some(Token::Comma) {
            self.errors_push(
                SyntaxError::new(close.clone(), "unexpected `,` between parentheses")
                    .help("a list stands between `[` and `]`"),
            );
        }
        self.skip_to_close(Token::CloseParenthesis);
        let mut inner = inner?;
        inner.span = open.start..close.end;
        Some(inner)
    }

    fn list(&mut self, open: Range<usize>) -> Option<Expression> {
        self.advance();
        let elements = self.separated(Token::CloseBracket, true);
        let span = open.start..self.end_of_last();
        let elements = elements?;
        if elements.len() > MAX_LIST {
            return self.fail(brackets::too_long(span));
        }
        Some(Expression {
            kind: ExpressionKind::List(elements),
            span,
        })
    }

    /// Reads expressions up to and including the closing bracket.
    fn separated(&mut self, close: Token, trailing_comma: bool) -> Option<Vec<Expression>> {
        let mut expressions = Vec::new();
        let mut failed = false;
        if self.eat(close) {
            return Some(expressions);
        }
        loop {
            match self.expression() {
                Some(expression) => expressions.push(expression),
                None => failed = true,
            }
            if !self.eat(Token::Comma) {
                break;
            }
            if trailing_comma && self.peek() == Some(close) {
                break;
            }
        }
        self.skip_to_close(close);
        (!failed).then_some(expressions)
    }

    /// Goes past the closing bracket of what is being read.
    fn skip_to_close(&mut self, close: Token) {
        while self.peek().is_some() && !self.eat(close) {
            self.skip(true);
            if self.eat(Token::Comma) || self.peek() == Some(close) {
                continue;
            }
            // INVARIANT: brackets match, so a closing one here is ours, and never another kind.
            self.advance();
            break;
        }
    }

    /// Reads what starts with a name: a path, a call or a macro.
    fn named(&mut self) -> Option<Expression> {
        let first = self.identifier()?;
        if self.peek() == Some(Token::OpenParenthesis) {
            return self.call(first);
        }
        let mut path = Path {
            text: first.text,
            segments: vec![first.span],
        };
        let mut text = String::new();
        while self.eat(Token::Dot) {
            let name = self.identifier()?;
            if self.peek() == Some(Token::OpenParenthesis) {
                path.extend(&text);
                return self.method(path, name);
            }
            text.push('.');
            text.push_str(&name.text);
            path.segments.push(name.span);
        }
        path.extend(&text);
        let span = path.span();
        Some(Expression {
            kind: ExpressionKind::Path(path),
            span,
        })
    }

    /// Reads a name. A reserved word is reported and read as a name.
    fn identifier(&mut self) -> Option<Identifier> {
        let span = self.place();
        let text = self.written(&span);
        let keyword = matches!(
            self.peek(),
            Some(Token::True | Token::False | Token::Null | Token::In)
        );
        if self.peek() != Some(Token::Identifier) && !keyword {
            let found = if text.is_empty() {
                "the end".to_owned()
            } else {
                quoted(text)
            };
            let error = SyntaxError::new(span, format!("name expected behind `.`, found {found}"));
            return self.fail(error.help("write the whole path of the fact, as in `issuer.level`"));
        }
        if keyword || RESERVED.contains(&text) {
            let message = format!("{} is a reserved word", quoted(text));
            self.errors_push(
                SyntaxError::new(span.clone(), message)
                    .help("it cannot be a name; a text stands between single quotes"),
            );
        }
        self.advance();
        Some(Identifier {
            text: SmolStr::new(text),
            span,
        })
    }

    fn call(&mut self, name: Identifier) -> Option<Expression> {
        if let Some(help) = function_help(&name.text).or_else(|| word_help(&name.text)) {
            let message = format!("function {} is not supported", quoted(&name.text));
            return self.fail(SyntaxError::new(name.span, message).help(help));
        }
        self.advance();
        let arguments = self.separated(Token::CloseParenthesis, false);
        let span = name.span.start..self.end_of_last();
        Some(Expression {
            kind: ExpressionKind::Call {
                name,
                arguments: arguments?,
            },
            span,
        })
    }

    fn method(&mut self, receiver: Path, name: Identifier) -> Option<Expression> {
        let quantifier = match name.text.as_str() {
            "exists" => Quantifier::Exists,
            "all" => Quantifier::All,
            other => {
                let message = format!("method {} is not supported", quoted(other));
                let error = SyntaxError::new(name.span, message);
                let near = nearest(other, ["exists", "all"]);
                return self.fail(match (method_help(other), near) {
                    (Some(help), _) => error.help(help),
                    (None, Some(near)) => error.help(format!("did you mean `{near}`?")),
                    (None, None) => error.help("the methods are `exists` and `all`"),
                });
            }
        };
        self.advance();
        let arguments = self.separated(Token::CloseParenthesis, false);
        let end = self.end_of_last();
        let shape = format!(
            "write `{}(x, …)`, with a name for one entry",
            quantifier.as_str()
        );
        let given = arguments?;
        let Ok([variable, predicate]) = <[Expression; 2]>::try_from(given) else {
            let message = format!(
                "{} takes a name and a condition",
                quoted(quantifier.as_str())
            );
            return self.fail(SyntaxError::new(name.span.start..end, message).help(shape));
        };
        let variable = match variable.kind {
            ExpressionKind::Path(path) if path.segments.len() == 1 => Identifier {
                text: path.text,
                span: variable.span,
            },
            _ => {
                let message = "a plain name for one entry is needed here";
                return self.fail(SyntaxError::new(variable.span, message).help(shape));
            }
        };
        let span = receiver.span().start..end;
        let predicate = Box::new(predicate);
        let kind = ExpressionKind::Macro {
            receiver,
            quantifier,
            variable,
            predicate,
        };
        Some(Expression { kind, span })
    }
}

impl Path {
    /// Adds `.name` once or more to the text.
    fn extend(&mut self, rest: &str) {
        if !rest.is_empty() {
            self.text = smol_str::format_smolstr!("{}{rest}", self.text);
        }
    }
}

fn literal(literal: Literal, span: Range<usize>) -> Expression {
    Expression {
        kind: ExpressionKind::Literal(literal),
        span,
    }
}
