//! From byte offsets to lines and columns.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use smol_str::SmolStr;

use super::Place;
use super::excerpt::Excerpt;

/// A text that is being read, with its name and where its lines start (源文本).
///
/// Cheap to clone: the text is shared. Lines end with `\n` or `\r\n`.
///
/// ```
/// use zhunru::diagnostic::SourceText;
///
/// let source = SourceText::new("pack.toml", "place = '禹会区'\nversion = 1");
/// let offset = source.text().find('1').unwrap();
/// assert_eq!(source.line_column(offset).to_string(), "2:11");
/// ```
#[derive(Debug, Clone)]
pub struct SourceText(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: SmolStr,
    text: Arc<str>,
    /// Where lines start, once that was asked for: of most texts nothing is told.
    line_starts: OnceLock<Vec<usize>>,
}

/// A line and a column, both counted from one (行与列).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct LineColumn {
    /// Line, from one.
    pub line: usize,
    /// Column in characters, not bytes, from one. A byte order mark is not counted.
    pub column: usize,
}

impl fmt::Display for LineColumn {
    /// `line:column`, as editors take it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

impl SourceText {
    /// Takes a text. `name` is shown in diagnostics, usually the path of the file.
    pub fn new(name: impl Into<SmolStr>, text: impl Into<Arc<str>>) -> Self {
        Self(Arc::new(Inner {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        }))
    }

    /// The name given to [`SourceText::new`].
    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub(super) fn name_shared(&self) -> &SmolStr {
        &self.0.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Line and column of a byte offset. An offset inside a character counts as that character's
    /// start, one beyond the end as the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let (line, start) = self.line_of(offset);
        let before = self
            .text()
            .get(start..self.floor(offset))
            .unwrap_or_default();
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        LineColumn {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// Place and excerpt of a span, ready for a diagnostic.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let start = self.floor(span.start);
        let end = self.floor(span.end).max(start);
        let (number, line_start) = self.line_of(start);
        let line_end = self
            .line_starts()
            .get(number)
            .map_or(self.text().len(), |next| next - 1);
        let line = self.text().get(line_start..line_end).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let within = (start - line_start).min(line.len())..(end - line_start).min(line.len());
        Place {
            span: start..end,
            start: self.line_column(start),
            excerpt: Excerpt::new(number, line, within),
        }
    }

    fn line_starts(&self) -> &[usize] {
        self.0.line_starts.get_or_init(|| {
            let bytes = self.text().bytes().enumerate();
            let breaks = bytes.filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| at + 1))
                .collect()
        })
    }

    /// Number of the line that holds `offset`, from one, and where that line starts.
    fn line_of(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset);
        let starts = self.line_starts();
        let number = starts.partition_point(|start| *start <= offset);
        let start = starts.get(number.saturating_sub(1)).copied().unwrap_or(0);
        (number, start)
    }

    /// The offset itself, or the nearest before it at which a character starts.
    fn floor(&self, offset: usize) -> usize {
        self.text().floor_char_boundary(offset)
    }
}
