//! No place loosens what another has tightened.

use zhunru::decision::{Decision, Verdict};
use zhunru::pack::Pack;
use zhunru_tests::compare::engine_says;
use zhunru_tests::random::{Loaded, Seed, Unknown};

use super::check;

/// A pack with its parents, or with all that were drawn before it.
fn with_parents(packs: &[Pack], of: usize) -> Vec<Pack> {
    let mut wanted = vec![of];
    let mut at = 0;
    while at < wanted.len() {
        let parents = &packs[wanted[at]].parents;
        let parents = parents
            .iter()
            .map(|parent| packs.iter().position(|pack| pack.id == *parent));
        wanted.extend(parents.flatten().collect::<Vec<_>>());
        at += 1;
    }
    let mut numbers = wanted;
    numbers.sort_unstable();
    numbers.dedup();
    numbers
        .into_iter()
        .map(|number| packs[number].clone())
        .collect()
}

// "A lower place can add and tighten, never loosen."
#[test]
fn adding_a_pack_removes_no_objection() {
    check(10, (3, 2), Unknown::Nothing, |_: &Seed, case: &Loaded| {
        let Some((_, fewer)) = case.packs.split_last().filter(|(_, rest)| !rest.is_empty()) else {
            return String::new();
        };
        let before = engine_says(fewer, &case.proposal, case.date);
        let after = engine_says(&case.packs, &case.proposal, case.date);
        let demands = before.demands.iter().zip(&after.demands);
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
        let all = engine_says(&case.packs, &case.proposal, case.date);
        for number in 0..case.packs.len() {
            let alone = with_parents(&case.packs, number);
            let alone = engine_says(&alone, &case.proposal, case.date);
            for demand in 0..alone.demands.len() {
                if let Some(worst) = objects(&alone, demand)
                    && objects(&all, demand).is_none_or(|verdict| verdict > worst)
                {
                    let pack = &case.packs[number].id;
                    return format!(
                        "demand {demand}: {worst} is possible by `{pack}`, by all packs only {:?}",
                        all.demands[demand].possible
                    );
                }
            }
        }
        String::new()
    });
}
