//! How many rows have another verdict.

use zhunru::decision::Verdict;
use zhunru::model::Coded;

/// By the number of a verdict; the last place is that of rows without one.
const PLACES: usize = Verdict::ALL.len() + 1;

/// How many rows have another verdict than they had (翻转), by both. A faulty row has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flips([[u64; PLACES]; PLACES]);

fn place(verdict: Option<Verdict>) -> usize {
    verdict.map_or(PLACES - 1, |verdict| verdict as usize)
}

impl Flips {
    /// How many rows had the one verdict and have the other, if these differ.
    pub fn of(&self, from: Option<Verdict>, to: Option<Verdict>) -> u64 {
        let row = self.0.get(place(from));
        row.and_then(|row| row.get(place(to)))
            .copied()
            .unwrap_or_default()
    }

    /// The pairs of verdicts that occurred, that before the change first, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (Option<Verdict>, Option<Verdict>, u64)> {
        let verdict = |place: usize| Verdict::ALL.get(place).copied();
        let rows = self.0.iter().enumerate();
        let all = rows.flat_map(move |(from, row)| {
            let row = row.iter().enumerate();
            row.map(move |(to, count)| (verdict(from), verdict(to), *count))
        });
        all.filter(|(_, _, count)| *count > 0)
    }

    /// All together.
    pub fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    pub(super) fn add(&mut self, from: Option<Verdict>, to: Option<Verdict>) {
        let row = self.0.get_mut(place(from));
        if let Some(count) = row.and_then(|row| row.get_mut(place(to))) {
            *count += 1;
        }
    }
}
