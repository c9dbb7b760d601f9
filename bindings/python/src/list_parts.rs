//! What a list and its versions are made of, in a form that Python reads.

use chrono::NaiveDate;
use serde::Serialize;
use zhunru::list::{
    Amendment, AmendmentAct, ClassSize, EntryDetails, ItemList, ListEntry, ListVersion,
};
use zhunru::model::{Approval, Coded};

use crate::pack_parts::{Clause, Days, clause, codes, days, en, zh};

#[derive(Serialize)]
pub(crate) struct ListParts<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    kind: &'static str,
    on: Vec<&'static str>,
    loaded: bool,
    declared_count: Option<usize>,
    declared_versions: Vec<DeclaredParts<'a>>,
    classes: Vec<ClassParts<'a>>,
    entries: Vec<EntryParts<'a>>,
    amendments: Vec<AmendmentParts<'a>>,
    amended_by: Option<String>,
    inherits: Option<String>,
    code_pattern: Option<&'a str>,
    message: Option<&'a str>,
    message_en: Option<&'a str>,
    remedy: Option<&'a str>,
    remedy_en: Option<&'a str>,
    source: Clause<'a>,
    note: Option<&'a str>,
    note_en: Option<&'a str>,
    in_force: Days,
}

#[derive(Serialize)]
struct DeclaredParts<'a> {
    since: NaiveDate,
    declared_count: usize,
    source: Option<Clause<'a>>,
}

#[derive(Serialize)]
struct ClassParts<'a> {
    name: &'a str,
    code: Option<&'a str>,
    declared_count: Option<usize>,
}

/// An entry as the core tells it, and its days under names that Python can have.
#[derive(Serialize)]
pub(crate) struct EntryParts<'a> {
    code: Option<&'a str>,
    name: &'a str,
    aliases: Vec<&'a str>,
    category: Option<&'a str>,
    details: &'a EntryDetails,
    refines: Option<&'a str>,
    in_force: Days,
}

#[derive(Serialize)]
struct AmendmentParts<'a> {
    on: NaiveDate,
    act: AmendmentAct,
    before: Option<EntryParts<'a>>,
    after: Option<EntryParts<'a>>,
    by: &'a str,
    document: &'a str,
    number: Option<&'a str>,
    reason: Option<&'a str>,
    reason_en: Option<&'a str>,
    approvals: &'a [Approval],
}

#[derive(Serialize)]
pub(crate) struct VersionParts<'a> {
    pack: &'a str,
    list: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    in_force: Days,
    declared_count: Option<usize>,
    count: Option<usize>,
    classes: Vec<ClassSize>,
    entries: Option<Vec<EntryParts<'a>>>,
    amendments: Vec<AmendmentParts<'a>>,
}

/// What a list is made of.
pub(crate) fn list(list: &ItemList) -> ListParts<'_> {
    let declared = list.declared_versions.iter().map(|one| DeclaredParts {
        since: one.from,
        declared_count: one.declared_count,
        source: one.source.as_ref().map(clause),
    });
    let classes = list.classes.iter().map(|class| ClassParts {
        name: &class.name,
        code: class.code.as_deref(),
        declared_count: class.declared_count,
    });
    let amendments = list.amendments.iter().map(|one| amendment(list, one));
    ListParts {
        id: &list.id,
        title: list.title.zh(),
        title_en: list.title.en(),
        kind: list.kind.code(),
        on: codes(list.on),
        loaded: list.is_loaded(),
        declared_count: list.declared_count,
        declared_versions: declared.collect(),
        classes: classes.collect(),
        entries: list.entries().iter().map(entry).collect(),
        amendments: amendments.collect(),
        amended_by: list
            .amended_by
            .as_ref()
            .map(|one| format!("{}/{}", one.pack, one.procedure)),
        inherits: list
            .inherits
            .as_ref()
            .map(|one| format!("{}/{}", one.pack, one.list)),
        code_pattern: list.codes.as_ref().map(|scheme| scheme.pattern()),
        message: zh(&list.message),
        message_en: en(&list.message),
        remedy: zh(&list.remedy),
        remedy_en: en(&list.remedy),
        source: clause(&list.source),
        note: zh(&list.note),
        note_en: en(&list.note),
        in_force: days(list.in_force),
    }
}

/// What an entry of a list says.
pub(crate) fn entry(entry: &ListEntry) -> EntryParts<'_> {
    EntryParts {
        code: entry.code.as_ref().map(|code| code.as_str()),
        name: entry.name.as_str(),
        aliases: entry.aliases.iter().map(|name| name.as_str()).collect(),
        category: entry.category.as_deref(),
        details: &entry.details,
        refines: entry.refines.as_ref().map(|name| name.as_str()),
        in_force: days(entry.in_force),
    }
}

fn amendment<'a>(list: &'a ItemList, amendment: &'a Amendment) -> AmendmentParts<'a> {
    let form = |place: Option<usize>| list.entries().get(place?).map(entry);
    AmendmentParts {
        on: amendment.on,
        act: amendment.act,
        before: form(amendment.before),
        after: form(amendment.after),
        by: &amendment.by,
        document: &amendment.document,
        number: amendment.number.as_deref(),
        reason: zh(&amendment.reason),
        reason_en: en(&amendment.reason),
        approvals: &amendment.approvals,
    }
}

/// What a version of a list of this pack is made of.
pub(crate) fn version<'a>(pack: &'a str, version: &ListVersion<'a>) -> VersionParts<'a> {
    let list = version.list;
    let entries = version.entries.as_ref();
    let amendments = version.amendments.iter().map(|one| amendment(list, one));
    VersionParts {
        pack,
        list: &list.id,
        title: list.title.zh(),
        title_en: list.title.en(),
        in_force: days(version.in_force),
        declared_count: version.declared_count,
        count: version.count(),
        classes: version.classes(),
        entries: entries.map(|entries| entries.iter().map(|one| entry(one)).collect()),
        amendments: amendments.collect(),
    }
}
