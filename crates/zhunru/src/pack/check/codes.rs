//! Whether the codes of a list are those of its scheme, and none is given twice.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::diagnostic::{Code, quoted};
use crate::list::{CodeScheme, ItemList};
use crate::pack::load::Resolved;
use crate::pack::load::sink::{Place, Sink};

/// Most entries whose code is told to be at fault of one list.
const MOST: usize = 100;

/// Checks every list that states a scheme.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    for list in &resolved.pack.lists {
        if let (Some(scheme), Some(places)) = (&list.codes, resolved.list_places.get(&list.id)) {
            check_list(list, scheme, &places.entries, sink);
        }
    }
}

fn check_list(list: &ItemList, scheme: &CodeScheme, places: &[Place], sink: &Sink) {
    let origins = origins(list);
    let mut holders: BTreeMap<SmolStr, usize> = BTreeMap::new();
    let mut told = 0;
    let mut tell = |place: &Place, code: Code, message: String, help: Option<String>| {
        told += 1;
        if told <= MOST {
            let fault = place.error(code, message);
            sink.push(match help {
                Some(help) => fault.help(help),
                None => fault,
            });
        }
        told <= MOST
    };
    for (position, (entry, place)) in list.entries().iter().zip(places).enumerate() {
        let class = entry.category.as_ref();
        let class = class.and_then(|category| list.class_code(category));
        let name = quoted(entry.name.as_str());
        let Some(code) = &entry.code else {
            let given = list
                .entries()
                .iter()
                .filter_map(|entry| entry.code.as_ref());
            let next = scheme.next(class.as_deref(), given.map(|code| code.as_str()));
            let help = next.map(|next| format!("the next code by the scheme is `{next}`"));
            let message = format!("{name} has no code, though the list has a scheme of codes");
            if !tell(place, Code::PackMissingKey, message, help) {
                break;
            }
            continue;
        };
        if !scheme.accepts(code.as_str(), class.as_deref()) {
            let like = scheme.code(class.as_deref(), 1);
            let help = like.map(|like| format!("as in `{like}`"));
            let message = format!(
                "the code {} of {name} is not made by the scheme `{scheme}`",
                quoted(code.as_str())
            );
            tell(place, Code::PackValue, message, help);
        } else if scheme.spent.iter().any(|spent| *spent == code.as_str()) {
            let message = format!(
                "the code {} of {name} was given before, it is among `spent`",
                quoted(code.as_str())
            );
            tell(place, Code::PackDuplicate, message, None);
        }
        let origin = origins.get(position).copied().unwrap_or(position);
        let first = *holders.entry(code.normalised().into()).or_insert(origin);
        let other = list.entries().get(first);
        if let Some(other) = other.filter(|other| first != origin && other.name != entry.name) {
            let message = format!(
                "the code {} of {name} was that of {}; a code is not given again",
                quoted(code.as_str()),
                quoted(other.name.as_str())
            );
            tell(place, Code::PackDuplicate, message, None);
        }
    }
}

/// The first form of each entry: what an amendment revised is the same item as before.
fn origins(list: &ItemList) -> Vec<usize> {
    let mut origins: Vec<usize> = (0..list.entries().len()).collect();
    for amendment in &list.amendments {
        if let (Some(before), Some(after)) = (amendment.before, amendment.after) {
            let origin = origins.get(before).copied().unwrap_or(before);
            if let Some(known) = origins.get_mut(after) {
                *known = origin;
            }
        }
    }
    origins
}
