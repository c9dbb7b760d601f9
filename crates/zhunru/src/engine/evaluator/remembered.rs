//! What came of demands of which something is unknown, so that the like are not decided again.

use std::hash::Hash;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::evaluation::{Found, Part, Ruling};
use crate::engine::rule::RuleIndex;

/// More than this is not remembered for one program.
const MOST_KEPT: usize = 1 << 15;

/// What came of demands, by what it hangs on.
#[derive(Debug)]
pub(super) struct Remembered<T> {
    known: FxHashMap<Box<[T]>, Outcome>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Remembered {
            known: FxHashMap::default(),
        }
    }
}

/// What came of one demand.
#[derive(Debug)]
struct Outcome {
    ruling: Ruling,
    violations: Box<[RuleIndex]>,
    undetermined: Box<[RuleIndex]>,
    grants: Box<[RuleIndex]>,
    missing: Box<[SmolStr]>,
}

impl<T: Copy + Eq + Hash> Remembered<T> {
    /// Tells again what came of a demand with the same key.
    pub(super) fn tell(&self, key: &[T], found: &mut Found) -> Option<Ruling> {
        let outcome = self.known.get(key)?;
        found.violations.extend_from_slice(&outcome.violations);
        found.undetermined.extend_from_slice(&outcome.undetermined);
        found.grants.extend_from_slice(&outcome.grants);
        found.missing.extend_from_slice(&outcome.missing);
        Some(outcome.ruling)
    }

    /// Remembers what came of a demand.
    pub(super) fn keep(&mut self, key: &[T], ruling: Ruling, found: Part<'_>) {
        if self.known.len() < MOST_KEPT {
            let outcome = Outcome {
                ruling,
                violations: found.violations.into(),
                undetermined: found.undetermined.into(),
                grants: found.grants.into(),
                missing: found.missing.into(),
            };
            self.known.insert(key.into(), outcome);
        }
    }
}
