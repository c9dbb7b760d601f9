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

/// The lists on which it depends whether a list holds the item, and whether one of them is enough.
///
/// To a forbidding list its heirs add. In the place of another one stand those that no further one
/// stands for, and the item must be on each.
fn deciding(case: &Case<'_>, of: &ListReference) -> (Vec<ListReference>, bool) {
    let heirs = heirs(case, of);
    let Some((_, first)) = heirs.first() else {
        return (vec![of.clone()], true);
    };
    let forbids = first.kind.forbids();
    let mut lists = Vec::new();
    if forbids {
        lists.push(of.clone());
    }
    for (pack, list) in &heirs {
        let one = reference(pack, list);
        if forbids || !is_replaced(case, pack, list) {
            lists.push(one);
        }
    }
    (lists, forbids)
}

/// The lists on which it depends whether a list holds the item.
pub(super) fn read(case: &Case<'_>, of: &ListReference) -> Vec<ListReference> {
    deciding(case, of).0
}

/// Whether others stand in the place of a list.
pub(super) fn is_replaced(case: &Case<'_>, pack: &Pack, list: &ItemList) -> bool {
    !list.kind.forbids() && !heirs(case, &reference(pack, list)).is_empty()
}

/// Whether the demand's item is on a list, or on what stands for it.
pub(super) fn listed(world: &World<'_, '_>, demand: usize, of: &ListReference) -> bool {
    decided(world.case, of, &|list| on_list(world, demand, list))
}

/// Whether something that the village has is by its name on a list, or on what stands for it.
pub(super) fn names_entry(case: &Case<'_>, name: &Value, of: &ListReference) -> bool {
    decided(case, of, &|list| membership::names_entry(case, name, list))
}

fn decided(case: &Case<'_>, of: &ListReference, on: &dyn Fn(&ListReference) -> bool) -> bool {
    let (lists, one_is_enough) = deciding(case, of);
    let mut lists = lists.iter();
    match one_is_enough {
        true => lists.any(on),
        false => lists.all(on),
    }
}

/// The list that a list inherits in the end; itself when it inherits none.
pub(super) fn root(case: &Case<'_>, of: &ListReference) -> ListReference {
    let parent = case.list(of).and_then(|list| list.inherits.clone());
    parent.map_or_else(|| of.clone(), |parent| root(case, &parent))
}
