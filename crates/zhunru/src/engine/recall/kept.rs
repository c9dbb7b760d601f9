//! What was told of a demand, without what hangs on the days of the proposal at hand.

use std::sync::Arc;

use crate::decision::{Decision, Finding, ProcedureProgress, ProcedureState};
use crate::engine::atom::ProcedureIndex;
use crate::engine::build::Compiled;
use crate::engine::read_acts;
use crate::engine::rule::{CompiledRule, PackIndex, RuleIndex};
use crate::engine::{Request, assemble::ToldOfDemand};
use crate::model::Proposal;
use crate::procedure::{Occasion, tell};

/// What was told of a demand.
#[derive(Debug)]
pub(in crate::engine) struct Kept {
    /// The decision on a proposal that has nothing but such a demand.
    pub(super) decision: Decision,
    gates: Vec<Gate>,
}

/// A gate among the findings, of which it is told when which acts were done, and by which day more are due.
#[derive(Debug)]
struct Gate {
    /// The place of its finding.
    finding: usize,
    procedure: ProcedureIndex,
    /// The pack by whose calendar days are counted.
    pack: PackIndex,
    state: Option<ProcedureState>,
    /// Whether a step has a time limit.
    has_limits: bool,
}

impl Kept {
    /// Keeps a decision on a single demand, by these rules; nothing where a gate is not found by its id.
    pub(super) fn new(
        compiled: &Compiled,
        rules: &[RuleIndex],
        decision: Decision,
    ) -> Option<Self> {
        let findings = decision.findings.iter().enumerate();
        let told = findings
            .filter_map(|(place, finding)| Some((place, finding, finding.procedure.as_ref()?)));
        let mut gates = Vec::new();
        for (place, finding, told) in told {
            let is_told = |rule: &&CompiledRule| rule.id == finding.rule && rule.is_gate();
            let mut rules = rules.iter().filter_map(|&rule| compiled.rules.get(rule));
            let rule = rules.find(is_told)?;
            // Where the document names nobody, nothing is on record.
            let Some(procedure) = rule.procedure else {
                continue;
            };
            let mut steps = compiled.procedure(procedure)?.steps.iter();
            gates.push(Gate {
                finding: place,
                procedure,
                pack: rule.pack,
                state: told.state,
                has_limits: steps.any(|step| step.working_days.is_some()),
            });
        }
        Some(Kept { decision, gates })
    }

    /// What is told of a demand of a proposal, by its number.
    pub(super) fn told(
        &self,
        compiled: &Compiled,
        proposal: &Proposal,
        request: &Request,
        number: usize,
    ) -> Option<ToldOfDemand> {
        let mut told = ToldOfDemand::of(&self.decision, number)?;
        for (place, progress) in self.progress(compiled, proposal, request, number) {
            if let Some(finding) = told.findings.get_mut(place) {
                finding.procedure = Some(progress);
            }
        }
        Some(told)
    }

    /// The findings on the only demand of a proposal.
    pub(super) fn findings(
        &self,
        compiled: &Compiled,
        proposal: &Proposal,
        request: &Request,
    ) -> Arc<[Finding]> {
        let known = &self.decision.findings;
        let progress = self.progress(compiled, proposal, request, 0);
        let mut progress: Vec<(usize, ProcedureProgress)> = progress
            .filter(|(place, progress)| {
                let finding = known.get(*place);
                finding.and_then(|finding| finding.procedure.as_ref()) != Some(progress)
            })
            .collect();
        if progress.is_empty() {
            return Arc::clone(known);
        }
        let findings = known.iter().enumerate().map(|(place, finding)| {
            let mut finding = finding.clone();
            if let Some(own) = progress.iter().position(|(of, _)| *of == place) {
                finding.procedure = Some(progress.swap_remove(own).1);
            }
            finding
        });
        findings.collect()
    }

    /// How far the procedures of gates have come that acts on record or days have a say in, by the places
    /// of their findings.
    fn progress<'a>(
        &'a self,
        compiled: &'a Compiled,
        proposal: &'a Proposal,
        request: &'a Request,
        number: usize,
    ) -> impl Iterator<Item = (usize, ProcedureProgress)> + 'a {
        let approvals = proposal.approvals.as_deref().unwrap_or_default();
        let issuer = proposal.issuer.as_ref().and_then(|issuer| issuer.level());
        let gates = self.gates.iter();
        let gates = gates.filter(|gate| gate.has_limits || !approvals.is_empty());
        gates.filter_map(move |gate| {
            let procedure = compiled.procedure(gate.procedure)?;
            let occasion = Occasion {
                approvals,
                started_on: proposal.submitted_on,
                as_of: request.as_of,
                issuer,
                calendar: compiled.calendar(gate.pack),
            };
            let bits = read_acts(procedure, Some(number), &occasion);
            Some((gate.finding, tell(procedure, &bits, gate.state, &occasion)))
        })
    }
}
