//! The unknown base facts of a demand, and the values that each may have.

use std::collections::BTreeSet;

use smol_str::SmolStr;
use zhunru::condition::ListReference;
use zhunru::decision::ProcedureState;
use zhunru::list::{ListContent, WhileNotLoaded};
use zhunru::vocabulary::{FactKind, ItemName, Value};

use super::LIMIT;
use super::case::Case;
use super::condition::entry_holds;
use super::inheritance::Reading;
use super::membership::{self, Standing};
use super::points::{FRESH, merge, merge_by, points};
use super::procedure;
use super::stock;

/// One value that a completion may give to a base fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A single value.
    Value(Value),
    /// The entries of a list that is absent.
    Entries(Vec<Vec<Value>>),
    /// The counts of stock that is absent, in the order in which they are asked.
    Counts(Vec<u32>),
    /// The states of the procedures while the acts on record are absent.
    States(Vec<ProcedureState>),
}

/// An unknown base fact.
#[derive(Clone, Debug)]
pub struct Base {
    /// Its path as it is asked for.
    pub path: String,
    /// The values that it may have.
    pub domain: Vec<Choice>,
}

impl Case<'_> {
    /// The path of a field of an entry, such as `basis[2].rank`.
    pub(super) fn entry_path(
        &self,
        demand: usize,
        list: &str,
        entry: usize,
        field: usize,
    ) -> String {
        let FactKind::List { fields, .. } = &self.vocabulary[list].kind else {
            panic!("`{list}` is no list");
        };
        let path = self.list_path(demand, list);
        format!("{path}[{entry}].{}", fields[field].name)
    }
}

/// The facts whose values are told apart by more than the tests on them: those by which signs are
/// the same, those that an added entry carries, and the level at which a procedure looks for bodies.
pub(super) fn special(case: &Case<'_>) -> BTreeSet<SmolStr> {
    let mut special = BTreeSet::new();
    for list in case.reads.entries.keys() {
        let added = stock::facts_added(case, &case.reads, list);
        special.extend(added.into_iter().map(SmolStr::from));
    }
    if procedure::reads_issuer(case) {
        special.insert("issuer.level".into());
    }
    special
}

/// The unknown base facts of a case.
pub(super) fn bases(case: &Case<'_>) -> Vec<Base> {
    let mut bases = Vec::new();
    let mut push = |path: String, domain: Vec<Choice>| bases.push(Base { path, domain });
    for (path, tests) in &case.reads.facts {
        // The level of a sign's sponsor follows from the issuer's where it is absent.
        if case.known(path).is_some() || path == "signboard.sponsor_level" {
            continue;
        }
        let fact = &case.vocabulary[path];
        let values = match case.item_path() {
            Some(item) if item == path => items(case, item),
            _ if path.ends_with(".name") && case.special.contains(path) => other_names(case),
            _ => {
                let values = points(&fact.kind, fact.allows_none, tests);
                match case.special.contains(path) {
                    true => values,
                    false => merge(values, tests),
                }
            }
        };
        push(path.to_string(), single(values));
    }
    for list in &case.reads.lists {
        if membership_is_open(case, case.demand, list) {
            let both = [false, true].map(|on| Choice::Value(Value::Boolean(on)));
            push(membership::path(list), both.to_vec());
        }
    }
    for list in case.reads.entries.keys() {
        // Bases count for what other demands add as well, which may have bases of their own.
        let mut paths = BTreeSet::new();
        let others = stock::adding(case, "village.signboards");
        let others = others.into_iter().filter(|_| list == "basis");
        for demand in std::iter::once(case.demand).chain(others) {
            if !paths.insert(case.list_path(demand, list)) {
                continue;
            }
            match case.entries_of(demand, list) {
                Some(entries) => {
                    for (entry, fields) in entries.iter().enumerate() {
                        for field in (0..fields.len()).filter(|field| fields[*field].is_none()) {
                            if let Some(values) = field_values(case, list, field) {
                                let path = case.entry_path(demand, list, entry, field);
                                push(path, single(values));
                            }
                        }
                    }
                }
                None if stock::is_stock(case, list) => push(list.to_string(), counts(case, list)),
                None => push(case.list_path(demand, list), any_entries(case, list)),
            }
        }
        // What other demands of the proposal add is as unknown as they are.
        for demand in stock::adding(case, list) {
            for path in stock::facts_added(case, &case.reads, list) {
                let header = ["issuer.level", "signboard.sponsor_level"].contains(&path);
                if demand == case.demand || header || case.known_of(demand, path).is_some() {
                    continue;
                }
                let fact = &case.vocabulary[path];
                let values = match path.ends_with(".name") {
                    true => other_names(case),
                    false => points(&fact.kind, fact.allows_none, &[]),
                };
                push(format!("demands[{demand}].{path}"), single(values));
            }
            for of in stock::looked_up(case, &case.reads, list) {
                if demand != case.demand && membership_is_open(case, demand, &of) {
                    let both = [false, true].map(|on| Choice::Value(Value::Boolean(on)));
                    push(membership::path_of(case, demand, &of), both.to_vec());
                }
            }
        }
    }
    for base in procedure::bases(case) {
        push(base.path, base.domain);
    }
    bases
}

fn single(values: Vec<Value>) -> Vec<Choice> {
    values.into_iter().map(Choice::Value).collect()
}

/// The values of an unknown item: every entry in force of the lists, every constant, one like none,
/// and none at all.
fn items(case: &Case<'_>, path: &str) -> Vec<Value> {
    let tests = &case.reads.facts[path];
    let fact = &case.vocabulary[path];
    let mut values = points(&fact.kind, fact.allows_none, tests);
    let lists: Vec<_> = case
        .reads
        .lists
        .iter()
        .filter_map(|list| Some((list, membership::entries(case, case.list(list)?)?)))
        .collect();
    let entries = lists.iter().flat_map(|(_, entries)| entries);
    values.extend(entries.map(|entry| Value::Item(entry.name.clone())));
    let special = case.special.contains(path);
    if special {
        values.extend(names(case));
    }
    merge_by(values, |value| {
        let passed: Vec<bool> = tests.iter().map(|test| test.accepts(value)).collect();
        let standings: Vec<Standing> = lists
            .iter()
            .map(|(list, entries)| membership::standing(case, value, list, entries))
            .collect();
        (passed, standings, special.then(|| stock::name_of(value)))
    })
}

/// The names by which things in stock or asked for could be the same, and as many others as there
/// are unknown names.
fn names(case: &Case<'_>) -> Vec<Value> {
    let mut names = Vec::new();
    let mut unknown = 0;
    for list in case.reads.entries.keys() {
        if !stock::is_stock(case, list) {
            continue;
        }
        for entry in case.entries(list).into_iter().flatten() {
            match &entry[0] {
                Some(Value::Item(name)) => names.push(name.clone()),
                _ => unknown += 1,
            }
        }
        for test in case.reads.field_tests(list, 0) {
            if let zhunru::condition::Test::OneOf(values) = test {
                names.extend(values.iter().filter_map(|value| match value {
                    Value::Item(name) => Some(name.clone()),
                    _ => None,
                }));
            }
        }
        for of in stock::looked_up(case, &case.reads, list) {
            let entries = case
                .list(&of)
                .and_then(|list| membership::entries(case, list));
            names.extend(
                entries
                    .into_iter()
                    .flatten()
                    .map(|entry| entry.name.clone()),
            );
        }
        for demand in stock::adding(case, list) {
            let path = match list.as_str() {
                "village.signboards" => "signboard.name",
                "village.mechanisms" => "mechanism.name",
                _ => "digital_tool.name",
            };
            match case.known_of(demand, path) {
                Some(Value::Item(name)) => names.push(name),
                _ => unknown += 1,
            }
        }
    }
    let fresh = (0..unknown.max(1)).map(|number| ItemName::new(format!("{FRESH}{number}")));
    let mut values: Vec<Value> = names.into_iter().chain(fresh).map(Value::Item).collect();
    values.push(Value::None);
    merge_by(values, stock::name_of)
}

/// The names of what is not the demand's own item, which may all be the same as that.
fn other_names(case: &Case<'_>) -> Vec<Value> {
    let item = case.item_path().filter(|item| {
        case.special.contains(*item)
            && case.reads.facts.contains_key(*item)
            && case.known(item).is_none()
    });
    match item {
        Some(item) => merge_by(items(case, item), stock::name_of),
        None => names(case),
    }
}

/// Whether the membership in a list is a base fact.
fn membership_is_open(case: &Case<'_>, demand: usize, reference: &ListReference) -> bool {
    let Some(list) = case.list(reference) else {
        return false;
    };
    if case.statement_of(demand, reference).is_some() {
        return false;
    }
    if let ListContent::NotLoaded(meanwhile) = &list.content {
        return *meanwhile == WhileNotLoaded::Ask && !membership::has_no_item(case, demand);
    }
    let Some(entries) = membership::entries(case, list) else {
        return false;
    };
    let Some(path) = case.item_path_of(demand) else {
        return true;
    };
    let values = match case.known_of(demand, path) {
        Some(item) => vec![item],
        None if demand == case.demand => items(case, path),
        None => other_names(case),
    };
    values
        .iter()
        .any(|item| membership::standing(case, item, reference, &entries) == Standing::Similar)
}

/// The values of an unknown field of an entry; nothing when nothing reads it.
fn field_values(case: &Case<'_>, list: &str, field: usize) -> Option<Vec<Value>> {
    let tests = case.reads.field_tests(list, field);
    let identity = stock::identity_matters(case, list) && field < 2;
    let looked_up = field == 0 && !case.reads.lists_of_entries(list).is_empty();
    if tests.is_empty() && !identity && !looked_up {
        return None;
    }
    let FactKind::List { fields, .. } = &case.vocabulary[list].kind else {
        return None;
    };
    if (identity || looked_up) && field == 0 {
        let mut names = other_names(case);
        names.retain(|name| *name != Value::None);
        return Some(names);
    }
    let values = points(&fields[field].kind, fields[field].allows_none, &tests);
    Some(match identity {
        true => values,
        false => merge(values, &tests),
    })
}

/// "Absent stock may count to any number, each count independently."
fn counts(case: &Case<'_>, list: &str) -> Vec<Choice> {
    let most = case.reads.entries[list]
        .iter()
        .map(|predicate| predicate.most);
    product(most.map(|most| (0..=most).collect()).collect())
        .into_iter()
        .map(Choice::Counts)
        .collect()
}

/// "Absent `basis` may hold any ranks": any number of entries of each class that the predicates
/// tell apart, up to the greatest number for which any of them asks.
fn any_entries(case: &Case<'_>, list: &str) -> Vec<Choice> {
    let FactKind::List { fields, .. } = &case.vocabulary[list].kind else {
        panic!("`{list}` is no list");
    };
    let predicates = &case.reads.entries[list];
    let values = fields.iter().enumerate().map(|(number, field)| {
        let tests = case.reads.field_tests(list, number);
        merge(points(&field.kind, field.allows_none, &tests), &tests)
    });
    let passed = |entry: &Vec<Value>| -> Vec<bool> {
        predicates
            .iter()
            .map(|predicate| {
                let field = |field: usize| entry[field].clone();
                let no_names = |_: &ListReference, _| false;
                entry_holds(&predicate.condition, &field, &no_names, Reading::Narrowest)
            })
            .collect()
    };
    let classes = merge_by(product(values.collect()), passed);
    let most = classes.iter().map(|class| {
        let asked = predicates.iter().zip(passed(class));
        let most = asked.filter(|(_, passes)| *passes);
        most.map(|(predicate, _)| predicate.most).max().unwrap_or(0)
    });
    product(most.map(|most| (0..=most).collect()).collect())
        .into_iter()
        .map(|numbers| {
            let entries = classes.iter().zip(numbers);
            let entries = entries.flat_map(|(class, number)| vec![class.clone(); number as usize]);
            Choice::Entries(entries.collect())
        })
        .collect()
}

/// Every way to take one value of each; cut off where there are too many to enumerate anyway.
pub(super) fn product<T: Clone>(values: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = vec![Vec::new()];
    for choices in values {
        all = all
            .iter()
            .flat_map(|start| {
                choices.iter().map(|choice| {
                    let mut longer = start.clone();
                    longer.push(choice.clone());
                    longer
                })
            })
            .take(LIMIT + 1)
            .collect();
    }
    all
}
