//! What cells say, as parts of proposals.

use zhunru::model::{Approval, Demand, DemandBody, DemandType, Issuer, LegalBasis, Proposal};

use crate::table::overlay;
use crate::table::patch::Patch;

/// The part of a proposal that these cells of one row state together; nothing where only the whole
/// row can tell.
pub(super) fn part<'a>(
    patches: impl IntoIterator<Item = &'a Patch>,
    demand: DemandType,
) -> Option<Proposal> {
    let mut proposal = Proposal::default();
    let mut basis: Option<LegalBasis> = None;
    let mut act: Option<Approval> = None;
    for patch in patches {
        match patch {
            Patch::Unknown => {}
            Patch::Header(header) => {
                if !overlay::header(&mut proposal, header) {
                    return None;
                }
            }
            // What several issuers count as hangs on the other columns of issuers too.
            Patch::Issuers(organs) => match organs.as_slice() {
                [one] => proposal.issuer = Some(Issuer::new([one.clone()])),
                _ => return None,
            },
            Patch::Support(support) => proposal.support = Some(support.clone()),
            Patch::Basis(stated) => proposal.basis = Some(stated.clone()),
            Patch::BasisPart(part) => {
                if !overlay::basis(basis.get_or_insert_with(LegalBasis::default), part) {
                    return None;
                }
            }
            Patch::ApprovalPart(part) => {
                if !overlay::approval(act.get_or_insert_with(Approval::default), part) {
                    return None;
                }
            }
            Patch::Body(body) => proposal.demands.push(Demand::new((**body).clone())),
            Patch::Fact(path, stated) => {
                let mut asked = Demand::new(DemandBody::unknown(demand));
                asked.facts.insert(path.clone(), stated.clone());
                proposal.demands.push(asked);
            }
        }
    }
    match (basis, &proposal.basis) {
        (Some(_), Some(_)) => return None,
        (Some(part), None) => proposal.basis = Some(vec![part]),
        (None, _) => {}
    }
    match (act, &proposal.approvals) {
        (Some(_), Some(_)) => return None,
        (Some(act), None) => proposal.approvals = Some(vec![act]),
        (None, _) => {}
    }
    Some(proposal)
}
