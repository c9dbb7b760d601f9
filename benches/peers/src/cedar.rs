//! The rules in Cedar: a forbidding policy for each rule and permits for what grants. The
//! authorizer's reasons are the rules that are hit. Permits are only reasons where nothing forbids,
//! so what grants beside an open obligation is asked in a second request.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Effect, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicyId, PolicySet, Request,
};
use serde_json::Value;

use zhunru_benches::workload::Lists;

use crate::peer::{Failure, Peer, locked};
use crate::rules::{self, Answer, GRANTED};

const POLICIES: &str = include_str!("../policies/rules.cedar");

/// The policies and lists.
pub struct Cedar {
    authorizer: Authorizer,
    all: PolicySet,
    grants: PolicySet,
    bits: HashMap<PolicyId, u64>,
    entities: Entities,
    types: Types,
}

struct Types {
    item: EntityTypeName,
    action: EntityTypeName,
    principal: EntityUid,
}

impl Peer for Cedar {
    type Input<'p> = Request;

    fn name() -> String {
        locked("Cedar", "cedar-policy")
    }

    fn build(lists: &Lists) -> Result<Self, Failure> {
        let all = PolicySet::from_str(POLICIES)?;
        let mut bits = HashMap::new();
        let mut grants = PolicySet::new();
        for policy in all.policies() {
            let name = policy.annotation("id").ok_or("a policy has no id")?;
            let bit = rules::bit(name).ok_or_else(|| format!("there is no rule `{name}`"))?;
            bits.insert(policy.id().clone(), bit);
            if policy.effect() == Effect::Permit {
                grants.add(policy.clone())?;
            }
        }
        let list: EntityTypeName = "ItemList".parse()?;
        let types = Types {
            item: "Item".parse()?,
            action: "Action".parse()?,
            principal: EntityUid::from_str("Issuer::\"any\"")?,
        };
        let mut parents: HashMap<&str, HashSet<EntityUid>> = HashMap::new();
        let mut entities = Vec::new();
        for (name, items) in lists.all() {
            let uid = EntityUid::from_type_name_and_id(list.clone(), EntityId::new(name));
            for item in items {
                parents.entry(item).or_default().insert(uid.clone());
            }
            entities.push(Entity::new_no_attrs(uid, HashSet::new()));
        }
        for (item, parents) in parents {
            let uid = EntityUid::from_type_name_and_id(types.item.clone(), EntityId::new(item));
            entities.push(Entity::new_no_attrs(uid, parents));
        }
        Ok(Cedar {
            authorizer: Authorizer::new(),
            all,
            grants,
            bits,
            entities: Entities::from_entities(entities, None)?,
            types,
        })
    }

    fn input(&self, text: &str) -> Result<Request, Failure> {
        let facts: Value = serde_json::from_str(text)?;
        let demand = |key: &str| facts.pointer(key).and_then(Value::as_str);
        let action = demand("/demand/type").ok_or("there is no type")?;
        let item = demand("/demand/item").or_else(|| demand("/demand/name"));
        let uid = |of: &EntityTypeName, id: &str| {
            EntityUid::from_type_name_and_id(of.clone(), EntityId::new(id))
        };
        let action = uid(&self.types.action, action);
        let resource = uid(&self.types.item, item.unwrap_or_default());
        let context = Context::from_json_value(facts, None)?;
        Ok(Request::new(
            self.types.principal.clone(),
            action,
            resource,
            context,
            None,
        )?)
    }

    fn decide(&self, request: &Request) -> Result<Answer, Failure> {
        let mut hits = self.hits(request, &self.all);
        // Where only obligations are open, the forbidding policies hide what grants.
        if hits & GRANTED == 0 && Answer::of(hits | GRANTED) != Answer::of(hits) {
            hits |= self.hits(request, &self.grants);
        }
        Ok(Answer::of(hits))
    }
}

impl Cedar {
    fn hits(&self, request: &Request, policies: &PolicySet) -> u64 {
        let response = self
            .authorizer
            .is_authorized(request, policies, &self.entities);
        let reasons = response.diagnostics().reason();
        let mut hits = reasons
            .filter_map(|id| self.bits.get(id))
            .fold(0, |hits, bit| hits | bit);
        if response.decision() == Decision::Deny {
            hits &= !GRANTED;
        }
        hits
    }
}
