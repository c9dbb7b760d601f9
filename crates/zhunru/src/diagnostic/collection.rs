//! All diagnostics of one reading.

use std::fmt;

use super::{Diagnostic, Severity};

/// The diagnostics of one reading, always given out in the same order: by file, line and column,
/// whatever the order in which they were found. Diagnostics without a file come first, those of
/// a file without a place before those with one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many were found, warnings included.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether at least one is an error, so that the text cannot be used.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them by file, line and column.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by(|a, b| order(a).cmp(&order(b)));
        sorted
    }

    /// Gives `value` if there are no errors, else all diagnostics. Warnings are lost when there are
    /// no errors; read them before.
    ///
    /// # Errors
    ///
    /// The diagnostics themselves, when at least one is an error.
    pub fn into_result<T>(self, value: T) -> Result<T, Diagnostics> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok(value)
        }
    }
}

/// What diagnostics are sorted by. The last parts only settle ties, so that the order never
/// depends on the order of finding.
fn order(diagnostic: &Diagnostic) -> impl Ord + '_ {
    (
        diagnostic.file.as_deref(),
        diagnostic.line(),
        diagnostic.column(),
        diagnostic.path.as_deref(),
        diagnostic.severity,
        diagnostic.code,
        diagnostic.message.as_str(),
    )
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.found.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self {
            found: diagnostics.into_iter().collect(),
        }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            found: vec![diagnostic],
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    /// Gives them out by file, line and column.
    fn into_iter(mut self) -> Self::IntoIter {
        self.found.sort_by(|a, b| order(a).cmp(&order(b)));
        self.found.into_iter()
    }
}

impl fmt::Display for Diagnostics {
    /// Prints all, by file, line and column, with an empty line between two.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.sorted().into_iter().enumerate() {
            if index > 0 {
                writeln!(formatter)?;
            }
            write!(formatter, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
