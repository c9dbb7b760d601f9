//! Which inputs of a program ask what those of another ask, be it of another engine.
//!
//! An engine numbers facts, lists and procedures for itself, so they are compared by what they are. Whatever is
//! not shown here to be answered the same by every cell is not alike.

mod entries;
mod lists;
mod names;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{Kept, Program};
use crate::engine::Engine;
use crate::engine::atom::{ListIndex, ProcedureIndex};
use crate::engine::build::Compiled;
use crate::engine::net::{Input, NetInput};
use crate::vocabulary::{FactIndex, FactOrigin, FactPlace};

/// Finds out what two engines ask alike, for rows that are kept for the programs of the first.
#[derive(Debug)]
pub struct Likeness {
    kept: Arc<Compiled>,
    other: Arc<Compiled>,
    /// What was found so far, by the numbers in both engines.
    facts: FxHashMap<(FactIndex, FactIndex), bool>,
    lists: FxHashMap<(OnDay, OnDay), bool>,
}

/// A list as it reads on a day.
type OnDay = (ListIndex, NaiveDate);

/// Which of the inputs that are kept answer those of a program.
#[derive(Clone, Debug)]
pub struct Matched {
    /// The program for which the rows are kept.
    kept: Arc<Program>,
    program: Arc<Program>,
    /// By input of the program, the number of the one that is kept; of those that it does not need nothing.
    inputs: Box<[Option<usize>]>,
}

impl Matched {
    /// The program that decides the rows.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// Whether it was found for these rows, or for others that are kept for the same program.
    pub(super) fn is_of(&self, kept: &Kept) -> bool {
        Arc::ptr_eq(&self.kept, &kept.program)
    }

    pub(super) fn inputs(&self) -> impl Iterator<Item = Option<usize>> {
        self.inputs.iter().copied()
    }
}

impl Likeness {
    /// Compares what an engine asks with what another asked, for which rows are kept.
    pub fn new(kept: &Engine, other: &Engine) -> Self {
        Likeness {
            kept: Arc::clone(&kept.inner),
            other: Arc::clone(&other.inner),
            facts: FxHashMap::default(),
            lists: FxHashMap::default(),
        }
    }

    /// Whether both engines have packs of the same names in force at the same places and times, so that a village
    /// is covered by the same ones.
    pub fn takes_packs_alike(&self) -> bool {
        let taken = |compiled: &Arc<Compiled>| {
            let packs = compiled.packs.iter().zip(&compiled.ancestors);
            let packs = packs.map(|(pack, ancestors)| {
                (
                    pack.id.clone(),
                    pack.place.code.clone(),
                    pack.in_force,
                    ancestors.clone(),
                )
            });
            packs.collect::<Vec<_>>()
        };
        taken(&self.kept) == taken(&self.other)
    }

    /// The inputs of a program of the other engine among those that are kept, if all that it needs are there
    /// and every row that is kept says the same to it. The program must be for the days on which the rows are
    /// decided, as the one was for which they are kept.
    ///
    /// Nothing comes back where it asks something that was not asked, where a list reads otherwise or a
    /// procedure has other steps, or where what is stated of facts could be read otherwise.
    pub fn inputs(&mut self, kept: &Kept, program: &Arc<Program>) -> Option<Matched> {
        let own = &kept.program;
        let is_of_these =
            Arc::ptr_eq(own.compiled(), &self.kept) && Arc::ptr_eq(program.compiled(), &self.other);
        if !is_of_these
            || own.demand_type() != program.demand_type()
            || !are_same_places(own.places(), program.places())
            || !self.reads_stated_alike(kept, program)
        {
            return None;
        }
        let asked = own.net.inputs.len();
        let mut next = 0;
        let inputs = program.net.inputs.iter().zip(&program.needs);
        let inputs = inputs.map(|(input, is_needed)| {
            if !is_needed {
                return Some(None);
            }
            // Most stand in the same order.
            let mut numbers = (0..asked).map(|number| (next + number) % asked);
            let known = numbers.find(|number| {
                let known = own.net.inputs.get(*number);
                known.is_some_and(|known| self.asks_alike((own, known), (program, input)))
            })?;
            next = known + 1;
            Some(Some(known))
        });
        let inputs: Option<Vec<Option<usize>>> = inputs.collect();
        Some(Matched {
            inputs: inputs?.into(),
            kept: Arc::clone(own),
            program: Arc::clone(program),
        })
    }

    /// Whether what is stated of facts is read as it was, faults included.
    fn reads_stated_alike(&mut self, kept: &Kept, program: &Program) -> bool {
        let demand = program.demand_type();
        let (own, other) = (Arc::clone(&self.kept), Arc::clone(&self.other));
        // What the header states of facts that other demands have is passed over.
        let mut further = own.vocabulary.facts();
        let has_more = further.any(|fact| {
            let known = || other.vocabulary.fact(&fact.path);
            fact.place == FactPlace::Facts
                && !fact.on.contains(demand)
                && known().is_some_and(|known| known.on.contains(demand))
        });
        !has_more
            && kept.facts.iter().all(|&fact| {
                let Some(stated) = own.vocabulary.at(fact) else {
                    return false;
                };
                let Some(number) = other.vocabulary.index(&stated.path) else {
                    return false;
                };
                let Some(known) = other.vocabulary.at(number) else {
                    return false;
                };
                // Membership may be stated by the name of an entry, and of all lists of one name at once.
                let is_stated_alike = match &stated.origin {
                    FactOrigin::List { list, .. } => {
                        self.has_same_names(fact, number) && self.names_same_lists(list)
                    }
                    _ => true,
                };
                stated.on.contains(demand) == known.on.contains(demand)
                    && self.is_same_fact(fact, number)
                    && is_stated_alike
            })
    }

    /// Whether two numbers stand for one fact, of which the same may be stated.
    fn is_same_fact(&mut self, own: FactIndex, other: FactIndex) -> bool {
        if let Some(known) = self.facts.get(&(own, other)) {
            return *known;
        }
        let facts = (
            self.kept.vocabulary.at(own),
            self.other.vocabulary.at(other),
        );
        let is_same = match facts {
            (Some(own), Some(other)) => {
                own.path == other.path
                    && own.kind == other.kind
                    && own.allows_none == other.allows_none
                    && own.place == other.place
            }
            _ => false,
        };
        self.facts.insert((own, other), is_same);
        is_same
    }

    /// Whether an input is answered by every cell as one that is kept.
    fn asks_alike(
        &mut self,
        (own_program, own): (&Program, &NetInput),
        (program, other): (&Program, &NetInput),
    ) -> bool {
        if own.usual != other.usual {
            return false;
        }
        let days = (own_program.day(), program.day());
        match (&own.input, &other.input) {
            (
                Input::Passes { fact, test },
                Input::Passes {
                    fact: other_fact,
                    test: other_test,
                },
            ) => test == other_test && self.is_same_fact(*fact, *other_fact),
            (Input::Entry(list), Input::Entry(other)) => {
                self.reads_alike((*list, days.0), (*other, days.1))
            }
            (Input::Membership(list), Input::Membership(other)) => {
                self.is_same_membership(*list, *other)
            }
            (Input::Complete(procedure), Input::Complete(other))
            | (Input::Refused(procedure), Input::Refused(other)) => {
                self.takes_same_steps(*procedure, *other)
                    && self.presumes_same_level(own_program, program)
            }
            (
                Input::Given {
                    list,
                    predicate,
                    least,
                    reading,
                },
                Input::Given {
                    list: other_list,
                    predicate: other_predicate,
                    least: other_least,
                    reading: other_reading,
                },
            ) => {
                least == other_least
                    && reading == other_reading
                    && predicate == other_predicate
                    && self.is_same_fact(*list, *other_list)
                    && self.passes_alike(
                        (own_program, *list),
                        (program, *other_list),
                        predicate,
                        *reading,
                    )
            }
            _ => false,
        }
    }

    fn is_same_membership(&mut self, own: ListIndex, other: ListIndex) -> bool {
        let own = self.kept.lists.get(own).map(|list| list.membership);
        let other = self.other.lists.get(other).map(|list| list.membership);
        own.zip(other)
            .is_some_and(|(own, other)| self.is_same_fact(own, other))
    }

    /// Whether acts that complete or refuse one procedure do so with another.
    fn takes_same_steps(&self, own: ProcedureIndex, other: ProcedureIndex) -> bool {
        let steps = |compiled: &Arc<Compiled>, procedure| {
            let steps = compiled
                .procedure(procedure)
                .map(|one| one.steps.as_slice());
            steps.map(|steps| {
                let steps = steps
                    .iter()
                    .map(|step| (step.acts.clone(), step.by.clone()));
                steps.collect::<Vec<_>>()
            })
        };
        let own = steps(&self.kept, own);
        own.is_some() && own == steps(&self.other, other)
    }

    /// Whether the same is presumed of the issuer's level, which bodies may have.
    fn presumes_same_level(&self, own: &Program, other: &Program) -> bool {
        let presumed = |program: &Program| {
            let level = program.compiled().known.issuer_level?;
            let plan = program.plan();
            plan.presumption(level).map(|known| known.state.clone())
        };
        presumed(own) == presumed(other)
    }
}

/// Whether the names of places that may stand in front of others are the same, in whatever order.
fn are_same_places(own: &[smol_str::SmolStr], other: &[smol_str::SmolStr]) -> bool {
    own.iter().all(|place| other.contains(place)) && other.iter().all(|place| own.contains(place))
}
