//! A table of a TOML file, whose keys are known.

use std::ops::Range;

use smol_str::SmolStr;
use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::node::{Context, Node};
use super::sink::Place;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{Coded, DemandTypes, Interval};
use crate::text::LocalText;

/// Most unknown keys told of one table.
const MOST_UNKNOWN: usize = 100;

/// A table of a TOML file.
///
/// What must be there and is not is noted, and something empty stands for it: a pack with an error
/// is never finished, but the rest of it is still read for more errors.
pub(super) struct Table<'a> {
    context: &'a Context<'a>,
    entries: &'a DeTable<'a>,
    span: Range<usize>,
}

impl<'a> Table<'a> {
    /// Opens a table; a key that is none of `known` is an error.
    pub(super) fn open(
        context: &'a Context<'a>,
        entries: &'a DeTable<'a>,
        span: Range<usize>,
        known: &[&str],
    ) -> Self {
        // Where a heading cannot be read, the keys below it seem to stand at the top of the file.
        let is_strayed = context.broken && span.end == 0;
        let unknown = |key: &&Spanned<DeString<'_>>| {
            let name: &str = key.get_ref();
            !known.contains(&name) && !is_strayed
        };
        for key in entries.keys().filter(unknown).take(MOST_UNKNOWN) {
            let name: &str = key.get_ref();
            let message = format!("unknown key {}", quoted(name));
            let fault = context
                .place(key.span())
                .error(Code::PackUnknownKey, message);
            context
                .sink
                .push(fault.suggest(name, known.iter().copied()));
        }
        Table {
            context,
            entries,
            span,
        }
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Place {
        self.context.place(self.span.clone())
    }

    /// The diagnostic of an error of the whole table.
    pub(super) fn error(&self, code: Code, message: impl Into<String>) {
        self.push(self.place().error(code, message));
    }

    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.context.sink.push(diagnostic);
    }

    /// The keys and values in the order of the file.
    pub(super) fn entries_of(
        context: &'a Context<'a>,
        entries: &'a DeTable<'a>,
    ) -> Vec<(SmolStr, Place, Node<'a>)> {
        let mut all: Vec<_> = entries
            .iter()
            .map(|(key, value)| {
                let name: &str = key.get_ref();
                let node = Node {
                    context,
                    value: value.get_ref(),
                    span: value.span(),
                };
                (SmolStr::new(name), context.place(key.span()), node)
            })
            .collect();
        all.sort_by_key(|(_, place, _)| place.span.start);
        all
    }

    /// The value of a key that may be left out.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.entries.get(key)?;
        Some(Node {
            context: self.context,
            value: value.get_ref(),
            span: value.span(),
        })
    }

    /// The value of a key that must be there.
    pub(super) fn required(&self, key: &str) -> Option<Node<'a>> {
        let node = self.get(key);
        if node.is_none() && !self.context.broken {
            self.error(
                Code::PackMissingKey,
                format!("the key `{key}` must be given"),
            );
        }
        node
    }

    /// A text that must be there.
    pub(super) fn required_text(&self, key: &str) -> SmolStr {
        let text = self.required(key).and_then(|node| node.text());
        text.unwrap_or_default()
    }

    /// An id that must be there.
    pub(super) fn required_id(&self) -> SmolStr {
        let id = self.required("id").and_then(|node| node.id());
        id.unwrap_or_default()
    }

    /// Where the value of a key stands, or the table when it is not there.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.get(key)
            .map_or_else(|| self.place(), |node| node.place())
    }

    /// One of the codes of an enumeration, which must be given.
    pub(super) fn required_code<T: Coded>(&self, key: &str) -> Option<T> {
        self.required(key)?.coded()
    }

    /// A text with its English form, if it is there.
    pub(super) fn local_text(&self, key: &str) -> Option<LocalText> {
        let english = self.get(&format!("{key}_en")).and_then(|node| node.text());
        let Some(node) = self.get(key) else {
            if english.is_some() {
                let message = format!("`{key}_en` is given without `{key}`");
                self.error(Code::PackMissingKey, message);
            }
            return None;
        };
        Some(LocalText::chinese(node.text()?).with_english(english))
    }

    /// A text with its English form, which must be there.
    pub(super) fn required_local_text(&self, key: &str) -> LocalText {
        if self.get(key).is_none() && self.get(&format!("{key}_en")).is_none() {
            self.required(key);
        }
        self.local_text(key).unwrap_or_default()
    }

    /// Types of demand, which must be given.
    pub(super) fn required_types(&self, key: &str) -> DemandTypes {
        let types = self.required(key).and_then(|node| node.demand_types());
        types.unwrap_or_default()
    }

    /// The interval under `in_force`, if it is there.
    pub(super) fn in_force(&self) -> Option<Interval> {
        self.get("in_force")?.interval()
    }

    /// The tables of an array of tables that may be left out.
    pub(super) fn tables(&self, key: &str, known: &[&str]) -> Vec<Table<'a>> {
        self.get(key)
            .map_or_else(Vec::new, |node| node.tables(known))
    }

    /// Notes that a key stands where it has no meaning.
    pub(super) fn refuse(&self, key: &str, why: &str) {
        if let Some(node) = self.get(key) {
            node.error(
                Code::PackValue,
                format!("the key `{key}` has no meaning {why}"),
            );
        }
    }
}
