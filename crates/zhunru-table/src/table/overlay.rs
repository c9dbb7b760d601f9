//! Laying what cells say over a proposal in the making.
//!
//! Every function takes over what another value states where the first states nothing, and gives
//! whether the two agree. They name all fields, so that a new one is noticed here.

use zhunru::model::{Approval, LegalBasis, Organ, Proposal, Support, SupportItem, Village};

macro_rules! lay {
    ($into:expr; $($field:ident),+) => {{
        let mut agrees = true;
        $( match (&$into.$field, $field) {
            (_, None) => {}
            (None, Some(stated)) => $into.$field = Some(stated.clone()),
            (Some(known), Some(stated)) => agrees &= known == stated,
        } )+
        agrees
    }};
}

/// The header; its issuer, bases, support, demands and facts stand in patches of their own.
pub(crate) fn header(into: &mut Proposal, from: &Proposal) -> bool {
    let Proposal {
        id: _,
        title,
        submitted_on,
        starts_on,
        ends_on,
        issuer: _,
        village: from_village,
        basis: _,
        approvals,
        support: _,
        demands: _,
        facts: _,
    } = from;
    let agrees = lay!(into; title, submitted_on, starts_on, ends_on, approvals);
    match from_village {
        None => agrees,
        Some(from) => {
            let into = into.village.get_or_insert_with(Village::default);
            village(into, from) && agrees
        }
    }
}

fn village(into: &mut Village, from: &Village) -> bool {
    let Village {
        code,
        name,
        kind,
        signboards,
        mechanisms,
        digital_tools,
        chat_groups,
        within,
    } = from;
    let agrees = lay!(
        into; code, name, kind, signboards, mechanisms, digital_tools, chat_groups
    );
    if into.within.is_empty() {
        into.within.clone_from(within);
        return agrees;
    }
    agrees && (within.is_empty() || into.within == *within)
}

/// An organ.
pub(crate) fn organ(into: &mut Organ, from: &Organ) -> bool {
    let Organ {
        name,
        level,
        kind,
        code,
    } = from;
    lay!(into; name, level, kind, code)
}

/// The support of a proposal or demand.
pub(crate) fn support(into: &mut Support, from: &Support) -> bool {
    let Support {
        funds,
        staff,
        equipment,
    } = from;
    let mut agrees = true;
    for (into, from) in [
        (&mut into.funds, funds),
        (&mut into.staff, staff),
        (&mut into.equipment, equipment),
    ] {
        if let Some(from) = from {
            agrees &= item(into.get_or_insert_with(SupportItem::default), from);
        }
    }
    agrees
}

fn item(into: &mut SupportItem, from: &SupportItem) -> bool {
    let SupportItem {
        borne_by,
        amount,
        village_part,
    } = from;
    lay!(into; borne_by, amount, village_part)
}

/// A legal basis.
pub(crate) fn basis(into: &mut LegalBasis, from: &LegalBasis) -> bool {
    let LegalBasis {
        rank,
        title,
        number,
        clause,
        deployment,
    } = from;
    lay!(into; rank, title, number, clause, deployment)
}

/// An act on record.
pub(crate) fn approval(into: &mut Approval, from: &Approval) -> bool {
    let Approval {
        act,
        by,
        on,
        number,
        outcome,
        ends_on,
        demands,
    } = from;
    let agrees = lay!(into; act, on, number, outcome, ends_on, demands);
    match by {
        None => agrees,
        Some(from) => organ(into.by.get_or_insert_with(Organ::default), from) && agrees,
    }
}
