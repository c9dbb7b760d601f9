//! Conditions, where every fact is known.

use zhunru::condition::{Condition, EntryCondition, ListReference};
use zhunru::decision::ProcedureState;
use zhunru::vocabulary::Value;

use super::inheritance::{Reading, listed};
use super::procedure::state;
use super::stock;
use super::world::World;

/// Whether a condition holds in a completion.
pub(super) fn holds(world: &World<'_, '_>, condition: &Condition, reading: Reading) -> bool {
    match condition {
        Condition::Constant(value) => *value,
        Condition::Not(part) => !holds(world, part, reading.denied()),
        Condition::And(parts) => parts.iter().all(|part| holds(world, part, reading)),
        Condition::Or(parts) => parts.iter().any(|part| holds(world, part, reading)),
        Condition::Fact { path, test } => test.accepts(&world.value(path)),
        Condition::Listed(list) => listed(world, world.case.demand, list, reading),
        Condition::Approved(procedure) => state(world, procedure) == ProcedureState::Complete,
        Condition::Exists { list, predicate } => number(world, list, predicate, reading) >= 1,
        Condition::CountAtLeast {
            list,
            predicate,
            least,
        } => number(world, list, predicate, reading) >= *least as usize,
        #[allow(unreachable_patterns, reason = "the tree may become non-exhaustive")]
        other => panic!("a condition that the reference cannot read: {other:?}"),
    }
}

fn number(
    world: &World<'_, '_>,
    list: &str,
    predicate: &EntryCondition,
    reading: Reading,
) -> usize {
    match stock::is_stock(world.case, list) {
        true => stock::count(world, list, predicate, reading),
        false => world.passing(world.case.demand, list, predicate),
    }
}

/// Whether an entry passes.
pub(super) fn entry_holds(
    condition: &EntryCondition,
    field: &dyn Fn(usize) -> Value,
    listed: &dyn Fn(&ListReference, Reading) -> bool,
    reading: Reading,
) -> bool {
    match condition {
        EntryCondition::Constant(value) => *value,
        EntryCondition::Not(part) => !entry_holds(part, field, listed, reading.denied()),
        EntryCondition::And(parts) => parts
            .iter()
            .all(|part| entry_holds(part, field, listed, reading)),
        EntryCondition::Or(parts) => parts
            .iter()
            .any(|part| entry_holds(part, field, listed, reading)),
        EntryCondition::Listed { list, .. } => listed(list, reading),
        EntryCondition::Field {
            field: number,
            test,
        } => test.accepts(&field(*number)),
    }
}
