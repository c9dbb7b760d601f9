//! The facts that a rule read, for a full trace.

use smol_str::SmolStr;

use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::vocabulary::FactState;

/// The facts that a rule reads and what is known of them.
pub(super) fn facts_read(
    situation: &Situation<'_>,
    rule: &CompiledRule,
) -> Vec<(SmolStr, Option<SmolStr>)> {
    let vocabulary = &situation.compiled().vocabulary;
    let mut facts = Vec::new();
    for &index in &rule.reads {
        let Some(fact) = vocabulary.at(index) else {
            continue;
        };
        let known = match situation.state(situation.stands_for(index)) {
            FactState::Unknown => None,
            FactState::Known(value) => Some(SmolStr::from(value.to_string())),
            FactState::Entries(_) => Some(entries_text(situation, &fact.path, index)),
        };
        facts.push((fact.path.clone(), known));
    }
    facts
}

fn entries_text(situation: &Situation<'_>, path: &str, index: usize) -> SmolStr {
    if path == "approvals" {
        let count = situation
            .proposed
            .proposal
            .approvals
            .as_ref()
            .map_or(0, Vec::len);
        return SmolStr::from(format!("[{count}]"));
    }
    let FactState::Entries(entries) = situation.state(index) else {
        return SmolStr::default();
    };
    let shown: Vec<String> = entries
        .iter()
        .map(|entry| {
            let fields = entry.iter().map(|field| match field {
                Some(value) => value.to_string(),
                None => "?".to_owned(),
            });
            fields.collect::<Vec<_>>().join("/")
        })
        .collect();
    SmolStr::from(format!("[{}]", shown.join(", ")))
}
