//! The lists by which others decide the workload, taken from the packs by which this library does.

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::{Value, json};
use zhunru::pack::Pack;

use super::stock::Sign;

/// The lists, by the names that the policies give them.
const LISTS: [(&str, &str, &str); 6] = [
    ("assist", "yuhui", "assist"),
    ("autonomous", "yuhui", "autonomous-duties"),
    ("not_to_bear", "yuhui", "not-to-bear"),
    ("not_to_issue", "national", "certificates-not-to-issue"),
    ("interior", "yuhui", "interior-signs"),
    ("rooms", "yuhui", "function-rooms"),
];

/// The codes and names of the items of each list: `assist`, `autonomous`, `not_to_bear`, `not_to_issue`,
/// `interior` and `rooms`.
#[derive(Clone, Debug)]
pub struct Lists(BTreeMap<&'static str, Vec<String>>);

impl Lists {
    /// The lists of these packs.
    ///
    /// # Errors
    /// When a list is missing.
    pub fn of(packs: &[Pack]) -> Result<Self, Box<dyn Error>> {
        let mut lists = BTreeMap::new();
        for (name, pack, list) in LISTS {
            let found = packs.iter().find(|one| one.id == pack);
            let found = found.and_then(|pack| pack.lists.iter().find(|one| one.id == list));
            let found = found.ok_or_else(|| format!("there is no list `{pack}/{list}`"))?;
            let mut items: Vec<String> = Vec::new();
            for entry in found.entries() {
                let names = entry.code.iter().chain(entry.names());
                items.extend(names.map(|name| name.as_str().to_owned()));
            }
            lists.insert(name, items);
        }
        Ok(Lists(lists))
    }

    /// The items of a list; none where there is no such list.
    pub fn items(&self, list: &str) -> &[String] {
        self.0.get(list).map_or(&[], Vec::as_slice)
    }

    /// Whether an item is on a list.
    pub fn has(&self, list: &str, item: &str) -> bool {
        self.items(list).iter().any(|one| one == item)
    }

    /// How many of these signs are extras that a level asked for: neither on the list of interior
    /// signs nor demanded by a statute.
    pub fn extras(&self, signs: &[Sign], level: &str) -> usize {
        let counts = |sign: &&Sign| {
            sign.level == level && !sign.statutory && !self.has("interior", sign.name)
        };
        signs.iter().filter(counts).count()
    }

    /// Each list with its items.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.0.iter().map(|(name, items)| (*name, items.as_slice()))
    }

    /// An object of the lists, each an object whose keys are its items.
    pub fn keyed(&self) -> Value {
        let keys = |items: &[String]| -> Value {
            let keys = items.iter().map(|item| (item.clone(), json!(true)));
            Value::Object(keys.collect())
        };
        let lists = self
            .all()
            .map(|(name, items)| (name.to_owned(), keys(items)));
        Value::Object(lists.collect())
    }
}
