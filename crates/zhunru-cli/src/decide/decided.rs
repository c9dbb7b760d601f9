//! A decided proposal, and what is done with it.

use std::sync::Arc;

use arrow_array::RecordBatch;
use zhunru::decision::{Citation, Decision};
use zhunru::model::{Coded, Demand, Proposal};

use super::summary::Summary;
use crate::arguments::Lang;
use crate::failure::Failure;

/// A decided proposal.
#[derive(Debug)]
pub(super) struct Decided<'a> {
    /// The proposal.
    pub(super) proposal: &'a Proposal,
    /// The decision on it.
    pub(super) decision: &'a Decision,
    /// The file that it came from.
    pub(super) file: &'a Arc<str>,
}

/// Where decisions go.
pub(super) trait Sink {
    /// Takes the next one.
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure>;

    /// Takes the next rows of a table that was decided into a table; only what writes record batches
    /// is given any.
    fn batch(&mut self, _: &RecordBatch) -> Result<(), Failure> {
        Ok(())
    }

    /// Ends the output.
    fn finish(&mut self, summary: &Summary) -> Result<(), Failure>;
}

/// The label of a coded value.
pub(super) fn label<T: Coded>(value: T, lang: Lang) -> &'static str {
    lang.pick(value.label_zh(), value.label_en())
}

/// What a demand asks for by name, if it says so.
pub(super) fn item(demand: &Demand) -> Option<String> {
    let field = demand.demand_type().item_path()?.rsplit('.').next()?;
    let value = serde_json::to_value(demand).ok()?;
    let name = value.get(field)?.as_str()?;
    (name != "none").then(|| name.to_owned())
}

/// The document and clause, in one line.
pub(super) fn cited(source: &Citation, lang: Lang) -> String {
    let document = source.document.get(lang.language());
    let number = source.number.as_deref().unwrap_or_default();
    match lang {
        Lang::Zh => {
            let title = match document.contains('《') {
                true => document.to_owned(),
                false => format!("《{document}》"),
            };
            let number = match number {
                "" => String::new(),
                number => format!("（{number}）"),
            };
            format!("{title}{number}{}", source.clause)
        }
        Lang::En => {
            let number = match number {
                "" => String::new(),
                number => format!(" ({number})"),
            };
            format!("{document}{number}, {}", source.clause)
        }
    }
}

/// Who issues a proposal.
pub(super) fn issuers(proposal: &Proposal) -> String {
    let organs = proposal.issuer.iter().flat_map(|issuer| issuer.organs());
    let names: Vec<&str> = organs.filter_map(|organ| organ.name.as_deref()).collect();
    names.join("、")
}

/// The village of a proposal: its name, or its code.
pub(super) fn village(proposal: &Proposal) -> String {
    let Some(village) = &proposal.village else {
        return String::new();
    };
    match (&village.name, &village.code) {
        (Some(name), _) => name.to_string(),
        (None, Some(code)) => code.to_string(),
        (None, None) => String::new(),
    }
}

/// The packs that took part.
pub(super) fn packs(decision: &Decision) -> String {
    let ids: Vec<&str> = decision.packs.iter().map(|pack| pack.id.as_str()).collect();
    ids.join(", ")
}

/// A text in one line without control characters, as it may be printed.
pub(super) fn printable(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}
