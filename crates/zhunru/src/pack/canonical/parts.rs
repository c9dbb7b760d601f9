//! The parts of a pack as JSON.

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::condition::{condition, value};
use super::list::list;
use crate::json::{Json, Object};
use crate::model::{Coded, DemandTypes, Interval};
use crate::pack::{Document, Pack, Place, Presumption, Regulation, Rule, Source};
use crate::procedure::{Body, BodyLevel, Holiday, Procedure, Step, WorkingCalendar};
use crate::text::LocalText;
use crate::vocabulary::{AllowedValue, Fact, FactKind};

/// An object of the fields that are there.
pub(super) fn object<const N: usize>(fields: [(&'static str, Option<Json>); N]) -> Json {
    let given = fields
        .into_iter()
        .filter_map(|(key, value)| Some((SmolStr::new_static(key), value?)));
    Json::Object(given.collect::<Object>())
}

pub(super) fn text(text: &str) -> Option<Json> {
    Some(Json::Text(SmolStr::new(text)))
}

pub(super) fn array<'a, T: 'a>(
    values: impl IntoIterator<Item = &'a T>,
    each: impl Fn(&'a T) -> Json,
) -> Option<Json> {
    Some(Json::Array(values.into_iter().map(each).collect()))
}

pub(super) fn number(number: impl TryInto<i64>) -> Option<Json> {
    number.try_into().ok().map(Json::Integer)
}

pub(super) fn code<T: Coded>(value: T) -> Option<Json> {
    text(value.code())
}

pub(super) fn string(text: &SmolStr) -> Json {
    Json::Text(text.clone())
}

pub(super) fn date(date: NaiveDate) -> Json {
    Json::Text(date.to_string().into())
}

pub(super) fn local(both: &LocalText) -> Option<Json> {
    Some(object([
        ("zh", text(both.zh())),
        ("en", both.en().and_then(text)),
    ]))
}

pub(super) fn types(types: DemandTypes) -> Option<Json> {
    let codes = types.iter().map(|demand| Json::Text(demand.code().into()));
    Some(Json::Array(codes.collect()))
}

pub(super) fn interval(interval: Interval) -> Option<Json> {
    Some(object([
        ("from", interval.from.map(date)),
        ("to", interval.to.map(date)),
    ]))
}

pub(super) fn source(source: &Source) -> Option<Json> {
    Some(object([
        ("document", text(&source.document)),
        ("clause", text(&source.clause)),
    ]))
}

/// An array whose elements have no order of their own, in the order of their canonical text.
fn sorted(array: Option<Json>) -> Option<Json> {
    let Some(Json::Array(mut values)) = array else {
        return array;
    };
    values.sort_by_cached_key(|value| {
        let mut text = String::new();
        super::write(value, &mut text);
        text
    });
    Some(Json::Array(values))
}

/// The whole pack without its cases.
pub(super) fn pack(pack: &Pack) -> Json {
    object([
        ("format", Some(Json::Integer(1))),
        ("id", text(&pack.id)),
        ("version", text(&pack.version)),
        ("title", local(&pack.title)),
        ("note", pack.note.as_ref().and_then(local)),
        ("place", place(&pack.place)),
        ("in_force", interval(pack.in_force)),
        ("parents", array(&pack.parents, string)),
        ("documents", array(pack.documents.values(), document)),
        ("regulates", sorted(array(&pack.regulates, regulation))),
        ("facts", array(&pack.facts, fact)),
        ("matters", array(&pack.matters, allowed)),
        (
            "presumptions",
            sorted(array(&pack.presumptions, presumption)),
        ),
        ("rules", array(&pack.rules, rule)),
        ("lists", array(&pack.lists, list)),
        ("procedures", array(&pack.procedures, procedure)),
        ("calendar", pack.calendar.as_ref().and_then(calendar)),
    ])
}

fn place(place: &Place) -> Option<Json> {
    Some(object([
        (
            "code",
            place.code.as_ref().and_then(|code| text(code.as_str())),
        ),
        ("name", local(&place.name)),
        ("level", code(place.level)),
    ]))
}

fn document(document: &Document) -> Json {
    object([
        ("id", text(&document.id)),
        ("kind", code(document.kind)),
        ("title", local(&document.title)),
        ("issuer", text(&document.issuer)),
        ("number", document.number.as_ref().map(string)),
        ("date", document.date.map(date)),
        ("note", document.note.as_ref().and_then(local)),
    ])
}

fn regulation(regulation: &Regulation) -> Json {
    match regulation {
        Regulation::Admission { on } => object([("by", text("admission")), ("on", types(*on))]),
        Regulation::Limits {
            id,
            on,
            source: at,
            message,
        } => object([
            ("by", text("limits")),
            ("id", text(id)),
            ("on", types(*on)),
            ("source", source(at)),
            ("message", local(message)),
        ]),
    }
}

fn fact(fact: &Fact) -> Json {
    let ordered = match &fact.kind {
        FactKind::Enumeration { ordered, .. } => Some(Json::Boolean(*ordered)),
        _ => None,
    };
    let values = fact.kind.allowed_values();
    object([
        ("path", text(&fact.path)),
        ("type", text(fact.kind.name())),
        (
            "values",
            array(values, allowed).filter(|_| !values.is_empty()),
        ),
        ("ordered", ordered),
        ("unit", fact.unit.and_then(code)),
        ("allows_none", Some(Json::Boolean(fact.allows_none))),
        ("on", types(fact.on)),
        ("label", local(&fact.label)),
        ("question", local(&fact.question)),
    ])
}

fn allowed(value: &AllowedValue) -> Json {
    object([("code", text(&value.code)), ("label", local(&value.label))])
}

fn presumption(presumption: &Presumption) -> Json {
    object([
        ("fact", text(&presumption.fact)),
        ("on", types(presumption.on)),
        ("value", Some(value(&presumption.value))),
        ("reason", local(&presumption.reason)),
    ])
}

fn rule(rule: &Rule) -> Json {
    let procedure = rule.procedure.as_ref();
    object([
        ("id", text(&rule.id)),
        ("title", local(&rule.title)),
        ("on", types(rule.on)),
        ("modality", code(rule.modality)),
        ("when", Some(condition(&rule.when))),
        ("unless", Some(condition(&rule.unless))),
        ("met_when", rule.met_when.as_ref().map(condition)),
        ("yields_to", array(&rule.yields_to, string)),
        (
            "procedure",
            procedure.and_then(|one| text(&format!("{}/{}", one.pack, one.procedure))),
        ),
        ("due", rule.due.and_then(code)),
        (
            "even_when_denied",
            rule.even_when_denied.then_some(Json::Boolean(true)),
        ),
        ("message", local(&rule.message)),
        ("remedy", rule.remedy.as_ref().and_then(local)),
        ("source", source(&rule.source)),
        ("note", rule.note.as_ref().and_then(local)),
        ("in_force", interval(rule.in_force)),
    ])
}

fn procedure(procedure: &Procedure) -> Json {
    object([
        ("id", text(&procedure.id)),
        ("title", local(&procedure.title)),
        ("steps", array(&procedure.steps, step)),
        ("source", source(&procedure.source)),
    ])
}

fn calendar(calendar: &WorkingCalendar) -> Option<Json> {
    let years = calendar.years().map(|year| {
        object([
            ("year", number(year.year)),
            ("holidays", array(&year.holidays, holiday)),
            ("make_up_days", array(&year.make_up_days, |day| date(*day))),
            ("source", source(&year.source)),
        ])
    });
    Some(Json::Array(years.collect()))
}

fn holiday(holiday: &Holiday) -> Json {
    object([
        ("name", local(&holiday.name)),
        ("from", Some(date(holiday.from))),
        ("to", Some(date(holiday.to))),
    ])
}

fn step(step: &Step) -> Json {
    let alternatives = step.by.iter().map(|bodies| array(bodies, body));
    object([
        ("id", text(&step.id)),
        ("title", local(&step.title)),
        // A single act stands by itself, as it did before there could be several.
        (
            "act",
            match step.acts.as_slice() {
                [act] => code(*act),
                acts => Some(Json::Array(
                    acts.iter().filter_map(|act| code(*act)).collect(),
                )),
            },
        ),
        ("by", Some(Json::Array(alternatives.flatten().collect()))),
        ("working_days", step.working_days.and_then(number)),
    ])
}

fn body(body: &Body) -> Json {
    let level = match body.level {
        BodyLevel::Fixed(level) => level.code(),
        BodyLevel::Issuer => "issuer",
    };
    object([("kind", code(body.kind)), ("level", text(level))])
}
