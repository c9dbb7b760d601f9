//! Deciding a block column by column, what that does not settle going the single path.

mod by_code;
mod choose;
mod found;
mod group;
mod joint;
mod member;
mod octets;
mod of_program;
mod part;
mod roles;
mod stated;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use zhunru::list::normalise_name;
use zhunru::wide::{Keeper, Letters, Programs};
use zhunru::{Engine, Selection};

use super::block::ProposalRows;
use super::decode::Decoded;
use super::encode::Output;
use super::evaluate::Evaluate;
use super::kept::GroupKeeper;
use super::layout::{Column, Layout};
use super::patch::Patch;
use super::plan::Plan;
use super::rows::Rows;
use choose::{Chooser, Chosen};
pub(crate) use found::{Found, Settled};
use joint::Joint;
use octets::Octets;
use of_program::{Asked, OfProgram, Seen};
use stated::Stated;

/// Decides rows that are proposals of their own by columns, and all others one by one.
#[derive(Debug)]
pub(crate) struct Wide {
    rows: Rows,
    programs: Programs,
    chooser: Chooser,
    /// By program, what the columns say to it.
    states: Vec<OfProgram>,
    /// What they read together.
    joints: Vec<Joint>,
    stated: Stated,
    octets: Octets,
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
            joints: Vec::new(),
            stated: Stated::default(),
            octets: Octets::default(),
            generations: Vec::new(),
            issuers: place("issuer.name"),
            plan: Arc::clone(plan),
            is_parallel,
            chosen: Chosen::default(),
            found: Found::default(),
        }
    }

    /// Forgets what hangs on the numbers of readings, where these became void; gives whether they did.
    fn keep_up(&mut self, decoded: &Decoded<'_>) -> bool {
        let generations = decoded.columns().map(|cells| cells.symbols.generation());
        let generations: Vec<u64> = generations.collect();
        let is_void = generations != self.generations;
        if is_void {
            self.generations = generations;
            self.chooser.forget();
            self.states.clear();
            self.joints.clear();
        }
        is_void
    }

    /// Gives every row to the program that decides it.
    fn choose(&mut self, decoded: &Decoded<'_>) {
        // What is left of the block before is little, and read cell by cell.
        let coded = decoded.columns().filter(|cells| cells.coded().is_some());
        let first = coded.map(|cells| cells.first_coded()).max();
        let first = first.unwrap_or_default();
        self.chooser
            .choose(&mut self.programs, decoded, &mut self.chosen);
        while let Some(program) = self.programs.get(self.states.len()) {
            let joints = &mut self.joints;
            let state = OfProgram::new(program, decoded.layout, &self.plan, joints);
            self.states.push(state);
        }
        let (programs, states) = (&self.chosen.programs, &mut self.states);
        let mut give = |row: usize, program: u32| {
            if let (Some(state), Ok(row)) = (states.get_mut(program as usize), u32::try_from(row)) {
                state.rows.push(row);
            }
        };
        if decoded.block.each_is_whole {
            let rows = programs.iter().enumerate().skip(first);
            rows.for_each(|(row, program)| give(row, *program));
            return;
        }
        let single = decoded.block.proposals.iter();
        let single = single.filter(|one| one.fault.is_none() && one.rows.len() == 1);
        let rows = single.map(|one| one.rows.start);
        for row in rows.filter(|row| *row >= first) {
            if let Some(program) = programs.get(row) {
                give(row, *program);
            }
        }
    }

    /// Numbers the combinations of cells that programs with rows read.
    fn combine(&mut self, decoded: &Decoded<'_>) {
        let mut is_done = vec![false; self.joints.len()];
        for (number, state) in self.states.iter().enumerate() {
            let program = self.programs.get(number);
            let Some(program) = program.filter(|_| !state.rows.is_empty()) else {
                continue;
            };
            for joint in state.joints() {
                let (Some(joint), Some(is_done)) =
                    (self.joints.get_mut(joint), is_done.get_mut(joint))
                else {
                    continue;
                };
                if !std::mem::replace(is_done, true) {
                    let demand = program.demand_type();
                    joint.note(decoded, &self.stated, demand, &self.chosen.days);
                }
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
                    let names = names.map(|name| self.letters_of(&normalise_name(name)));
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

    /// The letters of a place's name. With a place that stands in front of entries these have other names,
    /// so that no row is for columns: it gets letters that every name has.
    fn letters_of(&self, place: &str) -> Letters {
        let mut programs = (0..).map_while(|number| self.programs.get(number));
        match programs.any(|program| program.is_before_entries(place)) {
            true => Letters::NONE,
            false => Letters::of(place),
        }
    }
}

/// What is needed of a block beside what stands in it.
struct Looked {
    /// By row, the letters of the village's name and of what lies around it.
    letters: Vec<Option<Letters>>,
    /// Whether readings have other numbers than in the block before.
    is_void: bool,
}

impl Wide {
    /// Looks at a block, and finds the rows of each program.
    fn look(&mut self, decoded: &Decoded<'_>) -> Looked {
        let is_void = self.keep_up(decoded);
        for state in &mut self.states {
            state.rows.clear();
        }
        self.choose(decoded);
        let letters = self.letters(decoded);
        self.stated.note(decoded);
        self.octets.note(decoded);
        self.combine(decoded);
        Looked { letters, is_void }
    }

    /// Runs the programs over their rows of a block; keepers, by the numbers of these, keep what they say.
    fn run<'k>(
        &mut self,
        decoded: &Decoded<'_>,
        looked: &Looked,
        keepers: impl Iterator<Item = &'k mut Keeper>,
    ) {
        let seen = Seen {
            decoded,
            stated: &self.stated,
            octets: &self.octets,
            joints: &self.joints,
            places: &looked.letters,
            days: &self.chosen.days,
        };
        let mut keepers: Vec<Option<&mut Keeper>> = keepers.map(Some).collect();
        keepers.resize_with(self.states.len(), || None);
        let programs = &self.programs;
        let run = |(number, (state, keeper)): (usize, (&mut OfProgram, Option<&mut Keeper>))| {
            if let Some(program) = programs.get(number)
                && !state.rows.is_empty()
            {
                state.run(program, &seen, keeper);
            }
        };
        match self.is_parallel {
            true => {
                let states = self.states.par_iter_mut().zip(keepers);
                states.enumerate().for_each(run);
            }
            false => {
                let states = self.states.iter_mut().zip(keepers);
                states.enumerate().for_each(run);
            }
        }
    }

    /// The rows of the block at hand that programs decide, or keep.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u32> {
        self.states
            .iter()
            .flat_map(|state| state.rows.iter().copied())
    }

    /// Keeps what the rows of a block say to their programs, by the numbers of these.
    pub(crate) fn keep(&mut self, decoded: &Decoded<'_>, groups: &mut Vec<GroupKeeper>) {
        let looked = self.look(decoded);
        while let Some(program) = self.programs.get(groups.len()) {
            groups.push(GroupKeeper::new(program));
        }
        let keepers = groups.iter_mut().map(|group| &mut group.keeper);
        self.run(decoded, &looked, keepers);
        let villages = self.chooser.villages();
        for (state, group) in self.states.iter().zip(groups) {
            if looked.is_void {
                group.forget_readings();
            }
            group.note(decoded.block, &state.rows, &self.chosen.days);
            let readings = state
                .rows
                .iter()
                .filter_map(|row| villages.get(*row as usize));
            group.note_villages(readings.copied(), |reading| {
                self.chooser.village(decoded, reading).cloned()
            });
        }
    }
}

impl Evaluate for Wide {
    fn prepare(&mut self, decoded: &Decoded<'_>) {
        let looked = self.look(decoded);
        self.run(decoded, &looked, std::iter::empty());
        self.found.begin(decoded.block.len());
        for state in &self.states {
            if !state.rows.is_empty() {
                self.found.take(&state.told, &state.rows, &self.plan);
            }
        }
        self.found.end();
    }

    fn is_quick(&self) -> bool {
        self.found.are_settled(0..self.chosen.programs.len())
    }

    fn evaluate(&self, decoded: &Decoded<'_>, proposals: &[ProposalRows], output: &mut Output) {
        let is_settled =
            |one: &ProposalRows| one.rows.len() == 1 && self.found.is_settled(one.rows.start);
        let settled = SettledRows {
            found: &self.found,
            issuers: self.issuers,
            settled: &|row| {
                let program = *self.chosen.programs.get(row)?;
                self.found
                    .settled(row, &self.states.get(program as usize)?.told)
            },
        };
        if let (Some(first), Some(last)) = (proposals.first(), proposals.last())
            && last.rows.end - first.rows.start == proposals.len()
            && self.found.are_settled(first.rows.start..last.rows.end)
        {
            return output.settled(decoded, first.rows.start..last.rows.end, &settled);
        }
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
