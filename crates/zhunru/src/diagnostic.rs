//! Diagnostics (诊断信息): what is wrong in a text that a person wrote, and where.
//!
//! Everything that reads text reports through this module: conditions, the TOML and CSV files of a
//! pack, and proposals in JSON. A [`Diagnostic`] has a stable [`Code`], a message, the place as
//! line and column, the line itself with a caret under the place, and where there is one a
//! suggestion. Readers collect all of them into [`Diagnostics`] instead of stopping at the first.
//!
//! ```
//! use zhunru::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};
//!
//! let source = SourceText::new("rules/signs.toml", "title = '挂牌'\nwen = \"true\"\n");
//! let mut found = Diagnostics::new();
//! found.push(
//!     Diagnostic::error(Code::PackUnknownKey, "unknown key `wen`")
//!         .at(&source, 17..20)
//!         .help("did you mean `when`?"),
//! );
//! assert!(found.has_errors());
//! assert_eq!(
//!     found.to_string(),
//!     "error[pack-unknown-key]: unknown key `wen`
//!  --> rules/signs.toml:2:1
//!   |
//! 2 | wen = \"true\"
//!   | ^^^
//!   = help: did you mean `when`?
//! "
//! );
//! ```

mod code;
mod collection;
mod excerpt;
mod nearest;
mod quoted;
mod source_text;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use smol_str::SmolStr;

pub use code::{Code, UnknownCode};
pub use collection::Diagnostics;
pub use excerpt::Excerpt;
pub use nearest::nearest;
pub use quoted::quoted;
pub use source_text::{LineColumn, SourceText};

/// How grave a diagnostic is (严重程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text cannot be used as it stands (错误).
    Error,
    /// The text can be used, but is probably not what its author meant (警告).
    Warning,
}

impl Severity {
    /// The word that opens a printed diagnostic: `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Where in its text a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The bytes meant, as offsets into the whole text. May be empty: then it is the point before
    /// `span.start`.
    pub span: Range<usize>,
    /// Line and column of `span.start`.
    #[serde(flatten)]
    pub start: LineColumn,
    /// The line, ready to be shown with a caret under the place.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// One thing that is wrong, or looks wrong, in a text (一条诊断).
///
/// Its [`Display`](fmt::Display) form is several lines long and ends with a line break. The size
/// of the excerpt is bounded, and characters that would disturb a terminal are replaced.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// The stable code of what is wrong.
    pub code: Code,
    /// Whether the text can still be used.
    pub severity: Severity,
    /// What is wrong, in English: lower case, no final period, user input in backticks.
    pub message: String,
    /// The same in Chinese, for officials (中文说明).
    pub message_zh: Option<String>,
    /// Name of the file, as the reader was given it.
    pub file: Option<SmolStr>,
    /// Path of the faulty element inside its document, such as `demands[1].itm`.
    pub path: Option<String>,
    /// Where in the file, if the reader knows.
    pub place: Option<Place>,
    /// What to do about it, such as the nearest known name.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet. `message` is English, lower case, without final period.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning without a place yet. `message` is English, lower case, without final period.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: Code, severity: Severity, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            message_zh: None,
            file: None,
            path: None,
            place: None,
            help: None,
        }
    }

    /// Adds the message in Chinese.
    pub fn message_zh(mut self, message: impl Into<String>) -> Self {
        self.message_zh = Some(message.into());
        self
    }

    /// Points at the bytes `span` of `source`, and takes over its name as the file.
    ///
    /// A span beyond the text or inside a character is moved to the nearest character before it,
    /// never refused: a diagnostic with a slightly wrong place is better than none.
    pub fn at(mut self, source: &SourceText, span: Range<usize>) -> Self {
        self.file = Some(source.name_shared().clone());
        self.place = Some(source.place(span));
        self
    }

    /// Names the file without a place in it.
    pub fn in_file(mut self, name: impl Into<SmolStr>) -> Self {
        self.file = Some(name.into());
        self
    }

    /// Names the faulty element by its path inside the document, such as `demands[1].itm`.
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds `did you mean …?` with the [`nearest`] of the known names, if one is near enough.
    pub fn suggest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(name, known) {
            Some(found) => self.help(format!("did you mean {}?", quoted(found))),
            None => self,
        }
    }

    /// Line of the place, counted from one.
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.start.line)
    }

    /// Column of the place, counted in characters from one.
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.start.column)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = quoted::harmless(&self.message);
        writeln!(formatter, "{}[{}]: {message}", self.severity, self.code)?;
        let margin = self.line().unwrap_or_default().to_string().len();
        if self.file.is_some() || self.place.is_some() {
            write!(formatter, "{:margin$}--> ", "")?;
            formatter.write_str(&quoted::harmless(self.file.as_deref().unwrap_or("<text>")))?;
            if let Some(place) = &self.place {
                write!(formatter, ":{}", place.start)?;
            }
            writeln!(formatter)?;
        }
        if let Some(place) = &self.place {
            place.excerpt.write(formatter, margin)?;
        }
        let notes = [
            ("at", &self.path),
            ("中文", &self.message_zh),
            ("help", &self.help),
        ];
        for (label, note) in notes {
            if let Some(note) = note {
                writeln!(
                    formatter,
                    "{:margin$} = {label}: {}",
                    "",
                    quoted::harmless(note)
                )?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}
