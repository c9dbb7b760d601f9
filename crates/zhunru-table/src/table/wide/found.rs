//! What was found of the rows of a block.

use smol_str::SmolStr;
use zhunru::decision::Verdict;
use zhunru::model::Coded;
use zhunru::wide::{Program, Sheet};

use crate::table::column::OutputColumn;
use crate::table::plan::Plan;

/// The verdict of a row that is not settled.
const UNSETTLED: u8 = u8::MAX;

/// What one program tells of the rows at hand, in the terms of the columns that come out.
#[derive(Debug)]
pub(crate) struct Told {
    /// By hit, the number of the rule among all and its id.
    pub(crate) hits: Vec<(usize, SmolStr)>,
    /// By grant, the id of the rule.
    pub(crate) grants: Vec<SmolStr>,
    /// The ids of the packs.
    pub(crate) packs: Vec<SmolStr>,
    /// What comes out besides.
    tells_assignable: bool,
    tells_rules: bool,
    tells_grants: bool,
    /// By row at hand, the number of the verdict and whether the demand may be assigned.
    verdicts: Vec<u8>,
    assignable: Vec<bool>,
    /// By hit, a bit of each row of the block; empty where there is none.
    violated: Vec<Vec<u64>>,
    /// Rows with a hit, where lists of rules come out, then with a grant.
    hit: Vec<(u32, u16)>,
    granted: Vec<(u32, u16)>,
}

impl Told {
    pub(super) fn new(program: &Program, plan: &Plan) -> Self {
        let number = |id| plan.rules.get(id).copied().unwrap_or(usize::MAX);
        Told {
            hits: program
                .hits()
                .map(|id| (number(id), id.to_string().into()))
                .collect(),
            grants: program.grants().map(|id| id.to_string().into()).collect(),
            packs: program.packs().map(SmolStr::from).collect(),
            tells_assignable: plan.columns.contains(&OutputColumn::Assignable),
            tells_rules: plan.columns.contains(&OutputColumn::Rules),
            tells_grants: plan.columns.contains(&OutputColumn::Grants),
            verdicts: Vec::new(),
            assignable: Vec::new(),
            violated: vec![Vec::new(); program.hits().len()],
            hit: Vec::new(),
            granted: Vec::new(),
        }
    }

    /// Forgets the rows before.
    pub(super) fn begin(&mut self) {
        self.violated.iter_mut().for_each(Vec::clear);
        self.verdicts.clear();
        self.assignable.clear();
        self.hit.clear();
        self.granted.clear();
    }

    /// Takes in what a program found of these rows of a block that has so many words of them.
    pub(super) fn take(&mut self, program: &Program, sheet: &Sheet, rows: &[u32], words: usize) {
        self.verdicts.extend_from_slice(sheet.verdict_numbers());
        if self.tells_assignable {
            self.assignable
                .extend((0..rows.len()).map(|row| sheet.assignable(row)));
        }
        let note = |into: &mut Vec<(u32, u16)>, number: usize, row: usize| {
            if let (Some(row), Ok(number)) = (rows.get(row), u16::try_from(number)) {
                into.push((*row, number));
            }
        };
        sheet.hits(program, |number, row| {
            let (Some(bits), Some(row)) = (self.violated.get_mut(number), rows.get(row)) else {
                return;
            };
            if bits.is_empty() {
                bits.resize(words, 0);
            }
            if let Some(word) = bits.get_mut(*row as usize / 64) {
                *word |= 1 << (row % 64);
            }
        });
        if self.tells_rules {
            sheet.hits(program, |number, row| note(&mut self.hit, number, row));
        }
        if self.tells_grants {
            sheet.grants(program, |number, row| {
                note(&mut self.granted, number, row);
            });
        }
    }
}

/// What was found of the rows of a block, by row.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// By row, the number of the verdict.
    verdicts: Vec<u8>,
    assignable: Vec<bool>,
    /// By number of a rule, a bit of each row that violates it; empty where none does.
    violated: Vec<Vec<u64>>,
    /// The rules that some row violates.
    rules: Vec<usize>,
    hits: ByRow,
    grants: ByRow,
}

/// One row that is settled.
#[derive(Debug)]
pub(crate) struct Settled<'a> {
    pub(crate) verdict: Verdict,
    pub(crate) assignable: bool,
    /// The hits, in the order of findings.
    pub(crate) hits: &'a [u16],
    pub(crate) grants: &'a [u16],
    pub(crate) told: &'a Told,
}

impl Found {
    /// Begins a block of so many rows.
    pub(super) fn begin(&mut self, rows: usize) {
        self.verdicts.clear();
        self.verdicts.resize(rows, UNSETTLED);
        self.assignable.clear();
        self.assignable.resize(rows, false);
        for rule in self.rules.drain(..) {
            if let Some(bits) = self.violated.get_mut(rule) {
                bits.clear();
            }
        }
        self.hits.begin(rows);
        self.grants.begin(rows);
    }

    /// Takes in what a program tells of these rows.
    pub(super) fn take(&mut self, told: &Told, rows: &[u32], plan: &Plan) {
        for (row, verdict) in rows.iter().zip(&told.verdicts) {
            if let Some(of) = self.verdicts.get_mut(*row as usize) {
                *of = *verdict;
            }
        }
        for (row, assignable) in rows.iter().zip(&told.assignable) {
            if let Some(of) = self.assignable.get_mut(*row as usize) {
                *of = *assignable;
            }
        }
        let words = self.verdicts.len().div_ceil(64);
        if self.violated.len() < plan.rules.len() {
            self.violated.resize(plan.rules.len(), Vec::new());
        }
        for ((rule, _), own) in told.hits.iter().zip(&told.violated) {
            let Some(bits) = self.violated.get_mut(*rule).filter(|_| !own.is_empty()) else {
                continue;
            };
            if bits.is_empty() {
                bits.resize(words, 0);
                self.rules.push(*rule);
            }
            bits.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        }
        if told.tells_rules {
            self.hits.open.extend_from_slice(&told.hit);
        }
        self.grants.open.extend_from_slice(&told.granted);
    }

    /// Ends the block.
    pub(super) fn end(&mut self) {
        self.hits.end();
        self.grants.end();
    }

    /// Whether all these rows are settled.
    pub(super) fn are_settled(&self, rows: std::ops::Range<usize>) -> bool {
        // No verdict has a higher number.
        let most = |verdicts: &[u8]| verdicts.iter().fold(0, |most, one| most.max(*one));
        let verdicts = self.verdicts.get(rows);
        verdicts.is_some_and(|verdicts| most(verdicts) != UNSETTLED)
    }

    /// Whether a row is settled.
    pub(super) fn is_settled(&self, row: usize) -> bool {
        self.verdicts
            .get(row)
            .is_some_and(|verdict| *verdict != UNSETTLED)
    }

    /// The numbers of the verdicts of settled rows, from a row on.
    pub(crate) fn verdicts(&self, rows: std::ops::Range<usize>) -> &[u8] {
        self.verdicts.get(rows).unwrap_or_default()
    }

    /// Which rules rows violate, a bit of each row of the block.
    pub(crate) fn violated(&self) -> impl Iterator<Item = (usize, &[u64])> {
        let rules = self.rules.iter();
        rules.filter_map(|rule| Some((*rule, self.violated.get(*rule)?.as_slice())))
    }

    /// What was found of a settled row, told in the terms of its program.
    pub(super) fn settled<'a>(&'a self, row: usize, told: &'a Told) -> Option<Settled<'a>> {
        Some(Settled {
            verdict: *Verdict::ALL.get(usize::from(*self.verdicts.get(row)?))?,
            assignable: *self.assignable.get(row)?,
            hits: self.hits.of(row),
            grants: self.grants.of(row),
            told,
        })
    }
}

/// Numbers by row.
#[derive(Debug, Default)]
struct ByRow {
    /// Rows and numbers as they came; of one row in their order.
    open: Vec<(u32, u16)>,
    /// By row, where its numbers end; empty where there are none at all.
    ends: Vec<u32>,
    rows: usize,
    numbers: Vec<u16>,
}

impl ByRow {
    fn begin(&mut self, rows: usize) {
        self.open.clear();
        self.ends.clear();
        self.rows = rows;
    }

    /// Sorts by row, keeping the order of each row's numbers.
    fn end(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.ends.resize(self.rows, 0);
        for (row, _) in &self.open {
            if let Some(count) = self.ends.get_mut(*row as usize) {
                *count += 1;
            }
        }
        let mut before = 0;
        for end in &mut self.ends {
            let count = *end;
            *end = before;
            before += count;
        }
        self.numbers.clear();
        self.numbers.resize(self.open.len(), 0);
        for (row, number) in &self.open {
            if let Some(end) = self.ends.get_mut(*row as usize) {
                if let Some(place) = self.numbers.get_mut(*end as usize) {
                    *place = *number;
                }
                *end += 1;
            }
        }
    }

    fn of(&self, row: usize) -> &[u16] {
        let end = self.ends.get(row).copied().unwrap_or_default();
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or_default();
        self.numbers
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }
}
