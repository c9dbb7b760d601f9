//! Statements that count only together with a basis of some rank.

use crate::condition::{EntryCondition, Test};
use crate::model::{BasisRank, Coded};
use crate::vocabulary::Value;

/// The ranks of basis with which a statement that something is required counts, where it needs one.
fn ranks(path: &str) -> Option<&'static [BasisRank]> {
    match path {
        "mechanism.statutorily_required" | "signboard.statutorily_required" => Some(&[
            BasisRank::Law,
            BasisRank::AdministrativeRegulation,
            BasisRank::LocalRegulation,
        ]),
        "mechanism.centrally_required" => Some(&[
            BasisRank::CentralPartyDocument,
            BasisRank::CentralJointDocument,
        ]),
        _ => None,
    }
}

/// Whether a statement needs a basis to count.
pub(crate) fn is_backed(path: &str) -> bool {
    ranks(path).is_some()
}

/// What one basis must pass for a statement to count, where it needs one.
pub(crate) fn backing(path: &str) -> Option<EntryCondition> {
    let codes = ranks(path)?
        .iter()
        .map(|rank| Value::Code(rank.code().into()));
    Some(EntryCondition::Field {
        field: 0,
        test: Test::OneOf(codes.collect()),
    })
}
