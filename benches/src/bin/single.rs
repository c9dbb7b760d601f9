//! How long one proposal of the workload takes after another: to verdict and rules, to a decision with
//! its findings, and from JSON. `benches/README.md` has the figures and the command.
//!
//! Arguments: proposals, percent of facts unknown, passes, and how the lines begin that are wanted, such as
//! `JSON`; all where there is none.
#![forbid(unsafe_code)]

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use zhunru::model::Proposal;
use zhunru::text::Language;
use zhunru::{Engine, Request};
use zhunru_benches::arguments::Arguments;
use zhunru_benches::clock;
use zhunru_benches::workload::{Rows, packs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (count, unknown, passes) = (number(0, 10_000)?, number(1, 0)?, number(2, 9)?);
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs).build()?;
    let mut texts = Vec::with_capacity(count);
    let mut proposals = Vec::with_capacity(count);
    for row in Rows::with_unknown(count, unknown) {
        let text = row.json();
        let proposal = zhunru_benches::proposal(&text)?;
        let day = proposal.submitted_on.ok_or("a proposal has no day")?;
        proposals.push((proposal, Request::on(day)));
        texts.push(text);
    }

    let mut evaluator = engine.evaluator();
    for (proposal, request) in &proposals {
        evaluator.evaluate(proposal, request)?;
    }
    let before = evaluator.decided_at_length();
    for (proposal, request) in &proposals {
        evaluator.evaluate(proposal, request)?;
    }
    let at_length = evaluator.decided_at_length() - before;
    println!(
        "{count} proposals, {unknown} percent unknown, {at_length} decided at length when met again"
    );
    let wanted = arguments.text(3).unwrap_or_default();
    let tell = |what: &str, passes: usize, pass: &mut Pass<'_>| match what.starts_with(wanted) {
        true => tell(what, count, passes, pass),
        false => Ok(()),
    };
    tell("typed to verdict and rules", passes, &mut || {
        for (proposal, request) in &proposals {
            let found = evaluator.evaluate(black_box(proposal), request)?;
            black_box((found.verdict(), found.violations().count()));
        }
        Ok(())
    })?;
    let few = passes.div_ceil(3);
    tell("typed to decision with findings", few, &mut || {
        for (proposal, request) in &proposals {
            black_box(engine.decide(black_box(proposal), request)?);
        }
        Ok(())
    })?;
    tell("JSON to typed", few, &mut || {
        for text in &texts {
            black_box(Proposal::from_json(black_box(text))?);
        }
        Ok(())
    })?;
    tell("JSON to verdict and rules", few, &mut || {
        for (text, (_, request)) in texts.iter().zip(&proposals) {
            let proposal = Proposal::from_json(black_box(text))?;
            let found = evaluator.evaluate(&proposal, request)?;
            black_box((found.verdict(), found.violations().count()));
        }
        Ok(())
    })?;
    tell("JSON to JSON", few, &mut || {
        for (text, (_, request)) in texts.iter().zip(&proposals) {
            let proposal = Proposal::from_json(black_box(text))?;
            let decision = engine.decide(&proposal, request)?;
            black_box(decision.to_json(Language::Zh)?);
        }
        Ok(())
    })
}

/// Goes through all proposals once.
type Pass<'a> = dyn FnMut() -> Result<(), Box<dyn Error>> + 'a;

/// Tells the median of several passes over so many proposals.
fn tell(
    what: &str,
    count: usize,
    passes: usize,
    pass: &mut Pass<'_>,
) -> Result<(), Box<dyn Error>> {
    let mut taken: Vec<Duration> = Vec::with_capacity(passes);
    for _ in 0..passes.max(1) {
        let began = clock::now();
        pass()?;
        taken.push(clock::now().saturating_sub(began));
    }
    let each = clock::median(taken).as_secs_f64() * 1e6 / count.max(1) as f64;
    println!("{what}: {each:.3} µs");
    Ok(())
}
