//! Presumptions: none may make a prohibition or a gate bite that another value would not, all else
//! equal, and each is of a fact that a rule reads.

use smol_str::SmolStr;

use super::formula::{Formula, Group, Subject};
use crate::condition::{Condition, ListReference};
use crate::diagnostic::{Code, quoted};
use crate::list::{ItemList, ListContent, ListEffect, WhileNotLoaded};
use crate::model::DemandTypes;
use crate::pack::load::Resolved;
use crate::pack::load::sink::{Place, Sink};
use crate::pack::{Modality, Pack, Presumption, Rule};
use crate::vocabulary::Value;

/// Most completions looked at for one presumption and one rule (2^16).
const MOST: usize = 1 << 16;

/// Longest chain of rules of which each yields to the next.
const LONGEST: usize = 64;

/// What is presumed.
enum Presumed<'a> {
    /// A fact, by its path.
    Fact(&'a Presumption),
    /// That the item is not on this list.
    Absent(&'a ItemList),
}

/// A prohibition or a gate.
struct Objection<'a> {
    rule: &'a Rule,
    /// What it is called.
    name: &'static str,
    /// When it bites, and what that reads; nothing when that is too much to look at.
    bites: Option<(Formula, Vec<Group>)>,
}

/// Checks the presumptions of a pack, and its lists that are presumed not to hold an item.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    let pack = &resolved.pack;
    let objections = objections(pack);
    for (presumption, place) in pack.presumptions.iter().zip(&resolved.presumptions) {
        if !is_read(presumption, pack) {
            let message = format!(
                "no rule on `{}` reads the fact {}",
                presumption.on,
                quoted(&presumption.fact)
            );
            sink.push(place.warning(Code::PackUnused, message));
        }
        check_one(
            resolved,
            &objections,
            &Presumed::Fact(presumption),
            presumption.on,
            place,
            sink,
        );
    }
    for list in &pack.lists {
        if list.content != ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent) {
            continue;
        }
        let Some(place) = resolved.lists.get(&list.id) else {
            continue;
        };
        if list.kind.effect() == ListEffect::GrantsAndForbidsOthers {
            let message = "being off this list forbids, so nothing may be presumed to be off it";
            let fault = place.error(Code::PackPresumption, message);
            sink.push(fault.help("write `not_loaded = \"ask\"`"));
        }
        check_one(
            resolved,
            &objections,
            &Presumed::Absent(list),
            DemandTypes::ALL,
            place,
            sink,
        );
    }
}

/// The rules that presumptions may not make bite.
fn objections(pack: &Pack) -> Vec<Objection<'_>> {
    let rules = pack.rules.iter().filter_map(|rule| {
        let name = match rule.modality {
            Modality::Forbidden => "prohibition",
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden => "gate",
            _ => return None,
        };
        let mut groups = Vec::new();
        let formula = bites(rule, pack, &mut groups, 0);
        let bites = formula.map(|formula| (formula, groups));
        Some(Objection { rule, name, bites })
    });
    rules.collect()
}

fn check_one(
    resolved: &Resolved,
    objections: &[Objection<'_>],
    presumed: &Presumed<'_>,
    on: DemandTypes,
    place: &Place,
    sink: &Sink,
) {
    for objection in objections {
        let Objection { rule, name, .. } = objection;
        if rule.on.and(on).is_empty() {
            continue;
        }
        match is_harmful(resolved, presumed, objection, on) {
            Some(false) => {}
            Some(true) => {
                let message = format!(
                    "presumed so, the {name} `{}` bites where another value would spare it",
                    rule.id
                );
                sink.push(place.error(Code::PackPresumption, message));
            }
            None => {
                let message = format!(
                    "the {name} `{}` is too large to make sure that this presumption never makes it bite",
                    rule.id
                );
                sink.push(place.warning(Code::PackPresumption, message));
            }
        }
    }
}

/// Whether in some completion of all else the rule bites with the presumed value and not with
/// another one; nothing when that is too much to look at.
fn is_harmful(
    resolved: &Resolved,
    presumed: &Presumed<'_>,
    objection: &Objection<'_>,
    on: DemandTypes,
) -> Option<bool> {
    let (formula, groups) = objection.bites.as_ref()?;
    let on = objection.rule.on.and(on);
    // Of each group the class in which the presumption leaves it, and all its classes.
    let mine = groups.iter();
    let mine = mine.map(|group| class_when(group, presumed, &resolved.pack, on));
    let mine: Vec<Option<Vec<bool>>> = mine.collect();
    if mine.iter().all(Option::is_none) {
        return Some(false);
    }
    let all = groups.iter();
    let all = all.map(|group| group.classes(&resolved.vocabulary));
    let all: Vec<Vec<Vec<bool>>> = all.collect();
    let completions = all.iter().map(Vec::len).fold(1, usize::saturating_mul);
    if completions > MOST {
        return None;
    }
    let mut choice = vec![0_usize; groups.len()];
    loop {
        let with = chosen(&all, &choice, Some(&mine));
        let without = chosen(&all, &choice, None);
        if formula.holds(&with) && !formula.holds(&without) {
            return Some(true);
        }
        if !advance(&mut choice, &all) {
            return Some(false);
        }
    }
}

/// The class of each group by the choice, or by the presumption where that says one.
fn chosen<'a>(
    all: &'a [Vec<Vec<bool>>],
    choice: &[usize],
    mine: Option<&'a [Option<Vec<bool>>]>,
) -> Vec<&'a [bool]> {
    let classes = all.iter().zip(choice).enumerate();
    classes
        .map(|(index, (classes, &chosen))| {
            let presumed = mine.and_then(|mine| mine.get(index)?.as_deref());
            presumed.unwrap_or_else(|| classes.get(chosen).map_or(&[][..], Vec::as_slice))
        })
        .collect()
}

/// Goes on to the next choice of classes; false after the last.
fn advance(choice: &mut [usize], all: &[Vec<Vec<bool>>]) -> bool {
    for (chosen, classes) in choice.iter_mut().zip(all) {
        *chosen += 1;
        if *chosen < classes.len() {
            return true;
        }
        *chosen = 0;
    }
    false
}

/// When a rule applies, is not excepted, and yields to no other that does.
fn bites(rule: &Rule, pack: &Pack, groups: &mut Vec<Group>, depth: usize) -> Option<Formula> {
    if depth > LONGEST {
        return None;
    }
    let mut parts = vec![
        Formula::of(&rule.when, groups),
        Formula::Not(Box::new(Formula::of(&rule.unless, groups))),
    ];
    for other in &rule.yields_to {
        if let Some(other) = pack.rules.iter().find(|rule| rule.id == *other) {
            let other = bites(other, pack, groups, depth + 1)?;
            parts.push(Formula::Not(Box::new(other)));
        }
    }
    Some(Formula::And(parts))
}

/// The class in which the presumption leaves a group that it says something of.
fn class_when(
    group: &Group,
    presumed: &Presumed<'_>,
    pack: &Pack,
    on: DemandTypes,
) -> Option<Vec<bool>> {
    match (presumed, &group.subject) {
        (Presumed::Fact(presumption), Subject::Fact(path)) => {
            (presumption.fact == *path).then(|| group.truths(&presumption.value))
        }
        (Presumed::Fact(presumption), Subject::Entries(path, _)) => {
            (presumption.fact == *path).then(|| group.truths_of_count(0))
        }
        // An item that is none is on no list.
        (Presumed::Fact(presumption), Subject::Free(Condition::Listed(_))) => {
            let is_item = on
                .iter()
                .any(|demand| demand.item_path() == Some(&presumption.fact));
            (is_item && presumption.value == Value::None).then(|| vec![false])
        }
        (
            Presumed::Absent(list),
            Subject::Free(Condition::Listed(ListReference { pack: of, list: id })),
        ) => (*of == pack.id && *id == list.id).then(|| vec![false]),
        _ => None,
    }
}

/// Whether a rule or list on one of the presumption's types reads its fact.
fn is_read(presumption: &Presumption, pack: &Pack) -> bool {
    let reads = |condition: &Condition| {
        let mut found = false;
        condition.visit(&mut |leaf| {
            let path: Option<&SmolStr> = match leaf {
                Condition::Fact { path, .. } => Some(path),
                Condition::Exists { list, .. } | Condition::CountAtLeast { list, .. } => Some(list),
                _ => None,
            };
            found |= path == Some(&presumption.fact);
        });
        found
    };
    let by_rule = pack.rules.iter().any(|rule| {
        !rule.on.and(presumption.on).is_empty()
            && (reads(&rule.when)
                || reads(&rule.unless)
                || rule.met_when.as_ref().is_some_and(reads))
    });
    let by_list = pack.lists.iter().any(|list| {
        list.kind.effect() == ListEffect::ForbidsResponsibility && presumption.fact == "work.role"
    });
    let as_item = presumption
        .on
        .iter()
        .any(|demand| demand.item_path() == Some(&presumption.fact));
    by_rule || by_list || as_item
}
