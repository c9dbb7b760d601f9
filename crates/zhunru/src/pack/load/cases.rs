//! `cases/*.toml`: the pack's own tests.

use chrono::NaiveDate;
use indexmap::IndexMap;
use smol_str::SmolStr;
use toml::de::DeValue;

use super::document::{Document, source_text};
use super::node::Node;
use super::sink::{Located, Place, Sink};
use super::table::Table;
use crate::decision::{Outcome, Verdict};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::InputError;
use crate::json::{Json, Object};
use crate::model::{Coded, Proposal};
use crate::pack::{Case, Expectation, PackFiles};

const KEYS: &[&str] = &[
    "name", "rule", "outcome", "as_of", "proposal", "demands", "expect",
];

const EXPECT_KEYS: &[&str] = &[
    "verdict",
    "assignable",
    "possible",
    "rules",
    "missing",
    "next",
    "obligations",
];

/// A case, and where it names what must be there.
pub(super) struct CaseDraft {
    pub(super) case: Case,
    /// Rules, lists and limits that it names.
    pub(super) rules: Vec<Located<SmolStr>>,
    /// The step of a procedure that it names.
    pub(super) step: Option<Located<SmolStr>>,
}

/// Reads the cases of one file.
pub(super) fn read(files: &PackFiles, path: &str, sink: &Sink, cases: &mut Vec<CaseDraft>) {
    let Some(text) = source_text(files, path, sink) else {
        return;
    };
    let file = Document::parse(&text, sink);
    let root = file.root(&["as_of", "base", "case"]);
    let as_of = root.get("as_of").and_then(|node| node.date());
    let base = root.get("base");
    for table in root.tables("case", KEYS) {
        cases.extend(case(&table, path, as_of, base.as_ref()));
    }
}

fn case(
    table: &Table<'_>,
    path: &str,
    as_of: Option<NaiveDate>,
    base: Option<&Node<'_>>,
) -> Option<CaseDraft> {
    let name = table.required_text("name");
    let as_of = match (table.get("as_of"), as_of) {
        (None, Some(day)) => Some(day),
        _ => table.required("as_of").and_then(|node| node.date()),
    };
    let mut rules = Vec::new();
    let mut step = None;
    let mut expect = table
        .required("expect")
        .and_then(|node| expectation(&node, &mut rules, &mut step))
        .unwrap_or_default();
    let rule = table.get("rule").and_then(|node| node.located_text());
    let outcome = table
        .get("outcome")
        .and_then(|node| node.coded::<Outcome>());
    match (&rule, outcome) {
        (Some(rule), Some(outcome)) => {
            expect
                .rules
                .insert(rule.value.clone(), outcome.code().into());
        }
        (None, Some(_)) => {
            table.required("rule");
        }
        _ => {}
    }
    let about = rule.as_ref().map(|rule| rule.value.clone());
    rules.extend(rule);
    let proposal = proposal(table, base)?;
    let place = table.place();
    Some(CaseDraft {
        case: Case {
            name,
            file: path.into(),
            line: place.source.line_column(place.span.start).line,
            rule: about,
            as_of: as_of?,
            proposal,
            expect,
        },
        rules,
        step,
    })
}

/// The proposal: the base, the keys that stand instead of its own, and the demands.
fn proposal(table: &Table<'_>, base: Option<&Node<'_>>) -> Option<Proposal> {
    let mut fields: IndexMap<SmolStr, (Json, Node<'_>)> = IndexMap::new();
    let own = table.get("proposal");
    let mut whole = true;
    for part in [base, own.as_ref()].into_iter().flatten() {
        for (key, _, node) in part.open_entries()? {
            match json(&node) {
                Some(value) => {
                    fields.insert(key, (value, node));
                }
                None => whole = false,
            }
        }
    }
    if let Some(node) = table.get("demands") {
        match json(&node) {
            Some(value) => {
                fields.insert("demands".into(), (value, node));
            }
            None => whole = false,
        }
    } else if !fields.contains_key("demands") {
        table.required("demands");
        whole = false;
    }
    if !whole {
        return None;
    }
    let object = fields
        .iter()
        .map(|(key, (value, _))| (key.clone(), value.clone()));
    match Proposal::from_value(&Json::Object(object.collect())) {
        Ok(proposal) => Some(proposal),
        Err(errors) => {
            for error in errors.errors() {
                let place = place_of(&error.path, &fields).unwrap_or_else(|| table.place());
                table.push(of_input(error, &place));
            }
            None
        }
    }
}

/// The diagnostic of a fault in a value of the interchange form.
pub(super) fn of_input(error: &InputError, place: &Place) -> Diagnostic {
    let code = match error.code {
        "unknown-field" => Code::PackUnknownKey,
        "missing-field" => Code::PackMissingKey,
        "wrong-type" => Code::PackType,
        _ => Code::PackValue,
    };
    let diagnostic = place.error(code, error.message.clone());
    let diagnostic = diagnostic.message_zh(error.message_zh.clone());
    diagnostic.at_path(error.path.as_str())
}

/// Where a path such as `demands[1].item` leads, as far as it can be followed.
fn place_of(path: &str, fields: &IndexMap<SmolStr, (Json, Node<'_>)>) -> Option<Place> {
    let mut parts = path
        .split(['.', '['])
        .map(|part| part.trim_end_matches(']'));
    let (_, node) = fields.get(parts.next()?)?;
    Some(follow(node, parts))
}

/// Where a path inside a value leads, as far as it can be followed.
pub(super) fn follow<'a>(node: &Node<'_>, parts: impl Iterator<Item = &'a str>) -> Place {
    let mut node = node.clone();
    for part in parts {
        let next = match node.value {
            DeValue::Array(_) => {
                let index: Option<usize> = part.parse().ok();
                index.and_then(|index| node.elements().into_iter().nth(index))
            }
            DeValue::Table(_) => node
                .open_entries()
                .into_iter()
                .flatten()
                .find(|(key, _, _)| key == part)
                .map(|(_, _, value)| value),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node.place()
}

/// A TOML value in the interchange form: dates are texts, decimal numbers too.
pub(super) fn json(node: &Node<'_>) -> Option<Json> {
    Some(match node.value {
        DeValue::String(text) => Json::Text(SmolStr::new(text)),
        DeValue::Integer(_) => Json::Integer(node.integer()?),
        DeValue::Float(number) => Json::Text(SmolStr::new(number.as_str())),
        DeValue::Boolean(value) => Json::Boolean(*value),
        DeValue::Datetime(_) => Json::Text(node.date()?.to_string().into()),
        DeValue::Array(_) => {
            let elements = node.elements();
            let values: Vec<Option<Json>> = elements.iter().map(json).collect();
            Json::Array(values.into_iter().collect::<Option<_>>()?)
        }
        DeValue::Table(_) => {
            let mut object = Object::default();
            let mut whole = true;
            for (key, _, value) in node.open_entries()? {
                match json(&value) {
                    Some(value) => {
                        object.insert(key, value);
                    }
                    None => whole = false,
                }
            }
            whole.then_some(Json::Object(object))?
        }
    })
}

fn expectation(
    node: &Node<'_>,
    rules: &mut Vec<Located<SmolStr>>,
    step: &mut Option<Located<SmolStr>>,
) -> Option<Expectation> {
    let table = node.table(EXPECT_KEYS)?;
    let texts = |key: &str| {
        let nodes = table.get(key)?.elements();
        Some(
            nodes
                .iter()
                .filter_map(|node| node.text())
                .collect::<Vec<_>>(),
        )
    };
    let obligations = table.get("obligations").map(|node| node.elements());
    let obligations = obligations.map(|nodes| {
        let ids = nodes.iter().filter_map(|node| node.located_text());
        ids.collect::<Vec<_>>()
    });
    rules.extend(obligations.iter().flatten().cloned());
    let mut outcomes = IndexMap::new();
    let entries = table.get("rules").and_then(|node| node.open_entries());
    for (rule, place, node) in entries.into_iter().flatten() {
        if let Some(outcome) = node.coded::<Outcome>() {
            outcomes.insert(rule.clone(), outcome.code().into());
        }
        rules.push(Located { value: rule, place });
    }
    *step = table.get("next").and_then(|node| node.located_text());
    let verdict = |node: &Node<'_>| node.coded::<Verdict>();
    let code = |verdict: Verdict| SmolStr::new_static(verdict.code());
    Some(Expectation {
        verdict: table.get("verdict").as_ref().and_then(verdict).map(code),
        assignable: table.get("assignable").and_then(|node| node.boolean()),
        possible: table.get("possible").map(|node| {
            let nodes = node.elements();
            nodes.iter().filter_map(verdict).map(code).collect()
        }),
        rules: outcomes,
        missing: texts("missing"),
        next: step.as_ref().map(|step| step.value.clone()),
        obligations: obligations.map(|ids| ids.into_iter().map(|id| id.value).collect()),
    })
}
