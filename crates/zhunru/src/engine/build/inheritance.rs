//! Which lists inherit which, among those of an engine.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::condition::ListReference;
use crate::engine::atom::ListIndex;
use crate::engine::rule::CompiledRule;
use crate::pack::Pack;
use crate::vocabulary::FactIndex;

/// Which lists inherit which.
#[derive(Debug, Default)]
pub(crate) struct Inheritance {
    /// The list that each list inherits.
    parents: Vec<Option<ListIndex>>,
    /// The lists that inherit each list.
    children: Vec<Vec<ListIndex>>,
}

impl Inheritance {
    /// Links the lists of packs, which have these numbers.
    pub(super) fn new(packs: &[Arc<Pack>], numbers: &HashMap<ListReference, ListIndex>) -> Self {
        let mut inheritance = Inheritance {
            parents: vec![None; numbers.len()],
            children: vec![Vec::new(); numbers.len()],
        };
        for pack in packs {
            for list in &pack.lists {
                let own = ListReference {
                    pack: pack.id.clone(),
                    list: list.id.clone(),
                };
                let parent = list
                    .inherits
                    .as_ref()
                    .and_then(|parent| numbers.get(parent));
                let (Some(&child), Some(&parent)) = (numbers.get(&own), parent) else {
                    continue;
                };
                // The loader lets no circle through; one made otherwise must not hang the engine.
                if child == parent || inheritance.ancestors(parent).any(|above| above == child) {
                    continue;
                }
                if let (Some(link), Some(children)) = (
                    inheritance.parents.get_mut(child),
                    inheritance.children.get_mut(parent),
                ) {
                    *link = Some(parent);
                    children.push(child);
                }
            }
        }
        inheritance
    }

    fn ancestors(&self, list: ListIndex) -> impl Iterator<Item = ListIndex> {
        let parent = |list: &ListIndex| self.parents.get(*list).copied().flatten();
        std::iter::successors(parent(&list), parent)
    }

    /// The lists that inherit a list.
    pub(crate) fn children(&self, list: ListIndex) -> &[ListIndex] {
        self.children.get(list).map_or(&[], Vec::as_slice)
    }

    /// Whether any list inherits this one.
    pub(crate) fn is_inherited(&self, list: ListIndex) -> bool {
        !self.children(list).is_empty()
    }

    /// Whether a list inherits another.
    pub(crate) fn inherits(&self, list: ListIndex) -> bool {
        self.parents.get(list).copied().flatten().is_some()
    }

    /// The list that a list inherits in the end, if it inherits any.
    pub(crate) fn root(&self, list: ListIndex) -> Option<ListIndex> {
        self.ancestors(list).last()
    }

    /// Rules that read a list read those that inherit it as well.
    pub(super) fn extend_reads(&self, rules: &mut [CompiledRule], memberships: &[FactIndex]) {
        if self.children.iter().all(Vec::is_empty) {
            return;
        }
        for rule in rules {
            rule.own_reads = self.extended(&rule.own_reads, memberships);
            rule.reads = self.extended(&rule.reads, memberships);
        }
    }

    fn extended(&self, reads: &[FactIndex], memberships: &[FactIndex]) -> Vec<FactIndex> {
        let mut open: Vec<ListIndex> = memberships
            .iter()
            .enumerate()
            .filter(|(_, membership)| reads.contains(membership))
            .map(|(list, _)| list)
            .collect();
        let mut reads: BTreeSet<FactIndex> = reads.iter().copied().collect();
        while let Some(list) = open.pop() {
            reads.extend(memberships.get(list));
            open.extend(self.children(list));
        }
        reads.into_iter().collect()
    }
}
