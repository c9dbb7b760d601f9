//! Deciding a block column by column, what that does not settle going the single path.

mod choose;
mod found;
mod group;
mod part;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use zhunru::list::normalise_name;
use zhunru::wide::{Letters, Program, Programs, Sheet, Statement};
use zhunru::{Engine, Selection};

use super::block::ProposalRows;
use super::decode::Decoded;
use super::encode::Output;
use super::evaluate::Evaluate;
use super::layout::{Column, Layout};
use super::patch::Patch;
use super::plan::Plan;
use super::rows::Rows;
use super::symbols::{NOT_OF_TYPE, Symbols, UNKNOWN, WRONG_TYPE};
use choose::{Chooser, SINGLY};
pub(crate) use found::Settled;
use found::{Found, Told};
use group::{Group, groups};

/// So many rows run through a program at a time: their planes fit the nearest memory.
const ROWS: usize = 2_048;

/// Decides rows that are proposals of their own by columns, and all others one by one.
#[derive(Debug)]
pub(crate) struct Wide {
    rows: Rows,
    programs: Programs,
    chooser: Chooser,
    /// By program, what the columns say to it.
    states: Vec<OfProgram>,
    /// The columns that name the village and what lies around it.
    places: Vec<usize>,
    /// By column, how often its readings became void.
    generations: Vec<u64>,
    /// The column that names issuers.
    issuers: Option<usize>,
    plan: Arc<Plan>,
    is_parallel: bool,
    found: Found,
}

/// What the columns of a table say to one program.
#[derive(Debug)]
struct OfProgram {
    groups: Vec<Group>,
    /// The columns of which a stated cell leaves its row to the single path.
    singly: Vec<usize>,
    /// The rows at hand.
    rows: Vec<u32>,
    sheet: Sheet,
    told: Told,
}

impl Wide {
    /// Decides tables of a layout.
    pub(crate) fn new(
        engine: &Engine,
        as_of: Option<NaiveDate>,
        packs: Selection,
        layout: &Layout,
        plan: &Arc<Plan>,
        is_parallel: bool,
    ) -> Self {
        let states = |path: &'static str| {
            move |column: &Column| column.fields.iter().any(|field| field.path == path)
        };
        let place = |path| layout.columns.iter().position(states(path));
        let names = layout.columns.iter().enumerate().filter(|(_, column)| {
            states("village.name")(column) || states("village.within")(column)
        });
        Wide {
            chooser: Chooser::new(
                as_of,
                packs.clone(),
                place("submitted_on"),
                place("village.code"),
            ),
            places: names.map(|(place, _)| place).collect(),
            rows: Rows::new(engine.clone(), as_of, packs, plan.is_of_evaluations()),
            programs: Programs::new(engine),
            states: Vec::new(),
            generations: Vec::new(),
            issuers: place("issuer.name"),
            plan: Arc::clone(plan),
            is_parallel,
            found: Found::default(),
        }
    }

    /// Forgets what hangs on the numbers of readings, where these became void.
    fn keep_up(&mut self, decoded: &Decoded<'_>) {
        let generations = decoded
            .columns()
            .map(|(_, _, symbols)| symbols.generation());
        let generations: Vec<u64> = generations.collect();
        if generations != self.generations {
            self.generations = generations;
            self.chooser.forget();
            self.states.clear();
        }
    }

    /// Gives every row to the program that decides it.
    fn choose(&mut self, decoded: &Decoded<'_>) {
        let mut programs_of = vec![SINGLY; decoded.block.len()];
        let single = decoded.block.proposals.iter();
        let single = single.filter(|one| one.fault.is_none() && one.rows.len() == 1);
        let rows = single.map(|one| one.rows.start);
        self.chooser
            .choose(&mut self.programs, decoded, rows, &mut programs_of);
        for (_, keys, symbols) in decoded.columns().filter(|(.., one)| one.is_faulty()) {
            for (program, key) in programs_of.iter_mut().zip(keys) {
                if is_faulty(*key, symbols) {
                    *program = SINGLY;
                }
            }
        }
        while let Some(program) = self.programs.get(self.states.len()) {
            let (groups, singly) = groups(decoded.layout, program);
            self.states.push(OfProgram {
                groups,
                singly,
                rows: Vec::new(),
                sheet: Sheet::default(),
                told: Told::new(program, &self.plan),
            });
        }
        for (row, program) in (0_u32..).zip(&programs_of) {
            if let Some(state) = self.states.get_mut(*program as usize) {
                state.rows.push(row);
            }
        }
    }

    /// By row, the letters of the village's name and of what lies around it, where a column names them.
    fn letters(&self, decoded: &Decoded<'_>) -> Vec<Option<Letters>> {
        let mut letters: Vec<Option<Letters>> = Vec::new();
        for &place in &self.places {
            let Some((_, keys, symbols)) = decoded.columns().nth(place) else {
                continue;
            };
            letters.resize(decoded.block.len(), None);
            let mut known: HashMap<u32, Option<Letters>> = HashMap::new();
            for (letters, key) in letters.iter_mut().zip(keys) {
                let Some(read) = symbols.get(*key) else {
                    continue;
                };
                let own = known.entry(*key).or_insert_with(|| {
                    let Ok(Patch::Header(proposal)) = &read.says else {
                        return None;
                    };
                    let village = proposal.village.iter();
                    let names = village.flat_map(|one| one.name.iter().chain(&one.within));
                    let names = names.map(|name| Letters::of(&normalise_name(name)));
                    // Of several places it is enough that one stands in front.
                    names.reduce(Letters::common)
                });
                *letters = match (*letters, *own) {
                    (Some(known), Some(own)) => Some(known.common(own)),
                    (known, own) => known.or(own),
                };
            }
        }
        letters
    }
}

impl OfProgram {
    /// Decides the rows at hand.
    fn run(&mut self, program: &Program, decoded: &Decoded<'_>, letters: &[Option<Letters>]) {
        for &place in &self.singly {
            if let Some((_, keys, _)) = decoded.columns().nth(place) {
                let is_open = |row: &u32| keys.get(*row as usize).is_none_or(|key| *key == UNKNOWN);
                self.rows.retain(is_open);
            }
        }
        for place in 0..self.groups.len() {
            let (before, rest) = self.groups.split_at_mut(place);
            let Some((group, after)) = rest.split_first_mut() else {
                continue;
            };
            let meets = |statement: &Statement| {
                let mut others = before.iter().chain(after.iter());
                others.any(|other| other.column.meets(statement))
            };
            group.classify(program, decoded, &self.rows, letters, &meets);
        }
        self.told.begin();
        for (number, rows) in self.rows.chunks(ROWS).enumerate() {
            let start = number * ROWS;
            let columns = self.groups.iter().map(|group| {
                let classes = group.classes.get(start..start + rows.len());
                (&group.column, classes.unwrap_or_default())
            });
            self.sheet.run(program, rows.len(), columns);
            self.told.take(program, &self.sheet, rows);
        }
    }
}

impl Evaluate for Wide {
    fn prepare(&mut self, decoded: &Decoded<'_>) {
        self.keep_up(decoded);
        for state in &mut self.states {
            state.rows.clear();
        }
        self.choose(decoded);
        let letters = self.letters(decoded);
        let programs = &self.programs;
        let run = |(number, state): (usize, &mut OfProgram)| {
            if let Some(program) = programs.get(number)
                && !state.rows.is_empty()
            {
                state.run(program, decoded, &letters);
            }
        };
        match self.is_parallel {
            true => self.states.par_iter_mut().enumerate().for_each(run),
            false => self.states.iter_mut().enumerate().for_each(run),
        }
        self.found.begin(decoded.block.len());
        for (number, state) in self.states.iter().enumerate() {
            if !state.rows.is_empty() {
                self.found.take(number, &state.told, &state.rows);
            }
        }
        self.found.end();
    }

    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output) {
        self.rows
            .evaluate_open(decoded, proposals.iter(), output, |proposal, output| {
                let row = proposal.rows.start;
                let settled = match proposal.rows.len() {
                    1 => self
                        .found
                        .settled(row, |program| Some(&self.states.get(program)?.told)),
                    _ => None,
                };
                if let Some(settled) = &settled {
                    output.settled(decoded, row, self.issuers, settled);
                }
                settled.is_some()
            });
    }
}

fn is_faulty(key: u32, symbols: &Symbols) -> bool {
    match key {
        UNKNOWN => false,
        NOT_OF_TYPE | WRONG_TYPE => true,
        _ => symbols.get(key).is_none_or(|read| read.says.is_err()),
    }
}
