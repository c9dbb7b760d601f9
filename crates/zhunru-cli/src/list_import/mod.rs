//! Reading a list of items (清单) out of a spreadsheet, as offices keep them.
//!
//! A sheet becomes entries, and everything that did not becomes part of the account: rows and
//! columns that were passed over with their reason, names that a person should look at, rows that
//! are at fault. Nothing is lost or merged in silence.
//!
//! - [`read`] opens the file and gives [`Sheets`], the entries with their places.
//! - [`find_duplicates`] and [`near_duplicates`] compare names by the measure of the core.

mod above;
mod duplicates;
mod entry;
mod field;
mod heading;
mod layout;
mod name;
mod near;
mod ordinal;
mod read_row;
mod remark;
mod row;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use duplicates::find_duplicates;
pub(crate) use entry::Entry;
pub(crate) use near::near_duplicates;
pub(crate) use remark::{
    Account, At, Doubt, DoubtKind, Fault, FaultKind, ReadColumn, SkipReason, SkippedColumn,
    SkippedRow,
};
pub(crate) use source::{Sheets, Unread, read};
pub(crate) use zhunru::list::EntryField as Field;

/// Most entries in one list; the core reads no more either.
pub(crate) const MOST_ENTRIES: usize = 100_000;
