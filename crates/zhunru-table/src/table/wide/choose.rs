//! Which program decides which row.

use chrono::NaiveDate;
use zhunru::model::{Coded, DemandType, DivisionCode};
use zhunru::wide::Programs;
use zhunru::{Request, Selection};

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
    /// By reading of a day, the days that are decided alike, counted from 1, and the day itself; 0 where
    /// it was not read yet.
    alike: Vec<(u32, i32)>,
    /// By days that are decided alike and type of demand, by reading of a village, the program.
    chosen: Vec<Vec<u32>>,
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
const MOST_VILLAGES: usize = 1 << 20;
/// Not chosen yet.
const OPEN: u32 = u32::MAX;
/// The single path decides.
pub(super) const SINGLY: u32 = u32::MAX - 1;

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
            chosen: Vec::new(),
            day_readings: Vec::new(),
            village_readings: Vec::new(),
        }
    }

    /// Forgets what hangs on the numbers of readings.
    pub(super) fn forget(&mut self) {
        self.alike.clear();
        self.chosen.clear();
    }

    /// Writes down the program of each row of these that have one, and the day for which it is decided,
    /// counted from the first of 1970.
    pub(super) fn choose(
        &mut self,
        programs: &mut Programs,
        decoded: &Decoded<'_>,
        rows: impl Iterator<Item = usize>,
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
        chosen.programs.resize(count, SINGLY);
        chosen.days.clear();
        chosen.days.resize(count, 0);
        for row in rows {
            let read = |readings: &[u32]| readings.get(row).copied().unwrap_or(UNKNOWN);
            let (day, village) = (read(&self.day_readings), read(&self.village_readings));
            let Some(Some(demand)) = decoded.block.types.get(row).copied() else {
                continue;
            };
            let Some((alike, number)) = self.alike(programs, day_symbols, day) else {
                continue;
            };
            let place = alike as usize * DemandType::ALL.len() + demand as usize;
            // Unknown villages stand first.
            let slot = village.wrapping_add(1) as usize;
            let known = self.chosen.get(place).and_then(|of| of.get(slot).copied());
            let program = match known {
                Some(known) if known != OPEN => known,
                _ => {
                    let day = self.day(day_symbols, day);
                    let village = code(village_symbols, village);
                    let program = self.find(programs, demand, day, village);
                    self.note(place, slot, program);
                    program
                }
            };
            if let (Some(of), Some(day)) = (chosen.programs.get_mut(row), chosen.days.get_mut(row))
            {
                *of = program;
                *day = number;
            }
        }
    }

    fn note(&mut self, place: usize, slot: usize, program: u32) {
        // Cells that cannot be read have no place.
        if slot > MOST_VILLAGES {
            return;
        }
        if self.chosen.len() <= place {
            self.chosen.resize(place + 1, Vec::new());
        }
        if let Some(of) = self.chosen.get_mut(place) {
            if of.len() <= slot {
                of.resize(slot + 1, OPEN);
            }
            if let Some(known) = of.get_mut(slot) {
                *known = program;
            }
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
            && let Some(alike) = alike.checked_sub(1)
        {
            return Some((alike, *day));
        }
        let day = self.day(symbols, reading)?;
        let alike = u32::try_from(programs.days_alike(day)).ok()?;
        let number = day_number(day);
        if self.alike.len() <= slot {
            self.alike.resize(slot + 1, (0, 0));
        }
        if let Some(known) = self.alike.get_mut(slot) {
            *known = (alike + 1, number);
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
