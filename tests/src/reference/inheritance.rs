//! Lists that stand for those that they inherit.

use zhunru::condition::ListReference;
use zhunru::list::ItemList;
use zhunru::pack::Pack;
use zhunru::vocabulary::Value;

use super::case::{Case, binds};
use super::membership::{self, on_list};
use super::world::World;

fn reference(pack: &Pack, list: &ItemList) -> ListReference {
    ListReference {
        pack: pack.id.clone(),
        list: list.id.clone(),
    }
}

/// The lists in force that inherit a list, directly or through others.
fn heirs<'a>(case: &Case<'a>, of: &ListReference) -> Vec<(&'a Pack, &'a ItemList)> {
    let mut found = Vec::new();
    for pack in &case.packs {
        for list in &pack.lists {
            if list.inherits.as_ref() != Some(of) {
                continue;
            }
            if binds(pack, &list.in_force, &list.source, case.date) {
                found.push((*pack, list));
            }
            found.extend(heirs(case, &reference(pack, list)));
        }
    }
    found
}

/// How a condition reads a list that others inherit: as it makes the condition hold more often, or
/// less often.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// "A lower place can add and tighten, never loosen": what objects holds more often.
    Widest,
    /// What grants, or lifts an objection, holds less often.
    Narrowest,
}

impl Reading {
    pub(super) fn denied(self) -> Self {
        match self {
            Reading::Widest => Reading::Narrowest,
            Reading::Narrowest => Reading::Widest,
        }
    }
}

/// The lists on which it may depend whether a list holds the item: itself and its heirs.
pub(super) fn read(case: &Case<'_>, of: &ListReference) -> Vec<ListReference> {
    let heirs = heirs(case, of).into_iter();
    let heirs = heirs.map(|(pack, list)| reference(pack, list));
    std::iter::once(of.clone()).chain(heirs).collect()
}

/// Whether others stand in the place of a list.
pub(super) fn is_replaced(case: &Case<'_>, pack: &Pack, list: &ItemList) -> bool {
    !list.kind.forbids() && !heirs(case, &reference(pack, list)).is_empty()
}

/// Whether the demand's item is on a list, or on what stands for it.
pub(super) fn listed(
    world: &World<'_, '_>,
    demand: usize,
    of: &ListReference,
    reading: Reading,
) -> bool {
    decided(world.case, of, reading, &|list| {
        on_list(world, demand, list)
    })
}

/// Whether something that the village has is by its name on a list, or on what stands for it.
pub(super) fn names_entry(
    case: &Case<'_>,
    name: &Value,
    of: &ListReference,
    reading: Reading,
) -> bool {
    decided(case, of, reading, &|list| {
        membership::names_entry(case, name, list)
    })
}

/// What is on a list: at its widest what it or any heir holds. At its narrowest of a forbidding list
/// what it holds itself, for its heirs only add; of another one what is on each heir for which no
/// further one stands.
fn decided(
    case: &Case<'_>,
    of: &ListReference,
    reading: Reading,
    on: &dyn Fn(&ListReference) -> bool,
) -> bool {
    let heirs = heirs(case, of);
    let Some((_, first)) = heirs.first() else {
        return on(of);
    };
    match (reading, first.kind.forbids()) {
        (Reading::Widest, _) => read(case, of).iter().any(on),
        (Reading::Narrowest, true) => on(of),
        (Reading::Narrowest, false) => heirs
            .iter()
            .filter(|(pack, list)| !is_replaced(case, pack, list))
            .all(|(pack, list)| on(&reference(pack, list))),
    }
}

/// The list that a list inherits in the end; itself when it inherits none.
pub(super) fn root(case: &Case<'_>, of: &ListReference) -> ListReference {
    let parent = case.list(of).and_then(|list| list.inherits.clone());
    parent.map_or_else(|| of.clone(), |parent| root(case, &parent))
}
