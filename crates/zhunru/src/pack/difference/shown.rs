//! Values of the canonical form, for people.

use smol_str::SmolStr;

use super::PackPart;
use super::item::{local, text};
use crate::json::{Json, Object};
use crate::list::{AmendmentAct, ListKind};
use crate::model::{Act, AdminLevel, Coded, DemandType, OrganKind};
use crate::pack::{Due, Modality, SourceKind, canonical};
use crate::text::{Language, LocalText};
use crate::vocabulary::Unit;

/// What a key of a part says.
pub(super) fn shown(part: PackPart, key: &str, value: &Json) -> LocalText {
    match (key, value) {
        ("when" | "unless" | "met_when", value) => same(canonical::written_condition(value)),
        (_, Json::Boolean(true)) => LocalText::new("是", "yes"),
        (_, Json::Boolean(false)) => LocalText::new("否", "no"),
        (_, Json::Null) => LocalText::new("无", "none"),
        (_, Json::Integer(number)) => same(number.to_string()),
        (_, Json::Float(number)) => same(number.to_string()),
        (key, Json::Text(text)) => coded(part, key, text).unwrap_or_else(|| same(text.clone())),
        (_, Json::Array(values)) if values.is_empty() => LocalText::new("无", "none"),
        ("on", Json::Array(values)) if values.len() == DemandType::ALL.len() => {
            LocalText::new("各类诉求", "all types")
        }
        (key, Json::Array(values)) => joined(values.iter().map(|one| shown(part, key, one))),
        (key, Json::Object(fields)) => object(part, key, value, fields),
    }
}

fn same(text: impl Into<SmolStr>) -> LocalText {
    LocalText::chinese(text)
}

/// The label of a code, for keys that hold codes.
fn coded(part: PackPart, key: &str, code: &str) -> Option<LocalText> {
    fn label<T: Coded>(code: &str) -> Option<LocalText> {
        let value = T::from_code(code)?;
        Some(LocalText::new(value.label_zh(), value.label_en()))
    }
    match (key, part) {
        ("on", _) => label::<DemandType>(code),
        ("modality", _) => label::<Modality>(code),
        ("due", _) => label::<Due>(code),
        ("unit", _) => label::<Unit>(code),
        ("level", _) => label::<AdminLevel>(code),
        ("act", PackPart::List) => label::<AmendmentAct>(code),
        ("act", _) => label::<Act>(code),
        ("kind", PackPart::Document) => label::<SourceKind>(code),
        ("kind", PackPart::List) => label::<ListKind>(code),
        ("by", PackPart::Regulation) => Some(match code {
            "admission" => LocalText::new("准入", "admission"),
            _ => LocalText::new("限制", "limits"),
        }),
        ("not_loaded", _) => Some(match code {
            "ask" => LocalText::new("询问", "ask"),
            _ => LocalText::new("推定不在清单内", "presume absent"),
        }),
        _ => None,
    }
}

fn object(part: PackPart, key: &str, value: &Json, fields: &Object) -> LocalText {
    if let Some(both) = local(value) {
        return both;
    }
    let get = |key: &str| text(fields.get(key));
    match key {
        "in_force" => interval(&get("from"), &get("to")),
        "source" => same(format!("{} {}", get("document"), get("clause"))),
        "value" => same(
            fields
                .values()
                .next()
                .map(|one| text(Some(one)))
                .unwrap_or_default(),
        ),
        "steps" => step(fields),
        "place" | "values" | "holidays" | "classes" => {
            let parts = fields.iter().map(|(key, value)| shown(part, key, value));
            spaced(parts)
        }
        _ => {
            let mut text = String::new();
            canonical::write(value, &mut text);
            same(text)
        }
    }
}

fn interval(from: &str, to: &str) -> LocalText {
    match (from, to) {
        ("", "") => LocalText::new("不限", "without limit"),
        (from, "") => LocalText::new(format!("自 {from} 起"), format!("from {from}")),
        ("", to) => LocalText::new(format!("至 {to} 止"), format!("until {to}")),
        (from, to) => LocalText::new(format!("{from} 至 {to}"), format!("{from} to {to}")),
    }
}

/// A step: what it is called, the act, the bodies, the working days.
fn step(fields: &Object) -> LocalText {
    let title = fields.get("title").and_then(local).unwrap_or_default();
    let act = fields
        .get("act")
        .map(|act| shown(PackPart::Procedure, "act", act));
    let alternatives = match fields.get("by") {
        Some(Json::Array(alternatives)) => alternatives.as_slice(),
        _ => &[],
    };
    let alternatives = alternatives.iter().map(|bodies| match bodies {
        Json::Array(bodies) => between(bodies.iter().map(body), "和", " and "),
        other => body(other),
    });
    let bodies = between(alternatives, "或", " or ");
    let days = fields.get("working_days").map(|days| {
        let days = text(Some(days));
        LocalText::new(format!("{days} 个工作日"), format!("{days} working days"))
    });
    let rest = fields
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "id" | "title" | "act" | "by" | "working_days"));
    let rest = rest.map(|(key, value)| shown(PackPart::Procedure, key, value));
    let about = act.into_iter().chain([bodies]).chain(days).chain(rest);
    let about = between(about.filter(|part| !part.is_empty()), "，", ", ");
    LocalText::new(
        format!("{}（{}）", title.zh(), about.zh()),
        format!("{} ({})", title.get(Language::En), about.get(Language::En)),
    )
}

fn body(value: &Json) -> LocalText {
    let Json::Object(fields) = value else {
        return same(text(Some(value)));
    };
    let level = text(fields.get("level"));
    let level = match AdminLevel::from_code(&level) {
        Some(level) => LocalText::new(level.label_zh(), level.label_en()),
        None => LocalText::new("同级", "the issuer's level"),
    };
    let kind = text(fields.get("kind"));
    let kind = match OrganKind::from_code(&kind) {
        Some(kind) => LocalText::new(kind.label_zh(), kind.label_en()),
        None => same(kind),
    };
    LocalText::new(
        format!("{}{}", level.zh(), kind.zh()),
        format!("{}, {}", kind.get(Language::En), level.get(Language::En)),
    )
}

fn joined(parts: impl Iterator<Item = LocalText>) -> LocalText {
    between(parts, "、", ", ")
}

fn spaced(parts: impl Iterator<Item = LocalText>) -> LocalText {
    between(parts, " ", " ")
}

fn between(parts: impl Iterator<Item = LocalText>, zh: &str, en: &str) -> LocalText {
    let parts: Vec<LocalText> = parts.collect();
    let join = |language: Language, sign: &str| {
        let texts: Vec<&str> = parts.iter().map(|part| part.get(language)).collect();
        texts.join(sign)
    };
    LocalText::new(join(Language::Zh, zh), join(Language::En, en))
}
