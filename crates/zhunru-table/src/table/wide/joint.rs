//! Columns that state something only together: the combinations of their cells by number.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use zhunru::model::DemandType;

use super::by_code::{AskedRows, OPEN_SUM, holds};
use super::member::Member;
use super::stated::Stated;
use crate::table::decode::Decoded;
use crate::table::eights;

/// So many combinations have a table of their own; where there may be more they are looked up by hash.
const TABLE: u64 = 1 << 20;
/// The first pass may find sums too great, the next new values; by the one behind both are known.
const MOST_PASSES: usize = 4;
/// The number of a combination that was not met yet.
const OPEN: u16 = u16::MAX;

/// The combinations of the cells of several columns, numbered for all programs as they are met.
#[derive(Debug)]
pub(super) struct Joint {
    pub(super) members: Vec<Member>,
    /// The type of demands for which cells are read, where that makes a difference.
    demand: Option<DemandType>,
    /// By member, how far apart its alternatives lie, and how many of them have room: some more than there are,
    /// since with each that has none all combinations are numbered anew.
    strides: Vec<(u64, u64)>,
    table: Vec<u16>,
    by_hash: HashMap<u64, u16, RandomState>,
    /// How many combinations have numbers.
    count: u16,
    /// How often all numbers became void.
    generation: u64,
    /// By row of the block, the number; nothing where there are too many alternatives to combine.
    numbers: Option<Vec<u16>>,
    /// Every row of the block.
    rows: Vec<u32>,
    combinations: Vec<u64>,
    alternatives: Vec<u32>,
    days: Vec<i32>,
}

impl Joint {
    /// Of these columns, read for demands of a type where that makes a difference.
    pub(super) fn new(members: Vec<Member>, demand: Option<DemandType>) -> Self {
        Joint {
            members,
            demand,
            strides: Vec::new(),
            table: Vec::new(),
            by_hash: HashMap::default(),
            count: 0,
            generation: 0,
            numbers: None,
            rows: Vec::new(),
            combinations: Vec::new(),
            alternatives: Vec::new(),
            days: Vec::new(),
        }
    }

    /// Whether it is the same as another one.
    pub(super) fn is_alike(&self, other: &Joint) -> bool {
        let members = self.members.iter().zip(&other.members);
        self.demand == other.demand
            && self.members.len() == other.members.len()
            && members.fold(true, |alike, (one, other)| alike && one.is_alike(other))
    }

    /// By row of the block, the numbers of combinations; nothing where there are too many alternatives.
    pub(super) fn numbers(&self) -> Option<&[u16]> {
        self.numbers.as_deref()
    }

    /// How often all numbers became void.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Looks at the rows of a block, of which some are of this type and decided on these days. In rows of other
    /// types numbers mean nothing, if the type makes a difference.
    pub(super) fn note(
        &mut self,
        decoded: &Decoded<'_>,
        stated: &Stated,
        demand: DemandType,
        days: &[i32],
    ) {
        let mut numbers = self.numbers.take().unwrap_or_default();
        numbers.clear();
        let rows = decoded.block.len();
        if usize::from(self.count) + rows >= usize::from(OPEN) {
            // There are numbers for every row, if they begin anew.
            self.forget();
        }
        let room = self.combine(decoded, stated, self.demand.unwrap_or(demand), days);
        let Some(room) = room.filter(|_| rows < usize::from(OPEN)) else {
            return;
        };
        let has_table = room <= TABLE;
        let place = |combination: u64| usize::try_from(combination).unwrap_or(usize::MAX);
        if has_table {
            if self.table.is_empty() {
                self.table = vec![OPEN; place(room)];
            }
            let known = self.table.as_slice();
            eights::extend(&self.combinations, &mut numbers, OPEN, |one| {
                known.get(place(one)).copied().unwrap_or(OPEN)
            });
        } else {
            let known = |one| self.by_hash.get(one).copied().unwrap_or(OPEN);
            numbers.extend(self.combinations.iter().map(known));
        }
        if holds(&numbers, OPEN) {
            for (number, combination) in numbers.iter_mut().zip(&self.combinations) {
                if *number != OPEN {
                    continue;
                }
                let known = match has_table {
                    true => self.table.get_mut(place(*combination)),
                    false => Some(self.by_hash.entry(*combination).or_insert(OPEN)),
                };
                if let Some(known) = known {
                    if *known == OPEN {
                        *known = self.count;
                        self.count += 1;
                    }
                    *number = *known;
                }
            }
        }
        self.numbers = Some(numbers);
    }

    /// Forgets all numbers.
    fn forget(&mut self) {
        self.table.clear();
        self.by_hash.clear();
        self.count = 0;
        self.generation += 1;
    }

    /// Writes down the combination of each row, and gives how many there may be.
    fn combine(
        &mut self,
        decoded: &Decoded<'_>,
        stated: &Stated,
        demand: DemandType,
        days: &[i32],
    ) -> Option<u64> {
        let rows = decoded.block.len();
        self.rows.clear();
        self.rows.extend((0_u32..).take(rows));
        self.strides.resize(self.members.len(), (0, 0));
        // Hardly ever does a cell say what none did before.
        let mut is_quick = true;
        for _ in 0..MOST_PASSES {
            self.combinations.clear();
            self.combinations.resize(rows, 0);
            let (mut room, mut has_grown) = (1_u64, false);
            for (member, (stride, fitting)) in self.members.iter_mut().zip(&mut self.strides) {
                let cells = decoded.column(member.place)?;
                let asked = AskedRows {
                    rows: &self.rows,
                    are_stated: stated.is_whole(member.place, rows),
                    demand,
                };
                if !is_quick || !member.sum_up(cells, &asked, room, &mut self.combinations) {
                    let own = &mut self.alternatives;
                    member.look_up(cells, &asked, days, own, &mut self.days);
                    add(own, room, &mut self.combinations);
                }
                let alternatives = u64::from(member.alternatives());
                if alternatives > *fitting {
                    *fitting = match *fitting {
                        // Most have as many from the beginning as they ever will.
                        0 => alternatives,
                        _ => alternatives.next_power_of_two(),
                    };
                    has_grown = true;
                }
                if *stride != room {
                    *stride = room;
                    has_grown = true;
                }
                room = room.checked_mul(*fitting)?;
            }
            if room >= OPEN_SUM {
                return None;
            }
            let most = self.combinations.iter().fold(0, |all, one| all | one);
            if !has_grown && most < OPEN_SUM {
                return Some(room);
            }
            is_quick &= most < OPEN_SUM;
            if has_grown {
                // The places of all combinations change.
                self.forget();
            }
        }
        None
    }
}

/// Adds numbers, so many times, to sums.
fn add(numbers: &[u32], times: u64, sums: &mut [u64]) {
    let all = sums.iter_mut().zip(numbers);
    match u32::try_from(times) {
        // Processors multiply these many at a time.
        Ok(times) => {
            all.for_each(|(sum, own)| *sum += u64::from(*own) * u64::from(times));
        }
        Err(_) => all.for_each(|(sum, own)| {
            *sum = sum.wrapping_add(u64::from(*own).wrapping_mul(times));
        }),
    }
}
