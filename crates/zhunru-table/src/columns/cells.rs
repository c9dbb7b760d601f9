//! From a cell to a value in the interchange form.

use rust_decimal::Decimal;
use smol_str::SmolStr;
use zhunru::json::{Json, Object};

use super::approvals::approvals;
use super::basis::basis;
use super::catalogue::Field;
use super::form::{Choice, Form};
use super::headings::{COUNT_UNITS, LARGE_UNITS, UNKNOWN_WORDS, VALUE_WORDS};
use super::stock::stock;
use super::wrong::Wrong;
use crate::sheet::Cell;
use crate::sheet::value::{
    clean_text, date_of, is_none, normalise_text, parse_boolean, parse_decimal, parse_integer,
};

/// A JSON text.
pub(crate) fn text(text: impl Into<SmolStr>) -> Json {
    Json::Text(text.into())
}

/// A JSON object of these fields.
pub(crate) fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    Json::Object(
        fields
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect::<Object>(),
    )
}

/// Reads a cell that is not blank; `unit` is what stood in the brackets of the heading.
pub(crate) fn read(cell: &Cell, field: &Field, unit: Option<&str>) -> Result<Json, Wrong> {
    if let Cell::Error(shown) = cell {
        return Err(crate::sheet::value::ValueError::FormulaError(shown.clone()).into());
    }
    let written = clean_text(&cell.to_string());
    let none = is_none(&written);
    if none && field.form.is_list() {
        return Ok(Json::Array(Vec::new()));
    }
    if none && field.allows_none {
        return Ok(text("none"));
    }
    match &field.form {
        Form::Boolean => Ok(Json::Boolean(parse_boolean(cell)?)),
        Form::Enumeration(choice) => choose(&written, choice).map(text),
        Form::Integer => Ok(Json::Integer(parse_integer(&count(&written))?)),
        Form::Decimal { share } => decimal(&written, *share, unit),
        Form::Date => Ok(text(date_of(cell)?.date.format("%Y-%m-%d").to_string())),
        Form::Text => Ok(text(written)),
        Form::Identifier => Ok(text(normalise_text(&written))),
        Form::Texts => Ok(Json::Array(
            entries(&written).into_iter().map(text).collect(),
        )),
        Form::Choices(choice) => {
            let codes = entries(&written).into_iter().flat_map(|entry| {
                let parts: Vec<&str> = entry.split(['、', ',', '，']).collect();
                // A label may hold such a mark itself.
                match choose(entry, choice) {
                    Ok(code) => vec![Ok(code)],
                    Err(_) => parts
                        .into_iter()
                        .map(|part| choose(part.trim(), choice))
                        .collect(),
                }
            });
            let codes: Result<Vec<Json>, Wrong> = codes.map(|code| code.map(text)).collect();
            codes.map(Json::Array)
        }
        Form::Basis(ranks) => each(&written, |entry| basis(entry, ranks)),
        Form::Approvals(form) => each(&written, |entry| approvals(entry, form)),
        Form::Stock(form) => each(&written, |entry| stock(entry, form)),
    }
}

fn each(written: &str, read: impl Fn(&str) -> Result<Json, Wrong>) -> Result<Json, Wrong> {
    let values: Result<Vec<Json>, Wrong> = entries(written).into_iter().map(read).collect();
    values.map(Json::Array)
}

/// The entries of a list: parted by semicolons or line breaks that do not stand in a title.
pub(crate) fn entries(written: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (index, c) in written.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '\n' | '\r' => depth = 0,
            _ => {}
        }
        if depth == 0 && matches!(c, ';' | '；' | '\n' | '\r') {
            entries.push(written.get(start..index).unwrap_or_default());
            start = index + c.len_utf8();
        }
    }
    entries.push(written.get(start..).unwrap_or_default());
    entries
        .into_iter()
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// Finds the value that a text names by its code, its label or a further word.
pub(crate) fn choose(written: &str, choice: &Choice) -> Result<SmolStr, Wrong> {
    let wanted = normalise_text(written);
    let lower = wanted.to_lowercase();
    let labelled = |label: &str| normalise_text(label).to_lowercase() == lower;
    let found = choice.values.iter().find(|value| {
        value.code == lower || labelled(value.label.zh()) || value.label.en().is_some_and(labelled)
    });
    let known = |code: &str| choice.values.iter().find(|value| value.code == code);
    let word = || {
        let word = VALUE_WORDS.iter().find(|(word, _)| *word == wanted);
        word.and_then(|(_, code)| known(code))
    };
    let nobody = || known("nobody").filter(|_| is_none(&wanted));
    match found.or_else(word).or_else(nobody) {
        Some(value) => Ok(value.code.clone()),
        None => Err(Wrong::choice(written, choice)),
    }
}

/// Whether a text says that something is not known.
pub(crate) fn is_unknown(written: &str) -> bool {
    let word = normalise_text(written).to_lowercase();
    UNKNOWN_WORDS.contains(&word.as_str())
}

/// A number without the unit behind it.
fn count(written: &str) -> String {
    let number = normalise_text(written);
    let bare = COUNT_UNITS
        .iter()
        .find_map(|unit| number.strip_suffix(unit));
    bare.unwrap_or(&number).trim().to_owned()
}

fn decimal(written: &str, share: bool, unit: Option<&str>) -> Result<Json, Wrong> {
    let number = count(written);
    if share && let Some(percent) = number.strip_suffix('%') {
        let value = parse_decimal(percent)?;
        let value = value.checked_div(Decimal::ONE_HUNDRED).unwrap_or(value);
        return Ok(text(value.normalize().to_string()));
    }
    // A unit in the heading multiplies bare numbers below it.
    let bare = !number.contains(['元', '万', '亿', '千']);
    let scaled = match unit.filter(|unit| bare && LARGE_UNITS.contains(unit)) {
        Some(unit) => format!("{number}{unit}"),
        None => number,
    };
    Ok(text(parse_decimal(&scaled)?.to_string()))
}
