//! Tells what the workload is like: how its proposals are decided, which rules they violate, how
//! many fields they state and how long their JSON is. `benches/README.md` has the figures.
//!
//! Arguments: proposals, percent of facts unknown.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::error::Error;

use zhunru::decision::Outcome;
use zhunru::model::Coded;
use zhunru::{Engine, Request};
use zhunru_benches::arguments::Arguments;
use zhunru_benches::workload::{Rows, packs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::of_process();
    let number = |place, usual| arguments.number(place, usual);
    let (count, unknown) = (number(0, 10_000)?, number(1, 0)?);
    let packs = packs().map_err(|faults| faults.to_string())?;
    let engine = Engine::builder().packs(packs).build()?;
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let (mut bytes, mut fields) = (0, 0);
    for row in Rows::with_unknown(count, unknown) {
        let json = row.json();
        bytes += json.len();
        fields += row.stated();
        let proposal = zhunru_benches::proposal(&json)?;
        let day = proposal.submitted_on.ok_or("a proposal has no day")?;
        let decision = engine.decide(&proposal, &Request::on(day))?;
        *verdicts.entry(decision.verdict.code()).or_default() += 1;
        let violated = |outcome| outcome == Outcome::Violated;
        for finding in decision
            .findings
            .iter()
            .filter(|finding| violated(finding.outcome))
        {
            *rules.entry(finding.rule.to_string()).or_default() += 1;
        }
    }
    let hits: usize = rules.values().sum();
    println!("proposals {count}, percent unknown {unknown}");
    println!(
        "bytes of JSON {}, fields stated {}, rules violated {}",
        mean(bytes, count),
        mean(fields, count),
        mean(hits, count)
    );
    for (verdict, count) in verdicts {
        println!("  {verdict} {count}");
    }
    for (rule, count) in rules {
        println!("  {rule} {count}");
    }
    Ok(())
}

fn mean(sum: usize, count: usize) -> f64 {
    sum as f64 / count.max(1) as f64
}
