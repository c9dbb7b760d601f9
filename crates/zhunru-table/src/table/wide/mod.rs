//! Deciding a block column by column, what that does not settle going the single path.

mod by_code;
mod choose;
mod found;
mod group;
mod joint;
mod of_program;
mod part;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use zhunru::list::normalise_name;
use zhunru::wide::{Letters, Programs};
use zhunru::{Engine, Selection};

use super::block::ProposalRows;
use super::decode::Decoded;
use super::encode::Output;
use super::evaluate::Evaluate;
use super::layout::{Column, Layout};
use super::patch::Patch;
use super::plan::Plan;
use super::rows::Rows;
use choose::{Chooser, Chosen};
pub(crate) use found::{Found, Settled};
use of_program::{Asked, OfProgram};

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
    chosen: Chosen,
    found: Found,
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
            chosen: Chosen::default(),
            found: Found::default(),
        }
    }

    /// Forgets what hangs on the numbers of readings, where these became void.
    fn keep_up(&mut self, decoded: &Decoded<'_>) {
        let generations = decoded.columns().map(|cells| cells.symbols.generation());
        let generations: Vec<u64> = generations.collect();
        if generations != self.generations {
            self.generations = generations;
            self.chooser.forget();
            self.states.clear();
        }
    }

    /// Gives every row to the program that decides it.
    fn choose(&mut self, decoded: &Decoded<'_>) {
        // What is left of the block before is little, and read cell by cell.
        let coded = decoded.columns().filter(|cells| cells.coded().is_some());
        let first = coded.map(|cells| cells.first_coded()).max();
        let first = first.unwrap_or_default();
        let single = decoded.block.proposals.iter();
        let single = single.filter(|one| one.fault.is_none() && one.rows.len() == 1);
        let rows = single.map(|one| one.rows.start).filter(|row| *row >= first);
        self.chooser
            .choose(&mut self.programs, decoded, rows, &mut self.chosen);
        while let Some(program) = self.programs.get(self.states.len()) {
            self.states
                .push(OfProgram::new(program, decoded.layout, &self.plan));
        }
        for (row, program) in (0_u32..).zip(&self.chosen.programs) {
            if let Some(state) = self.states.get_mut(*program as usize) {
                state.rows.push(row);
            }
        }
    }

    /// By row, the letters of the village's name and of what lies around it, where a column names them.
    fn letters(&self, decoded: &Decoded<'_>) -> Vec<Option<Letters>> {
        let mut letters: Vec<Option<Letters>> = Vec::new();
        for &place in &self.places {
            let Some(cells) = decoded.column(place) else {
                continue;
            };
            letters.resize(decoded.block.len(), None);
            let mut known: HashMap<u32, Option<Letters>> = HashMap::new();
            for (row, letters) in letters.iter_mut().enumerate() {
                let key = cells.get(row);
                let Some(read) = cells.symbols.get(key) else {
                    continue;
                };
                let own = known.entry(key).or_insert_with(|| {
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

impl Evaluate for Wide {
    fn prepare(&mut self, decoded: &Decoded<'_>) {
        self.keep_up(decoded);
        for state in &mut self.states {
            state.rows.clear();
        }
        self.choose(decoded);
        let letters = self.letters(decoded);
        let (programs, days) = (&self.programs, &self.chosen.days);
        let run = |(number, state): (usize, &mut OfProgram)| {
            if let Some(program) = programs.get(number)
                && !state.rows.is_empty()
            {
                state.run(program, decoded, (&letters, days));
            }
        };
        match self.is_parallel {
            true => self.states.par_iter_mut().enumerate().for_each(run),
            false => self.states.iter_mut().enumerate().for_each(run),
        }
        self.found.begin(decoded.block.len());
        for (number, state) in self.states.iter().enumerate() {
            if !state.rows.is_empty() {
                self.found
                    .take(number, &state.told, &state.rows, &self.plan);
            }
        }
        self.found.end();
    }

    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output) {
        let is_settled =
            |one: &ProposalRows| one.rows.len() == 1 && self.found.is_settled(one.rows.start);
        let settled = SettledRows {
            found: &self.found,
            issuers: self.issuers,
            settled: &|row| {
                let told = |program: usize| Some(&self.states.get(program)?.told);
                self.found.settled(row, told)
            },
        };
        for run in proposals.chunk_by(|one, next| is_settled(one) == is_settled(next)) {
            match (run.first(), run.last()) {
                (Some(first), Some(last)) if is_settled(first) => {
                    output.settled(decoded, first.rows.start..last.rows.end, &settled);
                }
                _ => self.rows.evaluate(decoded, run, output),
            }
        }
    }
}

/// Rows that columns settled.
pub(crate) struct SettledRows<'a> {
    pub(crate) found: &'a Found,
    /// The column that names issuers.
    pub(crate) issuers: Option<usize>,
    /// What was found of one of them.
    pub(crate) settled: &'a dyn Fn(usize) -> Option<Settled<'a>>,
}
