//! The text of a condition and the untyped tree it is read into (条件语法).
//!
//! Conditions are written in a subset of [CEL](https://cel.dev), the Common Expression Language: what
//! is accepted here every CEL parser accepts, with the same precedence and the same literals.
//!
//! | construct | example |
//! |---|---|
//! | literal | `true`, `12`, `-3`, `1.5`, `'county'`, `"county"` |
//! | list | `['county', 'township']` |
//! | fact or named definition | `issuer.level`, `sponsored` |
//! | comparison: `==` `!=` `<` `<=` `>` `>=` `in` | `issuer.level in ['county', 'city']` |
//! | connection: `!` before `&&` before <code>\|\|</code> | `!forced && (a.b \|\| c.d)` |
//! | function | `listed('assist')`, `count(basis, b, b.rank == 'law') >= 2` |
//! | macro | `basis.exists(b, b.rank in ['law'])`, `basis.all(b, …)` |
//!
//! In texts the escapes `\\`, `\'`, `\"`, `\n`, `\t` and `\u` with four hexadecimal digits may
//! stand. `//` opens a comment that ends with the line. Nothing here knows which facts and functions there are,
//! nor their types; that is checked when the tree is typed.
//!
//! Reading is bounded: [`MAX_BYTES`], [`MAX_TOKENS`], [`MAX_DEPTH`] and [`MAX_LIST`] are checked
//! before anything is built.
//!
//! ```
//! use zhunru::condition::syntax::parse;
//!
//! let condition = parse("issuer.level=='county'&&(  !forced )").unwrap();
//! assert_eq!(condition.to_string(), "issuer.level == 'county' && !forced");
//!
//! let errors = parse("issuer.level = 'county'").unwrap_err();
//! assert_eq!(errors[0].span, 13..14);
//! assert_eq!(errors[0].help.as_deref(), Some("write `==` to compare"));
//! ```

mod brackets;
mod chain;
mod expression;
mod limits;
mod operand;
mod parser;
mod print;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod unsupported;

use std::fmt;
use std::ops::Range;

pub use expression::{
    Comparison, Connective, Expression, ExpressionKind, Identifier, Literal, Path, Quantifier,
};
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_LIST, MAX_TOKENS};

use crate::diagnostic::{Code, Diagnostic, SourceText};

/// Most errors reported for one condition.
const MAX_ERRORS: usize = 16;

/// Reads the text of a condition.
///
/// # Errors
///
/// At least one [`SyntaxError`], in the order of the text, when `source` is not a condition or is
/// larger than is read; at most sixteen.
pub fn parse(source: &str) -> Result<Expression, Vec<SyntaxError>> {
    let lexemes = limits::scan(source)?;
    parser::Parser::new(source, &lexemes).condition()
}

/// A place at which the text of a condition is wrong (语法错误).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes of the condition that are meant; empty at its end.
    pub span: Range<usize>,
    /// What is wrong, in English.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl SyntaxError {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The error as a diagnostic of the file in which the condition stands. `offset` is the byte at
    /// which the condition begins in `source`.
    pub fn diagnostic(&self, source: &SourceText, offset: usize) -> Diagnostic {
        let place = offset.saturating_add(self.span.start)..offset.saturating_add(self.span.end);
        let diagnostic =
            Diagnostic::error(Code::ConditionSyntax, self.message.as_str()).at(source, place);
        match &self.help {
            Some(help) => diagnostic.help(help.as_str()),
            None => diagnostic,
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(formatter, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}
