//! Where the faults of a loading are noted.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::chinese::in_chinese;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};

/// Most diagnostics kept of one loading; a text with more faults than that is no pack.
const MOST: usize = 1_000;

/// Collects the diagnostics of one loading, each once.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    found: RefCell<Vec<Diagnostic>>,
    doubtful: Cell<bool>,
}

impl Sink {
    /// Notes one, and adds for officials what it is about.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        if self.doubtful.get() && names_something_absent(diagnostic.code) {
            return;
        }
        let mut found = self.found.borrow_mut();
        if found.len() < MOST {
            found.push(in_chinese(diagnostic));
        } else if found.len() == MOST {
            found.push(Diagnostic::error(
                Code::PackTooLarge,
                format!("there are more than {MOST} faults, the others are not shown"),
            ));
        }
    }

    /// From here on nothing is said to be absent: a file could not be read whole, and it may be
    /// there.
    pub(crate) fn doubt(&self) {
        self.doubtful.set(true);
    }

    /// All of them.
    pub(crate) fn finish(self) -> Diagnostics {
        let all: Diagnostics = self.found.into_inner().into_iter().collect();
        let mut sorted: Vec<Diagnostic> = all.into_iter().collect();
        sorted.dedup();
        sorted.into_iter().collect()
    }
}

fn names_something_absent(code: Code) -> bool {
    matches!(
        code,
        Code::PackUnknownReference
            | Code::ConditionUnknownFact
            | Code::ConditionUnknownList
            | Code::ConditionUnknownProcedure
    )
}

/// Where something stands in a file.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) source: SourceText,
    pub(crate) span: Range<usize>,
}

impl Place {
    /// An error at this place.
    pub(crate) fn error(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(&self.source, self.span.clone())
    }

    /// A warning at this place.
    pub(crate) fn warning(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, message).at(&self.source, self.span.clone())
    }

    /// The place as other messages name it: file, line and column.
    pub(crate) fn named(&self) -> String {
        format!(
            "{}:{}",
            self.source.name(),
            self.source.line_column(self.span.start)
        )
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}
