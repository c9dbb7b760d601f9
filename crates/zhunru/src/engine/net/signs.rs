//! Whether the sign that is demanded may be one that the village has.

use smol_str::SmolStr;

use super::Net;
use crate::engine::build::Compiled;
use crate::engine::states::States;
use crate::vocabulary::{FactState, Value};

/// The names of items in what is stated of a fact; of the entries of a list, their own.
pub(crate) type ItemNames = Box<[SmolStr]>;

/// The names of items in a state; nothing where one is unknown.
pub(crate) fn item_names(state: &FactState) -> Option<ItemNames> {
    let name = |value: &Value| match value {
        Value::Item(name) => Some(SmolStr::from(name.normalised())),
        _ => None,
    };
    match state {
        FactState::Unknown => None,
        FactState::Known(value) => Some(name(value).into_iter().collect()),
        FactState::Entries(entries) => {
            let names = entries
                .iter()
                .map(|entry| entry.first()?.as_ref().map(name));
            let names: Option<Vec<Option<SmolStr>>> = names.collect();
            Some(names?.into_iter().flatten().collect())
        }
    }
}

/// Whether a sign of this name may be among those of a stock, of which something is stated; nothing stands
/// for names that are not all known.
pub(crate) fn may_be_among(name: Option<&[SmolStr]>, stock: Option<&[SmolStr]>) -> bool {
    match (stock, name) {
        // Of no other name is anything the same as a sign without one.
        (Some(stock), Some(name)) => name.iter().any(|name| stock.contains(name)),
        (Some(stock), None) => !stock.is_empty(),
        (None, _) => true,
    }
}

impl Net {
    /// Whether the net counts signs beside the one demanded, which may hang there already: only the
    /// whole proposal can tell.
    pub(crate) fn may_hang_already(&self, compiled: &Compiled, states: &States) -> bool {
        let Some(stock) = compiled.known.signboards.map(|stock| states.get(stock)) else {
            return false;
        };
        if !self.adds_sign || *stock == FactState::Unknown {
            return false;
        }
        let name = compiled.known.sign_name.map(|name| states.get(name));
        let name = name.and_then(item_names);
        may_be_among(name.as_deref(), item_names(stock).as_deref())
    }
}
