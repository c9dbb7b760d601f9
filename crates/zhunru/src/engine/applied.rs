//! Which packs take part in a decision.

use super::build::Compiled;
use super::error::DecideError;
use super::request::{Request, Selection};
use super::rule::PackIndex;
use crate::diagnostic::nearest;
use crate::model::DivisionCode;

/// The packs that take part for a village with this code, in order: those picked and their parents, as
/// far as they are in force.
pub(crate) fn packs(
    compiled: &Compiled,
    village: Option<&DivisionCode>,
    request: &Request,
) -> Result<Vec<PackIndex>, DecideError> {
    let mut taken = vec![false; compiled.packs.len()];
    let mut pick = |index: PackIndex| {
        for &ancestor in compiled.ancestors.get(index).into_iter().flatten() {
            if let Some(taken) = taken.get_mut(ancestor) {
                *taken = true;
            }
        }
    };
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
                    pick(index);
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
                pick(index);
            }
        }
    }
    let in_force = compiled.packs.iter().zip(taken).enumerate();
    let in_force =
        in_force.filter(|(_, (pack, taken))| *taken && pack.in_force.contains(request.as_of));
    Ok(in_force.map(|(index, _)| index).collect())
}
