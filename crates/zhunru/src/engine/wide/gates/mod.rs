//! The gates of a net over many rows: in one plane where all that they read is known, else in two.

mod outcome;

use super::program::Program;
use crate::engine::logic::Kleene;
use crate::engine::net::{Literal, Node};
pub(super) use outcome::Verdicts;

/// What is known of a node in rows at hand.
///
/// Where rows know it a single plane tells what it is. Where it is open in some, one plane tells what can be
/// true and another what can be false. A plane is named by where it begins: among those of the inputs, or
/// behind these among those of the gates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// The same in every row.
    Constant(bool),
    /// Set in the rows in which it is true, or in those in which it is false.
    Known { plane: usize, is_negated: bool },
    /// Unknown in some rows.
    Open {
        can_be_true: usize,
        can_be_false: usize,
    },
}

impl Value {
    fn negated(self, negate: bool) -> Self {
        match self {
            _ if !negate => self,
            Value::Constant(value) => Value::Constant(!value),
            Value::Known { plane, is_negated } => Value::Known {
                plane,
                is_negated: !is_negated,
            },
            Value::Open {
                can_be_true,
                can_be_false,
            } => Value::Open {
                can_be_true: can_be_false,
                can_be_false: can_be_true,
            },
        }
    }
}

/// What an input says in rows at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The same in every row.
    Alike(Kleene),
    /// It is known, and true in the rows of a plane among those of the inputs.
    Known(usize),
    /// It is unknown in some rows; where the planes begin of what can be true and what can be false.
    Open(usize, usize),
}

/// What the gates of a program come to in rows at hand; made once and used again and again.
#[derive(Debug, Default)]
pub(super) struct Gates {
    words: usize,
    /// Where the planes of gates begin, behind those of inputs.
    first: usize,
    /// A plane in which every row is set, then those of gates.
    planes: Vec<u64>,
    /// So much of it is in use.
    used: usize,
    /// By node.
    values: Vec<Value>,
}

/// A node in two planes, each of them or its complement.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    can_be_true: &'a [u64],
    can_be_false: &'a [u64],
    flip_true: u64,
    flip_false: u64,
}

impl<'a> Side<'a> {
    /// The same of every word.
    fn words(self) -> impl Iterator<Item = (u64, u64)> + use<'a> {
        let pairs = self.can_be_true.iter().zip(self.can_be_false);
        pairs.map(move |(can_be_true, can_be_false)| {
            (can_be_true ^ self.flip_true, can_be_false ^ self.flip_false)
        })
    }

    /// What 64 rows have: can be true, can be false.
    pub(super) fn at(&self, word: usize) -> (u64, u64) {
        let of = |plane: &[u64]| plane.get(word).copied().unwrap_or_default();
        (
            of(self.can_be_true) ^ self.flip_true,
            of(self.can_be_false) ^ self.flip_false,
        )
    }
}

/// The planes that were worked out so far.
#[derive(Clone, Copy)]
struct Planes<'a> {
    inputs: &'a [u64],
    gates: &'a [u64],
    first: usize,
    words: usize,
}

impl<'a> Planes<'a> {
    fn plane(&self, plane: usize) -> &'a [u64] {
        let (planes, start) = match plane.checked_sub(self.first) {
            None => (self.inputs, plane),
            Some(start) => (self.gates, start),
        };
        planes.get(start..start + self.words).unwrap_or_default()
    }

    fn side(&self, value: Value) -> Side<'a> {
        let flip = |negate| if negate { u64::MAX } else { 0 };
        match value {
            Value::Constant(value) => {
                let every = self.plane(self.first);
                Side {
                    can_be_true: every,
                    can_be_false: every,
                    flip_true: flip(!value),
                    flip_false: flip(value),
                }
            }
            Value::Known { plane, is_negated } => {
                let plane = self.plane(plane);
                Side {
                    can_be_true: plane,
                    can_be_false: plane,
                    flip_true: flip(is_negated),
                    flip_false: flip(!is_negated),
                }
            }
            Value::Open {
                can_be_true,
                can_be_false,
            } => Side {
                can_be_true: self.plane(can_be_true),
                can_be_false: self.plane(can_be_false),
                flip_true: 0,
                flip_false: 0,
            },
        }
    }
}

impl Gates {
    /// Works out the gates that a program needs over so many words of rows, of which the inputs, by their
    /// numbers, say so much in these planes.
    pub(super) fn work(
        &mut self,
        program: &Program,
        words: usize,
        planes: &[u64],
        inputs: impl Iterator<Item = Said>,
    ) {
        self.words = words;
        self.first = planes.len();
        let most = (2 * program.gates.len() + 1) * words;
        if self.planes.len() < most {
            self.planes.resize(most, 0);
        }
        if let Some(every) = self.planes.get_mut(..words) {
            every.fill(u64::MAX);
        }
        self.used = words;
        self.values.clear();
        self.values
            .resize(program.net.nodes.len(), Value::Constant(true));
        for (input, said) in program.net.inputs.iter().zip(inputs) {
            let value = match said {
                Said::Alike(Kleene::TRUE) => Value::Constant(true),
                Said::Alike(Kleene::FALSE) => Value::Constant(false),
                Said::Alike(_) => Value::Open {
                    can_be_true: self.first,
                    can_be_false: self.first,
                },
                Said::Known(plane) => Value::Known {
                    plane,
                    is_negated: false,
                },
                Said::Open(can_be_true, can_be_false) => Value::Open {
                    can_be_true,
                    can_be_false,
                },
            };
            self.set(input.node, value);
        }
        for &number in &program.gates {
            let value = match program.net.nodes.get(number) {
                Some(Node::Both(left, right)) => self.both(planes, *left, *right),
                Some(Node::Else(first, second)) => self.or_else(planes, *first, *second),
                _ => continue,
            };
            self.set(number, value);
        }
    }

    fn set(&mut self, node: usize, value: Value) {
        if let Some(known) = self.values.get_mut(node) {
            *known = value;
        }
    }

    /// What is known of a literal.
    pub(super) fn value(&self, literal: Literal) -> Value {
        let value = self.values.get(literal.node()).copied();
        let value = value.unwrap_or(Value::Constant(true));
        value.negated(literal.is_negated())
    }

    /// A literal in two planes, beside the planes of inputs that were worked with.
    pub(super) fn side<'a>(&'a self, inputs: &'a [u64], literal: Literal) -> Side<'a> {
        self.planes(inputs).side(self.value(literal))
    }

    fn planes<'a>(&'a self, inputs: &'a [u64]) -> Planes<'a> {
        Planes {
            inputs,
            gates: &self.planes,
            first: self.first,
            words: self.words,
        }
    }

    /// The planes so far, and room for so many more.
    fn beside<'a>(&'a mut self, inputs: &'a [u64], more: usize) -> (Planes<'a>, &'a mut [u64]) {
        let used = self.used.min(self.planes.len());
        let (gates, free) = self.planes.split_at_mut(used);
        let planes = Planes {
            inputs,
            gates,
            first: self.first,
            words: self.words,
        };
        let more = free.len().min(more * self.words);
        (planes, free.get_mut(..more).unwrap_or_default())
    }

    fn both(&mut self, inputs: &[u64], left: Literal, right: Literal) -> Value {
        match (self.value(left), self.value(right)) {
            (Value::Constant(false), _) | (_, Value::Constant(false)) => Value::Constant(false),
            (Value::Constant(true), other) | (other, Value::Constant(true)) => other,
            (
                Value::Known { plane, is_negated },
                Value::Known {
                    plane: other,
                    is_negated: is_other_negated,
                },
            ) => {
                let (planes, own) = self.beside(inputs, 1);
                let (left, right) = (planes.plane(plane), planes.plane(other));
                let any = match (is_negated, is_other_negated) {
                    (false, false) => join(own, left, right, |left, right| left & right),
                    (true, false) => join(own, left, right, |left, right| !left & right),
                    (false, true) => join(own, left, right, |left, right| left & !right),
                    (true, true) => join(own, left, right, |left, right| !left & !right),
                };
                match any {
                    0 => Value::Constant(false),
                    _ => self.keep_known(),
                }
            }
            (left, right) => self.open(inputs, left, right, |left, right| {
                (left.0 & right.0, left.1 | right.1)
            }),
        }
    }

    /// The first where it is known, else the second.
    fn or_else(&mut self, inputs: &[u64], first: Literal, second: Literal) -> Value {
        match self.value(first) {
            open @ Value::Open { .. } => {
                self.open(inputs, open, self.value(second), |first, second| {
                    (
                        first.0 & (!first.1 | second.0),
                        first.1 & (!first.0 | second.1),
                    )
                })
            }
            known => known,
        }
    }

    /// Joins two nodes in two planes, of which one is left where every row is known.
    fn open(
        &mut self,
        inputs: &[u64],
        left: Value,
        right: Value,
        join: impl Fn((u64, u64), (u64, u64)) -> (u64, u64),
    ) -> Value {
        let (used, first, words) = (self.used, self.first, self.words);
        let (planes, own) = self.beside(inputs, 2);
        let (left, right) = (planes.side(left), planes.side(right));
        let (own_true, own_false) = own.split_at_mut(words.min(own.len()));
        let mut unknown = 0;
        let own = own_true.iter_mut().zip(own_false);
        let all = own.zip(left.words().zip(right.words()));
        for ((own_true, own_false), (left, right)) in all {
            (*own_true, *own_false) = join(left, right);
            unknown |= *own_true & *own_false;
        }
        match unknown {
            0 => self.keep_known(),
            _ => {
                self.used += 2 * words;
                Value::Open {
                    can_be_true: first + used,
                    can_be_false: first + used + words,
                }
            }
        }
    }

    /// Keeps the plane that was written last.
    fn keep_known(&mut self) -> Value {
        let plane = self.first + self.used;
        self.used += self.words;
        Value::Known {
            plane,
            is_negated: false,
        }
    }
}

/// Joins planes, and tells whether any row of the result is set.
fn join(own: &mut [u64], left: &[u64], right: &[u64], join: impl Fn(u64, u64) -> u64) -> u64 {
    let mut any = 0;
    for (own, (left, right)) in own.iter_mut().zip(left.iter().zip(right)) {
        *own = join(*left, *right);
        any |= *own;
    }
    any
}
