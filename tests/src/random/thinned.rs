//! The same proposals with less known.

use serde_json::Value as Json;

use super::Tape;
use super::tape::is_one_of;

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
