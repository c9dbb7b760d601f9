//! Which packs take part in a decision.

use std::collections::BTreeSet;

use super::build::Compiled;
use super::error::DecideError;
use super::request::{Request, Selection};
use super::rule::PackIndex;
use crate::diagnostic::nearest;
use crate::model::Proposal;

/// The packs that take part, in order: those picked and their parents, as far as they are in force.
pub(crate) fn packs(
    compiled: &Compiled,
    proposal: &Proposal,
    request: &Request,
) -> Result<Vec<PackIndex>, DecideError> {
    let village = proposal
        .village
        .as_ref()
        .and_then(|village| village.code.as_ref());
    let mut picked = BTreeSet::new();
    match &request.packs {
        Selection::Covering => {
            let village = village.ok_or(DecideError::NoPlace)?;
            for (index, pack) in compiled.packs.iter().enumerate() {
                let covers = pack
                    .place
                    .code
                    .as_ref()
                    .is_some_and(|code| code.contains(village));
                if covers && pack.in_force.contains(request.as_of) {
                    picked.insert(index);
                }
            }
        }
        Selection::Named(names) => {
            for name in names {
                let index = compiled.packs.iter().position(|pack| pack.id == *name);
                let Some((index, pack)) =
                    index.and_then(|index| Some((index, compiled.packs.get(index)?)))
                else {
                    let known = compiled.packs.iter().map(|pack| pack.id.as_str());
                    return Err(DecideError::UnknownPack {
                        name: name.to_string(),
                        nearest: nearest(name, known).map(str::to_owned),
                    });
                };
                if let (Some(code), Some(village)) = (&pack.place.code, village)
                    && !code.contains(village)
                {
                    return Err(DecideError::OtherPlace {
                        name: name.to_string(),
                        place: pack.place.name.zh().to_owned(),
                        code: code.to_string(),
                        village: village.to_string(),
                    });
                }
                picked.insert(index);
            }
        }
    }
    let with_parents: BTreeSet<PackIndex> = picked
        .iter()
        .filter_map(|&index| compiled.ancestors.get(index))
        .flatten()
        .copied()
        .collect();
    let in_force = |index: &PackIndex| {
        compiled
            .packs
            .get(*index)
            .is_some_and(|pack| pack.in_force.contains(request.as_of))
    };
    Ok(with_parents.into_iter().filter(in_force).collect())
}
