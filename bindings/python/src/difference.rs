//! What tells two packs apart, in a form that Python reads.

use serde::Serialize;
use zhunru::pack::{DifferenceReport, Pack, PackDifference};
use zhunru::text::Language;

#[derive(Serialize)]
pub(crate) struct DifferenceParts {
    #[serde(flatten)]
    report: DifferenceReport,
    headline: String,
    summary: String,
    same: bool,
    /// Of each change its heading and sentences, which the report leaves out.
    texts: Vec<(String, Vec<String>)>,
}

/// Compares two packs.
pub(crate) fn between(before: &Pack, after: &Pack, language: Language) -> DifferenceParts {
    let found = PackDifference::between(before, after);
    let texts = found
        .changes
        .iter()
        .map(|change| (change.heading(language), change.sentences(language)));
    DifferenceParts {
        report: found.report(language),
        headline: found.headline(language),
        summary: found.summary(language),
        same: found.is_empty(),
        texts: texts.collect(),
    }
}
