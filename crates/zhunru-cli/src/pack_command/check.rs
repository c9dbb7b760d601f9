//! `zhunru pack check`.

use std::io::Write;

use zhunru::diagnostic::{Diagnostics, Severity};
use zhunru::pack::{LoadedPacks, PackFiles, check_packs};
use zhunru_packs::LoadError;

use crate::arguments::PackNames;
use crate::failure::Failure;
use crate::{packs, terminal};

/// Checks packs and prints everything that is wrong with them.
pub(super) fn run(names: &PackNames) -> Result<bool, Failure> {
    let (named, folders) = packs::part(&names.packs)?;
    let (mut found, mut checked) = (Vec::new(), Some(0));
    let mut take = |(diagnostics, count): (Diagnostics, Option<usize>)| {
        found.extend(diagnostics.sorted().into_iter().cloned());
        checked = checked.zip(count).map(|(checked, count)| checked + count);
    };
    if folders.is_empty() || !named.is_empty() {
        let asked =
            |files: &PackFiles| named.is_empty() || named.iter().any(|id| id == files.name());
        let files = zhunru_packs::built_in_files();
        // A built-in pack may have another one as its parent.
        let known = packs::built_in()?;
        take(taken(files.and_then(|files| {
            let files: Vec<PackFiles> = files.into_iter().filter(asked).collect();
            check_packs(&files, known)
        })));
    }
    if !folders.is_empty() {
        match zhunru_packs::check_folders(&folders) {
            Err(LoadError::Packs(found)) => take(taken(Err(found))),
            Err(error) => return Err(packs::failure(error)),
            Ok(loaded) => take(taken(Ok(loaded))),
        }
    }
    let mut output = terminal::text();
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    for diagnostic in found {
        match diagnostic.severity {
            Severity::Error => errors += 1,
            _ => warnings += 1,
        }
        writeln!(output, "{diagnostic}")?;
    }
    match checked {
        Some(packs) => writeln!(
            output,
            "{packs} {} checked, {errors} errors, {warnings} warnings",
            if packs == 1 { "pack" } else { "packs" }
        )?,
        None => writeln!(output, "{errors} errors, {warnings} warnings")?,
    }
    output.flush()?;
    Ok(errors == 0)
}

/// The diagnostics, and how many packs there are when they can be used.
fn taken(loaded: Result<LoadedPacks, Diagnostics>) -> (Diagnostics, Option<usize>) {
    match loaded {
        Ok(loaded) => (loaded.warnings, Some(loaded.packs.len())),
        Err(found) => (found, None),
    }
}
