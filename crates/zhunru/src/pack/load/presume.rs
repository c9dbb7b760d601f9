//! Presumptions: the value that a fact has while it is unknown.

use smol_str::SmolStr;
use toml::de::DeValue;

use super::node::Node;
use super::resolve::Scope;
use super::sink::{Located, Place, Sink};
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::model::{DemandTypes, parse_date};
use crate::pack::Presumption;
use crate::text::LocalText;
use crate::vocabulary::{Fact, FactKind, ItemName, Value};

pub(super) const KEYS: &[&str] = &["fact", "value", "on", "reason", "reason_en"];

/// A presumption as it is written.
pub(super) struct PresumptionDraft {
    pub(super) fact: Located<SmolStr>,
    on: Option<(DemandTypes, Place)>,
    value: Located<Written>,
    reason: LocalText,
}

/// A value as it is written, before the fact gives it its type.
enum Written {
    Boolean(bool),
    Integer(i64),
    Text(SmolStr),
    Empty,
}

/// Reads one `[[presume]]`.
pub(super) fn presumption(table: &Table<'_>) -> Option<PresumptionDraft> {
    let fact = table.required("fact").and_then(|node| node.located_text());
    let on = table
        .get("on")
        .and_then(|node| Some((node.demand_types()?, node.place())));
    let reason = table.required_local_text("reason");
    let node = table.required("value")?;
    let value = written(&node)?;
    Some(PresumptionDraft {
        fact: fact?,
        on,
        value: Located {
            value,
            place: node.place(),
        },
        reason,
    })
}

fn written(node: &Node<'_>) -> Option<Written> {
    match node.value {
        DeValue::Boolean(value) => Some(Written::Boolean(*value)),
        DeValue::Integer(_) => node.integer().map(Written::Integer),
        DeValue::Float(value) => Some(Written::Text(SmolStr::new(value.as_str()))),
        DeValue::Datetime(_) => node
            .date()
            .map(|date| Written::Text(date.to_string().into())),
        DeValue::String(_) => node.text().map(Written::Text),
        DeValue::Array(elements) if elements.is_empty() => Some(Written::Empty),
        DeValue::Array(_) | DeValue::Table(_) => {
            node.error(
                Code::PackType,
                "expected a single value, or `[]` for an empty list",
            );
            None
        }
    }
}

/// Gives the presumption the type of its fact.
pub(super) fn resolve(draft: &PresumptionDraft, scope: &Scope, sink: &Sink) -> Option<Presumption> {
    let path = &draft.fact.value;
    let Some(fact) = scope.vocabulary.fact(path) else {
        let known = scope.vocabulary.facts().map(|fact| fact.path.as_str());
        sink.push(
            draft
                .fact
                .place
                .error(
                    Code::PackUnknownReference,
                    format!("there is no fact {}", quoted(path)),
                )
                .suggest(path, known),
        );
        return None;
    };
    let on = match &draft.on {
        Some((on, place)) => {
            if !fact.on.includes(*on) {
                sink.push(place.error(
                    Code::PackValue,
                    format!("the fact {} exists on `{}` only", quoted(path), fact.on),
                ));
            }
            on.and(fact.on)
        }
        None => fact.on,
    };
    let Some(value) = typed(&draft.value.value, fact) else {
        let codes: Vec<&str> = fact
            .kind
            .allowed_values()
            .iter()
            .map(|value| value.code.as_str())
            .collect();
        let mut message = format!(
            "no value of the fact {}, whose type is {}",
            quoted(path),
            fact.kind.name()
        );
        if !codes.is_empty() {
            message = format!("{message}: `{}`", codes.join("`, `"));
        }
        let fault = draft.value.place.error(Code::PackType, message);
        sink.push(match &draft.value.value {
            Written::Text(text) => fault.suggest(text, codes),
            _ => fault,
        });
        return None;
    };
    Some(Presumption {
        fact: path.clone(),
        on,
        value,
        reason: draft.reason.clone(),
    })
}

fn typed(written: &Written, fact: &Fact) -> Option<Value> {
    match (written, &fact.kind) {
        (Written::Text(text), _) if text == "none" && fact.allows_none => Some(Value::None),
        (Written::Empty, FactKind::List { .. }) => Some(Value::None),
        (Written::Boolean(value), FactKind::Boolean) => Some(Value::Boolean(*value)),
        (Written::Integer(value), FactKind::Integer) => Some(Value::Integer(*value)),
        (Written::Integer(value), FactKind::Decimal) => Some(Value::Decimal((*value).into())),
        (Written::Text(text), FactKind::Decimal) => text.parse().ok().map(Value::Decimal),
        (Written::Text(text), FactKind::Date) => parse_date(text).map(Value::Date),
        (Written::Text(text), FactKind::Text) => Some(Value::Text(text.clone())),
        (Written::Text(text), FactKind::Item) => Some(Value::Item(ItemName::new(text.clone()))),
        (Written::Text(text), FactKind::Enumeration { .. }) => {
            fact.kind.position(text).map(|_| Value::Code(text.clone()))
        }
        _ => None,
    }
}
