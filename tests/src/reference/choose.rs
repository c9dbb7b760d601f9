//! Which packs apply.

use chrono::NaiveDate;
use zhunru::model::Proposal;
use zhunru::pack::Pack;

/// "A village without a code and no pack named is an input error."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

/// "Packs are chosen by the village's code, or exactly by name (then those and their parents, each
/// once; a pack without a code applies only by name)."
///
/// # Errors
/// When neither a code nor a name is given.
pub fn choose<'a>(
    packs: &[&'a Pack],
    proposal: &Proposal,
    date: NaiveDate,
    named: &[&str],
) -> Result<Vec<&'a Pack>, NoPlace> {
    let code = proposal
        .village
        .as_ref()
        .and_then(|village| village.code.as_ref());
    let mut chosen: Vec<&Pack> = Vec::new();
    if named.is_empty() {
        let code = code.ok_or(NoPlace)?;
        chosen.extend(packs.iter().filter(|pack| {
            let place = pack.place.code.as_ref();
            place.is_some_and(|place| place.contains(code))
        }));
    } else {
        let mut wanted: Vec<&str> = named.to_vec();
        while let Some(id) = wanted.pop() {
            let pack = packs.iter().find(|pack| pack.id == id).unwrap();
            if chosen.iter().all(|known| known.id != pack.id) {
                chosen.push(pack);
                wanted.extend(pack.parents.iter().map(smol_str::SmolStr::as_str));
            }
        }
    }
    chosen.retain(|pack| pack.in_force.contains(date));
    chosen.sort_by(|left, right| left.id.cmp(&right.id));
    Ok(chosen)
}
