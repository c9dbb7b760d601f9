//! What a village already has, in a cell: `名称(内部标牌、市级、已备案)`.

use zhunru::json::{Json, Object};

use super::brackets::name_and_parts;
use super::cells::{choose, is_unknown, text};
use super::form::StockForm;
use super::headings::STOCK_WORDS;
use super::wrong::Wrong;

/// Reads one entry.
pub(crate) fn stock(entry: &str, form: &StockForm) -> Result<Json, Wrong> {
    let (name, parts) = name_and_parts(entry);
    let mut fields = Object::default();
    if !is_unknown(name) && !name.is_empty() {
        fields.insert("name".into(), text(name));
    }
    for part in parts.unwrap_or_default() {
        if is_unknown(part) {
            continue;
        }
        let Some((field, value)) = field(part, form) else {
            return Err(unknown(part, form));
        };
        if fields.insert(field.into(), value).is_some() {
            return Err(Wrong::new(
                format!("`{part}` says a second time what stands in the same brackets"),
                format!("“{part}”与同一括号内的内容重复"),
            ));
        }
    }
    Ok(Json::Object(fields))
}

fn field<'a>(part: &str, form: &'a StockForm) -> Option<(&'a str, Json)> {
    let flag = form.flags.iter().find_map(|flag| {
        let word = |(field, word, _): &&(&str, &str, bool)| field == flag && *word == part;
        let found = STOCK_WORDS.iter().find(word)?;
        Some((flag.as_str(), Json::Boolean(found.2)))
    });
    flag.or_else(|| {
        form.choices.iter().find_map(|(field, choice)| {
            let code = choose(part, choice).ok()?;
            Some((field.as_str(), text(code)))
        })
    })
}

fn unknown(part: &str, form: &StockForm) -> Wrong {
    let mut allowed: Vec<&str> = Vec::new();
    for (_, choice) in &form.choices {
        allowed.extend(choice.values.iter().map(|value| value.label.zh()));
    }
    let words = STOCK_WORDS.iter();
    allowed.extend(
        words
            .filter(|(field, _, _)| form.flags.iter().any(|flag| flag == field))
            .map(|(_, word, _)| *word),
    );
    let allowed = allowed.join("、");
    Wrong::new(
        format!(
            "`{part}` in the brackets is none of {allowed}; if the brackets belong to the name, \
             write (不详) behind it"
        ),
        format!(
            "括号内的“{part}”不在允许的取值之内：{allowed}；括号若属于名称，请在其后另写“(不详)”"
        ),
    )
}
