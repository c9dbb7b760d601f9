//! The versions of a list: as it read on a day, and every day on which it came to read otherwise.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use smol_str::SmolStr;

use super::{Amendment, ItemList, ListContent, ListEntry};
use crate::model::Interval;

/// A list as it reads for some time (清单版本).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListVersion<'a> {
    /// The list.
    pub list: &'a ItemList,
    /// The days on which it reads so, both ends included.
    pub in_force: Interval,
    /// The count that a document last stated by then, if any did.
    pub declared_count: Option<usize>,
    /// The entries in force, in the order of the list; nothing when the list is not loaded.
    pub entries: Option<Vec<&'a ListEntry>>,
    /// The amendments that made it read so; none for the first version.
    pub amendments: Vec<&'a Amendment>,
}

/// How many entries a version has of a class (清单分类条目数).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClassSize {
    /// The class's name; nothing for entries without a class.
    pub name: Option<SmolStr>,
    /// How many entries the version has of it; nothing when the list is not loaded.
    pub count: Option<usize>,
    /// How many the document states for the list's first day.
    pub declared_count: Option<usize>,
}

impl ListVersion<'_> {
    /// How many entries it has: those that are there, or as many as its document states.
    pub fn count(&self) -> Option<usize> {
        match &self.entries {
            Some(entries) => Some(entries.len()),
            None => self.declared_count,
        }
    }

    /// How many entries each class has: the list's classes in their order, then categories that are
    /// no class of it, then those without one. Nothing when the list is not loaded.
    pub fn count_by_class(&self) -> Vec<(Option<SmolStr>, usize)> {
        let Some(entries) = &self.entries else {
            return Vec::new();
        };
        count_by_class(self.list, entries)
    }

    /// The classes with how many entries they have and how many the document states: the list's own
    /// in their order, then categories that are no class of it, then entries without one. None where
    /// there is no class at all.
    pub fn classes(&self) -> Vec<ClassSize> {
        let declared = |name: &SmolStr| {
            let mut classes = self.list.classes.iter();
            classes.find(|class| class.name == *name)?.declared_count
        };
        if self.entries.is_none() {
            let classes = self.list.classes.iter();
            let sizes = classes.map(|class| ClassSize {
                name: Some(class.name.clone()),
                count: None,
                declared_count: class.declared_count,
            });
            return sizes.collect();
        }
        let counts = self.count_by_class();
        if counts.iter().all(|(name, _)| name.is_none()) {
            return Vec::new();
        }
        let sizes = counts.into_iter().map(|(name, count)| ClassSize {
            declared_count: name.as_ref().and_then(declared),
            count: Some(count),
            name,
        });
        sizes.collect()
    }
}

/// How many of these entries each class of a list has.
pub(crate) fn count_by_class(
    list: &ItemList,
    entries: &[&ListEntry],
) -> Vec<(Option<SmolStr>, usize)> {
    let classes = list.classes.iter().map(|class| Some(class.name.clone()));
    let mut counts: Vec<(Option<SmolStr>, usize)> = classes.map(|name| (name, 0)).collect();
    for entry in entries {
        match counts.iter_mut().find(|(name, _)| *name == entry.category) {
            Some((_, count)) => *count += 1,
            None => counts.push((entry.category.clone(), 1)),
        }
    }
    counts.sort_by_key(|(name, _)| name.is_none());
    counts
}

impl ItemList {
    /// The entries in force on a day, by their own days; none when the list is not loaded.
    pub fn entries_on(&self, day: NaiveDate) -> impl Iterator<Item = &ListEntry> {
        let entries = self.entries().iter();
        entries.filter(move |entry| entry.in_force.contains(day))
    }

    /// The count that a document stated last by a day.
    pub fn declared_count_on(&self, day: NaiveDate) -> Option<usize> {
        let mut later = self.declared_versions.iter();
        let later = later.rfind(|version| version.from <= day);
        later
            .map(|version| version.declared_count)
            .or(self.declared_count)
    }

    /// The list as it reads on a day; nothing when it is not in force then.
    pub fn version_on(&self, day: NaiveDate) -> Option<ListVersion<'_>> {
        if !self.in_force.contains(day) {
            return None;
        }
        let changes = self.changes();
        let from = changes.range(..=day).next_back().copied();
        let next = changes.range(day..).find(|change| **change > day);
        let to = next.and_then(NaiveDate::pred_opt).or(self.in_force.to);
        let entries = match &self.content {
            ListContent::Loaded(_) => Some(self.entries_on(day).collect()),
            ListContent::NotLoaded(_) => None,
        };
        let made = |amendment: &&Amendment| Some(amendment.on) == from;
        Some(ListVersion {
            list: self,
            in_force: Interval {
                from: from.or(self.in_force.from),
                to,
            },
            declared_count: self.declared_count_on(day),
            entries,
            amendments: self.amendments.iter().filter(made).collect(),
        })
    }

    /// Every version of the list, from the first.
    pub fn versions(&self) -> Vec<ListVersion<'_>> {
        let changes = self.changes();
        let first = match self.in_force.from {
            Some(from) => Some(from),
            // Without a first day the first version is that before all changes.
            None => changes
                .first()
                .and_then(NaiveDate::pred_opt)
                .or(self.in_force.to),
        };
        let days: BTreeSet<NaiveDate> = first.into_iter().chain(changes).collect();
        if days.is_empty() {
            // In force always and never changed: any day will do.
            return self.version_on(NaiveDate::default()).into_iter().collect();
        }
        days.into_iter()
            .filter_map(|day| self.version_on(day))
            .collect()
    }

    /// The days after its first on which it came to read otherwise.
    fn changes(&self) -> BTreeSet<NaiveDate> {
        let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
        for entry in self.entries() {
            days.extend(entry.in_force.from);
            days.extend(entry.in_force.to.and_then(|to| to.succ_opt()));
        }
        days.extend(self.declared_versions.iter().map(|version| version.from));
        days.retain(|day| {
            self.in_force.contains(*day) && self.in_force.from.is_none_or(|from| from < *day)
        });
        days
    }
}
