//! What differs between versions of a list that Python gives, and entries by name.

use pyo3::prelude::*;
use serde::Serialize;
use zhunru::list::{EntryDetails, EntrySupervision, ListComparison, ListEntry};
use zhunru::model::{Coded, Interval};
use zhunru::text::Language;
use zhunru::vocabulary::ItemName;

use crate::arguments::{Day, Speech, parts};
use crate::list_parts::{EntryParts, entry};
use crate::to_python::plain_of;

/// A version of a list as Python gives it.
pub(crate) struct GivenVersion {
    count: Option<usize>,
    entries: Option<Vec<ListEntry>>,
}

impl<'py> FromPyObject<'_, 'py> for GivenVersion {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let entries = value.getattr("entries")?;
        Ok(GivenVersion {
            count: value.getattr("count")?.extract()?,
            entries: match entries.is_none() {
                true => None,
                false => Some(read(&entries)?),
            },
        })
    }
}

/// The entries that Python gives.
fn read(entries: &Bound<'_, PyAny>) -> PyResult<Vec<ListEntry>> {
    let given = parts::<GivenEntry>(entries, "ListEntry", "details")?;
    Ok(given.into_iter().map(GivenEntry::entry).collect())
}

#[derive(FromPyObject)]
struct GivenEntry {
    code: Option<String>,
    name: String,
    aliases: Vec<String>,
    category: Option<String>,
    details: GivenDetails,
    refines: Option<String>,
    in_force: GivenDays,
}

#[derive(FromPyObject)]
struct GivenDetails {
    flow: Option<String>,
    basis: Vec<String>,
    standard: Option<String>,
    conditions: Option<String>,
    materials: Vec<String>,
    lead_unit: Option<String>,
    support: Option<String>,
    execution: Option<String>,
    supervision: GivenSupervision,
    publicity: Option<String>,
    evaluation: Option<String>,
    accountability: Option<String>,
}

#[derive(FromPyObject)]
struct GivenSupervision {
    by: Option<String>,
    of: Option<String>,
    how: Option<String>,
}

#[derive(FromPyObject)]
struct GivenDays {
    since: Option<Day>,
    until: Option<Day>,
}

impl GivenEntry {
    fn entry(self) -> ListEntry {
        let mut entry = ListEntry::named(self.name);
        entry.code = self.code.map(ItemName::new);
        entry.aliases = self.aliases.into_iter().map(ItemName::new).collect();
        entry.category = self.category.map(Into::into);
        entry.details = self.details.details();
        entry.refines = self.refines.map(ItemName::new);
        entry.in_force = Interval {
            from: self.in_force.since.map(|day| day.0),
            to: self.in_force.until.map(|day| day.0),
        };
        entry
    }
}

impl GivenDetails {
    fn details(self) -> EntryDetails {
        EntryDetails {
            flow: self.flow.map(Into::into),
            basis: self.basis.into_iter().map(Into::into).collect(),
            standard: self.standard.map(Into::into),
            conditions: self.conditions.map(Into::into),
            materials: self.materials.into_iter().map(Into::into).collect(),
            lead_unit: self.lead_unit.map(Into::into),
            support: self.support.map(Into::into),
            execution: self.execution.map(Into::into),
            supervision: EntrySupervision {
                by: self.supervision.by.map(Into::into),
                of: self.supervision.of.map(Into::into),
                how: self.supervision.how.map(Into::into),
            },
            publicity: self.publicity.map(Into::into),
            evaluation: self.evaluation.map(Into::into),
            accountability: self.accountability.map(Into::into),
        }
    }
}

#[derive(Serialize)]
struct Told<'a> {
    count_before: Option<usize>,
    count_after: Option<usize>,
    loaded: bool,
    same: bool,
    added: Vec<EntryParts<'a>>,
    retired: Vec<EntryParts<'a>>,
    revised: Vec<ToldRevision<'a>>,
    recoded: Vec<ToldCodes<'a>>,
    renamed: Vec<ToldRename<'a>>,
    unchanged: usize,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct ToldRevision<'a> {
    before: EntryParts<'a>,
    after: EntryParts<'a>,
    changes: Vec<ToldField<'a>>,
}

#[derive(Serialize)]
struct ToldField<'a> {
    field: &'static str,
    label: &'static str,
    before: &'a [smol_str::SmolStr],
    after: &'a [smol_str::SmolStr],
}

#[derive(Serialize)]
struct ToldCodes<'a> {
    before: EntryParts<'a>,
    after: EntryParts<'a>,
}

#[derive(Serialize)]
struct ToldRename<'a> {
    before: EntryParts<'a>,
    after: EntryParts<'a>,
    likeness: f64,
    same_code: bool,
}

fn told<'a>(found: &'a ListComparison<'a>, language: Language) -> Told<'a> {
    let all = |entries: &[&'a ListEntry]| entries.iter().map(|one| entry(one)).collect();
    let revised = found.revised.iter().map(|one| ToldRevision {
        before: entry(one.before),
        after: entry(one.after),
        changes: one
            .changes
            .iter()
            .map(|change| ToldField {
                field: change.field.code(),
                label: match language {
                    Language::Zh => change.field.label_zh(),
                    Language::En => change.field.label_en(),
                },
                before: &change.before,
                after: &change.after,
            })
            .collect(),
    });
    let recoded = found.recoded.iter().map(|one| ToldCodes {
        before: entry(one.before),
        after: entry(one.after),
    });
    let renamed = found.renamed.iter().map(|one| ToldRename {
        before: entry(one.before),
        after: entry(one.after),
        likeness: one.likeness,
        same_code: one.same_code,
    });
    let lines = found.lines().into_iter();
    Told {
        count_before: found.count_before,
        count_after: found.count_after,
        loaded: found.is_loaded,
        same: found.is_empty(),
        added: all(&found.added),
        retired: all(&found.retired),
        revised: revised.collect(),
        recoded: recoded.collect(),
        renamed: renamed.collect(),
        unchanged: found.unchanged,
        lines: lines.map(|line| line.get(language).to_owned()).collect(),
    }
}

/// What differs between two versions of a list; `ListVersion.compare` calls it.
#[pyfunction]
pub(crate) fn compare_versions(
    py: Python<'_>,
    before: GivenVersion,
    after: GivenVersion,
    language: Speech,
) -> PyResult<Bound<'_, PyAny>> {
    let found = py.detach(|| match (&before.entries, &after.entries) {
        (Some(before), Some(after)) => {
            let before: Vec<&ListEntry> = before.iter().collect();
            let after: Vec<&ListEntry> = after.iter().collect();
            ListComparison::of_entries(&before, &after)
        }
        _ => ListComparison::of_counts(before.count, after.count),
    });
    plain_of(py, &told(&found, language.0))
}

/// The places of the entries that are called so; `ListVersion.find` calls it.
#[pyfunction]
pub(crate) fn entries_called(entries: &Bound<'_, PyAny>, text: String) -> PyResult<Vec<usize>> {
    let wanted = ItemName::new(text);
    let entries = read(entries)?.into_iter().enumerate();
    let called = entries.filter(|(_, entry)| entry.is_called(&wanted));
    Ok(called.map(|(place, _)| place).collect())
}
