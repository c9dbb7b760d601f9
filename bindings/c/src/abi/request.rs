//! Requests: the day, the packs, the language.

use std::ffi::c_char;

use super::error::zhunru_error;
use super::pointer::{Handle, Out, exclusive, text};
use crate::codes::zhunru_language;
use crate::loading::Asked;
use crate::{guarded, zhunru_status};

/// What is asked of an engine besides the proposal. A new one asks for the day on which the
/// proposal was submitted, the packs that cover the village, and texts in Chinese; so does NULL.
/// Owned by the caller; while no thread changes it, any threads may decide with it.
pub struct zhunru_request(pub(crate) Asked);

impl Handle for zhunru_request {
    const MARK: [u8; 8] = *b"zr reque";
}

/// Gives a new request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_new(
    out: *mut *mut zhunru_request,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let out = unsafe { Out::new(out, "out")? };
        out.set(zhunru_request(Asked::default()).into_handle())
    })
}

/// Frees a request. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_free(request: *mut zhunru_request) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(request) })
}

/// Sets the day for which is decided, such as "2024-03-04".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_set_as_of(
    request: *mut zhunru_request,
    date: *const c_char,
    date_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (request, date) = unsafe {
            (exclusive(request, "request")?, text(date, date_length, "date")?)
        };
        request.0.set_as_of(date)
    })
}

/// Names a pack by its id. As soon as one is named, exactly the packs named and their parents take
/// part.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_add_pack(
    request: *mut zhunru_request,
    id: *const c_char,
    id_length: usize,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let (request, id) = unsafe { (exclusive(request, "request")?, text(id, id_length, "id")?) };
        request.0.packs.push(id.into());
        Ok(())
    })
}

/// Sets the language of the texts; `language` is a zhunru_language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_set_language(
    request: *mut zhunru_request,
    language: i32,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let request = unsafe { exclusive(request, "request")? };
        request.0.language = zhunru_language::of(language)?.into();
        Ok(())
    })
}

/// Sets whether rules that do not bear on a demand are told too, with the facts that each rule
/// read; 0 is no, every other number yes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_request_set_trace(
    request: *mut zhunru_request,
    trace: i32,
    error: *mut *mut zhunru_error,
) -> zhunru_status {
    guarded!(error => {
        // SAFETY: the caller's promises of README.md.
        let request = unsafe { exclusive(request, "request")? };
        request.0.trace = trace != 0;
        Ok(())
    })
}
