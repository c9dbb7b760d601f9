//! Which program decides which row.

use chrono::NaiveDate;
use zhunru::model::{Coded, DemandType, DivisionCode};
use zhunru::wide::Programs;
use zhunru::{Request, Selection};

use super::by_code::holds;
use crate::table::decode::Decoded;
use crate::table::patch::Patch;
use crate::table::readings::Cells;
use crate::table::symbols::{Symbols, UNKNOWN};

/// Chooses programs, once for each day, place and type of demand.
#[derive(Debug)]
pub(super) struct Chooser {
    as_of: Option<NaiveDate>,
    packs: Selection,
    /// The places of the columns of days of submission and of codes of villages.
    days: Option<usize>,
    villages: Option<usize>,
    /// By reading of a day, the number of the days that are decided alike, counted from 1, and the day itself;
    /// 0 where it was not read yet.
    alike: Vec<(u32, i32)>,
    /// The days that are decided alike, in the order in which they were met.
    periods: Vec<usize>,
    /// By number of the days that are decided alike, by type of demand, by reading of a village, the program:
    /// so many readings for each type.
    chosen: Vec<u32>,
    width: usize,
    /// By row, the readings of days and villages.
    day_readings: Vec<u32>,
    village_readings: Vec<u32>,
}

/// What was chosen for the rows of a block.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// By row, the program, or [`SINGLY`].
    pub(super) programs: Vec<u32>,
    /// By row, the day for which it is decided, counted from the first of 1970.
    pub(super) days: Vec<i32>,
}

/// The program of villages with readings beyond this is chosen each time.
const MOST_VILLAGES: usize = 1 << 16;
/// Not chosen yet.
const OPEN: u32 = u32::MAX;
/// The single path decides.
pub(super) const SINGLY: u32 = u32::MAX - 1;

/// The place of days that are decided alike, counted from 1, and of a type of demand.
fn place(alike: u32, demand: DemandType) -> Option<usize> {
    let period = alike.checked_sub(1)? as usize;
    Some(period * DemandType::ALL.len() + demand as usize)
}

impl Chooser {
    /// Chooses by the columns at these places.
    pub(super) fn new(
        as_of: Option<NaiveDate>,
        packs: Selection,
        days: Option<usize>,
        villages: Option<usize>,
    ) -> Self {
        Chooser {
            as_of,
            packs,
            days: days.filter(|_| as_of.is_none()),
            villages,
            alike: Vec::new(),
            periods: Vec::new(),
            chosen: Vec::new(),
            width: 0,
            day_readings: Vec::new(),
            village_readings: Vec::new(),
        }
    }

    /// Forgets what hangs on the numbers of readings.
    pub(super) fn forget(&mut self) {
        self.alike.clear();
        self.periods.clear();
        self.chosen.clear();
        self.width = 0;
    }

    /// Writes down the program of each row that has one, were it a proposal of its own, and the day for which it
    /// is decided, counted from the first of 1970.
    pub(super) fn choose(
        &mut self,
        programs: &mut Programs,
        decoded: &Decoded<'_>,
        chosen: &mut Chosen,
    ) {
        let count = decoded.block.len();
        let column = |place: Option<usize>| place.and_then(|place| decoded.column(place));
        let (days, villages) = (column(self.days), column(self.villages));
        let readings = |cells: Option<Cells<'_>>, into: &mut Vec<u32>| match cells {
            Some(cells) => cells.write(count, into),
            None => {
                into.clear();
                into.resize(count, UNKNOWN);
            }
        };
        readings(days, &mut self.day_readings);
        readings(villages, &mut self.village_readings);
        let day_symbols = days.map(|cells| cells.symbols);
        let village_symbols = villages.map(|cells| cells.symbols);
        chosen.programs.clear();
        chosen.days.clear();
        let (day_readings, village_readings) = (
            std::mem::take(&mut self.day_readings),
            std::mem::take(&mut self.village_readings),
        );
        let types = decoded.block.types.as_slice();
        let rows = types.iter().zip(&day_readings).zip(&village_readings);
        let known = rows.map(|((demand, day), village)| match demand {
            Some(demand) => self.known(*demand, *day, *village),
            None => SINGLY,
        });
        chosen.programs.extend(known);
        if holds(&chosen.programs, OPEN) {
            let rows = types.iter().zip(&day_readings).zip(&village_readings);
            for (program, ((demand, day), village)) in chosen.programs.iter_mut().zip(rows) {
                if let (Some(demand), OPEN) = (demand, *program) {
                    let (day, village) = ((day_symbols, *day), (village_symbols, *village));
                    *program = match self.known(*demand, day.1, village.1) {
                        OPEN => self.find_out(programs, *demand, day, village),
                        known => known,
                    };
                }
            }
        }
        let number = |day: &u32| self.alike_at(*day).map_or(0, |(_, number)| *number);
        chosen.days.extend(day_readings.iter().map(number));
        self.day_readings = day_readings;
        self.village_readings = village_readings;
    }

    /// By row of the block at hand, the reading of the village's code.
    pub(super) fn villages(&self) -> &[u32] {
        &self.village_readings
    }

    /// The code of a village by its reading, if it has one that can be read.
    pub(super) fn village<'a>(
        &self,
        decoded: &Decoded<'a>,
        reading: u32,
    ) -> Option<&'a DivisionCode> {
        let cells = decoded.column(self.villages?)?;
        code(Some(cells.symbols), reading).ok().flatten()
    }

    /// Of which days a reading's day is one, as far as it was read.
    fn alike_at(&self, day: u32) -> Option<&(u32, i32)> {
        let slot = if self.as_of.is_some() {
            0
        } else {
            day as usize
        };
        self.alike.get(slot)
    }

    /// The program of a row, if it was chosen before.
    fn known(&self, demand: DemandType, day: u32, village: u32) -> u32 {
        // Unknown villages stand first.
        let village = village.wrapping_add(1) as usize;
        let alike = self.alike_at(day).map_or(0, |(alike, _)| *alike);
        let Some(place) = place(alike, demand) else {
            return OPEN;
        };
        let known = self.chosen.get(place * self.width + village);
        known
            .copied()
            .filter(|_| village < self.width)
            .unwrap_or(OPEN)
    }

    /// Chooses the program of a row.
    fn find_out(
        &mut self,
        programs: &mut Programs,
        demand: DemandType,
        (day_symbols, day): (Option<&Symbols>, u32),
        (village_symbols, village): (Option<&Symbols>, u32),
    ) -> u32 {
        let Some((alike, _)) = self.alike(programs, day_symbols, day) else {
            return SINGLY;
        };
        let day = self.day(day_symbols, day);
        let code = code(village_symbols, village);
        let program = self.find(programs, demand, day, code);
        if let Some(place) = place(alike, demand) {
            self.note(place, village.wrapping_add(1) as usize, program);
        }
        program
    }

    fn note(&mut self, place: usize, village: usize, program: u32) {
        // Cells that cannot be read have no place.
        if village >= MOST_VILLAGES {
            return;
        }
        if village >= self.width {
            let width = (village + 1).next_power_of_two();
            let rows = self.chosen.chunks(self.width.max(1)).flat_map(|known| {
                let rest = std::iter::repeat_n(OPEN, width - known.len());
                known.iter().copied().chain(rest)
            });
            self.chosen = rows.collect();
            self.width = width;
        }
        let slot = place * self.width + village;
        if self.chosen.len() <= slot {
            self.chosen.resize((place + 1) * self.width, OPEN);
        }
        if let Some(known) = self.chosen.get_mut(slot) {
            *known = program;
        }
    }

    fn find(
        &self,
        programs: &mut Programs,
        demand: DemandType,
        day: Option<NaiveDate>,
        village: Result<Option<&DivisionCode>, ()>,
    ) -> u32 {
        let (Some(day), Ok(village)) = (day, village) else {
            return SINGLY;
        };
        let mut request = Request::on(day);
        request.packs.clone_from(&self.packs);
        let number = programs.find(demand, village, &request);
        number
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(SINGLY)
    }

    /// Of which days that are decided alike a day is one, and its own number.
    fn alike(
        &mut self,
        programs: &Programs,
        symbols: Option<&Symbols>,
        reading: u32,
    ) -> Option<(u32, i32)> {
        let slot = match self.as_of {
            Some(_) => 0,
            None if reading == UNKNOWN => return None,
            None => reading as usize,
        };
        if let Some((alike, day)) = self.alike.get(slot)
            && *alike > 0
        {
            return Some((*alike, *day));
        }
        let day = self.day(symbols, reading)?;
        let days_alike = programs.days_alike(day);
        let known = self.periods.iter().position(|period| *period == days_alike);
        let period = known.unwrap_or_else(|| {
            self.periods.push(days_alike);
            self.periods.len() - 1
        });
        let alike = u32::try_from(period).ok()? + 1;
        let number = day_number(day);
        if self.alike.len() <= slot {
            self.alike.resize(slot + 1, (0, 0));
        }
        if let Some(known) = self.alike.get_mut(slot) {
            *known = (alike, number);
        }
        Some((alike, number))
    }

    /// The day for which is decided.
    fn day(&self, symbols: Option<&Symbols>, reading: u32) -> Option<NaiveDate> {
        if self.as_of.is_some() {
            return self.as_of;
        }
        match &symbols?.get(reading)?.says {
            Ok(Patch::Header(proposal)) => proposal.submitted_on,
            _ => None,
        }
    }
}

/// The code of a village, if it has one; an error where that cannot be read.
fn code(symbols: Option<&Symbols>, reading: u32) -> Result<Option<&DivisionCode>, ()> {
    let Some(symbols) = symbols.filter(|_| reading != UNKNOWN) else {
        return Ok(None);
    };
    match symbols.get(reading).map(|one| &one.says) {
        Some(Ok(Patch::Header(proposal))) => {
            let village = proposal.village.as_ref();
            Ok(village.and_then(|village| village.code.as_ref()))
        }
        _ => Err(()),
    }
}

/// The number of a day, counted from the first of 1970.
pub(super) fn day_number(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}
