//! Loading: from the files of packs to finished packs.
//!
//! The files are read each by themselves into drafts, drafts are looked up in each other, and what
//! comes out is checked as a whole. Every step goes on after a fault, so all of them are told.

mod amendments;
mod calendar;
mod case_reading;
mod cases;
mod chinese;
mod condition_text;
mod definitions;
mod document;
mod draft;
mod entries;
mod facts;
mod ids;
mod list_parts;
mod lists;
mod manifest;
mod node;
mod presume;
mod procedures;
mod resolve;
mod rules;
mod scope;
pub(crate) mod sink;
mod table;

use std::collections::BTreeMap;

use smol_str::SmolStr;

use self::case_reading::{CaseReading, CasesDraft};
use self::draft::Draft;
pub(crate) use self::resolve::Resolved;
use self::scope::Interface;
use self::sink::Sink;
use super::{Pack, PackFiles, check, natural_order};
use crate::diagnostic::{Code, Diagnostics, quoted};

/// Packs that were loaded, and what is doubtful about them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LoadedPacks {
    /// The packs, in natural order of their ids.
    pub packs: Vec<Pack>,
    /// What their authors should look at, though the packs can be used.
    pub warnings: Diagnostics,
}

/// Loads packs from their files, in any order; `known` are packs that are there already and may be
/// parents of those loaded. One of them whose id is that of a pack loaded is left aside.
///
/// The packs' own tests, which deciding has no need of, are left for [`Pack::cases`] to read; [`check_packs`]
/// reads them too.
///
/// ```
/// use zhunru::pack::{PackFiles, load_packs};
/// let files = PackFiles::collect("example", [("pack.toml", &b"format = 1\nidd = 'x'"[..])])?;
/// let found = load_packs(&[files], &[]).unwrap_err();
/// assert!(found.to_string().contains("did you mean `id`?"));
/// # Ok::<(), zhunru::diagnostic::Diagnostics>(())
/// ```
///
/// # Errors
/// All faults of all packs but of their tests, when there is one; warnings are among them.
pub fn load_packs(files: &[PackFiles], known: &[Pack]) -> Result<LoadedPacks, Diagnostics> {
    load(files, known, CaseReading::Later)
}

/// Loads packs as [`load_packs`] does, and reads their own tests, so that all their faults are told.
///
/// ```
/// use zhunru::pack::{PackFiles, check_packs};
/// let files = PackFiles::collect("example", [("cases/signs.toml", &b"caze = []"[..])])?;
/// let found = check_packs(&[files], &[]).unwrap_err();
/// assert!(found.to_string().contains("did you mean `case`?"));
/// # Ok::<(), zhunru::diagnostic::Diagnostics>(())
/// ```
///
/// # Errors
/// All faults of all packs, when there is one; warnings are among them.
pub fn check_packs(files: &[PackFiles], known: &[Pack]) -> Result<LoadedPacks, Diagnostics> {
    load(files, known, CaseReading::Now)
}

fn load(
    files: &[PackFiles],
    known: &[Pack],
    reading: CaseReading,
) -> Result<LoadedPacks, Diagnostics> {
    let mut read: Vec<(Option<Draft>, Sink)> = Vec::new();
    let mut cases = Vec::new();
    for one in files {
        let sink = Sink::default();
        let draft = draft::read(one, &sink);
        cases.push(CasesDraft::new(one, reading, &sink));
        read.push((draft, sink));
    }
    check_ids(&read);
    let mut packs = Vec::new();
    let mut resolved: Vec<Option<Resolved>> = Vec::new();
    {
        let interfaces = interfaces(&read, known);
        for (draft, sink) in &read {
            let Some(draft) = draft else { continue };
            check_parents(draft, &interfaces, sink);
        }
        for ((draft, sink), cases) in read.iter().zip(cases) {
            resolved.push(
                draft
                    .as_ref()
                    .and_then(|draft| resolve::resolve(draft, cases, &interfaces, sink)),
            );
        }
    }
    let mut found = Diagnostics::new();
    for (resolved, (_, sink)) in resolved.into_iter().zip(read) {
        if let Some(resolved) = resolved {
            check::check(&resolved, &sink);
            packs.push(resolved.pack);
        }
        found.extend(sink.finish());
    }
    packs.sort_by(|a, b| natural_order(&a.id, &b.id));
    let warnings = found.clone();
    found.into_result(LoadedPacks { packs, warnings })
}

impl Pack {
    /// Loads one pack whose parents are already loaded, as [`load_packs`] does.
    ///
    /// # Errors
    /// All faults but of its tests, when there is one.
    pub fn load(files: &PackFiles, parents: &[Pack]) -> Result<Pack, Diagnostics> {
        let loaded = load_packs(std::slice::from_ref(files), parents)?;
        loaded.packs.into_iter().next().ok_or_else(Diagnostics::new)
    }
}

fn interfaces<'a>(
    read: &'a [(Option<Draft>, Sink)],
    known: &'a [Pack],
) -> BTreeMap<SmolStr, Interface<'a>> {
    let mut interfaces: BTreeMap<SmolStr, Interface<'a>> = known
        .iter()
        .map(|pack| (pack.id.clone(), Interface::of_pack(pack)))
        .collect();
    for draft in read.iter().filter_map(|(draft, _)| draft.as_ref()) {
        interfaces.insert(draft.manifest.id.value.clone(), Interface::of_draft(draft));
    }
    interfaces
}

/// Every pack has an id of its own.
fn check_ids(read: &[(Option<Draft>, Sink)]) {
    let mut taken: BTreeMap<&SmolStr, String> = BTreeMap::new();
    for (draft, sink) in read {
        let Some(draft) = draft else { continue };
        let id = &draft.manifest.id;
        if id.value.is_empty() {
            continue;
        }
        if let Some(other) = taken.get(&id.value) {
            let message = format!(
                "the id {} is that of the pack at {other}",
                quoted(&id.value)
            );
            sink.push(id.place.error(Code::PackDuplicate, message));
        } else {
            taken.insert(&id.value, id.place.named());
        }
    }
}

/// Every parent is there, and no pack inherits from itself.
fn check_parents(draft: &Draft, packs: &BTreeMap<SmolStr, Interface<'_>>, sink: &Sink) {
    let own = &draft.manifest.id.value;
    for (index, parent) in draft.manifest.parents.iter().enumerate() {
        let id = &parent.value;
        if draft
            .manifest
            .parents
            .iter()
            .take(index)
            .any(|other| other.value == *id)
        {
            let message = format!("the parent {} is named twice", quoted(id));
            sink.push(parent.place.error(Code::PackDuplicate, message));
        } else if !packs.contains_key(id) {
            let message = format!("there is no pack {}", quoted(id));
            let fault = parent.place.error(Code::PackUnknownReference, message);
            sink.push(fault.suggest(id, packs.keys().map(SmolStr::as_str)));
        } else if let Some(way) = way(id, own, packs) {
            let message = format!(
                "packs inherit from each other in a circle: `{own}` -> `{}`",
                way.join("` -> `")
            );
            sink.push(parent.place.error(Code::PackCycle, message));
        }
    }
}

/// The packs from one to another by way of parents, if there is such a way.
fn way(
    from: &SmolStr,
    to: &SmolStr,
    packs: &BTreeMap<SmolStr, Interface<'_>>,
) -> Option<Vec<SmolStr>> {
    let mut seen: Vec<SmolStr> = Vec::new();
    let mut waiting = vec![vec![from.clone()]];
    while let Some(walked) = waiting.pop() {
        let last = walked.last()?.clone();
        if last == *to {
            return Some(walked);
        }
        if seen.contains(&last) {
            continue;
        }
        for parent in packs.get(&last).iter().flat_map(|pack| &pack.parents) {
            let mut further = walked.clone();
            further.push((*parent).clone());
            waiting.push(further);
        }
        seen.push(last);
    }
    None
}
