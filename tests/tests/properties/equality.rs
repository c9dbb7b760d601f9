//! The engine and the reference agree. Together the tests here run all cases.

use zhunru_tests::compare::{
    Differences, compare_demand, compare_proposal, compare_samples, engine_says,
};
use zhunru_tests::random::{Loaded, Seed, Unknown};
use zhunru_tests::reference::{Reference, decide, decide_demand};

use super::check;

fn agrees(seed: &Seed, case: &Loaded) -> String {
    let Loaded {
        packs,
        proposal,
        date,
        ..
    } = case;
    let decision = engine_says(packs, proposal, *date);
    let packs: Vec<_> = packs.iter().collect();
    let mut differences = Differences::default();
    for demand in 0..proposal.demands.len() {
        match decide_demand(&packs, proposal, demand, *date) {
            Reference::Exact(answer) => {
                compare_demand(&decision, demand, &answer, &mut differences);
            }
            Reference::TooMany(many) => {
                compare_samples(&decision, demand, &many, &mut seed.tape(), &mut differences);
            }
        }
    }
    if proposal.demands.len() > 1
        && let Some(answer) = decide(&packs, proposal, *date)
    {
        compare_proposal(&decision, &answer, &mut differences);
    }
    differences.text()
}

#[test]
fn one_pack_one_demand() {
    check(25, (1, 1), Unknown::Some, agrees);
}

#[test]
fn one_pack_several_demands() {
    check(20, (1, 3), Unknown::Some, agrees);
}

#[test]
fn several_packs_one_demand() {
    check(25, (3, 1), Unknown::Some, agrees);
}

#[test]
fn several_packs_several_demands() {
    check(20, (3, 3), Unknown::Some, agrees);
}

#[test]
fn all_facts_known() {
    check(10, (3, 2), Unknown::Nothing, agrees);
}
