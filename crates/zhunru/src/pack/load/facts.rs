//! `facts.toml`: the facts and matters that a pack declares.

use smol_str::SmolStr;

use super::document::{Document, source_text};
use super::node::Node;
use super::sink::{Located, Sink};
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::model::DemandTypes;
use crate::pack::PackFiles;
use crate::vocabulary::{AllowedValue, Fact, FactKind, FactOrigin, FactPlace, Unit};

const FACT_KEYS: &[&str] = &[
    "path",
    "type",
    "on",
    "label",
    "label_en",
    "question",
    "question_en",
    "unit",
    "allows_none",
    "ordered",
    "values",
];

/// The types that a declared fact may have.
const TYPES: [&str; 6] = ["boolean", "enum", "integer", "decimal", "date", "text"];

/// Codes that the engine itself gives a meaning.
const RESERVED: [&str; 2] = ["none", "other"];

/// What a pack declares.
#[derive(Default)]
pub(super) struct Declared {
    pub(super) facts: Vec<Located<Fact>>,
    pub(super) matters: Vec<Located<AllowedValue>>,
}

/// Reads `facts.toml`, if it is there.
pub(super) fn read(files: &PackFiles, pack: &SmolStr, sink: &Sink) -> Declared {
    let Some(source) = source_text(files, "facts.toml", sink) else {
        return Declared::default();
    };
    let file = Document::parse(&source, sink);
    let root = file.root(&["fact", "matter"]);
    let facts = root.tables("fact", FACT_KEYS);
    let matters = root.tables("matter", &["code", "label", "label_en"]);
    Declared {
        facts: facts.iter().filter_map(|table| fact(table, pack)).collect(),
        matters: values(&matters, &RESERVED),
    }
}

fn fact(table: &Table<'_>, pack: &SmolStr) -> Option<Located<Fact>> {
    let label = table.required_local_text("label");
    let question = table.required_local_text("question");
    let on = table
        .get("on")
        .map(|node| node.demand_types().unwrap_or_default());
    let kind = kind(table);
    let unit = table.get("unit").and_then(|node| node.coded::<Unit>());
    let allows_none = table.get("allows_none").and_then(|node| node.boolean());
    let path_node = table.required("path")?;
    let path = path_node.text()?;
    if !is_path(&path) {
        path_node.error(
            Code::PackValue,
            format!(
                "{} is no path; its parts are made of lower-case letters, digits and underscores, \
                 joined by dots, and the first is not `listed`",
                quoted(&path)
            ),
        );
        return None;
    }
    Some(Located {
        value: Fact {
            path,
            kind: kind?,
            allows_none: allows_none.unwrap_or_default(),
            unit,
            label,
            question,
            on: on.unwrap_or(DemandTypes::ALL),
            place: FactPlace::Facts,
            origin: FactOrigin::Pack(pack.clone()),
        },
        place: path_node.place(),
    })
}

fn kind(table: &Table<'_>) -> Option<FactKind> {
    let node = table.required("type")?;
    let name = node.text()?;
    if name != "enum" {
        for key in ["values", "ordered"] {
            table.refuse(key, "for a fact that is no `enum`");
        }
    }
    if name != "integer" && name != "decimal" {
        table.refuse("unit", "for a fact that is no number");
    }
    if name == "boolean" || name == "enum" {
        table.refuse(
            "allows_none",
            "for a `boolean` or an `enum`; an `enum` may have a value for it",
        );
    }
    Some(match name.as_str() {
        "boolean" => FactKind::Boolean,
        "integer" => FactKind::Integer,
        "decimal" => FactKind::Decimal,
        "date" => FactKind::Date,
        "text" => FactKind::Text,
        "enum" => enumeration(table)?,
        other => {
            node.not_allowed(other, "no type of fact", TYPES.into_iter());
            return None;
        }
    })
}

fn enumeration(table: &Table<'_>) -> Option<FactKind> {
    let node = table.required("values")?;
    let values = values(&node.tables(&["code", "label", "label_en"]), &["none"]);
    if values.len() < 2 {
        node.error(Code::PackValue, "an `enum` has two values or more");
    }
    let ordered = table.get("ordered").and_then(|node| node.boolean());
    Some(FactKind::Enumeration {
        values: values.into_iter().map(|value| value.value).collect(),
        ordered: ordered.unwrap_or_default(),
    })
}

fn values(tables: &[Table<'_>], reserved: &[&str]) -> Vec<Located<AllowedValue>> {
    let mut values: Vec<Located<AllowedValue>> = Vec::new();
    for table in tables {
        let label = table.required_local_text("label");
        let Some(code) = table
            .required("code")
            .and_then(|node| code(&node, reserved))
        else {
            continue;
        };
        if values.iter().any(|known| known.value.code == code) {
            let message = format!("the code {} is given twice", quoted(&code));
            table.push(table.place_of("code").error(Code::PackDuplicate, message));
            continue;
        }
        values.push(Located {
            value: AllowedValue { code, label },
            place: table.place_of("code"),
        });
    }
    values
}

fn code(node: &Node<'_>, reserved: &[&str]) -> Option<SmolStr> {
    let code = node.text()?;
    let of_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !code.bytes().all(of_code) || reserved.contains(&code.as_str()) || code.len() > 64 {
        node.error(
            Code::PackValue,
            format!(
                "{} is no code; codes are made of up to 64 lower-case letters, digits and \
                 underscores, and `{}` are taken",
                quoted(&code),
                reserved.join("`, `")
            ),
        );
        return None;
    }
    Some(code)
}

fn is_path(path: &str) -> bool {
    let is_part = |part: &str| {
        part.bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    path.len() <= 128 && path.split('.').all(is_part) && !path.starts_with("listed.")
}
