//! Lists of items (清单): what they hold, how they change, how names are matched.

mod amendment;
mod codes;
mod compare;
mod entry;
mod field;
mod item_list;
mod kind;
mod name;
mod version;

pub use amendment::{Amendment, AmendmentAct};
pub use codes::{CodeScheme, CodeSchemeError, assign_codes};
pub use compare::{
    CodeChange, FieldChange, ListComparison, RenameCandidate, Revision, compare, percent,
};
pub use entry::{EntryDetails, EntrySupervision, ListEntry};
pub use field::EntryField;
pub use item_list::{DeclaredVersion, ItemList, ListClass, ListContent, WhileNotLoaded};
pub use kind::{ListEffect, ListKind};
pub use name::{SIMILARITY, Similarity, normalise_name, similarity, strip_places};
pub(crate) use name::{is_normal, place_beginnings, without_places};
pub(crate) use version::count_by_class;
pub use version::{ClassSize, ListVersion};
