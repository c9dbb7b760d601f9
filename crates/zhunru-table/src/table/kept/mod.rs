//! Tables kept to be decided again and again, by one version of packs after another.

mod anew;
mod flips;
mod group;
mod noting;
mod what_if;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use rayon::prelude::*;
use smol_str::SmolStr;
use zhunru::decision::Verdict;
use zhunru::model::Coded;
use zhunru::wide::{Likeness, Matched, Programs, Tally};

use super::blocks::{Blocks, ReadOn};
use super::decide::ROWS;
use super::decode::{Decoded, Decoder};
use super::layout::Layout;
use super::wide::Wide;
use super::{Decider, TableError, VerdictCounts};
use anew::{Anew, Open};
pub use flips::Flips;
use group::Group;
pub(crate) use group::GroupKeeper;
use group::Version;
use noting::Noting;
use what_if::Part;
pub use what_if::{RowRules, WhatIf};

/// Why a table cannot be kept, or not be decided by another version.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeepError {
    /// The table cannot be decided at all.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its batches cannot be read.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

/// A table kept to be decided again and again, by one version of packs after another.
///
/// What its rows say to rules is worked out once. A version that asks no more of them than the first did, but joins
/// the answers otherwise (a rule left out, a condition changed that compares with no new constant), decides them by
/// gates alone. All else is decided anew from the batches, which are kept as well: rows that ask for a single look,
/// and those on which a version bears that asks something new, has other entries on a list, or parts the days
/// otherwise. The result is the same, to the row.
///
/// Beside the batches a row takes some bytes, see [`KeptTable::bytes`].
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchIterator, StringArray};
/// use zhunru::decision::Verdict;
/// use zhunru_table::{Decider, Options};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let text = |values: Vec<&str>| -> ArrayRef { Arc::new(StringArray::from(values)) };
/// let flags = |values: Vec<bool>| -> ArrayRef { Arc::new(BooleanArray::from(values)) };
/// let batch = RecordBatch::try_from_iter([
///     ("submitted_on", text(vec!["2024-03-04", "2024-03-05"])),
///     ("village.code", text(vec!["340304100201", "340304100202"])),
///     ("issuer.level", text(vec!["county", "county"])),
///     ("issuer.kind", text(vec!["government_department", "government_department"])),
///     ("type", text(vec!["data_request", "data_request"])),
///     ("data_request.sole_means", flags(vec![true, false])),
/// ])?;
/// let schema = batch.schema();
/// let table = RecordBatchIterator::new([Ok(batch)], schema);
///
/// let packs = zhunru_packs::built_in()?;
/// let engine = zhunru::Engine::builder().packs(packs.iter().cloned()).build()?;
/// let decider = Decider::new(&engine, Options::default())?;
/// let kept = decider.keep(table)?;
/// let now = kept.decide(&decider)?;
/// assert_eq!(now.rules().get("yuhui/prohibition-4"), Some(&1));
///
/// // What if the fourth prohibition were left out?
/// let drafts = packs.iter().map(|pack| {
///     let mut draft = zhunru::pack::Pack::clone(pack);
///     draft.rules.retain(|rule| rule.id != "prohibition-4");
///     draft
/// });
/// let draft = zhunru::Engine::builder().packs(drafts).build()?;
/// let what_if = kept.decide(&Decider::new(&draft, Options::default())?)?;
/// assert_eq!(what_if.rules().get("yuhui/prohibition-4"), None);
/// let flips = what_if.flips(&now).ok_or("another table")?;
/// assert_eq!(flips.iter().filter(|(from, ..)| *from == Some(Verdict::Deny)).count(), 1);
/// assert_eq!(what_if.flipped_rows(&now).ok_or("another table")?, [0]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct KeptTable {
    decider: Decider,
    layout: Layout,
    schema: SchemaRef,
    rows: Arc<Rows>,
}

/// The rows of a kept table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    count: u64,
    /// Those that one program decides.
    groups: Vec<Group>,
    /// All others: their numbers, and that of the first row of their proposal.
    others: Vec<(u64, u64)>,
    /// What they were read from, and the place of the column of ids there.
    batches: Vec<RecordBatch>,
    id: Option<usize>,
}

impl Rows {
    /// The number of a row, by its part and its place there.
    fn row(&self, part: usize, place: usize) -> Option<u64> {
        match self.groups.get(part) {
            Some(group) => Some(group.row(place)),
            None => self.others.get(place).map(|(row, _)| *row),
        }
    }

    /// The numbers of the rows of a part, in their order.
    fn of(&self, part: usize) -> impl Iterator<Item = u64> {
        let group = self.groups.get(part);
        let others = match group {
            Some(_) => &[][..],
            None => self.others.as_slice(),
        };
        let grouped = group.into_iter().flat_map(Group::rows);
        grouped.chain(others.iter().map(|(row, _)| *row))
    }
}

impl Decider {
    /// Reads a table once and keeps it, to be decided by one version of packs after another.
    ///
    /// # Errors
    /// As [`Decider::decide`], and when a batch cannot be read.
    pub fn keep<R: RecordBatchReader>(&self, table: R) -> Result<KeptTable, KeepError> {
        let schema = table.schema();
        let layout = || Layout::of(&schema, &self.reading.columns, self.demand_type);
        let (kept_layout, layout) = (layout()?, layout()?);
        let mut wide = Wide::new(
            &self.engine,
            self.as_of,
            self.packs.clone(),
            &layout,
            &self.plan,
            self.pool.is_some(),
        );
        let reading = Arc::clone(&self.reading);
        let decoder = Decoder::new(Arc::new(layout), reading, self.demand_type, false);
        let mut blocks = Blocks::new(Noting::new(table), decoder, ROWS);
        let (mut groups, mut others, mut count) = (Vec::new(), Vec::new(), 0);
        loop {
            let read = blocks.read_on();
            let decoded = blocks.block();
            match &self.pool {
                None => wide.keep(&decoded, &mut groups),
                Some(pool) => pool.install(|| wide.keep(&decoded, &mut groups)),
            }
            add_others(&decoded, &wide, &mut others);
            count += decoded.block.closed() as u64;
            match read {
                ReadOn::Block => {}
                ReadOn::End => break,
                ReadOn::BrokenOff(error) => return Err(error.into()),
            }
        }
        let groups = groups.into_iter().filter_map(GroupKeeper::finish);
        Ok(KeptTable {
            decider: self.clone(),
            rows: Arc::new(Rows {
                count,
                groups: groups.collect(),
                others,
                batches: blocks.into_table().batches,
                id: kept_layout.id,
            }),
            layout: kept_layout,
            schema,
        })
    }
}

/// Adds the rows of a block that no program keeps. Those of a faulty proposal are left out: no version decides them.
fn add_others(decoded: &Decoded<'_>, wide: &Wide, others: &mut Vec<(u64, u64)>) {
    let mut is_kept = vec![false; decoded.block.closed()];
    for row in wide.rows() {
        if let Some(is_kept) = is_kept.get_mut(row as usize) {
            *is_kept = true;
        }
    }
    let number = |place| decoded.block.row(place).saturating_sub(1);
    let proposals = decoded.block.proposals.iter();
    for proposal in proposals.filter(|proposal| proposal.fault.is_none()) {
        let first = number(proposal.rows.start);
        let own = proposal.rows.clone();
        let own = own.filter(|row| is_kept.get(*row) != Some(&true));
        others.extend(own.map(|row| (number(row), first)));
    }
}

impl KeptTable {
    /// How many rows are kept.
    pub fn rows(&self) -> u64 {
        self.rows.count
    }

    /// How many bytes are kept of them beside the batches, which share their columns with those that were read:
    /// for each row two bytes for its place, and a bit for each question to which rows around it have different
    /// answers, or two where some leave it open; of a row that no columns decide sixteen bytes.
    pub fn bytes(&self) -> usize {
        let Rows { groups, others, .. } = &*self.rows;
        groups.iter().map(Group::bytes).sum::<usize>() + others.capacity() * size_of::<(u64, u64)>()
    }

    /// Decides the table by the version of packs that a decider has. How the table was kept makes no difference to
    /// the result, only to its cost.
    ///
    /// # Errors
    /// As [`Decider::decide`], and when rows cannot be taken out of their batches.
    pub fn decide(&self, decider: &Decider) -> Result<WhatIf, KeepError> {
        let matched = self.matched(decider)?;
        let decide = |(group, matched): (&Group, Option<Matched>)| Part {
            tally: match &matched {
                Some(matched) => group.kept.decide(matched),
                None => Tally::open(group.kept.rows()),
            },
            matched,
        };
        let groups = &self.rows.groups;
        let mut parts: Vec<Part> = match &decider.pool {
            None => groups.iter().zip(matched).map(decide).collect(),
            Some(pool) => pool.install(|| groups.par_iter().zip(matched).map(decide).collect()),
        };
        parts.push(Part {
            tally: Tally::open(self.rows.others.len()),
            matched: None,
        });
        let mut rules: BTreeMap<SmolStr, u64> = BTreeMap::new();
        for part in &parts {
            let program = part
                .matched
                .iter()
                .flat_map(|matched| matched.program().hits());
            let counts = program.zip(part.tally.violated());
            for (rule, count) in counts.filter(|(_, count)| **count > 0) {
                *rules.entry(rule.to_string().into()).or_default() += count;
            }
        }
        let open = self.open(&parts);
        let anew = Anew::decide(decider, &self.rows, open, |open, verdict| {
            if let Some(part) = parts.get_mut(open.part) {
                part.tally.set(open.place, verdict);
            }
        })?;
        for (rule, count) in &anew.summary.rules {
            *rules.entry(rule.clone()).or_default() += count;
        }
        let mut verdicts = VerdictCounts::default();
        for verdict in Verdict::ALL {
            let count = parts.iter().map(|part| part.tally.count(*verdict)).sum();
            verdicts.add(*verdict, count);
        }
        Ok(WhatIf {
            rows: Arc::clone(&self.rows),
            parts,
            anew,
            verdicts,
            rules,
        })
    }

    /// By group, what it is asked by a version, if that is kept.
    fn matched(&self, decider: &Decider) -> Result<Vec<Option<Matched>>, TableError> {
        let groups = &self.rows.groups;
        if !self.is_read_alike(decider)? {
            return Ok(groups.iter().map(|_| None).collect());
        }
        let likeness = Likeness::new(&self.decider.engine, &decider.engine);
        let mut version = Version {
            programs: Programs::new(&decider.engine),
            takes_packs_alike: self.decider.packs == decider.packs && likeness.takes_packs_alike(),
            likeness,
            packs: &decider.packs,
        };
        let matched = groups.iter().map(|group| group.matched(&mut version));
        Ok(matched.collect())
    }

    /// Whether another decider reads the cells of the table as they were read.
    fn is_read_alike(&self, decider: &Decider) -> Result<bool, TableError> {
        let layout = Layout::of(&self.schema, &decider.reading.columns, decider.demand_type)?;
        Ok(self.decider.as_of == decider.as_of
            && self.decider.demand_type == decider.demand_type
            && self.decider.reading.blank_means_none == decider.reading.blank_means_none
            && self.layout.reads_alike(&layout))
    }

    /// The rows without a verdict, in their order.
    fn open(&self, parts: &[Part]) -> Vec<Open> {
        let mut open = Vec::new();
        for (part, found) in parts.iter().enumerate() {
            found.tally.tell_open(|place| {
                if let Some(row) = self.rows.row(part, place) {
                    let other = self.rows.others.get(place);
                    let other = other.filter(|_| part == self.rows.groups.len());
                    let proposal = other.map_or(row, |(_, proposal)| *proposal);
                    open.push(Open {
                        row,
                        proposal,
                        part,
                        place,
                    });
                }
            });
        }
        // Those of each part are in order, so whole runs are merged.
        open.sort();
        open
    }
}
