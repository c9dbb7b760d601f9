//! A list of items.

use smol_str::SmolStr;

use super::{Amendment, CodeScheme, ListEntry, ListKind};
use crate::condition::{ListReference, ProcedureReference};
use crate::model::{DemandTypes, Interval};
use crate::pack::Source;
use crate::text::LocalText;

/// What is presumed of a list that the document did not print and nobody loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhileNotLoaded {
    /// Membership is asked for.
    Ask,
    /// The item is presumed not to be on it.
    PresumeAbsent,
}

/// Whether a list's entries are there.
#[derive(Clone, Debug, PartialEq)]
pub enum ListContent {
    /// They are, though there may be none.
    Loaded(Vec<ListEntry>),
    /// They are not.
    NotLoaded(WhileNotLoaded),
}

/// A class into which a list parts its entries (类别).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListClass {
    /// Its name, as the entries' category gives it.
    pub name: SmolStr,
    /// Its number in classification codes; the place in the order of the classes when absent.
    pub code: Option<SmolStr>,
    /// How many entries the document says it has, on the list's first day.
    pub declared_count: Option<usize>,
}

impl ListClass {
    /// A class without a declared count.
    pub fn new(name: impl Into<SmolStr>, code: Option<SmolStr>) -> Self {
        ListClass {
            name: name.into(),
            code,
            declared_count: None,
        }
    }
}

/// How many entries a later document says that the list has (清单历次条目数).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredVersion {
    /// The day from which the document says so.
    pub from: chrono::NaiveDate,
    /// How many entries it says there are.
    pub declared_count: usize,
    /// Where it says so, when that is not where the list itself stands.
    pub source: Option<Source>,
}

/// A list of items of one kind (清单).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemList {
    /// The list's id within the pack.
    pub id: SmolStr,
    /// What it is called.
    pub title: LocalText,
    /// Its kind.
    pub kind: ListKind,
    /// The demand types on which it bears.
    pub on: DemandTypes,
    /// Its entries of all times, if they are there: amendments are worked in, so an entry that was
    /// revised stands once for each form that it had.
    pub content: ListContent,
    /// How many entries the document says there are on the list's first day.
    pub declared_count: Option<usize>,
    /// The classes of its entries, where the document names them.
    pub classes: Vec<ListClass>,
    /// How many entries later documents say there are, in order of their days.
    pub declared_versions: Vec<DeclaredVersion>,
    /// The amendments that made its later versions, in order of their days (动态调整).
    pub amendments: Vec<Amendment>,
    /// The procedure that amendments must have passed.
    pub amended_by: Option<ProcedureReference>,
    /// The list of a parent pack in whose place it stands (承接细化的上级清单).
    pub inherits: Option<ListReference>,
    /// The scheme of its entries' codes (分类赋码).
    pub codes: Option<CodeScheme>,
    /// The message when it decides a demand; made from the title when absent.
    pub message: Option<LocalText>,
    /// What an official can do about it.
    pub remedy: Option<LocalText>,
    /// Where the document says so.
    pub source: Source,
    /// How a careful reader could read the document otherwise.
    pub note: Option<LocalText>,
    /// When the list is in force.
    pub in_force: Interval,
}

impl ItemList {
    /// Its entries of all times; none when the list is not loaded.
    pub fn entries(&self) -> &[ListEntry] {
        match &self.content {
            ListContent::Loaded(entries) => entries,
            ListContent::NotLoaded(_) => &[],
        }
    }

    /// Whether its entries are there.
    pub fn is_loaded(&self) -> bool {
        matches!(self.content, ListContent::Loaded(_))
    }

    /// The number of a class in classification codes: its own code, or else its place from 1.
    pub fn class_code(&self, category: &str) -> Option<SmolStr> {
        class_code(&self.classes, category)
    }
}

/// The number of a class in classification codes: its own code, or else its place from 1.
pub(crate) fn class_code(classes: &[ListClass], category: &str) -> Option<SmolStr> {
    let position = classes.iter().position(|class| class.name == category)?;
    let own = classes.get(position)?.code.clone();
    Some(own.unwrap_or_else(|| (position + 1).to_string().into()))
}
