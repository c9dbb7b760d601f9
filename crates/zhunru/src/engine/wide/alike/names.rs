//! Whether names that are unknown are told apart alike.

use super::Likeness;
use crate::condition::Test;
use crate::engine::atom::ListIndex;
use crate::engine::wide::Program;
use crate::vocabulary::{FactIndex, ItemName};

/// All that tells names apart which entries of a list leave unknown.
struct ToldApart {
    /// Whether signs are counted at all.
    counts_signs: bool,
    /// The lists in which names are looked up, where the demand's item is unknown as well and where not.
    lists: [Vec<ListIndex>; 2],
    /// What the demand's own name is asked.
    tests: Vec<Test>,
    /// The names that are compared with.
    compared: Vec<ItemName>,
}

impl Likeness {
    /// Whether an unknown name of an entry may be the same to both programs.
    pub(super) fn names_told_apart_alike(
        &mut self,
        (own, list): (&Program, FactIndex),
        (program, other_list): (&Program, FactIndex),
    ) -> bool {
        let (Some(one), Some(other)) = (told_apart(own, list), told_apart(program, other_list))
        else {
            return false;
        };
        one.counts_signs == other.counts_signs
            && have_same(&one.tests, &other.tests)
            && have_same(&one.compared, &other.compared)
            && one.lists.iter().zip(&other.lists).all(|(lists, others)| {
                lists.len() == others.len()
                    && lists
                        .iter()
                        .zip(others)
                        .all(|(list, other)| self.names_alike((own, program), *list, *other))
            })
    }
}

fn told_apart(program: &Program, list: FactIndex) -> Option<ToldApart> {
    let compiled = program.compiled();
    let name = compiled
        .known
        .sign_name
        .filter(|_| compiled.known.signboards == Some(list));
    let reading = compiled.reading(list)?;
    program.for_nothing(|situation| {
        let Some(name) = name else {
            let fields = 0..reading.fields.len();
            let lists = fields.flat_map(|field| situation.lists_asked(reading, field));
            return ToldApart {
                counts_signs: false,
                lists: [lists.collect(), Vec::new()],
                tests: Vec::new(),
                compared: Vec::new(),
            };
        };
        let (compared, _) = situation.compared_names(name);
        ToldApart {
            counts_signs: situation.counts_signs(),
            lists: [true, false].map(|asks_item| situation.lists(asks_item)),
            tests: situation.tests_asked(name).into_iter().cloned().collect(),
            compared,
        }
    })
}

/// Whether two have the same in them, in whatever order and however often.
fn have_same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.iter().all(|value| other.contains(value)) && other.iter().all(|value| one.contains(value))
}
