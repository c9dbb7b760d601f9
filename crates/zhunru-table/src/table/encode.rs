//! From decisions to record batches.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use zhunru::decision::{Decision, DemandDecision, Finding, ObligationStatus, Outcome, RuleId};
use zhunru::model::{Coded, Proposal};

use super::block::ProposalRows;
use super::builder::Builder;
use super::column::OutputColumn;
use super::decode::Decoded;
use super::plan::Plan;
use super::row_error::{RowError, RowErrorCode};
use super::summary::Summary;
use crate::columns::Wrong;
use crate::telling::{next_steps, reasons};

/// Decisions on their way into a batch.
#[derive(Debug)]
pub(crate) struct Output {
    plan: Arc<Plan>,
    builders: Vec<Builder>,
    rules: HashMap<RuleId, u64>,
    summary: Summary,
    errors: Vec<RowError>,
}

/// A batch of decisions, with what was counted and found wrong in it.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) batch: RecordBatch,
    pub(crate) summary: Summary,
    pub(crate) errors: Vec<RowError>,
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
            summary: Summary::default(),
            errors: Vec::new(),
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
        for (number, demand) in (first..).zip(&decision.demands) {
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
        let counted = self.rules.into_iter();
        self.summary
            .rules
            .extend(counted.map(|(rule, count)| (rule.to_string().into(), count)));
        Ok(Encoded {
            batch: RecordBatch::try_new(Arc::clone(&self.plan.schema), arrays)?,
            summary: self.summary,
            errors: self.errors,
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
