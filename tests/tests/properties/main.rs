//! Properties of the engine, over random packs and proposals.
//!
//! `ZHUNRU_CASES` says how many cases are run, 10 000 without it; each property says its share. The
//! seeds of failures stay in `regressions.txt` and are run first.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test must stop where something is not as it was assumed to be"
)]

mod choosing;
mod columns;
mod equality;
mod evaluator;
mod knowledge;
mod order;
mod places;
mod recall;

use proptest::test_runner::{Config, FileFailurePersistence, TestCaseError, TestRunner};
use zhunru_tests::random::{Loaded, Seed, Unknown, cases, seeds};

/// Runs a property on a share, in percent, of all cases.
fn check(
    percent: u32,
    (packs, demands): (usize, usize),
    unknown: Unknown,
    property: impl Fn(&Seed, &Loaded) -> String,
) {
    let mut runner = TestRunner::new(Config {
        cases: cases(percent),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/properties/regressions.txt",
        ))),
        max_shrink_iters: 4000,
        ..Config::default()
    });
    let outcome = runner.run(&seeds(packs, demands), |seed| {
        let case = seed.loaded(unknown);
        match property(&seed, &case) {
            found if found.is_empty() => Ok(()),
            found => Err(TestCaseError::fail(format!(
                "{found}\n{}",
                case.texts.show()
            ))),
        }
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
