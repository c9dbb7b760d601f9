//! Asks only for what could change the outcome, one question at a time, until the verdict stands.
//!
//! The answers come from a table here, as they would from a person.
//!
//! ```text
//! cargo run -p zhunru-examples --example interview
//! ```
#![forbid(unsafe_code)]

use std::error::Error;

use zhunru::decision::Verdict;
use zhunru::model::demand::WorkDemand;
use zhunru::model::{
    AdminLevel, Coded, Demand, DemandBody, DivisionCode, Issuer, Organ, OrganKind, Proposal,
    StatedFact, Village, parse_date,
};
use zhunru::text::Language;
use zhunru::vocabulary::Matter;
use zhunru::{Engine, Request};

fn main() -> Result<(), Box<dyn Error>> {
    let (asked, verdict) = interview()?;
    for question in asked {
        println!("问:{question}");
    }
    println!("结论:{}", verdict.label_zh());
    Ok(())
}

fn interview() -> Result<(Vec<String>, Verdict), Box<dyn Error>> {
    let packs = zhunru_packs::built_in()?;
    let engine = Engine::builder().packs(packs.iter().cloned()).build()?;
    let request = Request::on(parse_date("2024-03-04").ok_or("no date")?);

    let mut proposal = Proposal {
        village: Some(Village {
            code: Some(DivisionCode::parse("340304100201")?),
            ..Village::default()
        }),
        demands: vec![Demand::new(DemandBody::Work(WorkDemand::default()))],
        ..Proposal::default()
    };
    let mut asked = Vec::new();
    loop {
        let decision = engine.decide(&proposal, &request)?;
        let Some(missing) = decision.missing.first() else {
            return Ok((asked, decision.verdict));
        };
        asked.push(missing.question.get(Language::Zh).to_owned());
        answer(&mut proposal, &missing.fact);
    }
}

/// What a person would answer.
fn answer(proposal: &mut Proposal, fact: &str) {
    let Some(Demand {
        body: DemandBody::Work(work),
        facts,
        ..
    }) = proposal.demands.first_mut()
    else {
        return;
    };
    match fact {
        "issuer.kind" | "issuer.level" => {
            proposal.issuer = Some(Issuer::new([Organ {
                kind: Some(OrganKind::GovernmentDepartment),
                level: Some(AdminLevel::County),
                ..Organ::default()
            }]));
        }
        "work.role" => work.role = Some(zhunru::model::demand::WorkRole::Assist),
        "work.own_duty" => work.own_duty = Some(true),
        "work.matter" => {
            work.matter = Some(zhunru::model::Stated::Value(Matter("other".into())));
        }
        "approvals" => proposal.approvals = Some(Vec::new()),
        "basis" => proposal.basis = Some(Vec::new()),
        membership => {
            facts.insert(membership.into(), StatedFact::Boolean(false));
        }
    }
}

#[cfg(test)]
mod tests {
    use zhunru::decision::Verdict;

    #[test]
    fn an_own_duty_without_deployment_needs_one() {
        let (asked, verdict) = super::interview().unwrap();
        assert_eq!(verdict, Verdict::NeedsApproval);
        assert!(asked.len() < 8, "{asked:?}");
    }
}
