//! Versions and names, which need no handle.

use std::ffi::c_char;

use crate::{guarded, zhunru_status};

/// The version of the ABI, which the SONAME carries too. It changes only when a program that was
/// built against an older header could break.
pub const ZHUNRU_ABI_VERSION: u32 = 1;

/// The version of the library with the NUL that C expects.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");

/// The version of the library, such as "0.1.0", ended by NUL; it lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn zhunru_version() -> *const c_char {
    guarded!(else std::ptr::null() => VERSION.as_ptr().cast())
}

/// The version of the ABI that the library has. A host that loads it at run time compares this
/// with ZHUNRU_ABI_VERSION of the header that it was built against, and stops if they differ.
#[unsafe(no_mangle)]
pub extern "C" fn zhunru_abi_version() -> u32 {
    guarded!(else 0 => ZHUNRU_ABI_VERSION)
}

/// The name of a status, such as "invalid-proposal", ended by NUL; it lives as long as the process.
/// "unknown" for a number that is no status of this library.
#[unsafe(no_mangle)]
pub extern "C" fn zhunru_status_name(status: i32) -> *const c_char {
    guarded!(else c"unknown".as_ptr() => {
        let found = zhunru_status::ALL.iter().find(|one| **one as i32 == status);
        found.map_or(c"unknown", |one| one.name()).as_ptr()
    })
}
