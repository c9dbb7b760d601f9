//! No place loosens what another has tightened.

use zhunru::decision::{Decision, Verdict};
use zhunru::list::{ItemList, ListContent};
use zhunru_tests::compare::{engine_says, engine_says_by};
use zhunru_tests::random::{Loaded, Seed, Unknown};

use super::check;

/// Whether a list that is loaded answers for one that is not, which it inherits: what a pack has to
/// ask by itself is then known, not presumed, and what is stated of it may be wrong.
fn answers_for_another(case: &Loaded) -> bool {
    let lists = || {
        let packs = case.packs.iter();
        packs.flat_map(|pack| pack.lists.iter().map(|list| (pack.id.as_str(), list)))
    };
    let is_loaded = |list: &ItemList| matches!(list.content, ListContent::Loaded(_));
    let parent = |list: &ItemList| {
        let parent = list.inherits.clone()?;
        lists().find(|(pack, list)| parent.pack == *pack && parent.list == list.id)
    };
    lists().any(|(_, list)| {
        let parents = std::iter::successors(parent(list), |(_, list)| parent(list));
        is_loaded(list) && parents.into_iter().any(|(_, parent)| !is_loaded(parent))
    })
}

// "A lower place can add and tighten, never loosen."
#[test]
fn adding_a_pack_removes_no_objection() {
    check(10, (3, 2), Unknown::Nothing, |_: &Seed, case: &Loaded| {
        if answers_for_another(case) {
            return String::new();
        }
        // Parents come before their children, so the packs without the last are whole.
        let fewer: Vec<&str> = case.packs.iter().map(|pack| pack.id.as_str()).collect();
        let Some((_, fewer)) = fewer.split_last().filter(|(_, rest)| !rest.is_empty()) else {
            return String::new();
        };
        let before = engine_says_by(&case.packs, fewer, &case.proposal, case.date);
        let after = engine_says(&case.packs, &case.proposal, case.date);
        let demands = before.demands.iter().zip(after.demands.iter());
        let loosened = demands
            .filter(|(before, _)| before.verdict != Verdict::NotCovered)
            .find(|(before, after)| after.verdict > before.verdict);
        loosened.map_or_else(String::new, |(before, after)| {
            format!(
                "with one more pack {} becomes {}",
                before.verdict, after.verdict
            )
        })
    });
}

/// The worst that the packs object with: denial, or the need of an approval.
fn objects(decision: &Decision, demand: usize) -> Option<Verdict> {
    let possible = decision.demands[demand].possible;
    [Verdict::Deny, Verdict::NeedsApproval]
        .into_iter()
        .find(|verdict| possible.contains(*verdict))
}

// "No place presumes away another's objection."
#[test]
fn no_presumption_lifts_another_packs_objection() {
    check(10, (3, 2), Unknown::Some, |_: &Seed, case: &Loaded| {
        if answers_for_another(case) {
            return String::new();
        }
        let all = engine_says(&case.packs, &case.proposal, case.date);
        for pack in &case.packs {
            let alone = engine_says_by(&case.packs, &[&pack.id], &case.proposal, case.date);
            for demand in 0..alone.demands.len() {
                if let Some(worst) = objects(&alone, demand)
                    && objects(&all, demand).is_none_or(|verdict| verdict > worst)
                {
                    return format!(
                        "demand {demand}: {worst} is possible by `{}`, by all packs only {:?}",
                        pack.id, all.demands[demand].possible
                    );
                }
            }
        }
        String::new()
    });
}
