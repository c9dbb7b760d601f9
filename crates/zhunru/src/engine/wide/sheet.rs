//! Rows over which a program runs.

use std::sync::Arc;

use super::column::{Column, SINGLY};
use super::planes::{Accepted, ROWS, bit_of, bit_plane, eight, row_of};
use super::program::{Program, Violation};
use super::said::{Bits, Said};
use crate::decision::Verdict;
use crate::engine::logic::Kleene;
use crate::engine::net::{Literal, Net, Node};

/// The verdict of a row that is not decided.
const UNDECIDED: u8 = u8::MAX;

/// Rows over which a program ran, with what it found; made once and used again and again.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: usize,
    words: usize,
    /// For so many words each plane has room.
    room: usize,
    /// By node, the plane of what can be true and that of what can be false.
    planes: Vec<u64>,
    /// What the planes are of.
    net: Option<Arc<Net>>,
    /// The inputs whose planes still hold what is usual, from a run before.
    usual: Vec<bool>,
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

/// A bit of every row, as a word for 64 of them.
#[derive(Clone, Copy)]
struct Plane<'a> {
    can_be_true: &'a [u64],
    can_be_false: &'a [u64],
}

impl Plane<'_> {
    /// What 64 rows have: can be true, can be false.
    fn at(&self, word: usize) -> (u64, u64) {
        let of = |plane: &[u64]| plane.get(word).copied().unwrap_or_default();
        (of(self.can_be_true), of(self.can_be_false))
    }
}

impl Sheet {
    /// Runs a program over so many rows, of which columns that were prepared say so much.
    pub fn run<'c>(
        &mut self,
        program: &Program,
        rows: usize,
        columns: impl IntoIterator<Item = (&'c Column, Said<'c>)>,
    ) {
        let nodes = program.net.nodes.len();
        let words = rows.div_ceil(ROWS);
        self.rows = rows;
        let is_known = self.net.as_ref();
        let is_known = is_known.is_some_and(|known| Arc::ptr_eq(known, &program.net));
        self.words = words;
        if self.room < words || !is_known {
            self.room = self.room.max(words);
            self.net = Some(Arc::clone(&program.net));
            self.planes.clear();
            self.planes.resize(nodes * 2 * self.room, 0);
            self.usual.clear();
            self.usual.resize(nodes, false);
        }
        self.decided.clear();
        self.decided.resize(words, u64::MAX);
        let mut laid = vec![false; nodes];
        for (column, said) in columns {
            self.lay(program, column, said, &mut laid);
        }
        for (node, value) in std::iter::once((0, Kleene::TRUE)).chain(program.usual_values()) {
            let is_laid = laid.get(node).copied().unwrap_or_default();
            match self.usual.get_mut(node) {
                Some(is_usual) if is_laid || !*is_usual => *is_usual = !is_laid,
                _ => continue,
            }
            if is_laid {
                continue;
            }
            let (can_be_true, can_be_false) = self.input(node, self.room);
            can_be_true.fill(if value.can_be_true { u64::MAX } else { 0 });
            can_be_false.fill(if value.can_be_false { u64::MAX } else { 0 });
        }
        self.evaluate(program);
        self.settle(program);
        self.conclude(program);
    }

    /// So many words of both planes of an input.
    fn input(&mut self, node: usize, words: usize) -> (&mut [u64], &mut [u64]) {
        let planes = self.planes.get_mut(node * 2 * self.room..);
        let planes = planes.unwrap_or_default();
        let (one, rest) = planes.split_at_mut(self.room.min(planes.len()));
        let of = |plane: &mut [u64]| words.min(plane.len());
        let (one_end, other_end) = (of(one), of(rest));
        (
            one.get_mut(..one_end).unwrap_or_default(),
            rest.get_mut(..other_end).unwrap_or_default(),
        )
    }

    /// Sets the inputs that a column answers.
    fn lay(&mut self, program: &Program, column: &Column, said: Said<'_>, laid: &mut [bool]) {
        match said {
            // Where nothing is said the inputs are as usual.
            Said::Classes([]) => {}
            Said::Classes(classes) => {
                let mut blocks = std::mem::take(&mut self.bytes);
                in_blocks(classes, self.words, &mut blocks);
                self.answer(program, column, laid, |accepted, plane| {
                    accepted.write(&blocks, plane);
                });
                // Hardly ever is a row left, and no class is higher.
                if classes.iter().fold(0, |most, class| most.max(*class)) == SINGLY {
                    self.leave(|accepted, plane| accepted.write(&blocks, plane));
                }
                self.bytes = blocks;
            }
            Said::Bits(bits) => self.lay_bits(program, column, bits, laid),
        }
    }

    fn lay_bits(&mut self, program: &Program, column: &Column, bits: Bits<'_>, laid: &mut [bool]) {
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
        self.answer(program, column, laid, write);
        if classes.contains(&SINGLY) {
            self.leave(write);
        }
        self.bytes = blocks;
        self.values = values;
        self.stated = stated;
    }

    /// Writes the planes of the inputs that a column answers.
    fn answer(
        &mut self,
        program: &Program,
        column: &Column,
        laid: &mut [bool],
        write: impl Fn(&Accepted, &mut [u64]),
    ) {
        for answered in column.answered() {
            let Some(node) = program.input_node(answered.input) else {
                continue;
            };
            if let Some(is_laid) = laid.get_mut(node) {
                *is_laid = true;
            }
            let (can_be_true, can_be_false) = self.input(node, self.words);
            write(&answered.can_be_true, can_be_true);
            match answered.can_be_true.is_opposite(&answered.can_be_false) {
                true => {
                    for (negated, word) in can_be_false.iter_mut().zip(can_be_true) {
                        *negated = !*word;
                    }
                }
                false => write(&answered.can_be_false, can_be_false),
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

    /// Works out the gates, each after what it reads.
    fn evaluate(&mut self, program: &Program) {
        let (words, room) = (self.words, self.room);
        for (number, node) in program.net.nodes.iter().enumerate() {
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            let Some((before, own)) = self.planes.split_at_mut_checked(number * 2 * room) else {
                continue;
            };
            let of = |literal| plane(before, (room, words), literal);
            let (left, right) = (of(left), of(right));
            let (can_be_true, rest) = own.split_at_mut(room.min(own.len()));
            let can_be_true = can_be_true.get_mut(..words).unwrap_or_default();
            let can_be_false = rest.get_mut(..words).unwrap_or_default();
            let own = can_be_true.iter_mut().zip(can_be_false);
            let left = left.can_be_true.iter().zip(left.can_be_false);
            let right = right.can_be_true.iter().zip(right.can_be_false);
            let all = own.zip(left.zip(right));
            match node {
                Node::Both(..) => {
                    for (
                        (own_true, own_false),
                        ((left_true, left_false), (right_true, right_false)),
                    ) in all
                    {
                        *own_true = left_true & right_true;
                        *own_false = left_false | right_false;
                    }
                }
                _ => {
                    for (
                        (own_true, own_false),
                        ((left_true, left_false), (right_true, right_false)),
                    ) in all
                    {
                        *own_true = left_true & (!left_false | right_true);
                        *own_false = left_false & (!left_true | right_false);
                    }
                }
            }
        }
    }

    fn plane(&self, literal: Literal) -> Plane<'_> {
        plane(&self.planes, (self.room, self.words), literal)
    }

    /// Leaves rows undecided of which a rule is not known in every completion.
    fn settle(&mut self, program: &Program) {
        let mut decided = std::mem::take(&mut self.decided);
        let mut open = std::mem::take(&mut self.values);
        for rule in &program.net.rules {
            let [applies, fires] = [rule.applies, rule.fires].map(|one| self.plane(one));
            open.clear();
            open.extend_from_slice(fires.can_be_false);
            let others = [rule.complete, rule.refused, rule.met];
            for one in others.into_iter().filter(|one| one.node() != 0) {
                let plane = self.plane(one);
                let plane = plane.can_be_true.iter().zip(plane.can_be_false);
                for (open, (can_be_true, can_be_false)) in open.iter_mut().zip(plane) {
                    *open |= can_be_true & can_be_false;
                }
            }
            let applies = applies.can_be_true.iter().zip(applies.can_be_false);
            let rules = fires.can_be_true.iter().zip(&open).zip(applies);
            for (decided, ((can_fire, open), (can_apply, can_be_off))) in
                decided.iter_mut().zip(rules)
            {
                // Whether a rule that does not fire is lifted or does not apply at all is told.
                *decided &= !((can_fire & open) | (!can_fire & can_apply & can_be_off));
            }
        }
        self.decided = decided;
        self.values = open;
    }

    /// Finds the verdicts.
    fn conclude(&mut self, program: &Program) {
        let outcome = &program.net.outcome;
        let [denied, gated, granted, open, blocked] = [
            outcome.denied,
            outcome.gated,
            outcome.granted,
            outcome.open,
            outcome.blocked,
        ]
        .map(|one| plane(&self.planes, (self.room, self.words), one));
        self.verdicts.clear();
        self.assignable.clear();
        for (word, decided) in self.decided.iter_mut().enumerate() {
            let [denied, gated, granted, open, blocked] =
                [denied, gated, granted, open, blocked].map(|plane| plane.at(word));
            let is_known = |(can_be_true, can_be_false): (u64, u64)| !(can_be_true & can_be_false);
            let admits = granted.0 & !granted.1;
            let cleared = !denied.0 & !gated.0;
            *decided &= is_known(denied)
                & (denied.0 | is_known(gated))
                & (!cleared | is_known(granted))
                & (!cleared | !admits | is_known(open));
            let deny = denied.0;
            let approval = !deny & gated.0;
            let uncovered = cleared & !admits;
            let conditions = cleared & admits & open.0;
            self.assignable.push(cleared & admits & !blocked.0);
            let admit = cleared & admits & !open.0;
            for place in 0..ROWS / 8 {
                // Exactly one of the verdicts holds of each row; a byte holds its number.
                let number = |plane: u64, verdict: Verdict| eight(plane, place) * verdict as u64;
                let verdicts = number(deny, Verdict::Deny)
                    + number(approval, Verdict::NeedsApproval)
                    + number(uncovered, Verdict::NotCovered)
                    + number(conditions, Verdict::AdmitWithConditions)
                    + number(admit, Verdict::Admit);
                let undecided = eight(!*decided, place) * u64::from(UNDECIDED);
                self.verdicts
                    .extend_from_slice(&(verdicts | undecided).to_le_bytes());
            }
        }
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
        for (number, hit) in program.hits.iter().enumerate() {
            let Some(rule) = program.net.rules.get(hit.place) else {
                continue;
            };
            let [fires, complete, refused, met] =
                [rule.fires, rule.complete, rule.refused, rule.met].map(|one| self.plane(one));
            let all = fires.can_be_true.iter().zip(&self.decided).enumerate();
            for (word, (fires, decided)) in all {
                let fires = fires & decided;
                if fires == 0 {
                    continue;
                }
                let violated = match hit.how {
                    Violation::Fires => fires,
                    Violation::Refused => fires & !complete.at(word).0 & refused.at(word).0,
                    Violation::Incomplete => fires & !complete.at(word).0 & !refused.at(word).0,
                    Violation::NotMet => fires & !met.at(word).0,
                };
                self.rows_of(word, violated, |row| tell(number, row));
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
                    let (can_be_true, can_be_false) = self.plane(literal).at(word);
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

/// The words of the planes of a literal, each of which has room for some more: of a negated one in the other order.
fn plane(planes: &[u64], (room, words): (usize, usize), literal: Literal) -> Plane<'_> {
    let start = literal.node() * 2 * room;
    let of = |from: usize| planes.get(from..from + words).unwrap_or_default();
    let (one, other) = (of(start), of(start + room));
    match literal.is_negated() {
        false => Plane {
            can_be_true: one,
            can_be_false: other,
        },
        true => Plane {
            can_be_true: other,
            can_be_false: one,
        },
    }
}
