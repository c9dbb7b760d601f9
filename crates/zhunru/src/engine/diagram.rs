//! Decision diagrams over what is unknown: the exact answer over all completions.
//!
//! A node asks for the choice of one unknown thing and leads on by it. Nodes are shared and no node
//! has only equal ways on, so two functions are equal when their nodes are, and a function depends
//! on a thing exactly when its diagram asks for it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::logic::{Kleene, Logic, Variable};

/// A diagram, by the number of its topmost node; the first numbers are the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Node(u32);

/// How many results there are; false and true are the first two of them.
const RESULTS: u32 = 16;
const FALSE: Node = Node(0);
const TRUE: Node = Node(1);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Question {
    variable: Variable,
    ways: Box<[Node]>,
}

/// What diagrams of true and false come to, way by way.
#[derive(Debug)]
pub(crate) struct Table {
    /// The unknown things, and in how many ways each may come out.
    pub(crate) variables: Vec<(Variable, usize)>,
    /// By way, what each diagram comes to; the ways of the first thing change fastest.
    pub(crate) ways: Vec<Vec<bool>>,
}

/// All diagrams of one decision.
pub(crate) struct Diagrams {
    questions: Vec<Question>,
    shared: FxHashMap<Question, Node>,
    selected: FxHashMap<(Node, Node, Node), Node>,
    /// The steps that may still be taken: ways of new nodes, and selections worked out.
    steps: usize,
    full: bool,
}

impl Diagrams {
    /// No diagrams yet, and room for so many steps of work: each way of a node is one, and so is
    /// each choice of a selection.
    pub(crate) fn new(steps: usize) -> Self {
        Diagrams {
            questions: Vec::new(),
            shared: FxHashMap::default(),
            selected: FxHashMap::default(),
            steps,
            full: false,
        }
    }

    /// How many steps are left.
    pub(crate) fn steps_left(&self) -> usize {
        self.steps
    }

    /// Takes so many steps, as long as there are any.
    fn take(&mut self, steps: usize) {
        match self.steps.checked_sub(steps) {
            Some(left) => self.steps = left,
            None => {
                self.steps = 0;
                self.full = true;
            }
        }
    }

    /// The diagram of a result, from 0 to 15, of which 0 is false and 1 is true.
    pub(crate) fn result(&self, result: u8) -> Node {
        Node(u32::from(result) % RESULTS)
    }

    /// The diagram that goes on with `then` where the condition holds and with `other` elsewhere.
    pub(crate) fn select(&mut self, condition: Node, then: Node, other: Node) -> Node {
        if condition == TRUE || then == other {
            return then;
        }
        if condition == FALSE {
            return other;
        }
        if then == TRUE && other == FALSE {
            return condition;
        }
        if self.full {
            return FALSE;
        }
        let key = (condition, then, other);
        if let Some(&known) = self.selected.get(&key) {
            return known;
        }
        let top = [condition, then, other]
            .into_iter()
            .filter_map(|node| self.variable(node))
            .min();
        let Some(top) = top else {
            return other;
        };
        let choices = [condition, then, other]
            .into_iter()
            .filter(|&node| self.variable(node) == Some(top))
            .filter_map(|node| self.question(node).map(|question| question.ways.len()))
            .max()
            .unwrap_or(0);
        self.take(choices);
        let mut ways = Vec::with_capacity(choices);
        for choice in 0..choices {
            if self.full {
                return FALSE;
            }
            let [condition, then, other] =
                [condition, then, other].map(|node| self.way(node, top, choice));
            ways.push(self.select(condition, then, other));
        }
        let node = self.ask(top, ways);
        self.selected.insert(key, node);
        node
    }

    /// The results that a diagram can reach.
    pub(crate) fn reachable(&self, node: Node) -> BTreeSet<u8> {
        let mut results = BTreeSet::new();
        self.visit(node, |node, _| {
            if node.0 < RESULTS {
                results.extend(u8::try_from(node.0));
            }
        });
        results
    }

    /// The unknown things on which a diagram depends.
    pub(crate) fn asked(&self, node: Node) -> BTreeSet<Variable> {
        let mut variables = BTreeSet::new();
        self.visit(node, |_, question| {
            variables.extend(question.map(|question| question.variable))
        });
        variables
    }

    /// What these diagrams come to in every way in which the things may come out that they ask for; of ways that
    /// none of them tells apart there is one. Nothing where there are more ways than `most`.
    pub(crate) fn tabulate(&self, nodes: &[Node], most: usize) -> Option<Table> {
        // By variable and choice, where its questions lead on: choices that lead on alike are one.
        let mut leads: BTreeMap<Variable, Vec<Vec<Node>>> = BTreeMap::new();
        self.visit_all(nodes, |_, question| {
            let Some(question) = question else { return };
            let choices = leads.entry(question.variable).or_default();
            choices.resize(choices.len().max(question.ways.len()), Vec::new());
            for (choice, way) in choices.iter_mut().zip(&question.ways) {
                choice.push(*way);
            }
        });
        let mut variables = Vec::with_capacity(leads.len());
        let mut all = 1_usize;
        for (variable, choices) in leads {
            let mut kept: Vec<(&Vec<Node>, usize)> = Vec::new();
            for (number, choice) in choices.iter().enumerate() {
                if kept.iter().all(|(known, _)| *known != choice) {
                    kept.push((choice, number));
                }
            }
            let kept: Vec<usize> = kept.into_iter().map(|(_, number)| number).collect();
            all = all.checked_mul(kept.len()).filter(|all| *all <= most)?;
            variables.push((variable, kept));
        }
        let mut chosen: FxHashMap<Variable, usize> = FxHashMap::default();
        let mut ways = Vec::with_capacity(all);
        for way in 0..all {
            let mut rest = way;
            for (variable, kept) in &variables {
                let choice = kept.get(rest % kept.len().max(1)).copied();
                chosen.insert(*variable, choice.unwrap_or_default());
                rest /= kept.len().max(1);
            }
            let results = nodes.iter().map(|&node| self.follow(node, &chosen) == TRUE);
            ways.push(results.collect());
        }
        let variables = variables.into_iter();
        Some(Table {
            variables: variables.map(|(one, kept)| (one, kept.len())).collect(),
            ways,
        })
    }

    /// The result to which these choices lead.
    fn follow(&self, mut node: Node, chosen: &FxHashMap<Variable, usize>) -> Node {
        while let Some(question) = self.question(node) {
            let choice = chosen.get(&question.variable).copied().unwrap_or_default();
            match question.ways.get(choice) {
                Some(&way) => node = way,
                None => return FALSE,
            }
        }
        node
    }

    fn visit(&self, node: Node, each: impl FnMut(Node, Option<&Question>)) {
        self.visit_all(&[node], each);
    }

    fn visit_all(&self, nodes: &[Node], mut each: impl FnMut(Node, Option<&Question>)) {
        let mut seen: BTreeSet<Node> = nodes.iter().copied().collect();
        let mut open: Vec<Node> = seen.iter().copied().collect();
        while let Some(node) = open.pop() {
            let question = self.question(node);
            each(node, question);
            for &way in question.iter().flat_map(|question| question.ways.iter()) {
                if seen.insert(way) {
                    open.push(way);
                }
            }
        }
    }

    fn ask(&mut self, variable: Variable, ways: Vec<Node>) -> Node {
        let Some(&first) = ways.first() else {
            return FALSE;
        };
        if ways.iter().all(|&way| way == first) {
            return first;
        }
        let question = Question {
            variable,
            ways: ways.into_boxed_slice(),
        };
        if let Some(&node) = self.shared.get(&question) {
            return node;
        }
        self.take(question.ways.len());
        if self.full {
            return FALSE;
        }
        // The limit keeps the number far below that of the type.
        let node =
            Node(u32::try_from(self.questions.len()).unwrap_or(u32::MAX - RESULTS) + RESULTS);
        self.questions.push(question.clone());
        self.shared.insert(question, node);
        node
    }

    fn question(&self, node: Node) -> Option<&Question> {
        self.questions.get(node.0.checked_sub(RESULTS)? as usize)
    }

    fn variable(&self, node: Node) -> Option<Variable> {
        self.question(node).map(|question| question.variable)
    }

    fn way(&self, node: Node, variable: Variable, choice: usize) -> Node {
        match self.question(node) {
            Some(question) if question.variable == variable => {
                question.ways.get(choice).copied().unwrap_or(node)
            }
            _ => node,
        }
    }
}

impl Logic for Diagrams {
    type Bit = Node;

    fn constant(&mut self, value: bool) -> Node {
        if value { TRUE } else { FALSE }
    }

    fn choice(
        &mut self,
        variable: Variable,
        choices: usize,
        accepts: &mut dyn FnMut(usize) -> bool,
    ) -> Node {
        if self.full {
            return FALSE;
        }
        let ways = (0..choices)
            .map(|choice| if accepts(choice) { TRUE } else { FALSE })
            .collect();
        self.ask(variable, ways)
    }

    fn not(&mut self, bit: Node) -> Node {
        self.select(bit, FALSE, TRUE)
    }

    fn and(&mut self, left: Node, right: Node) -> Node {
        self.select(left, right, FALSE)
    }

    fn or(&mut self, left: Node, right: Node) -> Node {
        self.select(left, TRUE, right)
    }

    fn is_full(&self) -> bool {
        self.full
    }

    fn known(&self, bit: Node) -> Kleene {
        match bit {
            TRUE => Kleene::TRUE,
            FALSE => Kleene::FALSE,
            _ => Kleene::UNKNOWN,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test must stop where something is not as it was assumed to be"
    )]

    use super::*;

    #[test]
    fn equal_functions_have_equal_diagrams() {
        let mut diagrams = Diagrams::new(1 << 10);
        let low = diagrams.choice(0, 3, &mut |choice| choice == 0);
        let not_low = diagrams.choice(0, 3, &mut |choice| choice != 0);
        assert_eq!(diagrams.or(low, not_low), TRUE);
        assert_eq!(diagrams.and(low, not_low), FALSE);
        assert_eq!(diagrams.not(low), not_low);
    }

    #[test]
    fn a_diagram_asks_only_for_what_matters() {
        let mut diagrams = Diagrams::new(1 << 10);
        let first = diagrams.choice(0, 2, &mut |choice| choice == 1);
        let second = diagrams.choice(1, 2, &mut |choice| choice == 1);
        let both = diagrams.and(first, second);
        let absorbed = diagrams.or(first, both);
        assert_eq!(diagrams.asked(absorbed), BTreeSet::from([0]));
        let three = diagrams.result(3);
        let four = diagrams.result(4);
        let outcome = diagrams.select(both, three, four);
        assert_eq!(diagrams.reachable(outcome), BTreeSet::from([3, 4]));
        assert_eq!(diagrams.asked(outcome), BTreeSet::from([0, 1]));
    }

    #[test]
    fn a_table_tells_only_ways_that_make_a_difference() {
        let mut diagrams = Diagrams::new(1 << 10);
        let high = diagrams.choice(0, 6, &mut |choice| choice > 3);
        let low = diagrams.choice(0, 6, &mut |choice| choice == 0);
        let other = diagrams.choice(1, 2, &mut |choice| choice == 1);
        let both = diagrams.and(high, other);
        let table = diagrams.tabulate(&[low, both], 6).unwrap();
        assert_eq!(table.variables, [(0, 3), (1, 2)]);
        let told: Vec<[bool; 2]> = table.ways.iter().map(|way| [way[0], way[1]]).collect();
        let (neither, low_only, both_only) = ([false; 2], [true, false], [false, true]);
        assert_eq!(
            told,
            [low_only, neither, neither, low_only, neither, both_only]
        );
        assert!(diagrams.tabulate(&[low, both], 5).is_none());
    }

    #[test]
    fn what_has_no_room_is_said() {
        let mut diagrams = Diagrams::new(20);
        let mut parity = diagrams.constant(false);
        for variable in 0..10 {
            let bit = diagrams.choice(variable, 2, &mut |choice| choice == 1);
            let not = diagrams.not(parity);
            parity = diagrams.select(bit, not, parity);
        }
        assert!(diagrams.is_full());
    }
}
