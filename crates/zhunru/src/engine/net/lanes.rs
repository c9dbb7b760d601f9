//! Nodes of a net in many completions at once, one completion to a bit.

use super::completions::Variable;
use super::single::known_of;
use super::{Literal, Net, Node};
use crate::decision::Verdict;
use crate::engine::logic::Kleene;

/// What the nodes that are not known come to in each completion.
pub(super) struct Lanes {
    words: usize,
    /// By node, where its planes begin: the words of *can be true*, then those of *can be false*.
    /// Those of nodes that are known stand in front, the same for all that are known alike.
    start: Vec<u32>,
    planes: Vec<u64>,
    completions: usize,
}

/// The place of the planes of what is known.
fn place_of(known: Kleene) -> usize {
    match (known.can_be_true, known.can_be_false) {
        (true, false) => 0,
        (false, _) => 1,
        (true, true) => 2,
    }
}

/// So many places have the planes of what is known.
const KNOWN: usize = 3;

impl Lanes {
    /// Works out the nodes that are not known: those that are open, in the completions that variables
    /// make.
    pub(super) fn new(
        net: &Net,
        known: &[Kleene],
        open: &[bool],
        variables: &[Variable<'_>],
        completions: usize,
    ) -> Self {
        let words = completions.div_ceil(64);
        let mut places = KNOWN;
        let start = known.iter().zip(open).map(|(known, open)| {
            let place = if *open {
                places += 1;
                places - 1
            } else {
                place_of(*known)
            };
            u32::try_from(place * 2 * words).unwrap_or(u32::MAX)
        });
        let start = start.collect();
        let mut lanes = Lanes {
            words,
            start,
            planes: vec![u64::MAX; places * 2 * words],
            completions,
        };
        // True in none, and false in none.
        for zeros in [words..2 * words, 2 * words..3 * words] {
            lanes.planes.get_mut(zeros).unwrap_or_default().fill(0);
        }
        let mut stride = 1;
        for variable in variables {
            lanes.lay(variable, stride);
            stride *= variable.ways.len();
        }
        for (number, (node, open)) in net.nodes.iter().zip(open).enumerate() {
            match node {
                Node::Both(left, right) if *open => lanes.both(number, *left, *right),
                Node::Else(left, right) if *open => lanes.or_else(number, *left, *right),
                _ => {}
            }
        }
        lanes
    }

    /// Where the planes of a node begin.
    fn start(&self, node: usize) -> usize {
        self.start
            .get(node)
            .map_or(usize::MAX, |start| *start as usize)
    }

    /// Sets the inputs that a variable answers; its way changes after so many completions.
    fn lay(&mut self, variable: &Variable<'_>, stride: usize) {
        let words = self.words;
        for (number, &node) in variable.nodes.iter().enumerate() {
            let start = self.start(node);
            let own = self.planes.get_mut(start..).unwrap_or_default();
            let (is_true, rest) = own.split_at_mut(words.min(own.len()));
            let is_false = rest.get_mut(..words).unwrap_or_default();
            is_true.fill(0);
            let ways = variable.ways.iter().cycle();
            let mut first = 0;
            for way in ways {
                if first >= self.completions {
                    break;
                }
                let end = (first + stride).min(self.completions);
                if way.get(number) == Some(&true) {
                    set_bits(is_true, first, end);
                }
                first = end;
            }
            for (is_false, is_true) in is_false.iter_mut().zip(&*is_true) {
                *is_false = !is_true;
            }
        }
    }

    /// The planes of the literals that a node reads, and its own behind them.
    fn read(
        &mut self,
        node: usize,
        left: Literal,
        right: Literal,
    ) -> ([[&[u64]; 2]; 2], [&mut [u64]; 2]) {
        let words = self.words;
        let own = self.start(node).min(self.planes.len());
        let starts = [left, right].map(|one| (self.start(one.node()), one.is_negated()));
        let (before, own) = self.planes.split_at_mut(own);
        let before = &*before;
        let read = starts.map(|(start, is_negated)| planes_at(before, start, words, is_negated));
        let (is_true, rest) = own.split_at_mut(words.min(own.len()));
        (read, [is_true, rest.get_mut(..words).unwrap_or_default()])
    }

    fn both(&mut self, node: usize, left: Literal, right: Literal) {
        let ([left, right], [can_be_true, can_be_false]) = self.read(node, left, right);
        let [left_true, left_false] = left;
        let [right_true, right_false] = right;
        for (own, (left, right)) in can_be_true.iter_mut().zip(left_true.iter().zip(right_true)) {
            *own = left & right;
        }
        for (own, (left, right)) in can_be_false
            .iter_mut()
            .zip(left_false.iter().zip(right_false))
        {
            *own = left | right;
        }
    }

    fn or_else(&mut self, node: usize, left: Literal, right: Literal) {
        let ([left, right], [can_be_true, can_be_false]) = self.read(node, left, right);
        let [left_true, left_false] = left;
        let [right_true, right_false] = right;
        let lefts = left_true.iter().zip(left_false);
        let rights = right_true.iter().zip(right_false);
        let own = can_be_true.iter_mut().zip(can_be_false);
        for ((own_true, own_false), ((left_true, left_false), (right_true, right_false))) in
            own.zip(lefts.zip(rights))
        {
            *own_true = left_true & (!left_false | right_true);
            *own_false = left_false & (!left_true | right_false);
        }
    }

    /// The planes of a literal: what can be true, and what can be false.
    fn planes(&self, literal: Literal) -> [&[u64]; 2] {
        let start = self.start(literal.node());
        planes_at(&self.planes, start, self.words, literal.is_negated())
    }

    /// The bits of a word that stand for completions.
    fn valid(&self, word: usize) -> u64 {
        match self.completions.saturating_sub(word * 64) {
            rest @ 0..64 => (1 << rest) - 1,
            _ => u64::MAX,
        }
    }

    /// In which completions literals hold, word by word; nothing for a word in which one of them is not
    /// known in each.
    fn settled<const N: usize>(
        &self,
        literals: [Literal; N],
    ) -> impl Iterator<Item = (u64, Option<[u64; N]>)> {
        let planes = literals.map(|literal| self.planes(literal));
        (0..self.words).map(move |word| {
            let valid = self.valid(word);
            let at = |plane: &[u64]| plane.get(word).copied().unwrap_or(u64::MAX);
            let is_open = planes
                .iter()
                .any(|[is_true, is_false]| at(is_true) & at(is_false) & valid != 0);
            let settled = planes.map(|[is_true, _]| at(is_true));
            (valid, (!is_open).then_some(settled))
        })
    }

    /// What is known over all completions of what literals come to together.
    pub(super) fn combined<const N: usize>(
        &self,
        literals: [Literal; N],
        of: impl Fn([u64; N]) -> u64,
    ) -> Option<Kleene> {
        let mut all = Kleene {
            can_be_true: false,
            can_be_false: false,
        };
        for (valid, settled) in self.settled(literals) {
            let is_true = of(settled?);
            all.can_be_true |= is_true & valid != 0;
            all.can_be_false |= !is_true & valid != 0;
        }
        Some(all)
    }

    /// What is known of a literal over all completions.
    pub(super) fn value(&self, known: &[Kleene], literal: Literal) -> Option<Kleene> {
        match self.start(literal.node()) < KNOWN * 2 * self.words {
            true => Some(known_of(known, literal)),
            false => self.combined([literal], |[is_true]| is_true),
        }
    }

    /// The verdict of each completion.
    pub(super) fn verdicts(&self, outcome: [Literal; 4]) -> Option<Vec<Verdict>> {
        let mut verdicts = Vec::with_capacity(self.words * 64);
        for (_, settled) in self.settled(outcome) {
            let outcome = settled?;
            verdicts.extend(
                (0..64).map(|bit| match outcome.map(|plane| plane >> bit & 1 == 1) {
                    [true, ..] => Verdict::Deny,
                    [_, true, ..] => Verdict::NeedsApproval,
                    [_, _, false, _] => Verdict::NotCovered,
                    [.., true] => Verdict::AdmitWithConditions,
                    _ => Verdict::Admit,
                }),
            );
        }
        verdicts.truncate(self.completions);
        Some(verdicts)
    }
}

/// The planes that begin at a place, in the other order for what is negated.
fn planes_at(planes: &[u64], start: usize, words: usize, is_negated: bool) -> [&[u64]; 2] {
    let of = |from: usize| planes.get(from..from + words).unwrap_or_default();
    // A place that is none is past all planes.
    let (one, other) = match start.checked_add(2 * words) {
        Some(_) => (of(start), of(start + words)),
        None => (&[][..], &[][..]),
    };
    if is_negated {
        [other, one]
    } else {
        [one, other]
    }
}

/// Sets these bits.
fn set_bits(words: &mut [u64], first: usize, end: usize) {
    let mut bit = first;
    while bit < end {
        let (word, from) = (bit / 64, bit % 64);
        let number = (64 - from).min(end - bit);
        let ones = u64::MAX >> (64 - number);
        if let Some(word) = words.get_mut(word) {
            *word |= ones << from;
        }
        bit += number;
    }
}
