//! Rows of the same name: the first is kept, the others are told and left out.

use std::collections::HashMap;

use super::{Entry, Fault, FaultKind};

/// Takes out the entries whose code, name or another name is that of an entry above and in force on
/// the same day, after the normalisation of the core.
pub(crate) fn find_duplicates(entries: Vec<Entry>) -> (Vec<Entry>, Vec<Fault>) {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    let mut faults = Vec::new();
    for entry in entries {
        let keys: Vec<(String, String)> = entry
            .keys()
            .map(|(key, text)| (key, text.to_owned()))
            .collect();
        let clash = keys.iter().find_map(|(key, text)| {
            let known = holders.get(key)?.iter().filter_map(|at| kept.get(*at));
            let other = known.into_iter().find(|other| other.overlaps(&entry))?;
            Some((other, text))
        });
        match clash {
            Some((other, text)) => faults.push(Fault {
                at: entry.at.clone(),
                text: text.clone(),
                kind: FaultKind::Duplicate {
                    other: other.name().to_owned(),
                    other_at: other.at.clone(),
                },
            }),
            None => {
                for (key, _) in keys {
                    let known = holders.entry(key).or_default();
                    // Those of one key follow each other in time, so there are few.
                    if known.last() != Some(&kept.len()) {
                        known.push(kept.len());
                    }
                }
                kept.push(entry);
            }
        }
    }
    (kept, faults)
}
