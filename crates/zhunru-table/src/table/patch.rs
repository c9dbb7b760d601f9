//! What one cell says of its proposal, as typed values that are checked once and laid over.

use smol_str::SmolStr;
use zhunru::json::{Json, Object};
use zhunru::model::{
    Approval, Coded, DemandBody, DemandType, LegalBasis, Organ, Proposal, StatedFact, Support,
};

use crate::columns::{Field, Scope, Wrong, is_unknown, text};

/// What one cell says of its proposal or demand.
#[derive(Clone, Debug)]
pub(crate) enum Patch {
    /// Nothing.
    Unknown,
    /// A field of the header.
    Header(Box<Proposal>),
    /// One field of each issuer.
    Issuers(Vec<Organ>),
    /// A field of the support.
    Support(Support),
    /// The legal bases.
    Basis(Vec<LegalBasis>),
    /// One field of the only legal basis.
    BasisPart(LegalBasis),
    /// One field of the only act on record.
    ApprovalPart(Box<Approval>),
    /// A field of the demand's body.
    Body(Box<DemandBody>),
    /// A further fact of the demand.
    Fact(SmolStr, StatedFact),
}

impl Patch {
    /// What a value of a field says; `demand` is the type of the row's demand.
    pub(crate) fn of(field: &Field, value: Json, demand: DemandType) -> Result<Self, Wrong> {
        let path = field.path.as_str();
        let name = path.rsplit('.').next().unwrap_or(path);
        match field.scope {
            Scope::Header => match path.split_once('.') {
                Some(("issuer", name)) => issuers(name, value),
                Some((part, name)) => header(part, object(name, value)),
                None if path == "approvals" => approvals(value),
                None => header(path, value),
            },
            Scope::Support => {
                let part = path.strip_prefix("support.").unwrap_or(path);
                let (part, name) = part.split_once('.').unwrap_or((part, ""));
                let value = object(part, object(name, value));
                let support = read("support", value)?.support;
                Ok(support.map_or(Patch::Unknown, Patch::Support))
            }
            Scope::Basis => {
                let basis = read("basis", value)?.basis;
                Ok(basis.map_or(Patch::Unknown, Patch::Basis))
            }
            Scope::BasisPart => {
                let value = Json::Array(vec![object(name, value)]);
                let basis = read("basis", value)?.basis.into_iter().flatten().next();
                Ok(basis.map_or(Patch::Unknown, Patch::BasisPart))
            }
            Scope::ApprovalPart => {
                let part = path.strip_prefix("approval.").unwrap_or(path);
                let value = match part.split_once('.') {
                    Some((part, name)) => object(part, object(name, value)),
                    None => object(part, value),
                };
                let acts = read("approvals", Json::Array(vec![value]))?.approvals;
                let act = acts.into_iter().flatten().next();
                Ok(act.map_or(Patch::Unknown, |act| Patch::ApprovalPart(Box::new(act))))
            }
            Scope::Demand => {
                let demand = object_of([("type", text(demand.code())), (name, value)]);
                let read = read("demands", Json::Array(vec![demand]))?;
                let body = read.demands.into_iter().next().map(|one| one.body);
                Ok(body.map_or(Patch::Unknown, |body| Patch::Body(Box::new(body))))
            }
            Scope::Facts => {
                let facts = object(path, value);
                let mut facts = read("facts", facts)?.facts.into_iter();
                let fact = facts.next();
                Ok(fact.map_or(Patch::Unknown, |(path, stated)| Patch::Fact(path, stated)))
            }
        }
    }
}

fn header(name: &str, value: Json) -> Result<Patch, Wrong> {
    let mut proposal = read(name, value)?;
    proposal.demands.clear();
    Ok(Patch::Header(Box::new(proposal)))
}

fn issuers(name: &str, value: Json) -> Result<Patch, Wrong> {
    let Json::Array(values) = value else {
        return Ok(Patch::Unknown);
    };
    if values.is_empty() {
        return Ok(Patch::Unknown);
    }
    let organs = values.into_iter().map(|value| match &value {
        Json::Text(text) if is_unknown(text) => Json::Object(Object::default()),
        _ => object(name, value),
    });
    let issuer = read("issuer", Json::Array(organs.collect()))?.issuer;
    Ok(issuer.map_or(Patch::Unknown, |issuer| {
        Patch::Issuers(issuer.organs().to_vec())
    }))
}

/// The acts on record. Which demands they cover is checked once the demands are known.
fn approvals(mut value: Json) -> Result<Patch, Wrong> {
    let mut covered: Vec<Option<Vec<usize>>> = Vec::new();
    if let Json::Array(acts) = &mut value {
        for act in acts {
            let demands = match act {
                Json::Object(fields) => fields.shift_remove("demands"),
                _ => None,
            };
            covered.push(demands.as_ref().map(indexes).transpose()?.flatten());
        }
    }
    let mut proposal = read("approvals", value)?;
    proposal.demands.clear();
    for (act, demands) in proposal.approvals.iter_mut().flatten().zip(covered) {
        act.demands = demands;
    }
    Ok(Patch::Header(Box::new(proposal)))
}

fn indexes(value: &Json) -> Result<Option<Vec<usize>>, Wrong> {
    let index = |value: &Json| match value {
        Json::Integer(index) => usize::try_from(*index).ok(),
        _ => None,
    };
    match value {
        Json::Null => Ok(None),
        Json::Array(values) => match values.iter().map(index).collect() {
            Some(indexes) => Ok(Some(indexes)),
            None => Err(no_indexes()),
        },
        _ => Err(no_indexes()),
    }
}

fn no_indexes() -> Wrong {
    Wrong::new(
        "the demands that an act covers are whole numbers, counted from 0",
        "所涉诉求应为从 0 起的整数序号",
    )
}

/// Reads a proposal of one field, and of a demand where none is given.
fn read(name: &str, value: Json) -> Result<Proposal, Wrong> {
    let mut fields = Object::default();
    if name != "demands" {
        let demand = object("type", text(DemandType::Meeting.code()));
        fields.insert("demands".into(), Json::Array(vec![demand]));
    }
    fields.insert(name.into(), value);
    Proposal::from_value(&Json::Object(fields)).map_err(|errors| {
        let told = errors.errors().iter().map(|error| {
            let path = error
                .path
                .strip_prefix("demands[0].")
                .unwrap_or(&error.path);
            // Only what lies inside of a list is not named by the column.
            match path.contains('[') {
                true => (
                    format!("{path}: {}", error.message),
                    format!("{path}：{}", error.message_zh),
                ),
                false => (error.message.clone(), error.message_zh.clone()),
            }
        });
        let (en, zh): (Vec<String>, Vec<String>) = told.unzip();
        Wrong::new(en.join("; "), zh.join("；"))
    })
}

fn object(name: &str, value: Json) -> Json {
    object_of([(name, value)])
}

fn object_of<const N: usize>(fields: [(&str, Json); N]) -> Json {
    let fields = fields.into_iter().map(|(name, value)| (name.into(), value));
    Json::Object(fields.collect())
}
