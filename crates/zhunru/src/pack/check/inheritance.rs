//! Whether a list fits the parent's list in whose place it stands.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::list::{ItemList, ListEntry};
use crate::model::Interval;
use crate::pack::load::Resolved;
use crate::pack::load::sink::{Place, Sink};
use crate::vocabulary::ItemName;

/// Most entries told to be at fault of one list, and most forms looked at of one name.
const MOST: usize = 100;

/// Checks every list that inherits, and that no other one refines anything.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    for list in &resolved.pack.lists {
        let Some(places) = resolved.list_places.get(&list.id) else {
            continue;
        };
        let parent = resolved.inherited.get(&list.id);
        if let Some(parent) = parent {
            check_kind(list, parent, &places.inherits, sink);
            if list.on != parent.on {
                let message = format!(
                    "the list bears on `{}`, the one that it inherits on `{}`",
                    list.on, parent.on
                );
                sink.push(places.on.error(Code::PackInheritance, message));
            }
        }
        let entries = list.entries().iter().zip(&places.entries);
        let faults = match parent {
            Some(parent) if parent.kind == list.kind => fit(list, parent, entries),
            Some(_) => Vec::new(),
            None => entries
                .filter(|(entry, _)| entry.refines.is_some())
                .take(MOST)
                .map(|(entry, place)| {
                    let message = format!(
                        "{} refines an entry, but the list inherits none",
                        quoted(entry.name.as_str())
                    );
                    let fault = place.error(Code::PackInheritance, message);
                    fault.help("name the parent's list with `inherits = \"parent/list\"`")
                })
                .collect(),
        };
        faults.into_iter().for_each(|fault| sink.push(fault));
    }
}

fn check_kind(list: &ItemList, parent: &ItemList, place: &Place, sink: &Sink) {
    if list.kind != parent.kind {
        let message = format!(
            "the list is of the kind `{}`, the one that it inherits of `{}`",
            list.kind, parent.kind
        );
        sink.push(place.error(Code::PackInheritance, message));
    }
}

/// The entries that the parent's list does not carry: those that refine what is not there, and on a
/// list that may only narrow those that neither keep nor refine an entry, on every day of theirs.
fn fit<'a>(
    list: &ItemList,
    parent: &ItemList,
    entries: impl Iterator<Item = (&'a ListEntry, &'a Place)>,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if !parent.is_loaded() {
        return faults;
    }
    let carriers = Carriers::new(parent);
    for (entry, place) in entries {
        if faults.len() >= MOST {
            break;
        }
        let name = quoted(entry.name.as_str());
        if let Some(refined) = &entry.refines
            && !carriers.by_name.contains_key(refined.normalised())
        {
            let message = format!(
                "{name} refines {}, which is not on the list `{}`",
                quoted(refined.as_str()),
                parent.id
            );
            let names = parent.entries().iter().take(MOST * MOST);
            let names = names.map(|entry| entry.name.as_str());
            let fault = place.error(Code::PackInheritance, message);
            faults.push(fault.suggest(refined.as_str(), names));
            continue;
        }
        if list.kind.forbids() {
            continue;
        }
        let held = carriers.days(entry);
        if held.is_empty() {
            let message = format!(
                "{name} neither is on the list `{}` nor refines an entry of it",
                parent.id
            );
            let fault = place.error(Code::PackInheritance, message);
            faults.push(fault.help(
                "a list that inherits may narrow a granting one; name the entry with `refines`",
            ));
        } else if let Some(day) = first_uncovered(entry.in_force.and(list.in_force), held) {
            let message = format!(
                "{name} is on the list on {day}, when the list `{}` no longer holds or does not yet \
                 hold what it rests on",
                parent.id
            );
            faults.push(place.error(Code::PackInheritance, message));
        }
    }
    faults
}

/// The entries of the parent's list by their codes and names.
struct Carriers<'a> {
    by_name: BTreeMap<&'a str, Vec<&'a ListEntry>>,
}

impl<'a> Carriers<'a> {
    fn new(parent: &'a ItemList) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&ListEntry>> = BTreeMap::new();
        for entry in parent.entries() {
            for item in entry.code.iter().chain(entry.names()) {
                let holders = by_name.entry(item.normalised()).or_default();
                if holders.len() < MOST {
                    holders.push(entry);
                }
            }
        }
        Carriers { by_name }
    }

    /// The days on which the parent's list carries an entry, by its name or by what it refines.
    /// Codes belong to their own list, so that of the entry itself says nothing.
    fn days(&self, entry: &ListEntry) -> Vec<Interval> {
        let kept = entry.names().filter_map(|name| {
            let holders = self.by_name.get(name.normalised())?.iter();
            Some(holders.filter(move |holder| holder.names().any(|other| other == name)))
        });
        let refined = entry.refines.iter();
        let refined = refined.filter_map(|name: &ItemName| self.by_name.get(name.normalised()));
        let carriers = kept.flatten().chain(refined.flatten());
        carriers.map(|carrier| carrier.in_force).collect()
    }
}

/// The first day of an interval that none of the others holds.
fn first_uncovered(whole: Interval, mut held: Vec<Interval>) -> Option<chrono::NaiveDate> {
    // Sorted by their first day, where none is before all others.
    held.sort_by_key(|interval| interval.from);
    let mut next = whole.from.unwrap_or(chrono::NaiveDate::MIN);
    for interval in held {
        if interval.from.is_some_and(|from| from > next) {
            break;
        }
        match interval.to {
            None => return None,
            Some(to) if to >= next => next = to.succ_opt()?,
            Some(_) => {}
        }
    }
    whole.to.is_none_or(|to| next <= to).then_some(next)
}
