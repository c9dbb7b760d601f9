//! Texts that a host owns.

use super::pointer::{Handle, Out, shared, zhunru_view};
use crate::{guarded, zhunru_status};

/// A text that the caller owns. It never changes, and any threads may read it at the same time.
pub struct zhunru_buffer(pub(crate) String);

impl Handle for zhunru_buffer {
    const MARK: [u8; 8] = *b"zr buffe";
}

/// Frees a buffer. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_buffer_free(buffer: *mut zhunru_buffer) {
    // SAFETY: the caller gives up the handle.
    guarded!(else () => unsafe { Handle::free(buffer) })
}

/// Lends the text of a buffer. It lives as long as the buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhunru_buffer_view(
    buffer: *const zhunru_buffer,
    out: *mut zhunru_view,
) -> zhunru_status {
    guarded!({
        // SAFETY: the caller's promises of README.md.
        let (buffer, out) = unsafe { (shared(buffer, "buffer")?, Out::new(out, "out")?) };
        out.set(zhunru_view::of(Some(&buffer.0)))
    })
}
