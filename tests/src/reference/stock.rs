//! What a proposal's demands add to the stock of a village.

use zhunru::condition::{EntryCondition, ListReference};
use zhunru::model::DemandType;
use zhunru::vocabulary::{FactKind, Value};

use super::case::Case;
use super::condition::entry_holds;
use super::inheritance::{self, Reading, listed, names_entry};
use super::presumption::{of_rank, ranks};
use super::reads::Reads;
use super::world::World;

/// Whether a list is stock.
pub(super) fn is_stock(case: &Case<'_>, list: &str) -> bool {
    matches!(
        case.vocabulary[list].kind,
        FactKind::List { stock: true, .. }
    )
}

/// Whether such a demand adds to the list.
fn adds(demand: DemandType, list: &str) -> bool {
    use DemandType as D;
    match list {
        "village.signboards" => demand == D::Signboard,
        "village.mechanisms" => matches!(demand, D::Mechanism | D::DedicatedPost),
        "village.digital_tools" => demand == D::DigitalTool,
        "village.chat_groups" => demand == D::ChatGroup,
        _ => false,
    }
}

/// The demands of the proposal that add to a list.
pub(super) fn adding(case: &Case<'_>, list: &str) -> Vec<usize> {
    let demands = case.proposal.demands.iter().enumerate();
    demands
        .filter(|(_, demand)| adds(demand.demand_type(), list))
        .map(|(index, _)| index)
        .collect()
}

/// The number of the field of a sign that says whether a statute demands it.
pub(super) const BY_STATUTE: usize = 4;

/// The path of the demand's fact that becomes a field of the entry; nothing for one that is known
/// by the type of the demand.
fn source(list: &str, field: usize) -> Option<&'static str> {
    match (list, field) {
        ("village.signboards", 0) => Some("signboard.name"),
        ("village.signboards", 1) => Some("signboard.placement"),
        ("village.signboards", 2) => Some("signboard.sponsor_level"),
        ("village.signboards", 3) => Some("signboard.filed"),
        ("village.signboards", BY_STATUTE) => Some("signboard.statutorily_required"),
        ("village.mechanisms", 0) => Some("mechanism.name"),
        ("village.digital_tools" | "village.chat_groups", 0) => Some("digital_tool.name"),
        ("village.mechanisms", 2) => None,
        (_, 1) => Some("issuer.level"),
        _ => panic!("`{list}` has no field {field}"),
    }
}

fn fields(case: &Case<'_>, list: &str) -> usize {
    match &case.vocabulary[list].kind {
        FactKind::List { fields, .. } => fields.len(),
        _ => 0,
    }
}

/// Whether the names and placements of signs tell two signs apart that are counted.
pub(super) fn identity_matters(case: &Case<'_>, list: &str) -> bool {
    list == "village.signboards"
        && !adding(case, list).is_empty()
        && (adding(case, list).len() > 1
            || case
                .entries(list)
                .is_some_and(|entries| !entries.is_empty()))
}

/// The paths of the facts of the demands that add to a list which its counts read.
pub(super) fn facts_added(case: &Case<'_>, reads: &Reads, list: &str) -> Vec<&'static str> {
    if !is_stock(case, list) || adding(case, list).is_empty() {
        return Vec::new();
    }
    (0..fields(case, list))
        .filter(|field| {
            !reads.field_tests(list, *field).is_empty()
                || (*field == 0 && !reads.lists_of_entries(list).is_empty())
                || (*field < 2 && identity_matters(case, list))
        })
        .filter_map(|field| source(list, field))
        .flat_map(|path| match path {
            "signboard.sponsor_level" => vec![path, "issuer.level"],
            _ => vec![path],
        })
        .collect()
}

/// How many entries of a stock list pass, with what the proposal's demands add.
pub(super) fn count(
    world: &World<'_, '_>,
    list: &str,
    predicate: &EntryCondition,
    reading: Reading,
) -> usize {
    let case = world.case;
    let standing = match case.entries(list) {
        Some(entries) => (0..entries.len())
            .filter(|entry| {
                entry_holds(
                    predicate,
                    &|field| world.entry(list, *entry, field),
                    &|of, reading| names_entry(case, &world.entry(list, *entry, 0), of, reading),
                    reading,
                )
            })
            .count(),
        None => world.counted(list, predicate),
    };
    let added = adding(case, list)
        .into_iter()
        .filter(|demand| is_new(world, list, *demand))
        .filter(|demand| {
            entry_holds(
                predicate,
                &|field| added_field(world, list, *demand, field),
                &|of, reading| listed(world, *demand, of, reading),
                reading,
            )
        })
        .count();
    standing + added
}

/// "A sign whose normalised name and placement are in stock adds nothing", nor does one that an
/// earlier demand of the proposal adds already.
fn is_new(world: &World<'_, '_>, list: &str, demand: usize) -> bool {
    if !identity_matters(world.case, list) {
        return true;
    }
    let own = [0, 1].map(|field| added_field(world, list, demand, field));
    let entries = world.case.entries(list).map_or(0, Vec::len);
    let stock = (0..entries).map(|entry| [0, 1].map(|field| world.entry(list, entry, field)));
    let earlier = adding(world.case, list)
        .into_iter()
        .filter(|other| *other < demand)
        .map(|other| [0, 1].map(|field| added_field(world, list, other, field)));
    !stock.chain(earlier).any(|[name, placement]| {
        placement == own[1]
            && matches!((name_of(&name), name_of(&own[0])), (Some(left), Some(right)) if left == right)
    })
}

/// The normalised name; a sign of which it is stated that it has no name is the same as none.
pub(super) fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Item(item) => Some(item.normalised().to_owned()),
        _ => None,
    }
}

fn added_field(world: &World<'_, '_>, list: &str, demand: usize, field: usize) -> Value {
    let Some(path) = source(list, field) else {
        let kind = world.case.proposal.demands[demand].demand_type();
        return Value::Boolean(kind == DemandType::DedicatedPost);
    };
    let value = world.value_of(demand, path);
    match ranks(path) {
        // A statement counts "only together with a basis of such a rank", the demand's own or the
        // header's.
        Some(ranks) if value == Value::Boolean(true) => {
            Value::Boolean(world.passing(demand, "basis", &of_rank(ranks)) > 0)
        }
        _ => value,
    }
}

/// The lists on which it depends whether lists hold the names of a list's entries.
pub(super) fn looked_up(case: &Case<'_>, reads: &Reads, list: &str) -> Vec<ListReference> {
    let lists = reads.lists_of_entries(list);
    let read = lists.iter().flat_map(|of| inheritance::read(case, of));
    read.collect()
}
