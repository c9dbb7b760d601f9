//! What a pack is made of, in a form that Python reads.

use chrono::NaiveDate;
use serde::Serialize;
use zhunru::model::{AdminLevel, Coded, DemandTypes, Interval};
use zhunru::pack::{Due, Modality, Pack, Source, SourceKind};
use zhunru::text::LocalText;
use zhunru_packs::CaseRun;

use crate::calendar_parts::{CalendarParts, calendar};
use crate::list_parts::{ListParts, list};
use crate::procedure_parts::{ProcedureParts, procedure};

#[derive(Serialize)]
pub(crate) struct PackParts<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    note: Option<&'a str>,
    note_en: Option<&'a str>,
    place: PlaceParts<'a>,
    in_force: Days,
    parents: &'a [smol_str::SmolStr],
    digest: &'a str,
    documents: Vec<DocumentParts<'a>>,
    rules: Vec<RuleParts<'a>>,
    lists: Vec<ListParts<'a>>,
    procedures: Vec<ProcedureParts<'a>>,
    calendar: Option<CalendarParts<'a>>,
}

#[derive(Serialize)]
struct PlaceParts<'a> {
    code: Option<String>,
    name: &'a str,
    name_en: Option<&'a str>,
    level: AdminLevel,
}

/// Days, both ends included; an open end has no limit.
#[derive(Serialize)]
pub(crate) struct Days {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

#[derive(Serialize)]
struct DocumentParts<'a> {
    id: &'a str,
    kind: SourceKind,
    title: &'a str,
    title_en: Option<&'a str>,
    issuer: &'a str,
    number: Option<&'a str>,
    date: Option<NaiveDate>,
    note: Option<&'a str>,
    note_en: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct Clause<'a> {
    document: &'a str,
    clause: &'a str,
}

#[derive(Serialize)]
struct RuleParts<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    on: Vec<&'static str>,
    modality: Modality,
    when: String,
    unless: String,
    met_when: Option<String>,
    procedure: Option<String>,
    due: Option<Due>,
    message: &'a str,
    message_en: Option<&'a str>,
    remedy: Option<&'a str>,
    remedy_en: Option<&'a str>,
    source: Clause<'a>,
    note: Option<&'a str>,
    note_en: Option<&'a str>,
    in_force: Days,
}

/// What a pack is made of.
pub(crate) fn of(pack: &Pack) -> PackParts<'_> {
    let documents = pack.documents.values().map(|document| DocumentParts {
        id: &document.id,
        kind: document.kind,
        title: document.title.zh(),
        title_en: document.title.en(),
        issuer: &document.issuer,
        number: document.number.as_deref(),
        date: document.date,
        note: zh(&document.note),
        note_en: en(&document.note),
    });
    let rules = pack.rules.iter().map(|rule| RuleParts {
        id: &rule.id,
        title: rule.title.zh(),
        title_en: rule.title.en(),
        on: codes(rule.on),
        modality: rule.modality,
        when: rule.when.to_string(),
        unless: rule.unless.to_string(),
        met_when: rule.met_when.as_ref().map(ToString::to_string),
        procedure: rule
            .procedure
            .as_ref()
            .map(|one| format!("{}/{}", one.pack, one.procedure)),
        due: rule.due,
        message: rule.message.zh(),
        message_en: rule.message.en(),
        remedy: zh(&rule.remedy),
        remedy_en: en(&rule.remedy),
        source: clause(&rule.source),
        note: zh(&rule.note),
        note_en: en(&rule.note),
        in_force: days(rule.in_force),
    });
    PackParts {
        id: &pack.id,
        version: &pack.version,
        title: pack.title.zh(),
        title_en: pack.title.en(),
        note: zh(&pack.note),
        note_en: en(&pack.note),
        place: PlaceParts {
            code: pack.place.code.as_ref().map(ToString::to_string),
            name: pack.place.name.zh(),
            name_en: pack.place.name.en(),
            level: pack.place.level,
        },
        in_force: days(pack.in_force),
        parents: &pack.parents,
        digest: pack.digest(),
        documents: documents.collect(),
        rules: rules.collect(),
        lists: pack.lists.iter().map(list).collect(),
        procedures: pack.procedures.iter().map(procedure).collect(),
        calendar: pack.calendar.as_ref().map(calendar),
    }
}

#[derive(Serialize)]
pub(crate) struct CaseParts<'a> {
    pack: &'a str,
    passed: usize,
    failures: Vec<CaseFailureParts<'a>>,
}

#[derive(Serialize)]
struct CaseFailureParts<'a> {
    name: &'a str,
    file: &'a str,
    line: usize,
    differences: Vec<DifferenceParts<'a>>,
}

#[derive(Serialize)]
struct DifferenceParts<'a> {
    what: &'a str,
    expected: &'a str,
    found: &'a str,
}

/// What a pack's cases came to.
pub(crate) fn cases(run: &CaseRun) -> CaseParts<'_> {
    let failures = run.failures.iter().map(|failure| CaseFailureParts {
        name: &failure.name,
        file: &failure.file,
        line: failure.line,
        differences: failure
            .differences
            .iter()
            .map(|one| DifferenceParts {
                what: &one.what,
                expected: &one.expected,
                found: &one.found,
            })
            .collect(),
    });
    CaseParts {
        pack: &run.pack,
        passed: run.passed,
        failures: failures.collect(),
    }
}

pub(crate) fn zh(text: &Option<LocalText>) -> Option<&str> {
    text.as_ref().map(LocalText::zh)
}

pub(crate) fn en(text: &Option<LocalText>) -> Option<&str> {
    text.as_ref().and_then(LocalText::en)
}

pub(crate) fn codes(types: DemandTypes) -> Vec<&'static str> {
    types.iter().map(Coded::code).collect()
}

pub(crate) fn clause(source: &Source) -> Clause<'_> {
    Clause {
        document: &source.document,
        clause: &source.clause,
    }
}

pub(crate) fn days(interval: Interval) -> Days {
    Days {
        since: interval.from,
        until: interval.to,
    }
}
