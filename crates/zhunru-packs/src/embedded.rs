//! The packs that are part of this crate.

use std::sync::OnceLock;

use zhunru::diagnostic::Diagnostics;
use zhunru::pack::{Pack, PackFiles, load_packs};

/// Each pack's id, and its files by path, in order.
type Embedded = &'static [(&'static str, &'static [(&'static str, &'static [u8])])];

const EMBEDDED: Embedded = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The files of the built-in packs, pack by pack in order of their folders.
///
/// # Errors
/// When a pack is larger than packs may be.
pub fn built_in_files() -> Result<Vec<PackFiles>, Diagnostics> {
    EMBEDDED
        .iter()
        .map(|(id, files)| PackFiles::collect(*id, files.iter().copied()))
        .collect()
}

/// The built-in packs, in natural order of their ids. They are loaded once, by the first call.
///
/// # Errors
/// All faults, when a pack is at fault. The tests of this crate see to it that none is.
pub fn built_in() -> Result<&'static [Pack], &'static Diagnostics> {
    static PACKS: OnceLock<Result<Vec<Pack>, Diagnostics>> = OnceLock::new();
    let load = || load_packs(&built_in_files()?, &[]).map(|loaded| loaded.packs);
    PACKS.get_or_init(load).as_ref().map(Vec::as_slice)
}
