//! Rows over which a program runs.

use super::column::{Column, SINGLY};
use super::gates::{self, Gates};
use super::planes::{Accepted, ROWS, bit_of, bit_plane, eight, row_of};
use super::program::Program;
use super::said::{Bits, Said};
use crate::decision::Verdict;
use crate::engine::logic::Kleene;

/// The verdict of a row that is not decided.
const UNDECIDED: u8 = u8::MAX;

/// Rows over which a program ran, with what it found; made once and used again and again.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: usize,
    words: usize,
    /// For so many words each plane has room.
    room: usize,
    /// By input, the plane of what can be true and that of what can be false.
    planes: Vec<u64>,
    /// By input, what is said.
    said: Vec<gates::Said>,
    gates: Gates,
    /// The rows that are decided.
    decided: Vec<u64>,
    /// By row, the number of the verdict.
    verdicts: Vec<u8>,
    assignable: Vec<u64>,
    /// What is at hand of one column: its bytes, 64 rows at a time, and planes of bits.
    bytes: Vec<[u8; ROWS]>,
    values: Vec<u64>,
    stated: Vec<u64>,
}

impl Sheet {
    /// Runs a program over so many rows, of which columns that were prepared say so much.
    pub fn run<'c>(
        &mut self,
        program: &Program,
        rows: usize,
        columns: impl IntoIterator<Item = (&'c Column, Said<'c>)>,
    ) {
        self.lay(program, rows, columns);
        self.gates
            .work(program, self.words, &self.planes, self.said.iter().copied());
        self.gates.settle(program, &self.planes, &mut self.decided);
        self.conclude(program);
    }

    /// Lays down what columns say to the inputs of a program, and runs no gates.
    pub(super) fn lay<'c>(
        &mut self,
        program: &Program,
        rows: usize,
        columns: impl IntoIterator<Item = (&'c Column, Said<'c>)>,
    ) {
        self.rows = rows;
        self.words = rows.div_ceil(ROWS);
        self.room = self.room.max(self.words);
        let inputs = &program.net.inputs;
        let most = inputs.len() * 2 * self.room;
        if self.planes.len() < most {
            self.planes.resize(most, 0);
        }
        self.said.clear();
        let usual = inputs.iter().map(|input| gates::Said::Alike(input.usual));
        self.said.extend(usual);
        self.verdicts.clear();
        self.assignable.clear();
        self.decided.clear();
        self.decided.resize(self.words, u64::MAX);
        for (column, said) in columns {
            self.lay_column(column, said);
        }
    }

    /// The rows that were laid down, and a bit of each that is not left to the single path.
    pub(super) fn laid(&self) -> (usize, &[u64]) {
        (self.rows, &self.decided)
    }

    /// By input, what is said in the rows that were laid down: the planes of what can be true and of what can
    /// be false, or the same of all.
    pub(super) fn inputs(&self) -> impl Iterator<Item = Laid<'_>> {
        let plane = |start: usize| self.planes.get(start..start + self.words);
        self.said.iter().map(move |said| match *said {
            gates::Said::Alike(value) => Laid::Alike(value),
            gates::Said::Known(start) => Laid::Known(plane(start).unwrap_or_default()),
            gates::Said::Open(can_be_true, can_be_false) => Laid::Open(
                plane(can_be_true).unwrap_or_default(),
                plane(can_be_false).unwrap_or_default(),
            ),
        })
    }

    /// Sets the inputs that a column answers.
    fn lay_column(&mut self, column: &Column, said: Said<'_>) {
        match said {
            // Where nothing is said the inputs are as usual.
            Said::Classes([]) => {}
            Said::Classes(classes) => {
                let mut blocks = std::mem::take(&mut self.bytes);
                in_blocks(classes, self.words, &mut blocks);
                self.answer(column, |accepted, plane| {
                    accepted.write(&blocks, plane);
                });
                // Hardly ever is a row left, and no class is higher.
                if classes.iter().fold(0, |most, class| most.max(*class)) == SINGLY {
                    self.leave(|accepted, plane| accepted.write(&blocks, plane));
                }
                self.bytes = blocks;
            }
            Said::Bits(bits) => self.lay_bits(column, bits),
        }
    }

    fn lay_bits(&mut self, column: &Column, bits: Bits<'_>) {
        let mut blocks = std::mem::take(&mut self.bytes);
        let mut values = std::mem::take(&mut self.values);
        let mut stated = std::mem::take(&mut self.stated);
        values.clear();
        values.resize(self.words, 0);
        stated.clear();
        stated.resize(self.words, u64::MAX);
        in_blocks(bits.values, self.words, &mut blocks);
        bit_plane(&blocks, bits.bit, &mut values);
        if let Some(bytes) = bits.stated {
            in_blocks(bytes, self.words, &mut blocks);
            bit_plane(&blocks, bits.bit, &mut stated);
        }
        let classes = [bits.no, bits.yes];
        let write = |accepted: &Accepted, plane: &mut [u64]| {
            accepted.write_bits(&values, &stated, classes, plane);
        };
        self.answer(column, write);
        if classes.contains(&SINGLY) {
            self.leave(write);
        }
        self.bytes = blocks;
        self.values = values;
        self.stated = stated;
    }

    /// Writes the planes of the inputs that a column answers.
    fn answer(&mut self, column: &Column, write: impl Fn(&Accepted, &mut [u64])) {
        let (room, words) = (self.room, self.words);
        for answered in column.answered() {
            let number = usize::from(answered.input);
            let start = number * 2 * room;
            let planes = self.planes.get_mut(start..start + 2 * room);
            let (Some(planes), Some(said)) = (planes, self.said.get_mut(number)) else {
                continue;
            };
            let (can_be_true, can_be_false) = planes.split_at_mut(room);
            let (Some(can_be_true), Some(can_be_false)) =
                (can_be_true.get_mut(..words), can_be_false.get_mut(..words))
            else {
                continue;
            };
            write(&answered.can_be_true, can_be_true);
            *said = gates::Said::Known(start);
            if !answered.can_be_true.is_opposite(&answered.can_be_false) {
                write(&answered.can_be_false, can_be_false);
                let both = can_be_true.iter().zip(can_be_false);
                let unknown = both.fold(0, |unknown, (one, other)| unknown | (*one & *other));
                if unknown != 0 {
                    *said = gates::Said::Open(start, start + room);
                }
            }
        }
    }

    /// Leaves rows to the single path whose class says so.
    fn leave(&mut self, write: impl Fn(&Accepted, &mut [u64])) {
        let mut singly = vec![0; self.words];
        write(&Accepted::only(SINGLY), &mut singly);
        for (decided, singly) in self.decided.iter_mut().zip(&singly) {
            *decided &= !singly;
        }
    }

    /// Finds the verdicts.
    fn conclude(&mut self, program: &Program) {
        let Sheet {
            gates,
            planes,
            decided,
            verdicts: numbers,
            assignable,
            ..
        } = self;
        gates.conclude(program, planes, decided, |decided, verdicts| {
            assignable.push(verdicts.assignable);
            for place in 0..ROWS / 8 {
                // Exactly one of the verdicts holds of each row; a byte holds its number.
                let number = |plane: u64, verdict: Verdict| eight(plane, place) * verdict as u64;
                let all = number(verdicts.deny, Verdict::Deny)
                    + number(verdicts.approval, Verdict::NeedsApproval)
                    + number(verdicts.uncovered, Verdict::NotCovered)
                    + number(verdicts.conditions, Verdict::AdmitWithConditions)
                    + number(verdicts.admit, Verdict::Admit);
                let undecided = eight(!decided, place) * u64::from(UNDECIDED);
                numbers.extend_from_slice(&(all | undecided).to_le_bytes());
            }
        });
        self.verdicts.truncate(self.rows);
    }

    /// The verdicts by row; nothing for one that is left to the single path.
    pub fn verdicts(&self) -> impl ExactSizeIterator<Item = Option<Verdict>> {
        self.verdicts.iter().map(|code| Verdict::of_index(*code))
    }

    /// The verdicts by row as their numbers, in the order of [`Verdict`]; 255 for one that is left to
    /// the single path.
    pub fn verdict_numbers(&self) -> &[u8] {
        &self.verdicts
    }

    /// The verdict of a row and whether the demand may be assigned now; nothing for one that is left
    /// to the single path.
    pub fn verdict(&self, row: usize) -> Option<(Verdict, bool)> {
        let verdict = Verdict::of_index(*self.verdicts.get(row)?)?;
        Some((verdict, self.assignable(row)))
    }

    /// Whether the demand of a row may be assigned now, where it is decided.
    pub fn assignable(&self, row: usize) -> bool {
        let word = self.assignable.get(row / ROWS).copied();
        word.unwrap_or_default() >> bit_of(row) & 1 == 1
    }

    /// Tells of each way in which rules are violated, by its number in [`Program::hits`], in which
    /// rows they are; in order of the ways.
    pub fn hits(&self, program: &Program, mut tell: impl FnMut(usize, usize)) {
        let mut violated = Vec::with_capacity(self.words);
        let (planes, decided) = (&self.planes, &self.decided);
        for (number, hit) in program.hits.iter().enumerate() {
            let gates = &self.gates;
            if gates.violated(program, planes, hit, decided, &mut violated) {
                for (word, violated) in violated.iter().enumerate() {
                    self.rows_of(word, *violated, |row| tell(number, row));
                }
            }
        }
    }

    /// Tells of each rule that grants, by its number in [`Program::grants`], which rows it grants; in
    /// order of the rules.
    pub fn grants(&self, program: &Program, mut tell: impl FnMut(usize, usize)) {
        for (number, grant) in program.grants.iter().enumerate() {
            for (word, decided) in self.decided.iter().enumerate() {
                let mut granted = 0;
                for &place in &grant.places {
                    let Some(rule) = program.net.rules.get(place) else {
                        continue;
                    };
                    let is_gate = program.rule(place).is_some_and(|rule| rule.is_gate());
                    let literal = if is_gate { rule.complete } else { rule.fires };
                    let (can_be_true, can_be_false) =
                        self.gates.side(&self.planes, literal).at(word);
                    granted |= can_be_true & !can_be_false;
                }
                self.rows_of(word, granted & decided, |row| tell(number, row));
            }
        }
    }

    fn rows_of(&self, word: usize, mut bits: u64, mut each: impl FnMut(usize)) {
        while bits != 0 {
            let row = word * ROWS + row_of(bits.trailing_zeros());
            if row < self.rows {
                each(row);
            }
            bits &= bits - 1;
        }
    }
}

/// What an input says in rows that were laid down.
#[derive(Clone, Copy, Debug)]
pub(super) enum Laid<'a> {
    /// The same in every row.
    Alike(Kleene),
    /// Known, and true in the rows of a plane.
    Known(&'a [u64]),
    /// Unknown in some: what can be true, what can be false.
    Open(&'a [u64], &'a [u64]),
}

/// Bytes of rows, 64 at a time, filled up for so many words.
fn in_blocks(bytes: &[u8], words: usize, blocks: &mut Vec<[u8; ROWS]>) {
    blocks.clear();
    let (whole, rest) = bytes.as_chunks::<ROWS>();
    blocks.extend_from_slice(whole);
    if !rest.is_empty() {
        let mut last = [0; ROWS];
        for (place, byte) in last.iter_mut().zip(rest) {
            *place = *byte;
        }
        blocks.push(last);
    }
    blocks.resize(words, [0; ROWS]);
}
