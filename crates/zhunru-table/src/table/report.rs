//! What became of the columns of a table.

use smol_str::SmolStr;

/// What became of the columns of a table: which are read, which are not and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnReport {
    /// The columns that are read, in the table's order.
    pub found: Vec<FoundColumn>,
    /// The columns that are not read, in the table's order.
    pub ignored: Vec<IgnoredColumn>,
}

/// A column that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundColumn {
    /// Its name in the table.
    pub name: SmolStr,
    /// What it holds: paths of facts, of which each demand type has one at most; `type` and `item`
    /// for the demand's type and item, `id` for the proposal's.
    pub paths: Vec<SmolStr>,
    /// Why its Arrow type cannot hold that, in English; every row with a value there is faulty.
    pub problem: Option<String>,
}

/// A column that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IgnoredColumn {
    /// Its name in the table.
    pub name: SmolStr,
    /// The known heading nearest to it, which may be what was meant; nothing for a column that is
    /// known to hold remarks only.
    pub nearest: Option<String>,
}

impl ColumnReport {
    /// The columns that may be misspelt: not read, and near to a known heading.
    pub fn near_misses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ignored.iter().filter_map(|column| {
            let near = column.nearest.as_deref()?;
            Some((column.name.as_str(), near))
        })
    }
}
