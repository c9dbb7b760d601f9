//! How a table is decided.

use chrono::NaiveDate;
use zhunru::Selection;
use zhunru::model::DemandType;
use zhunru::text::Language;

use super::column::OutputColumn;

/// How a table is decided; begin with `Options::default()` and set what should be otherwise.
///
/// ```
/// use zhunru_table::{Options, OutputColumn};
/// let mut options = Options::default();
/// options.columns = vec![OutputColumn::Id, OutputColumn::Verdict];
/// options.threads = 2;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The day for which is decided; without one, the day on which each proposal was submitted.
    pub as_of: Option<NaiveDate>,
    /// Which packs take part.
    pub packs: Selection,
    /// The type of all demands, for a table without a column for it.
    pub demand_type: Option<DemandType>,
    /// The columns that come out, in this order.
    pub columns: Vec<OutputColumn>,
    /// The language of texts.
    pub language: Language,
    /// How many threads decide: 1 is the calling one, 0 as many as the machine has, up to
    /// [`Options::MOST_THREADS`]. The result is the same.
    pub threads: usize,
    /// Whether ids that come again are looked for in the whole table, at 16 to 32 bytes of memory
    /// for each proposal, and not only in the same batch and the one before.
    pub check_ids: bool,
    /// The list columns, by heading or path, of which a blank cell means that there is none.
    pub blank_means_none: Vec<String>,
}

impl Options {
    /// So many threads may decide a table.
    pub const MOST_THREADS: usize = 1024;
}

impl Default for Options {
    fn default() -> Self {
        Options {
            as_of: None,
            packs: Selection::default(),
            demand_type: None,
            columns: OutputColumn::USUAL.to_vec(),
            language: Language::default(),
            threads: 1,
            check_ids: false,
            blank_means_none: Vec::new(),
        }
    }
}
