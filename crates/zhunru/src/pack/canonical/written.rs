//! Conditions of the canonical form in the syntax in which packs have them.

use std::fmt;
use std::sync::LazyLock;

use crate::condition::Condition;
use crate::json::Json;
use crate::vocabulary::{FactKind, Vocabulary};

/// The condition in the syntax in which packs have them, after definitions are written out.
///
/// ```
/// use zhunru::condition::{Condition, Test};
/// use zhunru::vocabulary::Value;
/// let stated = |path: &str| Condition::Fact {
///     path: path.into(),
///     test: Test::OneOf(vec![Value::Boolean(true)]),
/// };
/// let either = Condition::Or(vec![stated("work.own_duty"), stated("work.urgent")]);
/// let condition = Condition::And(vec![either, Condition::Not(Box::new(stated("forced")))]);
/// assert_eq!(condition.to_string(), "(work.own_duty || work.urgent) && !forced");
/// ```
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&condition(&super::condition::condition(self)))
    }
}

/// How strongly a part binds, so that parentheses stand only where they are needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Comparison,
    Single,
}

/// The text of a condition.
pub(in crate::pack) fn condition(value: &Json) -> String {
    // The lists whose entries have fields are built in.
    static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);
    let writer = Writer {
        vocabulary: &BUILT_IN,
    };
    writer.condition(value, None).0
}

struct Writer {
    vocabulary: &'static Vocabulary,
}

impl Writer {
    /// The text of a condition, or of one on an entry of the list with a path.
    fn condition(&self, value: &Json, list: Option<&str>) -> (String, Binding) {
        let single = |text: String| (text, Binding::Single);
        let Json::Object(fields) = value else {
            return single(plain(value));
        };
        let text = |key: &str| super::text(fields.get(key));
        if let Some(inner) = fields.get("not") {
            let inner = self.bound(inner, list, Binding::Comparison);
            return single(format!("!{inner}"));
        }
        for (key, sign, binding) in [("and", " && ", Binding::And), ("or", " || ", Binding::Or)] {
            if let Some(Json::Array(parts)) = fields.get(key) {
                let parts = parts.iter().map(|part| self.bound(part, list, binding));
                return (parts.collect::<Vec<_>>().join(sign), binding);
            }
        }
        if let (Some(Json::Integer(field)), Some(list), true) =
            (fields.get("field"), list, fields.contains_key("listed"))
        {
            let subject = self.field(list, *field);
            return single(format!("listed('{}', {subject})", text("listed")));
        }
        if fields.contains_key("listed") {
            return single(format!("listed('{}')", text("listed")));
        }
        if fields.contains_key("approved") {
            return single(format!("approved('{}')", text("approved")));
        }
        for (key, opening) in [("exists", ""), ("count", "count")] {
            let (Some(_), Some(entry)) = (fields.get(key), fields.get("entry")) else {
                continue;
            };
            let path = text(key);
            let (entry, _) = self.condition(entry, Some(&path));
            return single(match opening {
                "" => format!("{path}.exists(x, {entry})"),
                _ => {
                    let text = format!("count({path}, x, {entry}) >= {}", text("least"));
                    return (text, Binding::Comparison);
                }
            });
        }
        let subject = match (fields.get("field"), list) {
            (Some(Json::Integer(field)), Some(list)) => self.field(list, *field),
            _ => text("fact").to_string(),
        };
        match fields.get("test") {
            Some(one) => test(&subject, one),
            None => single(subject),
        }
    }

    /// A part of a whole that binds so strongly.
    fn bound(&self, value: &Json, list: Option<&str>, least: Binding) -> String {
        let (text, binding) = self.condition(value, list);
        match binding <= least {
            true => format!("({text})"),
            false => text,
        }
    }

    /// The name of a field of a list's entries.
    fn field(&self, list: &str, number: i64) -> String {
        let fields = self.vocabulary.fact(list).map(|fact| &fact.kind);
        let name = match fields {
            Some(FactKind::List { fields, .. }) => {
                usize::try_from(number).ok().and_then(|at| fields.get(at))
            }
            _ => None,
        };
        match name.map(|field| field.name.as_str()) {
            Some("") => "x".to_owned(),
            Some(name) => format!("x.{name}"),
            None => format!("x.{number}"),
        }
    }
}

/// A test of a subject.
fn test(subject: &str, test: &Json) -> (String, Binding) {
    let single = |text: String| (text, Binding::Single);
    let Json::Object(fields) = test else {
        return single(subject.to_owned());
    };
    let text = match fields.first() {
        Some((key, Json::Array(values))) if key == "in" => match values.as_slice() {
            [Json::Boolean(true)] => return single(subject.to_owned()),
            [Json::Boolean(false)] => return single(format!("!{subject}")),
            [one] => format!("{subject} == {}", plain(one)),
            several => {
                let several: Vec<String> = several.iter().map(plain).collect();
                format!("{subject} in [{}]", several.join(", "))
            }
        },
        Some((key, Json::Array(days))) if key == "weekday" => {
            let days: Vec<String> = days.iter().map(day).collect();
            format!("weekday({subject}) in [{}]", days.join(", "))
        }
        Some((sign, bound)) => format!("{subject} {sign} {}", plain(bound)),
        None => return single(subject.to_owned()),
    };
    (text, Binding::Comparison)
}

/// A day of the week, which the canonical form shortens.
fn day(value: &Json) -> String {
    let short = super::text(Some(value)).to_lowercase();
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let name = names.iter().find(|name| name.starts_with(short.as_str()));
    format!("'{}'", name.copied().unwrap_or(&short))
}

/// A constant.
fn plain(value: &Json) -> String {
    match value {
        Json::Null => "'none'".to_owned(),
        Json::Boolean(value) => value.to_string(),
        Json::Integer(number) => number.to_string(),
        Json::Object(fields) => match fields.first() {
            Some((key, Json::Text(number))) if key == "decimal" => number.to_string(),
            Some((key, Json::Text(day))) if key == "date" => format!("date('{day}')"),
            Some((_, Json::Text(text))) => format!("'{text}'"),
            _ => String::new(),
        },
        Json::Text(text) => format!("'{text}'"),
        Json::Float(number) => number.to_string(),
        Json::Array(_) => String::new(),
    }
}
