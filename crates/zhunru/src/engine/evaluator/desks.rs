//! The desks for one proposal after another, each found by village, day and type of demand.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::desk::Desk;
use crate::engine::build::Compiled;
use crate::engine::rule::PackIndex;
use crate::engine::wide::Program;
use crate::engine::{Request, Selection, applied};
use crate::model::{Coded, DemandType, Proposal};

/// More villages than this are not kept with the programs that bear on them.
const MOST_VILLAGES: usize = 1 << 16;
/// More programs than this are not kept.
const MOST_DESKS: usize = 1 << 10;

/// Desks, by what brings a demand to them.
#[derive(Debug, Default)]
pub(in crate::engine) struct Desks {
    /// For which packs the villages were noted, and the day of the request at hand.
    selection: Selection,
    day: Option<NaiveDate>,
    days_alike: usize,
    /// By number of the days that are decided alike, what was met on these.
    spans: Vec<(usize, Villages)>,
    /// The place of those of the request at hand.
    span: usize,
    by_packs: FxHashMap<(usize, DemandType, Vec<PackIndex>), Option<usize>>,
    desks: Vec<Desk>,
}

/// By village, the desk of each type of demand met.
type Villages = FxHashMap<SmolStr, ByType>;

/// By type of demand, the desk; nothing where none was asked for.
#[derive(Clone, Copy, Debug, Default)]
struct ByType([Option<Option<u32>>; TYPES]);

/// How many types of demand there are.
const TYPES: usize = <DemandType as Coded>::ALL.len();

impl Desks {
    /// The desk with a number.
    pub(in crate::engine) fn at(&mut self, number: usize) -> Option<&mut Desk> {
        self.desks.get_mut(number)
    }

    /// Turns to the days and packs of a request, and forgets what was noted for other packs.
    pub(in crate::engine) fn turn_to(&mut self, compiled: &Compiled, request: &Request) {
        if self.selection != request.packs {
            self.selection.clone_from(&request.packs);
            self.spans.clear();
            self.day = None;
        }
        if self.day == Some(request.as_of) {
            return;
        }
        self.day = Some(request.as_of);
        self.days_alike = compiled.plans.days_alike(request.as_of);
        let known = self.spans.iter();
        let known = known
            .enumerate()
            .find(|(_, (days, _))| *days == self.days_alike);
        self.span = match known {
            Some((place, _)) => place,
            None => {
                self.spans.push((self.days_alike, Villages::default()));
                self.spans.len() - 1
            }
        };
    }

    /// The number of the desk for demands of a type of this proposal.
    pub(in crate::engine) fn number(
        &mut self,
        compiled: &Arc<Compiled>,
        proposal: &Proposal,
        request: &Request,
        demand: DemandType,
    ) -> Option<usize> {
        let village = proposal.village.as_ref();
        let village = village.and_then(|village| village.code.as_ref());
        let code = village.map_or("", |code| code.as_str());
        let of_type = |desks: &ByType| desks.0.get(demand as usize).copied().flatten();
        let (_, villages) = self.spans.get_mut(self.span)?;
        if let Some(known) = villages.get(code).and_then(of_type) {
            return known.map(|desk| desk as usize);
        }
        let packs = applied::packs(compiled, village, request).ok()?;
        let key = (self.days_alike, demand, packs);
        let desk = match self.by_packs.get(&key) {
            Some(known) => *known,
            None if self.by_packs.len() >= MOST_DESKS => return None,
            None => {
                let program = Program::new(compiled, key.2.clone(), request.as_of, demand);
                let desk = program.and_then(Desk::new).map(|desk| {
                    self.desks.push(desk);
                    self.desks.len() - 1
                });
                self.by_packs.insert(key, desk);
                desk
            }
        };
        if villages.len() >= MOST_VILLAGES {
            villages.clear();
        }
        let desks = villages.entry(code.into()).or_default();
        if let Some(known) = desks.0.get_mut(demand as usize) {
            *known = Some(desk.and_then(|desk| u32::try_from(desk).ok()));
        }
        desk
    }
}
