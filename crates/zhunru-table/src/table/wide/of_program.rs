//! One program, and what the columns of a table say to it.

use chrono::NaiveDate;
use zhunru::model::DemandType;
use zhunru::wide::{Keeper, Letters, Program, Sheet, Statement};

use super::by_code::AskedRows;
use super::found::Told;
use super::group::Group;
use super::joint::Joint;
use super::member::says;
use super::octets::Octets;
use super::roles::Roles;
use super::stated::Stated;
use crate::table::decode::Decoded;
use crate::table::eights;
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
    /// By octet, of the rows at hand the bytes of values and those of what is stated.
    octets: Vec<(Vec<u8>, Vec<u8>)>,
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
    pub(super) stated: &'a Stated,
    pub(super) octets: &'a Octets,
    pub(super) joints: &'a [Joint],
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

    /// The rows, as cells of a column are looked up, for demands of a type.
    pub(super) fn of(&self, column: usize, demand: DemandType) -> AskedRows<'_> {
        AskedRows {
            rows: self.rows,
            are_stated: self.stated.is_all(column, self.at_hand),
            demand,
        }
    }
}

/// What all programs see of a block.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    pub(super) decoded: &'a Decoded<'a>,
    pub(super) stated: &'a Stated,
    pub(super) octets: &'a Octets,
    pub(super) joints: &'a [Joint],
    /// By row, the letters of places, and the day of the decision.
    pub(super) places: &'a [Option<Letters>],
    pub(super) days: &'a [i32],
}

fn set(bits: &mut [u64], row: u32) {
    if let Some(word) = bits.get_mut(row as usize / 64) {
        *word |= 1 << (row % 64);
    }
}

impl OfProgram {
    /// Of a program that was asked nothing yet.
    pub(super) fn new(
        program: &Program,
        layout: &Layout,
        plan: &Plan,
        joints: &mut Vec<Joint>,
    ) -> Self {
        OfProgram {
            roles: Roles::of(layout, program, joints),
            rows: Vec::new(),
            at_hand: Vec::new(),
            left: Vec::new(),
            octets: Vec::new(),
            sheet: Sheet::default(),
            told: Told::new(program, plan),
        }
    }

    /// The combinations that it reads.
    pub(super) fn joints(&self) -> impl Iterator<Item = usize> {
        self.roles.groups.iter().filter_map(Group::joint)
    }

    /// Decides the rows at hand, or keeps what they say.
    pub(super) fn run(
        &mut self,
        program: &Program,
        seen: &Seen<'_>,
        mut keeper: Option<&mut Keeper>,
    ) {
        self.leave_faulty(seen);
        let OfProgram {
            roles,
            rows,
            at_hand,
            octets,
            sheet,
            told,
            ..
        } = self;
        let asked = Asked {
            decoded: seen.decoded,
            rows,
            at_hand,
            stated: seen.stated,
            octets: seen.octets,
            joints: seen.joints,
            places: seen.places,
            days: seen.days,
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
        gather(groups, &asked, octets);
        told.begin();
        let words = seen.decoded.block.len().div_ceil(64);
        for (number, rows) in rows.chunks(ROWS).enumerate() {
            let start = number * ROWS;
            let range = start..start + rows.len();
            let columns = groups.iter().map(|group| {
                let octet = |number: usize| {
                    let bytes = octets.get(number);
                    bytes.map_or((&[][..], &[][..]), |(values, stated)| (values, stated))
                };
                (&group.column, group.said(&range, octet))
            });
            match &mut keeper {
                None => {
                    sheet.run(program, rows.len(), columns);
                    told.take(program, sheet, rows, words);
                }
                Some(keeper) => keeper.take(sheet, rows.len(), columns),
            }
        }
    }

    /// Leaves rows to the single path in which a cell is stated that must not be, or is faulty.
    fn leave_faulty(&mut self, seen: &Seen<'_>) {
        let decoded = seen.decoded;
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
        let mut leave = |column: usize, is_left: &dyn Fn(u32) -> bool| {
            if let Some(cells) = decoded.column(column) {
                seen.stated.tell(column, at_hand, |row| {
                    if is_left(cells.get(row as usize)) {
                        set(left, row);
                    }
                });
            }
        };
        for &column in &roles.unstated {
            leave(column, &|reading| reading != UNKNOWN);
        }
        for &column in &roles.unread {
            let cells = decoded.column(column);
            if let Some(cells) = cells.filter(Cells::may_be_faulty) {
                leave(column, &|reading| {
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

/// Writes down the bytes of the rows at hand, of octets that are read.
fn gather(groups: &[Group], asked: &Asked<'_>, into: &mut Vec<(Vec<u8>, Vec<u8>)>) {
    for (values, stated) in into.iter_mut() {
        values.clear();
        stated.clear();
    }
    for (octet, reads_stated) in groups.iter().filter_map(Group::octet) {
        if into.len() <= octet {
            into.resize(octet + 1, Default::default());
        }
        let Some((values, stated)) = into.get_mut(octet) else {
            continue;
        };
        let look_up = |bytes: &[u8], into: &mut Vec<u8>| {
            if into.is_empty() {
                let first = asked.octets.first();
                eights::extend(asked.rows, into, 0, |row| {
                    let byte = bytes.get((row as usize).wrapping_sub(first));
                    byte.copied().unwrap_or_default()
                });
            }
        };
        look_up(asked.octets.values(octet), values);
        if reads_stated {
            look_up(asked.octets.stated(octet, asked.decoded), stated);
        }
    }
}
