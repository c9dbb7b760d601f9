//! Columns that state something only together, looked up by the combination of their cells.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use zhunru::model::{Approval, Stated};
use zhunru::wide::{Class, Letters, NO_CLASS};

use super::Asked;
use super::by_code::{ByCode, holds};
use super::choose::day_number;
use crate::table::patch::Patch;
use crate::table::readings::Cells;
use crate::table::symbols::Symbols;

/// Combinations of so many bits have a table of their own, of a byte each for every program that there is;
/// others are looked up by hash.
const TABLE_BITS: u32 = 16;
/// More combinations than this are not kept by hash.
const COMBINATIONS: usize = 1 << 16;
/// Combinations of more bits are left to the single path.
const MOST_BITS: u32 = 60;

/// A cell of which nothing is known, and one that is faulty; what others say is counted from here on.
const UNSTATED: u32 = 0;
const FAULTY: u32 = 1;
const OTHER: u32 = 2;
/// Not looked up yet.
const OPEN: u32 = u32::MAX;

/// A column of several that state something together.
#[derive(Debug)]
pub(super) struct Member {
    /// Its place among the columns of the layout.
    pub(super) place: usize,
    tells: Tells,
    /// How many alternatives there are, and the bits that hold one.
    alternatives: u32,
    bits: u32,
}

/// What matters of a cell.
#[derive(Debug)]
enum Tells {
    /// What it states.
    Reading(ByCode<u32>),
    /// That it states something.
    Something(ByCode<u32>),
    /// Whether there is a number.
    Number(ByCode<u32>),
    /// Whether its day is come on the day of the decision.
    Since(ByCode<i32>),
    /// Whether its day is over on the day of the decision.
    Until(ByCode<i32>),
}

/// Days that are none.
const OPEN_DAY: i32 = i32::MIN;
const UNSTATED_DAY: i32 = i32::MIN + 1;
const FAULTY_DAY: i32 = i32::MIN + 2;
const NO_DAY: i32 = i32::MIN + 3;

impl Member {
    fn new(place: usize, tells: Tells) -> Self {
        Member {
            place,
            tells,
            alternatives: OTHER,
            bits: 3,
        }
    }

    /// A column of which matters what is stated.
    pub(super) fn reading(place: usize) -> Self {
        Member::new(place, Tells::Reading(ByCode::new(OPEN, UNSTATED, FAULTY)))
    }

    /// A column of which matters only that something is stated.
    pub(super) fn something(place: usize) -> Self {
        Member::new(place, Tells::Something(ByCode::new(OPEN, UNSTATED, FAULTY)))
    }

    /// A column of a field of the act on record.
    pub(super) fn of_act(place: usize, field: &str) -> Self {
        let days = || ByCode::new(OPEN_DAY, UNSTATED_DAY, FAULTY_DAY);
        let tells = match field {
            "approval.on" => Tells::Since(days()),
            "approval.ends_on" => Tells::Until(days()),
            "approval.number" => Tells::Number(ByCode::new(OPEN, UNSTATED, FAULTY)),
            // Bodies are told by level and kind.
            "approval.by.name" => return Member::something(place),
            _ => return Member::reading(place),
        };
        Member::new(place, tells)
    }

    /// Writes down which alternative each cell is.
    fn look_up(
        &mut self,
        cells: Cells<'_>,
        asked: &Asked<'_>,
        alternatives: &mut Vec<u32>,
        days: &mut Vec<i32>,
    ) {
        let says = |reading: u32| says(cells.symbols, reading);
        let count = &mut self.alternatives;
        match &mut self.tells {
            Tells::Reading(known) => known.look_up(cells, asked, alternatives, |reading| {
                let Some(_) = says(reading) else {
                    return FAULTY;
                };
                *count += 1;
                *count - 1
            }),
            Tells::Something(known) => known.look_up(cells, asked, alternatives, |reading| {
                says(reading).map_or(FAULTY, |_| OTHER)
            }),
            Tells::Number(known) => {
                known.look_up(cells, asked, alternatives, |reading| match says(reading) {
                    Some(Patch::ApprovalPart(act)) => match act.number {
                        Some(Stated::None) => OTHER + 1,
                        _ => OTHER,
                    },
                    _ => FAULTY,
                })
            }
            Tells::Since(known) => {
                known.look_up(cells, asked, days, |reading| {
                    day(says(reading), |act| act.on.as_ref())
                });
                relate(days, asked, alternatives, |on, day| on > day);
            }
            Tells::Until(known) => {
                known.look_up(cells, asked, days, |reading| {
                    day(says(reading), |act| act.ends_on.as_ref())
                });
                relate(days, asked, alternatives, |end, day| end < day);
            }
        }
    }

    /// Makes room for all alternatives; gives whether there was too little.
    fn grow(&mut self) -> bool {
        let has_room = self.alternatives <= 1 << self.bits;
        while self.alternatives > 1 << self.bits {
            self.bits += 1;
        }
        !has_room
    }
}

/// What a reading says; nothing where it is faulty.
pub(super) fn says(symbols: &Symbols, reading: u32) -> Option<&Patch> {
    symbols.get(reading)?.says.as_ref().ok()
}

/// The number of the day that a cell states of an act.
fn day(
    says: Option<&Patch>,
    field: impl Fn(&Approval) -> Option<&Stated<chrono::NaiveDate>>,
) -> i32 {
    match says {
        Some(Patch::ApprovalPart(act)) => match field(act) {
            Some(Stated::Value(day)) => day_number(*day),
            Some(Stated::None) => NO_DAY,
            None => UNSTATED_DAY,
        },
        _ => FAULTY_DAY,
    }
}

/// Days as alternatives: how they stand to the day of the decision.
fn relate(
    days: &[i32],
    asked: &Asked<'_>,
    alternatives: &mut Vec<u32>,
    is_beyond: impl Fn(i32, i32) -> bool,
) {
    alternatives.clear();
    alternatives.extend(days.iter().zip(asked.rows).map(|(day, row)| match *day {
        UNSTATED_DAY => UNSTATED,
        FAULTY_DAY => FAULTY,
        NO_DAY => OTHER,
        day => {
            let of_decision = asked.days.get(*row as usize).copied().unwrap_or_default();
            OTHER + 1 + u32::from(is_beyond(day, of_decision))
        }
    }));
}

/// What combinations of the cells of several columns come to.
#[derive(Debug, Default)]
pub(super) struct Joint {
    table: Vec<Class>,
    by_hash: HashMap<u64, Class, RandomState>,
    /// The letters of the names of items in a combination, where there are any.
    letters: HashMap<u64, Letters, RandomState>,
    /// By row at hand, the combination.
    combinations: Vec<u64>,
    alternatives: Vec<u32>,
    days: Vec<i32>,
}

impl Joint {
    /// Writes down the classes of the rows at hand; `resolve` tells the class of a row whose combination
    /// was not met before. Gives false where there are too many alternatives to combine.
    pub(super) fn look_up(
        &mut self,
        members: &mut [Member],
        cells: &[Cells<'_>],
        asked: &Asked<'_>,
        into: &mut Vec<Class>,
        mut resolve: impl FnMut(usize) -> (Class, Letters),
    ) -> bool {
        into.clear();
        let bits = loop {
            self.combinations.clear();
            self.combinations.resize(asked.rows.len(), 0);
            let (mut bits, mut grew) = (0, false);
            for (member, cells) in members.iter_mut().zip(cells) {
                member.look_up(*cells, asked, &mut self.alternatives, &mut self.days);
                grew |= member.grow();
                if bits + member.bits > MOST_BITS {
                    return false;
                }
                for (all, own) in self.combinations.iter_mut().zip(&self.alternatives) {
                    *all |= u64::from(*own) << bits;
                }
                bits += member.bits;
            }
            if !grew {
                break bits;
            }
            // The places of all combinations change.
            self.table.clear();
            self.by_hash.clear();
            self.letters.clear();
        };
        let has_table = bits <= TABLE_BITS;
        if has_table && self.table.is_empty() {
            self.table = vec![NO_CLASS; 1 << bits];
        }
        let place = |combination: u64| usize::try_from(combination).unwrap_or(usize::MAX);
        if has_table {
            let known = self.table.as_slice();
            into.extend(
                self.combinations
                    .iter()
                    .map(|combination| known.get(place(*combination)).copied().unwrap_or(NO_CLASS)),
            );
            if !holds(into, NO_CLASS) {
                return true;
            }
        } else {
            let known = self.combinations.iter().map(|one| self.by_hash.get(one));
            into.extend(known.map(|known| known.copied().unwrap_or(NO_CLASS)));
        }
        for ((class, row), combination) in into.iter_mut().zip(asked.rows).zip(&self.combinations) {
            if *class != NO_CLASS {
                continue;
            }
            let known = match has_table {
                true => self.table.get(place(*combination)).copied(),
                false => self.by_hash.get(combination).copied(),
            };
            *class = match known.filter(|known| *known != NO_CLASS) {
                Some(known) => known,
                None => {
                    let (class, letters) = resolve(*row as usize);
                    if !letters.is_empty() {
                        self.letters.insert(*combination, letters);
                    }
                    if let Some(known) = self.table.get_mut(place(*combination)) {
                        *known = class;
                    } else if self.by_hash.len() < COMBINATIONS {
                        self.by_hash.insert(*combination, class);
                    }
                    class
                }
            };
        }
        true
    }

    /// By row at hand, the letters of the names of items.
    pub(super) fn letters(&self) -> impl Iterator<Item = Letters> + '_ {
        let known = self.combinations.iter();
        known.map(|one| self.letters.get(one).copied().unwrap_or(Letters::NONE))
    }
}
