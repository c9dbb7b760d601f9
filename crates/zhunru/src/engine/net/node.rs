//! The gates of a net as a list in which inputs stand before what reads them.

use rustc_hash::FxHashMap;

use super::input::Input;

/// A node, or its negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Literal(u32);

impl Literal {
    pub(super) const TRUE: Literal = Literal(0);
    pub(super) const FALSE: Literal = Literal(1);

    pub(crate) fn of(node: usize) -> Self {
        // Conditions are bounded in size and packs in number, far below the range of the type.
        Literal(u32::try_from(node).unwrap_or(u32::MAX >> 1) << 1)
    }

    pub(super) fn constant(value: bool) -> Self {
        match value {
            true => Literal::TRUE,
            false => Literal::FALSE,
        }
    }

    pub(super) fn not(self) -> Self {
        Literal(self.0 ^ 1)
    }

    /// The number of the node.
    pub(crate) fn node(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// A number of its own for every literal, next to that of its negation.
    pub(crate) fn place(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A gate; what it reads stands before it. Disjunctions are negated conjunctions, for which two
/// planes need no more than to be taken in the other order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// True: the first node, and no other.
    True,
    /// What differs from row to row.
    Input,
    /// Conjunction.
    Both(Literal, Literal),
    /// The first where it is known, else the second.
    Else(Literal, Literal),
}

/// The nodes of a net in the making, each distinct one once.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) nodes: Vec<Node>,
    /// The inputs with their nodes.
    pub(super) inputs: Vec<(Input, usize)>,
    known: FxHashMap<Node, Literal>,
}

impl Nodes {
    pub(super) fn new() -> Self {
        Nodes {
            nodes: vec![Node::True],
            inputs: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    pub(super) fn input(&mut self, input: Input) -> Literal {
        if let Some((_, node)) = self.inputs.iter().find(|(known, _)| *known == input) {
            return Literal::of(*node);
        }
        let node = self.nodes.len();
        self.nodes.push(Node::Input);
        self.inputs.push((input, node));
        Literal::of(node)
    }

    pub(super) fn both(&mut self, left: Literal, right: Literal) -> Literal {
        let (left, right) = (left.min(right), left.max(right));
        match (left, right) {
            (Literal::TRUE, other) => other,
            (Literal::FALSE, _) => Literal::FALSE,
            _ if left == right => left,
            _ => self.add(Node::Both(left, right)),
        }
    }

    pub(super) fn either(&mut self, left: Literal, right: Literal) -> Literal {
        self.both(left.not(), right.not()).not()
    }

    /// The first where it is known, else the second.
    pub(super) fn or_else(&mut self, first: Literal, second: Literal) -> Literal {
        match first {
            Literal::TRUE | Literal::FALSE => first,
            _ => self.add(Node::Else(first, second)),
        }
    }

    pub(super) fn all(&mut self, parts: impl IntoIterator<Item = Literal>) -> Literal {
        let all = parts.into_iter();
        all.fold(Literal::TRUE, |all, part| self.both(all, part))
    }

    pub(super) fn any(&mut self, parts: impl IntoIterator<Item = Literal>) -> Literal {
        let any = parts.into_iter();
        any.fold(Literal::FALSE, |any, part| self.either(any, part))
    }

    fn add(&mut self, node: Node) -> Literal {
        if let Some(known) = self.known.get(&node) {
            return *known;
        }
        let literal = Literal::of(self.nodes.len());
        self.nodes.push(node);
        self.known.insert(node, literal);
        literal
    }
}
