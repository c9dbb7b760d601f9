//! The schema of a pack: its TOML files as JSON, by path.

mod files;
mod list;

use serde_json::{Value, json};

use self::files::{calendar, cases, facts, manifest, parts, procedures, rules};
use self::list::list;
use super::keywords::document;

/// The JSON Schema (draft 2020-12) of a pack: an object of its TOML files by their paths, each in
/// the shape that TOML and JSON share (dates as strings).
///
/// Editors that check TOML against a schema can take the part that fits the file, such as
/// `#/$defs/rules`. What conditions say is not in it; `zhunru pack check` reads them.
///
/// ```
/// let schema = zhunru::schema::pack();
/// assert!(schema["$defs"]["rules"].is_object());
/// ```
pub fn pack() -> Value {
    let mut definitions = parts();
    if let Value::Object(definitions) = &mut definitions {
        for (name, schema) in [
            ("manifest", manifest()),
            ("facts", facts()),
            ("rules", rules()),
            ("list", list()),
            ("procedures", procedures()),
            ("calendar", calendar()),
            ("cases", cases()),
        ] {
            definitions.insert(name.to_owned(), schema);
        }
    }
    document(
        "zhunru pack",
        "The TOML files of a rule pack by their paths; entries in CSV files are not described.",
        json!({
            "type": "object",
            "properties": {
                "pack.toml": {"$ref": "#/$defs/manifest"},
                "facts.toml": {"$ref": "#/$defs/facts"},
                "procedures.toml": {"$ref": "#/$defs/procedures"},
                "calendar.toml": {"$ref": "#/$defs/calendar"},
            },
            "patternProperties": {
                "^rules/.+\\.toml$": {"$ref": "#/$defs/rules"},
                "^lists/.+\\.toml$": {"$ref": "#/$defs/list"},
                "^cases/.+\\.toml$": {"$ref": "#/$defs/cases"},
            },
            "additionalProperties": false,
            "required": ["pack.toml"],
            "$defs": definitions,
        }),
    )
}
