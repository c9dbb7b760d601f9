//! The untyped tree of a condition.

use std::ops::Range;

use rust_decimal::Decimal;
use smol_str::SmolStr;

/// A condition or a part of one, with its place in the text (表达式).
///
/// Two expressions are equal when they say the same; where they stand does not matter. The tree is
/// never deeper than a small multiple of [`MAX_DEPTH`](super::MAX_DEPTH), so functions over it may recurse.
#[derive(Debug, Clone)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where it stands, in bytes of the condition, with parentheses around it included.
    pub span: Range<usize>,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Expression {}

/// What an [`Expression`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionKind {
    /// A constant (字面量).
    Literal(Literal),
    /// A list, such as `['county', 'city']` (列表).
    List(Vec<Expression>),
    /// A fact, a named definition or a variable of a macro: the text does not tell which (路径).
    Path(Path),
    /// `!` before an operand (非).
    Not(Box<Expression>),
    /// `left && right` or `left || right` (与、或).
    ///
    /// A chain of one connective is kept as a balanced tree, as the usual CEL parsers do, so that a
    /// chain of a thousand operands is ten levels deep; parentheses inside a chain that only group
    /// it otherwise make no difference. [`Expression::operands`] gives the operands of the chain.
    Binary {
        /// Which of the two.
        connective: Connective,
        /// Operand before the connective.
        left: Box<Expression>,
        /// Operand behind the connective.
        right: Box<Expression>,
    },
    /// A comparison of two operands (比较).
    Comparison {
        /// How they are compared.
        comparison: Comparison,
        /// Operand before the operator.
        left: Box<Expression>,
        /// Operand behind the operator.
        right: Box<Expression>,
    },
    /// A function call, such as `listed('assist')` (函数调用).
    Call {
        /// Name of the function.
        name: Identifier,
        /// Its arguments in order.
        arguments: Vec<Expression>,
    },
    /// `receiver.exists(variable, predicate)` or the same with `all` (量词).
    Macro {
        /// The list that is gone through.
        receiver: Path,
        /// Which macro.
        quantifier: Quantifier,
        /// The name that stands for one entry inside `predicate`.
        variable: Identifier,
        /// What is asked of each entry.
        predicate: Box<Expression>,
    },
}

impl Expression {
    /// The operands of the chain of one connective that this expression is, in the order of the
    /// text; the expression itself if it is no chain.
    ///
    /// ```
    /// use zhunru::condition::syntax::parse;
    ///
    /// let chain = parse("a || b && c || (d || e)").unwrap();
    /// let shown: Vec<String> = chain.operands().iter().map(|operand| operand.to_string()).collect();
    /// assert_eq!(shown, ["a", "b && c", "d", "e"]);
    /// ```
    pub fn operands(&self) -> Vec<&Expression> {
        let ExpressionKind::Binary {
            connective: chain, ..
        } = &self.kind
        else {
            return vec![self];
        };
        let mut operands = Vec::new();
        let mut waiting = vec![self];
        while let Some(next) = waiting.pop() {
            match &next.kind {
                ExpressionKind::Binary {
                    connective,
                    left,
                    right,
                } if connective == chain => {
                    waiting.extend([right.as_ref(), left.as_ref()]);
                }
                _ => operands.push(next),
            }
        }
        operands
    }
}

/// A constant in a condition (字面量).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `true` or `false` (布尔).
    Boolean(bool),
    /// A whole number (整数).
    Integer(i64),
    /// A number written with a decimal point, kept exactly (小数).
    Decimal(Decimal),
    /// A text, with its escapes resolved (文本).
    Text(SmolStr),
}

/// `&&` or `||` (逻辑连接).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Connective {
    /// `&&`, both (与).
    And,
    /// `||`, at least one (或).
    Or,
}

impl Connective {
    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Connective::And => "&&",
            Connective::Or => "||",
        }
    }
}

/// How two operands are compared (比较).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `==` (等于).
    Equal,
    /// `!=` (不等于).
    NotEqual,
    /// `<` (小于).
    Less,
    /// `<=` (不大于).
    LessOrEqual,
    /// `>` (大于).
    Greater,
    /// `>=` (不小于).
    GreaterOrEqual,
    /// `in`, is one of the list (属于).
    In,
}

impl Comparison {
    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::In => "in",
        }
    }
}

/// Which macro goes through a list (量词).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    /// `exists`: at least one entry (存在).
    Exists,
    /// `all`: every entry, and so also none (全部).
    All,
}

impl Quantifier {
    /// The macro's name as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Quantifier::Exists => "exists",
            Quantifier::All => "all",
        }
    }
}

/// A single name (标识符). Equal when the names are, wherever they stand.
#[derive(Debug, Clone)]
pub struct Identifier {
    /// The name.
    pub text: SmolStr,
    /// Where it stands.
    pub span: Range<usize>,
}

impl PartialEq for Identifier {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Identifier {}

/// One or more names joined by dots (路径). Equal when the texts are, wherever they stand.
#[derive(Debug, Clone)]
pub struct Path {
    /// The names joined by dots, without the spaces that the source may have around them.
    pub text: SmolStr,
    /// Where each of the names stands; never empty.
    pub segments: Vec<Range<usize>>,
}

impl Path {
    /// The names one by one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.text.split('.')
    }

    /// From the first name to the last.
    pub fn span(&self) -> Range<usize> {
        let start = self.segments.first().map_or(0, |first| first.start);
        start..self.segments.last().map_or(start, |last| last.end)
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Path {}
