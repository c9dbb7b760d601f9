//! What many rows say to a program, kept to be decided again and again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::alike::Matched;
use super::gates::{Gates, Said};
use super::planes::{ROWS, in_row_order};
use super::program::Program;
use super::sheet::{Laid, Sheet};
use super::tally::{Counter, Tally};
use super::{Column, Said as SaidByColumn};
use crate::engine::logic::Kleene;
use crate::vocabulary::FactIndex;

/// So many words of rows are run through the gates at a time: their planes fit the nearest memory.
pub(super) const WORDS: usize = 32;

/// Keeps what rows say to a program, some rows after others.
#[derive(Debug)]
pub struct Keeper {
    kept: Kept,
    /// How many rows are not in a stretch yet.
    rows: usize,
    /// What they say, by input; then which of them are laid down at all.
    open: Vec<Pair>,
    /// Words of one plane in the order of rows.
    turned: Vec<u64>,
}

/// The two planes of an input: what can be true, and what can be false.
#[derive(Clone, Debug, Default)]
struct Pair {
    can_be_true: Vec<u64>,
    can_be_false: Vec<u64>,
}

/// What many rows say to a program: the planes of its inputs.
///
/// An input that all rows of a stretch answer alike takes no room there, one that they know takes a bit for
/// each row, and one that is unknown in some of them two. The rows can be decided again by any program that
/// asks the same, of whatever engine: [`Likeness::inputs`](super::Likeness::inputs) finds out.
#[derive(Debug)]
pub struct Kept {
    pub(super) program: Arc<Program>,
    /// The facts that are stated.
    pub(super) facts: BTreeSet<FactIndex>,
    rows: usize,
    /// Of each stretch in turn, by input, which planes it has; then of the rows that are laid down.
    forms: Vec<Form>,
    /// The planes of each stretch in turn.
    planes: Vec<u64>,
}

/// Which planes an input has in a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    True,
    False,
    Unknown,
    /// That of what can be true, whose complement is that of what can be false.
    One,
    Both,
}

impl Keeper {
    /// Keeps nothing yet.
    pub fn new(program: &Arc<Program>) -> Self {
        Keeper {
            open: vec![Pair::default(); program.net.inputs.len() + 1],
            kept: Kept {
                program: Arc::clone(program),
                facts: BTreeSet::new(),
                rows: 0,
                forms: Vec::new(),
                planes: Vec::new(),
            },
            rows: 0,
            turned: Vec::new(),
        }
    }

    /// Takes in so many rows, of which columns that were prepared for the program say so much; a sheet is what
    /// they are laid down on.
    pub fn take<'c>(
        &mut self,
        sheet: &mut Sheet,
        rows: usize,
        columns: impl IntoIterator<Item = (&'c Column, SaidByColumn<'c>)>,
    ) {
        let Keeper {
            kept, open, turned, ..
        } = self;
        let facts = &mut kept.facts;
        let columns = columns.into_iter().inspect(|(column, _)| {
            facts.extend(column.facts());
        });
        sheet.lay(&kept.program, rows, columns);
        let (_, laid) = sheet.laid();
        let laid = std::iter::once(Laid::Known(laid));
        for (pair, said) in open.iter_mut().zip(sheet.inputs().chain(laid)) {
            pair.add(self.rows, rows, said, turned);
        }
        self.rows += rows;
        kept.rows += rows;
        while self.rows >= WORDS * ROWS {
            self.close(WORDS * ROWS);
        }
    }

    /// Makes a stretch of so many of the rows that are in none.
    fn close(&mut self, rows: usize) {
        let words = rows.div_ceil(ROWS);
        let last = last_word(rows);
        for pair in &mut self.open {
            let form = pair.form(words, last);
            self.kept.forms.push(form);
            let planes = [&mut pair.can_be_true, &mut pair.can_be_false];
            let is_kept = [
                matches!(form, Form::One | Form::Both),
                matches!(form, Form::Both),
            ];
            for (plane, is_kept) in planes.into_iter().zip(is_kept) {
                let whole = plane.drain(..words.min(plane.len()));
                if is_kept {
                    self.kept.planes.extend(whole);
                }
            }
        }
        self.rows -= rows;
    }

    /// All that was taken in.
    pub fn finish(mut self) -> Kept {
        if self.rows > 0 {
            self.close(self.rows);
        }
        self.kept.planes.shrink_to_fit();
        self.kept.forms.shrink_to_fit();
        self.kept
    }
}

/// Which rows the last of the words has that so many rows take.
fn last_word(rows: usize) -> u64 {
    match rows % ROWS {
        0 => u64::MAX,
        some => (1 << some) - 1,
    }
}

impl Pair {
    /// Adds what so many rows say behind those that are there.
    fn add(&mut self, before: usize, rows: usize, said: Laid<'_>, turned: &mut Vec<u64>) {
        let words = rows.div_ceil(ROWS);
        let mut put = |plane: &mut Vec<u64>, of: &mut dyn FnMut(usize) -> u64| {
            turned.clear();
            turned.extend((0..words).map(|word| in_row_order(of(word))));
            append(plane, before, rows, turned);
        };
        let all = |value: bool| if value { u64::MAX } else { 0 };
        let at = |plane: &[u64], word: usize| plane.get(word).copied().unwrap_or_default();
        match said {
            Laid::Alike(value) => {
                put(&mut self.can_be_true, &mut |_| all(value.can_be_true));
                put(&mut self.can_be_false, &mut |_| all(value.can_be_false));
            }
            Laid::Known(plane) => {
                put(&mut self.can_be_true, &mut |word| at(plane, word));
                put(&mut self.can_be_false, &mut |word| !at(plane, word));
            }
            Laid::Open(can_be_true, can_be_false) => {
                put(&mut self.can_be_true, &mut |word| at(can_be_true, word));
                put(&mut self.can_be_false, &mut |word| at(can_be_false, word));
            }
        }
    }

    /// Which planes so many words need, of the last of which these rows count.
    fn form(&self, words: usize, last: u64) -> Form {
        let (mut ever_true, mut ever_false, mut ever_unknown, mut ever_known) = (0, 0, 0, 0);
        let planes = self.can_be_true.iter().zip(&self.can_be_false);
        for (word, (can_be_true, can_be_false)) in planes.take(words).enumerate() {
            let rows = if word + 1 == words { last } else { u64::MAX };
            ever_true |= can_be_true & !can_be_false & rows;
            ever_false |= can_be_false & !can_be_true & rows;
            ever_unknown |= can_be_true & can_be_false & rows;
            ever_known |= (can_be_true ^ can_be_false) & rows;
        }
        match (ever_true != 0, ever_false != 0, ever_unknown != 0) {
            (_, false, false) => Form::True,
            (false, true, false) => Form::False,
            (true, true, false) => Form::One,
            (_, _, true) if ever_known == 0 => Form::Unknown,
            _ => Form::Both,
        }
    }
}

/// Sets bits of so many rows behind those of the rows before.
fn append(plane: &mut Vec<u64>, before: usize, rows: usize, words: &[u64]) {
    let (first, shift) = (before / ROWS, before % ROWS);
    plane.resize((before + rows).div_ceil(ROWS), 0);
    let count = rows.div_ceil(ROWS);
    for (number, word) in words.iter().enumerate() {
        let own = if number + 1 == count {
            word & last_word(rows)
        } else {
            *word
        };
        if let Some(into) = plane.get_mut(first + number) {
            *into |= own << shift;
        }
        if shift > 0
            && let Some(into) = plane.get_mut(first + number + 1)
        {
            *into |= own >> (ROWS - shift);
        }
    }
}

/// A stretch of kept rows.
struct Stretch<'k> {
    rows: usize,
    forms: &'k [Form],
    /// Its planes, and all behind them.
    planes: &'k [u64],
}

impl Stretch<'_> {
    fn words(&self) -> usize {
        self.rows.div_ceil(ROWS)
    }

    /// By input, what is said; and which rows are laid down.
    fn said(&self, into: &mut Vec<Said>) {
        into.clear();
        let (words, mut start) = (self.words(), 0);
        into.extend(self.forms.iter().map(|form| {
            let own = start;
            match form {
                Form::True => Said::Alike(Kleene::TRUE),
                Form::False => Said::Alike(Kleene::FALSE),
                Form::Unknown => Said::Alike(Kleene::UNKNOWN),
                Form::One => {
                    start += words;
                    Said::Known(own)
                }
                Form::Both => {
                    start += 2 * words;
                    Said::Open(own, own + words)
                }
            }
        }));
    }
}

impl Kept {
    /// The program to which the rows were said.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// How many rows are kept.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        self.planes.capacity() * size_of::<u64>() + self.forms.capacity() * size_of::<Form>()
    }

    fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let mut planes = self.planes.as_slice();
        let inputs = self.program.net.inputs.len() + 1;
        let stretches = self.forms.chunks(inputs).enumerate();
        stretches.map(move |(number, forms)| {
            let rows = WORDS * ROWS;
            let stretch = Stretch {
                rows: rows.min(self.rows.saturating_sub(number * rows)),
                forms,
                planes,
            };
            let used = forms.iter().map(|form| match form {
                Form::True | Form::False | Form::Unknown => 0,
                Form::One => 1,
                Form::Both => 2,
            });
            let used = used.sum::<usize>() * stretch.words();
            planes = planes.get(used..).unwrap_or_default();
            stretch
        })
    }

    /// Works the gates of a program out, stretch by stretch.
    fn work(&self, matched: &Matched, mut each: impl FnMut(&Gates, &[u64], &mut [u64], usize)) {
        let program = matched.program();
        let mut gates = Gates::default();
        let (mut said, mut decided) = (Vec::new(), Vec::new());
        for stretch in self.stretches() {
            let words = stretch.words();
            stretch.said(&mut said);
            let of = |input: Option<usize>| {
                let said = input.and_then(|input| said.get(input));
                said.copied().unwrap_or(Said::Alike(Kleene::UNKNOWN))
            };
            let inputs = matched.inputs().map(of);
            // What is behind the planes of the stretch is never looked at.
            let planes = stretch.planes;
            gates.work(program, words, planes, inputs);
            decided.clear();
            match of(Some(self.program.net.inputs.len())) {
                Said::Known(start) => decided.extend(planes.iter().skip(start).take(words)),
                Said::Alike(Kleene::TRUE) => decided.resize(words, u64::MAX),
                _ => decided.resize(words, 0),
            }
            if let Some(last) = decided.last_mut() {
                *last &= last_word(stretch.rows);
            }
            gates.settle(program, planes, &mut decided);
            each(&gates, planes, &mut decided, stretch.rows);
        }
    }

    /// Decides the rows by a program that asks no more than was kept. What was found for rows that are kept for
    /// another program decides none of them.
    pub fn decide(&self, matched: &Matched) -> Tally {
        if !matched.is_of(self) {
            return Tally::open(self.rows);
        }
        let program = matched.program();
        let mut counter = Counter::new(program.hits.len(), self.rows);
        self.work(matched, |gates, planes, decided, rows| {
            counter.count(program, gates, planes, decided, rows);
        });
        counter.finish()
    }

    /// Tells of each way in which rules are violated, by its number in [`Program::hits`], in which of the rows
    /// that the program settles they are: stretch by stretch, in each in the order of the ways.
    pub fn hits(&self, matched: &Matched, mut tell: impl FnMut(usize, usize)) {
        if !matched.is_of(self) {
            return;
        }
        let program = matched.program();
        let (mut violated, mut first) = (Vec::new(), 0);
        self.work(matched, |gates, planes, decided, rows| {
            gates.conclude(program, planes, decided, |_, _| {});
            for (number, hit) in program.hits.iter().enumerate() {
                if !gates.violated(program, planes, hit, decided, &mut violated) {
                    continue;
                }
                for (word, bits) in violated.iter().enumerate() {
                    let mut bits: u64 = *bits;
                    while bits != 0 {
                        tell(number, first + word * ROWS + bits.trailing_zeros() as usize);
                        bits &= bits - 1;
                    }
                }
            }
            first += rows;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Pair, append, last_word};

    #[test]
    fn rows_stand_behind_each_other() {
        for (before, rows) in [
            (0_usize, 1_usize),
            (5, 64),
            (63, 2),
            (64, 130),
            (100, 27),
            (1, 63),
        ] {
            let is_set = |row: usize| (row * 7 + row / 5) % 3 == 1;
            let word = |word: usize| {
                (0..64).fold(0, |bits, bit| {
                    bits | u64::from(is_set(word * 64 + bit)) << bit
                })
            };
            let words: Vec<u64> = (0..rows.div_ceil(64)).map(word).collect();
            let mut plane = Vec::new();
            append(&mut plane, 0, before, &vec![u64::MAX; before.div_ceil(64)]);
            append(&mut plane, before, rows, &words);
            for row in 0..before + rows {
                let expected = row < before || is_set(row - before);
                assert_eq!(
                    plane[row / 64] >> (row % 64) & 1 == 1,
                    expected,
                    "{before} {rows} {row}"
                );
            }
            assert_eq!(plane[plane.len() - 1] & !last_word(before + rows), 0);
        }
    }

    #[test]
    fn planes_that_say_nothing_take_no_room() {
        let form = |can_be_true: u64, can_be_false: u64, last| {
            let pair = Pair {
                can_be_true: vec![can_be_true],
                can_be_false: vec![can_be_false],
            };
            pair.form(1, last)
        };
        assert_eq!(form(0b111, 0, 0b111), Form::True);
        assert_eq!(form(0, 0b111, 0b111), Form::False);
        assert_eq!(form(0b111, 0b111, 0b111), Form::Unknown);
        assert_eq!(form(0b101, 0b010, 0b111), Form::One);
        assert_eq!(form(0b101, 0b110, 0b111), Form::Both);
        // What is behind the last row says nothing.
        assert_eq!(form(0b001, 0b110, 0b001), Form::True);
    }
}
