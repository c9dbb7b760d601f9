//! The tests of a pack, read when they are first asked for.

use std::panic::UnwindSafe;
use std::sync::{Arc, LazyLock};

use super::Case;
use crate::diagnostic::Diagnostics;

type Read = Result<Vec<Case>, Diagnostics>;

/// The tests of a pack, or how they will be read. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Cases(Arc<LazyLock<Read, Box<dyn FnOnce() -> Read + Send + UnwindSafe>>>);

impl Cases {
    /// What this reads, once it is asked for.
    pub(super) fn later(read: impl FnOnce() -> Read + Send + UnwindSafe + 'static) -> Self {
        Cases(Arc::new(LazyLock::new(Box::new(read))))
    }

    pub(super) fn get(&self) -> Result<&[Case], &Diagnostics> {
        LazyLock::force(&self.0).as_ref().map(Vec::as_slice)
    }
}
