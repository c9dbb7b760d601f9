//! This library on the same proposals.

use std::hint::black_box;

use zhunru::decision::{Outcome, RuleId, Verdict};
use zhunru::model::Proposal;
use zhunru::pack::Pack;
use zhunru::{Engine, Request};
use zhunru_benches::workload::Row;

use crate::measure::each;
use crate::peer::{Failure, agree};
use crate::rules::{Answer, RULES};
use crate::table::{Figures, tell};

fn engine(packs: &[Pack]) -> Result<Engine, Failure> {
    Ok(Engine::builder().packs(packs.iter().cloned()).build()?)
}

/// The decision is asked for of the day on which a proposal was submitted.
fn request(proposal: &Proposal) -> Result<Request, Failure> {
    let day = proposal.submitted_on.ok_or("a proposal has no day")?;
    Ok(Request::on(day))
}

/// A verdict and the rules that are violated as the peers tell them.
fn answer<'r>(
    verdict: Verdict,
    violated: impl Iterator<Item = &'r RuleId>,
) -> Result<Answer, Failure> {
    let mut rules = 0;
    for rule in violated {
        let id = rule.to_string();
        let place = RULES.iter().position(|rule| rule.id == id);
        rules |= 1 << place.ok_or_else(|| format!("the peers do not know `{id}`"))?;
    }
    Ok(Answer { verdict, rules })
}

/// What this library decides, which the peers must decide too.
///
/// # Errors
/// When a proposal cannot be decided, or a rule is hit that the peers do not know.
pub fn answers(packs: &[Pack], rows: &[Row]) -> Result<Vec<Answer>, Failure> {
    let engine = engine(packs)?;
    let decided = |row: &Row| {
        let proposal = row.proposal()?;
        let decision = engine.decide(&proposal, &request(&proposal)?)?;
        let findings = decision.findings.iter();
        let violated = findings.filter(|finding| finding.outcome == Outcome::Violated);
        answer(decision.verdict, violated.map(|finding| &finding.rule))
    };
    rows.iter().map(decided).collect()
}

/// Measures the evaluator, which tells verdict and rules as the peers do, and decisions with findings.
///
/// # Errors
/// When a proposal cannot be decided, or the evaluator decides it otherwise than expected.
pub fn measure(
    packs: &[Pack],
    rows: &[Row],
    texts: &[String],
    expected: &[Answer],
) -> Result<(), Failure> {
    let engine = engine(packs)?;
    let prepared = |row: &Row| {
        let proposal = row.proposal()?;
        let request = request(&proposal)?;
        Ok((proposal, request))
    };
    let proposals = rows.iter().map(prepared);
    let proposals = proposals.collect::<Result<Vec<_>, Failure>>()?;
    let build = each(1, || {
        black_box(self::engine(black_box(packs))?);
        Ok(())
    })?;

    let mut evaluator = engine.evaluator();
    let found = proposals.iter().map(|(proposal, request)| {
        let found = evaluator.evaluate(proposal, request)?;
        answer(found.verdict(), found.violations())
    });
    let found = found.collect::<Result<Vec<_>, _>>()?;
    agree("the evaluator", &found, expected, texts)?;
    let quick = each(rows.len(), || {
        for (proposal, request) in &proposals {
            let found = evaluator.evaluate(black_box(proposal), request)?;
            black_box(found.verdict());
            found.violations().for_each(|rule| {
                black_box(rule);
            });
        }
        Ok(())
    })?;
    let quick_json = each(rows.len(), || {
        for text in texts {
            let proposal = Proposal::from_json(black_box(text))?;
            let found = evaluator.evaluate(&proposal, &request(&proposal)?)?;
            black_box(found.verdict());
            found.violations().for_each(|rule| {
                black_box(rule);
            });
        }
        Ok(())
    })?;
    tell(
        "zhunru, verdict and rules",
        &Figures {
            prepared: quick,
            json: quick_json,
            build,
        },
    );

    let long = each(rows.len(), || {
        for (proposal, request) in &proposals {
            black_box(engine.decide(black_box(proposal), request)?);
        }
        Ok(())
    })?;
    let long_json = each(rows.len(), || {
        for text in texts {
            let proposal = Proposal::from_json(black_box(text))?;
            black_box(engine.decide(&proposal, &request(&proposal)?)?);
        }
        Ok(())
    })?;
    tell(
        "zhunru, with findings",
        &Figures {
            prepared: long,
            json: long_json,
            build,
        },
    );
    Ok(())
}
