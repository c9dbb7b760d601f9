//! From the pointers of a host to references and back.
//!
//! Every function here trusts the promises of `README.md`: a pointer that is not NULL points at
//! what its type says, lives through the call, and is not written by another thread meanwhile.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::slice;

use super::error::zhunru_error;
use crate::failure::Failure;
use crate::status::zhunru_status;

/// Bytes that belong to somebody else: a pointer and a length. Texts are UTF-8 and do not end with
/// NUL. A text that is absent has `data` NULL; one that is empty has `length` 0 and `data` not NULL.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct zhunru_view {
    /// The first byte.
    pub data: *const c_char,
    /// The number of bytes.
    pub length: usize,
}

impl zhunru_view {
    /// A view of a text, or of none.
    pub(super) fn of(text: Option<&str>) -> Self {
        match text {
            Some(text) => zhunru_view {
                data: text.as_ptr().cast(),
                length: text.len(),
            },
            None => zhunru_view {
                data: std::ptr::null(),
                length: 0,
            },
        }
    }
}

/// A type that hosts hold by pointer, owned by one of them and freed once.
pub(super) trait Handle: Sized {
    /// Tells the type from every other in memory.
    const MARK: [u8; 8];

    /// Gives the value to the host.
    fn into_handle(self) -> *mut Self {
        let marked = Marked {
            mark: Self::MARK,
            value: self,
        };
        Box::into_raw(Box::new(marked)).cast()
    }

    /// Takes the value back from the host and drops it; nothing for NULL and for a handle of
    /// another type.
    ///
    /// # Safety
    /// `handle` is NULL, or came from [`Handle::into_handle`] of some type and is used nowhere any
    /// more.
    unsafe fn free(handle: *mut Self) {
        // SAFETY: the caller's promise.
        if let Ok(marked) = unsafe { marked(handle, "") } {
            // SAFETY: the mark says that the pointer came from `Box::into_raw` as this type, and this
            // is its last use.
            drop(unsafe { Box::from_raw(marked) });
        }
    }
}

/// What a handle points at: a value behind the mark of its type.
#[repr(C)]
struct Marked<T> {
    mark: [u8; 8],
    value: T,
}

/// Looks whether a handle is one of this type.
///
/// # Safety
/// `handle` is NULL, or came from [`Handle::into_handle`] of some type and is not freed yet.
unsafe fn marked<T: Handle>(handle: *const T, name: &str) -> Result<*mut Marked<T>, Failure> {
    if handle.is_null() {
        return Err(Failure::null(name));
    }
    // SAFETY: whatever the type, the handle starts with a mark; bytes are aligned anywhere.
    let mark = unsafe { handle.cast::<[u8; 8]>().read() };
    if mark != T::MARK {
        return Err(Failure::new(
            zhunru_status::InvalidHandle,
            format!("`{name}` is a handle of another type"),
        ));
    }
    Ok(handle.cast::<Marked<T>>().cast_mut())
}

/// What a handle points at.
///
/// # Safety
/// As [`marked`], and nobody writes it while the reference lives.
pub(super) unsafe fn shared<'a, T: Handle>(handle: *const T, name: &str) -> Result<&'a T, Failure> {
    // SAFETY: the caller's promise, and the mark says that it points at this type.
    unsafe { marked(handle, name).map(|marked| &(*marked).value) }
}

/// What a handle points at, or nothing for NULL.
///
/// # Safety
/// As [`shared`].
pub(super) unsafe fn optional<'a, T: Handle>(
    handle: *const T,
    name: &str,
) -> Result<Option<&'a T>, Failure> {
    if handle.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    unsafe { shared(handle, name) }.map(Some)
}

/// What a handle points at, to be changed.
///
/// # Safety
/// As [`marked`], and nobody else uses it while the reference lives.
pub(super) unsafe fn exclusive<'a, T: Handle>(
    handle: *mut T,
    name: &str,
) -> Result<&'a mut T, Failure> {
    // SAFETY: the caller's promise, and the mark says that it points at this type.
    unsafe { marked(handle, name).map(|marked| &mut (*marked).value) }
}

/// What an array of handles points at; `(NULL, 0)` is empty.
///
/// # Safety
/// `handles` points at `count` handles, each of which [`shared`] may take.
pub(super) unsafe fn several<'a, T: Handle>(
    handles: *const *const T,
    count: usize,
    name: &str,
) -> Result<Vec<&'a T>, Failure> {
    // SAFETY: the caller's promise.
    let handles = unsafe { elements(handles, count, name) }?;
    // SAFETY: the caller's promise, for each handle.
    let each = handles.iter().map(|one| unsafe { shared(*one, name) });
    each.collect()
}

/// The elements of an array; `(NULL, 0)` is empty.
///
/// # Safety
/// `data` is NULL or points at `length` values of `T` that nobody writes while the slice lives.
unsafe fn elements<'a, T>(data: *const T, length: usize, name: &str) -> Result<&'a [T], Failure> {
    if length == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Failure::null(name));
    }
    let bytes = length.checked_mul(size_of::<T>());
    if bytes.is_none_or(|bytes| isize::try_from(bytes).is_err()) || !data.is_aligned() {
        return Err(Failure::new(
            zhunru_status::InvalidLength,
            format!("`{name}` cannot have the length {length}"),
        ));
    }
    // SAFETY: not NULL, aligned, of a possible length; the rest is the caller's promise.
    Ok(unsafe { slice::from_raw_parts(data, length) })
}

/// Bytes that a host hands over for a call; `(NULL, 0)` is empty.
///
/// # Safety
/// `data` is NULL or points at `length` bytes that nobody writes while the slice lives.
pub(super) unsafe fn bytes<'a>(
    data: *const c_char,
    length: usize,
    name: &str,
) -> Result<&'a [u8], Failure> {
    // SAFETY: the caller's promise; a byte is a byte, signed or not.
    unsafe { elements(data.cast::<u8>(), length, name) }
}

/// A text that a host hands over for a call; `(NULL, 0)` is empty.
///
/// # Safety
/// As [`bytes`].
pub(super) unsafe fn text<'a>(
    data: *const c_char,
    length: usize,
    name: &str,
) -> Result<&'a str, Failure> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { bytes(data, length, name) }?;
    std::str::from_utf8(bytes).map_err(|error| {
        Failure::new(
            zhunru_status::InvalidUtf8,
            format!("`{name}` is not UTF-8 from byte {} on", error.valid_up_to()),
        )
    })
}

/// A place into which a host wants a value.
#[derive(Debug)]
pub(super) struct Out<'a, T>(&'a mut MaybeUninit<T>);

impl<'a, T> Out<'a, T> {
    /// The place that `pointer` points at, which need not hold anything yet.
    ///
    /// # Safety
    /// `pointer` is NULL, or may be written and is used by nobody else while this lives.
    pub(super) unsafe fn new(pointer: *mut T, name: &str) -> Result<Self, Failure> {
        // SAFETY: the caller's promise; `MaybeUninit` has the layout of `T`.
        let place = unsafe { pointer.cast::<MaybeUninit<T>>().as_mut() };
        place.map(Out).ok_or_else(|| Failure::null(name))
    }

    /// Sets the value.
    pub(super) fn set(self, value: T) -> Result<(), Failure> {
        self.0.write(value);
        Ok(())
    }
}

/// Hands a failure to a host that wants to know it.
///
/// # Safety
/// `error` is NULL, or may be written and is used by nobody else during the call.
pub(crate) unsafe fn tell(failure: Failure, error: *mut *mut zhunru_error) {
    // SAFETY: the caller's promise.
    if let Ok(out) = unsafe { Out::new(error, "error") } {
        // Setting cannot fail.
        let _ = out.set(zhunru_error(failure).into_handle());
    }
}
