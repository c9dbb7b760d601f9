//! What a proposal states of single facts, read from its JSON form.

use serde_json::Value as Json;
use smol_str::SmolStr;
use zhunru::model::{Coded, Proposal, StatedFact, parse_date};
use zhunru::vocabulary::{Fact, FactKind, FactPlace, ItemName, Value};

/// The value that a proposal states of a fact of one of its demands; nothing when it is unknown.
pub(super) fn stated(
    proposal: &Proposal,
    json: &Json,
    demand: usize,
    fact: &Fact,
) -> Option<Value> {
    match fact.place {
        FactPlace::Header => header(proposal, json, demand, fact),
        FactPlace::Demand => {
            // The field of `work.item` is `item`.
            let (_, field) = fact.path.split_once('.').unwrap();
            typed(fact, json["demands"][demand].get(field)?)
        }
        FactPlace::Facts => {
            let own = proposal.demands[demand].facts.get(&fact.path);
            own.or_else(|| proposal.facts.get(&fact.path))
                .and_then(|stated| typed(fact, &to_json(stated)))
        }
    }
}

/// What is stated of the membership in a list, by its long path or else by its short one.
pub(super) fn statement(
    proposal: &Proposal,
    demand: usize,
    pack: &str,
    list: &str,
) -> Option<bool> {
    let long = format!("listed.{pack}.{list}");
    let short = format!("listed.{list}");
    let own = &proposal.demands[demand].facts;
    [
        (own, &long),
        (own, &short),
        (&proposal.facts, &long),
        (&proposal.facts, &short),
    ]
    .into_iter()
    .find_map(|(facts, path)| facts.get(path.as_str()))
    .map(|stated| matches!(stated, StatedFact::Boolean(true)))
}

fn header(proposal: &Proposal, json: &Json, demand: usize, fact: &Fact) -> Option<Value> {
    let issuer = proposal.issuer.as_ref();
    match fact.path.as_str() {
        "issuer.name" => {
            let name = issuer?.organs().first()?.name.clone()?;
            Some(Value::Text(name))
        }
        "issuer.level" => Some(code(issuer?.level()?)),
        "issuer.kind" => Some(code(issuer?.kind()?)),
        path => {
            // A demand's own support stands instead of the header's whole.
            let own = &json["demands"][demand];
            let root = match path.starts_with("support.") && own.get("support").is_some() {
                true => own,
                false => json,
            };
            let found = path.split('.').try_fold(root, |at, part| at.get(part))?;
            typed(fact, found)
        }
    }
}

/// The value of a coded enumeration.
pub(super) fn code<T: Coded>(value: T) -> Value {
    Value::Code(SmolStr::new_static(value.code()))
}

fn to_json(stated: &StatedFact) -> Json {
    match stated {
        StatedFact::Boolean(value) => Json::from(*value),
        StatedFact::Integer(value) => Json::from(*value),
        StatedFact::Text(value) => Json::from(value.as_str()),
    }
}

fn typed(fact: &Fact, json: &Json) -> Option<Value> {
    if fact.allows_none && json == "none" {
        return Some(Value::None);
    }
    let text = || SmolStr::from(json.as_str().unwrap());
    Some(match &fact.kind {
        FactKind::Boolean => Value::Boolean(json.as_bool()?),
        FactKind::Enumeration { .. } => Value::Code(text()),
        FactKind::Integer => Value::Integer(json.as_i64()?),
        FactKind::Decimal => Value::Decimal(text().parse().unwrap()),
        FactKind::Date => Value::Date(parse_date(&text()).unwrap()),
        FactKind::Text => Value::Text(text()),
        FactKind::Item => Value::Item(ItemName::new(text())),
        FactKind::List { .. } | FactKind::Approvals => return None,
    })
}
