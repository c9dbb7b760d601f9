//! How far the acts on record carry a procedure, for one demand.

use super::acts::{Acts, Progress};
use super::{ProcedureBits, Reader};
use crate::engine::atom::ProcedureIndex;
use crate::engine::logic::Logic;
use crate::engine::unknown::Unknown;

impl<L: Logic> Reader<'_, '_, L> {
    /// Whether a procedure is complete and whether it was refused.
    pub(crate) fn procedure(&mut self, index: ProcedureIndex) -> ProcedureBits<L::Bit> {
        if let Some(&known) = self.procedures.get(&index) {
            return known;
        }
        let bits = if self.situation.proposed.proposal.approvals.is_none()
            && !self.situation.presumes_no_approvals()
        {
            let variable = self.unknowns.variable(Unknown::Procedure(index), 3);
            (
                self.logic.choice(variable, 3, &mut |choice| choice == 0),
                self.logic.choice(variable, 3, &mut |choice| choice == 1),
            )
        } else {
            let progress = self.progress(index);
            (progress.complete, progress.refused)
        };
        self.procedures.insert(index, bits);
        bits
    }

    /// How far the acts on record carry a procedure; none, while no acts are given.
    pub(crate) fn progress(&mut self, index: ProcedureIndex) -> Progress<L::Bit> {
        let compiled = self.situation.compiled();
        let Some(procedure) = compiled.procedure(index) else {
            let no = self.logic.constant(false);
            return Progress {
                days: Vec::new(),
                steps: Vec::new(),
                complete: no,
                refused: no,
            };
        };
        let issuer = compiled.known.issuer_level;
        let proposed = self.situation.proposed;
        let mut acts = Acts {
            issuer: issuer.map(|issuer| self.fact_source(issuer)),
            logic: &mut self.logic,
            unknowns: &mut self.unknowns,
            approvals: proposed.proposal.approvals.as_deref().unwrap_or_default(),
            demand: Some(self.situation.number),
            day: proposed.day,
            exact: true,
        };
        let progress = acts.progress(procedure);
        self.exact &= acts.exact;
        progress
    }
}

impl super::Situation<'_> {
    /// Whether it is presumed that there are no acts on record.
    fn presumes_no_approvals(&self) -> bool {
        let approvals = self.compiled().known.approvals;
        self.presumed().any(|known| Some(known.fact) == approvals)
    }
}
