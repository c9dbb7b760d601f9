//! One simple tree for what both parsers read.

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};
use zhunru::condition::syntax::{
    Comparison, Connective, Expression, ExpressionKind, Literal, Quantifier,
};

/// What both trees are brought to. Chains of `&&` and of `||` are kept flat, as grouping inside
/// them means nothing; `chains_have_the_same_shape` compares their trees as they are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Boolean(bool),
    Integer(i64),
    Double(f64),
    Text(String),
    List(Vec<Tree>),
    Path(String),
    Chain(&'static str, Vec<Tree>),
    Call(String, Vec<Tree>),
    Macro(&'static str, String, String, Box<Tree>),
}

pub(crate) fn ours(expression: &Expression) -> Tree {
    let all = |expressions: &[Expression]| expressions.iter().map(ours).collect::<Vec<Tree>>();
    match &expression.kind {
        ExpressionKind::Literal(Literal::Boolean(value)) => Tree::Boolean(*value),
        ExpressionKind::Literal(Literal::Integer(value)) => Tree::Integer(*value),
        ExpressionKind::Literal(Literal::Decimal(value)) => {
            Tree::Double(value.to_string().parse().unwrap_or(f64::NAN))
        }
        ExpressionKind::Literal(Literal::Text(value)) => Tree::Text(value.to_string()),
        ExpressionKind::List(elements) => Tree::List(all(elements)),
        ExpressionKind::Path(path) => Tree::Path(path.text.to_string()),
        ExpressionKind::Not(operand) => {
            Tree::Call(operators::LOGICAL_NOT.to_owned(), vec![ours(operand)])
        }
        ExpressionKind::Binary { connective, .. } => {
            let operator = match connective {
                Connective::And => operators::LOGICAL_AND,
                Connective::Or => operators::LOGICAL_OR,
            };
            let operands = expression.operands();
            Tree::Chain(operator, operands.into_iter().map(ours).collect())
        }
        ExpressionKind::Comparison {
            comparison,
            left,
            right,
        } => {
            let operator = match comparison {
                Comparison::Equal => operators::EQUALS,
                Comparison::NotEqual => operators::NOT_EQUALS,
                Comparison::Less => operators::LESS,
                Comparison::LessOrEqual => operators::LESS_EQUALS,
                Comparison::Greater => operators::GREATER,
                Comparison::GreaterOrEqual => operators::GREATER_EQUALS,
                Comparison::In => operators::IN,
            };
            Tree::Call(operator.to_owned(), vec![ours(left), ours(right)])
        }
        ExpressionKind::Call { name, arguments } => {
            Tree::Call(name.text.to_string(), all(arguments))
        }
        ExpressionKind::Macro {
            receiver,
            quantifier,
            variable,
            predicate,
        } => {
            let name = match quantifier {
                Quantifier::Exists => operators::EXISTS,
                Quantifier::All => operators::ALL,
            };
            let (list, variable) = (receiver.text.to_string(), variable.text.to_string());
            Tree::Macro(name, list, variable, Box::new(ours(predicate)))
        }
    }
}

pub(crate) fn theirs(expression: &IdedExpr) -> Tree {
    let all = |expressions: &[IdedExpr]| expressions.iter().map(theirs).collect::<Vec<Tree>>();
    match &expression.expr {
        Expr::Literal(LiteralValue::Boolean(value)) => Tree::Boolean(*value.inner()),
        Expr::Literal(LiteralValue::Int(value)) => Tree::Integer(*value.inner()),
        Expr::Literal(LiteralValue::Double(value)) => Tree::Double(*value.inner()),
        Expr::Literal(LiteralValue::String(value)) => Tree::Text(value.inner().to_owned()),
        Expr::List(list) => Tree::List(all(&list.elements)),
        Expr::Ident(_) | Expr::Select(_) => Tree::Path(path_of(expression)),
        Expr::Call(call) => {
            assert!(
                call.target.is_none(),
                "method {} was not expanded",
                call.func_name
            );
            for operator in [operators::LOGICAL_AND, operators::LOGICAL_OR] {
                if call.func_name == operator {
                    let mut operands = Vec::new();
                    for operand in all(&call.args) {
                        match operand {
                            Tree::Chain(same, inner) if same == operator => operands.extend(inner),
                            other => operands.push(other),
                        }
                    }
                    return Tree::Chain(operator, operands);
                }
            }
            Tree::Call(call.func_name.clone(), all(&call.args))
        }
        Expr::Comprehension(loops) => {
            // `exists` starts from false and joins with `||`, `all` from true and with `&&`; the
            // predicate is what is joined to the accumulator.
            let Expr::Call(step) = &loops.loop_step.expr else {
                panic!("{loops:?}")
            };
            let name = match step.func_name.as_str() {
                operators::LOGICAL_OR => operators::EXISTS,
                operators::LOGICAL_AND => operators::ALL,
                other => panic!("a loop with {other}"),
            };
            assert_eq!(
                theirs(&loops.accu_init),
                Tree::Boolean(name == operators::ALL)
            );
            assert_eq!(step.args[0].expr, Expr::Ident(loops.accu_var.clone()));
            let predicate = Box::new(theirs(&step.args[1]));
            Tree::Macro(
                name,
                path_of(&loops.iter_range),
                loops.iter_var.clone(),
                predicate,
            )
        }
        other => panic!("nothing of ours reads as {other:?}"),
    }
}

pub(crate) fn path_of(expression: &IdedExpr) -> String {
    match &expression.expr {
        Expr::Ident(name) => name.clone(),
        Expr::Select(select) if !select.test => {
            format!("{}.{}", path_of(&select.operand), select.field)
        }
        other => panic!("no path: {other:?}"),
    }
}
