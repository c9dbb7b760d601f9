//! What becomes known refines an answer and never turns it.

use serde_json::{Map, Value as Json};
use zhunru::decision::{Decision, Verdict};
use zhunru::list::{ListContent, WhileNotLoaded, normalise_name};
use zhunru::model::Proposal;
use zhunru::{Engine, Request};
use zhunru_tests::answers::take_over;
use zhunru_tests::compare::missing;
use zhunru_tests::random::{Loaded, Seed, Unknown};

use super::check;

fn engine(case: &Loaded) -> Engine {
    Engine::builder()
        .packs(case.packs.iter().cloned())
        .build()
        .unwrap()
}

fn says(engine: &Engine, case: &Loaded, proposal: &Json) -> Decision {
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let names = case.packs.iter().map(|pack| pack.id.clone());
    engine
        .decide(&proposal, &Request::on(case.date).named(names))
        .unwrap()
}

/// The same class of outcome: an admission, whatever is owed with it, or the verdict itself.
fn class(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::AdmitWithConditions => Verdict::Admit,
        other => other,
    }
}

/// The facts that a demand carries of its own.
fn own_facts(proposal: &mut Json, demand: usize) -> Option<&mut Map<String, Json>> {
    proposal["demands"][demand]
        .get_mut("facts")?
        .as_object_mut()
}

/// Whether a pack presumes that nothing is on the list whose membership has this path.
fn presumes_absent(case: &Loaded, path: &str) -> bool {
    let absent = ListContent::NotLoaded(WhileNotLoaded::PresumeAbsent);
    case.packs.iter().any(|pack| {
        pack.lists.iter().any(|list| {
            let paths = [
                format!("listed.{}.{}", pack.id, list.id),
                format!("listed.{}", list.id),
            ];
            list.content == absent && paths.iter().any(|known| known == path)
        })
    })
}

/// A case in which nothing is presumed or stated of a membership: what is presumed may be known to
/// be otherwise, and a statement is set aside once the item is known.
fn without_presumptions(seed: &Seed) -> Loaded {
    let mut texts = seed.texts(Unknown::Some);
    for pack in &mut texts.packs {
        pack.presumptions.clear();
        for list in &mut pack.lists {
            list.not_loaded = list.not_loaded.as_ref().map(|_| "ask".to_owned());
        }
    }
    for demand in 0..texts.proposal["demands"].as_array().map_or(0, Vec::len) {
        if let Some(facts) = own_facts(&mut texts.proposal, demand) {
            facts.retain(|path, _| !path.starts_with("listed."));
        }
    }
    texts.load()
}

/// The demands for signs, with their numbers.
fn signs(proposal: &Json) -> impl Iterator<Item = (usize, &Json)> {
    let demands = proposal["demands"].as_array().into_iter().flatten();
    demands
        .enumerate()
        .filter(|(_, demand)| demand["type"] == "signboard")
}

/// Whether a demanded sign may be in stock, by its name and placement.
fn adds_what_is_there(proposal: &Json) -> bool {
    let name = |sign: &Json| normalise_name(sign["name"].as_str().unwrap_or_default()).to_string();
    let is_same = |sign: &Json, other: &Json| {
        let (name, other_name) = (name(sign), name(other));
        // Names of places may stand in front.
        sign["placement"] == other["placement"]
            && (name.ends_with(&other_name) || other_name.ends_with(&name))
    };
    let mut stock = proposal["village"]["signboards"].as_array().into_iter();
    stock.any(|stock| {
        let mut stock = stock.iter();
        stock.any(|sign| signs(proposal).any(|(_, demand)| is_same(sign, demand)))
    })
}

// "`possible` lists the verdicts they reach"; "a known denial is given at once, whatever else is
// unknown", so it stays whatever becomes known.
#[test]
fn what_becomes_known_was_possible() {
    check(10, (2, 2), Unknown::Some, |seed: &Seed, _: &Loaded| {
        let case = without_presumptions(seed);
        let mut known = seed.texts(Unknown::Nothing).proposal;
        for demand in 0..case.proposal.demands.len() {
            // The level of a sign's sponsor that is left out is known: it is the issuer's.
            let unsaid = case.texts.proposal["demands"][demand]
                .get("sponsor_level")
                .is_none();
            if let Some(fields) = known["demands"][demand].as_object_mut().filter(|_| unsaid) {
                fields.remove("sponsor_level");
            }
        }
        // Absent stock is taken to hold a demanded sign only as the demand describes it.
        if case.texts.proposal["village"].get("signboards").is_none() && adds_what_is_there(&known)
        {
            return String::new();
        }
        let engine = engine(&case);
        let before = says(&engine, &case, &case.texts.proposal);
        let after = says(&engine, &case, &known);
        for (before, after) in before.demands.iter().zip(after.demands.iter()) {
            // A membership that no demand of its type states stays open.
            let was_possible = |now: Verdict| {
                let mut possible = before.possible.iter();
                possible.any(|verdict| class(verdict) == class(now))
            };
            if !after.possible.iter().all(was_possible) {
                return format!(
                    "demand {}: {:?} was possible, {:?} is now",
                    before.index, before.possible, after.possible
                );
            }
        }
        String::new()
    });
}

/// The memberships that a demand states.
fn memberships(proposal: &Json, demand: usize) -> Vec<String> {
    let facts = proposal["demands"][demand]["facts"].as_object();
    facts
        .into_iter()
        .flat_map(Map::keys)
        .filter(|path| path.starts_with("listed."))
        .cloned()
        .collect()
}

// "Never decide while a fact could change it, never ask for one that cannot": with exactly the missing
// facts answered, nothing is missing.
#[test]
fn answers_end_the_questions() {
    check(10, (2, 2), Unknown::Some, |seed: &Seed, case: &Loaded| {
        let known = seed.texts(Unknown::Nothing).proposal;
        let engine = engine(case);
        let before = says(&engine, case, &case.texts.proposal);
        'demands: for (demand, decided) in before.demands.iter().enumerate() {
            if decided.verdict != Verdict::NeedsInformation || !decided.exact {
                continue;
            }
            let mut answered = case.texts.proposal.clone();
            let mut asked = missing(&before, demand);
            // Whether a sign is in stock shows only once the stock is known.
            if asked.contains("village.signboards") {
                for (other, sign) in signs(&case.texts.proposal) {
                    let unsaid = ["name", "placement"].into_iter();
                    let unsaid = unsaid.filter(|field| sign.get(field).is_none());
                    asked.extend(unsaid.map(|field| match other == demand {
                        true => format!("signboard.{field}"),
                        false => format!("demands[{other}].signboard.{field}"),
                    }));
                }
            }
            // What a procedure reads of the issuer shows only once the acts are known, and a joint
            // issuer is answered whole.
            if asked.contains("approvals") || asked.iter().any(|path| path.starts_with("issuer.")) {
                answered["issuer"] = known["issuer"].clone();
            }
            for path in asked.iter().filter(|path| !path.starts_with("issuer.")) {
                take_over(engine.vocabulary(), path, demand, &known, &mut answered);
            }
            // An item may be answered that is only similar to entries; the memberships go with it.
            for (other, asked_of) in case.proposal.demands.iter().enumerate() {
                let prefix = match other == demand {
                    true => String::new(),
                    false => format!("demands[{other}]."),
                };
                let item = asked_of.demand_type().item_path();
                if item.is_none_or(|item| !asked.contains(format!("{prefix}{item}").as_str())) {
                    continue;
                }
                // A statement stands while the item is unknown, and is set aside once it is known, so
                // what it settled may be asked then.
                if !memberships(&case.texts.proposal, other).is_empty() {
                    continue 'demands;
                }
                for path in memberships(&known, other) {
                    // What is presumed was not asked, and an answer would take it away.
                    if presumes_absent(case, &path) {
                        continue;
                    }
                    let path = format!("{prefix}{path}");
                    take_over(engine.vocabulary(), &path, demand, &known, &mut answered);
                }
            }
            let after = says(&engine, case, &answered);
            if after.demands[demand].verdict == Verdict::NeedsInformation {
                return format!(
                    "demand {demand}: {asked:?} is answered, {:?} is asked",
                    missing(&after, demand)
                );
            }
        }
        String::new()
    });
}
