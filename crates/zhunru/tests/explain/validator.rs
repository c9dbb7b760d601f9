//! A small validator of the keywords that our schemas use; any other keyword is a fault.

use serde_json::{Map, Value};

/// What is wrong with a document, by its JSON pointer; nothing when it is valid.
pub(crate) fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let validator = Validator { root: schema };
    validator.check(schema, document, "", &mut faults);
    faults
}

struct Validator<'a> {
    root: &'a Value,
}

impl Validator<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let Value::Object(keywords) = schema else {
            if schema == &Value::Bool(false) {
                faults.push(format!("{at}: nothing may stand here"));
            }
            return;
        };
        for (keyword, argument) in keywords {
            let fine = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "properties"
                | "patternProperties" => true,
                "$ref" => {
                    let path = argument.as_str().unwrap().trim_start_matches('#');
                    let part = self
                        .root
                        .pointer(path)
                        .unwrap_or_else(|| panic!("no {path}"));
                    self.check(part, value, at, faults);
                    true
                }
                "type" => match argument {
                    Value::Array(kinds) => kinds.iter().any(|kind| is_of(kind, value)),
                    kind => is_of(kind, value),
                },
                "const" => value == argument,
                "enum" => argument.as_array().unwrap().contains(value),
                "anyOf" => self.matching(argument, value) > 0,
                "oneOf" => self.matching(argument, value) == 1,
                "pattern" => value.as_str().is_none_or(|text| matches(argument, text)),
                "minimum" => value
                    .as_i64()
                    .is_none_or(|number| number >= argument.as_i64().unwrap()),
                "minLength" => value.as_str().is_none_or(|text| !text.is_empty()),
                "minItems" => value.as_array().is_none_or(|items| !items.is_empty()),
                "uniqueItems" => value.as_array().is_none_or(|items| {
                    (1..items.len()).all(|end| !items[..end].contains(&items[end]))
                }),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(argument, item, &format!("{at}/{index}"), faults);
                    }
                    true
                }
                "required" => value.as_object().is_none_or(|object| {
                    let names = argument.as_array().unwrap();
                    names
                        .iter()
                        .all(|name| object.contains_key(name.as_str().unwrap()))
                }),
                "additionalProperties" => true,
                other => panic!("the schema uses `{other}`"),
            };
            if !fine {
                faults.push(format!("{at}: {value} is not {keyword} {argument}"));
            }
        }
        if let Value::Object(object) = value {
            self.check_properties(keywords, object, at, faults);
        }
    }

    fn check_properties(
        &self,
        keywords: &Map<String, Value>,
        object: &Map<String, Value>,
        at: &str,
        faults: &mut Vec<String>,
    ) {
        for (name, value) in object {
            let at = format!("{at}/{name}");
            let named = keywords.get("properties").and_then(|all| all.get(name));
            let patterns = keywords.get("patternProperties").and_then(Value::as_object);
            let by_pattern = patterns
                .into_iter()
                .flatten()
                .find(|(pattern, _)| matches(&Value::from(pattern.as_str()), name))
                .map(|(_, schema)| schema);
            let schema = named
                .or(by_pattern)
                .or_else(|| keywords.get("additionalProperties"));
            if let Some(schema) = schema {
                self.check(schema, value, &at, faults);
            }
        }
    }

    fn matching(&self, schemas: &Value, value: &Value) -> usize {
        let schemas = schemas.as_array().unwrap().iter();
        schemas
            .filter(|schema| {
                let mut faults = Vec::new();
                self.check(schema, value, "", &mut faults);
                faults.is_empty()
            })
            .count()
    }
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the schema has the type `{other}`"),
    }
}

/// The patterns that our schemas use, each by hand.
fn matches(pattern: &Value, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match pattern.as_str().unwrap() {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<&str> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.iter().all(|p| digits(p))
        }
        "^[+-]?[0-9]+(\\.[0-9]+)?$" => {
            let text = text.strip_prefix(['+', '-']).unwrap_or(text);
            match text.split_once('.') {
                Some((whole, fraction)) => digits(whole) && digits(fraction),
                None => digits(text),
            }
        }
        "^[1-8][0-9]{5}([0-9]{6})?$" | "^[0-9]{6}([0-9]{6})?$" => {
            digits(text) && (text.len() == 6 || text.len() == 12)
        }
        "^[0-9A-Z]{18}$" => text.len() == 18,
        "^[a-z0-9-]+$" => text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
        "^[^/]+/[^/]+$" => text.split('/').filter(|part| !part.is_empty()).count() == 2,
        "^rules/.+\\.toml$" => text.starts_with("rules/") && text.ends_with(".toml"),
        "^lists/.+\\.toml$" => text.starts_with("lists/") && text.ends_with(".toml"),
        "^cases/.+\\.toml$" => text.starts_with("cases/") && text.ends_with(".toml"),
        other => panic!("the schema has the pattern `{other}`"),
    }
}
