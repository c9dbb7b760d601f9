//! What codes and readings of a column mean, looked up for many rows at once.

use super::Asked;
use crate::table::readings::{Bits, Cells, Codes, with_codes};
use crate::table::symbols::{FIRST_SPECIAL, UNKNOWN};

/// Codes from this one on are looked up each time.
const MOST_CODES: usize = 1 << 20;

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
        }
    }

    /// Writes down what the cells of the rows at hand come to; `resolve` tells it of a reading that was not
    /// met before.
    pub(super) fn look_up(
        &mut self,
        cells: Cells<'_>,
        asked: &Asked<'_>,
        into: &mut Vec<T>,
        mut resolve: impl FnMut(u32) -> T,
    ) {
        into.clear();
        if self.epoch != Some(cells.epoch) {
            self.epoch = Some(cells.epoch);
            self.codes.clear();
        }
        let (open, unstated, faulty) = (self.open, self.unstated, self.faulty);
        let Some(coded) = cells.coded() else {
            let (each, known) = (cells.each(), &self.readings);
            into.extend(asked.rows.iter().map(|row| {
                let reading = each.get(*row as usize).copied().unwrap_or(UNKNOWN);
                match reading {
                    UNKNOWN => unstated,
                    special if special >= FIRST_SPECIAL => faulty,
                    _ => known.get(reading as usize).copied().unwrap_or(open),
                }
            }));
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
        let places = asked
            .rows
            .iter()
            .map(move |row| (*row as usize).saturating_sub(first));
        let nulls = coded.nulls.as_ref();
        let nulls = nulls.filter(|_| cells.has_null(asked.at_hand));
        match (&coded.codes, nulls) {
            (Codes::U8(keys), None) => {
                // As many as there may be keys, so that none is beyond them.
                let mut all = [open; 256];
                all.iter_mut()
                    .zip(known)
                    .for_each(|(all, known)| *all = *known);
                let keys: &[u8] = keys;
                into.extend(places.map(move |place| match keys.get(place) {
                    Some(key) => all.get(usize::from(*key)).copied().unwrap_or(open),
                    None => faulty,
                }));
            }
            (codes, nulls) => with_codes!(codes, code => {
                let told = move |place| match code(place) {
                    Some(code) => known.get(code).copied().unwrap_or(open),
                    None => faulty,
                };
                match nulls {
                    None => into.extend(places.map(told)),
                    Some(nulls) => {
                        let valid = Bits::of(nulls.inner());
                        into.extend(places.map(move |place| match valid.at(place) {
                            Some(true) => told(place),
                            _ => unstated,
                        }));
                    }
                }
            }),
        }
        if holds(into, open) {
            for (told, row) in into.iter_mut().zip(asked.rows) {
                if *told == open {
                    *told = self.of_code(cells, &coded.codes, *row as usize, &mut resolve);
                }
            }
        }
    }

    /// Whether every code that a cell may have was looked up and comes to what an unstated one does.
    pub(super) fn says_nothing(&self, cells: Cells<'_>) -> bool {
        let count = cells.codes();
        count > 0
            && self.epoch == Some(cells.epoch)
            && self.codes.len() >= count
            && self.codes.iter().all(|told| *told == self.unstated)
    }

    fn of_code(
        &mut self,
        cells: Cells<'_>,
        codes: &Codes,
        row: usize,
        resolve: &mut impl FnMut(u32) -> T,
    ) -> T {
        let Some(code) = codes.at(row.saturating_sub(cells.first_coded())) else {
            return self.faulty;
        };
        if let Some(known) = self.codes.get(code)
            && *known != self.open
        {
            return *known;
        }
        let told = self.of_reading(cells.get(row), resolve);
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

/// Whether some value is this one; looked at many at a time, since hardly ever one is.
pub(super) fn holds<T: Copy + PartialEq>(values: &[T], sought: T) -> bool {
    let mut many = values.chunks(64);
    many.any(|some| {
        some.iter()
            .fold(false, |found, one| found | (*one == sought))
    })
}
