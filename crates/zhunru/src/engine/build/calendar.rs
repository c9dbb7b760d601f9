//! Whose calendar counts the working days of each pack.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::engine::rule::PackIndex;
use crate::pack::Pack;

/// For each pack the one whose calendar it uses: itself, or the nearest of its parents that has
/// one; of two equally near the one named first.
pub(super) fn calendars(packs: &[Arc<Pack>]) -> Vec<Option<PackIndex>> {
    let nearest = |number: PackIndex| {
        let mut seen = BTreeSet::new();
        let mut waiting = VecDeque::from([number]);
        while let Some(next) = waiting.pop_front() {
            let Some(pack) = packs.get(next) else {
                continue;
            };
            if !seen.insert(next) {
                continue;
            }
            if pack.calendar.is_some() {
                return Some(next);
            }
            let position = |parent: &SmolStr| packs.iter().position(|other| other.id == *parent);
            waiting.extend(pack.parents.iter().filter_map(position));
        }
        None
    };
    (0..packs.len()).map(nearest).collect()
}
