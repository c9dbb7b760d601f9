//! What surrounds the body of every export: no panic leaves it, and a failure becomes a status.
#![forbid(unsafe_code)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::failure::Failure;

/// Wraps the body of an export, which may use `?` on [`Failure`]s.
///
/// - `guarded!(error => body)` gives a status and sets `*error`, unless `error` is NULL;
/// - `guarded!(body)` gives a status alone;
/// - `guarded!(else value => body)` gives the body's value, or `value` after a panic.
macro_rules! guarded {
    (else $value:expr => $body:expr) => {
        $crate::guard::value($value, || $body)
    };
    ($error:ident => $body:expr) => {
        match $crate::guard::outcome(|| $body) {
            Ok(()) => $crate::zhunru_status::Ok,
            Err(failure) => {
                let status = failure.status;
                // SAFETY: the caller of the export promises that `error` is NULL or may be written.
                unsafe { $crate::abi::pointer::tell(failure, $error) };
                status
            }
        }
    };
    ($body:expr) => {
        match $crate::guard::outcome(|| $body) {
            Ok(()) => $crate::zhunru_status::Ok,
            Err(failure) => failure.status,
        }
    };
}

pub(crate) use guarded;

/// What the body came to; a panic is a failure of the library.
///
/// The value that a panic carries is given up, since dropping it could panic again.
pub(crate) fn outcome(body: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    // A failed call sets no output and changes no handle, so nothing half-done can be seen.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        std::mem::forget(payload);
        Err(Failure::internal())
    })
}

/// The body's value, or another one after a panic.
pub(crate) fn value<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        std::mem::forget(payload);
        otherwise
    })
}

#[cfg(test)]
mod tests {
    use super::{outcome, value};
    use crate::status::zhunru_status;

    #[test]
    fn a_panic_becomes_a_status() {
        let failure = outcome(|| panic!("planted")).unwrap_err();
        assert_eq!(failure.status, zhunru_status::Internal);
        assert_eq!(failure.faults.len(), 1);
    }

    #[test]
    fn a_panic_whose_payload_panics_when_dropped_becomes_a_status() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("dropped");
            }
        }
        let failure = outcome(|| std::panic::panic_any(Bomb)).unwrap_err();
        assert_eq!(failure.status, zhunru_status::Internal);
    }

    #[test]
    fn a_panic_gives_the_other_value() {
        assert_eq!(value(7, || panic!("planted")), 7);
        assert_eq!(value(7, || 8), 8);
    }
}
