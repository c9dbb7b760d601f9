//! Things that are unknown and answer inputs only together: the fields of acts on record, of entries of a
//! list, or an item and whether lists hold what is like it.

use std::borrow::Cow;

use super::completions::{MOST_COMPLETIONS, Variable};
use super::{Input, NetInput};
use crate::engine::diagram::{Diagrams, Node};
use crate::engine::logic::{Logic, ThreeValued};
use crate::engine::reader::Reader;
use crate::engine::situation::Situation;
use crate::engine::unknown::Unknown;
use crate::vocabulary::FactIndex;

/// So many steps may be taken to find out what such things come to.
const MOST_STEPS: usize = 1 << 16;
/// All ways together say at most so much to inputs.
const MOST_SAID: usize = 1 << 16;

/// Things that are unknown, and what each way in which all of them may come out says to the inputs that they
/// answer.
#[derive(Debug)]
pub(crate) struct Together {
    /// What is unknown, and in how many ways that the inputs tell apart.
    parts: Vec<(Unknown, usize)>,
    /// The nodes of the inputs.
    nodes: Vec<usize>,
    /// By way, what each of these inputs then is; the ways of the first part change fastest.
    ways: Vec<Vec<bool>>,
}

impl Together {
    /// What is unknown behind the inputs that a fact answers and that three values leave open, with those of
    /// other unknown facts that have a say in them; nothing where none is open, or too much is unknown.
    pub(crate) fn behind(
        situation: &Situation<'_>,
        inputs: &[NetInput],
        fact: FactIndex,
    ) -> Option<Self> {
        let mut quick = Reader::new(situation, ThreeValued);
        let mut is_open = |input: &&NetInput| input.input.value(&mut quick).is_unknown();
        let own = inputs.iter().filter(|input| input.fact == fact);
        let own: Vec<&NetInput> = own.filter(&mut is_open).collect();
        if own.is_empty() {
            return None;
        }
        let mut reader = Reader::new(situation, Diagrams::new(MOST_STEPS));
        let mut bits: Vec<(usize, Node)> = Vec::new();
        for input in own {
            if let Some(bit) = input.input.bit(&mut reader) {
                bits.push((input.node, bit));
            }
        }
        // What else is asked for by a fact of its own answers the inputs of that fact too.
        let others: Vec<FactIndex> = reader
            .unknowns
            .iter()
            .filter_map(|unknown| match unknown {
                Unknown::Fact { fact: other, .. } if other != fact => Some(other),
                _ => None,
            })
            .collect();
        for input in inputs {
            if let Input::Passes { fact, test } = &input.input
                && others.contains(fact)
                && is_open(&input)
            {
                bits.push((input.node, reader.fact(*fact, test)));
            }
        }
        if reader.logic.is_full() || !reader.exact {
            return None;
        }
        let roots: Vec<Node> = bits.iter().map(|(_, bit)| *bit).collect();
        let most = MOST_COMPLETIONS.min(MOST_SAID / roots.len().max(1));
        let told = reader.logic.tabulate(&roots, most)?;
        let parts = told.variables.into_iter();
        let parts = parts.map(|(variable, ways)| Some((reader.unknowns.get(variable)?, ways)));
        Some(Together {
            parts: parts.collect::<Option<_>>()?,
            nodes: bits.into_iter().map(|(node, _)| node).collect(),
            ways: told.ways,
        })
    }

    /// How much it takes, in bytes or so.
    pub(crate) fn size(&self) -> usize {
        self.ways.len() * (size_of::<Vec<bool>>() + self.nodes.len())
    }

    /// Whether it answers the input at a node.
    pub(super) fn answers(&self, node: usize) -> bool {
        self.nodes.contains(&node)
    }

    /// What is unknown, as far as the open inputs tell its ways apart.
    pub(super) fn variable(&self, open: &[bool]) -> Variable<'_> {
        let is_open = |node: &usize| open.get(*node) == Some(&true);
        if self.nodes.iter().all(is_open) {
            return Variable {
                parts: Cow::Borrowed(&self.parts),
                nodes: self.nodes.clone(),
                ways: Cow::Borrowed(&self.ways),
            };
        }
        let of_open = |way: &Vec<bool>| -> Vec<bool> {
            let inputs = way.iter().zip(&self.nodes);
            let kept = inputs.filter(|(_, node)| is_open(node));
            kept.map(|(value, _)| *value).collect()
        };
        let mut ways: Vec<Vec<bool>> = self.ways.iter().map(of_open).collect();
        let mut parts = self.parts.clone();
        let mut stride = 1;
        for (_, count) in &mut parts {
            *count = merge(&mut ways, stride, *count);
            stride *= *count;
        }
        parts.retain(|(_, count)| *count > 1);
        Variable {
            parts: Cow::Owned(parts),
            nodes: self.nodes.iter().copied().filter(is_open).collect(),
            ways: Cow::Owned(ways),
        }
    }
}

/// Leaves of the ways of one part, which change after so many of all ways, one of those that say the same, and
/// tells how many are left.
fn merge(ways: &mut Vec<Vec<bool>>, stride: usize, count: usize) -> usize {
    let all = stride.saturating_mul(count);
    if all == 0 {
        return count;
    }
    let with = |way: usize| {
        let turns = ways.chunks(all);
        turns.flat_map(move |turn| turn.chunks(stride).nth(way).unwrap_or_default())
    };
    let mut kept: Vec<usize> = Vec::with_capacity(count);
    for way in 0..count {
        if !kept.iter().any(|&known| with(known).eq(with(way))) {
            kept.push(way);
        }
    }
    if kept.len() < count {
        let turns = ways.chunks(all);
        let left = turns.flat_map(|turn| {
            let kept = kept.iter();
            kept.flat_map(|&way| turn.chunks(stride).nth(way).unwrap_or_default())
        });
        *ways = left.cloned().collect();
    }
    kept.len()
}

impl Input {
    /// What it comes to in every completion, where that is more than what is stated of one membership.
    fn bit(&self, reader: &mut Reader<'_, '_, Diagrams>) -> Option<Node> {
        let situation = reader.situation;
        match self {
            Input::Passes { fact, test } => Some(reader.fact(*fact, test)),
            Input::Entry(list) if situation.is_loaded(*list) => {
                Some(reader.listed_unknown_item(situation.number, *list))
            }
            _ => self.of_entries(reader),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn ways_that_say_the_same_are_one() {
        // Two parts of three and two ways; of the first the last two say the same.
        let mut ways: Vec<Vec<bool>> = [1, 0, 0, 0, 1, 1].map(|said| vec![said == 1]).into();
        assert_eq!(merge(&mut ways, 1, 3), 2);
        assert_eq!(ways, [[true], [false], [false], [true]]);
        assert_eq!(merge(&mut ways, 2, 2), 2);
        let mut alike = vec![vec![true]; 6];
        assert_eq!(merge(&mut alike, 1, 3), 1);
        assert_eq!(merge(&mut alike, 1, 2), 1);
        assert_eq!(alike.len(), 1);
    }
}
