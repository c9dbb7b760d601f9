//! Proposals are read alike from text, whatever its escapes, and from a JSON value; and text that is
//! no JSON is told where it goes wrong.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use std::collections::HashSet;

use proptest::prelude::*;
use zhunru::input::{InputError, InputErrors};
use zhunru::json::{Json, Object};
use zhunru::model::Proposal;

/// A JSON value as it may be written, also with a key that comes twice.
#[derive(Clone, Debug)]
enum Written {
    Plain(Json),
    Array(Vec<Written>),
    Object(Vec<(String, Written)>),
}

impl Written {
    /// The value, if no key comes twice.
    fn value(&self) -> Option<Json> {
        Some(match self {
            Written::Plain(value) => value.clone(),
            Written::Array(elements) => {
                let elements = elements.iter().map(Written::value);
                Json::Array(elements.collect::<Option<_>>()?)
            }
            Written::Object(entries) => {
                let mut seen = HashSet::new();
                if !entries.iter().all(|(key, _)| seen.insert(key)) {
                    return None;
                }
                let entry = |(key, value): &(String, Written)| Some((key.into(), value.value()?));
                Json::Object(entries.iter().map(entry).collect::<Option<Object>>()?)
            }
        })
    }
}

/// Writes text in which every so many strings are written in escapes alone.
struct Writer {
    escaped: usize,
    strings: usize,
    text: String,
}

impl Writer {
    fn text(value: &Written, escaped: usize) -> String {
        let mut writer = Writer {
            escaped,
            strings: 0,
            text: String::new(),
        };
        writer.value(value);
        writer.text
    }

    fn value(&mut self, value: &Written) {
        match value {
            Written::Plain(Json::Text(value)) => self.string(value),
            Written::Plain(value) => self.text += &serde_json::to_string(value).unwrap(),
            Written::Array(elements) => {
                self.text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    self.text.push_str(if index > 0 { ", " } else { " " });
                    self.value(element);
                }
                self.text.push(']');
            }
            Written::Object(entries) => {
                self.text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.text.push_str(if index > 0 { ",\n" } else { "" });
                    self.string(key);
                    self.text.push(':');
                    self.value(value);
                }
                self.text.push('}');
            }
        }
    }

    fn string(&mut self, value: &str) {
        self.strings += 1;
        if self.escaped == 0 || !self.strings.is_multiple_of(self.escaped) {
            self.text += &serde_json::to_string(value).unwrap();
            return;
        }
        self.text.push('"');
        for unit in value.encode_utf16() {
            self.text += &format!("\\u{unit:04x}");
        }
        self.text.push('"');
    }
}

/// Keys of proposals, near misses of them, and others.
fn key() -> impl Strategy<Value = String> {
    let known = [
        "format",
        "id",
        "title",
        "submitted_on",
        "issuer",
        "village",
        "basis",
        "approvals",
        "support",
        "demands",
        "facts",
        "type",
        "item",
        "name",
        "level",
        "kind",
        "code",
        "signboards",
        "rank",
        "act",
        "by",
        "on",
        "funds",
        "borne_by",
        "amount",
        "filed",
        "titel",
        "demand",
        "work.own_duty",
        "一票否决",
        "\"\\\u{0}\u{1F600}",
        "",
    ];
    prop_oneof![
        9 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => ".{0,3}",
    ]
}

fn plain() -> impl Strategy<Value = Written> {
    let texts = [
        "work",
        "signboard",
        "data_request",
        "county",
        "government",
        "law",
        "nobody",
        "none",
        "2024-03-04",
        "2024-02-30",
        "340304",
        "340304100201",
        "120.50",
        "-1",
        "",
        " \u{3000}",
        "农家书屋",
        "村（社区）综合服务设施管理委员会办公室",
        "\"quoted\" \\ \n",
    ];
    let text = prop::sample::select(texts.to_vec());
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Boolean),
        (-1_i64..4).prop_map(Json::Integer),
        Just(Json::Integer(i64::MIN)),
        Just(Json::Float(0.5)),
        text.prop_map(|text| Json::Text(text.into())),
        ".{0,12}".prop_map(|text| Json::Text(text.into())),
    ]
    .prop_map(Written::Plain)
}

fn written() -> impl Strategy<Value = Written> {
    plain().prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Written::Array),
            3 => prop::collection::vec((key(), inner), 0..8).prop_map(Written::Object),
        ]
    })
}

/// A proposal as far as its outermost fields go.
fn proposal() -> impl Strategy<Value = Written> {
    let demand = (
        prop::sample::select(vec!["work", "signboard", "meeting", "wrok"]),
        prop::collection::vec((key(), plain()), 0..4),
    );
    let demand = demand.prop_map(|(of_type, mut fields)| {
        let of_type = Written::Plain(Json::Text(of_type.into()));
        fields.push(("type".to_owned(), of_type));
        Written::Object(fields)
    });
    let demands = prop::collection::vec(demand, 0..3).prop_map(Written::Array);
    let fields = prop::collection::vec((key(), written()), 0..6);
    (fields, demands, 0_usize..6).prop_map(|(mut fields, demands, at)| {
        fields.insert(at.min(fields.len()), ("demands".to_owned(), demands));
        Written::Object(fields)
    })
}

fn only(errors: &InputErrors) -> &InputError {
    assert_eq!(errors.errors().len(), 1, "{errors}");
    &errors.errors()[0]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn text_is_read_as_the_value_that_it_writes(
        written in prop_oneof![proposal(), written()], escaped in 0_usize..4
    ) {
        let text = Writer::text(&written, escaped);
        let read = Proposal::from_json(&text);
        let Some(value) = written.value() else {
            let errors = read.unwrap_err();
            let error = only(&errors);
            prop_assert_eq!(error.code, "json");
            prop_assert!(error.message.ends_with("` comes twice"), "{}", error);
            return Ok(());
        };
        prop_assert_eq!(&serde_json::from_str::<Json>(&text).unwrap(), &value);
        prop_assert_eq!(&read, &Proposal::from_value(&value));
        // Through serde every fault comes as one message.
        let through_serde = serde_json::from_str::<Proposal>(&text);
        prop_assert_eq!(
            through_serde.map_err(|_| ()),
            read.map_err(|_| ())
        );
    }
}

/// The place of a fault of the text itself, with its message.
fn fault(text: &str) -> (usize, usize, String) {
    let errors = Proposal::from_json(text).unwrap_err();
    let error = only(&errors).clone();
    assert_eq!((error.code, error.path.as_str()), ("json", ""), "{text}");
    let message = error.message.strip_prefix("not valid JSON: ");
    (
        error.line.unwrap(),
        error.column.unwrap(),
        message.unwrap().to_owned(),
    )
}

#[test]
fn a_fault_of_the_text_is_told_with_its_place() {
    let twice = |key| format!("the key `{key}` comes twice");
    for (text, line, column, message) in [
        (r#"{"a": 1, "a": 2, "b": 3}"#, 1, 15, twice("a")),
        (r#"{"a": 1, "a": 2, nonsense"#, 1, 15, twice("a")),
        (
            r#"{"a": 1, "b": {"a":1,"\u0061":2}, "a": 5}"#,
            1,
            32,
            twice("a"),
        ),
        ("{\"\\n\": [],\n\"\\n\": {}}", 2, 9, twice("\n")),
        ("{\"a\": 1,\n}", 2, 1, "trailing comma".to_owned()),
        ("{} {}", 1, 4, "trailing characters".to_owned()),
    ] {
        assert_eq!(fault(text), (line, column, message), "{text}");
    }
}

/// Many keys are told apart as few are: in plain text, in escapes, first and last.
#[test]
fn a_key_among_many_comes_once() {
    for count in [2_usize, 31, 32, 33, 34, 1_000, 100_000] {
        let mut text = String::from("{\"demands\": [], \"facts\": {");
        for number in 0..count {
            text += &format!("\"f\\u006{}{number}\": {{\"x\": [1]}},", number % 10);
        }
        let with = |last: &str| Proposal::from_json(&format!("{text}\"{last}\": 1}}}}"));
        for twice in [
            "f`0".to_owned(),
            format!("f\\u006{}{}", (count - 1) % 10, count - 1),
        ] {
            let errors = with(&twice).unwrap_err();
            assert_eq!(only(&errors).code, "json", "{count} {errors}");
        }
        assert_eq!(with("other").unwrap_err().errors().len(), count + 1);
    }
}

/// Behind so many values a field is found all the same.
#[test]
fn a_field_far_behind_is_found() {
    let facts: Vec<String> = (0..40_000)
        .map(|number| format!("\"f.{number}\": 1"))
        .collect();
    let text = format!(
        r#"{{"facts": {{{}}}, "id": "7", "title": null, "demands": [{{"type": "meeting"}}]}}"#,
        facts.join(",")
    );
    let proposal = Proposal::from_json(&text).unwrap();
    assert_eq!(proposal.id.as_deref(), Some("7"));
    assert_eq!(proposal.title, None);
    assert_eq!((proposal.demands.len(), proposal.facts.len()), (1, 40_000));
}

#[test]
fn values_are_nested_128_deep_at_most() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let errors = Proposal::from_json(&nested(127)).unwrap_err();
    assert_eq!(only(&errors).code, "wrong-type");
    let (_, _, message) = fault(&nested(128));
    assert_eq!(message, "values are nested deeper than 128");
}
