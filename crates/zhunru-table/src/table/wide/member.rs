//! A column of several that state something together, and what matters of its cells.

use zhunru::model::{Approval, Stated};

use super::by_code::{AskedRows, ByCode};
use super::choose::day_number;
use crate::table::patch::Patch;
use crate::table::readings::Cells;
use crate::table::symbols::Symbols;

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
    /// How many alternatives there are.
    alternatives: u32,
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
        let alternatives = match tells {
            Tells::Reading(_) => OTHER,
            Tells::Something(_) => OTHER + 1,
            Tells::Number(_) => OTHER + 2,
            Tells::Since(_) | Tells::Until(_) => OTHER + 3,
        };
        Member {
            place,
            tells,
            alternatives,
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

    /// Whether the same matters of the same column.
    pub(super) fn is_alike(&self, other: &Member) -> bool {
        let tells = std::mem::discriminant(&self.tells);
        self.place == other.place && tells == std::mem::discriminant(&other.tells)
    }

    /// How many alternatives there are by now.
    pub(super) fn alternatives(&self) -> u32 {
        self.alternatives
    }

    /// Adds the number of the alternative of each cell, so many times, to sums by row, if that is quickly done.
    pub(super) fn sum_up(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        times: u64,
        sums: &mut [u64],
    ) -> bool {
        match &mut self.tells {
            Tells::Reading(known) | Tells::Something(known) | Tells::Number(known) => {
                known.sum_up(cells, asked, times, sums)
            }
            Tells::Since(_) | Tells::Until(_) => false,
        }
    }

    /// Writes down which alternative each cell is, of rows that are all up to some row; decisions are on these days.
    pub(super) fn look_up(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        decided_on: &[i32],
        alternatives: &mut Vec<u32>,
        days: &mut Vec<i32>,
    ) {
        let says = |reading: u32| says(cells.symbols, reading);
        let count = &mut self.alternatives;
        match &mut self.tells {
            Tells::Reading(known) => known.look_up_all(cells, asked, alternatives, |reading| {
                let Some(_) = says(reading) else {
                    return FAULTY;
                };
                *count += 1;
                *count - 1
            }),
            Tells::Something(known) => known.look_up_all(cells, asked, alternatives, |reading| {
                says(reading).map_or(FAULTY, |_| OTHER)
            }),
            Tells::Number(known) => {
                known.look_up_all(cells, asked, alternatives, |reading| match says(reading) {
                    Some(Patch::ApprovalPart(act)) => match act.number {
                        Some(Stated::None) => OTHER + 1,
                        _ => OTHER,
                    },
                    _ => FAULTY,
                });
            }
            Tells::Since(known) => {
                known.look_up_all(cells, asked, days, |reading| {
                    day(says(reading), |act| act.on.as_ref())
                });
                relate(days, decided_on, alternatives, |on, day| on > day);
            }
            Tells::Until(known) => {
                known.look_up_all(cells, asked, days, |reading| {
                    day(says(reading), |act| act.ends_on.as_ref())
                });
                relate(days, decided_on, alternatives, |end, day| end < day);
            }
        }
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
    decided_on: &[i32],
    alternatives: &mut Vec<u32>,
    is_beyond: impl Fn(i32, i32) -> bool,
) {
    alternatives.clear();
    alternatives.extend(days.iter().zip(decided_on).map(|(day, decided_on)| {
        let related = OTHER + 1 + u32::from(is_beyond(*day, *decided_on));
        // Each by itself, so that no branch hangs on the day.
        let known = if *day == NO_DAY { OTHER } else { related };
        let stated = if *day == FAULTY_DAY { FAULTY } else { known };
        if *day == UNSTATED_DAY {
            UNSTATED
        } else {
            stated
        }
    }));
}
