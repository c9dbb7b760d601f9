//! Whether lists of two engines read the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Likeness, OnDay};
use crate::engine::atom::ListIndex;
use crate::engine::build::Compiled;
use crate::engine::wide::Program;
use crate::list::{ListContent, ListEntry};
use crate::vocabulary::{FactIndex, FactOrigin};

impl Likeness {
    /// Whether the lists in which these facts state membership have the same names at all times.
    pub(super) fn has_same_names(&self, own: FactIndex, other: FactIndex) -> bool {
        let list = |compiled: &Compiled, fact| {
            let mut lists = compiled.lists.iter();
            lists.position(|list| list.membership == fact)
        };
        let lists = (list(&self.kept, own), list(&self.other, other));
        let (Some(own), Some(other)) = lists else {
            return false;
        };
        self.is_shared(own, other)
            || match (content(&self.kept, own), content(&self.other, other)) {
                (Some(ListContent::Loaded(own)), Some(ListContent::Loaded(other))) => {
                    are_named_alike(own.iter(), other.iter())
                }
                (own, other) => own == other,
            }
    }

    /// Whether both engines have lists of this name in the same packs, and in no others.
    pub(super) fn names_same_lists(&self, name: &str) -> bool {
        let named = |compiled: &Compiled| {
            let facts = compiled.vocabulary.facts();
            let named = facts.filter(
                |fact| matches!(&fact.origin, FactOrigin::List { list, .. } if list == name),
            );
            named.map(|fact| fact.path.clone()).collect::<BTreeSet<_>>()
        };
        named(&self.kept) == named(&self.other)
    }

    /// Whether two lists have the same names on the days of both.
    pub(super) fn reads_alike(&mut self, own: OnDay, other: OnDay) -> bool {
        if let Some(known) = self.lists.get(&(own, other)) {
            return *known;
        }
        let is_alike = (self.is_shared(own.0, other.0) && own.1 == other.1)
            || match (content(&self.kept, own.0), content(&self.other, other.0)) {
                (Some(ListContent::Loaded(entries)), Some(ListContent::Loaded(others))) => {
                    are_named_alike(in_force(entries, own.1), in_force(others, other.1))
                }
                // An item's standing is then what is stated.
                (Some(ListContent::NotLoaded(_)), Some(ListContent::NotLoaded(_))) => true,
                _ => false,
            };
        self.lists.insert((own, other), is_alike);
        is_alike
    }

    /// Whether both engines have the very same list.
    fn is_shared(&self, own: ListIndex, other: ListIndex) -> bool {
        let list = |compiled: &Compiled, list: ListIndex| {
            let list = compiled.lists.get(list)?;
            Some((Arc::clone(compiled.packs.get(list.pack)?), list.position))
        };
        match (list(&self.kept, own), list(&self.other, other)) {
            (Some((own, place)), Some((other, other_place))) => {
                Arc::ptr_eq(&own, &other) && place == other_place
            }
            _ => false,
        }
    }

    /// Whether a name is on both lists or on neither, as both programs see them.
    pub(super) fn names_alike(
        &mut self,
        (own, program): (&Program, &Program),
        list: ListIndex,
        other: ListIndex,
    ) -> bool {
        let days = (own.day(), program.day());
        let is_in_force = |compiled: &Compiled, list: ListIndex, day| {
            let list = compiled.lists.get(list);
            list.is_some_and(|list| list.in_force.contains(day))
        };
        is_in_force(&self.kept, list, days.0) == is_in_force(&self.other, other, days.1)
            && self.reads_alike((list, days.0), (other, days.1))
    }
}

fn content(compiled: &Compiled, list: ListIndex) -> Option<&ListContent> {
    compiled.list(list).map(|list| &list.content)
}

fn in_force(entries: &[ListEntry], day: NaiveDate) -> impl Iterator<Item = &ListEntry> {
    entries.iter().filter(move |one| one.in_force.contains(day))
}

/// Whether entries are called the same, in the form in which names are compared.
fn are_named_alike<'e>(
    own: impl Iterator<Item = &'e ListEntry>,
    other: impl Iterator<Item = &'e ListEntry>,
) -> bool {
    // Names are compared in that form.
    let called = |entry: &'e ListEntry| (&entry.code, &entry.name, entry.aliases.as_slice());
    own.map(called).eq(other.map(called))
}
