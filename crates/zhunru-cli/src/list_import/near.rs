//! Entries whose names are alike by the measure of the core.
//!
//! Comparing all with all would take a list of 100 000 entries hours. Two names that are alike share
//! bigrams, so only names that share a rare one are compared: of a name with `n` bigrams a partner
//! of a Dice coefficient of 0.6 or more shares at least `3n/7`, so it shares one of the `4n/7 + 1`
//! rarest; and a name that another contains shares its rarest.

use std::collections::{HashMap, HashSet};

use zhunru::list::{SIMILARITY, Similarity, normalise_name, similarity};

use super::{Doubt, DoubtKind, Entry};

/// Most comparisons for one list, past which the account says that some were left out.
const MOST_COMPARISONS: usize = 4_000_000;

/// A bigram of a name.
type Bigram = (char, char);

/// A name, its bigrams, and those sorted from the rarest to the most common.
struct Name {
    text: String,
    sorted: Vec<Bigram>,
    rarest: Vec<Bigram>,
}

/// Tells for each entry the one above that is most like it, if one is alike; and whether all
/// entries were compared.
pub(crate) fn near_duplicates(entries: &[Entry]) -> (Vec<Doubt>, bool) {
    let names = names(entries);
    let mut index: HashMap<Bigram, Vec<usize>> = HashMap::new();
    let mut rare: HashMap<Bigram, Vec<usize>> = HashMap::new();
    let (mut told, mut left) = (Vec::new(), MOST_COMPARISONS);
    for (at, (entry, name)) in entries.iter().zip(&names).enumerate() {
        let mut candidates: HashSet<usize> = HashSet::new();
        // Those above with which it may share a rare bigram, those that may contain it, and those
        // that it may contain.
        let lists = name
            .prefix()
            .iter()
            .chain(name.rarest.first())
            .filter_map(|bigram| index.get(bigram))
            .chain(name.sorted.iter().filter_map(|bigram| rare.get(bigram)));
        for list in lists {
            // A bigram that very many names have tells little, and is no name's rarest but theirs.
            let most = left.min(list.len());
            left -= most;
            candidates.extend(list.iter().take(most));
        }
        let mut best: Option<(f64, usize)> = None;
        for candidate in candidates {
            let (Some(other), Some(above)) = (names.get(candidate), entries.get(candidate)) else {
                continue;
            };
            let Some(dice) = alike(name, other).filter(|_| above.overlaps(entry)) else {
                continue;
            };
            let better =
                |(most, first): (f64, usize)| dice > most || (dice >= most && candidate < first);
            if best.is_none_or(better) {
                best = Some((dice, candidate));
            }
        }
        if let Some((dice, other)) = best
            && let Some(other) = entries.get(other)
        {
            told.push(Doubt {
                at: entry.at.clone(),
                text: entry.name().to_owned(),
                kind: DoubtKind::NearDuplicate {
                    other: other.name().to_owned(),
                    other_at: other.at.clone(),
                    similarity: (dice * 100.0).round() / 100.0,
                },
            });
        }
        for bigram in name.distinct() {
            index.entry(bigram).or_default().push(at);
        }
        if let Some(bigram) = name.rarest.first() {
            rare.entry(*bigram).or_default().push(at);
        }
    }
    (told, left > 0)
}

fn names(entries: &[Entry]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(entries.len());
    let mut common: HashMap<Bigram, usize> = HashMap::new();
    for entry in entries {
        let text = normalise_name(entry.name()).to_string();
        let mut sorted: Vec<Bigram> = text.chars().zip(text.chars().skip(1)).collect();
        sorted.sort_unstable();
        let name = Name {
            text,
            sorted,
            rarest: Vec::new(),
        };
        for bigram in name.distinct() {
            *common.entry(bigram).or_default() += 1;
        }
        names.push(name);
    }
    for name in &mut names {
        let mut rarest: Vec<Bigram> = name.distinct().collect();
        rarest.sort_by_key(|bigram| (common.get(bigram).copied().unwrap_or(0), *bigram));
        name.rarest = rarest;
    }
    names
}

impl Name {
    fn distinct(&self) -> impl Iterator<Item = Bigram> {
        let before = std::iter::once(None).chain(self.sorted.iter().map(Some));
        let pairs = before.zip(&self.sorted);
        pairs
            .filter(|(before, bigram)| *before != Some(bigram))
            .map(|(_, bigram)| *bigram)
    }

    /// The rarest bigrams, of which every name that is alike has one.
    fn prefix(&self) -> &[Bigram] {
        // Repeated bigrams count as often as they come, which makes fewer distinct ones suffice.
        let shared = self.sorted.len() * 3 / 7;
        let most = (self.sorted.len() - shared + 1).min(self.rarest.len());
        self.rarest.get(..most).unwrap_or_default()
    }
}

/// The Dice coefficient of names that are alike.
fn alike(name: &Name, other: &Name) -> Option<f64> {
    let shared = shared(&name.sorted, &other.sorted);
    let total = name.sorted.len() + other.sorted.len();
    let few = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let contained = shared == name.sorted.len().min(other.sorted.len());
    // The cheap look first; what the core says counts.
    if !contained && 2.0 * few(shared) < (SIMILARITY - 0.01) * few(total) {
        return None;
    }
    match similarity(&name.text, &other.text) {
        Similarity::Similar(dice) => Some(dice),
        Similarity::Equal => Some(1.0),
        Similarity::Different => None,
    }
}

/// How many elements two sorted lists share.
fn shared(left: &[Bigram], right: &[Bigram]) -> usize {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut count = 0;
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                left.next();
                right.next();
            }
        }
    }
    count
}
