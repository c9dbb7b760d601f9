//! From a draft to the proposal's value in the interchange form.

use zhunru::json::{Json, Object};

use super::draft::{Draft, DraftDemand};
use crate::columns::Wrong;
use crate::columns::is_unknown;

/// The fields of a joint notice's issuers, each a list in the same order.
const ISSUER: [(&str, &str); 3] = [
    ("issuer.name", "name"),
    ("issuer.level", "level"),
    ("issuer.kind", "kind"),
];

/// The proposal's value; or the path of the field that does not fit, and why.
pub(super) fn proposal(draft: &Draft) -> Result<Json, (&'static str, Wrong)> {
    let mut value = Object::default();
    let mut village = Object::default();
    for (path, field) in &draft.header {
        match path.split_once('.') {
            Some(("village", name)) => {
                village.insert(name.into(), field.clone());
            }
            Some(_) => {}
            None => {
                value.insert(path.clone(), field.clone());
            }
        }
    }
    if let Some(issuer) = issuer(&draft.header)? {
        value.insert("issuer".into(), issuer);
    }
    if !village.is_empty() {
        value.insert("village".into(), Json::Object(village));
    }
    if let Some(act) = parts(&draft.approval_parts) {
        if value.contains_key("approvals") {
            return Err(("approvals", Wrong::both("approvals", "approval.act")));
        }
        value.insert("approvals".into(), Json::Array(vec![act]));
    }
    let first = draft.demands.first();
    for demand in &draft.demands {
        if demand.basis.is_some() && !demand.basis_parts.is_empty() {
            return Err(("basis", Wrong::both("basis", "basis.rank")));
        }
    }
    if let Some(basis) = first.and_then(basis) {
        value.insert("basis".into(), basis);
    }
    if let Some(support) = first.and_then(|demand| parts(&demand.support)) {
        value.insert("support".into(), support);
    }
    let demands = draft.demands.iter().map(|demand| own(demand, first));
    value.insert("demands".into(), Json::Array(demands.collect()));
    Ok(Json::Object(value))
}

/// A demand's value, with what differs from the first row's.
fn own(demand: &DraftDemand, first: Option<&DraftDemand>) -> Json {
    let mut value = demand.fields.clone();
    if !demand.facts.is_empty() {
        value.insert("facts".into(), Json::Object(demand.facts.clone()));
    }
    let of_demand = basis(demand);
    if of_demand != first.and_then(basis)
        && let Some(basis) = of_demand
    {
        value.insert("basis".into(), basis);
    }
    let of_first = first.and_then(|first| parts(&first.support));
    let of_demand = parts(&demand.support);
    if of_demand != of_first
        && let Some(support) = of_demand
    {
        value.insert("support".into(), support);
    }
    Json::Object(value)
}

/// The bases of a demand: the list, or the only one in columns of its own.
fn basis(demand: &DraftDemand) -> Option<Json> {
    let one = || parts(&demand.basis_parts).map(|one| Json::Array(vec![one]));
    demand.basis.clone().or_else(one)
}

/// `funds.borne_by` and so on as an object of objects; nothing for no fields.
fn parts(fields: &Object) -> Option<Json> {
    let mut parts = Object::default();
    for (path, value) in fields {
        let Some((part, name)) = path.split_once('.') else {
            parts.insert(path.clone(), value.clone());
            continue;
        };
        let part = parts
            .entry(part.into())
            .or_insert_with(|| Json::Object(Object::default()));
        if let Json::Object(part) = part {
            part.insert(name.into(), value.clone());
        }
    }
    (!parts.is_empty()).then_some(Json::Object(parts))
}

fn issuer(header: &Object) -> Result<Option<Json>, (&'static str, Wrong)> {
    let mut organs: Vec<Object> = Vec::new();
    let mut said = false;
    for (path, name) in ISSUER {
        let Some(Json::Array(values)) = header.get(path) else {
            continue;
        };
        if said && values.len() != organs.len() {
            let (found, wanted) = (values.len(), organs.len());
            return Err((
                path,
                Wrong::new(
                    format!(
                        "{found} entries stand here, but {wanted} in the column before; give one for each issuer, in the same order"
                    ),
                    format!(
                        "此处有 {found} 项，而前一栏有 {wanted} 项；联合发文请按相同次序逐一填写"
                    ),
                ),
            ));
        }
        said = true;
        organs.resize_with(values.len(), Object::default);
        for (organ, value) in organs.iter_mut().zip(values) {
            if !matches!(value, Json::Text(text) if is_unknown(text)) {
                organ.insert(name.into(), value.clone());
            }
        }
    }
    Ok(match (said, organs.len()) {
        (false, _) => None,
        (true, 0) => None,
        (true, 1) => organs.pop().map(Json::Object),
        (true, _) => Some(Json::Array(organs.into_iter().map(Json::Object).collect())),
    })
}
