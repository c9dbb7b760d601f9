//! Packs: from a folder, from memory, built in.

use std::ffi::c_char;

use super::error::zhunru_error;
use super::pointer::{Handle, Out, bytes, exclusive, several, shared, text, zhunru_view};
use crate::codes::zhunru_pack_field;
use crate::loading::{Gathered, LoadedPack, built};
use crate::reading::at;
use crate::{guarded, zhunru_status};

/// A rule pack (规则包), checked. Owned by the caller; it never changes, and any threads may use it
/// at the same time. Engines built with it keep what they need, so it may be freed before them.
pub struct zhunru_pack(pub(crate) LoadedPack);

impl Handle for zhunru_pack {
    const MARK: [u8; 8] = *b"zr pack ";
}

/// The files of a pack on their way from memory. Owned by the caller, one thread at a time.
pub struct zhunru_pack_files(Gathered);

impl Handle for zhunru_pack_files {
    const MARK: [u8; 8] = *b"zr files";
}

/// Frees a pack. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_free(pack: *mut zhunru_pack) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(pack) })
}

/// Loads a pack from its folder. Its parents are looked for among the `known_count` packs at
/// `known`, then among the built-in ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_load_folder(
    path: *const c_char,
    path_length: usize,
    known: *const *const zhunru_pack,
    known_count: usize,
    out: *mut *mut zhunru_pack,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (path, known, out) = unsafe {
            (
                text(path, path_length, "path")?,
                several(known, known_count, "known")?,
                Out::new(out, "out")?,
            )
        };
        let known: Vec<&LoadedPack> = known.into_iter().map(|one| &one.0).collect();
        out.set(zhunru_pack(LoadedPack::from_folder(path, &known)?).into_handle())
    })
}

/// Starts to gather the files of a pack. `name` stands before their paths in errors; it may be
/// empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_files_new(
    name: *const c_char,
    name_length: usize,
    out: *mut *mut zhunru_pack_files,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (name, out) = unsafe { (text(name, name_length, "name")?, Out::new(out, "out")?) };
        let gathered = Gathered { name: name.into(), files: Vec::new() };
        out.set(zhunru_pack_files(gathered).into_handle())
    })
}

/// Adds a file: its path inside the pack's folder, with `/` between the parts, and its bytes, which
/// are copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_files_add(
    files: *mut zhunru_pack_files,
    path: *const c_char,
    path_length: usize,
    data: *const c_char,
    data_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (files, path, data) = unsafe {
            (
                exclusive(files, "files")?,
                text(path, path_length, "path")?,
                bytes(data, data_length, "data")?,
            )
        };
        files.0.add(path, data)
    })
}

/// Frees files that were gathered. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_files_free(files: *mut zhunru_pack_files) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(files) })
}

/// Loads a pack from the files gathered, which stay as they are. Its parents are looked for as by
/// zhunru_pack_load_folder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_load_files(
    files: *const zhunru_pack_files,
    known: *const *const zhunru_pack,
    known_count: usize,
    out: *mut *mut zhunru_pack,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (files, known, out) = unsafe {
            (
                shared(files, "files")?,
                several(known, known_count, "known")?,
                Out::new(out, "out")?,
            )
        };
        let known: Vec<&LoadedPack> = known.into_iter().map(|one| &one.0).collect();
        out.set(zhunru_pack(files.0.load(&known)?).into_handle())
    })
}

/// Gives the built-in pack with this id.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_load_built_in(
    id: *const c_char,
    id_length: usize,
    out: *mut *mut zhunru_pack,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (id, out) = unsafe { (text(id, id_length, "id")?, Out::new(out, "out")?) };
        out.set(zhunru_pack(LoadedPack::built_in(id)?).into_handle())
    })
}

/// Gives the number of built-in packs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_built_in_count(out: *mut usize) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let out = unsafe { Out::new(out, "out")? };
        out.set(built()?.len())
    })
}

/// Lends the id of a built-in pack. It lives as long as the process.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_built_in_id(index: usize, out: *mut zhunru_view) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let out = unsafe { Out::new(out, "out")? };
        out.set(zhunru_view::of(Some(&at(built()?, index)?.id)))
    })
}

/// Lends a text of a pack; `field` is a zhunru_pack_field. It lives as long as the pack.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_pack_text(
    pack: *const zhunru_pack,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (pack, out) = unsafe { (shared(pack, "pack")?, Out::new(out, "out")?) };
        out.set(zhunru_view::of(pack.0.text(zhunru_pack_field::of(field)?)))
    })
}
