//! One program, and what the columns of a table say to it.

use chrono::NaiveDate;
use zhunru::wide::{Letters, Program, Sheet, Statement};

use super::found::Told;
use super::group::Roles;
use super::joint::says;
use crate::table::decode::Decoded;
use crate::table::layout::Layout;
use crate::table::plan::Plan;
use crate::table::readings::Cells;
use crate::table::symbols::UNKNOWN;

/// So many rows run through a program at a time: their planes fit the nearest memory.
const ROWS: usize = 2_048;

/// What the columns of a table say to one program.
#[derive(Debug)]
pub(super) struct OfProgram {
    roles: Roles,
    /// The rows at hand.
    pub(super) rows: Vec<u32>,
    /// A bit of each row of the block: of those at hand, and of those left to the single path.
    at_hand: Vec<u64>,
    left: Vec<u64>,
    sheet: Sheet,
    pub(super) told: Told,
}

/// The rows that a program is asked of.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) decoded: &'a Decoded<'a>,
    pub(super) rows: &'a [u32],
    /// The same as bits, one for each row of the block.
    pub(super) at_hand: &'a [u64],
    /// By row of the block, the letters of the village's name and of what lies around it; empty where no
    /// column names them.
    pub(super) places: &'a [Option<Letters>],
    /// By row of the block, the day of the decision, counted from the first of 1970.
    pub(super) days: &'a [i32],
}

impl Asked<'_> {
    /// The day for which a row is decided.
    pub(super) fn day(&self, row: usize) -> Option<NaiveDate> {
        NaiveDate::from_epoch_days(*self.days.get(row)?)
    }
}

/// What stands beside the rows of a block, by row: letters of places, and days of decisions.
pub(super) type Beside<'a> = (&'a [Option<Letters>], &'a [i32]);

fn set(bits: &mut [u64], row: u32) {
    if let Some(word) = bits.get_mut(row as usize / 64) {
        *word |= 1 << (row % 64);
    }
}

impl OfProgram {
    /// Of a program that was asked nothing yet.
    pub(super) fn new(program: &Program, layout: &Layout, plan: &Plan) -> Self {
        OfProgram {
            roles: Roles::of(layout, program),
            rows: Vec::new(),
            at_hand: Vec::new(),
            left: Vec::new(),
            sheet: Sheet::default(),
            told: Told::new(program, plan),
        }
    }

    /// Decides the rows at hand.
    pub(super) fn run(
        &mut self,
        program: &Program,
        decoded: &Decoded<'_>,
        (places, days): Beside<'_>,
    ) {
        self.leave_faulty(decoded);
        let OfProgram {
            roles,
            rows,
            at_hand,
            sheet,
            told,
            ..
        } = self;
        let asked = Asked {
            decoded,
            rows,
            at_hand,
            places,
            days,
        };
        let groups = &mut roles.groups;
        for place in 0..groups.len() {
            let (before, rest) = groups.split_at_mut(place);
            let Some((group, after)) = rest.split_first_mut() else {
                continue;
            };
            let meets = |statement: &Statement| {
                let mut others = before.iter().chain(after.iter());
                others.any(|other| other.column.meets(statement))
            };
            group.classify(program, &asked, &meets);
        }
        told.begin();
        for (number, rows) in rows.chunks(ROWS).enumerate() {
            let start = number * ROWS;
            let columns = groups.iter().map(|group| {
                let classes = group.classes.get(start..start + rows.len());
                (&group.column, classes.unwrap_or_default())
            });
            sheet.run(program, rows.len(), columns);
            told.take(program, sheet, rows);
        }
    }

    /// Leaves rows to the single path in which a cell is stated that must not be, or is faulty.
    fn leave_faulty(&mut self, decoded: &Decoded<'_>) {
        let OfProgram {
            roles,
            rows,
            at_hand,
            left,
            ..
        } = self;
        let words = decoded.block.len().div_ceil(64);
        for bits in [&mut *at_hand, &mut *left] {
            bits.clear();
            bits.resize(words, 0);
        }
        rows.iter().for_each(|row| set(at_hand, *row));
        let mut leave = |cells: Cells<'_>, is_left: &dyn Fn(u32) -> bool| {
            cells.stated(at_hand, |row| {
                if is_left(cells.get(row as usize)) {
                    set(left, row);
                }
            });
        };
        for cells in roles.unstated.iter().filter_map(|one| decoded.column(*one)) {
            leave(cells, &|reading| reading != UNKNOWN);
        }
        for cells in roles.unread.iter().filter_map(|one| decoded.column(*one)) {
            if cells.may_be_faulty() {
                leave(cells, &|reading| {
                    reading != UNKNOWN && says(cells.symbols, reading).is_none()
                });
            }
        }
        if left.iter().any(|word| *word != 0) {
            let is_left = |row: &u32| {
                let word = left.get(*row as usize / 64).copied().unwrap_or_default();
                word >> (row % 64) & 1 == 1
            };
            rows.retain(|row| !is_left(row));
        }
    }
}
