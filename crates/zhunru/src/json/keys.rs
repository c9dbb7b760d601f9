//! The keys of one object while it is read, to tell one that comes twice.

use std::borrow::Cow;
use std::collections::HashSet;

use super::document::{Document, Node};

/// An object with more keys keeps a table of them; all of ours have fewer.
const FEW: usize = 32;

/// One bit for the length and the ends of a key: keys that look different are.
#[derive(Clone, Copy)]
pub(super) struct Look(u64);

impl Look {
    pub(super) fn of(key: &str) -> Self {
        let bytes = key.as_bytes();
        let end = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
        let mixed = bytes.len() + 5 * end(bytes.first()) + 11 * end(bytes.last());
        Look(1 << (mixed % 64))
    }
}

/// The keys of an object so far.
#[derive(Default)]
pub(super) struct Keys<'t> {
    count: usize,
    /// How these look.
    looks: u64,
    /// Many keys. What hashes them differs from process to process, so that nobody can choose keys
    /// that all meet in one place.
    many: Option<HashSet<Cow<'t, str>, foldhash::fast::RandomState>>,
}

impl<'t> Keys<'t> {
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Takes the key of an object's last entry, by its look and its node and that of the object;
    /// gives whether it was there before.
    #[inline]
    pub(super) fn has_twice(
        &mut self,
        look: Look,
        document: &Document<'t>,
        object: usize,
        key: usize,
    ) -> bool {
        let before = self.count;
        let is_like_none = before < FEW && self.looks & look.0 == 0;
        self.count += 1;
        self.looks |= look.0;
        !is_like_none && self.is_there(document, object, before, key)
    }

    /// Compares a key with those before it.
    fn is_there(
        &mut self,
        document: &Document<'t>,
        object: usize,
        before: usize,
        key: usize,
    ) -> bool {
        let Some(key) = document.nodes.get(key) else {
            return false;
        };
        let mut others = document.keys_behind(object, before);
        if self.many.is_none() && before < FEW {
            let text = key.text(document);
            return others.any(|other| other.text(document) == text);
        }
        let many = self
            .many
            .get_or_insert_with(|| others.map(|other| owned(other, document)).collect());
        !many.insert(owned(key, document))
    }
}

fn owned<'t>(key: &Node<'t>, document: &Document<'t>) -> Cow<'t, str> {
    match *key {
        Node::Text(text) => Cow::Borrowed(text),
        _ => Cow::Owned(key.text(document).to_owned()),
    }
}
