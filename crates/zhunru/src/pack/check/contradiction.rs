//! Items that one list grants and another forbids at the same time.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, quoted};
use crate::list::{ItemList, ListEffect, ListEntry};
use crate::model::Interval;
use crate::pack::load::Resolved;
use crate::pack::load::sink::{Place, Sink};
use crate::vocabulary::ItemName;

/// Checks the granting lists of a pack against its forbidding ones, by name and alias. Codes belong
/// to their own list and are not compared.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    let lists = |effects: &'static [ListEffect]| {
        let all = resolved.pack.lists.iter();
        all.filter(move |list| effects.contains(&list.kind.effect()))
    };
    let mut forbidden: BTreeMap<&str, Vec<(&ItemList, Interval, &Place)>> = BTreeMap::new();
    for list in lists(&[ListEffect::Forbids]) {
        for (entry, in_force, place) in entries(resolved, list) {
            for name in names(entry) {
                let holders = forbidden.entry(name.normalised()).or_default();
                holders.push((list, in_force, place));
            }
        }
    }
    for list in lists(&[
        ListEffect::Grants,
        ListEffect::GrantsOwnActs,
        ListEffect::GrantsAndForbidsOthers,
    ]) {
        for (entry, in_force, place) in entries(resolved, list) {
            let other = names(entry).find_map(|name| {
                let holders = forbidden.get(name.normalised())?;
                holders.iter().find(|(other, interval, _)| {
                    !other.on.and(list.on).is_empty() && interval.overlaps(in_force)
                })
            });
            if let Some((other, _, other_place)) = other {
                let message = format!(
                    "{} is granted by the list `{}` and forbidden by the list `{}` at {}",
                    quoted(entry.name.as_str()),
                    list.id,
                    other.id,
                    other_place.named()
                );
                sink.push(place.error(Code::PackContradiction, message));
            }
        }
    }
}

fn names(entry: &ListEntry) -> impl Iterator<Item = &ItemName> {
    let names = entry.names();
    names.filter(|name| !name.normalised().is_empty())
}

/// The entries of a list, when each is in force, and where it stands.
fn entries<'a>(
    resolved: &'a Resolved,
    list: &'a ItemList,
) -> impl Iterator<Item = (&'a ListEntry, Interval, &'a Place)> {
    let entries = list.entries();
    let places = resolved.list_places.get(&list.id);
    let places = places.map_or(&[][..], |places| &places.entries);
    entries
        .iter()
        .zip(places)
        .map(|(entry, place)| (entry, entry.in_force.and(list.in_force), place))
}
