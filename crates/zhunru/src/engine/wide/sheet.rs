//! Rows over which a program runs.

use super::column::{Class, Column, SINGLY};
use super::planes::{Accepted, ROWS, bit_of, eight, row_of};
use super::program::{Program, Violation};
use crate::decision::Verdict;
use crate::engine::logic::Kleene;
use crate::engine::net::{Literal, Node};

/// The verdict of a row that is not decided.
const UNDECIDED: u8 = u8::MAX;

/// Rows over which a program ran, with what it found; made once and used again and again.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: usize,
    words: usize,
    /// By node, the plane of what can be true and that of what can be false.
    planes: Vec<u64>,
    /// The rows that are decided.
    decided: Vec<u64>,
    /// By row, the number of the verdict.
    verdicts: Vec<u8>,
    assignable: Vec<u64>,
    classes: Vec<[Class; ROWS]>,
    scratch: Vec<u64>,
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
    /// Runs a program over so many rows, of which columns that were prepared have these classes.
    pub fn run<'c>(
        &mut self,
        program: &Program,
        rows: usize,
        columns: impl IntoIterator<Item = (&'c Column, &'c [Class])>,
    ) {
        self.rows = rows;
        self.words = rows.div_ceil(ROWS);
        self.planes.clear();
        self.planes
            .resize(program.net.nodes.len() * 2 * self.words, 0);
        self.decided.clear();
        self.decided.resize(self.words, u64::MAX);
        for (node, value) in std::iter::once((0, Kleene::TRUE)).chain(program.usual_values()) {
            let (can_be_true, can_be_false) = self.input(node);
            can_be_true.fill(if value.can_be_true { u64::MAX } else { 0 });
            can_be_false.fill(if value.can_be_false { u64::MAX } else { 0 });
        }
        for (column, classes) in columns {
            self.lay(program, column, classes);
        }
        self.evaluate(program);
        self.settle(program);
        self.conclude(program);
    }

    fn input(&mut self, node: usize) -> (&mut [u64], &mut [u64]) {
        let start = node * 2 * self.words;
        let planes = self.planes.get_mut(start..).unwrap_or_default();
        let end = (2 * self.words).min(planes.len());
        let planes = planes.get_mut(..end).unwrap_or_default();
        let half = self.words.min(planes.len());
        planes.split_at_mut(half)
    }

    /// Sets the inputs that a column answers.
    fn lay(&mut self, program: &Program, column: &Column, classes: &[Class]) {
        let mut blocks = std::mem::take(&mut self.classes);
        blocks.clear();
        let (whole, rest) = classes.as_chunks::<ROWS>();
        blocks.extend_from_slice(whole);
        if !rest.is_empty() {
            let mut last = [0; ROWS];
            for (place, class) in last.iter_mut().zip(rest) {
                *place = *class;
            }
            blocks.push(last);
        }
        for answered in column.answered() {
            let Some(node) = program.input_node(answered.input) else {
                continue;
            };
            let (can_be_true, can_be_false) = self.input(node);
            answered.can_be_true.write(&blocks, can_be_true);
            match answered.can_be_true.is_opposite(&answered.can_be_false) {
                true => {
                    for (negated, word) in can_be_false.iter_mut().zip(can_be_true) {
                        *negated = !*word;
                    }
                }
                false => answered.can_be_false.write(&blocks, can_be_false),
            }
        }
        let mut singly = std::mem::take(&mut self.scratch);
        singly.clear();
        singly.resize(self.words, 0);
        Accepted::only(SINGLY).write(&blocks, &mut singly);
        for (decided, singly) in self.decided.iter_mut().zip(&singly) {
            *decided &= !singly;
        }
        self.scratch = singly;
        self.classes = blocks;
    }

    /// Works out the gates, each after what it reads.
    fn evaluate(&mut self, program: &Program) {
        let words = self.words;
        for (number, node) in program.net.nodes.iter().enumerate() {
            let (Node::Both(left, right) | Node::Else(left, right)) = *node else {
                continue;
            };
            let Some((before, own)) = self.planes.split_at_mut_checked(number * 2 * words) else {
                continue;
            };
            let (left, right) = (plane(before, words, left), plane(before, words, right));
            let (can_be_true, rest) = own.split_at_mut(words.min(own.len()));
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
        plane(&self.planes, self.words, literal)
    }

    /// Leaves rows undecided of which a rule is not known in every completion.
    fn settle(&mut self, program: &Program) {
        let mut decided = std::mem::take(&mut self.decided);
        for rule in &program.net.rules {
            let [applies, fires] = [rule.applies, rule.fires].map(|one| self.plane(one));
            let others = [rule.complete, rule.refused, rule.met];
            let others = others.map(|one| (one.node() != 0).then(|| self.plane(one)));
            for (word, decided) in decided.iter_mut().enumerate() {
                let is_unknown = |plane: &Plane<'_>| {
                    let (can_be_true, can_be_false) = plane.at(word);
                    can_be_true & can_be_false
                };
                let (can_fire, can_be_quiet) = fires.at(word);
                let others = others.iter().flatten().map(is_unknown);
                let open = others.fold(can_be_quiet, |open, one| open | one);
                // Whether a rule that does not fire is lifted or does not apply at all is told.
                *decided &= !((can_fire & open) | (!can_fire & is_unknown(&applies)));
            }
        }
        self.decided = decided;
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
        .map(|one| plane(&self.planes, self.words, one));
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
            for (word, decided) in self.decided.iter().enumerate() {
                let fires = fires.at(word).0 & decided;
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

/// The planes of a literal: of a negated one in the other order.
fn plane(planes: &[u64], words: usize, literal: Literal) -> Plane<'_> {
    let start = literal.node() * 2 * words;
    let of = |from: usize| planes.get(from..from + words).unwrap_or_default();
    let (one, other) = (of(start), of(start + words));
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
