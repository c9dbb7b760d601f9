//! The cases of a pack show each of its rules, and each list that grants or forbids, both acting and
//! not bearing on a demand.

use zhunru_packs::run_cases;

use crate::{none_found, packs};

/// Rules that cases cannot show from both sides, with the reason.
const ONE_SIDED: [(&str, &str, &str); 0] = [];

#[test]
fn the_cases_of_a_pack_hit_and_miss_each_of_its_rules() {
    let packs = packs();
    let mut found = Vec::new();
    let mut excused = Vec::new();
    for pack in &packs {
        let run = run_cases(pack, &packs).unwrap();
        for failure in &run.failures {
            found.push(format!("{}/{}: fails", pack.id, failure.name));
        }
        for rule in &run.coverage {
            if rule.hit && rule.not_hit {
                continue;
            }
            let known = ONE_SIDED
                .iter()
                .find(|(of, id, _)| *of == pack.id && *id == rule.rule);
            match known {
                Some(known) => excused.push(*known),
                None => {
                    let (hit, missed) = (rule.hit, rule.not_hit);
                    found.push(format!(
                        "{}/{}: hit {hit}, missed {missed}",
                        pack.id, rule.rule
                    ));
                }
            }
        }
    }
    none_found(&found);
    assert_eq!(excused, ONE_SIDED, "no reason is given in vain");
}
