//! The places that may stand in front of names: those of a proposal and of the packs that take part.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::atom::ListIndex;
use super::names::ListNames;
use crate::list::ListEntry;

/// The names of places, in the form in which names are compared, with the lists whose entries have such a
/// place in front: an item and an entry are compared without the places in front of either.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Those that the proposal names, then those of the packs.
    names: Vec<SmolStr>,
    /// How many the proposal names.
    named: usize,
    /// The entries of lists looked up so far, where a place stands in front of one.
    stripped: Mutex<FxHashMap<ListIndex, Option<Arc<ListNames>>>>,
}

impl Places {
    /// The places that a proposal names and those of the packs.
    pub(crate) fn new(named: Vec<SmolStr>, of_packs: impl Iterator<Item = SmolStr>) -> Self {
        let count = named.len();
        let mut names = named;
        names.extend(of_packs);
        Places {
            names,
            named: count,
            stripped: Mutex::default(),
        }
    }

    /// Whether a place that only the proposal names stands in front of an entry's name: then the entry has
    /// another name than it has to other proposals.
    pub(crate) fn stand_before(&self, names: &ListNames) -> bool {
        let (named, of_packs) = self.names.split_at_checked(self.named).unwrap_or_default();
        let mut own = named.iter().filter(|place| !of_packs.contains(place));
        own.any(|place| names.has_in_front(place))
    }

    /// The names of a list's entries without places in front; nothing where none has one.
    pub(crate) fn stripped(
        &self,
        list: ListIndex,
        names: &ListNames,
        entries: &[ListEntry],
    ) -> Option<Arc<ListNames>> {
        if self.names.is_empty() {
            return None;
        }
        // Entries are only ever added whole, so what a panicking thread left behind is as good.
        let mut stripped = self.stripped.lock().unwrap_or_else(PoisonError::into_inner);
        let known = stripped.entry(list).or_insert_with(|| {
            let mut places = self.names.iter();
            let is_in_front = places.any(|place| names.has_in_front(place));
            is_in_front.then(|| Arc::new(ListNames::without_places(entries, &self.names)))
        });
        known.clone()
    }
}

impl Deref for Places {
    type Target = [SmolStr];

    fn deref(&self) -> &[SmolStr] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test must stop where something is not as it was assumed to be"
    )]

    use crate::decision::Verdict;
    use crate::model::Proposal;
    use crate::pack::example;
    use crate::{Engine, Request};

    #[test]
    fn an_entry_is_found_behind_a_place_that_the_proposal_names() {
        let burdens = "[[entry]]\nname = '清溪镇河道保洁'\n";
        let list = example::list("burdens", "negative_tasks", burdens);
        let pack = example::pack("example", &[("lists/burdens.toml", &list)]);
        let engine = Engine::builder().packs([pack]).build().unwrap();
        let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
        let mut evaluator = engine.evaluator();
        let mut decide = |village: &str, item: &str| {
            let demands = format!(r#"[{{"type": "work", "item": "{item}"}}]"#);
            let text = format!(r#"{{"village": {village}, "demands": {demands}}}"#);
            let proposal = Proposal::from_json(&text).unwrap();
            let verdict = engine.decide(&proposal, &request).unwrap().verdict;
            let evaluation = evaluator.evaluate(&proposal, &request).unwrap();
            assert_eq!(evaluation.verdict(), verdict);
            verdict
        };
        for item in ["清溪镇河道保洁", "示例县清溪镇河道保洁"] {
            assert_eq!(decide("{}", item), Verdict::Deny);
            assert_eq!(decide(r#"{"within": ["清溪镇"]}"#, item), Verdict::Deny);
        }
        let village = r#"{"name": "东下洪村", "within": ["清溪镇"]}"#;
        assert_eq!(decide(village, "河道保洁"), Verdict::Deny);
        assert_ne!(decide("{}", "路灯维修"), Verdict::Deny);
        assert_ne!(decide(village, "路灯维修"), Verdict::Deny);
    }

    #[test]
    fn an_unknown_item_may_be_what_entries_are_behind_the_places_of_its_own_proposal() {
        let burdens = "[[entry]]\nname = '河道保洁'\n";
        let burdens = example::list("burdens", "negative_tasks", burdens);
        let assist = "[[entry]]\nname = '清溪镇河道保洁'\n";
        let assist = example::list("assist", "assist", assist);
        let files = [
            ("lists/burdens.toml", &*burdens),
            ("lists/assist.toml", &*assist),
        ];
        let pack = example::pack("example", &files);
        let request = Request::on("2024-03-04".parse().unwrap()).named(["example"]);
        let decide = |engine: &Engine, village: &str| {
            let text = format!(r#"{{"village": {village}, "demands": [{{"type": "work"}}]}}"#);
            let proposal = Proposal::from_json(&text).unwrap();
            let possible = engine.decide(&proposal, &request).unwrap().possible;
            let mut evaluator = engine.evaluator();
            for _ in 0..2 {
                let evaluation = evaluator.evaluate(&proposal, &request).unwrap();
                assert_eq!(evaluation.possible(), possible);
            }
            possible.contains(Verdict::Admit)
        };
        // Behind the place, what is on the one list is on the other, whatever was met before.
        let villages = [("{}", true), (r#"{"within": ["清溪镇"]}"#, false)];
        for first in [0, 1] {
            let engine = Engine::builder().packs([pack.clone()]).build().unwrap();
            for number in [first, 1 - first, first] {
                let (village, may_be_admitted) = villages[number];
                assert_eq!(decide(&engine, village), may_be_admitted, "{village}");
            }
        }
    }
}
