//! The gates of a net laid out flat, for one demand at a time.

use crate::engine::logic::Kleene;
use crate::engine::net::{Literal, Net, Node};

/// What is known of a literal, in two bits: that it cannot be true, and that it can be false. So the
/// value of a conjunction is that of its parts, or'ed.
pub(super) type Value = u8;

pub(super) const TRUE: Value = 0;
pub(super) const FALSE: Value = 3;
pub(super) const UNKNOWN: Value = 2;

/// What is known, as a value.
pub(super) fn value_of(known: Kleene) -> Value {
    match (known.can_be_true, known.can_be_false) {
        (true, false) => TRUE,
        (false, _) => FALSE,
        (true, true) => UNKNOWN,
    }
}

/// What a value says.
pub(super) fn known_of(value: Value) -> Kleene {
    Kleene {
        can_be_true: value & 1 == 0,
        can_be_false: value & 2 != 0,
    }
}

fn negated(value: Value) -> Value {
    match value {
        TRUE => FALSE,
        FALSE => TRUE,
        other => other,
    }
}

/// What is known of each literal, a node and its negation side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(Vec<Value>);

impl Values {
    /// What is known of a literal.
    pub(super) fn at(&self, literal: Literal) -> Value {
        self.0.get(literal.place()).copied().unwrap_or(UNKNOWN)
    }

    /// What is known of each node.
    pub(super) fn of_nodes(&self) -> impl Iterator<Item = Value> {
        self.0.iter().step_by(2).copied()
    }

    /// Sets a node and its negation.
    pub(super) fn set(&mut self, node: usize, value: Value) {
        if let Some([own, other]) = self
            .0
            .get_mut(2 * node..)
            .and_then(|rest| rest.first_chunk_mut())
        {
            *own = value;
            *other = negated(value);
        }
    }

    /// Takes over all values of others that are as many.
    pub(super) fn copy_from(&mut self, others: &Values) {
        self.0.clone_from(&others.0);
    }
}

/// The gates on which rules and the outcome hang, each after what it reads.
#[derive(Debug)]
pub(super) struct Gates {
    gates: Vec<Gate>,
    /// The literals that gates read, gate by gate.
    reads: Vec<Literal>,
    /// The literals that rules and the outcome are read from, each node once.
    read_out: Box<[Literal]>,
}

#[derive(Debug)]
struct Gate {
    node: u32,
    /// How many literals it reads.
    reads: u32,
    /// Whether it is its first literal where that is known and else its second, and no conjunction.
    is_else: bool,
}

impl Gates {
    /// The gates of a net. A conjunction that only one other reads becomes part of it.
    pub(super) fn new(net: &Net) -> Self {
        let roots: Vec<Literal> = net.read_out().collect();
        let mut reads = vec![0_usize; net.nodes.len()];
        let mut is_inverted = vec![false; net.nodes.len()];
        let mut note = |literal: &Literal, often: usize| {
            if let Some(reads) = reads.get_mut(literal.node()) {
                *reads += often;
            }
            if let Some(inverted) = is_inverted.get_mut(literal.node()) {
                *inverted |= literal.is_negated();
            }
        };
        roots.iter().for_each(|root| note(root, 2));
        let mut is_read = vec![false; net.nodes.len()];
        let mut ahead: Vec<usize> = roots.iter().map(|root| root.node()).collect();
        while let Some(node) = ahead.pop() {
            match is_read.get_mut(node) {
                Some(read) if !*read => *read = true,
                _ => continue,
            }
            if let Some(Node::Both(left, right) | Node::Else(left, right)) = net.nodes.get(node) {
                // What stands behind an alternative is no part of a conjunction.
                let often = match net.nodes.get(node) {
                    Some(Node::Both(..)) => 1,
                    _ => 2,
                };
                note(left, often);
                note(right, often);
                ahead.extend([left.node(), right.node()]);
            }
        }
        let is_part = |literal: Literal| {
            let node = literal.node();
            matches!(net.nodes.get(node), Some(Node::Both(..)))
                && reads.get(node) == Some(&1)
                && is_inverted.get(node) == Some(&false)
        };
        let mut read_out = roots;
        read_out.sort_unstable_by_key(|literal| literal.node());
        read_out.dedup_by_key(|literal| literal.node());
        let mut gates = Gates {
            gates: Vec::new(),
            reads: Vec::new(),
            read_out: read_out.into(),
        };
        for (number, node) in net.nodes.iter().enumerate() {
            let is_read = is_read.get(number).copied().unwrap_or_default();
            let own = Literal::of(number);
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            if !is_read || is_part(own) {
                continue;
            }
            let is_else = matches!(node, Node::Else(..));
            let start = gates.reads.len();
            let mut ahead = vec![right, left];
            while let Some(literal) = ahead.pop() {
                match net.nodes.get(literal.node()) {
                    Some(Node::Both(left, right)) if !is_else && is_part(literal) => {
                        ahead.extend([*right, *left]);
                    }
                    _ => gates.reads.push(literal),
                }
            }
            gates.push(number, start, is_else);
        }
        gates
    }

    /// Adds the gate that reads all literals from this one on.
    fn push(&mut self, node: usize, start: usize, is_else: bool) {
        // Packs are bounded far below the range of the type.
        self.gates.push(Gate {
            node: u32::try_from(node).unwrap_or(u32::MAX),
            reads: u32::try_from(self.reads.len() - start).unwrap_or(u32::MAX),
            is_else,
        });
    }

    /// Works out all gates, where the inputs are set.
    pub(super) fn run(&self, values: &mut Values) {
        let mut rest = self.reads.as_slice();
        for gate in &self.gates {
            let Some((reads, after)) = rest.split_at_checked(gate.reads as usize) else {
                return;
            };
            rest = after;
            let value = match reads {
                [first, second] if gate.is_else => match values.at(*first) {
                    UNKNOWN => values.at(*second),
                    known => known,
                },
                reads => reads.iter().fold(TRUE, |all, read| all | values.at(*read)),
            };
            values.set(gate.node as usize, value);
        }
    }

    /// What is known of the literals that rules and the outcome are read from, each node once.
    pub(super) fn read_out(&self, values: &Values) -> impl Iterator<Item = Value> {
        self.read_out.iter().map(|read| values.at(*read))
    }

    /// Values of as many nodes as a net has, nothing known but what is always so.
    pub(super) fn values(net: &Net) -> Values {
        let mut values = Values(vec![UNKNOWN; 2 * net.nodes.len()]);
        values.set(0, TRUE);
        values
    }
}
