//! What codes and readings of a column mean, looked up for many rows at once.

use arrow_buffer::NullBuffer;
use zhunru::model::DemandType;

use crate::table::codes::{Codes, RowBits, blank, with_codes};
use crate::table::eights;
use crate::table::readings::{Cells, CodedCells};
use crate::table::symbols::{FIRST_SPECIAL, UNKNOWN, UNREAD};

/// Codes from this one on are looked up each time.
const MOST_CODES: usize = 1 << 20;

/// Tables with more codes are not made anew for each block.
const MOST_SUMMED: usize = 1 << 12;
/// More than any sum of what is known; sums have fewer parts than would make it overflow.
pub(super) const OPEN_SUM: u64 = 1 << 56;

/// Rows of which cells are looked up.
#[derive(Debug)]
pub(super) struct AskedRows<'a> {
    pub(super) rows: &'a [u32],
    /// Whether something is stated in each of them.
    pub(super) are_stated: bool,
    /// The type of the demands.
    pub(super) demand: DemandType,
}

/// What is looked up of a column, each code and each reading once.
#[derive(Debug)]
pub(super) struct ByCode<T> {
    /// What stands for something that was not looked up yet.
    open: T,
    /// What a cell of which nothing is known comes to.
    unstated: T,
    /// What a faulty cell comes to.
    faulty: T,
    epoch: Option<u64>,
    codes: Vec<T>,
    readings: Vec<T>,
    /// By code, what is added to sums.
    summed: Vec<u64>,
}

impl<T: Copy + PartialEq> ByCode<T> {
    /// Nothing was looked up yet.
    pub(super) fn new(open: T, unstated: T, faulty: T) -> Self {
        ByCode {
            open,
            unstated,
            faulty,
            epoch: None,
            codes: Vec::new(),
            readings: Vec::new(),
            summed: Vec::new(),
        }
    }

    /// Writes down what the cells of these rows come to, for demands of a type; `resolve` tells it of a reading
    /// that was not met before. Where rows have codes, what it comes to in others means nothing.
    pub(super) fn look_up(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        into: &mut Vec<T>,
        mut resolve: impl FnMut(u32) -> T,
    ) {
        into.clear();
        self.keep_up(cells);
        let (open, unstated, faulty) = (self.open, self.unstated, self.faulty);
        let Some(coded) = cells.coded() else {
            let (each, known) = (cells.each(), &self.readings);
            eights::extend(asked.rows, into, open, |row| {
                let reading = each.get(row as usize).copied().unwrap_or(UNKNOWN);
                match reading {
                    UNKNOWN => unstated,
                    special if special >= FIRST_SPECIAL => faulty,
                    _ => known.get(reading as usize).copied().unwrap_or(open),
                }
            });
            if holds(into, open) {
                for (told, row) in into.iter_mut().zip(asked.rows) {
                    if *told == open {
                        *told = self.of_reading(cells.get(*row as usize), &mut resolve);
                    }
                }
            }
            return;
        };
        let (first, known) = (cells.first_coded(), self.codes.as_slice());
        let nulls = coded.nulls.as_ref().filter(|_| !asked.are_stated);
        // Only where rows are left over of the block before do codes begin further down.
        let moved: Vec<u32>;
        let places = match u32::try_from(first) {
            Ok(first) if first > 0 => {
                let rows = asked.rows.iter();
                moved = rows.map(|row| row.wrapping_sub(first)).collect();
                moved.as_slice()
            }
            _ => asked.rows,
        };
        let valid = nulls.map(|nulls| RowBits::of(nulls.inner()));
        // What stands in a cell is looked at in any case, so that no branch hangs on whether something does.
        macro_rules! write_down {
            ($told:expr) => {
                match valid {
                    None => eights::extend(places, into, open, |place| $told(place as usize)),
                    Some(valid) => eights::extend(places, into, open, |place| {
                        let (is_stated, told) = (valid.at(place as usize), $told(place as usize));
                        if is_stated == Some(true) {
                            told
                        } else {
                            unstated
                        }
                    }),
                }
            };
        }
        match (&coded.codes, known.first_chunk::<256>()) {
            // No key is beyond so many.
            (Codes::U8(keys), Some(known)) => {
                let keys: &[u8] = keys;
                let told = |place: usize| match keys.get(place) {
                    Some(key) => known.get(usize::from(*key)).copied().unwrap_or(open),
                    None => faulty,
                };
                write_down!(told);
            }
            (codes, _) => with_codes!(codes, code => {
                let told = |place: usize| match code(place) {
                    Some(code) => known.get(code).copied().unwrap_or(open),
                    None => faulty,
                };
                write_down!(told);
            }),
        }
        self.settle(cells, asked, into, resolve);
    }

    /// The same for rows that are all up to some row.
    pub(super) fn look_up_all(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        into: &mut Vec<T>,
        resolve: impl FnMut(u32) -> T,
    ) {
        let Some((coded, nulls)) = all_coded(cells, asked) else {
            return self.look_up(cells, asked, into, resolve);
        };
        into.clear();
        self.keep_up(cells);
        let rows = asked.rows.len();
        coded.codes.extend(rows, &self.codes, self.open, into);
        if let Some(nulls) = nulls {
            blank(into, nulls, self.unstated);
        }
        self.settle(cells, asked, into, resolve);
    }

    /// Settles what was not looked up before.
    fn settle(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        into: &mut [T],
        mut resolve: impl FnMut(u32) -> T,
    ) {
        let open = self.open;
        let Some(coded) = cells.coded().filter(|_| holds(into, open)) else {
            return;
        };
        for (told, row) in into.iter_mut().zip(asked.rows) {
            if *told != open {
                continue;
            }
            let place = (*row as usize).wrapping_sub(cells.first_coded());
            let code = coded.codes.at(place);
            *told = match code {
                Some(code) => self.of_code(cells, code, asked.demand, &mut resolve),
                None => self.faulty,
            };
        }
    }

    /// Forgets codes that stand for something else by now.
    fn keep_up(&mut self, cells: Cells<'_>) {
        if self.epoch != Some(cells.epoch) {
            self.epoch = Some(cells.epoch);
            self.codes.clear();
            self.codes.resize(256, self.open);
        }
    }

    /// What one code comes to.
    pub(super) fn one(
        &mut self,
        cells: Cells<'_>,
        code: usize,
        demand: DemandType,
        mut resolve: impl FnMut(u32) -> T,
    ) -> T {
        self.keep_up(cells);
        self.of_code(cells, code, demand, &mut resolve)
    }

    /// Whether every code that a cell may have was looked up and comes to what an unstated one does.
    pub(super) fn says_nothing(&self, cells: Cells<'_>) -> bool {
        let codes = self.codes.get(..cells.codes()).unwrap_or_default();
        !codes.is_empty()
            && self.epoch == Some(cells.epoch)
            && codes.iter().all(|told| *told == self.unstated)
    }

    fn of_code(
        &mut self,
        cells: Cells<'_>,
        code: usize,
        demand: DemandType,
        resolve: &mut impl FnMut(u32) -> T,
    ) -> T {
        if let Some(known) = self.codes.get(code)
            && *known != self.open
        {
            return *known;
        }
        let reading = cells.of(code, demand).unwrap_or(UNKNOWN);
        // What is read later for demands of this type is not faulty for good.
        if reading == UNREAD {
            return self.faulty;
        }
        let told = self.of_reading(reading, resolve);
        if code < MOST_CODES {
            if self.codes.len() <= code {
                self.codes.resize(code + 1, self.open);
            }
            if let Some(known) = self.codes.get_mut(code) {
                *known = told;
            }
        }
        told
    }

    fn of_reading(&mut self, reading: u32, resolve: &mut impl FnMut(u32) -> T) -> T {
        match reading {
            UNKNOWN => return self.unstated,
            special if special >= FIRST_SPECIAL => return self.faulty,
            _ => {}
        }
        let slot = reading as usize;
        if let Some(known) = self.readings.get(slot)
            && *known != self.open
        {
            return *known;
        }
        let told = resolve(reading);
        if slot < MOST_CODES {
            if self.readings.len() <= slot {
                self.readings.resize(slot + 1, self.open);
            }
            if let Some(known) = self.readings.get_mut(slot) {
                *known = told;
            }
        }
        told
    }
}

impl ByCode<u32> {
    /// Adds what cells come to, so many times, to sums by row: for rows up to some row that have codes or nothing.
    /// Of what was not looked up yet the sum is [`OPEN_SUM`] or more. Gives false where it cannot.
    pub(super) fn sum_up(
        &mut self,
        cells: Cells<'_>,
        asked: &AskedRows<'_>,
        times: u64,
        sums: &mut [u64],
    ) -> bool {
        self.keep_up(cells);
        let coded = all_coded(cells, asked);
        let Some((coded, nulls)) = coded.filter(|_| self.codes.len() <= MOST_SUMMED) else {
            return false;
        };
        let part = |told: u32| u64::from(told).wrapping_mul(times);
        self.summed.clear();
        self.summed
            .extend(self.codes.iter().map(|&told| match told {
                open if open == self.open => OPEN_SUM,
                told => part(told),
            }));
        match nulls {
            None => coded.codes.sum_up(&self.summed, OPEN_SUM, sums),
            Some(nulls) => {
                let null = (nulls, part(self.unstated));
                let codes = &coded.codes;
                codes.sum_up_stated(null, &self.summed, OPEN_SUM, sums);
            }
        }
        true
    }
}

/// The codes of rows up to some row, if all have some, and which of them are null.
fn all_coded<'a>(
    cells: Cells<'a>,
    asked: &AskedRows<'_>,
) -> Option<(&'a CodedCells, Option<&'a NullBuffer>)> {
    let coded = cells.coded().filter(|_| cells.first_coded() == 0)?;
    let nulls = coded.nulls.as_ref().filter(|_| !asked.are_stated);
    Some((coded, nulls))
}

/// Whether some value is this one; looked at many at a time, since hardly ever one is.
pub(super) fn holds<T: Copy + PartialEq>(values: &[T], sought: T) -> bool {
    let mut many = values.chunks(64);
    many.any(|some| {
        some.iter()
            .fold(false, |found, one| found | (*one == sought))
    })
}
