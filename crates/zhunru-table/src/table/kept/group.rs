//! Rows that one program decides.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use zhunru::model::DivisionCode;
use zhunru::wide::{Keeper, Kept, Likeness, Matched, Program, Programs};
use zhunru::{Request, Selection};

use crate::table::block::{Block, PROPOSAL_ROWS};
use crate::table::decide::ROWS;

// INVARIANT: a place in a block fits into two bytes. Beside the rows that are read at a time a block has those of
// one proposal at most.
const _: () = assert!(ROWS + PROPOSAL_ROWS <= u16::MAX as usize);

/// Rows that one program decides, while they are read.
#[derive(Debug)]
pub(crate) struct GroupKeeper {
    pub(crate) keeper: Keeper,
    group: Places,
    /// A bit for each reading of a village's code that was met, counted from the unknown one.
    met: Vec<u64>,
}

/// Which rows a group has, and what chooses their program.
#[derive(Debug, Default)]
struct Places {
    /// Of each block with rows of the group, the number of its first row, and how many rows the group had before.
    blocks: Vec<(u64, usize)>,
    /// The places of the rows in their blocks.
    places: Vec<u16>,
    /// The first and the last day on which a row is decided, counted from the first of 1970.
    days: Option<(i32, i32)>,
    /// The codes of villages, as far as they are known.
    villages: BTreeSet<Option<DivisionCode>>,
}

impl GroupKeeper {
    /// Of a program without rows.
    pub(crate) fn new(program: &Arc<Program>) -> Self {
        GroupKeeper {
            keeper: Keeper::new(program),
            group: Places::default(),
            met: Vec::new(),
        }
    }

    /// Forgets readings, which have other numbers from here on.
    pub(crate) fn forget_readings(&mut self) {
        self.met.clear();
    }

    /// Notes which rows of a block were kept, and on which days they are decided.
    pub(crate) fn note(&mut self, block: &Block, rows: &[u32], days: &[i32]) {
        let Places {
            blocks,
            places,
            days: known,
            ..
        } = &mut self.group;
        if rows.is_empty() {
            return;
        }
        // Rows are counted from 1 for people.
        blocks.push((block.row(0).saturating_sub(1), places.len()));
        places.extend(
            rows.iter()
                .map(|row| u16::try_from(*row).unwrap_or(u16::MAX)),
        );
        for day in rows.iter().filter_map(|row| days.get(*row as usize)) {
            let (first, last) = known.unwrap_or((*day, *day));
            *known = Some((first.min(*day), last.max(*day)));
        }
    }

    /// Notes the villages of rows by the readings of their codes.
    pub(crate) fn note_villages(
        &mut self,
        readings: impl Iterator<Item = u32>,
        code: impl Fn(u32) -> Option<DivisionCode>,
    ) {
        for reading in readings {
            let slot = reading.wrapping_add(1) as usize;
            let (word, bit) = (slot / 64, 1_u64 << (slot % 64));
            if self.met.get(word).is_some_and(|met| met & bit != 0) {
                continue;
            }
            self.group.villages.insert(code(reading));
            // A reading beyond all others is looked up each time.
            if slot < MOST_READINGS {
                if self.met.len() <= word {
                    self.met.resize(word + 1, 0);
                }
                if let Some(met) = self.met.get_mut(word) {
                    *met |= bit;
                }
            }
        }
    }

    /// The rows that were kept; nothing where there are none.
    pub(crate) fn finish(self) -> Option<Group> {
        let GroupKeeper {
            keeper, mut group, ..
        } = self;
        group.places.shrink_to_fit();
        let (first, last) = group.days?;
        Some(Group {
            kept: keeper.finish(),
            days: (
                NaiveDate::from_epoch_days(first)?,
                NaiveDate::from_epoch_days(last)?,
            ),
            places: group,
        })
    }
}

/// Readings with numbers beyond this are not noted.
const MOST_READINGS: usize = 1 << 18;

/// Rows that one program decides.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) kept: Kept,
    /// The first and the last day on which a row is decided.
    days: (NaiveDate, NaiveDate),
    places: Places,
}

/// What a version of the packs is asked.
#[derive(Debug)]
pub(crate) struct Version<'v> {
    pub(crate) programs: Programs,
    pub(crate) likeness: Likeness,
    pub(crate) packs: &'v Selection,
    /// Whether it has packs in force where and when that one had, for which the rows are kept.
    pub(crate) takes_packs_alike: bool,
}

impl Group {
    /// What the rows are asked by another version; nothing where it asks what is not kept.
    pub(crate) fn matched(&self, version: &mut Version<'_>) -> Option<Matched> {
        let program = self.program(version)?;
        version.likeness.inputs(&self.kept, &program)
    }

    /// The program by which another version decides all rows, if there is one.
    fn program(&self, version: &mut Version<'_>) -> Option<Arc<Program>> {
        let (first, last) = self.days;
        let programs = &mut version.programs;
        if programs.days_alike(first) != programs.days_alike(last) {
            return None;
        }
        let mut request = Request::on(first);
        request.packs.clone_from(version.packs);
        let demand = self.kept.program().demand_type();
        let mut found = None;
        for village in &self.places.villages {
            let own = programs.find(demand, village.as_ref(), &request)?;
            if found.is_some_and(|found| found != own) {
                return None;
            }
            found = Some(own);
            if version.takes_packs_alike {
                break;
            }
        }
        programs.get(found?).cloned()
    }

    /// The number of a row of the table, by its number among those of the group.
    pub(crate) fn row(&self, number: usize) -> u64 {
        let Places { blocks, places, .. } = &self.places;
        let block = blocks.partition_point(|(_, before)| *before <= number);
        let block = block.checked_sub(1).and_then(|block| blocks.get(block));
        let place = places.get(number).copied().unwrap_or_default();
        block.map_or(0, |(first, _)| *first) + u64::from(place)
    }

    /// The numbers of the rows, in their order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u64> {
        let Places { blocks, places, .. } = &self.places;
        let ends = blocks.iter().skip(1).map(|(_, before)| *before);
        let ends = ends.chain([places.len()]);
        blocks
            .iter()
            .zip(ends)
            .flat_map(move |((first, before), end)| {
                let own = places.get(*before..end).unwrap_or_default();
                own.iter().map(move |place| first + u64::from(*place))
            })
    }

    /// How many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let Places {
            blocks,
            places,
            villages,
            ..
        } = &self.places;
        self.kept.bytes()
            + blocks.capacity() * size_of::<(u64, usize)>()
            + places.capacity() * size_of::<u16>()
            + villages.len() * size_of::<DivisionCode>()
    }
}
