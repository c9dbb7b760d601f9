//! Rules that yield to others: these exist, are rules, and do not yield back.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::diagnostic::{Code, quoted};
use crate::pack::load::Resolved;
use crate::pack::load::sink::Sink;

/// Checks `yields_to` of every rule. Gives whether the rules come to rest.
pub(super) fn check(resolved: &Resolved, sink: &Sink) -> bool {
    let pack = &resolved.pack;
    let rules: BTreeMap<&str, &[SmolStr]> = pack
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.yields_to.as_slice()))
        .collect();
    for other in &resolved.yields_to {
        let id = &other.value;
        if rules.contains_key(id.as_str()) {
            continue;
        }
        let is_list = pack.lists.iter().any(|list| list.id == *id);
        let message = if is_list {
            format!("{} is a list; a rule yields to rules only", quoted(id))
        } else {
            format!("there is no rule {}", quoted(id))
        };
        let fault = other.place.error(Code::PackUnknownReference, message);
        sink.push(fault.suggest(id, rules.keys().copied()));
    }
    let Some(circle) = circle(&rules) else {
        return true;
    };
    if let Some(places) = circle.first().and_then(|id| resolved.rules.get(*id)) {
        let message = format!(
            "rules yield to each other in a circle: `{}`",
            circle.join("` -> `")
        );
        sink.push(places.id.error(Code::PackCycle, message));
    }
    false
}

/// The ids of a circle, the first again at the end.
fn circle<'a>(rules: &BTreeMap<&'a str, &'a [SmolStr]>) -> Option<Vec<&'a str>> {
    // Rules that yield only to rules that come to rest come to rest themselves.
    let mut waiting: BTreeSet<&str> = rules.keys().copied().collect();
    loop {
        let resting: Vec<&str> = waiting
            .iter()
            .filter(|id| {
                let others = rules.get(**id).copied().unwrap_or_default();
                !others.iter().any(|other| waiting.contains(other.as_str()))
            })
            .copied()
            .collect();
        if resting.is_empty() {
            break;
        }
        for id in resting {
            waiting.remove(id);
        }
    }
    let mut walked: Vec<&str> = vec![waiting.first()?];
    loop {
        let others = rules.get(walked.last()?)?;
        let next = others
            .iter()
            .find(|other| waiting.contains(other.as_str()))?;
        if let Some(start) = walked.iter().position(|id| id == next) {
            let mut circle = walked.split_off(start);
            circle.push(next);
            return Some(circle);
        }
        walked.push(next);
    }
}
