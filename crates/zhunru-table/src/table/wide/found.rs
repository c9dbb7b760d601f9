//! What was found of the rows of a block.

use smol_str::SmolStr;
use zhunru::decision::Verdict;
use zhunru::wide::{Program, Sheet};

use crate::table::column::OutputColumn;
use crate::table::plan::Plan;

/// What one program tells of the rows at hand, in the terms of the columns that come out.
#[derive(Debug)]
pub(crate) struct Told {
    /// By hit, the number of the rule among all and its id.
    pub(crate) hits: Vec<(usize, SmolStr)>,
    /// By grant, the id of the rule.
    pub(crate) grants: Vec<SmolStr>,
    /// The ids of the packs.
    pub(crate) packs: Vec<SmolStr>,
    /// Whether grants come out.
    tells_grants: bool,
    /// By row at hand, the verdict and whether the demand may be assigned.
    verdicts: Vec<Option<(Verdict, bool)>>,
    /// Rows with a hit, then with a grant.
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
            tells_grants: plan.columns.contains(&OutputColumn::Grants),
            verdicts: Vec::new(),
            hit: Vec::new(),
            granted: Vec::new(),
        }
    }

    /// Forgets the rows before.
    pub(super) fn begin(&mut self) {
        self.verdicts.clear();
        self.hit.clear();
        self.granted.clear();
    }

    /// Takes in what a program found of these rows.
    pub(super) fn take(&mut self, program: &Program, sheet: &Sheet, rows: &[u32]) {
        self.verdicts
            .extend((0..rows.len()).map(|row| sheet.verdict(row)));
        let note = |into: &mut Vec<(u32, u16)>, number: usize, row: usize| {
            if let (Some(row), Ok(number)) = (rows.get(row), u16::try_from(number)) {
                into.push((*row, number));
            }
        };
        sheet.hits(program, |number, row| note(&mut self.hit, number, row));
        if self.tells_grants {
            sheet.grants(program, |number, row| {
                note(&mut self.granted, number, row);
            });
        }
    }
}

/// What was found of the rows of a block, by row.
#[derive(Debug, Default)]
pub(super) struct Found {
    decided: Vec<Option<(u32, Verdict, bool)>>,
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
        self.decided.clear();
        self.decided.resize(rows, None);
        self.hits.begin(rows);
        self.grants.begin(rows);
    }

    /// Takes in what a program tells of these rows.
    pub(super) fn take(&mut self, program: usize, told: &Told, rows: &[u32]) {
        let program = u32::try_from(program).unwrap_or(u32::MAX);
        for (row, verdict) in rows.iter().zip(&told.verdicts) {
            if let (Some(decided), Some((verdict, assignable))) =
                (self.decided.get_mut(*row as usize), verdict)
            {
                *decided = Some((program, *verdict, *assignable));
            }
        }
        self.hits.open.extend_from_slice(&told.hit);
        self.grants.open.extend_from_slice(&told.granted);
    }

    /// Ends the block.
    pub(super) fn end(&mut self) {
        self.hits.end();
        self.grants.end();
    }

    /// What was found of a row, told in the terms of its program.
    pub(super) fn settled<'a>(
        &'a self,
        row: usize,
        told: impl FnOnce(usize) -> Option<&'a Told>,
    ) -> Option<Settled<'a>> {
        let (program, verdict, assignable) = (*self.decided.get(row)?)?;
        Some(Settled {
            verdict,
            assignable,
            hits: self.hits.of(row),
            grants: self.grants.of(row),
            told: told(program as usize)?,
        })
    }
}

/// Numbers by row.
#[derive(Debug, Default)]
struct ByRow {
    /// Rows and numbers as they came; of one row in their order.
    open: Vec<(u32, u16)>,
    /// By row, where its numbers end.
    ends: Vec<u32>,
    numbers: Vec<u16>,
}

impl ByRow {
    fn begin(&mut self, rows: usize) {
        self.open.clear();
        self.ends.clear();
        self.ends.resize(rows, 0);
    }

    /// Sorts by row, keeping the order of each row's numbers.
    fn end(&mut self) {
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
