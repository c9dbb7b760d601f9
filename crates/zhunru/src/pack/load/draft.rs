//! A pack as its files say it, before anything in it is looked up.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::calendar::CalendarDraft;
use super::case_reading::is_case_file;
use super::facts::Declared;
use super::lists::ListDraft;
use super::manifest::Manifest;
use super::procedures::ProcedureDraft;
use super::rules::RuleDraft;
use super::sink::{Place, Sink};
use super::{calendar, facts, lists, manifest, procedures, rules};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::PackFiles;

/// A pack whose files were read each by itself, its tests left out.
pub(crate) struct Draft {
    pub(super) manifest: Manifest,
    pub(super) declared: Declared,
    pub(super) rules: Vec<RuleDraft>,
    pub(super) lists: Vec<ListDraft>,
    pub(super) procedures: Vec<ProcedureDraft>,
    pub(super) calendar: Option<CalendarDraft>,
}

/// Reads all files of a pack but its tests; nothing when there is no `pack.toml`.
pub(super) fn read(files: &PackFiles, sink: &Sink) -> Option<Draft> {
    let manifest = manifest::read(files, sink);
    let id = manifest.as_ref().map(|manifest| manifest.id.value.clone());
    let id = id.unwrap_or_default();
    let declared = facts::read(files, &id, sink);
    let mut all_rules = Vec::new();
    let mut all_lists = Vec::new();
    let mut tables: BTreeMap<SmolStr, Place> = BTreeMap::new();
    for path in files.paths() {
        match path.split_once('/') {
            Some(("rules", name)) if is_plain(name, ".toml") => {
                rules::read(files, path, sink, &mut all_rules);
            }
            Some(("lists", name)) if is_plain(name, ".toml") => {
                all_lists.extend(lists::read(files, path, sink, &mut tables));
            }
            _ => {}
        }
    }
    check_files(files, &tables, sink);
    Some(Draft {
        procedures: procedures::read(files, sink),
        calendar: calendar::read(files, sink),
        manifest: manifest?,
        declared,
        rules: all_rules,
        lists: all_lists,
    })
}

/// Whether a name has this ending and lies in no further folder.
fn is_plain(name: &str, ending: &str) -> bool {
    name.ends_with(ending) && !name.contains('/')
}

/// A file that nothing reads is a mistake of its author.
fn check_files(files: &PackFiles, tables: &BTreeMap<SmolStr, Place>, sink: &Sink) {
    const NAMES: [&str; 4] = [
        "pack.toml",
        "facts.toml",
        "procedures.toml",
        "calendar.toml",
    ];
    for path in files.paths() {
        let is_read = match path.split_once('/') {
            // A page for people, which packs that are published have.
            None => NAMES.contains(&path) || path == "README.md",
            Some(("cases", _)) if is_case_file(path) => true,
            Some(("rules" | "lists", name)) if is_plain(name, ".toml") => true,
            Some(("lists", name)) if is_plain(name, ".csv") => {
                if !tables.contains_key(path) {
                    sink.push(
                        Diagnostic::error(
                            Code::PackUnknownFile,
                            "no list takes its entries from this file",
                        )
                        .in_file(files.file_name(path))
                        .help(format!("name it in a list with `entries = \"{name}\"`")),
                    );
                }
                true
            }
            Some(_) => false,
        };
        if !is_read {
            let known = "`pack.toml`, `facts.toml`, `procedures.toml`, `calendar.toml`, \
                         `rules/*.toml`, `lists/*.toml`, `lists/*.csv`, `cases/*.toml`";
            sink.push(
                Diagnostic::error(Code::PackUnknownFile, "nothing reads this file")
                    .in_file(files.file_name(path))
                    .help(format!("a pack has the files {known}")),
            );
        }
    }
}
