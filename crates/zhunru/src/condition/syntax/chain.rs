//! Chains of `&&` and of `||`.

use super::{Connective, Expression, ExpressionKind};

/// Connects the operands into a balanced tree; an operand that is itself such a chain gives its own
/// operands to it. `None` only for no operands.
///
/// Balanced as the CEL parsers do it, so that the tree of a long chain is shallow and a chain of
/// plain operands has the very same tree there and here.
pub(super) fn connect(connective: Connective, operands: Vec<Expression>) -> Option<Expression> {
    let mut leaves = Vec::with_capacity(operands.len());
    for operand in operands {
        release(connective, operand, &mut leaves);
    }
    let count = leaves.len();
    balanced(connective, &mut leaves.into_iter(), count)
}

/// Takes a chain apart into its operands. A chain is balanced, so this does not go deep.
fn release(chain: Connective, expression: Expression, leaves: &mut Vec<Expression>) {
    match expression.kind {
        ExpressionKind::Binary {
            connective,
            left,
            right,
        } if connective == chain => {
            release(chain, *left, leaves);
            release(chain, *right, leaves);
        }
        kind => leaves.push(Expression {
            kind,
            span: expression.span,
        }),
    }
}

fn balanced(
    connective: Connective,
    leaves: &mut std::vec::IntoIter<Expression>,
    count: usize,
) -> Option<Expression> {
    if count <= 1 {
        return leaves.next();
    }
    let first = count.div_ceil(2);
    let left = Box::new(balanced(connective, leaves, first)?);
    let right = Box::new(balanced(connective, leaves, count - first)?);
    let span = left.span.start..right.span.end;
    Some(Expression {
        kind: ExpressionKind::Binary {
            connective,
            left,
            right,
        },
        span,
    })
}
