//! Putting a list in the place of one that is there: codes stay with their entries, and what an
//! earlier version said can still be read where a day of change is given.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use zhunru::list::{ItemList, ListEntry, normalise_name};

use super::report::ReportedChanges;
use crate::failure::Failure;
use crate::list_import::{At, Entry, Field};

/// What becomes of a list that replaces another.
pub(super) struct Reconciled {
    /// The entries, those of earlier versions at the end.
    pub(super) entries: Vec<Entry>,
    /// How many of them keep the code that they had.
    pub(super) kept_codes: usize,
    /// Codes of entries that are gone altogether, which are not given again.
    pub(super) spent: Vec<String>,
    /// What the list says otherwise.
    pub(super) changes: ReportedChanges,
}

/// Puts `entries` in the place of those of `before`. `columns` are the fields that the sheet has: of
/// the others an entry keeps what it said. From `from` on the list reads so; without that day it is
/// as if it had always read so.
///
/// # Errors
/// When the list has amendments or earlier versions that would be lost.
pub(super) fn reconcile(
    mut entries: Vec<Entry>,
    before: &ItemList,
    columns: &BTreeSet<Field>,
    from: Option<NaiveDate>,
) -> Result<Reconciled, Failure> {
    check_kept(before, from)?;
    let known = known(before);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut earlier: Vec<Entry> = Vec::new();
    let mut changes = ReportedChanges::default();
    let mut kept_codes = 0;
    for entry in &mut entries {
        let matched = entry.keys().find_map(|(key, _)| known.get(&key).copied());
        let old = matched.filter(|at| taken.insert(*at));
        let Some(old) = old.and_then(|at| before.entries().get(at)) else {
            changes.added.push(entry.name().to_owned());
            entry.from = entry.from.or(from);
            continue;
        };
        let had_code = entry.code().is_some();
        carry(entry, old, columns);
        kept_codes += usize::from(!had_code && entry.code().is_some());
        let form = stored(old, &entry.at);
        if let Some(day) = from.filter(|day| form.to.is_some_and(|to| to < *day)) {
            // It was taken off before, and comes again with its code.
            changes.added.push(entry.name().to_owned());
            entry.from = entry.from.or(Some(day));
            earlier.push(form);
            continue;
        }
        changes.kept += 1;
        match from {
            // The same item in other words: the earlier words are kept until the day before.
            Some(day) if differs(entry, &form) => {
                if is_called(entry, old) && may_end(&form, day) {
                    earlier.push(ended(form, day));
                    entry.from = entry.from.or(from);
                } else {
                    entry.from = entry.from.or(form.from);
                }
            }
            _ => {
                entry.from = entry.from.or(form.from);
                entry.to = entry.to.or(form.to);
            }
        }
    }
    let codes: BTreeSet<String> = entries.iter().filter_map(code_key).collect();
    let mut spent = Vec::new();
    for (at, old) in before.entries().iter().enumerate() {
        if taken.contains(&at) {
            continue;
        }
        let nowhere = At {
            sheet: None,
            row: 0,
        };
        let form = stored(old, &nowhere);
        let Some(day) = from else {
            changes.gone.push(old.name.as_str().to_owned());
            spent.extend(
                code_key(&form)
                    .filter(|code| !codes.contains(code))
                    .and(old_code(old)),
            );
            continue;
        };
        let is_past = form.to.is_some_and(|to| to < day);
        if !is_past {
            changes.gone.push(old.name.as_str().to_owned());
        }
        match may_end(&form, day) {
            true if is_past => earlier.push(form),
            true => earlier.push(ended(form, day)),
            // It never came into force.
            false => spent.extend(old_code(old)),
        }
    }
    entries.extend(earlier);
    Ok(Reconciled {
        entries,
        kept_codes,
        spent,
        changes,
    })
}

/// Nothing that a list says besides its entries may be lost in silence.
fn check_kept(before: &ItemList, from: Option<NaiveDate>) -> Result<(), Failure> {
    let id = &before.id;
    if !before.amendments.is_empty() {
        return Err(Failure::fault(
            format_args!(
                "the list `{id}` has amendments, which an import would lose; write the change as a further `[[amendment]]`"
            ),
            format_args!(
                "清单“{id}”有动态调整记录，导入会使其丢失；请把这次变动写成新的 [[amendment]]"
            ),
        ));
    }
    let has_history = before
        .entries()
        .iter()
        .any(|entry| entry.in_force.to.is_some());
    if from.is_none() && (has_history || !before.declared_versions.is_empty()) {
        return Err(Failure::fault(
            format_args!(
                "the list `{id}` has earlier versions, which an import would lose; say with `--from DATE` from when the list reads as in the file"
            ),
            format_args!(
                "清单“{id}”有历次版本，导入会使其丢失；请用 --from 指明自哪天起按新文件执行"
            ),
        ));
    }
    Ok(())
}

/// The entries of a list by code, name and other names; of several forms of one the last.
fn known(before: &ItemList) -> BTreeMap<String, usize> {
    let mut known = BTreeMap::new();
    let mut order: Vec<usize> = (0..before.entries().len()).collect();
    order.sort_by_key(|at| {
        let entry = before.entries().get(*at);
        entry.map(|entry| entry.in_force.to.unwrap_or(NaiveDate::MAX))
    });
    for at in order {
        let Some(entry) = before.entries().get(at) else {
            continue;
        };
        for item in entry.names().chain(&entry.code) {
            known.insert(item.normalised().to_owned(), at);
        }
    }
    known
}

/// What is in the pack as an entry of a sheet.
fn stored(old: &ListEntry, at: &At) -> Entry {
    let mut entry = Entry {
        at: at.clone(),
        values: BTreeMap::new(),
        from: old.in_force.from,
        to: old.in_force.to,
    };
    for field in fields() {
        let values: Vec<String> = field.values(old).iter().map(ToString::to_string).collect();
        if !values.is_empty() {
            entry.values.insert(field, values);
        }
    }
    entry
}

/// The fields that hold text.
fn fields() -> impl Iterator<Item = Field> {
    let all = <Field as zhunru::model::Coded>::ALL.iter().copied();
    all.filter(|field| !matches!(field, Field::From | Field::To))
}

/// Gives an entry its code, and what the sheet has no column for.
fn carry(entry: &mut Entry, old: &ListEntry, columns: &BTreeSet<Field>) {
    let form = stored(old, &entry.at);
    for (field, values) in form.values {
        let is_open = !entry.values.contains_key(&field);
        if is_open && (field == Field::Code || !columns.contains(&field)) {
            entry.values.insert(field, values);
        }
    }
    if !columns.contains(&Field::Aliases) && !is_called(entry, old) {
        // It was found by another name, and is still known by the one that it had.
        let name = normalise_name(entry.name());
        let aliases = entry.values.entry(Field::Aliases).or_default();
        aliases.retain(|alias| normalise_name(alias) != name);
        aliases.push(old.name.as_str().to_owned());
    }
}

fn is_called(entry: &Entry, old: &ListEntry) -> bool {
    normalise_name(entry.name()) == old.name.normalised()
}

/// Whether an entry says otherwise than before, apart from its days.
fn differs(entry: &Entry, old: &Entry) -> bool {
    entry.values != old.values
}

/// Whether an entry was in force before a day.
fn may_end(entry: &Entry, day: NaiveDate) -> bool {
    entry.from.is_none_or(|from| from < day)
}

/// An entry until the day before.
fn ended(mut entry: Entry, day: NaiveDate) -> Entry {
    entry.to = day.pred_opt();
    entry
}

fn code_key(entry: &Entry) -> Option<String> {
    entry.code().map(|code| normalise_name(code).to_string())
}

fn old_code(old: &ListEntry) -> Option<String> {
    old.code.as_ref().map(|code| code.as_str().to_owned())
}
