//! What a question says beside the interchange form: its labels, and where its answer belongs.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use zhunru::Engine;
use zhunru::decision::MissingFact;
use zhunru::text::Language;
use zhunru::vocabulary::{FactPlace, Vocabulary};

/// A step on the way to a field of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Step {
    Index(usize),
    Name(SmolStr),
}

/// A question's labels, and the place of its answer in the proposal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Asking {
    label: SmolStr,
    labels: Vec<SmolStr>,
    place: Vec<Step>,
}

/// What questions say beside the interchange form, in their order.
pub(crate) fn asking(engine: &Engine, missing: &[MissingFact], language: Language) -> Vec<Asking> {
    let of = |missing: &MissingFact| Asking {
        label: missing.label.get(language).into(),
        labels: missing
            .values
            .iter()
            .map(|value| value.label.get(language).into())
            .collect(),
        place: place(engine.vocabulary(), missing),
    };
    missing.iter().map(of).collect()
}

/// Where the answer belongs.
fn place(vocabulary: &Vocabulary, missing: &MissingFact) -> Vec<Step> {
    let (demand, path) = match of_another_demand(&missing.fact) {
        Some((demand, path)) => (demand, path),
        None => (missing.demand, missing.fact.as_str()),
    };
    let name = path.split('[').next().unwrap_or(path);
    let fact_place = vocabulary.fact(name).map(|fact| fact.place);
    let of_demand = || {
        vec![
            Step::Name(SmolStr::new_static("demands")),
            Step::Index(demand),
        ]
    };
    match fact_place {
        Some(FactPlace::Header) if missing.of_header => steps(path),
        Some(FactPlace::Header) => {
            let mut place = of_demand();
            place.extend(steps(path));
            place
        }
        Some(FactPlace::Demand) => {
            let mut place = of_demand();
            let field = path.split_once('.').map_or(path, |(_, field)| field);
            place.extend(steps(field));
            place
        }
        Some(FactPlace::Facts) | None => {
            let mut place = of_demand();
            place.push(Step::Name(SmolStr::new_static("facts")));
            place.push(Step::Name(path.into()));
            place
        }
    }
}

/// The other demand of the same proposal that a path such as `demands[1].signboard.name` names.
fn of_another_demand(fact: &str) -> Option<(usize, &str)> {
    let (demand, path) = fact.strip_prefix("demands[")?.split_once("].")?;
    Some((demand.parse().ok()?, path))
}

/// The steps of a path such as `village.signboards[3].filed`.
fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split(['.', '[']) {
        let index = part.strip_suffix(']').and_then(|index| index.parse().ok());
        steps.push(match index {
            Some(index) => Step::Index(index),
            None => Step::Name(part.into()),
        });
    }
    steps
}
