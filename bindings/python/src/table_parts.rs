//! What is told of tables beside their columns, in a form that Python reads.

use std::collections::BTreeMap;

use serde::Serialize;
use zhunru::model::Coded;
use zhunru_table::{ColumnReport, Summary, VerdictCounts};

#[derive(Serialize)]
pub(crate) struct Columns<'a> {
    found: Vec<Found<'a>>,
    ignored: Vec<Ignored<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    name: &'a str,
    paths: &'a [smol_str::SmolStr],
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct Ignored<'a> {
    name: &'a str,
    nearest: Option<&'a str>,
}

/// What became of the columns of a table.
pub(crate) fn columns(report: &ColumnReport) -> Columns<'_> {
    let found = report.found.iter().map(|column| Found {
        name: &column.name,
        paths: &column.paths,
        problem: column.problem.as_deref(),
    });
    let ignored = report.ignored.iter().map(|column| Ignored {
        name: &column.name,
        nearest: column.nearest.as_deref(),
    });
    Columns {
        found: found.collect(),
        ignored: ignored.collect(),
    }
}

/// Numbers by the code of a verdict.
type Counts = BTreeMap<&'static str, u64>;

#[derive(Serialize)]
pub(crate) struct SummaryParts<'a> {
    rows: u64,
    faulty_rows: u64,
    faulty_proposals: u64,
    faults: u64,
    verdicts: Counts,
    proposals: Counts,
    issuers: BTreeMap<&'a str, Counts>,
    other_issuers: Counts,
    rules: BTreeMap<&'a str, u64>,
}

/// How many rows had which verdict.
pub(crate) fn summary(summary: &Summary) -> SummaryParts<'_> {
    let issuers = summary.issuers.iter();
    let rules = summary.rules.iter();
    SummaryParts {
        rows: summary.rows,
        faulty_rows: summary.faulty_rows,
        faulty_proposals: summary.faulty_proposals,
        faults: summary.faults,
        verdicts: counts(&summary.verdicts),
        proposals: counts(&summary.proposals),
        issuers: issuers
            .map(|(name, found)| (name.as_str(), counts(found)))
            .collect(),
        other_issuers: counts(&summary.other_issuers),
        rules: rules.map(|(rule, count)| (rule.as_str(), *count)).collect(),
    }
}

fn counts(found: &VerdictCounts) -> Counts {
    found
        .iter()
        .map(|(verdict, count)| (verdict.code(), count))
        .collect()
}
