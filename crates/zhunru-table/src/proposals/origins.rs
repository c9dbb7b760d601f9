//! Where the fields of a proposal stand in its table.

use std::collections::BTreeMap;

use crate::fault::At;

/// The cells of a proposal's fields, by the JSON paths of these.
#[derive(Clone, Debug)]
pub struct Origins {
    first: At,
    cells: BTreeMap<String, At>,
}

impl Origins {
    /// No cells yet, for a proposal that begins here.
    #[cfg(feature = "files")]
    pub(super) fn new(first: At) -> Self {
        Origins {
            first,
            cells: BTreeMap::new(),
        }
    }

    /// Notes where a field stands; the first place stays.
    #[cfg(feature = "files")]
    pub(super) fn put(&mut self, path: impl Into<String>, at: At) {
        self.cells.entry(path.into()).or_insert(at);
    }

    /// The place of the field with this path, or of the nearest one around it.
    pub fn at(&self, path: &str) -> At {
        let mut path = path;
        loop {
            if let Some(at) = self.cells.get(path) {
                return at.clone();
            }
            // `issuer[1].level` stands in the column of `issuer.level`.
            if let Some((list, field)) = path.split_once("].")
                && let Some((list, _)) = list.split_once('[')
                && let Some(at) = self.cells.get(&format!("{list}.{field}"))
            {
                return at.clone();
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = path.get(..end).unwrap_or_default(),
                None => return self.first.clone(),
            }
        }
    }
}
