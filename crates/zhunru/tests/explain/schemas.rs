//! The schemas, held against what the library reads and writes.

use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};
use zhunru::model::{Coded, DemandType, Proposal};
use zhunru::schema;
use zhunru::text::Language;
use zhunru::vocabulary::{FactPlace, Vocabulary};

use crate::validator::faults;
use crate::{decide_on, engine, proposal};

fn of_proposals() -> Value {
    schema::proposal(&Vocabulary::built_in())
}

/// A demand of each type with each of its fields stated, as the vocabulary has them.
fn full_demands(vocabulary: &Vocabulary) -> Vec<Value> {
    DemandType::ALL
        .iter()
        .map(|&demand| {
            let mut fields = serde_json::Map::new();
            fields.insert("type".to_owned(), demand.code().into());
            let facts = vocabulary.facts();
            for fact in
                facts.filter(|fact| fact.place == FactPlace::Demand && fact.on.contains(demand))
            {
                let name = fact.path.rsplit('.').next().unwrap();
                let value = match fact.kind.name() {
                    "boolean" => json!(true),
                    "enum" => json!(fact.kind.allowed_values()[0].code),
                    "integer" => json!(3),
                    "decimal" => json!("0.5"),
                    "date" => json!("2024-03-04"),
                    "list" => json!([]),
                    _ => json!("甲"),
                };
                fields.insert(name.to_owned(), value);
            }
            Value::Object(fields)
        })
        .collect()
}

#[test]
fn every_field_of_every_demand_is_in_the_schema() {
    let vocabulary = Vocabulary::built_in();
    let demands = full_demands(&vocabulary);
    let document = json!({"demands": demands});
    // The reader knows these fields, and so does the schema.
    let read = Proposal::from_json(&document.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), document);
    assert_eq!(faults(&of_proposals(), &document), Vec::<String>::new());
    for demand in demands {
        let kind = demand["type"].as_str().unwrap();
        let properties = &of_proposals()["$defs"][kind]["properties"];
        let shared = ["type", "basis", "support", "facts"];
        for name in properties.as_object().unwrap().keys() {
            let known = demand.get(name).is_some() || shared.contains(&name.as_str());
            assert!(known, "`{name}` of `{kind}` is read by nobody");
        }
    }
}

#[test]
fn a_whole_header_is_valid() {
    let document = json!({
        "format": 1, "id": "1", "title": null, "submitted_on": "2024-03-04",
        "starts_on": "none", "ends_on": "2024-12-31",
        "issuer": [{"name": "甲", "level": "county", "kind": "party_committee"},
                   {"name": "乙", "level": null, "kind": "government", "code": null}],
        "village": {"code": "340304100201", "name": "下洪村", "kind": "village", "within": ["禹会区"],
            "signboards": [{"name": "党支部", "placement": "exterior_sign",
                            "sponsor_level": "county", "filed": true}],
            "mechanisms": [{"name": "甲", "sponsor_level": "city", "dedicated_post": false}],
            "digital_tools": [{"name": "甲"}], "chat_groups": []},
        "basis": [{"rank": "law", "title": "法", "number": "none", "clause": "第一条"}],
        "approvals": [{"act": "consent", "by": {"level": "province"}, "on": "2024-01-01",
            "number": "1", "outcome": "approved", "ends_on": "none", "demands": [0]}],
        "support": {"funds": {"borne_by": "issuer", "amount": "20000.00", "village_part": false},
            "staff": {"borne_by": "nobody"}, "equipment": null},
        "demands": [{"type": "work", "matter": "demolition", "facts": {"forced": false}}],
        "facts": {"accepted_by_villagers": true, "signboard.among_seven": false}
    });
    assert!(Proposal::from_json(&document.to_string()).is_ok());
    assert_eq!(faults(&of_proposals(), &document), Vec::<String>::new());
}

#[test]
fn faulty_proposals_are_not_valid() {
    for faulty in [
        json!({}),
        json!({"demands": []}),
        json!({"demands": [{"type": "work", "itm": "x"}]}),
        json!({"demands": [{"type": "wrok"}]}),
        json!({"demands": [{"type": "work"}], "format": 2}),
        json!({"demands": [{"type": "work"}], "submitted_on": "4.3.2024"}),
        json!({"demands": [{"type": "signboard", "placement": "outside"}]}),
        json!({"demands": [{"type": "work"}], "support": {"funds": {"amount": 3}}}),
        json!({"demands": [{"type": "work", "facts": {"forced": "no"}}]}),
    ] {
        assert!(!faults(&of_proposals(), &faulty).is_empty(), "{faulty}");
    }
}

#[test]
fn the_engine_s_vocabulary_closes_what_packs_declare() {
    let mut document = json!({"demands": [{"type": "work", "matter": "other"}]});
    let closed = schema::proposal(engine().vocabulary());
    assert_eq!(faults(&closed, &document), Vec::<String>::new());
    document["demands"][0]["facts"] = json!({"listed.example.assist": "yes"});
    assert!(!faults(&closed, &document).is_empty());
    document["demands"][0]["facts"] = json!({"listed.example.assist": true});
    assert_eq!(faults(&closed, &document), Vec::<String>::new());
}

/// Makes every object of a schema closed, so that a property which it does not name is a fault.
fn tightened(schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let mut object: serde_json::Map<_, _> = object
                .iter()
                .map(|(name, value)| (name.clone(), tightened(value)))
                .collect();
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            Value::Object(object)
        }
        Value::Array(items) => items.iter().map(tightened).collect(),
        other => other.clone(),
    }
}

#[test]
fn decisions_have_what_the_schema_says_and_no_more() {
    let schema = tightened(&schema::decision());
    let header = r#""starts_on": "2024-01-01", "approvals": [{"act": "preliminary_review"}],"#;
    let demands = r#"
        {"type": "signboard", "name": "甲", "placement": "exterior_sign"},
        {"type": "work", "item": "垃圾清运督办", "own_duty": true},
        {"type": "work", "item": "森林防火"},
        {"type": "work", "item": "A01", "support": {"funds": {"borne_by": "issuer"}}},
        {"type": "seal_use"}, {"type": "meeting"}"#;
    let proposal = proposal(header, demands);
    for (day, trace) in [
        ("2024-03-04", false),
        ("2024-03-04", true),
        ("2020-01-01", false),
    ] {
        let decision = decide_on(&proposal, day, trace);
        for language in [Language::Zh, Language::En] {
            let report = serde_json::to_value(decision.report(language)).unwrap();
            assert_eq!(faults(&schema, &report), Vec::<String>::new());
        }
    }
    let mut report =
        serde_json::to_value(decide_on(&proposal, "2024-03-04", false).report(Language::Zh))
            .unwrap();
    report["verdict"] = "denied".into();
    assert!(!faults(&schema, &report).is_empty());
}

/// The example pack as JSON, its dates as strings.
fn example_pack() -> Value {
    let files = [
        ("pack.toml", include_str!("pack/pack.toml")),
        ("procedures.toml", include_str!("pack/procedures.toml")),
        ("rules/rules.toml", include_str!("pack/rules/rules.toml")),
        ("lists/assist.toml", include_str!("pack/lists/assist.toml")),
    ];
    files
        .into_iter()
        .map(|(path, text)| {
            let table = DeTable::parse(text).unwrap().into_inner();
            (path.to_owned(), as_json(&DeValue::Table(table)))
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn as_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => number.as_str().parse::<i64>().unwrap().into(),
        DeValue::Float(number) => number.as_str().parse::<f64>().unwrap().into(),
        DeValue::Boolean(value) => (*value).into(),
        DeValue::Datetime(date) => date.to_string().into(),
        DeValue::Array(items) => items.iter().map(|item| as_json(item.get_ref())).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(name, value)| (name.get_ref().to_string(), as_json(value.get_ref())))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

#[test]
fn a_pack_s_files_are_valid_and_misspelt_keys_are_not() {
    let schema = schema::pack();
    let pack = example_pack();
    assert_eq!(faults(&schema, &pack), Vec::<String>::new());
    for (path, pointer, key) in [
        ("pack.toml", "", "titel"),
        ("rules/rules.toml", "/rule/0", "mesage"),
        ("lists/assist.toml", "/entry/0", "nmae"),
        ("procedures.toml", "/procedure/0/step/0", "by_whom"),
    ] {
        let mut faulty = pack.clone();
        let place = faulty[path].pointer_mut(pointer).unwrap();
        place[key] = "x".into();
        assert!(!faults(&schema, &faulty).is_empty(), "{path} {key}");
    }
}
