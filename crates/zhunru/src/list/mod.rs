//! Lists of items (清单): what they hold, how names are matched.

mod name;

pub use name::{SIMILARITY, Similarity, normalise_name, similarity};
