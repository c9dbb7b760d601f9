//! The programs of an engine, each put together when it is first asked for.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Program;
use crate::engine::rule::PackIndex;
use crate::engine::{Engine, Request, applied};
use crate::model::{DemandType, DivisionCode};

/// More programs than this are not kept: packs may be named in any combination.
const MOST_KEPT: usize = 4096;

/// The programs of an engine.
#[derive(Debug)]
pub struct Programs {
    engine: Engine,
    known: HashMap<(usize, DemandType, Vec<PackIndex>), Option<usize>>,
    programs: Vec<Arc<Program>>,
}

impl Programs {
    /// None yet.
    pub fn new(engine: &Engine) -> Self {
        Programs {
            engine: engine.clone(),
            known: HashMap::new(),
            programs: Vec::new(),
        }
    }

    /// Days with the same number are decided alike, but for what proposals say of days.
    pub fn days_alike(&self, day: NaiveDate) -> usize {
        self.engine.inner.plans.days_alike(day)
    }

    /// The number of the program for demands of a type from a village with this code. Nothing where
    /// there is none, since the packs cannot be chosen or something is beyond a program; the single
    /// path answers.
    pub fn find(
        &mut self,
        demand: DemandType,
        village: Option<&DivisionCode>,
        request: &Request,
    ) -> Option<usize> {
        let compiled = &self.engine.inner;
        let packs = applied::packs(compiled, village, request).ok()?;
        let key = (self.days_alike(request.as_of), demand, packs);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if self.programs.len() >= MOST_KEPT {
            return None;
        }
        let program = Program::new(&Arc::clone(compiled), key.2.clone(), request.as_of, demand);
        let number = program.map(|program| {
            self.programs.push(Arc::new(program));
            self.programs.len() - 1
        });
        self.known.insert(key, number);
        number
    }

    /// The program with this number.
    pub fn get(&self, number: usize) -> Option<&Arc<Program>> {
        self.programs.get(number)
    }
}
