//! How conditions are connected, on facts and on entries alike.

use crate::condition::syntax::Connective;
use crate::condition::{Condition, EntryCondition};

/// A tree of conditions that can be negated and connected.
pub(crate) trait Logic: Sized {
    /// Always true or always false.
    fn constant(value: bool) -> Self;

    /// The opposite.
    fn not(self) -> Self;

    /// All parts, or one of them; constants among them are worked in.
    fn connect(connective: Connective, parts: Vec<Self>) -> Self;

    /// How many connectives stand inside one another.
    fn depth(&self) -> usize;

    /// How many parts there are.
    fn size(&self) -> usize;
}

macro_rules! logic {
    ($tree:ident, $inner:ident, $depth:expr, $size:expr) => {
        impl Logic for $tree {
            fn constant(value: bool) -> Self {
                $tree::Constant(value)
            }

            fn not(self) -> Self {
                match self {
                    $tree::Constant(value) => $tree::Constant(!value),
                    $tree::Not(inner) => *inner,
                    other => $tree::Not(Box::new(other)),
                }
            }

            fn connect(connective: Connective, parts: Vec<Self>) -> Self {
                // What decides an `or` is true, what decides an `and` is false.
                let decisive = connective == Connective::Or;
                let mut kept = Vec::with_capacity(parts.len());
                for part in parts {
                    match (part, connective) {
                        ($tree::Constant(value), _) if value == decisive => {
                            return $tree::Constant(decisive);
                        }
                        ($tree::Constant(_), _) => {}
                        ($tree::And(inner), Connective::And) => kept.extend(inner),
                        ($tree::Or(inner), Connective::Or) => kept.extend(inner),
                        (other, _) => kept.push(other),
                    }
                }
                match kept.len() {
                    0 => $tree::Constant(!decisive),
                    1 => kept.pop().unwrap_or($tree::Constant(!decisive)),
                    _ if decisive => $tree::Or(kept),
                    _ => $tree::And(kept),
                }
            }

            fn depth(&self) -> usize {
                match self {
                    $tree::Not(inner) => 1 + inner.depth(),
                    $tree::And(parts) | $tree::Or(parts) => {
                        1 + parts.iter().map(Logic::depth).max().unwrap_or(0)
                    }
                    $inner => $depth,
                }
            }

            fn size(&self) -> usize {
                match self {
                    $tree::Not(inner) => 1 + inner.size(),
                    $tree::And(parts) | $tree::Or(parts) => {
                        1 + parts.iter().map(Logic::size).sum::<usize>()
                    }
                    $inner => $size,
                }
            }
        }
    };
}

logic!(
    EntryCondition,
    leaf,
    leaf_of_entry(leaf),
    leaf_of_entry(leaf)
);
logic!(
    Condition,
    leaf,
    predicate(leaf).map_or(1, |inner| 1 + inner.depth()),
    predicate(leaf).map_or(1, |inner| 1 + inner.size())
);

fn leaf_of_entry(_: &EntryCondition) -> usize {
    1
}

fn predicate(condition: &Condition) -> Option<&EntryCondition> {
    match condition {
        Condition::Exists { predicate, .. } | Condition::CountAtLeast { predicate, .. } => {
            Some(predicate)
        }
        _ => None,
    }
}
