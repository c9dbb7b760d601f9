//! The facts that a rule read, for a full trace.

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::decision::FactRead;
use crate::engine::rule::CompiledRule;
use crate::engine::situation::Situation;
use crate::text::{Language, LocalText};
use crate::vocabulary::{EntryField, Fact, FactKind, FactState, Value};

/// The facts that a rule reads and what is known of them.
pub(super) fn facts_read(situation: &Situation<'_>, rule: &CompiledRule) -> Vec<FactRead> {
    let vocabulary = &situation.compiled().vocabulary;
    let facts = rule.reads.iter().filter_map(|&index| {
        let fact = vocabulary.at(index)?;
        let state = situation.state(situation.stands_for(index));
        let (value, text) = match state {
            FactState::Unknown => (None, LocalText::fixed("未知", "not known")),
            FactState::Known(value) => (
                Some(value.to_smolstr()),
                LocalText::new(
                    in_words(&fact.kind, value, Language::Zh),
                    in_words(&fact.kind, value, Language::En),
                ),
            ),
            FactState::Entries(_) if fact.path == "approvals" => acts(situation),
            FactState::Entries(entries) => (
                Some(raw(entries)),
                LocalText::new(
                    listed(fact, entries, Language::Zh),
                    listed(fact, entries, Language::En),
                ),
            ),
        };
        Some(FactRead {
            fact: fact.path.clone(),
            value,
            text,
        })
    });
    facts.collect()
}

/// A value in words, with its code where it has one.
fn in_words(kind: &FactKind, value: &Value, language: Language) -> String {
    let words = match (value, language) {
        (Value::None, Language::Zh) => "无",
        (Value::None, Language::En) => "none",
        (Value::Boolean(true), Language::Zh) => "是",
        (Value::Boolean(true), Language::En) => "yes",
        (Value::Boolean(false), Language::Zh) => "否",
        (Value::Boolean(false), Language::En) => "no",
        (Value::Code(code), _) => {
            let mut values = kind.allowed_values().iter();
            let label = values.find(|allowed| allowed.code == *code);
            let label = label.map_or("", |allowed| allowed.label.get(language));
            return match (label, language) {
                ("", _) => code.to_string(),
                (label, Language::Zh) => format!("{label}（{code}）"),
                (label, Language::En) => format!("{label} ({code})"),
            };
        }
        (value, _) => return value.to_string(),
    };
    words.to_owned()
}

/// The acts on record, of which the engine knows how many there are.
fn acts(situation: &Situation<'_>) -> (Option<SmolStr>, LocalText) {
    let approvals = situation.proposed.proposal.approvals.as_ref();
    let count = approvals.map_or(0, Vec::len);
    let text = match count {
        0 => LocalText::fixed("无", "none"),
        count => LocalText::new(format!("{count}条"), format!("{count} on record")),
    };
    (Some(format_smolstr!("[{count}]")), text)
}

/// The entries of a list by their codes.
fn raw(entries: &[crate::vocabulary::Entry]) -> SmolStr {
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
    format_smolstr!("[{}]", shown.join(", "))
}

/// The entries of a list in words, each with the fields that are known of it.
fn listed(fact: &Fact, entries: &[crate::vocabulary::Entry], language: Language) -> String {
    let fields: &[EntryField] = match &fact.kind {
        FactKind::List { fields, .. } => fields,
        _ => &[],
    };
    let shown: Vec<String> = entries
        .iter()
        .map(|entry| {
            let known = fields.iter().zip(entry).filter_map(|(field, value)| {
                let value = in_words(&field.kind, value.as_ref()?, language);
                Some(match (field.name.as_str(), language) {
                    ("", _) => value,
                    (_, Language::Zh) => format!("{}{value}", field.label.zh()),
                    (_, Language::En) => format!("{} {value}", field.label.get(language)),
                })
            });
            let known: Vec<String> = known.collect();
            match (known.is_empty(), language) {
                (false, Language::Zh) => known.join("、"),
                (false, Language::En) => known.join(", "),
                (true, Language::Zh) => "情况未知".to_owned(),
                (true, Language::En) => "not known".to_owned(),
            }
        })
        .collect();
    match (shown.is_empty(), language) {
        (true, Language::Zh) => "无".to_owned(),
        (true, Language::En) => "none".to_owned(),
        (false, Language::Zh) => shown.join("；"),
        (false, Language::En) => shown.join("; "),
    }
}
