//! Errors: what is wrong, fault by fault.

use super::buffer::zhunru_buffer;
use super::pointer::{Handle, Out, shared, zhunru_view};
use crate::codes::zhunru_error_field;
use crate::failure::Failure;
use crate::reading::at;
use crate::{guarded, zhunru_status};

/// Why a call failed: one fault or several, each with its texts and its place. Owned by the caller;
/// it never changes, and any threads may read it at the same time.
pub struct zhunru_error(pub(crate) Failure);

impl Handle for zhunru_error {
    const MARK: [u8; 8] = *b"zr error";
}

/// Frees an error. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_free(error: *mut zhunru_error) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(error) })
}

/// Gives the status of the call that failed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_status(
    error: *const zhunru_error,
    out: *mut zhunru_status,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (error, out) = unsafe { (shared(error, "error")?, Out::new(out, "out")?) };
        out.set(error.0.status)
    })
}

/// Gives the number of faults, at least one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_count(
    error: *const zhunru_error,
    out: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (error, out) = unsafe { (shared(error, "error")?, Out::new(out, "out")?) };
        out.set(error.0.faults.len())
    })
}

/// Lends a text of a fault; `field` is a zhunru_error_field. It lives as long as the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_text(
    error: *const zhunru_error,
    index: usize,
    field: i32,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (error, out) = unsafe { (shared(error, "error")?, Out::new(out, "out")?) };
        let fault = at(&error.0.faults, index)?;
        out.set(zhunru_view::of(match zhunru_error_field::of(field)? {
            zhunru_error_field::Code => Some(&fault.code),
            zhunru_error_field::Message => Some(&fault.message),
            zhunru_error_field::MessageZh => fault.message_zh.as_deref(),
            zhunru_error_field::Path => fault.path.as_deref(),
            zhunru_error_field::File => fault.file.as_deref(),
            zhunru_error_field::Help => fault.help.as_deref(),
        }))
    })
}

/// Gives the line and the column of a fault, both counted from 1; 0 where it has none. Columns of
/// packs count characters, those of JSON text that cannot be parsed count bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_place(
    error: *const zhunru_error,
    index: usize,
    line: *mut usize,
    column: *mut usize,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (error, line, column) = unsafe {
            (
                shared(error, "error")?,
                Out::new(line, "line")?,
                Out::new(column, "column")?,
            )
        };
        let fault = at(&error.0.faults, index)?;
        line.set(fault.line)?;
        column.set(fault.column)
    })
}

/// Gives the whole error as JSON: `status`, `name` and `faults` with `code`, `message`,
/// `message_zh`, `path`, `file`, `line`, `column` and `help`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_error_json(
    error: *const zhunru_error,
    out: *mut *mut zhunru_buffer,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (error, out) = unsafe { (shared(error, "error")?, Out::new(out, "out")?) };
        out.set(zhunru_buffer(error.0.json()).into_handle())
    })
}

#[cfg(test)]
#[allow(clippy::panic, reason = "the panic is the test")]
mod tests {
    use std::ptr;

    use super::{zhunru_error, zhunru_error_count, zhunru_error_free, zhunru_error_status};
    use crate::{guarded, zhunru_status};

    /// The body of an export that reads through a reference and panics.
    fn planted(fact: &[u8], error: *mut *mut zhunru_error) -> zhunru_status {
        guarded!(error => {
            assert!(fact.is_empty(), "planted");
            Ok(())
        })
    }

    fn planted_without_error(fact: &[u8]) -> zhunru_status {
        guarded!({
            assert!(fact.is_empty(), "planted");
            Ok(())
        })
    }

    #[test]
    fn a_panic_in_an_export_is_told_as_an_error() {
        let mut error: *mut zhunru_error = ptr::null_mut();
        assert_eq!(planted(b"x", &raw mut error), zhunru_status::Internal);
        assert!(!error.is_null());
        let (mut status, mut count) = (zhunru_status::Ok, 0);
        // SAFETY: the error is a handle that the call above gave, freed once and last.
        unsafe {
            let told = zhunru_error_status(error, &raw mut status);
            assert_eq!((told, status), (zhunru_status::Ok, zhunru_status::Internal));
            assert_eq!(zhunru_error_count(error, &raw mut count), zhunru_status::Ok);
            zhunru_error_free(error);
        }
        assert_eq!(count, 1);
    }

    #[test]
    fn a_panic_in_an_export_needs_no_place_for_an_error() {
        assert_eq!(planted(b"x", ptr::null_mut()), zhunru_status::Internal);
        assert_eq!(planted_without_error(b"x"), zhunru_status::Internal);
        assert_eq!(planted(b"", ptr::null_mut()), zhunru_status::Ok);
        assert_eq!(planted_without_error(b""), zhunru_status::Ok);
    }
}
