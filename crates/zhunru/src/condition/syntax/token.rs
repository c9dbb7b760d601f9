//! Tokens of a condition.

use std::ops::Range;

use logos::Logos;

/// What a piece of the text is. Constructs of CEL that are not supported have tokens of their own
/// when a message can then say what they are.
#[derive(Logos, Debug, Clone, Copy, PartialEq, Eq)]
#[logos(skip r"[ \t\r\n\x0C]+")]
#[logos(skip(r"//[^\n]*", allow_greedy = true))]
pub(super) enum Token {
    #[token("true")]
    True,
    #[token("false")]
    False,
    #[token("null")]
    Null,
    #[token("in")]
    In,
    #[regex("[A-Za-z_][A-Za-z0-9_]*")]
    Identifier,
    #[regex("[0-9]+")]
    Integer,
    #[regex(r"[0-9]+\.[0-9]+")]
    Decimal,
    #[regex(r"'([^'\\\n\r]|\\[^\n\r])*'")]
    #[regex(r#""([^"\\\n\r]|\\[^\n\r])*""#)]
    Text,

    #[token("==")]
    Equal,
    #[token("!=")]
    NotEqual,
    #[token("<")]
    Less,
    #[token("<=")]
    LessOrEqual,
    #[token(">")]
    Greater,
    #[token(">=")]
    GreaterOrEqual,
    #[token("&&")]
    And,
    #[token("||")]
    Or,
    #[token("!")]
    Not,
    #[token("-")]
    Minus,
    #[token("(")]
    OpenParenthesis,
    #[token(")")]
    CloseParenthesis,
    #[token("[")]
    OpenBracket,
    #[token("]")]
    CloseBracket,
    #[token("{")]
    OpenBrace,
    #[token("}")]
    CloseBrace,
    #[token(".")]
    Dot,
    #[token(",")]
    Comma,

    /// `+ * / %`: arithmetic of full CEL.
    #[regex(r"[+*/%]")]
    Arithmetic,
    /// `?`: the conditional of full CEL.
    #[token("?")]
    Question,
    /// `:`: of the conditional and of maps.
    #[token(":")]
    Colon,

    // From here on nothing is ever part of a condition: the scan reports them.
    /// A number with letters on it: hexadecimal, unsigned, with an exponent, or mistyped.
    #[regex(r"[0-9]+[A-Za-z_][A-Za-z0-9_]*")]
    #[regex(r"[0-9]+\.[0-9]+[A-Za-z_][A-Za-z0-9_]*")]
    OddNumber,
    /// A number that starts with its point.
    #[regex(r"\.[0-9]+([A-Za-z_][A-Za-z0-9_]*)?")]
    BareFraction,
    /// A text whose closing quote is missing.
    #[regex(r"'([^'\\\n\r]|\\[^\n\r])*\\?", priority = 1)]
    #[regex(r#""([^"\\\n\r]|\\[^\n\r])*\\?"#, priority = 1)]
    OpenText,
    /// The start of a text over several lines.
    #[token("'''", priority = 20)]
    #[token("\"\"\"", priority = 20)]
    TripleQuote,
    /// A raw text or a text of bytes.
    #[regex(r"([rRbB]|[bB][rR])'[^'\n\r]*'?")]
    #[regex(r#"([rRbB]|[bB][rR])"[^"\n\r]*"?"#)]
    PrefixedText,
    #[token("=")]
    SingleEqual,
    #[token("&")]
    SingleAnd,
    #[token("|")]
    SingleOr,
    /// An escaped identifier.
    #[regex(r"`[^`\n\r]*`?")]
    EscapedIdentifier,
    /// Anything outside ASCII that is not in a text, such as a full-width bracket.
    #[regex(r"[^\x00-\x7F]+", priority = 1)]
    NotAscii,
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) span: Range<usize>,
}

impl Token {
    /// Whether a condition or a part of it can start with this token.
    pub(super) fn starts_operand(self) -> bool {
        use Token::*;
        matches!(
            self,
            True | False
                | Identifier
                | Integer
                | Decimal
                | Text
                | Not
                | Minus
                | OpenParenthesis
                | OpenBracket
        )
    }

    /// Whether an operand that is complete may be followed by this token.
    pub(super) fn follows_operand(self) -> bool {
        use Token::*;
        matches!(
            self,
            And | Or | Comma | CloseParenthesis | CloseBracket | CloseBrace
        )
    }

    /// Whether it opens a text that is not read, so that what follows would be taken for something
    /// else than was meant.
    pub(super) fn hides_what_follows(self) -> bool {
        matches!(self, Token::OpenText | Token::TripleQuote)
    }

    pub(super) fn is_open(self) -> bool {
        use Token::*;
        matches!(self, OpenParenthesis | OpenBracket | OpenBrace)
    }

    pub(super) fn is_close(self) -> bool {
        use Token::*;
        matches!(self, CloseParenthesis | CloseBracket | CloseBrace)
    }

    /// The bracket that closes this one.
    pub(super) fn closing(self) -> Option<Token> {
        match self {
            Token::OpenParenthesis => Some(Token::CloseParenthesis),
            Token::OpenBracket => Some(Token::CloseBracket),
            Token::OpenBrace => Some(Token::CloseBrace),
            _ => None,
        }
    }
}

/// Words that CEL keeps for itself: they can name neither a fact nor a function.
pub(super) const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "namespace",
    "package",
    "return",
    "var",
    "void",
    "while",
];
