//! This library on the same proposals.

use std::hint::black_box;

use zhunru::decision::{Decision, Outcome};
use zhunru::model::Proposal;
use zhunru::pack::Pack;
use zhunru::{Engine, Request};
use zhunru_benches::workload::Row;

use crate::measure::each;
use crate::peer::Failure;
use crate::rules::{Answer, RULES};
use crate::table::{Figures, tell};

fn engine(packs: &[Pack]) -> Result<Engine, Failure> {
    Ok(Engine::builder().packs(packs.iter().cloned()).build()?)
}

/// The decision of the day on which a proposal was submitted.
fn decide(engine: &Engine, proposal: &Proposal) -> Result<Decision, Failure> {
    let day = proposal.submitted_on.ok_or("a proposal has no day")?;
    Ok(engine.decide(proposal, &Request::on(day))?)
}

/// The verdict and the rules that are hit.
fn answer(decision: &Decision) -> Result<Answer, Failure> {
    let mut rules = 0;
    let violated = |outcome| outcome == Outcome::Violated;
    for finding in &decision.findings {
        if violated(finding.outcome) {
            let id = finding.rule.to_string();
            let place = RULES.iter().position(|rule| rule.id == id);
            rules |= 1 << place.ok_or_else(|| format!("the peers do not know `{id}`"))?;
        }
    }
    Ok(Answer {
        verdict: decision.verdict,
        rules,
    })
}

/// What this library decides, which the peers must decide too.
///
/// # Errors
/// When a proposal cannot be decided, or a rule is hit that the peers do not know.
pub fn answers(packs: &[Pack], rows: &[Row]) -> Result<Vec<Answer>, Failure> {
    let engine = engine(packs)?;
    let decided = |row: &Row| answer(&decide(&engine, &row.proposal()?)?);
    rows.iter().map(decided).collect()
}

/// Measures it.
///
/// # Errors
/// When a proposal cannot be decided.
pub fn measure(packs: &[Pack], rows: &[Row]) -> Result<(), Failure> {
    let engine = engine(packs)?;
    let proposals = rows.iter().map(Row::proposal);
    let proposals = proposals.collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<String> = rows.iter().map(Row::json).collect();
    let prepared = each(rows.len(), || {
        for proposal in &proposals {
            black_box(decide(&engine, black_box(proposal))?);
        }
        Ok(())
    })?;
    let json = each(rows.len(), || {
        for text in &texts {
            black_box(decide(&engine, &Proposal::from_json(black_box(text))?)?);
        }
        Ok(())
    })?;
    let build = each(1, || {
        black_box(self::engine(black_box(packs))?);
        Ok(())
    })?;
    tell(
        "zhunru, with findings",
        &Figures {
            prepared,
            json,
            build,
        },
    );
    Ok(())
}
