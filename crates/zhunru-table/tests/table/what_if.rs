//! A kept table decides by every version of the packs as the version decides the table.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow_array::{Array, RecordBatch};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use zhunru::condition::Condition;
use zhunru::decision::Verdict;
use zhunru::list::{ListContent, ListEntry, WhileNotLoaded};
use zhunru::model::{Coded, Interval};
use zhunru::pack::{Modality, Pack};
use zhunru::{Engine, Selection};
use zhunru_table::{Decider, KeptTable, OutputColumn, WhatIf};

use crate::generated::Draw;
use crate::property::{cases, tables};
use crate::{ENGINE, all, list, reader, texts};

/// The built-in packs, which versions share.
static PACKS: LazyLock<Vec<Arc<Pack>>> = LazyLock::new(|| {
    let packs = zhunru_packs::built_in().unwrap().iter().cloned();
    packs.map(Into::into).collect()
});

/// The version for which tables are kept.
static NOW: LazyLock<Engine> = LazyLock::new(|| {
    Engine::builder()
        .packs(PACKS.iter().cloned())
        .build()
        .unwrap()
});

/// How a version differs from the packs for which a table is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Same,
    RuleLeftOut,
    RuleAdded,
    RuleChanged,
    ListChanged,
    Dates,
    Procedure,
    Presumption,
    PackLeftOut,
    Place,
    Matter,
}

const KINDS: [Kind; 11] = [
    Kind::Same,
    Kind::RuleLeftOut,
    Kind::RuleAdded,
    Kind::RuleChanged,
    Kind::ListChanged,
    Kind::Dates,
    Kind::Procedure,
    Kind::Presumption,
    Kind::PackLeftOut,
    Kind::Place,
    Kind::Matter,
];

/// A condition that some rule of some pack has.
fn condition(draw: &mut Draw) -> Condition {
    let rules: Vec<_> = ENGINE.packs().flat_map(|pack| &pack.rules).collect();
    rules[draw.below(rules.len())].when.clone()
}

/// Dates of which some lie between those that proposals are decided on.
fn dates(draw: &mut Draw) -> Interval {
    let day = |draw: &mut Draw| {
        let days = [
            "2023-01-01",
            "2024-03-04",
            "2024-03-05",
            "2024-04-01",
            "2024-05-02",
        ];
        let day = days[draw.below(days.len())];
        draw.chance(60).then(|| day.parse().unwrap())
    };
    Interval {
        from: day(draw),
        to: day(draw),
    }
}

/// Changes a pack; gives whether there was anything to change.
fn change(draw: &mut Draw, pack: &mut Pack, kind: Kind) -> bool {
    let rule = draw.below(pack.rules.len().max(1));
    let chosen = draw.below(pack.lists.len().max(1));
    match kind {
        Kind::Same => true,
        Kind::RuleLeftOut if pack.rules.is_empty() => false,
        Kind::RuleLeftOut => {
            let left_out = pack.rules.remove(rule);
            for rule in &mut pack.rules {
                rule.yields_to.retain(|id| *id != left_out.id);
            }
            true
        }
        Kind::RuleAdded => pack.rules.get(rule).cloned().is_some_and(|known| {
            let mut added = known;
            added.id = "draft".into();
            added.when = condition(draw);
            if draw.chance(50) {
                let all = Modality::ALL;
                added.modality = *all
                    .iter()
                    .filter(|modality| **modality != Modality::Required)
                    .nth(draw.below(all.len() - 1))
                    .unwrap();
                (added.procedure, added.due, added.met_when) = (None, None, None);
            }
            pack.rules.push(added);
            true
        }),
        Kind::RuleChanged => {
            let other = pack.rules.get(draw.below(pack.rules.len().max(1)));
            let other = other.map(|rule| rule.when.clone());
            let (Some(other), Some(rule)) = (other, pack.rules.get_mut(rule)) else {
                return false;
            };
            match draw.below(5) {
                0 => rule.when = Condition::Not(Box::new(rule.when.clone())),
                1 => rule.when = Condition::And(vec![rule.when.clone(), other]),
                2 => rule.when = Condition::Or(vec![rule.when.clone(), other]),
                3 => rule.unless = other,
                _ => rule.when = condition(draw),
            }
            true
        }
        Kind::ListChanged => pack.lists.get_mut(chosen).is_some_and(|list| {
            match (&mut list.content, draw.below(3)) {
                (ListContent::Loaded(entries), 0) if !entries.is_empty() => {
                    entries.remove(draw.below(entries.len()));
                }
                (ListContent::Loaded(entries), 1) => {
                    let names = ["未列入的事项", "为民服务大厅", "周报表", "整治办公室"];
                    entries.push(ListEntry::named(names[draw.below(names.len())]));
                }
                (content @ ListContent::Loaded(_), _) => {
                    *content = ListContent::NotLoaded(WhileNotLoaded::Ask);
                }
                (content, choice) => {
                    let entries = ["人居环境整治", "未列入的事项"].map(ListEntry::named);
                    *content = match choice {
                        0 => ListContent::Loaded(Vec::new()),
                        1 => ListContent::Loaded(entries.into()),
                        _ => ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent),
                    };
                }
            }
            true
        }),
        Kind::Dates => {
            let entries = pack
                .lists
                .get_mut(chosen)
                .map(|list| match &mut list.content {
                    ListContent::Loaded(entries) => entries.as_mut_slice(),
                    ListContent::NotLoaded(_) => &mut [],
                });
            let entries = entries.unwrap_or_default();
            let entry = draw.below(entries.len().max(1));
            let interval = match (
                draw.below(3),
                pack.rules.get_mut(rule),
                entries.get_mut(entry),
            ) {
                (0, Some(rule), _) => &mut rule.in_force,
                (1, _, Some(entry)) => &mut entry.in_force,
                _ => &mut pack.in_force,
            };
            *interval = dates(draw);
            true
        }
        Kind::Procedure => {
            let procedure = draw.below(pack.procedures.len().max(1));
            pack.procedures.get_mut(procedure).is_some_and(|procedure| {
                let step = draw.below(procedure.steps.len());
                match draw.below(2) {
                    0 if procedure.steps.len() > 1 => drop(procedure.steps.remove(step)),
                    _ => {
                        let first = procedure.steps[0].clone();
                        procedure.steps[step].acts.reverse();
                        procedure.steps[step].by.push(vec![]);
                        procedure.steps.push(first);
                    }
                }
                true
            })
        }
        Kind::Presumption => {
            let presumption = draw.below(pack.presumptions.len().max(1));
            let has_some = !pack.presumptions.is_empty();
            if has_some {
                pack.presumptions.remove(presumption);
            }
            has_some
        }
        Kind::Place => {
            pack.place.code = None;
            true
        }
        Kind::Matter => {
            let mut matters = ENGINE.packs().flat_map(|pack| &pack.matters);
            let Some(mut matter) = matters.next().cloned() else {
                return false;
            };
            matter.code = "draft".into();
            pack.matters.push(matter);
            true
        }
        Kind::PackLeftOut => false,
    }
}

/// Another version of the packs; most of them are shared. Nothing where that one makes no engine.
fn version(draw: &mut Draw, chosen: &str, kind: Kind) -> Option<Engine> {
    let is_parent = |id: &str| {
        ENGINE
            .packs()
            .any(|pack| pack.parents.iter().any(|one| one == id))
    };
    if kind == Kind::PackLeftOut && is_parent(chosen) {
        return None;
    }
    let mut packs: Vec<Arc<Pack>> = Vec::new();
    for shared in PACKS.iter() {
        if shared.id != chosen {
            // Whether a pack is shared or loaded twice makes no difference.
            packs.push(match draw.chance(80) {
                true => Arc::clone(shared),
                false => Arc::new((**shared).clone()),
            });
            continue;
        }
        if kind == Kind::PackLeftOut {
            continue;
        }
        let mut pack = (**shared).clone();
        if !change(draw, &mut pack, kind) {
            return None;
        }
        packs.push(Arc::new(pack));
    }
    Engine::builder().packs(packs).build().ok()
}

/// A version with what it changes.
struct Version {
    kind: Kind,
    told: String,
    engine: Engine,
}

/// Some versions of each kind, most of which change this pack.
fn versions(seed: u64, pack: &str) -> Vec<Version> {
    let draw = &mut Draw::new(seed);
    let mut versions = Vec::new();
    for kind in KINDS {
        for number in 0..2 {
            // Most of the others bear on no row.
            let is_own = number == 0 || draw.chance(60);
            let chosen = if is_own { pack } else { "national" };
            if let Some(engine) = version(draw, chosen, kind) {
                let told = format!("{kind:?} {number} of {chosen} drawn by {seed}");
                versions.push(Version { kind, told, engine });
            }
        }
    }
    versions
}

/// How many rows the planes that were kept decided, and of how many, by kind of version.
type Settled = BTreeMap<Kind, (u64, u64)>;

fn check(
    pack: &str,
    code: Option<&str>,
    seed: u64,
    versions: &[Version],
    settled: &RefCell<Settled>,
) {
    let mut draw = Draw::new(seed);
    let (_, mut options, batches) = tables(&mut draw, pack, code);
    options.columns = vec![OutputColumn::Verdict, OutputColumn::Rules];
    let decider = Decider::new(&NOW, options.clone()).unwrap();
    let kept = decider.keep(reader(batches.clone())).unwrap();
    let told = format!("{pack} {seed}");
    let (now, by_columns) = is_same(&kept, &decider, &batches, None, &told);
    assert_eq!(kept.rows() - now.rows_anew(), by_columns, "{told}");
    for version in versions {
        if draw.chance(60) {
            continue;
        }
        let mut options = options.clone();
        if draw.chance(5) {
            options.as_of = Some("2024-04-02".parse().unwrap());
        }
        if draw.chance(5) {
            options.packs = Selection::Named(vec![pack.into()]);
        }
        let told = format!("{told}: {}", version.told);
        let decider = Decider::new(&version.engine, options).unwrap();
        let (found, _) = is_same(&kept, &decider, &batches, Some(&now), &told);
        let mut settled = settled.borrow_mut();
        let (own, all) = settled.entry(version.kind).or_default();
        *own += kept.rows() - found.rows_anew();
        *all += kept.rows();
    }
}

/// Compares what a kept table comes to with what its batches do; gives how many of these columns decided.
pub(crate) fn is_same(
    kept: &KeptTable,
    decider: &Decider,
    batches: &[RecordBatch],
    before: Option<&WhatIf>,
    told: &str,
) -> (WhatIf, u64) {
    let mut decided = decider.decide(reader(batches.to_vec())).unwrap();
    let (expected, _) = all(&mut decided);
    let found = kept.decide(decider).unwrap();
    let verdicts = found.row_verdicts();
    let codes: Vec<Option<&str>> = verdicts
        .iter()
        .map(|verdict| verdict.map(|verdict| verdict.code()))
        .collect();
    assert_eq!(codes, texts(&expected, "verdict"), "{told}");
    let rules = found.row_rules().unwrap();
    let has_rules = expected.column_by_name("rules").unwrap();
    for row in 0..expected.num_rows() {
        let own: Vec<&str> = rules.of(row as u64).collect();
        let expected = list(&expected, "rules", row).unwrap_or_default();
        assert!(has_rules.is_valid(row) || own.is_empty(), "{told}");
        assert_eq!(own, expected, "{told}: row {row}");
    }
    let summary = decided.summary();
    assert_eq!(found.rows(), expected.num_rows() as u64, "{told}");
    assert_eq!(*found.verdicts(), summary.verdicts, "{told}");
    assert_eq!(*found.rules(), summary.rules, "{told}");
    assert_eq!(found.faulty_rows(), summary.faulty_rows, "{told}");
    if let Some(before) = before {
        let (mut pairs, mut rows) = (BTreeMap::new(), Vec::new());
        let number = |verdict: Option<Verdict>| verdict.map(|verdict| verdict as usize);
        for (row, (from, to)) in before.row_verdicts().into_iter().zip(verdicts).enumerate() {
            if from != to {
                *pairs.entry((number(from), number(to))).or_insert(0) += 1;
                rows.push(row as u64);
            }
        }
        let flips = found.flips(before).unwrap();
        let told_pairs = flips.iter().map(|(from, to, count)| {
            assert_eq!(flips.of(from, to), count);
            ((number(from), number(to)), count)
        });
        assert_eq!(told_pairs.collect::<BTreeMap<_, _>>(), pairs, "{told}");
        assert_eq!(flips.total(), rows.len() as u64, "{told}");
        assert_eq!(found.flipped_rows(before).unwrap(), rows, "{told}");
    }
    (found, decided.rows_by_columns())
}

#[test]
fn kept_tables_decide_as_their_batches_do_by_every_version() {
    let settled = RefCell::default();
    for pack in ENGINE.packs() {
        let code = pack.place.code.as_ref().map(|code| code.as_str());
        let config = ProptestConfig {
            cases: cases().div_ceil(2),
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let seed = any::<u64>().new_tree(&mut runner).unwrap().current();
        let versions = versions(seed, &pack.id);
        let tried = runner.run(&any::<u64>(), |seed| {
            check(&pack.id, code, seed, &versions, &settled);
            Ok(())
        });
        tried.unwrap_or_else(|error| panic!("{}: {error}", pack.id));
    }
    let settled: Settled = settled.into_inner();
    for (kind, (own, all)) in &settled {
        println!("{kind:?}: {own} of {all} rows by what was kept");
    }
    // Where a version asks nothing new, most rows must be decided by what was kept.
    for kind in [Kind::Same, Kind::RuleLeftOut, Kind::RuleChanged] {
        let own = settled.get(&kind).map_or(0, |(own, _)| *own);
        assert!(own > 0, "{kind:?}");
    }
}

#[test]
fn results_of_other_tables_are_not_compared() {
    let mut draw = Draw::new(7);
    let (_, options, batches) = tables(&mut draw, "yuhui", Some("340304"));
    let decider = Decider::new(&ENGINE, options).unwrap();
    let [one, other] = [(); 2].map(|()| decider.keep(reader(batches.clone())).unwrap());
    let [one, other] = [one, other].map(|kept| kept.decide(&decider).unwrap());
    assert!(one.flips(&other).is_none());
    assert!(one.flipped_rows(&other).is_none());
    assert_eq!(one.flips(&one).unwrap().total(), 0);
}
