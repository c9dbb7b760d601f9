//! Which facts to ask for, in the order in which they help most.

use std::cmp::Reverse;

use smol_str::SmolStr;

use crate::decision::RuleId;
use crate::engine::missing::reads;
use crate::engine::net::Net;
use crate::engine::situation::Situation;
use crate::engine::unknown::Asked;

/// By number of what may be unknown to a net, the fact that is asked for.
#[derive(Debug)]
pub(super) struct Questions {
    questions: Vec<Question>,
    /// By place of a rule in the net, that of the first with its id.
    first_of_id: Vec<usize>,
}

#[derive(Debug)]
struct Question {
    asked: Asked,
    path: SmolStr,
    /// By place of a rule in the net, whether it reads the fact.
    readers: Vec<bool>,
}

impl Questions {
    /// The questions of a net, which is that of a demand of which nothing is known.
    pub(super) fn new(net: &Net, nothing: &Situation<'_>) -> Self {
        let compiled = nothing.compiled();
        let approvals = compiled.known.approvals.unwrap_or_default();
        let rules: Vec<_> = net
            .rules
            .iter()
            .map(|rule| compiled.rules.get(rule.rule))
            .collect();
        let questions = net.unknowns.iter().map(|unknown| {
            let asked = unknown.unknown.asked(compiled, approvals);
            let fact = compiled.vocabulary.at(asked.fact);
            let reads = |rule| reads(nothing, rule, asked);
            Question {
                asked,
                path: fact.map_or_else(SmolStr::default, |fact| asked.path(fact, nothing.number)),
                readers: rules.iter().map(|rule| rule.is_some_and(reads)).collect(),
            }
        });
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
            questions: questions.collect(),
            first_of_id,
        }
    }

    /// The place of the first rule with the id of the one at this place.
    pub(super) fn first_of_id(&self, place: usize) -> usize {
        self.first_of_id.get(place).copied().unwrap_or(place)
    }

    /// Tells the paths of the facts by which these unknown things are asked for, where these rules are
    /// undetermined, by their places.
    pub(super) fn ask(
        &self,
        essential: &[usize],
        undetermined: &[usize],
        missing: &mut Vec<SmolStr>,
    ) {
        let mut asked: Vec<(Reverse<usize>, Asked, &SmolStr)> = Vec::new();
        for question in essential
            .iter()
            .filter_map(|&number| self.questions.get(number))
        {
            if asked.iter().any(|(_, known, _)| *known == question.asked) {
                continue;
            }
            let reads = |place: &&usize| question.readers.get(**place) == Some(&true);
            let readers = undetermined.iter().filter(reads);
            let mut readers: Vec<usize> = readers
                .filter_map(|&place| self.first_of_id.get(place).copied())
                .collect();
            readers.sort_unstable();
            readers.dedup();
            asked.push((Reverse(readers.len()), question.asked, &question.path));
        }
        asked.sort_unstable();
        missing.extend(asked.into_iter().map(|(_, _, path)| path.clone()));
    }
}
