//! Finding an item among the entries of a list by its normalised name.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::list::{ListEntry, Similarity, place_beginnings, similarity, without_places};

/// What a name is to a list on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// An entry has that code, name or alias.
    Exact,
    /// No entry has it, and these are similar, the likest first.
    Similar(Vec<usize>),
    /// It is not on the list.
    Outside,
}

/// The names of a list's entries, for quick finding.
#[derive(Debug, Default)]
pub(crate) struct ListNames {
    exact: FxHashMap<SmolStr, Vec<usize>>,
    names: Vec<(SmolStr, usize)>,
    pairs: FxHashMap<[char; 2], Vec<usize>>,
    /// Names of a single character, which have no pair.
    short: Vec<usize>,
    /// The first characters wherever in a name that of a place may start.
    beginnings: FxHashSet<char>,
}

impl ListNames {
    /// The names of entries without those of places in front of them.
    pub(crate) fn without_places(entries: &[ListEntry], places: &[SmolStr]) -> Self {
        let stripped = entries.iter().cloned().map(|mut entry| {
            entry.name.strip_places(places);
            for alias in &mut entry.aliases {
                alias.strip_places(places);
            }
            entry
        });
        Self::new(&stripped.collect::<Vec<_>>())
    }

    /// Whether one of the names has a place in front of it.
    pub(crate) fn has_in_front(&self, place: &SmolStr) -> bool {
        let places = std::slice::from_ref(place);
        let first = place.chars().next();
        first.is_some_and(|first| self.beginnings.contains(&first))
            && self
                .names
                .iter()
                .any(|(name, _)| without_places(name, places).is_some())
    }

    pub(crate) fn new(entries: &[ListEntry]) -> Self {
        let mut index = ListNames::default();
        for (position, entry) in entries.iter().enumerate() {
            if let Some(code) = &entry.code {
                index
                    .exact
                    .entry(code.normalised().into())
                    .or_default()
                    .push(position);
            }
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                index.add(name.normalised(), position);
            }
        }
        index
    }

    fn add(&mut self, name: &str, position: usize) {
        self.beginnings.extend(place_beginnings(name));
        self.exact.entry(name.into()).or_default().push(position);
        let number = self.names.len();
        self.names.push((name.into(), position));
        let pairs: BTreeSet<[char; 2]> = pairs(name).collect();
        if pairs.is_empty() {
            self.short.push(number);
        }
        for pair in pairs {
            self.pairs.entry(pair).or_default().push(number);
        }
    }

    /// What the normalised name is to the entries that are in force on the day.
    pub(crate) fn look_up(&self, name: &str, entries: &[ListEntry], day: NaiveDate) -> Lookup {
        let in_force = |position: &usize| {
            entries
                .get(*position)
                .is_some_and(|entry| entry.in_force.contains(day))
        };
        if self
            .exact
            .get(name)
            .is_some_and(|positions| positions.iter().any(in_force))
        {
            return Lookup::Exact;
        }
        // Two names are similar only when they share a pair of characters, or when one is a single
        // character that the other contains.
        let mut numbers: BTreeSet<usize> = self.short.iter().copied().collect();
        if name.chars().nth(1).is_none() {
            numbers.extend(0..self.names.len());
        }
        for pair in pairs(name) {
            numbers.extend(self.pairs.get(&pair).into_iter().flatten());
        }
        let mut similar: Vec<(f64, usize)> = Vec::new();
        for number in numbers {
            let Some((known, position)) = self.names.get(number) else {
                continue;
            };
            if !in_force(position) {
                continue;
            }
            if let Similarity::Similar(likeness) = similarity(name, known) {
                match similar.iter_mut().find(|(_, other)| other == position) {
                    Some((best, _)) => *best = best.max(likeness),
                    None => similar.push((likeness, *position)),
                }
            }
        }
        if similar.is_empty() {
            return Lookup::Outside;
        }
        similar.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        Lookup::Similar(similar.into_iter().map(|(_, position)| position).collect())
    }
}

fn pairs(name: &str) -> impl Iterator<Item = [char; 2]> {
    name.chars()
        .zip(name.chars().skip(1))
        .map(|(first, second)| [first, second])
}
