//! Which program decides which row.

use chrono::NaiveDate;
use zhunru::model::{Coded, DemandType, DivisionCode};
use zhunru::wide::Programs;
use zhunru::{Request, Selection};

use crate::table::decode::Decoded;
use crate::table::patch::Patch;
use crate::table::symbols::{Symbols, UNKNOWN};

/// Chooses programs, once for each day, place and type of demand.
#[derive(Debug)]
pub(super) struct Chooser {
    as_of: Option<NaiveDate>,
    packs: Selection,
    /// The places of the columns of days of submission and of codes of villages.
    days: Option<usize>,
    villages: Option<usize>,
    /// By reading of a day, the days that are decided alike; 0 where it was not read yet.
    alike: Vec<u32>,
    /// By days that are decided alike and type of demand, by reading of a village, the program.
    chosen: Vec<Vec<u32>>,
}

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
        }
    }

    /// Forgets what hangs on the numbers of readings.
    pub(super) fn forget(&mut self) {
        self.alike.clear();
        self.chosen.clear();
    }

    /// Writes down the program of each row of these that have one.
    pub(super) fn choose(
        &mut self,
        programs: &mut Programs,
        decoded: &Decoded<'_>,
        rows: impl Iterator<Item = usize>,
        programs_of: &mut [u32],
    ) {
        let column = |place: Option<usize>| decoded.columns().nth(place?);
        let (days, villages) = (column(self.days), column(self.villages));
        for row in rows {
            let Some(Some(demand)) = decoded.block.types.get(row).copied() else {
                continue;
            };
            let key = |column: &Option<(_, &[u32], _)>| {
                let (_, keys, _) = column.as_ref()?;
                keys.get(row).copied()
            };
            let (day, village) = (
                key(&days).unwrap_or(UNKNOWN),
                key(&villages).unwrap_or(UNKNOWN),
            );
            let day_symbols = days.as_ref().map(|(_, _, symbols)| *symbols);
            let Some(alike) = self.alike(programs, day_symbols, day) else {
                continue;
            };
            let place = alike as usize * DemandType::ALL.len() + demand as usize;
            // Unknown villages stand first.
            let slot = village.wrapping_add(1) as usize;
            let known = self.chosen.get(place).and_then(|of| of.get(slot).copied());
            let program = match known {
                Some(known) if known != OPEN => known,
                _ => {
                    let village_symbols = villages.as_ref().map(|(_, _, symbols)| *symbols);
                    let day = self.day(day_symbols, day);
                    let village = code(village_symbols, village);
                    let program = self.find(programs, demand, day, village);
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
                    program
                }
            };
            if let Some(of) = programs_of.get_mut(row) {
                *of = program;
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

    /// Of which days that are decided alike a day is one.
    fn alike(
        &mut self,
        programs: &Programs,
        symbols: Option<&Symbols>,
        reading: u32,
    ) -> Option<u32> {
        let slot = match self.as_of {
            Some(_) => 0,
            None if reading == UNKNOWN => return None,
            None => reading as usize,
        };
        if let Some(known) = self.alike.get(slot).and_then(|known| known.checked_sub(1)) {
            return Some(known);
        }
        let day = self.day(symbols, reading)?;
        let alike = u32::try_from(programs.days_alike(day)).ok()?;
        if self.alike.len() <= slot {
            self.alike.resize(slot + 1, 0);
        }
        if let Some(known) = self.alike.get_mut(slot) {
            *known = alike + 1;
        }
        Some(alike)
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
