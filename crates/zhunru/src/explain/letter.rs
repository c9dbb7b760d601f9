//! The parts of a letter and their roles, for whoever lays it out.

use super::{markdown, plain, typography};
use crate::decision::Verdict;
use crate::text::Language;

/// What a line of a letter is, by which it is indented and coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// A sentence that stands by itself.
    Paragraph,
    /// A conclusion; its text begins with the verdict's label.
    Verdict(Verdict),
    /// A few words over the lines that follow, such as 理由：.
    Label,
    /// One entry of a list: a reason, a question, something owed; it has a marker.
    Item,
    /// The document and clause of the item above.
    Source,
    /// More about the item above: a procedure's progress, the allowed answers, a fact.
    Detail,
    /// Something said aside, such as a rival reading.
    Note,
}

/// One line of a letter: a text without line breaks, to be wrapped as the medium needs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// What the line is.
    pub role: Role,
    /// The number or bullet before the text, such as `1.`; only items have one.
    pub marker: Option<String>,
    /// The text.
    pub text: String,
}

/// A heading and the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// How deep it lies: 1 for a section of the letter, 2 for one within it.
    pub level: u8,
    /// Its heading with its number.
    pub heading: String,
    /// The verdict, in the section of one demand.
    pub verdict: Option<Verdict>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A text with its parts told apart: a reply (答复意见) or a trace.
///
/// No part holds control characters or line breaks, so it is safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Letter {
    /// The language that it is written in.
    pub language: Language,
    /// The verdict on the whole proposal.
    pub verdict: Verdict,
    /// Its title.
    pub title: String,
    /// What stands before the first section, such as whom it addresses.
    pub opening: Vec<Line>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

impl Letter {
    /// The letter as plain text, each line ended by a line break.
    pub fn plain(&self) -> String {
        plain::render(self)
    }

    /// The letter as Markdown (CommonMark); what was put in by others is escaped.
    pub fn markdown(&self) -> String {
        markdown::render(self)
    }
}

/// Collects lines in one language.
pub(super) struct Lines {
    language: Language,
    lines: Vec<Line>,
    number: usize,
}

impl Lines {
    pub(super) fn new(language: Language) -> Self {
        Lines {
            language,
            lines: Vec::new(),
            number: 0,
        }
    }

    /// Adds a line that is no item.
    pub(super) fn push(&mut self, role: Role, text: &str) {
        self.lines.push(Line {
            role,
            marker: None,
            text: typography::line(text, self.language),
        });
    }

    /// Adds a label; the items after it are numbered anew.
    pub(super) fn label(&mut self, zh: &str, en: &str) {
        self.number = 0;
        self.push(
            Role::Label,
            match self.language {
                Language::Zh => zh,
                Language::En => en,
            },
        );
    }

    /// Adds the next numbered item.
    pub(super) fn item(&mut self, text: &str) {
        self.number += 1;
        self.lines.push(Line {
            role: Role::Item,
            marker: Some(format!("{}.", self.number)),
            text: typography::line(text, self.language),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.lines
    }
}
