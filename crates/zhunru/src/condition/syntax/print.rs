//! Conditions written out in their canonical form.

use std::fmt;

use super::text::write_literal;
use super::{Connective, Expression, ExpressionKind, Literal, Path};

/// The canonical text of a condition: one space around operators, single quotes, no needless
/// parentheses. [`parse`](super::parse) reads it back into an equal expression, so it stands for
/// the condition in digests and traces.
impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Literal(literal) => literal.fmt(formatter),
            ExpressionKind::List(elements) => {
                formatter.write_str("[")?;
                separated(formatter, elements)?;
                formatter.write_str("]")
            }
            ExpressionKind::Path(path) => path.fmt(formatter),
            ExpressionKind::Not(operand) => {
                formatter.write_str("!")?;
                nested(
                    formatter,
                    operand,
                    binds_loosely(operand) || is_not(operand),
                )
            }
            ExpressionKind::Binary { connective, .. } => self.write_chain(formatter, *connective),
            ExpressionKind::Comparison {
                comparison,
                left,
                right,
            } => {
                nested(formatter, left, binds_loosely(left))?;
                write!(formatter, " {} ", comparison.as_str())?;
                nested(formatter, right, binds_loosely(right))
            }
            ExpressionKind::Call { name, arguments } => {
                write!(formatter, "{}(", name.text)?;
                separated(formatter, arguments)?;
                formatter.write_str(")")
            }
            ExpressionKind::Macro {
                receiver,
                quantifier,
                variable,
                predicate,
                ..
            } => {
                let name = quantifier.as_str();
                write!(
                    formatter,
                    "{receiver}.{name}({}, {predicate})",
                    variable.text
                )
            }
        }
    }
}

impl Expression {
    fn write_chain(&self, formatter: &mut fmt::Formatter<'_>, chain: Connective) -> fmt::Result {
        for (index, operand) in self.operands().into_iter().enumerate() {
            if index > 0 {
                write!(formatter, " {} ", chain.as_str())?;
            }
            let other = matches!(operand.kind, ExpressionKind::Binary { .. });
            nested(formatter, operand, other && chain == Connective::And)?;
        }
        Ok(())
    }
}

/// Whether the expression needs parentheses as operand of anything but a connective.
fn binds_loosely(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        ExpressionKind::Binary { .. } | ExpressionKind::Comparison { .. }
    )
}

fn is_not(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Not(_))
}

fn nested(
    formatter: &mut fmt::Formatter<'_>,
    expression: &Expression,
    parentheses: bool,
) -> fmt::Result {
    if parentheses {
        write!(formatter, "({expression})")
    } else {
        write!(formatter, "{expression}")
    }
}

fn separated(formatter: &mut fmt::Formatter<'_>, expressions: &[Expression]) -> fmt::Result {
    for (index, expression) in expressions.iter().enumerate() {
        if index > 0 {
            formatter.write_str(", ")?;
        }
        write!(formatter, "{expression}")?;
    }
    Ok(())
}

impl fmt::Display for Literal {
    /// The literal as it is written in a condition. Decimals lose trailing zeros but keep one
    /// digit behind the point, so that they stay decimals.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Boolean(value) => value.fmt(formatter),
            Literal::Integer(value) => value.fmt(formatter),
            Literal::Decimal(value) => {
                let value = value.normalize();
                if value.scale() == 0 {
                    write!(formatter, "{value}.0")
                } else {
                    write!(formatter, "{value}")
                }
            }
            Literal::Text(value) => write_literal(formatter, value),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
