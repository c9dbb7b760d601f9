//! Answers to what a decision asks for, taken from a proposal in which everything is known.

use serde_json::{Map, Value as Json};
use zhunru::model::{LegalBasis, Proposal};
use zhunru::vocabulary::{FactPlace, Vocabulary};

/// Takes the fact of this path for a demand out of one proposal into another.
///
/// # Panics
/// When the fact is not known in the proposal that it is taken from.
pub fn take_over(vocabulary: &Vocabulary, path: &str, demand: usize, from: &Json, to: &mut Json) {
    if let Some((other, path)) = of_other_demand(path) {
        return take_over(vocabulary, path, other, from, to);
    }
    let steps = steps(vocabulary, path, demand, from);
    let found = steps.iter().try_fold(from, |at, step| step.of(at)).cloned();
    let value = found
        .or_else(|| is_deployment(&steps, from))
        .unwrap_or_else(|| panic!("`{path}` of demand {demand} is not known"));
    put(to, &steps, value);
}

/// Whether a basis is the document of an act on record, which is told by its number.
fn is_deployment(steps: &[Step], from: &Json) -> Option<Json> {
    let (last, basis) = steps.split_last()?;
    if !matches!(last, Step::Key(key) if key == "deployment") {
        return None;
    }
    let basis = basis.iter().try_fold(from, |at, step| step.of(at))?;
    let basis: LegalBasis = serde_json::from_value(basis.clone()).ok()?;
    let proposal = Proposal::from_json(&from.to_string()).ok()?;
    let found = basis.is_deployment(proposal.approvals.as_deref())?;
    Some(Json::from(found))
}

/// The path of another demand's fact, such as `demands[1].signboard.placement`.
fn of_other_demand(path: &str) -> Option<(usize, &str)> {
    let (number, path) = path.strip_prefix("demands[")?.split_once("].")?;
    Some((number.parse().ok()?, path))
}

/// One step into a JSON value.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Element(usize),
}

impl Step {
    fn of<'j>(&self, json: &'j Json) -> Option<&'j Json> {
        match self {
            Step::Key(key) => json.get(key),
            Step::Element(number) => json.get(number),
        }
    }
}

fn keys(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        match part.split_once('[') {
            Some((name, number)) => {
                steps.push(Step::Key(name.to_owned()));
                let number = number.trim_end_matches(']');
                steps.push(Step::Element(number.parse().unwrap()));
            }
            None => steps.push(Step::Key(part.to_owned())),
        }
    }
    steps
}

/// Where a proposal states a fact of one of its demands.
fn steps(vocabulary: &Vocabulary, path: &str, demand: usize, from: &Json) -> Vec<Step> {
    let own = [Step::Key("demands".to_owned()), Step::Element(demand)];
    let in_own = |rest: Vec<Step>| own.iter().cloned().chain(rest).collect::<Vec<_>>();
    let known = vocabulary.fact(path.split_once('[').map_or(path, |(list, _)| list));
    match known.map(|fact| fact.place) {
        Some(FactPlace::Demand) => {
            let (_, field) = path.split_once('.').unwrap();
            in_own(keys(field))
        }
        Some(FactPlace::Header) => {
            let first = path.split(['.', '[']).next().unwrap();
            let replaced = ["basis", "support"].contains(&first);
            match replaced && from["demands"][demand].get(first).is_some() {
                true => in_own(keys(path)),
                false => keys(path),
            }
        }
        // Declared facts, memberships, and those that bear on any demand.
        _ => {
            let facts = [Step::Key("facts".to_owned()), Step::Key(path.to_owned())].to_vec();
            match from["demands"][demand]["facts"].get(path) {
                Some(_) => in_own(facts),
                None => facts,
            }
        }
    }
}

fn put(at: &mut Json, steps: &[Step], value: Json) {
    let Some((step, rest)) = steps.split_first() else {
        *at = value;
        return;
    };
    match step {
        Step::Key(key) => {
            if at.is_null() {
                *at = Json::from(Map::new());
            }
            put(&mut at[key.as_str()], rest, value);
        }
        Step::Element(number) => put(&mut at[*number], rest, value),
    }
}
