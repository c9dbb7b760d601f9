//! Whether the demand's item is on a list.

use zhunru::condition::ListReference;
use zhunru::list::{
    ItemList, ListContent, ListEntry, Similarity, WhileNotLoaded, normalise_name, similarity,
};
use zhunru::model::Proposal;
use zhunru::vocabulary::{ItemName, Value};

use super::case::Case;
use super::world::World;

/// Where an item stands to a loaded list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// An entry in force is the item.
    On,
    /// An entry in force is similar and none is the item.
    Similar,
    /// No entry in force is like it.
    Off,
}

/// The path of the membership in a list.
pub(super) fn path(list: &ListReference) -> String {
    format!("listed.{}.{}", list.pack, list.list)
}

/// The entries of a list on the date, when it is loaded and in force.
pub(super) fn entries<'a>(case: &Case<'a>, list: &'a ItemList) -> Option<Vec<&'a ListEntry>> {
    match &list.content {
        ListContent::Loaded(entries) if list.in_force.contains(case.date) => Some(
            entries
                .iter()
                .filter(|entry| entry.in_force.contains(case.date))
                .collect(),
        ),
        _ => None,
    }
}

/// Where an item stands to the entries of a list; worked out once for each.
pub(super) fn standing(
    case: &Case<'_>,
    item: &Value,
    list: &ListReference,
    entries: &[&ListEntry],
) -> Standing {
    let Value::Item(item) = item else {
        return Standing::Off;
    };
    let key = (list.clone(), item.normalised().to_owned());
    let known = case.standings.borrow().get(&key).copied();
    known.unwrap_or_else(|| {
        let standing = work_out(case, item, entries);
        case.standings.borrow_mut().insert(key, standing);
        standing
    })
}

fn work_out(case: &Case<'_>, item: &ItemName, entries: &[&ListEntry]) -> Standing {
    let name = stripped(case, item.normalised());
    let names = |entry: &ListEntry| -> Vec<String> {
        [&entry.name]
            .into_iter()
            .chain(&entry.aliases)
            .map(|name| stripped(case, name.normalised()))
            .collect()
    };
    let is_code = |entry: &ListEntry| entry.code.as_ref().is_some_and(|code| code == item);
    if entries
        .iter()
        .any(|entry| is_code(entry) || names(entry).contains(&name))
    {
        return Standing::On;
    }
    if entries.iter().any(|entry| {
        names(entry)
            .iter()
            .any(|other| matches!(similarity(&name, other), Similarity::Similar(_)))
    }) {
        return Standing::Similar;
    }
    Standing::Off
}

/// An item without the names of places in front: so it compares with lists, constants and stock.
pub(super) fn without_place(case: &Case<'_>, value: Value) -> Value {
    match value {
        Value::Item(name) => Value::Item(ItemName::new(stripped(case, name.normalised()))),
        other => other,
    }
}

/// "The names of the village and of the places above it stripped in front."
fn stripped(case: &Case<'_>, name: &str) -> String {
    let mut rest = name;
    while let Some(shorter) = case
        .fronts
        .iter()
        .filter_map(|front| rest.strip_prefix(front.as_str()))
        .find(|shorter| !shorter.is_empty())
    {
        rest = shorter;
    }
    rest.to_owned()
}

/// The normalised names of the village and of the places above it, longest first.
pub(super) fn fronts(proposal: &Proposal) -> Vec<String> {
    let mut fronts: Vec<String> = proposal
        .village
        .iter()
        .flat_map(|village| village.name.iter().chain(&village.within))
        .map(|front| normalise_name(front).to_string())
        .filter(|front| !front.is_empty())
        .collect();
    fronts.sort_by_key(|front| std::cmp::Reverse(front.chars().count()));
    fronts
}

/// Whether it is stated that a demand of the proposal has no item.
pub(super) fn has_no_item(case: &Case<'_>, demand: usize) -> bool {
    let path = case.item_path_of(demand);
    path.and_then(|path| case.known_of(demand, path)) == Some(Value::None)
}

/// Whether an entry in force has the name of something that the village has; what is similar only
/// is another thing.
pub(super) fn names_entry(case: &Case<'_>, name: &Value, reference: &ListReference) -> bool {
    let list = case.list(reference);
    let entries = list.and_then(|list| entries(case, list));
    entries.is_some_and(|entries| standing(case, name, reference, &entries) == Standing::On)
}

/// The path of the membership in a list, for some demand of the proposal.
pub(super) fn path_of(case: &Case<'_>, demand: usize, list: &ListReference) -> String {
    match demand == case.demand {
        true => path(list),
        false => format!("demands[{demand}].{}", path(list)),
    }
}

/// Whether the item of a demand of the proposal is on this very list in a completion.
pub(super) fn on_list(world: &World<'_, '_>, demand: usize, reference: &ListReference) -> bool {
    let case = world.case;
    let open = || world.chosen_true(&path_of(case, demand, reference));
    let statement = case.statement_of(demand, reference);
    let Some(list) = case.list(reference) else {
        return statement.unwrap_or(false);
    };
    if let ListContent::NotLoaded(meanwhile) = &list.content {
        // What is stated to be no item is on no list.
        if has_no_item(case, demand) {
            return false;
        }
        // "Of a list that is not loaded granting lists ask, and forbidding lists are presumed
        // absent unless the pack says `ask`."
        return statement.unwrap_or_else(|| match meanwhile {
            WhileNotLoaded::Ask => open(),
            WhileNotLoaded::PresumeAbsent => false,
        });
    }
    let Some(entries) = entries(case, list) else {
        return statement.unwrap_or(false);
    };
    let Some(item_path) = case.item_path_of(demand) else {
        return statement.unwrap_or_else(open);
    };
    // "A loaded list in force decides it when the item is known, and a statement that disagrees is
    // set aside; otherwise a statement stands."
    let item = match (case.known_of(demand, item_path), statement) {
        (Some(item), _) => item,
        (None, Some(statement)) => return statement,
        (None, None) => world.value_of(demand, item_path),
    };
    match standing(case, &item, reference, &entries) {
        Standing::On => true,
        Standing::Off => false,
        Standing::Similar => statement.unwrap_or_else(open),
    }
}
