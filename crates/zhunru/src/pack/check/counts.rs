//! How many entries lists have, and how many their documents say.

use chrono::NaiveDate;

use crate::diagnostic::{Code, quoted};
use crate::list::{ItemList, ListEntry, count_by_class};
use crate::pack::Pack;
use crate::pack::load::Resolved;
use crate::pack::load::sink::{Place, Sink};

/// Most entries whose faulty class is told of one list.
const MOST: usize = 100;

/// Checks the counts of every list, overall, by class and for later versions.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    for list in &resolved.pack.lists {
        let Some(places) = resolved.list_places.get(&list.id) else {
            continue;
        };
        check_sum(list, &places.declared_count, sink);
        check_versions(&resolved.pack, list, &places.versions, sink);
        if !list.is_loaded() {
            continue;
        }
        check_classes(list, &places.entries, sink);
        let Some(day) = first_day(&resolved.pack, list) else {
            continue;
        };
        let entries: Vec<&ListEntry> = list.entries_on(day).collect();
        if let Some(declared) = list.declared_count
            && declared != entries.len()
        {
            let message = differs(list, declared, &entries, None);
            sink.push(places.declared_count.error(Code::PackCount, message));
        }
        for (class, place) in list.classes.iter().zip(&places.classes) {
            let is_of = |entry: &&&ListEntry| entry.category.as_ref() == Some(&class.name);
            let count = entries.iter().filter(is_of).count();
            if let Some(declared) = class.declared_count
                && declared != count
            {
                let message = format!(
                    "the document says {declared} entries of the class {}, the list has {count}",
                    quoted(&class.name)
                );
                sink.push(place.error(Code::PackCount, message));
            }
        }
    }
}

/// The first day on which a list is in force and its document binds.
fn first_day(pack: &Pack, list: &ItemList) -> Option<NaiveDate> {
    let document = pack.documents.get(&list.source.document);
    let date = document.and_then(|document| document.date);
    list.in_force.from.max(date)
}

/// That a count differs, and how many there are of which class.
fn differs(
    list: &ItemList,
    declared: usize,
    entries: &[&ListEntry],
    from: Option<NaiveDate>,
) -> String {
    let day = from.map_or_else(String::new, |from| format!(" from {from} on"));
    let mut message = format!(
        "the document says {declared} entries{day}, the list has {}",
        entries.len()
    );
    let counts = count_by_class(list, entries);
    if counts.iter().all(|(name, _)| name.is_none()) {
        return message;
    }
    let counts = counts.iter().map(|(name, count)| match name {
        Some(name) => {
            let class = list.classes.iter().find(|class| class.name == *name);
            // What a class had at first says nothing of later versions.
            match class.and_then(|class| class.declared_count) {
                Some(declared) if from.is_none() => {
                    format!("{count} of {declared} of {}", quoted(name))
                }
                _ => format!("{count} of {}", quoted(name)),
            }
        }
        None => format!("{count} of no class"),
    });
    message.push_str(": ");
    message.push_str(&counts.collect::<Vec<_>>().join(", "));
    message
}

/// The counts of all classes add up to that of the list.
fn check_sum(list: &ItemList, place: &Place, sink: &Sink) {
    let counts = list.classes.iter().map(|class| class.declared_count);
    let Some(counts) = counts.collect::<Option<Vec<usize>>>() else {
        return;
    };
    let sum = counts
        .iter()
        .fold(0, |sum: usize, count| sum.saturating_add(*count));
    if let Some(declared) = list.declared_count
        && !counts.is_empty()
        && sum != declared
    {
        let parts = list.classes.iter().zip(&counts);
        let parts = parts.map(|(class, count)| format!("{count} of {}", quoted(&class.name)));
        let message = format!(
            "the document says {declared} entries, its classes add up to {sum}: {}",
            parts.collect::<Vec<_>>().join(", ")
        );
        sink.push(place.error(Code::PackCount, message));
    }
}

/// Later counts are of days on which the list is in force, and those of a loaded list are right.
fn check_versions(pack: &Pack, list: &ItemList, places: &[Place], sink: &Sink) {
    let first = first_day(pack, list);
    for (version, place) in list.declared_versions.iter().zip(places) {
        let from = version.from;
        if !list.in_force.contains(from) || first.is_some_and(|first| from <= first) {
            let message =
                format!("{from} is no day after the list's first on which it is in force");
            let fault = place.error(Code::PackValue, message);
            sink.push(fault.help("the count of its first day is `declared_count` of the list"));
            continue;
        }
        if !list.is_loaded() {
            continue;
        }
        let entries: Vec<&ListEntry> = list.entries_on(from).collect();
        if entries.len() != version.declared_count {
            let message = differs(list, version.declared_count, &entries, Some(from));
            sink.push(place.error(Code::PackCount, message));
        }
    }
}

/// Where classes are named, every entry is of one of them.
fn check_classes(list: &ItemList, places: &[Place], sink: &Sink) {
    if list.classes.is_empty() {
        return;
    }
    let is_class = |name: &str| list.classes.iter().any(|class| class.name == name);
    let entries = list.entries().iter().zip(places);
    let strays = entries.filter(|(entry, _)| !entry.category.as_deref().is_some_and(is_class));
    for (entry, place) in strays.take(MOST) {
        let name = quoted(entry.name.as_str());
        match &entry.category {
            None => {
                let message = format!("{name} has no class, the list has {}", list.classes.len());
                sink.push(place.error(Code::PackMissingKey, message));
            }
            Some(category) => {
                let classes = list.classes.iter().map(|class| class.name.as_str());
                let message = format!(
                    "{name} is of {}, which is no class of the list",
                    quoted(category)
                );
                let fault = place.error(Code::PackUnknownReference, message);
                sink.push(fault.suggest(category, classes));
            }
        }
    }
}
