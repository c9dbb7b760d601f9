//! What a kept table comes to by another version of packs.

use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::SmolStr;
use zhunru::decision::{RuleId, Verdict};
use zhunru::wide::{Matched, Tally};

use super::anew::Anew;
use super::flips::Flips;
use super::{KeepError, Rows};
use crate::table::VerdictCounts;

/// What a kept table comes to by some version of packs (推演): what was found is counted without a look at each
/// row, and told row by row when asked.
#[derive(Debug)]
pub struct WhatIf {
    pub(super) rows: Arc<Rows>,
    /// By group, what was found; then of the rows that are in none.
    pub(super) parts: Vec<Part>,
    pub(super) anew: Anew,
    pub(super) verdicts: VerdictCounts,
    pub(super) rules: BTreeMap<SmolStr, u64>,
}

/// What was found of some rows.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) tally: Tally,
    /// What decided them, where their planes did.
    pub(super) matched: Option<Matched>,
}

impl WhatIf {
    /// How many rows the table has.
    pub fn rows(&self) -> u64 {
        self.rows.count
    }

    /// How many rows have which verdict.
    pub fn verdicts(&self) -> &VerdictCounts {
        &self.verdicts
    }

    /// How many rows have none, since they or others of their proposal are faulty.
    pub fn faulty_rows(&self) -> u64 {
        self.rows.count.saturating_sub(self.verdicts.total())
    }

    /// How many rows violate each rule, by the rule's id.
    pub fn rules(&self) -> &BTreeMap<SmolStr, u64> {
        &self.rules
    }

    /// How many rows were decided anew from the batches of the table, at the usual cost: those that what is kept
    /// does not settle, and those that this version asks what was not kept.
    pub fn rows_anew(&self) -> u64 {
        self.anew.open.len() as u64
    }

    /// How many rows have another verdict than by a version before; nothing where that is a result of
    /// another table.
    pub fn flips(&self, before: &WhatIf) -> Option<Flips> {
        let mut flips = Flips::default();
        self.tell_flips(before, |part, before, place| {
            flips.add(before.verdict(place), part.verdict(place));
        })?;
        Some(flips)
    }

    /// The rows that have another verdict than by a version before, counted from 0 and in their order; nothing
    /// where that is a result of another table.
    pub fn flipped_rows(&self, before: &WhatIf) -> Option<Vec<u64>> {
        let mut flipped = Vec::new();
        for (number, (part, before)) in self.parts_beside(before)?.enumerate() {
            part.tally.tell_flips(&before.tally, |place| {
                flipped.extend(self.rows.row(number, place));
            });
        }
        flipped.sort_unstable();
        Some(flipped)
    }

    fn tell_flips(
        &self,
        before: &WhatIf,
        mut tell: impl FnMut(&Tally, &Tally, usize),
    ) -> Option<()> {
        for (part, before) in self.parts_beside(before)? {
            part.tally.tell_flips(&before.tally, |place| {
                tell(&part.tally, &before.tally, place);
            });
        }
        Some(())
    }

    fn parts_beside<'w>(
        &'w self,
        before: &'w WhatIf,
    ) -> Option<impl Iterator<Item = (&'w Part, &'w Part)>> {
        let is_of_table = Arc::ptr_eq(&self.rows, &before.rows);
        is_of_table.then(|| self.parts.iter().zip(&before.parts))
    }

    /// The verdicts of the rows in their order; nothing for a faulty one.
    pub fn row_verdicts(&self) -> Vec<Option<Verdict>> {
        let count = usize::try_from(self.rows.count).unwrap_or(usize::MAX);
        let mut verdicts = vec![None; count];
        for (number, part) in self.parts.iter().enumerate() {
            for (place, row) in self.rows.of(number).enumerate() {
                let row = usize::try_from(row)
                    .ok()
                    .and_then(|row| verdicts.get_mut(row));
                if let Some(verdict) = row {
                    *verdict = part.tally.verdict(place);
                }
            }
        }
        verdicts
    }

    /// The rules that each row violates. They are found out when asked for: gates are run once more, and rows that
    /// were decided anew are so again.
    ///
    /// # Errors
    /// None that deciding did not have.
    pub fn row_rules(&self) -> Result<RowRules, KeepError> {
        let mut ids = Vec::new();
        let mut found: Vec<(u64, usize)> = Vec::new();
        self.anew
            .tell_rules(&self.rows, &mut ids, |row, rule| found.push((row, rule)))?;
        for (number, part) in self.parts.iter().enumerate() {
            let (Some(group), Some(matched)) = (self.rows.groups.get(number), &part.matched) else {
                continue;
            };
            let first = ids.len();
            ids.extend(
                matched
                    .program()
                    .hits()
                    .map(RuleId::to_string)
                    .map(SmolStr::from),
            );
            group.kept.hits(matched, |hit, place| {
                found.push((group.row(place), first + hit))
            });
        }
        // Those of one row stay in the order of findings.
        found.sort_by_key(|(row, _)| *row);
        Ok(RowRules { ids, found })
    }
}

/// The rules that rows violate.
#[derive(Clone, Debug)]
pub struct RowRules {
    ids: Vec<SmolStr>,
    /// Rows and the rules that they violate, in the order of rows and findings.
    found: Vec<(u64, usize)>,
}

impl RowRules {
    /// The ids of the rules that a row violates, in the order of findings; rows are counted from 0.
    pub fn of(&self, row: u64) -> impl Iterator<Item = &str> {
        let start = self.found.partition_point(|(known, _)| *known < row);
        let found = self.found.iter().skip(start);
        let own = found.take_while(move |(known, _)| *known == row);
        own.filter_map(|(_, rule)| self.ids.get(*rule).map(SmolStr::as_str))
    }
}
