//! Building an engine: the only slow step.

mod calendar;
mod inheritance;
mod rules;
mod vocabulary;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use smol_str::SmolStr;

use super::atom::{Atom, ListIndex, ProcedureIndex};
use super::circuit::Circuit;
use super::compile::{Compiler, Names};
use super::intake::place_names;
use super::known::KnownFacts;
use super::names::ListNames;
use super::plan::Plans;
use super::rule::{CompiledRule, PackIndex};
use super::stock::ListReading;
use super::values::representatives;
use super::{Engine, EngineError};
use crate::condition::{ListReference, ProcedureReference, Test};
use crate::list::{ItemList, ListContent};
use crate::model::Interval;
use crate::pack::{Pack, natural_order};
use crate::procedure::{Procedure, WorkingCalendar};
use crate::vocabulary::{FactIndex, Value, Vocabulary};
pub(crate) use inheritance::Inheritance;
use rules::{PackRules, binding};
use vocabulary::{declare_membership, vocabulary};

/// Takes packs and compiles them into an [`Engine`].
#[derive(Clone, Debug, Default)]
pub struct EngineBuilder {
    packs: Vec<Arc<Pack>>,
}

impl EngineBuilder {
    /// Adds a pack.
    #[must_use]
    pub fn pack(mut self, pack: impl Into<Arc<Pack>>) -> Self {
        self.packs.push(pack.into());
        self
    }

    /// Adds packs.
    #[must_use]
    pub fn packs<I>(mut self, packs: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Arc<Pack>>,
    {
        self.packs.extend(packs.into_iter().map(Into::into));
        self
    }

    /// Compiles the packs.
    ///
    /// # Errors
    /// When two packs have one id, a parent is not given, or two packs declare one fact with
    /// different types.
    pub fn build(self) -> Result<Engine, EngineError> {
        Compiled::new(self.packs).map(|compiled| Engine {
            inner: Arc::new(compiled),
            recalls: Arc::default(),
        })
    }
}

/// A list as the engine holds it.
#[derive(Debug)]
pub(crate) struct CompiledList {
    pub(crate) pack: PackIndex,
    /// Its position among the lists of the pack.
    pub(crate) position: usize,
    pub(crate) names: ListNames,
    /// The fact that states an item's membership.
    pub(crate) membership: FactIndex,
    pub(crate) in_force: Interval,
}

/// Everything that an engine knows.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// By level of the place from the highest, then by id.
    pub(crate) packs: Vec<Arc<Pack>>,
    /// The parents of each pack and theirs, and the pack itself.
    pub(crate) ancestors: Vec<BTreeSet<PackIndex>>,
    /// The pack whose calendar counts the working days of each pack, where there is one.
    pub(crate) calendars: Vec<Option<PackIndex>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) known: KnownFacts,
    pub(crate) plans: Plans,
    /// The names of each pack's place that may stand in front of other names.
    pub(crate) place_names: Vec<Vec<SmolStr>>,
    pub(crate) circuit: Circuit,
    /// By pack, then in natural order of their ids.
    pub(crate) rules: Vec<CompiledRule>,
    pub(crate) lists: Vec<CompiledList>,
    list_numbers: HashMap<ListReference, ListIndex>,
    pub(crate) inheritance: Inheritance,
    /// The pack of each procedure and its position there.
    pub(crate) procedures: Vec<(PackIndex, usize)>,
    pub(crate) readings: Vec<ListReading>,
    /// Values that stand for all values of each fact.
    pub(crate) values: Vec<Vec<Value>>,
}

impl Compiled {
    pub(crate) fn list(&self, list: ListIndex) -> Option<&ItemList> {
        let list = self.lists.get(list)?;
        self.packs.get(list.pack)?.lists.get(list.position)
    }

    /// All that the packs ask of a list of entries.
    pub(crate) fn reading(&self, list: FactIndex) -> Option<&ListReading> {
        self.readings.iter().find(|reading| reading.list == list)
    }

    /// Whether being on a list forbids.
    pub(crate) fn forbids(&self, list: ListIndex) -> bool {
        self.list(list).is_some_and(|list| list.kind.forbids())
    }

    /// The number of a list.
    pub(crate) fn list_index(&self, reference: &ListReference) -> Option<ListIndex> {
        self.list_numbers.get(reference).copied()
    }

    pub(crate) fn procedure(&self, procedure: ProcedureIndex) -> Option<&Procedure> {
        let (pack, position) = self.procedures.get(procedure)?;
        self.packs.get(*pack)?.procedures.get(*position)
    }

    /// The calendar by which a pack counts working days.
    pub(crate) fn calendar(&self, pack: PackIndex) -> &WorkingCalendar {
        static MONDAY_TO_FRIDAY: WorkingCalendar = WorkingCalendar::monday_to_friday();
        let holder = self.calendars.get(pack).copied().flatten();
        let calendar = holder.and_then(|holder| self.packs.get(holder)?.calendar.as_ref());
        calendar.unwrap_or(&MONDAY_TO_FRIDAY)
    }

    fn new(mut packs: Vec<Arc<Pack>>) -> Result<Compiled, EngineError> {
        packs.sort_by(|left, right| {
            let level = right.place.level.cmp(&left.place.level);
            level.then_with(|| natural_order(&left.id, &right.id))
        });
        let mut seen = BTreeSet::new();
        if let Some(pack) = packs.iter().find(|pack| !seen.insert(pack.id.clone())) {
            return Err(EngineError::DuplicatePack {
                id: pack.id.to_string(),
            });
        }
        let ancestors = ancestors(&packs)?;
        let calendars = calendar::calendars(&packs);
        let mut vocabulary = vocabulary(&packs)?;

        let mut lists = Vec::new();
        let mut list_numbers = HashMap::new();
        let mut memberships = Vec::new();
        let mut procedures = Vec::new();
        let mut procedure_numbers = HashMap::new();
        for (number, pack) in packs.iter().enumerate() {
            for (position, list) in pack.lists.iter().enumerate() {
                let membership = declare_membership(&mut vocabulary, pack, list)?;
                let reference = ListReference {
                    pack: pack.id.clone(),
                    list: list.id.clone(),
                };
                list_numbers.insert(reference, lists.len());
                memberships.push(membership);
                lists.push(CompiledList {
                    pack: number,
                    position,
                    names: match &list.content {
                        ListContent::Loaded(entries) => ListNames::new(entries),
                        ListContent::NotLoaded(_) => ListNames::default(),
                    },
                    membership,
                    in_force: binding(pack, list.in_force, &list.source),
                });
            }
            for (position, procedure) in pack.procedures.iter().enumerate() {
                let reference = ProcedureReference {
                    pack: pack.id.clone(),
                    procedure: procedure.id.clone(),
                };
                procedure_numbers.insert(reference, procedures.len());
                procedures.push((number, position));
            }
        }

        let inheritance = Inheritance::new(&packs, &list_numbers);
        let mut circuit = Circuit::default();
        let mut rules = Vec::new();
        for (number, pack) in packs.iter().enumerate() {
            let names = Names {
                vocabulary: &vocabulary,
                lists: &list_numbers,
                procedures: &procedure_numbers,
                memberships: &memberships,
            };
            let mut compiler = Compiler {
                names,
                inheritance: &inheritance,
                circuit: &mut circuit,
                reads: BTreeSet::new(),
            };
            let pack_rules = PackRules { number, pack };
            rules.extend(pack_rules.compile(&mut compiler)?);
        }
        inheritance.extend_reads(&mut rules, &memberships);
        rules.sort_by(|left, right| {
            left.pack
                .cmp(&right.pack)
                .then_with(|| natural_order(&left.id.rule, &right.id.rule))
        });

        let readings = ListReading::of_atoms(circuit.atoms(), &vocabulary);
        let mut tests: Vec<Vec<Test>> = vec![Vec::new(); vocabulary.facts().len()];
        for atom in circuit.atoms() {
            if let Atom::Fact { fact, test } = atom
                && let Some(tests) = tests.get_mut(*fact)
            {
                tests.push(test.clone());
            }
        }
        let values = vocabulary
            .facts()
            .zip(&tests)
            .map(|(fact, tests)| {
                let tests: Vec<&Test> = tests.iter().collect();
                representatives(&fact.kind, fact.allows_none, &tests)
            })
            .collect();
        let binding = rules.iter().map(|rule| rule.in_force);
        let binding = binding.chain(lists.iter().map(|list| list.in_force));
        let entries = packs.iter().flat_map(|pack| &pack.lists);
        let entries = entries.flat_map(|list| match &list.content {
            ListContent::Loaded(entries) => entries.as_slice(),
            ListContent::NotLoaded(_) => &[],
        });
        let binding = binding.chain(entries.map(|entry| entry.in_force));
        let binding = binding.chain(packs.iter().map(|pack| pack.in_force));
        Ok(Compiled {
            known: KnownFacts::of(&vocabulary),
            plans: Plans::new(binding),
            place_names: packs.iter().map(|pack| place_names(pack)).collect(),
            packs,
            ancestors,
            calendars,
            vocabulary,
            circuit,
            rules,
            lists,
            list_numbers,
            inheritance,
            procedures,
            readings,
            values,
        })
    }
}

/// The days that lie in both intervals.
fn common(left: Interval, right: Interval) -> Interval {
    let from = left.from.max(right.from);
    let to = match (left.to, right.to) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    Interval { from, to }
}

fn ancestors(packs: &[Arc<Pack>]) -> Result<Vec<BTreeSet<PackIndex>>, EngineError> {
    let mut all = Vec::with_capacity(packs.len());
    for (number, pack) in packs.iter().enumerate() {
        let mut reached = BTreeSet::from([number]);
        let mut open = vec![pack];
        while let Some(pack) = open.pop() {
            for parent in &pack.parents {
                let position = packs.iter().position(|other| other.id == *parent);
                let position = position.ok_or_else(|| EngineError::MissingParent {
                    pack: pack.id.to_string(),
                    parent: parent.to_string(),
                })?;
                if reached.insert(position) {
                    open.extend(packs.get(position));
                }
            }
        }
        all.push(reached);
    }
    Ok(all)
}
