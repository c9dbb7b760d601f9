//! `zhunru pack check`.

use std::io::Write;

use zhunru::diagnostic::{Diagnostics, Severity};
use zhunru::pack::{LoadedPacks, load_packs};
use zhunru_packs::LoadError;

use crate::arguments::PackFolders;
use crate::failure::Failure;
use crate::terminal;

/// Checks packs and prints everything that is wrong with them.
pub(super) fn run(folders: &PackFolders) -> Result<bool, Failure> {
    let (found, packs) = match folders.folders.is_empty() {
        true => {
            let files = zhunru_packs::built_in_files();
            taken(files.and_then(|files| load_packs(&files, &[])))
        }
        false => match zhunru_packs::load_folders(&folders.folders) {
            Err(LoadError::Folder(error)) => {
                return Err(Failure::fault(
                    &error,
                    format_args!("无法读取规则包文件夹：{error}"),
                ));
            }
            Err(LoadError::Packs(found)) => taken(Err(found)),
            Err(error) => return Err(Failure::Fault(error.to_string())),
            Ok(loaded) => taken(Ok(loaded)),
        },
    };
    let mut output = terminal::open(None)?;
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    for diagnostic in found.sorted() {
        match diagnostic.severity {
            Severity::Error => errors += 1,
            _ => warnings += 1,
        }
        writeln!(output, "{diagnostic}")?;
    }
    match packs {
        Some(packs) => writeln!(
            output,
            "{packs} packs checked, {errors} errors, {warnings} warnings"
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
