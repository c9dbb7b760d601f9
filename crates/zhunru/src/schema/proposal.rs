//! The schema of a proposal, from the vocabulary.

use serde_json::{Map, Value, json};

use super::keywords::{
    array, boolean, closed, coded, date, decimal, document, from, nullable, or_none, part, some,
    text,
};
use crate::model::demand::DemandBody;
use crate::model::{Act, AdminLevel, ApprovalOutcome, Coded, DemandType, FORMAT, OrganKind};
use crate::vocabulary::{EntryField, Fact, FactKind, FactPlace, Vocabulary};

/// The JSON Schema (draft 2020-12) of a proposal.
///
/// With [`Vocabulary::built_in`] it leaves open which matters and further facts there are; with the
/// vocabulary of an engine it knows those that its packs declare.
///
/// ```
/// use zhunru::vocabulary::Vocabulary;
/// let schema = zhunru::schema::proposal(&Vocabulary::built_in());
/// assert_eq!(schema["required"][0], "demands");
/// assert!(schema["$defs"]["signboard"]["properties"]["placement"].is_object());
/// ```
pub fn proposal(vocabulary: &Vocabulary) -> Value {
    let header = Header(vocabulary);
    let mut properties = vec![
        ("format", nullable(json!({"const": FORMAT}))),
        ("id", nullable(text())),
        ("title", nullable(text())),
        ("submitted_on", header.field("submitted_on")),
        ("starts_on", header.field("starts_on")),
        ("ends_on", header.field("ends_on")),
        (
            "issuer",
            nullable(json!({"anyOf": [part("organ"), some(part("organ"))]})),
        ),
        ("village", nullable(part("village"))),
        ("approvals", nullable(array(part("approval")))),
        ("demands", some(part("demand"))),
    ];
    properties.extend(shared());
    let mut parts = Map::new();
    let mut define = |name: &str, schema: Value| parts.insert(name.to_owned(), schema);
    define("organ", organ(vocabulary));
    define("village", header.village());
    define("basis", header.entry("basis"));
    define("approval", approval());
    define("support_item", header.object("support.funds.", &[]));
    define("support", support());
    define("facts", facts(vocabulary));
    let mut demands = Vec::new();
    for &demand in DemandType::ALL {
        define(demand.code(), body(vocabulary, demand));
        demands.push(part(demand.code()));
    }
    define("demand", json!({"oneOf": demands}));
    let mut schema = closed(properties, &["demands"]);
    if let Value::Object(schema) = &mut schema {
        schema.insert("$defs".to_owned(), Value::Object(parts));
    }
    document(
        "zhunru proposal",
        "What is absent or null is unknown; that there is none is said: [], \"none\", \"nobody\".",
        schema,
    )
}

/// What a header and a demand both may carry.
fn shared() -> [(&'static str, Value); 3] {
    [
        ("basis", nullable(array(part("basis")))),
        ("support", nullable(part("support"))),
        ("facts", nullable(part("facts"))),
    ]
}

/// The demands of one type.
fn body(vocabulary: &Vocabulary, demand: DemandType) -> Value {
    let mut properties = vec![("type".to_owned(), json!({"const": demand.code()}))];
    for name in DemandBody::field_names(demand) {
        let fact = vocabulary.facts().find(|fact| {
            fact.place == FactPlace::Demand
                && fact.on.contains(demand)
                && fact.path.rsplit('.').next() == Some(name)
        });
        properties.extend(fact.map(|fact| ((*name).to_owned(), described(fact))));
    }
    let shared = shared();
    properties.extend(shared.map(|(name, schema)| (name.to_owned(), schema)));
    let mut schema = closed(properties, &["type"]);
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), demand.label_zh().into());
    }
    schema
}

/// The facts of the header.
struct Header<'a>(&'a Vocabulary);

impl Header<'_> {
    /// The field of the header that states this fact.
    fn field(&self, path: &str) -> Value {
        self.0.fact(path).map_or(Value::Bool(false), described)
    }

    /// The entries of the list that states this fact.
    fn entry(&self, path: &str) -> Value {
        match self.0.fact(path).map(|fact| &fact.kind) {
            Some(FactKind::List { fields, .. }) => entries(fields),
            _ => Value::Bool(false),
        }
    }

    /// An object of the facts whose paths begin so, and of others.
    fn object(&self, prefix: &str, others: &[(&str, Value)]) -> Value {
        let facts = self
            .0
            .facts()
            .filter(|fact| fact.place == FactPlace::Header);
        let fields = facts.filter_map(|fact| {
            let name = fact.path.strip_prefix(prefix)?;
            Some((name.to_owned(), described(fact)))
        });
        let others = others.iter().cloned();
        closed(
            others
                .map(|(name, schema)| (name.to_owned(), schema))
                .chain(fields),
            &[],
        )
    }

    fn village(&self) -> Value {
        let code = json!({"type": "string", "pattern": "^[1-8][0-9]{5}([0-9]{6})?$"});
        self.object(
            "village.",
            &[
                ("code", nullable(code)),
                ("name", nullable(text())),
                ("within", nullable(array(text()))),
            ],
        )
    }
}

fn organ(vocabulary: &Vocabulary) -> Value {
    let described = |path: &str, schema: Value| {
        let label = vocabulary.fact(path).map(|fact| fact.label.zh());
        titled(nullable(schema), label.unwrap_or_default())
    };
    closed(
        [
            ("name", described("issuer.name", text())),
            ("level", described("issuer.level", coded::<AdminLevel>())),
            ("kind", described("issuer.kind", coded::<OrganKind>())),
            (
                "code",
                nullable(json!({"type": "string", "pattern": "^[0-9A-Z]{18}$"})),
            ),
        ],
        &[],
    )
}

fn approval() -> Value {
    closed(
        [
            ("act", nullable(coded::<Act>())),
            ("by", nullable(part("organ"))),
            ("on", nullable(or_none(date()))),
            ("number", nullable(text())),
            ("outcome", nullable(coded::<ApprovalOutcome>())),
            ("ends_on", nullable(or_none(date()))),
            ("demands", nullable(array(from(0)))),
        ],
        &[],
    )
}

fn support() -> Value {
    let item = || nullable(part("support_item"));
    closed(
        [("funds", item()), ("staff", item()), ("equipment", item())],
        &[],
    )
}

/// Further facts by path: those that the vocabulary knows, and any others of a simple type.
fn facts(vocabulary: &Vocabulary) -> Value {
    let stated = vocabulary
        .facts()
        .filter(|fact| fact.place == FactPlace::Facts)
        .map(|fact| (fact.path.to_string(), described(fact)));
    let mut schema = closed(stated, &[]);
    if let Value::Object(schema) = &mut schema {
        let others = json!({"type": ["boolean", "integer", "string", "null"]});
        schema.insert("additionalProperties".to_owned(), others);
    }
    schema
}

/// The field that states a fact, with its label.
fn described(fact: &Fact) -> Value {
    let schema = match &fact.kind {
        // Without packs nobody knows which matters there are.
        FactKind::Enumeration { values, .. } if fact.path == "work.matter" && values.len() == 1 => {
            text()
        }
        kind => of_kind(kind),
    };
    let schema = match fact.allows_none {
        true => or_none(schema),
        false => schema,
    };
    titled(nullable(schema), fact.label.zh())
}

fn titled(mut schema: Value, title: &str) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), title.into());
    }
    schema
}

fn of_kind(kind: &FactKind) -> Value {
    match kind {
        FactKind::Boolean => boolean(),
        FactKind::Enumeration { values, .. } => {
            let codes: Vec<&str> = values.iter().map(|value| value.code.as_str()).collect();
            json!({"type": "string", "enum": codes})
        }
        FactKind::Integer => json!({"type": "integer"}),
        FactKind::Decimal => decimal(),
        FactKind::Date => date(),
        FactKind::Text | FactKind::Item => text(),
        FactKind::List { fields, .. } => array(entries(fields)),
        FactKind::Approvals => array(part("approval")),
    }
}

/// The entries of a list: objects, or plain codes.
fn entries(fields: &[EntryField]) -> Value {
    let field = |field: &EntryField| match field.allows_none {
        true => or_none(of_kind(&field.kind)),
        false => of_kind(&field.kind),
    };
    match fields {
        [only] if only.name.is_empty() => field(only),
        _ => closed(
            fields.iter().map(|one| {
                (
                    one.name.as_str(),
                    titled(nullable(field(one)), one.label.zh()),
                )
            }),
            &[],
        ),
    }
}
