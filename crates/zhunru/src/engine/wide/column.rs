//! A column of statements, each by its class.

use std::collections::BTreeSet;

use super::planes::Accepted;
use super::statement::{Answer, Statement};
use crate::engine::logic::Kleene;
use crate::vocabulary::FactIndex;

/// The number of what a cell says to one program, in one column.
pub type Class = u8;

/// The class of a cell of which nothing is known.
pub const UNSTATED: Class = 0;

/// The class of a cell whose row is left to the single path.
pub const SINGLY: Class = Class::MAX;

/// A number that no class has, for the use of callers.
pub const NO_CLASS: Class = SINGLY - 1;

/// The statements of one column to one program; those that say the same share a class.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// By class, the answers; none for [`UNSTATED`].
    patterns: Vec<Box<[Answer]>>,
    facts: BTreeSet<FactIndex>,
    answered: Vec<Answered>,
}

/// One input that a column answers.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub(super) input: u16,
    pub(super) can_be_true: Accepted,
    pub(super) can_be_false: Accepted,
}

impl Column {
    /// The class of a statement; [`SINGLY`] where there are too many for a byte.
    pub fn class(&mut self, statement: &Statement) -> Class {
        self.facts.extend(statement.facts.iter().copied());
        if statement.answers.is_empty() {
            return UNSTATED;
        }
        let known = self.patterns.iter();
        let position = match known.clone().position(|one| *one == statement.answers) {
            Some(position) => position,
            None if self.patterns.len() + 1 >= usize::from(NO_CLASS) => return SINGLY,
            None => {
                self.patterns.push(statement.answers.clone());
                self.answered.clear();
                self.patterns.len() - 1
            }
        };
        Class::try_from(position + 1).unwrap_or(SINGLY)
    }

    /// Whether one of its statements states a fact that the statement states too. Which of both
    /// counts, if any, only the whole proposal can tell.
    pub fn meets(&self, statement: &Statement) -> bool {
        statement.facts.iter().any(|fact| self.facts.contains(fact))
    }

    /// Whether no statement so far answers anything.
    pub fn is_silent(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Makes ready for a sheet, after statements were added.
    pub fn prepare(&mut self, program: &super::Program) {
        if !self.answered.is_empty() || self.patterns.is_empty() {
            return;
        }
        let inputs: BTreeSet<u16> = self
            .patterns
            .iter()
            .flat_map(|pattern| pattern.iter().map(|(input, _)| *input))
            .collect();
        let answered = inputs.into_iter().map(|input| {
            let usual = program.usual(input);
            let values: Vec<Kleene> = self
                .patterns
                .iter()
                .map(|pattern| {
                    let own = pattern.iter().find(|(known, _)| *known == input);
                    own.map_or(usual, |(_, value)| *value)
                })
                .collect();
            let accepted = |of: fn(Kleene) -> bool| {
                Accepted::new(of(usual), values.iter().map(|value| of(*value)))
            };
            Answered {
                input,
                can_be_true: accepted(|value| value.can_be_true),
                can_be_false: accepted(|value| value.can_be_false),
            }
        });
        self.answered = answered.collect();
    }

    /// The facts that its statements state.
    pub(super) fn facts(&self) -> impl Iterator<Item = FactIndex> {
        self.facts.iter().copied()
    }

    /// The inputs that it answers, once it is prepared.
    pub(super) fn answered(&self) -> &[Answered] {
        &self.answered
    }
}
