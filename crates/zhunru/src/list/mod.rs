//! Lists of items (清单): what they hold, how names are matched.

mod item_list;
mod name;

pub use item_list::{ItemList, ListContent, ListEffect, ListEntry, ListKind, WhileNotLoaded};
pub use name::{SIMILARITY, Similarity, normalise_name, similarity, strip_places};
