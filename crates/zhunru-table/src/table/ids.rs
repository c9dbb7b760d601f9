//! Ids of proposals that come again.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids that were met, by their hashes: of this batch and the one before, or of all.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    all: bool,
    before: HashSet<u64>,
    now: HashSet<u64>,
}

impl Ids {
    /// Remembers the ids of two batches; or of all, at 16 to 32 bytes for each.
    pub(crate) fn new(all: bool) -> Self {
        Ids {
            all,
            ..Ids::default()
        }
    }

    /// Begins another batch.
    pub(crate) fn next_batch(&mut self) {
        if !self.all {
            std::mem::swap(&mut self.before, &mut self.now);
            self.now.clear();
        }
    }

    /// Takes in the id of a proposal that begins; gives whether it came before.
    pub(crate) fn is_repeated(&mut self, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        let is_new = self.now.insert(hash);
        !is_new || self.before.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_two_batches_are_remembered_or_all() {
        for all in [false, true] {
            let mut ids = Ids::new(all);
            assert!(!ids.is_repeated("a"));
            assert!(ids.is_repeated("a"));
            ids.next_batch();
            assert!(ids.is_repeated("a"));
            ids.next_batch();
            assert!(!ids.is_repeated("b"));
            ids.next_batch();
            ids.next_batch();
            assert_eq!(ids.is_repeated("b"), all);
        }
    }
}
