//! The same proposals with less known.

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};

use super::Tape;

/// The same proposal without some of its fields.
pub fn thinned(json: &Json, tape: &mut Tape<'_>) -> Json {
    match json {
        Json::Object(fields) => {
            let kept = fields
                .iter()
                .filter(|(name, _)| *name == "demands" || *name == "type" || !is_one_of(12, tape));
            let kept: Vec<_> = kept.collect();
            let thinned = |(name, value): (&String, &Json)| {
                let value = match name.as_str() {
                    "facts" => value.clone(),
                    _ => thinned(value, tape),
                };
                (name.clone(), value)
            };
            Json::Object(kept.into_iter().map(thinned).collect())
        }
        Json::Array(elements) => elements.iter().map(|one| thinned(one, tape)).collect(),
        other => other.clone(),
    }
}

/// The same proposal with acts on days near each other and near the day of the decision, or on unknown ones, and
/// often without items.
pub fn unsettled(json: &Json, day: NaiveDate, tape: &mut Tape<'_>) -> Json {
    let mut unsettled = json.clone();
    for act in unsettled["approvals"].as_array_mut().into_iter().flatten() {
        let Some(act) = act.as_object_mut() else {
            continue;
        };
        match tape.far_below(3) {
            0 => {
                let before = Days::new([0, 1, 2, 3, 4, 20][tape.far_below(6)]);
                act.insert("on".to_owned(), json!(day - before));
            }
            1 => {
                act.remove("on");
            }
            _ => {}
        }
        // Some stand behind acts that do not count.
        if is_one_of(10, tape) {
            act.insert("ends_on".to_owned(), json!("2023-12-31"));
        }
    }
    for demand in unsettled["demands"].as_array_mut().into_iter().flatten() {
        let demand = demand.as_object_mut();
        if let Some(demand) = demand.filter(|_| is_one_of(40, tape)) {
            demand.remove("item");
            demand.remove("name");
        }
    }
    if is_one_of(20, tape)
        && let Some(issuer) = unsettled["issuer"].as_object_mut()
    {
        issuer.remove("level");
    }
    unsettled
}

/// True in about this share of draws, in percent, also past the end of the tape.
fn is_one_of(percent: usize, tape: &mut Tape<'_>) -> bool {
    tape.far_below(100) < percent
}
