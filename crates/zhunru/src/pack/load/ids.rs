//! Ids within a pack: each names one thing.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::draft::Draft;
use super::sink::{Place, Sink};
use crate::diagnostic::{Code, quoted};
use crate::pack::Regulation;

/// Rules, lists and limits are found under one kind of id, so these are distinct among all of them;
/// those of procedures are among procedures.
pub(super) fn check(draft: &Draft, sink: &Sink) {
    let rules = draft
        .rules
        .iter()
        .map(|one| ("rule", &one.rule.id, &one.place));
    let lists = draft
        .lists
        .iter()
        .map(|one| ("list", &one.list.id, &one.place));
    let limits = draft
        .manifest
        .regulates
        .iter()
        .filter_map(|one| match &one.value {
            Regulation::Limits { id, .. } => Some(("limit", id, &one.place)),
            Regulation::Admission { .. } => None,
        });
    distinct(limits.chain(lists).chain(rules), sink);
    let procedures = &draft.procedures;
    let ids = procedures
        .iter()
        .map(|one| ("procedure", &one.procedure.id, &one.place));
    distinct(ids, sink);
}

fn distinct<'a>(all: impl Iterator<Item = (&'static str, &'a SmolStr, &'a Place)>, sink: &Sink) {
    let mut taken: BTreeMap<&SmolStr, (&str, &Place)> = BTreeMap::new();
    for (what, id, place) in all {
        // An id that is missing was told where it was read.
        if id.is_empty() {
            continue;
        }
        if let Some((other, other_place)) = taken.get(id) {
            let message = format!(
                "the id {} is that of a {other} at {}",
                quoted(id),
                other_place.named()
            );
            sink.push(place.error(Code::PackDuplicate, message));
        } else {
            taken.insert(id, (what, place));
        }
    }
}
