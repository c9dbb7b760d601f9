//! Which facts to ask for, in the order in which they help most.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::decision::RuleId;
use crate::engine::build::Compiled;
use crate::engine::missing::reads;
use crate::engine::net::Net;
use crate::engine::situation::Situation;
use crate::engine::unknown::{Asked, Unknown};
use crate::vocabulary::FactIndex;

/// The number of a demand that stands alone.
const ALONE: usize = 0;

/// Which rules of a net read the facts that may be asked for.
#[derive(Debug)]
pub(super) struct Questions {
    /// By fact, and by place of a rule in the net, whether that reads it.
    readers: FxHashMap<FactIndex, Vec<bool>>,
    /// By place of a rule in the net, that of the first with its id.
    first_of_id: Vec<usize>,
}

impl Questions {
    /// The questions of a net, which is that of a demand of which nothing is known.
    pub(super) fn new(net: &Net, nothing: &Situation<'_>) -> Self {
        let compiled = nothing.compiled();
        let rules: Vec<_> = net
            .rules
            .iter()
            .map(|rule| compiled.rules.get(rule.rule))
            .collect();
        let mut readers: FxHashMap<FactIndex, Vec<bool>> = FxHashMap::default();
        // The issuer's level may be asked for by acts alone.
        let asked = net.inputs.iter().map(|input| input.fact);
        for fact in asked.chain(compiled.known.issuer_level) {
            readers.entry(fact).or_insert_with(|| {
                let is_read = |rule| reads(nothing, rule, fact);
                rules.iter().map(|rule| rule.is_some_and(is_read)).collect()
            });
        }
        let mut first_of_id = Vec::new();
        let mut ids: Vec<&RuleId> = Vec::new();
        for (place, rule) in rules.iter().enumerate() {
            let first = rule.and_then(|rule| ids.iter().position(|id| **id == rule.id));
            first_of_id.push(first.unwrap_or(place));
            const NONE: &RuleId = &RuleId {
                pack: SmolStr::new_static(""),
                rule: SmolStr::new_static(""),
            };
            ids.push(rule.map_or(NONE, |rule| &rule.id));
        }
        Questions {
            readers,
            first_of_id,
        }
    }

    /// The place of the first rule with the id of the one at this place.
    pub(super) fn first_of_id(&self, place: usize) -> usize {
        self.first_of_id.get(place).copied().unwrap_or(place)
    }

    /// Tells the paths of the facts by which these unknown things are asked for, of a demand that stands
    /// alone, where these rules are undetermined, by their places.
    pub(super) fn ask(
        &self,
        compiled: &Compiled,
        essential: impl Iterator<Item = Unknown>,
        undetermined: &[usize],
        missing: &mut Vec<SmolStr>,
    ) {
        let approvals = compiled.known.approvals.unwrap_or_default();
        let mut asked: Vec<(Reverse<usize>, Asked)> = Vec::new();
        for unknown in essential {
            let fact = unknown.asked(compiled, approvals);
            if asked.iter().any(|(_, known)| *known == fact) {
                continue;
            }
            let known = self.readers.get(&fact.fact);
            let reads =
                |place: &&usize| known.is_some_and(|known| known.get(**place) == Some(&true));
            let readers = undetermined.iter().filter(reads);
            let mut readers: Vec<usize> = readers
                .filter_map(|&place| self.first_of_id.get(place).copied())
                .collect();
            readers.sort_unstable();
            readers.dedup();
            asked.push((Reverse(readers.len()), fact));
        }
        asked.sort_unstable();
        missing.extend(asked.into_iter().filter_map(|(_, asked)| {
            let fact = compiled.vocabulary.at(asked.fact)?;
            Some(asked.path(fact, ALONE))
        }));
    }
}
