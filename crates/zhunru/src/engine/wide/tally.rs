//! What deciding kept rows came to, counted many rows at a time.

use super::gates::{Gates, Verdicts};
use super::kept::WORDS;
use super::planes::ROWS;
use super::program::Program;
use crate::decision::Verdict;
use crate::model::Coded;

/// A row without a verdict has every bit of its number set, and no verdict has.
const NUMBER_BITS: usize = 3;

/// The verdicts of rows, as the bits of their numbers: a plane for each bit. What was found of all rows is
/// counted without a look at each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    rows: usize,
    numbers: [Vec<u64>; NUMBER_BITS],
    verdicts: [u64; Verdict::ALL.len()],
    violated: Vec<u64>,
}

impl Tally {
    /// Of so many rows, of none of which the verdict is known.
    pub fn open(rows: usize) -> Self {
        let mut plane = vec![u64::MAX; rows.div_ceil(ROWS)];
        plane.shrink_to_fit();
        Tally {
            rows,
            numbers: [(); NUMBER_BITS].map(|()| plane.clone()),
            verdicts: [0; Verdict::ALL.len()],
            violated: Vec::new(),
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many rows have a verdict.
    pub fn count(&self, verdict: Verdict) -> u64 {
        let count = self.verdicts.get(verdict as usize);
        count.copied().unwrap_or_default()
    }

    /// How many rows have none.
    pub fn count_open(&self) -> u64 {
        let known: u64 = self.verdicts.iter().sum();
        (self.rows as u64).saturating_sub(known)
    }

    /// By way in which rules are violated, as [`Program::hits`] has them, in how many rows they are that the
    /// program settled.
    pub fn violated(&self) -> &[u64] {
        &self.violated
    }

    /// The verdict of a row, where it is known.
    pub fn verdict(&self, row: usize) -> Option<Verdict> {
        let bit = |plane: &Vec<u64>| {
            plane
                .get(row / ROWS)
                .map_or(1, |word| word >> (row % ROWS) & 1)
        };
        let number = self.numbers.iter().rev();
        let number = number.fold(0, |number, plane| number << 1 | bit(plane));
        u8::try_from(number).ok().and_then(Verdict::of_index)
    }

    /// Gives a row without a verdict one.
    pub fn set(&mut self, row: usize, verdict: Verdict) {
        if row >= self.rows || self.verdict(row).is_some() {
            return;
        }
        for (bit, plane) in self.numbers.iter_mut().enumerate() {
            if let Some(word) = plane.get_mut(row / ROWS).filter(|_| !has_bit(verdict, bit)) {
                *word &= !(1 << (row % ROWS));
            }
        }
        if let Some(count) = self.verdicts.get_mut(verdict as usize) {
            *count += 1;
        }
    }

    /// Tells the rows without a verdict, in their order.
    pub fn tell_open(&self, mut tell: impl FnMut(usize)) {
        if self.count_open() == 0 {
            return;
        }
        let [first, second, third] = &self.numbers;
        let words = first.iter().zip(second).zip(third).enumerate();
        for (number, ((first, second), third)) in words {
            let mut open = first & second & third;
            while open != 0 {
                let row = number * ROWS + open.trailing_zeros() as usize;
                if row < self.rows {
                    tell(row);
                }
                open &= open - 1;
            }
        }
    }

    /// Tells the rows whose verdicts differ from those that they had, in their order.
    pub fn tell_flips(&self, before: &Tally, mut tell: impl FnMut(usize)) {
        let [first, second, third] = &self.numbers;
        let [first_before, second_before, third_before] = &before.numbers;
        let now = first.iter().zip(second).zip(third);
        let before = first_before.iter().zip(second_before).zip(third_before);
        for (number, (((one, two), three), ((one_before, two_before), three_before))) in
            now.zip(before).enumerate()
        {
            let mut other = (one ^ one_before) | (two ^ two_before) | (three ^ three_before);
            while other != 0 {
                let row = number * ROWS + other.trailing_zeros() as usize;
                if row < self.rows {
                    tell(row);
                }
                other &= other - 1;
            }
        }
    }
}

fn has_bit(verdict: Verdict, bit: usize) -> bool {
    verdict as usize >> bit & 1 == 1
}

/// Counts stretch by stretch.
pub(super) struct Counter {
    tally: Tally,
    /// The rows of a stretch that violate a rule in a way.
    violated: Vec<u64>,
}

impl Counter {
    /// Counts so many rows, and so many ways in which rules are violated.
    pub(super) fn new(hits: usize, rows: usize) -> Self {
        let plane = || Vec::with_capacity(rows.div_ceil(ROWS));
        Counter {
            tally: Tally {
                rows: 0,
                numbers: [(); NUMBER_BITS].map(|()| plane()),
                verdicts: [0; Verdict::ALL.len()],
                violated: vec![0; hits],
            },
            violated: Vec::with_capacity(WORDS),
        }
    }

    /// Counts so many rows over which gates were worked out.
    pub(super) fn count(
        &mut self,
        program: &Program,
        gates: &Gates,
        inputs: &[u64],
        decided: &mut [u64],
        rows: usize,
    ) {
        let Counter { tally, violated } = self;
        let first = tally.rows / ROWS;
        let [one, two, three] = &mut tally.numbers;
        gates.conclude(program, inputs, decided, |decided, verdicts| {
            let all = by_verdict(&verdicts);
            let plane = |bit| {
                let own = all.iter().filter(|(verdict, _)| has_bit(*verdict, bit));
                own.fold(!decided, |set, (_, plane)| set | plane)
            };
            one.push(plane(0));
            two.push(plane(1));
            three.push(plane(2));
        });
        let [one, two, three] =
            [one, two, three].map(|plane| plane.get(first..).unwrap_or_default());
        for (count, verdict) in tally.verdicts.iter_mut().zip(Verdict::ALL) {
            let flips = [0, 1, 2].map(|bit| if has_bit(*verdict, bit) { 0 } else { u64::MAX });
            let [flip_one, flip_two, flip_three] = flips;
            let rows = one.iter().zip(two).zip(three);
            let rows = rows.map(|((one, two), three)| {
                (one ^ flip_one) & (two ^ flip_two) & (three ^ flip_three)
            });
            *count += rows.map(|rows| u64::from(rows.count_ones())).sum::<u64>();
        }
        for (count, hit) in tally.violated.iter_mut().zip(&program.hits) {
            if gates.violated(program, inputs, hit, decided, violated) {
                *count += set_bits(violated);
            }
        }
        tally.rows += rows;
    }

    pub(super) fn finish(self) -> Tally {
        self.tally
    }
}

/// The verdicts that a program may find, with the rows that have them.
fn by_verdict(verdicts: &Verdicts) -> [(Verdict, u64); 5] {
    [
        (Verdict::Deny, verdicts.deny),
        (Verdict::NeedsApproval, verdicts.approval),
        (Verdict::NotCovered, verdicts.uncovered),
        (Verdict::AdmitWithConditions, verdicts.conditions),
        (Verdict::Admit, verdicts.admit),
    ]
}

/// How many bits are set.
fn set_bits(words: &[u64]) -> u64 {
    words.iter().map(|word| u64::from(word.count_ones())).sum()
}

#[cfg(test)]
mod tests {
    use super::{NUMBER_BITS, Tally};
    use crate::decision::Verdict;
    use crate::model::Coded;

    #[test]
    fn rows_have_the_verdicts_that_they_are_given() {
        let mut before = Tally::open(200);
        for row in 0..200 {
            if let Some(verdict) = Verdict::ALL.get(row % 7) {
                before.set(row, *verdict);
            }
        }
        let mut open = Vec::new();
        before.tell_open(|row| open.push(row));
        assert_eq!(
            open,
            (0..200).filter(|row| row % 7 == 6).collect::<Vec<_>>()
        );
        assert_eq!(before.count_open(), open.len() as u64);
        for row in 0..200 {
            assert_eq!(before.verdict(row), Verdict::ALL.get(row % 7).copied());
        }
        let mut after = before.clone();
        // Nothing takes a verdict away.
        after.set(0, Verdict::Admit);
        after.set(6, Verdict::Admit);
        after.set(195, Verdict::Deny);
        after.set(5_000, Verdict::Deny);
        let mut flips = Vec::new();
        after.tell_flips(&before, |row| flips.push(row));
        assert_eq!(flips, [6, 195]);
        assert_eq!(
            after.count(Verdict::Admit),
            before.count(Verdict::Admit) + 1
        );
    }

    #[test]
    fn no_verdict_has_the_number_of_none() {
        assert!(Verdict::ALL.len() < 1 << NUMBER_BITS);
    }
}
