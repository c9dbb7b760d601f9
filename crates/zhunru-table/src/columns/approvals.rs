//! Acts on record in a cell: `机构 行为 日期 文号 结果`.

use zhunru::json::{Json, Object};

use super::brackets::{name_and_parts, split_outside};
use super::cells::{choose, is_unknown, object, text};
use super::form::{ApprovalForm, Choice};
use super::headings::SHORT_BODIES;
use super::wrong::Wrong;
use crate::sheet::value::{is_none, normalise_text, parse_date, parse_integer};

/// Reads one act.
pub(crate) fn approvals(entry: &str, form: &ApprovalForm) -> Result<Json, Wrong> {
    let tokens = match entry.contains(['|', '｜']) {
        true => entry.split(['|', '｜']).map(str::trim).collect(),
        false => split_outside(entry, char::is_whitespace),
    };
    let mut fields = Object::default();
    let mut places = ["by", "act", "on", "number", "outcome"].into_iter();
    for (index, token) in tokens.into_iter().enumerate() {
        if index > 0
            && let Some((name, value)) = end_or_scope(token)?
        {
            fields.insert(name.into(), value);
            continue;
        }
        let Some(place) = places.next() else {
            return Err(Wrong::new(
                format!("`{token}` is too much; an act is written as 机构 行为 日期 文号 结果"),
                format!("多出“{token}”；审批记录应写作“机构 行为 日期 文号 结果”，各项以空格隔开"),
            ));
        };
        if token.is_empty() || is_unknown(token) {
            continue;
        }
        let value = match place {
            "by" => body(token, form)?,
            "act" => text(choose(token, &form.acts)?),
            "outcome" => text(choose(token, &form.outcomes)?),
            _ if is_none(token) => text("none"),
            "on" => text(date(token)?),
            _ => text(token),
        };
        fields.insert(place.into(), value);
    }
    Ok(Json::Object(fields))
}

/// Reads `至2024-12-31` or `限第1、2项`, which may stand anywhere behind the body.
fn end_or_scope(token: &str) -> Result<Option<(&'static str, Json)>, Wrong> {
    if token == "长期" || token == "至长期" {
        return Ok(Some(("ends_on", text("none"))));
    }
    if let Some(day) = token.strip_prefix('至') {
        return Ok(Some(("ends_on", text(date(day)?))));
    }
    let Some(scope) = token.strip_prefix('限') else {
        return Ok(None);
    };
    let wrong = || {
        Wrong::new(
            format!("`{token}` does not name demands; write 限第1、2项"),
            format!("“{token}”没有写明第几项；应写作“限第1、2项”"),
        )
    };
    let scope = normalise_text(scope);
    let numbers = scope.trim_start_matches('第').trim_end_matches('项');
    let demands = numbers.split(['、', ',']).map(|number| {
        let number = parse_integer(
            number
                .trim()
                .trim_start_matches('第')
                .trim_end_matches('项'),
        );
        // Officials count from 1, programs from 0.
        let index = number.ok().and_then(|number| number.checked_sub(1));
        index
            .filter(|index| *index >= 0)
            .map(Json::Integer)
            .ok_or_else(wrong)
    });
    let demands: Result<Vec<Json>, Wrong> = demands.collect();
    Ok(Some(("demands", Json::Array(demands?))))
}

fn date(written: &str) -> Result<String, Wrong> {
    let day = parse_date(written)?;
    Ok(day.date.format("%Y-%m-%d").to_string())
}

/// Reads `禹会区民政局(县级、民政部门)`, or a body that needs no brackets.
fn body(written: &str, form: &ApprovalForm) -> Result<Json, Wrong> {
    let (name, parts) = name_and_parts(written);
    let Some(parts) = parts else {
        let short = SHORT_BODIES.iter().find(|(short, _, _)| *short == name);
        return Ok(match short {
            Some((_, level, kind)) => object([
                ("name", text(name)),
                ("level", text(*level)),
                ("kind", text(*kind)),
            ]),
            None => object([("name", text(name))]),
        });
    };
    let mut fields = Object::default();
    if !name.is_empty() && !is_unknown(name) {
        fields.insert("name".into(), text(name));
    }
    for part in parts.into_iter().filter(|part| !is_unknown(part)) {
        let level = || Some(("level", choose(part, &form.levels).ok()?));
        let kind = || Some(("kind", choose(part, &form.kinds).ok()?));
        // 乡镇（街道） is a kind before 街道 is a level.
        let exact = form
            .kinds
            .values
            .iter()
            .any(|value| normalise_text(value.label.zh()) == normalise_text(part));
        let found = match exact {
            true => kind(),
            false => level().or_else(kind),
        };
        let Some((field, code)) = found else {
            let mut wrong = Wrong::choice(part, &level_or_kind(form));
            wrong
                .zh
                .push_str("；括号内应为层级和类别，如 禹会区民政局(县级、民政部门)");
            return Err(wrong);
        };
        if fields.insert(field.into(), text(code)).is_some() {
            return Err(Wrong::new(
                format!("`{part}` gives the body's {field} a second time"),
                format!(
                    "“{part}”重复说明了该机构的{}",
                    if field == "level" { "层级" } else { "类别" }
                ),
            ));
        }
    }
    Ok(Json::Object(fields))
}

fn level_or_kind(form: &ApprovalForm) -> Choice {
    let values = form.levels.values.iter().chain(&form.kinds.values);
    Choice {
        name: "level or kind of a body".to_owned(),
        values: values.cloned().collect(),
    }
}
