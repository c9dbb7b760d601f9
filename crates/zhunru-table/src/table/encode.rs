//! From decisions to record batches.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use foldhash::fast::RandomState;
use smol_str::SmolStr;
use zhunru::decision::{Decision, DemandDecision, Finding, ObligationStatus, Outcome, RuleId};
use zhunru::model::{Coded, Proposal};
use zhunru::{DemandEvaluation, Evaluation};

use super::block::ProposalRows;
use super::builder::Builder;
use super::column::OutputColumn;
use super::decode::Decoded;
use super::flags::words_of;
use super::patch::Patch;
use super::plan::Plan;
use super::row_error::{RowError, RowErrorCode};
use super::summary::{Summary, VerdictCounts};
use super::symbols::UNKNOWN;
use super::wide::{Settled, SettledRows};
use crate::columns::Wrong;
use crate::telling::{next_steps, reasons};

/// Decisions on their way into a batch.
#[derive(Debug)]
pub(crate) struct Output {
    plan: Arc<Plan>,
    builders: Vec<Builder>,
    rules: HashMap<RuleId, u64>,
    /// By number of the rule, how many settled rows violate it.
    settled: Vec<u64>,
    /// By reading of the issuer, the verdicts of settled rows.
    issuers: HashMap<u32, (SmolStr, VerdictCounts), RandomState>,
    summary: Summary,
    errors: Vec<RowError>,
    by_columns: u64,
}

/// A batch of decisions, with what was counted and found wrong in it.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) batch: RecordBatch,
    pub(crate) summary: Summary,
    pub(crate) errors: Vec<RowError>,
    /// How many rows were settled by columns.
    pub(crate) by_columns: u64,
}

/// One row that comes out.
struct Row<'a> {
    number: u64,
    id: Option<&'a str>,
    demand_type: Option<&'static str>,
    decided: Option<(&'a Proposal, &'a Decision, &'a DemandDecision)>,
    errors: &'a [RowError],
}

impl Output {
    /// An empty batch of the columns that are chosen.
    pub(crate) fn new(plan: &Arc<Plan>) -> Self {
        Output {
            builders: plan
                .columns
                .iter()
                .map(|one| Builder::of(*one, plan))
                .collect(),
            plan: Arc::clone(plan),
            rules: HashMap::new(),
            settled: vec![0; plan.rules.len()],
            issuers: HashMap::default(),
            summary: Summary::default(),
            errors: Vec::new(),
            by_columns: 0,
        }
    }

    /// Takes in a decision, of which each row is a demand.
    pub(crate) fn decided(
        &mut self,
        decoded: &Decoded<'_>,
        rows: &ProposalRows,
        proposal: &Proposal,
        decision: &Decision,
    ) {
        let first = decoded.block.row(rows.rows.start);
        self.rows_of(first, &decoded.block.repeated, proposal, decision);
    }

    /// Takes in a decision whose rows begin at a number, with what is to be told of some of them.
    pub(crate) fn rows_of(
        &mut self,
        first: u64,
        notes: &HashMap<u64, RowError>,
        proposal: &Proposal,
        decision: &Decision,
    ) {
        self.summary.count(proposal, decision, &mut self.rules);
        for (number, demand) in (first..).zip(decision.demands.iter()) {
            let asked = proposal.demands.get(demand.index);
            let note = notes.get(&number);
            self.row(&Row {
                number,
                id: proposal.id.as_deref(),
                demand_type: asked.map(|one| one.demand_type().code()),
                decided: Some((proposal, decision, demand)),
                errors: note.map(std::slice::from_ref).unwrap_or_default(),
            });
            self.errors.extend(note.cloned());
        }
    }

    /// Takes in an evaluation, of which each row is a demand.
    pub(crate) fn evaluated(
        &mut self,
        decoded: &Decoded<'_>,
        rows: &ProposalRows,
        proposal: &Proposal,
        evaluation: &Evaluation<'_>,
    ) {
        self.summary
            .count_evaluated(proposal, evaluation, &mut self.rules);
        let plan = Arc::clone(&self.plan);
        let demands = evaluation.demands().zip(&proposal.demands);
        for (place, (demand, asked)) in rows.rows.clone().zip(demands) {
            let number = decoded.block.row(place);
            let note = decoded.block.repeated.get(&number);
            let row = Row {
                number,
                id: proposal.id.as_deref(),
                demand_type: Some(asked.demand_type().code()),
                decided: None,
                errors: note.map(std::slice::from_ref).unwrap_or_default(),
            };
            for (column, builder) in plan.columns.iter().zip(&mut self.builders) {
                put_evaluated(*column, builder, &row, evaluation, &demand, &plan);
            }
            self.errors.extend(note.cloned());
        }
    }

    /// Takes in rows that follow each other, are proposals of their own and were settled by columns.
    pub(crate) fn settled(
        &mut self,
        decoded: &Decoded<'_>,
        rows: Range<usize>,
        settled: &SettledRows<'_>,
    ) {
        let (plan, found) = (Arc::clone(&self.plan), settled.found);
        let verdicts = found.verdicts(rows.clone());
        let repeated = &decoded.block.repeated;
        for (column, builder) in plan.columns.iter().zip(&mut self.builders) {
            match column {
                OutputColumn::Verdict | OutputColumn::ProposalVerdict => builder.verdicts(verdicts),
                OutputColumn::RuleFlags => builder.flags_of(&rows, found.violated()),
                _ => {
                    for place in rows.clone() {
                        let note = repeated.get(&decoded.block.row(place));
                        let errors = note.map(std::slice::from_ref).unwrap_or_default();
                        if let Some(settled) = (settled.settled)(place) {
                            put_settled(*column, builder, decoded, place, &settled, errors, &plan);
                        }
                    }
                }
            }
        }
        if !repeated.is_empty() {
            let notes = rows.clone().map(|place| decoded.block.row(place));
            self.errors
                .extend(notes.filter_map(|row| repeated.get(&row)).cloned());
        }
        self.by_columns += verdicts.len() as u64;
        for (rule, bits) in found.violated() {
            let count: u32 = words_of(bits, &rows)
                .map(|(_, word)| word.count_ones())
                .sum();
            if let Some(known) = self.settled.get_mut(rule) {
                *known += u64::from(count);
            }
        }
        self.count_settled(decoded, rows.start, verdicts, settled.issuers);
    }

    /// Counts the verdicts of settled rows from a place on.
    fn count_settled(
        &mut self,
        decoded: &Decoded<'_>,
        first: usize,
        verdicts: &[u8],
        issuers: Option<usize>,
    ) {
        let mut all = VerdictCounts::default();
        let issuers = issuers.and_then(|column| decoded.column(column));
        match issuers {
            None => {
                all.add_numbers(verdicts);
                let (_, counts) = self.issuers.entry(UNKNOWN).or_default();
                counts.merge(&all);
            }
            Some(cells) => {
                for (place, verdict) in (first..).zip(verdicts) {
                    all.add_number(*verdict);
                    let reading = cells.get(place);
                    let (_, counts) = self.issuers.entry(reading).or_insert_with(|| {
                        let says = cells.symbols.get(reading);
                        let name = match says.and_then(|says| says.says.as_ref().ok()) {
                            Some(Patch::Issuers(organs)) => {
                                organs.first().and_then(|one| one.name.clone())
                            }
                            _ => None,
                        };
                        (name.unwrap_or_default(), VerdictCounts::default())
                    });
                    counts.add_number(*verdict);
                }
            }
        }
        self.summary.settled(&all);
    }

    /// Takes in a proposal that could not be decided.
    pub(crate) fn faulty(
        &mut self,
        decoded: &Decoded<'_>,
        rows: &ProposalRows,
        errors: Vec<RowError>,
    ) {
        let first = errors.iter().map(|error| error.row).min();
        let mut by_row: HashMap<u64, Vec<RowError>> = HashMap::new();
        for error in errors {
            by_row.entry(error.row).or_default().push(error);
        }
        self.summary.faulty_proposals += 1;
        for place in rows.rows.clone() {
            let number = decoded.block.row(place);
            let mut own = by_row.remove(&number).unwrap_or_default();
            own.extend(decoded.block.repeated.get(&number).cloned());
            self.summary.faulty_rows += 1;
            self.summary.faults += own.iter().filter(|error| error.code.is_fatal()).count() as u64;
            self.errors.extend_from_slice(&own);
            if let Some(first) = first.filter(|_| !own.iter().any(|error| error.code.is_fatal())) {
                let wrong = Wrong::new(
                    format!("not decided, since row {first} of the same proposal is faulty"),
                    format!("同一申请的第 {first} 行有误，没有作出结论"),
                );
                own.push(RowError::new(number, None, RowErrorCode::OtherRow, wrong));
            }
            let id = decoded.block.ids.get(place).and_then(Option::as_deref);
            self.row(&Row {
                number,
                id,
                demand_type: demand_type(decoded, place),
                decided: None,
                errors: &own,
            });
        }
    }

    /// The batch.
    ///
    /// # Errors
    /// When the columns do not fit together, which nothing that goes in can bring about.
    pub(crate) fn finish(mut self) -> Result<Encoded, ArrowError> {
        let mut arrays = Vec::with_capacity(self.plan.schema.fields().len());
        for builder in &mut self.builders {
            builder.finish(&self.plan, &mut arrays)?;
        }
        for (_, (name, counts)) in self.issuers {
            self.summary.issued(name, &counts);
        }
        let counted = self.rules.into_iter();
        let counted = counted.map(|(rule, count)| (SmolStr::from(rule.to_string()), count));
        let settled = self.plan.ids.iter().zip(self.settled);
        let settled = settled.filter(|(_, count)| *count > 0);
        for (rule, count) in counted.chain(settled.map(|(id, count)| (id.clone(), count))) {
            *self.summary.rules.entry(rule).or_default() += count;
        }
        Ok(Encoded {
            batch: RecordBatch::try_new(Arc::clone(&self.plan.schema), arrays)?,
            summary: self.summary,
            errors: self.errors,
            by_columns: self.by_columns,
        })
    }

    fn row(&mut self, row: &Row<'_>) {
        let plan = Arc::clone(&self.plan);
        for (column, builder) in plan.columns.iter().zip(&mut self.builders) {
            put(*column, builder, row, &plan);
        }
    }
}

fn demand_type(decoded: &Decoded<'_>, place: usize) -> Option<&'static str> {
    let found = decoded.block.types.get(place).copied().flatten();
    found.map(Coded::code)
}

/// What a settled row says in a column.
fn put_settled(
    column: OutputColumn,
    builder: &mut Builder,
    decoded: &Decoded<'_>,
    place: usize,
    settled: &Settled<'_>,
    errors: &[RowError],
    plan: &Plan,
) {
    let hits = settled.hits.iter();
    let hits = hits.filter_map(|hit| settled.told.hits.get(usize::from(*hit)));
    match column {
        OutputColumn::Row => builder.number(decoded.block.row(place)),
        OutputColumn::Id => {
            builder.text(decoded.block.ids.get(place).and_then(Option::as_deref));
        }
        OutputColumn::DemandType => builder.text(demand_type(decoded, place)),
        OutputColumn::Errors => builder.errors(errors, plan.language),
        OutputColumn::Verdict | OutputColumn::ProposalVerdict => builder.verdict(settled.verdict),
        OutputColumn::Assignable => builder.boolean(settled.assignable),
        OutputColumn::Possible => builder.texts([settled.verdict.code()].into_iter()),
        OutputColumn::Rules => builder.texts(hits.map(|(_, id)| id)),
        OutputColumn::RuleFlags => {
            builder.flags(hits.map(|(number, _)| *number), std::iter::empty());
        }
        OutputColumn::Grants => {
            let grants = settled.grants.iter();
            builder.texts(grants.filter_map(|one| settled.told.grants.get(usize::from(*one))));
        }
        OutputColumn::Packs => builder.texts(settled.told.packs.iter()),
        // Nothing is open in a row that is settled.
        OutputColumn::Undetermined | OutputColumn::Missing | OutputColumn::Questions => {
            builder.texts(std::iter::empty::<&str>());
        }
        OutputColumn::NextStep | OutputColumn::Message | OutputColumn::Obligations => {
            builder.null();
        }
    }
}

/// What an evaluation says in a column; [`OutputColumn::is_of_evaluations`] says which are told.
fn put_evaluated(
    column: OutputColumn,
    builder: &mut Builder,
    row: &Row<'_>,
    evaluation: &Evaluation<'_>,
    demand: &DemandEvaluation<'_>,
    plan: &Plan,
) {
    match column {
        OutputColumn::Verdict => builder.verdict(demand.verdict()),
        OutputColumn::ProposalVerdict => builder.verdict(evaluation.verdict()),
        OutputColumn::Assignable => builder.boolean(demand.assignable()),
        OutputColumn::Possible => builder.texts(demand.possible().iter().map(Coded::code)),
        OutputColumn::Rules => builder.texts(demand.violations().map(RuleId::to_string)),
        OutputColumn::Undetermined => builder.texts(demand.undetermined().map(RuleId::to_string)),
        OutputColumn::RuleFlags => {
            let number = |rule: &RuleId| plan.rules.get(rule).copied();
            builder.flags(
                demand.violations().filter_map(number),
                demand.undetermined().filter_map(number),
            );
        }
        OutputColumn::Grants => builder.texts(demand.grants().map(RuleId::to_string)),
        OutputColumn::Missing => builder.texts(demand.missing()),
        // The others say the same of every row, or are told by decisions alone.
        _ => put(column, builder, row, plan),
    }
}

fn put(column: OutputColumn, builder: &mut Builder, row: &Row<'_>, plan: &Plan) {
    match column {
        OutputColumn::Row => return builder.number(row.number),
        OutputColumn::Id => return builder.text(row.id),
        OutputColumn::DemandType => return builder.text(row.demand_type),
        OutputColumn::Errors => return builder.errors(row.errors, plan.language),
        _ => {}
    }
    let Some((proposal, decision, demand)) = row.decided else {
        return builder.null();
    };
    let language = plan.language;
    let findings = |outcome: Outcome| {
        let all = decision.findings.iter();
        all.filter(move |one: &&Finding| one.demand == demand.index && one.outcome == outcome)
    };
    let rule = |finding: &Finding| finding.rule.to_string();
    let missing = || {
        decision
            .missing
            .iter()
            .filter(|one| one.demand == demand.index)
    };
    match column {
        OutputColumn::Verdict => builder.verdict(demand.verdict),
        OutputColumn::ProposalVerdict => builder.verdict(decision.verdict),
        OutputColumn::Assignable => builder.boolean(demand.assignable),
        OutputColumn::Possible => builder.texts(demand.possible.iter().map(Coded::code)),
        OutputColumn::Rules => builder.texts(findings(Outcome::Violated).map(rule)),
        OutputColumn::Undetermined => builder.texts(findings(Outcome::Undetermined).map(rule)),
        OutputColumn::RuleFlags => {
            let number = |finding: &Finding| plan.rules.get(&finding.rule).copied();
            builder.flags(
                findings(Outcome::Violated).filter_map(number),
                findings(Outcome::Undetermined).filter_map(number),
            );
        }
        OutputColumn::Grants => builder.texts(demand.grants.iter().map(RuleId::to_string)),
        OutputColumn::Missing => builder.texts(missing().map(|one| one.fact.as_str())),
        OutputColumn::Questions => {
            builder.texts(missing().map(|one| one.question.get(language)));
        }
        OutputColumn::NextStep => builder.lines(&next_steps(decision, demand, language)),
        OutputColumn::Message => {
            builder.lines(&reasons(decision, proposal, demand, language));
        }
        OutputColumn::Obligations => {
            let owed = decision
                .obligations
                .iter()
                .filter(|one| one.demand == demand.index && one.status != ObligationStatus::Met);
            builder.obligations(owed, language);
        }
        OutputColumn::Packs => builder.texts(decision.packs.iter().map(|one| one.id.as_str())),
        OutputColumn::Row | OutputColumn::Id | OutputColumn::DemandType | OutputColumn::Errors => {}
    }
}
